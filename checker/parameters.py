"""Parameters: dated values with their source (`rules/parameters.yaml`). The end of a value is a value (空), never a deletion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.errors import RulebookError
from checker.facts import Value
from checker.literals import HOW_TO_WRITE, FactType, parse_date, parse_value
from checker.periods import Period
from checker.yamlfile import Block, Entry, Series, Word, block, check_keys, choose, read_yaml, series, word


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day on; None: from that day there is none."""

    start: date
    value: Value | Period | None
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the rules that changes with time; `values` by date, earliest first."""

    name: str
    id: str
    type: FactType
    note: str
    values: tuple[DatedValue, ...]
    place: str

    def on(self, day: date) -> Value | Period | None:
        """The value in force on a day; None before the first and after an end."""
        dated = self.dated_on(day)
        return dated.value if dated else None

    def dated_on(self, day: date) -> DatedValue | None:
        """The value in force on a day with its source; None before the first."""
        return next((v for v in reversed(self.values) if v.start <= day), None)


Parameters = Mapping[str, Parameter]


def load_parameters(path: Path) -> Parameters:
    """All parameters of the file, by Chinese name."""
    return {name: _read(name, block(entry)) for name, entry in read_yaml(path).items()}


def _read(name: Word, entry: Block) -> Parameter:
    check_keys(entry, ("id", "type", "values"), ("note",))
    type_ = FactType(choose(entry["type"], list(FactType), "类型"))
    values = tuple(_read_value(block(item), type_) for item in series(entry["values"]))
    if not values or list(values) != sorted(values, key=lambda v: v.start):
        raise RulebookError(f"参数“{name}”的 values 应当按日期从早到晚排列，至少一项", where=name.place)
    note = word(entry.optional("note", Word()))
    return Parameter(name, word(entry["id"]), type_, note, values, name.place)


def _read_value(item: Block, type_: FactType) -> DatedValue:
    check_keys(item, ("from", "value", "source"))
    return DatedValue(read_date(item["from"]), _typed(item["value"], type_), word(item["source"]))


def _typed(entry: Entry, type_: FactType) -> Value | Period | None:
    if isinstance(entry, Series):
        if type_ is FactType.WORDS:
            return frozenset(word(item) for item in entry)
    elif entry == "":
        return None
    else:
        value = parse_value(word(entry), type_)
        if value is not None:
            return value
    raise RulebookError(f"参数的值不是“{type_}”", where=entry.place, how=HOW_TO_WRITE[type_])


def read_date(entry: Entry) -> date:
    """The entry as a date, else a RulebookError."""
    day = parse_date(word(entry))
    if day is None:
        raise RulebookError(f"“{entry}”不是日期", where=entry.place, how=HOW_TO_WRITE[FactType.DATE])
    return day
