"""Submissions at a gate, and what was decided on them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.base import Base
from service.database.models.accounts import User
from service.database.models.cases import Case
from service.database.models.checks import Check


class SubmissionState(StrEnum):
    """Where a submission stands."""

    CHECKING = "checking"
    WAITING = "waiting"
    """In the queue of who decides."""
    FORWARDED = "forwarded"
    """Resumption: the group leader has agreed, the bureau chief decides."""
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {
            "checking": "检查中",
            "waiting": "待审批",
            "forwarded": "待局长审核",
            "approved": "已通过",
            "returned": "已退回",
            "withdrawn": "已撤回",
        }[self]

    @property
    def open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self in (SubmissionState.CHECKING, SubmissionState.WAITING, SubmissionState.FORWARDED)


class Submission(Base):
    """A group asks that a case may pass a gate. `previous` is the returned one that this one mends."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_state_at", "state", "at"),
        Index("ix_submissions_case", "case_id", "at"),
        Index("ix_submissions_group_at", "from_group", "at"),
        Index("ix_submissions_check", "check_id"),
        Index("ix_submissions_from", "from_group", "case_id"),
        Index("ix_submissions_previous", "previous_id"),
        Index("ix_submissions_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    gate: Mapped[str] = mapped_column(String(32))
    from_group: Mapped[str] = mapped_column(String(16))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    check_id: Mapped[int | None] = mapped_column(ForeignKey("checks.id"))
    state: Mapped[SubmissionState] = mapped_column(String(16), default=SubmissionState.CHECKING)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship(foreign_keys=[case_id])
    by: Mapped[User] = relationship()
    check: Mapped[Check | None] = relationship()
    previous: Mapped[Submission | None] = relationship(remote_side=[id])
    decisions: Mapped[list[Decision]] = relationship(back_populates="submission", order_by="Decision.id")
    acknowledgements: Mapped[list[Acknowledgement]] = relationship(order_by="Acknowledgement.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 — declared by SQLAlchemy


class DecisionKind(StrEnum):
    """What was decided."""

    APPROVE = "approve"
    RETURN = "return"
    FORWARD = "forward"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"approve": "通过", "return": "退回", "forward": "初审同意"}[self]


class Decision(Base):
    """A decision on a submission. `internal_note` stays with the deciders; `text` is for the group.

    `notice_number` and `notice_sha256` (in the store) are those of the 《退回整改通知书》 of a return. Of an approval: how many
    findings a waiver let pass (`waived`), how many violated superior rules he acknowledged, at how many he had to look.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_kind_at", "kind", "at"), Index("ix_decisions_at", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(String(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text, default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    fixable: Mapped[bool] = mapped_column(default=True)
    to_group: Mapped[str | None] = mapped_column(String(16))
    to_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    notice_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    notice_sha256: Mapped[str | None] = mapped_column(String(64))
    waived: Mapped[int] = mapped_column(default=0)
    acknowledged: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)

    submission: Mapped[Submission] = relationship(back_populates="decisions")
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    to_user: Mapped[User | None] = relationship(foreign_keys=[to_user_id])
    items: Mapped[list[ReturnItem]] = relationship(back_populates="decision", order_by="ReturnItem.id")


class ReturnItem(Base):
    """One thing a file was returned for. `reason` is a code of `service.handover.reasons`; `rule` empty: found by a person.

    `pages` is text (文件 第3页、…). `repaired_on`: the day from which a later check or decision has it in order.
    """

    __tablename__ = "return_items"
    __table_args__ = (Index("ix_return_items_rule", "rule"), Index("ix_return_items_owner_rule", "owner", "rule"))

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    reason: Mapped[str] = mapped_column(String(32))
    rule: Mapped[str] = mapped_column(String(120), default="")
    code: Mapped[str] = mapped_column(String(32), default="")
    title: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200), default="案件")
    owner: Mapped[str] = mapped_column(String(16))
    problem: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    fixable: Mapped[bool] = mapped_column(default=True)
    due_on: Mapped[date | None]
    repaired_on: Mapped[date | None]

    decision: Mapped[Decision] = relationship(back_populates="items")


class Acknowledgement(Base):
    """An approver saw that a superior rule is not kept, and says why the file may pass all the same."""

    __tablename__ = "acknowledgements"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    rule: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(200), default="案件")
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class Escalation(Base):
    """What neither the earlier group nor 终本办理组 completes goes to the bureau chief (第六组1). `title` names it, `item_id` is
    the item of a return it was found by. `ordered_group`: he orders this group to do it, by `due_on`; None: he decides
    otherwise. The case stays where it is; the ordered group adds its papers, and says when it is done (`done_*`).
    """

    __tablename__ = "escalations"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("return_items.id"))
    title: Mapped[str] = mapped_column(String(200), default="")
    owed_by: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    ordered_group: Mapped[str | None] = mapped_column(String(16))
    order: Mapped[str] = mapped_column("order_text", Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None]
    done_note: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[Case] = relationship()
    item: Mapped[ReturnItem | None] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])
