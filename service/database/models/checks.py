"""Checks of a case at a gate, what people corrected in what was read, and what was waived."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.base import Base
from service.database.models.accounts import User
from service.database.models.cases import Case


class CheckState(StrEnum):
    """How far a check is."""

    WAITING = "waiting"
    READING = "reading"
    JUDGING = "judging"
    DONE = "done"
    FAILED = "failed"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {
            "waiting": "排队",
            "reading": "辨认",
            "judging": "核对",
            "done": "完成",
            "failed": "未能检查",
        }[self]

    @property
    def over(self) -> bool:
        """Whether nothing more happens."""
        return self in (CheckState.DONE, CheckState.FAILED)


class CheckPurpose(StrEnum):
    """What a check was asked for."""

    PRECHECK = "precheck"
    SUBMISSION = "submission"


class Check(Base):
    """One check. In the store lie the report (JSON), the reading (pages with their states and lines, JSON) and the paper
    (DOCX: 《终本预检清单》 or 《退回整改通知书》).

    `inputs`: SHA-256 over papers, record, corrections and waivers it was made from. `error` is the Chinese message of a check
    that failed.
    """

    __tablename__ = "checks"
    __table_args__ = (Index("ix_checks_case_gate", "case_id", "gate"), Index("ix_checks_state", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    gate: Mapped[str] = mapped_column(String(32))
    as_of: Mapped[date | None]
    purpose: Mapped[CheckPurpose] = mapped_column(String(16), default=CheckPurpose.PRECHECK)
    state: Mapped[CheckState] = mapped_column(String(16), default=CheckState.WAITING)
    pages_done: Mapped[int] = mapped_column(default=0)
    pages_all: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[str | None] = mapped_column(String(8))
    violated: Mapped[int] = mapped_column(default=0)
    undetermined: Mapped[int] = mapped_column(default=0)
    superior_violated: Mapped[int] = mapped_column(default=0)
    inputs: Mapped[str | None] = mapped_column(String(64))
    report_sha256: Mapped[str | None] = mapped_column(String(64))
    reading_sha256: Mapped[str | None] = mapped_column(String(64))
    paper_sha256: Mapped[str | None] = mapped_column(String(64))
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    requested_by: Mapped[User] = relationship()


class CorrectionOf(StrEnum):
    """What a person corrected."""

    KIND = "kind"
    """The kind of paper that a page belongs to, or that it begins or goes on with another."""
    FIELD = "field"
    MARK = "mark"


class Correction(Base):
    """What a person saw on a page. `file` and `page` say where; `page_sha256` ties it to what was shown.

    KIND: `value` is a kind's name, 空白, 重复, 他案 or 未归类; `name` is `first` where a new paper begins on the page, else
    `next`. FIELD: `name` is the field's id, `value` its value as text. MARK: `name` is the mark's label, `value` 有, 无 or 看不清.
    """

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    of: Mapped[CorrectionOf] = mapped_column(String(8))
    file: Mapped[str] = mapped_column(String(400))
    page: Mapped[int]
    page_sha256: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(64))
    before: Mapped[str] = mapped_column(String(400), default="")
    value: Mapped[str] = mapped_column(String(400))
    box: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(400), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    by: Mapped[User] = relationship()


class GrantedWaiver(Base):
    """What an approver let pass at the gates of a case: a rule id, for one subject (empty: all), until a day."""

    __tablename__ = "waivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    rule: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text)
    approver_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    expires: Mapped[date]
    at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    approver: Mapped[User] = relationship()
