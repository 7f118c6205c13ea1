"""Amounts as papers write them, in fen: 58,833.00元, 5.88万元, 人民币伍万捌仟捌佰叁拾叁元整.

Where figures and words (大写) stand together and disagree, one of them was misread: None, not either of them.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extractors.text.flat import flat

_SLIPS = str.maketrans("OoQlI|，．", "000111,.")
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FIGURES = re.compile(r"(?:¥|￥|人民币|RMB)?([0-9OoQlI|][0-9OoQlI|,，.．]*)(亿|万|千|百)?(元|圆)?")
_DIGITS = dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)) | dict(
    zip("〇一二三四五六七八九", range(10), strict=True)
)
_DIGITS |= {"两": 2, "弍": 2, "貳": 2, "參": 3, "陸": 6, "O": 0}
_TOTAL = re.compile(r"(?:合计|共计|总计|总额|共)[：为]?(?=(?:人民币|[¥￥（])*[\d零壹贰叁肆伍陆柒捌玖拾])")
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_WORDS = re.compile(
    "[零壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十两弍貳參陸〇][零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千两弍貳參陸〇万萬亿]*"
    "[元圆](?:[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]+[角分])*[整正]?"
)


def parse_amount(text: str) -> int | None:
    """The amount a text states, in fen. Figures need no 元 (a table cell); None where none or two readings stand."""
    spelled = flat(text)
    if total := _TOTAL.search(spelled):  # 本金50000元，利息8833元，合计58833元
        spelled = spelled[total.end() :]
    words = _WORDS.search(spelled)
    worded = _worded(words[0]) if words else None
    figured = _figured(_WORDS.sub("", spelled))
    if worded is not None and figured is not None and worded != figured:
        return None
    return figured if figured is not None else worded


def _figured(text: str) -> int | None:
    found = [m for m in _FIGURES.finditer(text) if any(c.isdigit() for c in m[1])]
    best = next((m for m in found if m[3] or m[0][0] in "¥￥人"), found[0] if found else None)
    if best is None:
        return None
    number = _decimal(best[1])
    return None if number is None else _fen(number * _SCALE[best[2] or ""])


def _decimal(figures: str) -> Decimal | None:
    """58,833.00; a dot or comma misread for the other is told by what follows: two digits at the end are 角分."""
    plain = figures.translate(_SLIPS).strip(",.")
    groups = re.split(r"[,.]", plain)
    if re.match(r"0\d", plain):  # 06.00 is 0.00 or 6.00 misread
        return None
    if len(groups) == 1:
        return Decimal(plain)
    separators = re.findall(r"[,.]", plain)
    cents = groups[-1] if len(groups[-1]) in (1, 2) or separators[-1] == "." else ""
    whole = groups[:-1] if cents else groups
    if any(len(g) != 3 for g in whole[1:]) or (len(whole) > 1 and not 1 <= len(whole[0]) <= 3):
        return None
    try:
        return Decimal(f"{''.join(whole)}.{cents or '0'}")
    except InvalidOperation:
        return None


def _fen(yuan: Decimal) -> int | None:
    fen = yuan * 100
    return int(fen) if fen == int(fen) else None


def _worded(text: str) -> int | None:
    """伍万捌仟捌佰叁拾叁元陆角 in fen."""
    whole, _, rest = text.replace("圆", "元").replace("萬", "万").rstrip("整正").partition("元")
    yuan = _integer(whole)
    if yuan is None:
        return None
    cents = {unit: _DIGITS[digit] for digit, unit in re.findall("(.)([角分])", rest) if digit in _DIGITS}
    return yuan * 100 + cents.get("角", 0) * 10 + cents.get("分", 0)


def _integer(text: str) -> int | None:
    """A whole number in Chinese numerals, None where it is not one."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit) * _SCALE[char], 0, 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * _SCALE[char], 0, 0
        else:
            return None
    return total + section + digit


def parse_number(text: str) -> int | None:
    """The first whole number of a text: 3, 三, 两户, 十五日."""
    found = re.search(r"\d+|[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+", flat(text))
    if not found:
        return None
    return int(found[0]) if found[0].isdigit() else _integer(found[0])
