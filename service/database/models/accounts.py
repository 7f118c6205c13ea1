"""Who may log in, and how he did."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checker.gates import GROUPS
from service.database.base import Base


class Role(StrEnum):
    """What somebody is in the court. One each; the group stands apart."""

    MEMBER = "member"
    LEADER = "leader"
    REVIEWER = "reviewer"
    COMMAND = "command"
    DIRECTOR = "director"
    PRESIDENT = "president"
    AUDITOR = "auditor"
    ADMIN = "admin"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return _CHINESE[self]

    @property
    def of_group(self) -> bool:
        """Whether one has it in one of the groups that handle cases."""
        return self in (Role.MEMBER, Role.LEADER)


_CHINESE = {
    Role.MEMBER: "组员",
    Role.LEADER: "组长",
    Role.REVIEWER: "结案审查",
    Role.COMMAND: "指挥中心",
    Role.DIRECTOR: "局长",
    Role.PRESIDENT: "院领导",
    Role.AUDITOR: "审计",
    Role.ADMIN: "系统管理员",
}


class User(Base):
    """A person. `group` is a slug of `checker.gates.GROUPS`, for members and leaders; `command` for the command centre."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    role: Mapped[Role] = mapped_column(String(16))
    group: Mapped[str | None] = mapped_column("group_slug", String(16))
    password_hash: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    @property
    def title(self) -> str:
        """Group and role as the court says them: 线索查控组组长."""
        role = Role(self.role)
        return f"{GROUPS[self.group]}{role.chinese}" if role.of_group and self.group else role.chinese


class LoginSession(Base):
    """A login. The cookie holds a random token; here is only its SHA-256 (hex)."""

    __tablename__ = "login_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(64), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")

    user: Mapped[User] = relationship(lazy="joined")


class LoginFailure(Base):
    """A wrong password, for the pause after several."""

    __tablename__ = "login_failures"
    __table_args__ = (
        Index("ix_login_failures_login_at", "login", "at"),
        Index("ix_login_failures_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class ApiToken(Base):
    """A token for programs. `scopes` are words of `service.accounts.tokens.SCOPES`, blank between them."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined")
