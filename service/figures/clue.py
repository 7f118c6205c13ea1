"""The monthly figures of 线索查控组, per handler (第三组2): 结案数率、执行完毕数率、执行终结数率、移送财产处置组数率、拘留数、罚款数、
移送拒执打击组数.

What a rate is of: the cases that the handler had during the month. Whose a case was on a day, the assignments tell; where
there is none, who submitted it. 放弃其他权利 counts as 执行完毕, as the plan puts it (第一组4).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import Assignment, Case, Submission, User
from service.errors import ForbiddenError
from service.figures.coercion import Coercion, coercion_of
from service.figures.month import Month, instants
from service.figures.rates import Share
from service.figures.stays import Stay, stays_of
from service.figures.transfers import groups_shown

GROUP = "clue"


def require_seeing(user: User) -> None:
    """`ForbiddenError` for those who do not see the figures of this group."""
    if GROUP not in groups_shown(user):
        raise ForbiddenError("线索查控组的业绩只有本组组长和各级领导可以看")


PERFORMED, SETTLED = ("closing-performed", "closing-waived"), ("closing-settled",)
TO_DISPOSAL, TO_REFUSAL = ("clue-disposal",), ("clue-refusal",)
ENDS = (*PERFORMED, *SETTLED, "zhongben")
_IN_ONE = 500


@dataclass(frozen=True, slots=True)
class Known:
    """A number of which some cases tell nothing. `unknown`: cases without a readable report; `undated`: papers without a day."""

    number: int
    known: int
    unknown: int
    undated: int

    @property
    def text(self) -> str:
        """3, 3（2案未知）, 未知; never 0 where nothing is known."""
        if self.unknown and not self.known:
            return "未知"
        notes = [f"{self.unknown}案未知"] if self.unknown else []
        notes += [f"{self.undated}份日期未认出"] if self.undated else []
        return f"{self.number}（{'，'.join(notes)}）" if notes else str(self.number)


@dataclass(frozen=True, slots=True)
class HandlerRow:
    """The figures of a handler. `name` empty: of the whole group; `handler` None with a name: whose they were is not known."""

    handler: int | None
    name: str
    stays: Sequence[Stay]
    coercion: Mapping[int, Coercion]

    def left_by(self, gates: Sequence[str]) -> Share:
        """How many of the cases left by these gates."""
        return Share(sum(stay.gate in gates for stay in self.stays), len(self.stays))

    @property
    def closed(self) -> Share:
        """结案."""
        return self.left_by(ENDS)

    @property
    def performed(self) -> Share:
        """执行完毕."""
        return self.left_by(PERFORMED)

    @property
    def settled(self) -> Share:
        """执行终结."""
        return self.left_by(SETTLED)

    @property
    def to_disposal(self) -> Share:
        """移送财产处置组."""
        return self.left_by(TO_DISPOSAL)

    @property
    def to_refusal(self) -> Share:
        """移送拒执打击组."""
        return self.left_by(TO_REFUSAL)

    @property
    def detentions(self) -> Known:
        """拘留数."""
        return self._known([one.detentions for one in self._told])

    @property
    def fines(self) -> Known:
        """罚款数."""
        return self._known([one.fines for one in self._told])

    @property
    def _told(self) -> list[Coercion]:
        return [self.coercion[case_id] for case_id in self._cases if case_id in self.coercion]

    @property
    def _cases(self) -> set[int]:
        return {stay.case_id for stay in self.stays}

    def _known(self, numbers: list[int]) -> Known:
        told = self._told
        return Known(sum(numbers), len(told), len(self._cases) - len(told), sum(one.undated for one in told))


def handler_rows(service: Service, session: Session, month: Month, today: date) -> list[HandlerRow]:
    """A row for each handler who had a case in the month, then the whole group."""
    stays = stays_of(session, month, today, (GROUP,))
    coercion = coercion_of(service, session, (stay.case_id for stay in stays), month)
    whose = _handlers(session, stays, month.until(today))
    names = {row.id: row.name for row in session.execute(select(User.id, User.name))}
    by_handler: dict[int | None, list[Stay]] = {}
    for stay, handler in zip(stays, whose, strict=True):
        by_handler.setdefault(handler, []).append(stay)
    ordered = sorted(by_handler, key=lambda one: (one is None, names.get(one or 0, "")))
    rows = [HandlerRow(one, names.get(one or 0, "承办人未知"), by_handler[one], coercion) for one in ordered]
    return [*rows, HandlerRow(None, "", stays, coercion)]


def _handlers(session: Session, stays: Sequence[Stay], until: date) -> list[int | None]:
    """Whose each stay was at its end."""
    ids = sorted({stay.case_id for stay in stays})
    assigned: dict[int, list[tuple[datetime, int]]] = {}
    current: dict[int, int | None] = {}
    for start in range(0, len(ids), _IN_ONE):
        part = ids[start : start + _IN_ONE]
        query = select(Assignment.case_id, Assignment.at, Assignment.handler_id).where(
            Assignment.group == GROUP, Assignment.case_id.in_(part)
        )
        for case_id, at, handler in session.execute(query.order_by(Assignment.at, Assignment.id)):
            assigned.setdefault(case_id, []).append((at, handler))
        current |= {
            row.id: row.handler_id for row in session.execute(select(Case.id, Case.handler_id).where(Case.id.in_(part)))
        }
    submitted = _submitters(session, stays)
    return [_handler(stay, assigned.get(stay.case_id, []), submitted, current, until) for stay in stays]


def _handler(
    stay: Stay,
    assigned: list[tuple[datetime, int]],
    submitted: Mapping[int, int],
    current: Mapping[int, int | None],
    until: date,
) -> int | None:
    end = instants(stay.left or until, stay.left or until)[1]
    before = bisect_left(assigned, (end,))
    if before:
        return assigned[before - 1][1]
    if stay.left is None:
        return current.get(stay.case_id)
    return submitted.get(stay.submission_id or 0)


def _submitters(session: Session, stays: Sequence[Stay]) -> dict[int, int]:
    ids = sorted({stay.submission_id for stay in stays if stay.submission_id})
    found: dict[int, int] = {}
    for start in range(0, len(ids), _IN_ONE):
        query = select(Submission.id, Submission.by_id).where(Submission.id.in_(ids[start : start + _IN_ONE]))
        found |= {row.id: row.by_id for row in session.execute(query)}
    return found
