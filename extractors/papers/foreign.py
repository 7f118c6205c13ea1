"""Papers of another case: other parties and another case number (standard: every-gate/case-number-agrees).

A paper with these parties and a slightly different number is this case's paper with a defect. Papers that rightly bear
another number (the judgment's 民初, an earlier 终本 or 执保 case of the same parties) name these parties too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checker.casefile import Depth, Document, Party
from checker.derive.case.case_numbers import is_anothers, is_slip, own_number
from checker.derive.parties.names import Match, compare, occurs
from checker.derive.parties.settled import APPLICANT, RESPONDENT, named_parties


def is_foreign(
    document: Document, number: str | None, parties: Sequence[Party], mentioned: Collection[str] = ()
) -> bool:
    """Whether a paper is another case's: its number is another one, and so are its parties. A certificate that names
    nobody is this case's where its number is `mentioned`: the number of the judgment that the case's papers enforce.
    """
    own = own_number(document)
    if number is None or own is None or own == number:
        return False
    respondents = [p for p in parties if p.role == RESPONDENT]
    if _names(document, respondents):
        return is_anothers(document, number) and _another_creditors(document, parties)
    others = [p for p in named_parties(document) if p.role == RESPONDENT]
    if others:
        return bool(parties)
    if _names(document, parties):
        return False
    elsewhere = "执" not in own  # a judgment or award: its parties may stand further down than was read
    if elsewhere and own in mentioned:
        return False
    partly_read = any(page.depth is not Depth.FULL for page in document.pages)
    return bool(parties) and not (elsewhere and partly_read) and not is_slip(own, number)


def _another_creditors(document: Document, parties: Sequence[Party]) -> bool:
    """Whether a paper against this respondent names another applicant, and not this case's."""
    applicants = [p for p in parties if p.role == APPLICANT]
    if not applicants or _names(document, applicants):
        return False
    return any(p.role == APPLICANT for p in named_parties(document))


def _names(document: Document, parties: Sequence[Party]) -> bool:
    """Whether the text names one of these parties; the addressee counts, one slip is tolerated."""
    addressed = [str(f.value) for f in document.fields.get("addressee", ()) if f.value]
    return any(
        occurs(p.name, document.text) is not Match.NO or any(compare(p.name, a) is not Match.NO for a in addressed)
        for p in parties
    )
