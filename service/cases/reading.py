"""What was read of a case's pages, kept with each check.

Two blobs: the pages as read (the same papers give the same blob, however often they are checked), and what the catalogue made
of each page in this check, which points to the first.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from checker.casefile import CaseFile, CaseRecord, Document, Line, Mark, Page, PageState, papers_by_page
from checker.record import load_record
from extractors.recorded import json_of, page_of
from service.context import Service
from service.database.models import Check
from service.errors import NotFoundError

PAGES, READING = "zhongben/pages/1", "zhongben/reading/1"


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The pages of a case's papers as read, in file order, with what came in beside them. `record` is the text of case.yaml."""

    name: str
    record: str
    input_hashes: Mapping[str, str]
    problems: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def case_record(self) -> CaseRecord | None:
        """The record of the case system."""
        return load_record(self.record, "case.yaml") if self.record else None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of a check. Boxes of lines and marks are fractions 0–1 of the page turned upright by `rotation` (degrees
    clockwise: 0, 90, 180, 270) and then levelled by `skew`. `document` is the id of its paper, empty where it belongs to none;
    `candidates` are kinds an unknown page may be; `problem` says in Chinese why it could not be read.
    """

    file: str
    page: int
    sha256: str
    rotation: int
    skew: float
    state: PageState
    kind: str
    document: str
    title: str
    problem: str
    candidates: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def put_pages(service: Service, read: PagesRead) -> str:
    """Keeps the pages as read; the digest of the blob."""
    pages = [
        {"file": page.file, "number": page.number, "problem": page.problem, **json_of(page)} for page in read.pages
    ]
    plain = {
        "schema": PAGES,
        "name": read.name,
        "record": read.record,
        "inputs": dict(sorted(read.input_hashes.items())),
        "problems": list(read.problems),
        "pages": pages,
    }
    return _put(service, plain)


def get_pages(service: Service, digest: str) -> PagesRead:
    """The pages that `put_pages` kept."""
    plain = _get(service, digest)
    pages = (
        replace(page_of(one), file=one["file"], number=one["number"], problem=one["problem"]) for one in plain["pages"]
    )
    return PagesRead(plain["name"], plain["record"], plain["inputs"], tuple(plain["problems"]), tuple(pages))


def put_reading(service: Service, pages: str, case: CaseFile) -> str:
    """Keeps what the catalogue made of the pages that lie under `pages`; the digest of the blob."""
    papers = papers_by_page(case)
    unknown = {one.page.ref: one.candidates for one in case.unknown}
    states = [
        {"state": str(case.states[page.ref]), **_paper(papers.get(page.ref)), **_candidates(unknown.get(page.ref))}
        for page in case.pages
    ]
    return _put(service, {"schema": READING, "pages": pages, "states": states})


def read_pages_of(service: Service, check: Check) -> list[ReadPage]:
    """The pages of a check in file order. `NotFoundError` where it has not been read, or failed."""
    if check.reading_sha256 is None:
        raise NotFoundError("这次检查没有识别结果", how="重新检查后再看")
    plain = _get(service, check.reading_sha256)
    pages = get_pages(service, plain["pages"]).pages
    return [_read_page(page, state) for page, state in zip(pages, plain["states"], strict=True)]


def _read_page(page: Page, state: Mapping[str, Any]) -> ReadPage:
    return ReadPage(
        file=page.file,
        page=page.number,
        sha256=page.sha256,
        rotation=page.rotation,
        skew=page.skew,
        state=PageState(state["state"]),
        kind=state.get("kind", ""),
        document=state.get("document", ""),
        title=state.get("title", ""),
        problem=page.problem or "",
        candidates=tuple(state.get("candidates", ())),
        lines=page.lines,
        marks=page.marks,
    )


def _paper(document: Document | None) -> dict[str, str]:
    return {"kind": document.kind, "document": document.id, "title": document.title} if document else {}


def _candidates(kinds: tuple[str, ...] | None) -> dict[str, list[str]]:
    return {"candidates": list(kinds)} if kinds else {}


def _put(service: Service, plain: Mapping[str, Any]) -> str:
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return service.blobs.put_bytes(gzip.compress(data, mtime=0))  # no time stamp: the same reading is the same blob


def _get(service: Service, digest: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(gzip.decompress(service.blobs.get(digest)))
    return plain
