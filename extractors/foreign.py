"""Papers of another case: other parties and another case number (standard: every-gate/case-number-agrees).

A paper with these parties and a slightly different number is this case's paper with a defect. Papers that rightly bear
another number (the judgment's 民初, an earlier 终本 or 执保 case of the same parties) name these parties too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.casefile import CaseRecord, Depth, Document, Party
from checker.derive.names import Match, compare, distance, occurs
from checker.derive.parties import RESPONDENT, named_parties
from extractors.identifiers import parse_case_number

_SLIP = 1  # a number that differs by one character was miswritten or misread


def case_number_of(documents: Sequence[Document], record: CaseRecord | None) -> str | None:
    """The case's own number: the record's, else the enforcement number most papers bear; None where none does."""
    if record and record.case_number:
        return parse_case_number(record.case_number) or record.case_number
    borne = Counter(number for d in documents if (number := own_number(d)) and "执" in number)
    return borne.most_common(1)[0][0] if borne else None


def own_number(document: Document) -> str | None:
    """The number a paper bears, None where it bears none that could be read."""
    field = document.first("case_number")
    return str(field.value) if field and field.value else None


def is_foreign(document: Document, number: str | None, parties: Sequence[Party]) -> bool:
    """Whether a paper is another case's: its number is another one, and so are its parties."""
    own = own_number(document)
    if number is None or own is None or own == number:
        return False
    respondents = [p for p in parties if p.role == RESPONDENT]
    if _names(document, respondents):
        return False
    others = [p for p in named_parties(document) if p.role == RESPONDENT]
    if others:
        return bool(parties)
    if _names(document, parties):
        return False
    partly_read = any(page.depth is not Depth.FULL for page in document.pages)
    elsewhere = "执" not in own  # a judgment or award: its parties may stand further down than was read
    return bool(parties) and not (elsewhere and partly_read) and distance(own, number, _SLIP + 1) > _SLIP


def _names(document: Document, parties: Sequence[Party]) -> bool:
    """Whether the text names one of these parties; the addressee counts, one slip is tolerated."""
    addressed = [str(f.value) for f in document.fields.get("addressee", ()) if f.value]
    return any(
        occurs(p.name, document.text) is not Match.NO or any(compare(p.name, a) is not Match.NO for a in addressed)
        for p in parties
    )
