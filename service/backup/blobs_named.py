"""Which blobs of the store the rows name."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from service.database.models import CasePaper, Check, Decision

COLUMNS: tuple[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], ...] = (
    CasePaper.sha256,
    Check.report_sha256,
    Check.reading_sha256,
    Check.paper_sha256,
    Decision.notice_sha256,
)
"""Every column that names a blob. `corrections.page_sha256` is of a page, which is no blob; `uploads.sha256` is noted before
the file is in the store, and the paper that comes of it names it again.
"""


def blobs_named(connection: Connection) -> set[str]:
    """SHA-256 of all blobs that the rows name."""
    found: set[str] = set()
    for column in COLUMNS:
        found.update(connection.scalars(select(column).where(column.is_not(None)).distinct()))
    return found
