"""The worker processes that carry out checks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from service.database.base import Base


class Worker(Base):
    """A worker process that has begun and not left. `beats` grows as long as it lives; one that stopped without leaving is
    known by a number that grows no more, so that the clocks of several machines need not agree.
    """

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    beats: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
