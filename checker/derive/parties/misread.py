"""Whether a name one character off was misread rather than misspelt.

What people write by hand is misread more often than misspelt; so is a form that may be filled in by hand and was read less
surely than print is; so are the rare characters in the names of organisations.
"""

from __future__ import annotations

from checker.casefile import Document, Evidence, Party, PartyKind
from checker.derive.signing.formalities import COURT_SEALED
from checker.derive.text.wording import wording
from checker.derive.view import View
from extractors.text.common_letters import taken_for_common
from extractors.text.flat import flat
from extractors.text.simplified import simplified

PRINTED = 0.96  # print is read more surely, handwriting less
_FILLED_IN = ("送达回证", "结案审批表", "案件审查报告", "合议庭评议笔录")
"""Papers that the court's system prints, and people fill in by hand elsewhere."""
_TYPED = ("总对总查控反馈", "车辆查询结果", "不动产查询结果", "公积金查询结果")
"""Papers that a registry's system prints, beside those that bear the court's seal."""


def may_be_misread(view: View, paper: Document, place: Evidence, name: str, right: Party) -> bool:
    """Whether one look-alike character (饲料 read as 饲科) may be the reader's: also where the right name stands on the same
    paper too, and where the reader took a traditional character for one.
    """
    by_hand = paper.kind not in (*COURT_SEALED, *_TYPED, *_FILLED_IN)
    perhaps = paper.kind in _FILLED_IN and place.confidence < PRINTED
    traditional = simplified(place.text) != place.text
    both = flat(right.name) in wording(view, paper).text
    return by_hand or perhaps or traditional or both or taken_for_common(name, flat(right.name))


def surely_misread(view: View, paper: Document, place: Evidence, name: str, right: Party, number: str) -> bool:
    """Whether a name that may be misread was hard to read, and his own number stands right on the same paper: it is his."""
    rare = right.kind is PartyKind.ORGANISATION and taken_for_common(name, flat(right.name))
    hard = place.confidence < PRINTED or rare
    known = bool(number) and number in wording(view, paper).text
    return hard and known and may_be_misread(view, paper, place, name, right)
