"""The audit ledger: every act, chained. `service.ledger` is the only writer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.database.base import Base


class LedgerEntry(Base):
    """One act. `seq` counts from 1 without a gap; `previous` is the hash of the entry before, 64 zeros for the first."""

    __tablename__ = "ledger_entries"
    __table_args__ = (  # the audit page goes by number, whatever it is asked for
        Index("ix_ledger_case_seq", "case_id", "seq"),
        Index("ix_ledger_act_seq", "act", "seq"),
        Index("ix_ledger_actor_seq", "actor_id", "seq"),
        Index("ix_ledger_at_seq", "at", "seq"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(64))
    act: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    about: Mapped[str] = mapped_column(String(200), default="")
    detail: Mapped[str] = mapped_column(Text, default="{}")
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
