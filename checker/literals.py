"""The types of facts, and how their values are written in rules and shown to people."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checker.facts import Value
from checker.periods import Period, parse_period


class FactType(StrEnum):
    """What a fact or parameter holds. 期间 is for parameters only."""

    PRESENCE = "有无"
    YES_NO = "是否"
    DATE = "日期"
    MONEY = "金额"
    COUNT = "数目"
    WORD = "词"
    WORDS = "词组"
    PERIOD = "期间"


TRUE_FALSE = {FactType.PRESENCE: ("有", "无"), FactType.YES_NO: ("是", "否")}
HOW_TO_WRITE = {
    FactType.PRESENCE: "写“有”或“无”",
    FactType.YES_NO: "写“是”或“否”",
    FactType.DATE: "日期写成 2024-04-11",
    FactType.MONEY: "金额写成 1000元 或 58833.00元",
    FactType.COUNT: "数目写成阿拉伯数字，如 2",
    FactType.WORD: "写词汇表中该事实的一个词",
    FactType.WORDS: "写成 [甲, 乙]",
    FactType.PERIOD: "期间写成 三个月、15日、半年",
}

_HOLDS: dict[FactType, type] = {
    FactType.PRESENCE: bool,
    FactType.YES_NO: bool,
    FactType.DATE: date,
    FactType.MONEY: int,
    FactType.COUNT: int,
    FactType.WORD: str,
    FactType.WORDS: frozenset,
}
_MONEY = re.compile(r"(?P<yuan>\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(?P<fen>\d{1,2}))?元?")
_LIST = re.compile(r"\[(?P<items>[^\[\]]*)\]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_value(text: str, type_: FactType) -> Value | Period | None:
    """The value a text stands for, None where it is not of this type. Money in fen."""
    if type_ in TRUE_FALSE:
        true, false = TRUE_FALSE[type_]
        return {true: True, false: False}.get(text)
    if type_ is FactType.DATE:
        return parse_date(text)
    if type_ is FactType.MONEY:
        return parse_money(text)
    if type_ is FactType.COUNT:
        return int(text) if text.isascii() and text.isdecimal() else None
    if type_ is FactType.PERIOD:
        return parse_period(text)
    if type_ is FactType.WORDS:
        return parse_list(text)
    return text or None


def parse_date(text: str) -> date | None:
    """`2024-04-11` → date."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_money(text: str) -> int | None:
    """`1000元`, `58,833.00元` → fen."""
    match = _MONEY.fullmatch(text)
    if not match:
        return None
    return int(match["yuan"].replace(",", "")) * 100 + int((match["fen"] or "").ljust(2, "0"))


def parse_list(text: str) -> frozenset[str] | None:
    """`[甲, 乙]` → the words; commas may be Chinese."""
    match = _LIST.fullmatch(text)
    if not match:
        return None
    return frozenset(item.strip() for item in re.split("[,，、]", match["items"]) if item.strip())


def has_type(value: Value, type_: FactType) -> bool:
    """Whether a fact of this type may hold the value."""
    return isinstance(value, _HOLDS[type_]) and isinstance(value, bool) is (type_ in TRUE_FALSE)


def show_value(value: Value | Period | None, type_: FactType) -> str:
    """A value as a clerk reads it; 未知 where it is not known."""
    if value is None:
        return "未知"
    if isinstance(value, bool):
        true, false = TRUE_FALSE.get(type_, TRUE_FALSE[FactType.YES_NO])
        return true if value else false
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, frozenset):
        return "、".join(sorted(value)) or "无"
    if type_ is FactType.MONEY and isinstance(value, int):
        return f"{Decimal(value) / 100:,.2f}元"
    return str(value)
