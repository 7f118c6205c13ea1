"""Dates as papers write them: 2022年3月1日, 2022.3.1, 2022-03-01, 二〇二二年三月一日, with the usual misreadings.

A date that is not in the calendar (2月30日) is no date: None, never the nearest one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractors.text.flat import flat

ZERO = "〇○零OoQ◯。口□囗"  # what 〇 and 0 are read as
ONE = "一—－-ー壹"
_CHINESE = dict(zip("二三四五六七八九", "23456789", strict=True)) | dict(
    zip("贰叁肆伍陆柒捌玖", "23456789", strict=True)
)
_DIGIT = dict.fromkeys(ZERO, "0") | dict.fromkeys(ONE, "1") | dict.fromkeys("lI|丨", "1") | _CHINESE
_ANY = "0-9" + re.escape("".join(_DIGIT)) + "元正十拾廿卅两"
_WORDED = re.compile(rf"(?<![0-9])(?!。)([{_ANY}]{{2,5}})年([{_ANY}]{{1,3}})月([{_ANY}]{{1,4}})[日号]")
_DOTTED = re.compile(
    r"(?<![0-9.])([12][0-9OoQ]{3})([.\-/·．])([0-9OoQlI]{1,2})\2([0-9OoQlI]{1,2}?)"
    r"(?:(?![0-9OoQlI])|(?=20\d\d\2\d{1,2}\2)"  # two cells read as one line: 2022.12.192022.12.21
    r"|(?=(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9]))"  # the clock behind it: 2022-12-1910:20
)
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_ENDING = re.compile(rf"([{_ANY}])年([{_ANY}]{{1,3}})月([{_ANY}]{{1,4}})[日号]")
_SHORT = re.compile(rf"(?:([{_ANY}]{{1,3}})月)?([{_ANY}]{{1,4}})[日号]")
_LONGEST_CASE = 5  # years that a paper of a case is at most younger than the case


class Found(NamedTuple):
    """A date and where it stands in the text; `value` None: what looks like a date but is none."""

    start: int
    end: int
    value: date | None


def find_dates(text: str) -> Iterator[Found]:
    """Every date of a text in the matching spelling (`flat`), in order, that is written with 年月日 or separators."""
    hits = [Found(m.start(), m.end(), _date(m[1], m[2], m[3])) for m in _WORDED.finditer(text)]
    hits += [Found(m.start(), m.end(), _date(m[1], m[3], m[4])) for m in _DOTTED.finditer(text)]
    yield from sorted(hits)


def complete_date(text: str, since: int) -> date | None:
    """The date of which a seal hides the year but for its last digit (二年六月十三日), within five years from `since`."""
    found = _ENDING.fullmatch(flat(text))
    digit = _digits(found[1]) if found else None
    if found is None or digit is None:
        return None
    years = (int(digit) - since) % 10
    return _date(str(since + years), found[2], found[3]) if years <= _LONGEST_CASE else None


def later_date(text: str, since: date) -> date | None:
    """The end of a period that begins on `since`, where its year or month is not written again: 5月26日, 26日."""
    if whole := parse_date(text):
        return whole
    found = _SHORT.fullmatch(flat(text))
    month, day = (_number(found[1]) if found[1] else since.month, _number(found[2])) if found else (None, None)
    if month is None or day is None:
        return None
    year = since.year + (month < since.month)
    return _date(str(year), str(month), str(day))


def parse_date(text: str) -> date | None:
    """The first date of a text; eight digits in a row (20220301) count too."""
    spelled = flat(text)
    for found in find_dates(spelled):
        return found.value
    packed = _PACKED.search(spelled)
    return _date(*packed.groups()) if packed else None


def _date(year: str, month: str, day: str) -> date | None:
    y, m, d = _year(year), _number(month), _number(day)
    if y is None or m is None or d is None:
        return None
    try:
        return date(y, m, d)
    except ValueError:
        return None


def _year(text: str) -> int | None:
    digits = _digits(text)
    if digits is None:
        return None
    if len(digits) == 3 and digits[0] == "2" and digits[1] != "0" and not text.isdigit():
        digits = "20" + digits[1:]  # 二二二年: the 〇 was lost in a fold or under a seal
    if len(digits) == 3 and digits[0] == "0" and not text.isdigit():
        digits = "2" + digits  # 〇二二年: a seal's edge hid the first character
    if len(digits) == 5 and not text[0].isascii():
        digits = digits[1:]  # 5月10日—2022年, 村口2022年: what stands before the year is no digit of it
    if len(digits) == 2:
        digits = "20" + digits
    return int(digits) if len(digits) == 4 and "1949" <= digits <= "2099" else None


def _number(text: str) -> int | None:
    """A month or a day: 3, 03, 三, 十二, 二十一, 廿一, 元月."""
    if text in ("元", "正"):
        return 1
    text = text.replace("拾", "十").replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        digits = _digits(text)
        return int(digits) if digits and len(digits) <= 2 else None
    tens, _, ones = text.partition("十")
    high, low = _digits(tens or "一"), _digits(ones or "〇")
    return int(high) * 10 + int(low) if high and low and len(high) == len(low) == 1 else None


def _digits(text: str) -> str | None:
    digits = [c if c.isascii() and c.isdigit() else _DIGIT.get(c) for c in text]
    return None if None in digits else "".join(d for d in digits if d)
