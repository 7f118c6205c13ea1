"""Who lives, and what happens to a check whose workflow ended without telling it."""

from __future__ import annotations

import time

import pytest

from service.cases.checks import OPEN
from service.database.models import CheckState, LedgerEntry, Worker
from service.jobs import liveness, queue
from service.jobs.liveness import Liveness
from service.jobs.queue import Checks
from tests.service.checks.samples import asked, look
from tests.service.conftest import Court


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of this machine, moved by hand."""
    at = [1000.0]
    monkeypatch.setattr(liveness.time, "monotonic", lambda: at[0])
    return at


def test_who_stands_still_too_long_is_dead_and_who_beats_is_not(any_court: Court, clock: list[float]) -> None:
    service = any_court.service
    with Liveness(service) as own, Liveness(service) as other:
        names = [own.name, other.name, "gone"]
        assert own.dead(names) == ["gone"]
        clock[0] += 29
        assert own.dead(names) == ["gone"]
        other.beat()
        clock[0] += 29
        assert own.dead(names) == ["gone"]
        clock[0] += 31
        assert own.dead(names) == [other.name, "gone"]
        own.bury([other.name])
        with service.reading() as session:
            assert [worker.name for worker in session.query(Worker)] == [own.name]
    with service.reading() as session:
        assert session.query(Worker).count() == 0


def test_who_was_taken_for_dead_by_mistake_is_there_again_with_the_next_beat(court: Court, clock: list[float]) -> None:
    with Liveness(court.service) as own, Liveness(court.service) as other:
        assert own.dead([other.name]) == []
        clock[0] += 31
        assert own.dead([other.name]) == [other.name]
        own.bury([other.name])
        other.beat()
        assert own.dead([other.name]) == []


def test_it_beats_seldom(court: Court, clock: list[float]) -> None:
    with Liveness(court.service) as own:
        for _ in range(60):
            clock[0] += 1
            own.beat()
        with court.service.reading() as session:
            assert 10 <= session.get_one(Worker, own.name).beats <= 14


def test_names_are_never_used_twice() -> None:
    assert len({liveness.new_name() for _ in range(100)}) == 100


def test_a_workflow_that_ended_without_telling_the_check_is_begun_anew_but_not_for_ever(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_id = asked(court, court.add_case(), "online-offline")
    done: list[int] = []
    monkeypatch.setattr(queue, "run_check", lambda service, one, **_: done.append(one))
    with Checks(court.service, "one", lambda *_: None) as checks:
        end = time.monotonic() + 40
        while look(court, check_id).state in OPEN and time.monotonic() < end:
            checks.take_up(check_id)
            time.sleep(0.1)
    check = look(court, check_id)
    assert (check.state, done) == (CheckState.FAILED, [check_id] * 3)
    assert "多次中断" in (check.error or "")
    with court.service.reading() as session:
        assert [entry.act for entry in session.query(LedgerEntry)].count("checked") == 1
