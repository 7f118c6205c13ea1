"""The time limits of the law that can be computed here: `limits.yaml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from checker.errors import RulebookError
from checker.periods import Period, parse_period, shift
from checker.rest_days import ends_between
from checker.yamlfile import Block, Word, block, check_keys, choose, read_yaml, word
from service.rulebase import rulebook

_FILE = Path(__file__).parent / "limits.yaml"


class Kind(StrEnum):
    """What a limit means."""

    LIMIT = "limit"
    """A thing has to be done by then."""
    EARLIEST = "earliest"
    """A thing may be done from then on."""
    LAPSE = "lapse"
    """A measure or a result ends then, unless it is renewed."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: its number in the list of the law, its provision and how sure our copy of it is (A, B, C, M)."""

    id: str
    ref: str
    title: str
    kind: Kind
    cite: str
    grade: str
    note: str
    parameter: str
    fixed: Period | None

    def period(self, day: date) -> Period | None:
        """How long it runs where it begins on a day; None where no value was in force."""
        if self.fixed:
            return self.fixed
        value = rulebook().libraries.parameters[self.parameter].on(day)
        return value if isinstance(value, Period) else None

    def ends(self, start: date) -> date | None:
        """Its last day, counted from the day after `start`; for what has to be done by then the next working day where it is a
        rest day (民诉法解释 第一百二十五条). Where rest days are not announced yet, the day as counted: a warning comes too early.
        """
        period = self.period(start)
        if period is None:
            return None
        last = shift(start, period, 1)
        return ends_between(last)[0] if self.kind is Kind.LIMIT else last

    @property
    def source(self) -> str:
        """The provision, and that it must be looked up where we have it from memory."""
        return f"{self.cite}（条文须核对）" if self.grade == "M" else self.cite


@lru_cache(maxsize=1)
def limits() -> Mapping[str, Limit]:
    """All limits by id, in the order of the file."""
    return {str(name): _read(str(name), block(entry)) for name, entry in read_yaml(_FILE).items()}


def _read(name: str, entry: Block) -> Limit:
    check_keys(entry, ("ref", "title", "kind", "cite", "grade", "note"), ("parameter", "period"))
    parameter = str(entry.optional("parameter", Word()))
    fixed = entry.optional("period", Word())
    period = parse_period(str(fixed)) if fixed else None
    if (period is None) == (not parameter) or (parameter and parameter not in rulebook().libraries.parameters):
        raise RulebookError(f"期限“{name}”没有期间", where=entry.place, how="写 parameter（参数表里的名称）或者 period")
    return Limit(
        id=name,
        ref=str(word(entry["ref"])),
        title=str(word(entry["title"])),
        kind=Kind(choose(entry["kind"], list(Kind), "种类")),
        cite=str(word(entry["cite"])),
        grade=str(choose(entry["grade"], ("A", "B", "C", "M"), "等级")),
        note=str(word(entry["note"])),
        parameter=parameter,
        fixed=period,
    )
