"""What comes nearest to a paper that was not found: papers of that kind that are in the file and did not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from checker.casefile import Document, Evidence, Field
from checker.outcome import Status
from checker.places import place_text
from checker.report import Finding, NearMiss
from checker.reports.words import chinese_date

MOST = 3
_TELLING = {"addressee": "受送达人（对象）", "person": "被询问人", "case_number": "案号", "received_on": "收到日期"}
"""The fields that say whose paper it is, as a clerk calls them."""


def with_nearest(findings: Iterable[Finding], documents: Iterable[Document]) -> tuple[Finding, ...]:
    """The findings; violated ones with the papers that come nearest to those they ask for, the most alike first."""
    papers = tuple(documents)
    return tuple(
        replace(finding, nearest=tuple(_nearest(finding, papers))) if finding.status is Status.VIOLATED else finding
        for finding in findings
    )


def _nearest(finding: Finding, documents: Iterable[Document]) -> Iterator[NearMiss]:
    shown = {place.ref for place in finding.evidence}
    others = [d for d in documents if d.kind in finding.papers and not any(page.ref in shown for page in d.pages)]
    name = finding.subject.partition(":")[2]
    alike = sorted(others, key=lambda paper: -_likeness(name, paper))
    for paper in alike[:MOST]:
        place = next(iter(paper.evidence), None)
        if place is not None:
            yield NearMiss(place, _told(paper, place))


def _likeness(name: str, paper: Document) -> float:
    """How much the most alike of the names on it is like a name, 0 to 1."""
    names = [str(f.value) for kind in ("addressee", "person") for f in paper.fields.get(kind, ()) if f.value]
    return max((SequenceMatcher(None, name, other).ratio() for other in names), default=0.0)


def _told(paper: Document, place: Evidence) -> str:
    read = "，".join(
        f"{label}辨认为{_shown(field)}，置信度{field.confidence:.2f}"
        for name, label in _TELLING.items()
        for field in paper.fields.get(name, ())[:1]
    )
    return f"{place_text(place)}{paper.kind}" + (f"，{read}" if read else "，没有读到它是谁的")


def _shown(field: Field) -> str:
    if field.value is None:
        return "（看不清）"
    return chinese_date(field.value) if isinstance(field.value, date) else str(field.value)
