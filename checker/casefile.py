"""What was read of a case file: places, lines, marks, pages, documents and their fields.

The extractors make these values, the checker only reads them. All of them are immutable. Every value that
ends in a finding keeps its place (file, page, box), so that a person can open it on the scan.

Coordinates: a box is (x0, y0, x1, y1) as fractions 0–1 of the *upright* page, origin top left.
Confidence: 0–1 as the recogniser gives it; text layers of born-digital files have 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple


class Box(NamedTuple):
    """A rectangle on an upright page, fractions 0–1, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """Height as a fraction of the page height."""
        return self.y1 - self.y0

    @property
    def width(self) -> float:
        """Width as a fraction of the page width."""
        return self.x1 - self.x0

    @property
    def mid_x(self) -> float:
        """How far right its middle lies."""
        return (self.x0 + self.x1) / 2

    @property
    def mid_y(self) -> float:
        """How far down its middle lies."""
        return (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


WHOLE_PAGE = Box(0.0, 0.0, 1.0, 1.0)


class PageRef(NamedTuple):
    """One page of one input file; `page` is 1-based. Files are named relative to the case folder."""

    file: str
    page: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place on the paper with what was read there."""

    file: str
    page: int
    box: Box = WHOLE_PAGE
    text: str = ""
    confidence: float = 1.0

    @property
    def ref(self) -> PageRef:
        """The page this place lies on."""
        return PageRef(self.file, self.page)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on an upright page, in reading order within `Page.lines`."""

    text: str
    box: Box
    confidence: float = 1.0


class Presence(StrEnum):
    """Whether a seal or a signature is there. An image alone often cannot settle it: then `DOUBTFUL`."""

    PRESENT = "present"
    ABSENT = "absent"
    DOUBTFUL = "doubtful"


class MarkKind(StrEnum):
    """What kind of mark was looked for."""

    SEAL = "seal"  # 公章, round or oval, red or grey
    NAME_SEAL = "name_seal"  # 私章, small square
    SIGNATURE = "signature"  # handwriting in the room after a signature label
    FINGERPRINT = "fingerprint"  # 指印


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal or signature that was looked for at a place.

    `label` is the printed label that asks for a signature (签名：, 审批人, 组长 …), empty for seals.
    `text` is what could be read of the mark itself (the signer's name), empty where nothing could.
    """

    kind: MarkKind
    presence: Presence
    box: Box
    label: str = ""
    text: str = ""
    confidence: float = 1.0


class Depth(StrEnum):
    """How much of a page was recognised."""

    NONE = "none"  # blank, duplicate, or could not be read
    BAND = "band"  # the title band only: enough to catalogue
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an input file as read. A page that cannot be read is data (`problem`), never an exception.

    `rotation` is how many degrees clockwise the stored image was turned to stand upright (0, 90, 180, 270);
    `skew` how many more degrees clockwise (a few at most, often 0.0) make its lines level. Boxes lie on the
    page so turned (`extractors.ocr.orientation.upright`).
    `look` is a 64-bit perceptual hash as 16 hex digits: equal or nearly equal looks are duplicates.
    `sha256` is the hash of the page's own bytes (image stream or text), for caching.
    `problem` is a Chinese sentence for the clerk, None where the page was read.
    """

    file: str
    number: int
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    depth: Depth = Depth.FULL
    rotation: int = 0
    blank: bool = False
    look: str = ""
    sha256: str = ""
    problem: str | None = None
    skew: float = 0.0

    @property
    def ref(self) -> PageRef:
        """This page's reference."""
        return PageRef(self.file, self.number)

    @property
    def text(self) -> str:
        """All lines, one per text line."""
        return "\n".join(line.text for line in self.lines)

    def evidence(self, line: Line) -> Evidence:
        """The place of one of this page's lines."""
        return Evidence(self.file, self.number, line.box, line.text, line.confidence)


class PageState(StrEnum):
    """Where a page ended: exactly one of these, so that pages in = their sum (`every-gate/pages-accounted`)."""

    CATALOGUED = "catalogued"
    BLANK = "blank"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"


FieldValue = str | int | bool | date


@dataclass(frozen=True, slots=True)
class Field:
    """A value read from a document. `value` None: the place was found, what stands there could not be read."""

    value: FieldValue | None
    evidence: tuple[Evidence, ...] = ()
    raw: str = ""

    @property
    def confidence(self) -> float:
        """The least confidence of its places; 0 without any."""
        return min((e.confidence for e in self.evidence), default=0.0)


Row = Mapping[str, Field]  # one row of a table, one question and answer, one party: column name → field


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the file: one kind, a run of pages, its fields.

    `kind` is a name of `extractors/kinds/kinds.csv`. `fields` maps a field id of its kind to all values found, in
    reading order; a field that was not found has no entry. `rows` holds tables (accounts, answers, parties …).
    `case_number` is a field like the others (`fields["case_number"]`).
    """

    id: str
    kind: str
    pages: tuple[Page, ...]
    fields: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    title: str = ""
    confidence: float = 1.0
    title_evidence: tuple[Evidence, ...] = ()

    def first(self, name: str) -> Field | None:
        """The first value of a field, None where the field was not found."""
        values = self.fields.get(name)
        return values[0] if values else None

    def lines(self) -> Iterator[tuple[Page, Line]]:
        """Every line with its page, in reading order."""
        for page in self.pages:
            for line in page.lines:
                yield page, line

    @property
    def text(self) -> str:
        """All lines of all pages, one per text line."""
        return "\n".join(page.text for page in self.pages)

    @property
    def marks(self) -> tuple[tuple[Page, Mark], ...]:
        """Every mark with its page."""
        return tuple((page, mark) for page in self.pages for mark in page.marks)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where the document begins: its title line, else its first page."""
        if self.title_evidence:
            return self.title_evidence
        return tuple(Evidence(p.file, p.number, text=self.title, confidence=self.confidence) for p in self.pages[:1])


@dataclass(frozen=True, slots=True)
class UnknownPage:
    """A page no kind could be settled for. `candidates` are the kinds it may be (near titles), best first;
    `readable` False: nothing or too little could be read, so it may be anything.
    """

    page: Page
    candidates: tuple[str, ...] = ()
    readable: bool = True


class PartyKind(StrEnum):
    """Natural person or organisation, as the case system words it."""

    PERSON = "自然人"
    ORGANISATION = "企业"


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case. `role` is 申请执行人 or 被执行人. `kind` and `id` None: unknown."""

    role: str
    name: str
    kind: PartyKind | None = None
    id: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """What an approver let pass: a rule (id or code), for one subject (`KIND:NAME`; empty: for every), until a day."""

    rule: str
    subject: str
    reason: str
    approver: str
    expires: date


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the court's case system exports (`case.yaml`); every item is optional, None means not given.

    Money is int fen. `history` is the gates passed, with dates, in order.
    """

    case_number: str | None = None
    filed_on: date | None = None
    closing_kind: str | None = None
    claim_fen: int | None = None
    paid_fen: int | None = None
    parties: tuple[Party, ...] = ()
    group: str | None = None
    history: tuple[tuple[str, date], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    extra: Mapping[str, FieldValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageCorrection:
    """What a person saw on a page, where the program read otherwise. `by` (his name) said so on a day.

    `of` kind: `value` is a kind's name, with `name` "first" where a paper begins on the page and "next" where it goes on with
    the one before; or a word of `extractors.corrections.said` (空白 …). `of` field: `name` is the field's id, `value` its value as
    text. `of` mark: `name` is the printed label (印章: a seal), `value` 有, 无 or 看不清.
    `sha256` is that of the page he saw; empty: not known.
    """

    file: str
    page: int
    of: Literal["kind", "field", "mark"]
    name: str
    value: str
    box: Box | None
    by: str
    on: date
    sha256: str = ""

    @property
    def ref(self) -> PageRef:
        """The page it speaks of."""
        return PageRef(self.file, self.page)


@dataclass(frozen=True, slots=True)
class TakenCorrection:
    """A correction, and why it was not used (Chinese); empty where it was."""

    correction: PageCorrection
    ignored: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case file, catalogued. `states` gives every page its one end state."""

    name: str
    pages: tuple[Page, ...]
    documents: tuple[Document, ...]
    states: Mapping[PageRef, PageState]
    unknown: tuple[UnknownPage, ...] = ()
    foreign: tuple[Document, ...] = ()
    record: CaseRecord | None = None
    input_hashes: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    corrections: tuple[TakenCorrection, ...] = ()


def papers_by_page(case: CaseFile) -> dict[PageRef, Document]:
    """The paper of every page, of this case or another's; of several on a page the first that begins on it, else the first."""
    papers = (*case.documents, *case.foreign)
    on = {page.ref: paper for paper in reversed(papers) for page in paper.pages}
    return on | {paper.pages[0].ref: paper for paper in reversed(papers)}
