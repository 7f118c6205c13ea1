"""Whose case a paper's 案号 says it is: the case's own number, a slip of it, or another enforcement case's.

A paper of these parties with a slightly different number is this case's with a defect. One with another number may be
of an earlier or parallel case between them: it proves nothing here until a person has looked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.casefile import CaseRecord, Document
from checker.derive.parties.names import distance
from extractors.text.identifiers import parse_case_number

FROM_ELSEWHERE = frozenset(
    {"民事判决书", "民事调解书", "生效证明", "身份证明", "自诉材料", "恢复执行申请书", "强制执行申请书", "其他执行依据"}
)
"""Kinds that rightly bear another number."""
SURE = 0.9
"""Below this confidence of the line, another number may be a misreading."""
_ALIKE = frozenset(map(frozenset, ("14", "17", "06", "08", "68", "38", "56")))
"""Digits that a worn print makes alike, for the reader too: a 4 without its slant is read as 1, surely."""
_SERIAL = re.compile(r"(?<=号)之[一二三四五六七八九十\d]+$")
_TYPE = re.compile(r"执[\u4e00-\u9fff]?(?=\d)")


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


def base_number(number: str) -> str:
    """The number without its serial: 执587号之二 → 执587号."""
    return _SERIAL.sub("", number)


def enforcement_type(number: str) -> str:
    """执, 执恢, 执保 …; empty for numbers of other proceedings."""
    found = _TYPE.search(number)
    return found[0] if found else ""


def is_slip(number: str, own: str) -> bool:
    """Whether two numbers differ by one character, or by two neighbours changed about: miswritten or misread."""
    a, b = base_number(number), base_number(own)
    if distance(a, b) <= 1:
        return True
    if len(a) != len(b):
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def may_be_misread(number: str, own: str) -> bool:
    """Whether two numbers differ by one digit that may have been read for the other, or by a character that stands twice
    (执338号 read as 执38号): the recogniser overlooks the second of two alike.
    """
    a, b = base_number(number), base_number(own)
    apart = [frozenset(pair) for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    alike = len(a) == len(b) and len(apart) == 1 and apart[0] in _ALIKE
    return alike or re.sub(r"(.)\1+", r"\1", a) == re.sub(r"(.)\1+", r"\1", b)


def is_anothers(document: Document, own: str | None) -> bool:
    """Whether every number that a paper bears, surely read, is that of another enforcement case."""
    borne = [f for f in document.fields.get("case_number", ()) if f.value]
    if own is None or not borne or document.kind in FROM_ELSEWHERE:
        return False
    return all(
        f.confidence >= SURE
        and enforcement_type(str(f.value)) == enforcement_type(own) != ""
        and not is_slip(str(f.value), own)
        for f in borne
    )
