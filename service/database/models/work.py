"""The groups' daily work: who was given a case, what the applicant was told, what is due after a 终本."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.base import Base
from service.database.models.accounts import User
from service.database.models.cases import Case


class Assignment(Base):
    """A case was given to a handler. `how` is random (第三组1), by_hand, handover or registered; `draw` is the JSON of
    `service.work.draws.Draw`, from which anybody can draw again; `reason` says why it was given by hand.
    """

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_group_at", "group_slug", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    group: Mapped[str] = mapped_column("group_slug", String(16))
    handler_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    how: Mapped[str] = mapped_column(String(16))
    draw: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(400), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
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
    """A short message that told the applicant how the enforcement goes (第七组10), in the stage of a group. `on` is the
    court's day of it. `attempts` at sending it were made; the next one not before `next_at`.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_case_stage", "case_id", "stage", "told_on"),
        Index("ix_feedback_state_next", "state", "next_at"),
    )

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
    on: Mapped[date] = mapped_column("told_on")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
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
    """One thing due after a 终本: the `number`th of its kind. `found`: whether a query found property."""

    __tablename__ = "aftercare_tasks"
    __table_args__ = (Index("ix_aftercare_due", "due_on", "done_on"), UniqueConstraint("case_id", "kind", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[AftercareKind] = mapped_column(String(16))
    number: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    result: Mapped[str] = mapped_column(Text, default="")
    found: Mapped[bool | None]

    case: Mapped[Case] = relationship()
    done_by: Mapped[User | None] = relationship()


class CaseLimit(Base):
    """A time limit of the law as the last check of a case knows it: `limit` is an id of `service/clocks/limits.yaml`,
    `done_on` the day on which it was met. Made anew after each check, see `service.clocks.kept`.
    """

    __tablename__ = "case_limits"
    __table_args__ = (Index("ix_case_limits_open", "done_on", "due_on"), Index("ix_case_limits_case", "case_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    limit: Mapped[str] = mapped_column("limit_id", String(40))
    subject: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date]
    due_on: Mapped[date]
    done_on: Mapped[date | None]

    case: Mapped[Case] = relationship()


class LimitsCounted(Base):
    """From which check, and from which version of the case, its limits were counted last."""

    __tablename__ = "limits_counted"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("checks.id"))
    case_version: Mapped[int]
