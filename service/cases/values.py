"""Words of a form or of a table to values: case numbers, days, money, parties. A wrong one is a `WrongValueError`, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"（(?:19|20)\d{2}）[一-鿿0-9]{1,20}?执[一-鿿]{0,4}\d{1,6}号")
_BRACKETS = str.maketrans({"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）", "【": "（", "】": "）"})
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FIRST_DAY = date(1990, 1, 1)
_EXCEL_START = date(1899, 12, 30)
_EXCEL_DAYS = (32_874, 73_050)  # 1990 to 2099: a bare number in a column of days
_MONEY = re.compile(r"(?:￥|¥|人民币)?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万?)元?")
_MOST_FEN = 10**15
_PARTS = re.compile(r"[、；;，,\n]+")
_AND_OTHERS = re.compile(r"等\s*[\d一二两三四五六七八九十]*\s*[人名户位]?$")
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn"}


class WrongValueError(ValueError):
    """What is wrong with a value and how to mend it (Chinese)."""

    def __init__(self, what: str, how: str) -> None:
        super().__init__(f"{what}：{how}")
        self.what, self.how = what, how


def plain_words(text: str) -> str:
    """Text on one line, without marks that nobody sees (control characters, marks of direction); blanks only between words."""
    shown = "".join(" " if char.isspace() else char for char in text)
    shown = "".join(char for char in shown if unicodedata.category(char) not in _INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def case_number(text: str) -> str:
    """A case number in the one way it is written here: （2022）鄂1023执1234号."""
    number = unicodedata.normalize("NFKC", plain_words(text)).replace(" ", "").translate(_BRACKETS)
    if number and not number.endswith("号"):
        number += "号"
    if not _NUMBER.fullmatch(number):
        raise WrongValueError(f"“{plain_words(text)[:40]}”不是执行案件的案号", "写成“（2022）鄂1023执1234号”的样子")
    return number


def day(value: object, today: date) -> date:
    """A day out of a cell or a field; not before 1990 and not after today."""
    found = _day(value)
    if not _FIRST_DAY <= found <= today:
        raise WrongValueError(f"日期 {found} 不对", "不能早于1990年，也不能晚于今天")
    return found


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and _EXCEL_DAYS[0] <= value <= _EXCEL_DAYS[1]:
        return _EXCEL_START + timedelta(days=int(value))
    text = unicodedata.normalize("NFKC", plain_words(str(value)))
    parts = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if parts is None:
        raise WrongValueError(f"“{text[:20]}”不是日期", "写成 2022-03-01 的样子")
    try:
        return date(*(int(part) for part in parts.groups()))
    except ValueError:
        raise WrongValueError(f"“{text[:20]}”：历法上没有这一天", "核对年、月、日") from None


def fen(value: object, *, ten_thousands: bool = False) -> int:
    """Money in fen, out of yuan; with `ten_thousands` out of 万元, as the heading of a column may say."""
    wrong = "以元为单位，至多两位小数，例如 58833.00"
    text = unicodedata.normalize("NFKC", plain_words(str(value))).replace(" ", "")
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f").removesuffix(".0")
    found = _MONEY.fullmatch(text)
    if found is None:
        raise WrongValueError(f"“{text[:20]}”不是金额", wrong)
    try:
        amount = (
            Decimal(found[1].replace(",", "") + (found[2] or "")) * (10_000 if found[3] or ten_thousands else 1) * 100
        )
    except InvalidOperation:
        raise WrongValueError(f"“{text[:20]}”不是金额", wrong) from None
    if amount != amount.to_integral_value():
        raise WrongValueError(f"金额“{text[:20]}”精确到了分以下", wrong)
    if amount > _MOST_FEN:
        raise WrongValueError(f"金额“{text[:20]}”过大", "核对位数和单位")
    return int(amount)


def names(value: str) -> list[str]:
    """The names of several parties in one cell. One that leaves some out (等3人) is wrong: each must be named."""
    found = [name for part in _PARTS.split(value) if (name := plain_words(part))]
    if short := next((name for name in found if _AND_OTHERS.search(name)), None):
        raise WrongValueError(f"“{short[:40]}”没有写明全部姓名", "把每一个当事人的姓名或名称都写出，用“、”隔开")
    return found


def several(value: str) -> list[str]:
    """Several numbers in one cell."""
    return [part for piece in _PARTS.split(value) if (part := plain_words(piece))]
