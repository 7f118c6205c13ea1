"""What leaves the service as a file: recorded before it is answered."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

from service.context import Service
from service.database.models import User
from service.ledger import Act, record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def record_export(service: Service, user: User, what: str, **detail: str | int | list[str] | None) -> str:
    """Writes an export to the audit ledger; returns the check code (校验码) of the ledger's end, which is this very entry:
    what `zhongben ledger verify --checkpoint` takes.
    """
    with service.writing() as session:
        entry = record(session, Act.EXPORTED, user, about=what, of=detail)
        return f"{entry.seq}:{entry.hash}"


def download(data: bytes, name: str, media: str) -> Response:
    """A file of a Chinese name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=media, headers={"content-disposition": disposition})
