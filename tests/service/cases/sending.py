"""What the tests of uploads share: small files, a sender that goes on after a break, what was kept."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from service.cases.papers import papers_of
from service.cases.uploads import UploadState, start_upload, take_part
from service.database.models import Case, LedgerEntry
from service.ledger.verify import verify_ledger
from tests.service.conftest import Court

KEY = "key-of-a-file"


def image(colour: str = "white", side: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "PNG")
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


PAPER = image()


class Sender:
    """A browser that sends a file in parts of `part` bytes, and goes on where the server stands."""

    def __init__(self, court: Court, case_id: int, login: str = "li.online", part: int = 64) -> None:
        self.court, self.case_id, self.user, self.part = court, case_id, court.people[login], part

    def send(self, name: str = "笔录.png", data: bytes = PAPER, key: str = KEY) -> UploadState:
        service = self.court.service
        state = start_upload(service, self.user, self.case_id, name=name, size=len(data), key=key)
        while not state.finished:
            some = data[state.offset : state.offset + self.part]
            state = take_part(service, self.user, self.case_id, key, state.offset, some)
        return state


def kept(court: Court, case_id: int) -> tuple[list[str], int, int]:
    """Names of the papers, number of blobs, entries of the ledger that tell of added papers."""
    with court.service.reading() as session:
        papers = [paper.name for paper in papers_of(session.get_one(Case, case_id))]
        told = session.query(LedgerEntry).filter(LedgerEntry.act == "paper-added").count()
        assert verify_ledger(session, court.service.checkpoints).holds
    return papers, len(list(court.service.blobs.all())), told
