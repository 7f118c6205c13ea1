"""Cases of the court, as its case system has them, with the originals of their papers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.base import Base
from service.database.models.accounts import User


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"
    """执行完毕、放弃或者和解结案。"""
    AFTERCARE = "aftercare"
    """终本后管理。"""
    RESUMED = "resumed"
    """已恢复执行，另立新案。"""

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"open": "在办", "closed": "已结", "aftercare": "终本管理", "resumed": "已恢复执行"}[self]


class Case(Base):
    """A case. Money is fen. `group` (slug) and `handler` have it now, since `entered_on`.

    `version` grows with every change: two who act on the same version at once do not both win.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_group_state", "group_slug", "state"),
        Index("ix_cases_handler_state", "handler_id", "state"),
        Index("ix_cases_state_entered", "state", "entered_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(64), unique=True)
    filed_on: Mapped[date | None]
    closing_kind: Mapped[str | None] = mapped_column(String(32))
    claim_fen: Mapped[int | None] = mapped_column(BigInteger)
    paid_fen: Mapped[int | None] = mapped_column(BigInteger)
    group: Mapped[str] = mapped_column("group_slug", String(16))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    state: Mapped[CaseState] = mapped_column(String(16), default=CaseState.OPEN)
    entered_on: Mapped[date]
    closed_on: Mapped[date | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    parties: Mapped[list[CaseParty]] = relationship(back_populates="case", order_by="CaseParty.id")
    papers: Mapped[list[CasePaper]] = relationship(back_populates="case", order_by="CasePaper.name")
    passages: Mapped[list[Passage]] = relationship(back_populates="case", order_by="Passage.on, Passage.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 — declared by SQLAlchemy

    @property
    def respondents(self) -> list[CaseParty]:
        """Its 被执行人."""
        return [party for party in self.parties if party.role == "被执行人"]

    @property
    def applicants(self) -> list[CaseParty]:
        """Its 申请执行人."""
        return [party for party in self.parties if party.role == "申请执行人"]


class CaseParty(Base):
    """A party. `kind` is 自然人 or 企业, None where it is not known. `phone` is for the feedback to applicants."""

    __tablename__ = "case_parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str | None] = mapped_column(String(8))
    number: Mapped[str | None] = mapped_column(String(32))
    phone: Mapped[str | None] = mapped_column(String(32))

    case: Mapped[Case] = relationship(back_populates="parties")


class Passage(Base):
    """A gate that a case passed, and the day. `submission_id` None: before this service had the case."""

    __tablename__ = "passages"
    __table_args__ = (Index("ix_passages_from", "from_group", "case_id"), Index("ix_passages_on", "passed_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    gate: Mapped[str] = mapped_column(String(32))
    on: Mapped[date] = mapped_column("passed_on")
    from_group: Mapped[str] = mapped_column(String(16))
    to_group: Mapped[str | None] = mapped_column(String(16))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))

    case: Mapped[Case] = relationship(back_populates="passages")


class CasePaper(Base):
    """An original file of a case: its name in the case folder, and the blob. One that was taken out stays on record."""

    __tablename__ = "case_papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    name: Mapped[str] = mapped_column(String(400))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(back_populates="papers")
    added_by: Mapped[User] = relationship(foreign_keys=[added_by_id])


class Upload(Base):
    """An upload under way: `received` bytes of `size` lie in the store's waiting room under `key`.

    `sha256` is noted before the file leaves the waiting room, so that whoever goes on after a crash finds it in the store.
    """

    __tablename__ = "uploads"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(400))
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str | None] = mapped_column(String(64))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("case_papers.id"))
