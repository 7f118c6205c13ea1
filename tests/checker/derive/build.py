"""Case files written by hand: a few lines of text a page become papers with boxes, fields and marks.

A line is text (set below the last one) or (text, x0, y0). `sign("被调查人", "张三")` is a place to sign, set where the
last line ends; an empty name leaves it empty.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checker.casefile import (
    Box,
    CaseFile,
    CaseRecord,
    Document,
    Line,
    Mark,
    MarkKind,
    Page,
    PageState,
    Party,
    PartyKind,
    Presence,
    UnknownPage,
)
from checker.derive import DerivedFacts
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from extractors.fields.read import read_fields
from extractors.kinds import kind_by_name

DAY = date(2022, 7, 1)
WIDTH, HEIGHT, STEP = 0.022, 0.014, 0.03

ZHOU = Party("申请执行人", "周启明", PartyKind.PERSON)
HE = Party("被执行人", "何文斌", PartyKind.PERSON)
SUN = Party("被执行人", "孙大力", PartyKind.PERSON)
MILL = Party("被执行人", "监利市洪城米业有限公司", PartyKind.ORGANISATION)

Written = str | tuple[str, float, float] | Mark


def sign(label: str, name: str = "", doubtful: bool = False, at: tuple[float, float] | None = None) -> Mark:
    """A place to sign; `at` (x0, y0) where it is not simply after the last line."""
    presence = Presence.DOUBTFUL if doubtful else Presence.PRESENT if name else Presence.ABSENT
    x, y = at or (-1.0, -1.0)
    return Mark(MarkKind.SIGNATURE, presence, Box(x, y, x + 0.1, y + HEIGHT), label, name)


def seal(presence: Presence = Presence.PRESENT) -> Mark:
    """A round seal near the foot."""
    return Mark(MarkKind.SEAL, presence, Box(0.6, 0.7, 0.8, 0.84))


def paper(kind: str, *written: Written, confidence: float = 0.98, file: str = "卷宗.pdf") -> Document:
    """A paper of one page, with the fields its kind asks for. Its page number is set by `case`."""
    lines: list[Line] = []
    marks: list[Mark] = []
    y, x = 0.06, 0.12
    for item in written:
        if isinstance(item, Mark):
            box = item.box if item.box.x0 >= 0 else Box(x, y, x + 0.1, y + HEIGHT)
            marks.append(replace(item, box=box))
            continue
        text, x0, y = item if isinstance(item, tuple) else (item, 0.12, y + STEP)
        x = min(x0 + sum(WIDTH / (1 + c.isascii()) for c in text), 0.9)
        lines.append(Line(text, Box(x0, y, x, y + HEIGHT), confidence))
    page = Page(file, 1, tuple(lines), tuple(marks))
    fields, rows = read_fields(kind_by_name(kind), (page,))
    return Document(kind, kind, (page,), fields, rows, title=kind)


def case(
    *papers: Document,
    parties: tuple[Party, ...] = (ZHOU, HE),
    unknown: tuple[UnknownPage, ...] = (),
    record: CaseRecord | None = None,
) -> CaseFile:
    """A case file of these papers, one page each, in order."""
    numbered = []
    for number, document in enumerate(papers, 1):
        pages = tuple(replace(p, number=number) for p in document.pages)
        fields, rows = read_fields(kind_by_name(document.kind), pages)
        numbered.append(replace(document, id=f"d{number}", pages=pages, fields=fields, rows=rows))
    pages = tuple(p for d in numbered for p in d.pages) + tuple(u.page for u in unknown)
    states = dict.fromkeys((p.ref for d in numbered for p in d.pages), PageState.CATALOGUED)
    states |= dict.fromkeys((u.page.ref for u in unknown), PageState.UNKNOWN)
    stated = record or CaseRecord()
    return CaseFile("案", pages, tuple(numbered), states, unknown, record=replace(stated, parties=parties))


def facts(file: CaseFile) -> DerivedFacts:
    """Its facts."""
    assert file.record is not None
    return DerivedFacts(View(file, file.record.parties, DAY))


def ask(name: str, *papers: Document, about: str = "", **more: object) -> Fact:
    """One fact of a file of these papers: of the case, else of the named subject (default: the first respondent)."""
    file = case(*papers, **more)  # type: ignore[arg-type]
    source = facts(file)
    kind = name.partition(".")[0]
    if kind == "案件":
        return source.fact(THE_CASE, name)
    return source.fact(Subject(kind, about or source.subjects(kind)[0].name), name)


def unread(number: int = 99, candidates: tuple[str, ...] = (), readable: bool = False) -> UnknownPage:
    """A page that nobody could catalogue."""
    return UnknownPage(Page("卷宗.pdf", number), candidates, readable)
