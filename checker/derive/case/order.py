"""Two dated acts, the first of which must not come after the second.

A contradiction rests on both days, so neither may be read by half. Of two equal digits in a row the recogniser sometimes
reads one (11日 as 1日), and under a seal it guesses: where that alone sets two days at odds, a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.casefile import Evidence

_DOUBLED = (1, 2)  # 11日 and 22日
_SURE_YEAR = 0.97  # confidence from which a year's last digit is beyond doubt
_HALF_READ = 0.75
"""A date read with no more than this may be another date."""


@dataclass(frozen=True, slots=True)
class Order:
    """Two dated acts and where the file tells of them. A date not read is None. `confirmed`: other places of the file
    bear both days out.
    """

    first: str
    first_on: date | None
    second: str
    second_on: date | None
    evidence: tuple[Evidence, ...]
    confirmed: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether they are in order; None where a date is missing, or where they are at odds by what may be misread."""
        if self.first_on is None or self.second_on is None:
            return None
        return None if self.misread else self.first_on <= self.second_on

    @property
    def apart(self) -> int:
        """How many days lie between them; 0 where one is missing."""
        return (self.second_on - self.first_on).days if self.first_on and self.second_on else 0

    @property
    def misread(self) -> bool:
        """Whether they are at odds, but a digit of the second may have been lost, or a date was read by half."""
        if self.first_on is None or self.second_on is None or self.first_on <= self.second_on:
            return False
        half_read = any(place.confidence <= _HALF_READ for place in self.evidence)
        in_doubt = not self.confirmed and (half_read or self._year_misread)
        return in_doubt or any(self.first_on <= day for day in _doubled(self.second_on))

    @property
    def _year_misread(self) -> bool:
        """Whether they are at odds by the last digit of a year alone, on a line not read beyond doubt (2021 for 2022)."""
        if self.first_on is None or self.second_on is None or self.second_on.year != self.first_on.year - 1:
            return False
        in_order = (self.second_on.month, self.second_on.day) >= (self.first_on.month, self.first_on.day)
        return in_order and any(place.confidence < _SURE_YEAR for place in self.evidence)

    def __str__(self) -> str:
        return f"{self.first}{_shown(self.first_on)}，晚于{self.second}{_shown(self.second_on)}"


def _doubled(day: date) -> Iterator[date]:
    """The dates that a date may be of which one of two equal digits was lost."""
    if day.day in _DOUBLED:
        yield day.replace(day=11 * day.day)
    if day.month == 1:
        yield day.replace(month=11, day=min(day.day, 30))


def _shown(day: date | None) -> str:
    return f"（{day.year}年{day.month}月{day.day}日）" if day else "（日期没有读到）"
