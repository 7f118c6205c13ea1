"""The problem summary for the bureau chief (第七组2): what files of a month came back for most, by group, and the month before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import OWNERS
from service.database.models import Case, Decision, DecisionKind, ReturnItem, Submission
from service.figures.month import Month, instants
from service.figures.reasons import reason_names
from service.figures.recurrence import Key
from service.rulebase import rulebook

MOST = 10
"""Problems of one group that are listed."""


@dataclass(frozen=True, slots=True)
class ProblemCase:
    """A case that came back for it; `times`: how often in the month."""

    case_id: int
    number: str
    times: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What a group's files came back for: returns in the month and in the one before, and the cases of the month."""

    owner: str
    rule: str
    code: str
    title: str
    reasons: tuple[str, ...]
    times: int
    before: int
    cases: tuple[ProblemCase, ...]

    @property
    def trend(self) -> str:
        """上月没有, 上月2次，增加1次, 上月3次，持平."""
        if not self.before:
            return "上月没有"
        change = self.times - self.before
        told = "持平" if not change else f"{'增加' if change > 0 else '减少'}{abs(change)}次"
        return f"上月{self.before}次，{told}"

    @property
    def again(self) -> int:
        """Cases that came back for it more than once in the month."""
        return sum(case.times > 1 for case in self.cases)


@dataclass(frozen=True, slots=True)
class GroupProblems:
    """The problems of a group, the most frequent first; `more`: how many are not listed."""

    owner: str
    problems: tuple[Problem, ...]
    returns: int
    more: int

    @property
    def name(self) -> str:
        """The group in words."""
        return OWNERS.get(self.owner, self.owner)


@dataclass(slots=True)
class _Seen:
    """What was seen of one key: returns of both months, cases of this one."""

    titles: dict[str, None] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    now: set[tuple[int, int, str]] = field(default_factory=set)
    before: set[int] = field(default_factory=set)


def problems_of(session: Session, month: Month, groups: Sequence[str], most: int = MOST) -> list[GroupProblems]:
    """By owner group in the order given, those without a problem left out. A return counts once for a problem, however many
    respondents it names.
    """
    seen: dict[str, dict[Key, _Seen]] = {}
    for item, decision_id, is_now, case_id, number in _items(session, month, groups):
        key: Key = (item.owner, item.rule, "" if item.rule else item.reason)
        one = seen.setdefault(item.owner, {}).setdefault(key, _Seen())
        one.titles[item.title] = one.codes[item.code] = one.reasons[item.reason] = None
        if is_now:
            one.now.add((decision_id, case_id, number))
        else:
            one.before.add(decision_id)
    found = [_group(owner, seen[owner], most) for owner in groups if owner in seen]
    return [group for group in found if group.problems]


def _items(session: Session, month: Month, groups: Sequence[str]) -> list[tuple[Any, int, bool, int, str]]:
    start, end = instants(month.plus(-1).first, month.last)
    now_from = instants(month.first, month.first)[0]
    query = (
        select(ReturnItem.owner, ReturnItem.rule, ReturnItem.code, ReturnItem.title, ReturnItem.reason,
               Decision.id, Decision.at, Case.id, Case.number)
        .join(Decision, Decision.id == ReturnItem.decision_id)
        .join(Submission, Submission.id == Decision.submission_id)
        .join(Case, Case.id == Submission.case_id)
        .where(Decision.kind == DecisionKind.RETURN, Decision.at >= start, Decision.at < end, ReturnItem.owner.in_(groups))
        .order_by(Decision.at, ReturnItem.id)
    )  # fmt: skip
    return [(row, row[5], row.at >= now_from, row[7], row.number) for row in session.execute(query)]


def _group(owner: str, seen: dict[Key, _Seen], most: int) -> GroupProblems:
    problems = [_problem(key, one) for key, one in seen.items() if one.now]
    problems.sort(key=lambda problem: (-problem.times, -problem.before, problem.rule, problem.title))
    returns = {decision for one in seen.values() for decision, _, _ in one.now}
    return GroupProblems(owner, tuple(problems[:most]), len(returns), max(0, len(problems) - most))


def _problem(key: Key, seen: _Seen) -> Problem:
    owner, rule, reason = key
    names = reason_names()
    known = next((one for one in rulebook().rules if one.id == rule), None)
    title = known.title if known else next(iter(seen.titles)) if rule else f"{names.get(reason, reason)}（人工发现）"
    times: dict[tuple[int, str], int] = {}
    for _, case_id, number in sorted(seen.now):
        times[(case_id, number)] = times.get((case_id, number), 0) + 1
    return Problem(
        owner=owner,
        rule=rule,
        code=known.code if known else next(iter(seen.codes), ""),
        title=title,
        reasons=tuple(names.get(one, one) for one in seen.reasons),
        times=len(seen.now),
        before=len(seen.before),
        cases=tuple(ProblemCase(case_id, number, count) for (case_id, number), count in times.items()),
    )
