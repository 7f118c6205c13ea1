"""各组送审案件情况统计表: what each group submitted in a month, and what became of it (第七组3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checker.gates import GROUPS
from service.database.models import Role, User
from service.figures.events import CLOSED, Event, Figure
from service.figures.rates import Share, average
from service.figures.stays import due_on

HANDLING = tuple(slug for slug in GROUPS if slug != "command")
TOTAL = ""
"""The group of the row that adds up the others."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The figures of a group; `group` empty: of all that are shown. `budget`: days the plan gives it, None: no one limit."""

    group: str
    counts: Counter[Figure]
    held: int
    known: int
    budget: int | None

    @property
    def name(self) -> str:
        """The group in words."""
        return GROUPS.get(self.group, "合计")

    def count(self, figure: Figure) -> int:
        """A number."""
        return self.counts[figure]

    @property
    def closed(self) -> int:
        """Closed in whatever way."""
        return sum(self.counts[figure] for figure in CLOSED)

    @property
    def returned(self) -> Share:
        """退回率."""
        return Share(self.counts[Figure.RETURNED], self.counts[Figure.DECIDED])

    @property
    def approved_first(self) -> Share:
        """一次通过率."""
        return Share(self.counts[Figure.APPROVED_FIRST], self.counts[Figure.FIRST_DECIDED])

    @property
    def average_days(self) -> str:
        """Days that the cases which left had been there, on the average."""
        return average(self.held, self.known)


def groups_shown(user: User) -> tuple[str, ...]:
    """The groups whose figures he sees: a leader his own, the others all."""
    return (str(user.group),) if Role(user.role).of_group else HANDLING


def group_rows(events: Iterable[Event], groups: Sequence[str], day: date) -> list[GroupRow]:
    """A row each, and the sum where there are several."""
    of: dict[str, list[Event]] = {group: [] for group in groups}
    for event in events:
        if event.group in of:
            of[event.group].append(event)
    rows = [_row(group, of[group], _budget(group, day)) for group in groups]
    return [*rows, _sum(rows)] if len(groups) > 1 else rows


def _sum(rows: Sequence[GroupRow]) -> GroupRow:
    counts: Counter[Figure] = Counter()
    for row in rows:
        counts.update(row.counts)
    return GroupRow(TOTAL, counts, sum(row.held for row in rows), sum(row.known for row in rows), None)


def _row(group: str, events: Sequence[Event], budget: int | None) -> GroupRow:
    held = [event.days for event in events if event.figure is Figure.LEFT and event.days is not None]
    return GroupRow(group, Counter(event.figure for event in events), sum(held), len(held), budget)


def _budget(group: str, day: date) -> int | None:
    due = due_on(group, day)
    return (due - day).days if due else None
