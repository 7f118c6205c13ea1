"""The worker: right answers, a restart after a crash or a hang, then the oracle with a note, and no silent difference."""

import os
import time

import pytest

from checker import oracle, worker
from checker.errors import InternalError
from checker.logic import AllOf, Inquiry, Leaf, Logic
from checker.outcome import Status

LOGIC = Logic(AllOf(), Leaf(0))
RULESET = (("r", LOGIC),)
INQUIRIES = [Inquiry("r", LOGIC, (truth,)) for truth in (True, False, None)]
WANTED = [Status.SATISFIED, Status.VIOLATED, Status.UNDETERMINED]


def die(pipe):
    pipe.send([])
    pipe.recv()
    os._exit(11)


def die_later(pipe):
    pipe.send([])
    pipe.recv()
    pipe.send(["satisfied"])
    pipe.recv()
    os._exit(11)


def hang(pipe):
    pipe.send([])
    pipe.recv()
    time.sleep(60)


def lie(pipe):
    pipe.send([])
    while True:
        _, inquiries = pipe.recv()
        pipe.send(["satisfied"] * len(inquiries))


def settled(engine):
    statuses = engine.judge(INQUIRIES)
    engine.settle()
    return statuses


def test_engine_in_its_own_process():
    with worker.Engine([RULESET]) as engine:
        assert settled(engine) == WANTED
        assert engine.judge([]) == []
        engine.settle()
        assert engine.notes == []


@pytest.mark.parametrize("broken", [die, hang])
def test_oracle_stands_in_after_two_failures(monkeypatch, broken):
    monkeypatch.setattr(worker, "_serve", broken)
    with worker.Engine([RULESET], time_limit=0.5) as engine:
        assert settled(engine) == WANTED
        assert len(engine.notes) == 1
        assert settled(engine) == WANTED


def test_one_crash_costs_only_a_restart(monkeypatch):
    real = worker._serve
    monkeypatch.setattr(worker, "_serve", die)
    engine = worker.Engine([RULESET])
    with engine:
        monkeypatch.setattr(worker, "_serve", real)
        assert settled(engine) == WANTED
        assert engine.notes == []


@pytest.mark.parametrize("ahead", [0, 2, 500])
@pytest.mark.parametrize("fault", [None, die, die_later])
def test_each_question_is_answered_however_many_are_put_ahead(monkeypatch, ahead, fault):
    real = worker._serve
    monkeypatch.setattr(worker, "AHEAD", ahead)
    monkeypatch.setattr(worker, "_serve", fault or real)
    with worker.Engine([RULESET]) as engine:
        assert engine._worker._readable(60)  # ready: from here on it is put what comes
        monkeypatch.setattr(worker, "_serve", real)
        for inquiry in (*INQUIRIES, INQUIRIES[0]):
            engine.judge([inquiry])
        assert settled(engine) == WANTED
        assert settled(engine) == WANTED
        assert engine.notes == []


def test_difference_in_what_was_put_ahead_is_an_error(monkeypatch):
    monkeypatch.setattr(worker, "_serve", lie)
    with worker.Engine([RULESET]) as engine:
        assert engine._worker._readable(60)
        engine.judge(INQUIRIES[:1])
        engine.judge(INQUIRIES[1:])
        with pytest.raises(InternalError, match="不一致"):
            engine.settle()


def test_difference_from_the_oracle_is_an_error(monkeypatch):
    monkeypatch.setattr(worker, "_serve", lie)
    with worker.Engine([RULESET]) as engine, pytest.raises(InternalError, match="不一致"):
        settled(engine)


def test_rule_the_engine_does_not_have():
    with worker.Engine([RULESET]) as engine, pytest.raises(InternalError, match="不在规则引擎"):
        engine.judge([Inquiry("other", LOGIC, (True,))])


@pytest.mark.parametrize(
    ("applies", "requires", "status"),
    [
        (True, True, "satisfied"),
        (True, False, "violated"),
        (True, None, "undetermined"),
        (None, True, "undetermined"),
        (None, False, "undetermined"),
        (False, True, "not_applicable"),
        (False, None, "not_applicable"),
    ],
)
def test_oracle_table(applies, requires, status):
    assert oracle.judge(Logic(Leaf(0), Leaf(1)), (applies, requires)) == status


def test_oracle_without_requirement_never_decides():
    assert oracle.judge(Logic(AllOf(), None), ()) is Status.UNDETERMINED
