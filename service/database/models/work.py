"""The groups' daily work: who was given a case, what the applicant was told, what is due after a 终本."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.base import Base
from service.database.models.accounts import User
from service.database.models.cases import Case


class Assignment(Base):
    """A case was given to a handler. `how` is random (第三组1), by_hand or handover; `draw` records seed and candidates (JSON)."""

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_group_at", "group_slug", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    group: Mapped[str] = mapped_column("group_slug", String(16))
    handler_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    how: Mapped[str] = mapped_column(String(16))
    draw: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    case: Mapped[Case] = relationship()
    handler: Mapped[User] = relationship(foreign_keys=[handler_id])


class FeedbackState(StrEnum):
    """What became of a message to the applicant."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"waiting": "待发送", "sent": "已发送", "failed": "发送失败"}[self]


class Feedback(Base):
    """A short message that told the applicant how the enforcement goes (第七组10), in the stage of a group."""

    __tablename__ = "feedback"
    __table_args__ = (Index("ix_feedback_case_stage", "case_id", "stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    stage: Mapped[str] = mapped_column(String(16))
    to_name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[FeedbackState] = mapped_column(String(8), default=FeedbackState.WAITING)
    error: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()


class AftercareKind(StrEnum):
    """What is due after a 终本."""

    REGISTRATION = "registration"
    """Entry into the database of ended cases, within 7 days of service (373 art. 13)."""
    QUERY = "query"
    """A network query every six months for five years (373 art. 9)."""

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"registration": "录入终本案件库", "query": "网络查询"}[self]


class AftercareTask(Base):
    """One thing due after a 终本."""

    __tablename__ = "aftercare_tasks"
    __table_args__ = (Index("ix_aftercare_due", "due_on", "done_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[AftercareKind] = mapped_column(String(16))
    number: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    result: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[Case] = relationship()
    done_by: Mapped[User | None] = relationship()
