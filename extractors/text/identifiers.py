"""Numbers that name something: case numbers, ID numbers, credit codes, phones and accounts, with usual misreadings.

An ID number or credit code is given as it was read; `valid_id_number` and `valid_credit_code` say whether its check
character holds (GB 11643, GB 32100).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.text.flat import flat

_SLIPS = str.maketrans("OoQDlI|〇○", "000011100")
_LOOKS = str.maketrans("OoQDlI|LT7SBZG", "00001111115826")
_PLACE = "京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新兵"
_N = r"[0-9OoQDlI|]"
_CASE = re.compile(
    rf"[（〔〈《【]?((?:19|20){_N}{{2}}|2[Oo]{_N}{{2}})[）〕〉》】]?((?:最高法|[{_PLACE}]){_N}{{0,4}})"
    rf"([\u4e00-\u9fff]{{1,5}}?)第?({_N}{{1,6}})(?:[-—－]{_N}{{1,2}})?号(?:之[一二三四五六七八九十]+)?"
)
_OLD_CASE = re.compile(rf"[（〔]((?:19|20){_N}{{2}})[）〕]([\u4e00-\u9fff]{{1,8}})字第?({_N}{{1,6}})(?:-\d+)?号")
_ENFORCE = str.maketrans("抗热挚埶孰扙抉", "执执执执执执执")
_BETWEEN = re.compile(r"(?<=[执民行刑商知破财])(?:(?:内件)?品名|案[由号]|备注|[序编]号)$")
"""A form's label that stands between the lines of a number that wraps in its cell: （2022）鄂1023执 / 品名 / 1234号."""
_ID = re.compile(r"(?<![0-9A-Za-z])([0-9OoQlI|]{17}[0-9OoQlI|XxK×])(?![0-9A-Za-z])")
ID_NUMBER = re.compile(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
"""An ID number by its shape: a birthday stands in it (GB 11643)."""
_CREDIT = re.compile(r"(?<![0-9A-Za-z])([0-9A-Za-z]{18})(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d{9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?\d{7,8})(?!\d)")
_ACCOUNT = re.compile(r"(?<![0-9*])([0-9OolI*][0-9OolI*\-]{6,34}[0-9OolI*])(?![0-9*])")


class FoundNumber(NamedTuple):
    """A case number in the form （2022）鄂1023执1234号, and where it stands."""

    start: int
    end: int
    value: str


def find_case_numbers(text: str) -> Iterator[FoundNumber]:
    """Every case number of a text in the matching spelling, in order. The suffixes 之一 and -1 are left out."""
    hits = []
    for m in _CASE.finditer(text):
        kind = _BETWEEN.sub("", m[3][0].translate(_ENFORCE) + m[3][1:])
        hits.append(FoundNumber(m.start(), m.end(), f"（{_fix(m[1])}）{_fix(m[2])}{kind}{_bare(m[4])}号"))
    for m in _OLD_CASE.finditer(text):
        hits.append(FoundNumber(m.start(), m.end(), f"（{_fix(m[1])}）{m[2]}字第{_fix(m[3])}号"))
    yield from sorted(hits)


def parse_case_number(text: str) -> str | None:
    """The first case number of a text, normalised; None where there is none."""
    return next((found.value for found in find_case_numbers(flat(text))), None)


def parse_id_number(text: str) -> str | None:
    """The first 18-character ID number of a text, check character upper case."""
    found = _ID.search(flat(text))
    if not found:
        return None
    return _fix(found[1][:17]) + _fix(found[1][17]).upper().replace("×", "X").replace("K", "X")


def parse_credit_code(text: str) -> str | None:
    """The first unified social credit code of a text. The alphabet has no I, O, S, V, Z: those are misread digits."""
    found = _CREDIT.search(flat(text))
    return found[1].upper().translate(str.maketrans("IOSVZ", "105U2")) if found else None


def parse_phone(text: str) -> str | None:
    """The first mobile or landline number of a text."""
    spelled = flat(text).translate(_SLIPS)
    found = _MOBILE.search(spelled.replace("-", "")) or _LANDLINE.search(spelled)
    return found[1] if found else None


def parse_account(text: str) -> str | None:
    """The first account number of a text; stars of a masked one are kept."""
    found = _ACCOUNT.search(flat(text))
    return _fix(found[1].replace("-", "")) if found else None


def valid_id_number(number: str) -> bool:
    """Whether a number has a birthday in it and the check character of an ID number holds (GB 11643)."""
    if not ID_NUMBER.fullmatch(number):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11] == number[-1]


def valid_credit_code(code: str) -> bool:
    """Whether the check character of a unified social credit code holds (GB 32100)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(code) != 18 or any(c not in alphabet for c in code):
        return False
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return alphabet[(31 - total % 31) % 31] == code[-1]


def look_alike(one: str, other: str) -> bool:
    """Whether two codes are the same but for characters that a recogniser takes for one another (Q for 0, T for 7)."""
    return one.translate(_LOOKS) == other.translate(_LOOKS)


def _fix(digits: str) -> str:
    return digits.translate(_SLIPS)


def _bare(digits: str) -> str:
    return _fix(digits).lstrip("0") or "0"
