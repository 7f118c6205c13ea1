"""What was read on a page, row by row as a person reads and corrects it: the fields of its paper, its seals and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence, Field, FieldValue, Line, Mark, Page, PageCorrection
from checker.reports.words import FIELDS
from extractors.corrections.fields import FORMS, field_types, with_fields
from extractors.corrections.marks import WORDS, label_of, with_marks
from extractors.kinds import kind_by_name
from service.cases.reading import ReadPage

LABELS = FIELDS | {
    "mentioned_case_numbers": "文中提到的案号",
    "applicants": "申请执行人",
    "respondents": "被执行人",
    "home": "住址",
    "employer": "工作单位",
    "each": "各被调查人",
}
"""Chinese names of the fields of all kinds."""
PRESENT = {presence: word for word, presence in WORDS.items()}
"""有, 无 and 看不清 of a presence."""
_LETTER = 19.0  # of running text, on a sheet 1000 wide: forty letters to a row
_UNSURE = 0.75  # confidence below which a value is marked as one to look at


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: `shown` as a clerk reads it, `text` as he would write it, `form` how it is to be written. `here` tells whether it
    was read on this page; `place` where, None where it was not found. `corrected`: a person said so.
    """

    name: str
    label: str
    shown: str
    text: str
    form: str
    here: bool
    place: Evidence | None
    unsure: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A seal, or a place to sign: its label, what is there (有, 无, 看不清), what could be read of it, and where."""

    label: str
    word: str
    text: str
    mark: Mark
    corrected: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of the words of a page without a picture, on a sheet of 1000 by 1414: where it begins, how large it is."""

    x: float
    y: float
    size: float
    text: str


def word_rows(page: ReadPage) -> list[WordRow]:
    """The words of a page of Word or Excel, wrapped within the places they were given."""
    return [row for line in page.lines for row in _wrapped(line)]


def _wrapped(line: Line) -> list[WordRow]:
    x, y, width, height = line.box.x0 * 1000, line.box.y0 * 1414, line.box.width * 1000, line.box.height * 1414
    letters = sum(0.55 if letter.isascii() else 1.0 for letter in line.text)
    size = height * 0.72
    if letters * size > width + 1:  # a paragraph: as many rows as its place has room for
        size = _LETTER
        if letters * size <= width:
            size = max(_LETTER, min(height * 0.72, width / letters))
    each = max(1, int(width / size)) if letters * size > width + 1 else len(line.text)
    parts = [line.text[start : start + each] for start in range(0, len(line.text), each)]
    pitch = height / len(parts)
    return [
        WordRow(round(x, 1), round(y + pitch * number + min(pitch, size * 1.3) * 0.82, 1), round(size, 1), text)
        for number, text in enumerate(parts)
    ]


def field_rows(document: Document, page: ReadPage, corrections: Sequence[PageCorrection]) -> list[FieldRow]:
    """The fields of a page's paper, with what people said of them: those on this page first, those not found last."""
    types = types_of(document.kind)
    now, _ = with_fields(document, [one for one in corrections if _is_on(one, document.pages)])
    rows = [_row(name, type_, now.fields.get(name, ()), page) for name, type_ in types.items()]
    return sorted(rows, key=lambda row: (not row.here, row.place is None))


def types_of(kind: str) -> dict[str, str]:
    """The fields of a kind with their types; none where the kind is not known."""
    try:
        return field_types(kind_by_name(kind))
    except KeyError:
        return {}


def mark_rows(page: ReadPage, corrections: Sequence[PageCorrection]) -> list[MarkRow]:
    """The seals and places to sign on a page, as people saw them."""
    own = [one for one in corrections if one.of == "mark" and (one.file, one.page) == (page.file, page.page)]
    (now,) = with_marks([Page(page.file, page.page, marks=page.marks)], own)
    return [
        MarkRow(label_of(mark), PRESENT[mark.presence], mark.text, mark, corrected=mark not in page.marks)
        for mark in now.marks
    ]


def mark_before(page: ReadPage, label: str) -> str:
    """What the program saw at a label: 有, 无、看不清 of several, empty where it saw none."""
    return "、".join(PRESENT[mark.presence] for mark in page.marks if label_of(mark) == label)


def field_before(document: Document, name: str, type_: str) -> str:
    """What the program read for a field."""
    return "；".join(written(one.value, type_) for one in document.fields.get(name, ()))


def _row(name: str, type_: str, values: Sequence[Field], page: ReadPage) -> FieldRow:
    places = [place for value in values for place in value.evidence]
    here = [place for place in places if (place.file, place.page) == (page.file, page.page)]
    own = [value for value in values if any(place in here for place in value.evidence)] or list(values)
    return FieldRow(
        name=name,
        label=LABELS.get(name, name),
        shown="、".join(dict.fromkeys(_shown(value.value, type_) for value in values)),
        text="；".join(dict.fromkeys(written(value.value, type_) for value in own)),
        form=FORMS[type_],
        here=bool(here),
        place=next(iter(here or places), None),
        unsure=any(value.value is None or value.confidence < _UNSURE for value in values),
        corrected=any(place.text.startswith("人工更正") for place in places),
    )


def _shown(value: FieldValue | None, type_: str) -> str:
    """A value as a clerk reads it."""
    if value is None:
        return "看不清"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and type_ == "amount":
        return f"{value / 100:,.2f}元"
    return str(value)


def written(value: FieldValue | None, type_: str) -> str:
    """A value as one writes it into a form: 2022-03-01, 58833.00."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and type_ == "amount":
        return f"{value // 100}.{value % 100:02}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_on(one: PageCorrection, pages: Iterable[Page]) -> bool:
    return one.of == "field" and one.ref in {page.ref for page in pages}
