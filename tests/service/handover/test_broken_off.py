"""Broken off at any step, a decision leaves nothing: neither a passage without its entry nor a case that half moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.event import listen, remove

from service.database.base import Base
from service.handover import events
from service.ledger.verify import verify_ledger
from tests.service.handover.conftest import Road
from tests.service.handover.made import NATIONAL_RULE, finding

GATE = "online-offline"
RISK = finding(NATIONAL_RULE, subject="案件")
Act = Callable[[Road, int], object]


class BrokenOffError(Exception):
    """The process dies here."""


def _content(road: Road) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with road.court.service.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def _approve(road: Road, submission: int) -> None:
    road.approve("wei.command", submission, acknowledged={RISK_KEY: "申请人书面同意"})


RISK_KEY = (NATIONAL_RULE, "案件")
ACTS: dict[str, Act] = {
    "approve": _approve,
    "return": lambda road, submission: road.send_back("wei.command", submission),
    "withdraw": lambda road, submission: road.withdraw("wang.online", submission),
    "submit": lambda road, _: Road(road.court, road.case + 1).submit("wang.online", GATE),
}


def _statements(engine: Engine, act: Callable[[], object], break_at: int = 0) -> int:
    """Does an act and counts its writing statements; at `break_at` (from 1) it is broken off."""
    done = 0

    def on_execute(*given: Any) -> None:
        nonlocal done
        if given[2].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            done += 1
            if done == break_at:
                raise BrokenOffError

    listen(engine, "before_cursor_execute", on_execute)
    try:
        act()
    finally:
        remove(engine, "before_cursor_execute", on_execute)
    return done


@pytest.mark.parametrize("name", ACTS)
def test_at_every_statement(any_road: Road, name: str) -> None:
    any_road.court.add_case("（2022）鄂1023执2号")
    engine = any_road.court.service.database.engine
    submission = any_road.wait("wang.online", GATE, RISK)
    before, step = _content(any_road), 1
    while True:
        try:
            _statements(engine, lambda: ACTS[name](any_road, submission), step)
        except BrokenOffError:
            assert _content(any_road) == before, step
            step += 1
        else:
            break
    assert step > 2
    assert _content(any_road) != before
    with any_road.court.service.reading() as session:
        assert verify_ledger(session, any_road.court.service.checkpoints).holds


@pytest.mark.parametrize("act", ["approve", "return"])
def test_what_a_listener_cannot_take_is_not_decided(road: Road, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise BrokenOffError

    monkeypatch.setattr(events, "_LISTENERS", [refuse])
    submission = road.wait("wang.online", GATE, RISK)
    before = _content(road)
    with pytest.raises(BrokenOffError):
        ACTS[act](road, submission)
    assert _content(road) == before


def test_listeners_are_told_of_each_decision_once(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []

    def note(_: Any, event: str, submission: Any) -> None:
        told.append((event, submission.id))

    monkeypatch.setattr(events, "_LISTENERS", [])
    events.listen(note)
    events.listen(note)
    first = road.wait("wang.online", GATE)
    road.send_back("wei.command", first)
    second = road.wait("wang.online", GATE)
    road.approve("wei.command", second)
    assert told == [("returned", first), ("approved", second)]
