"""Judges by durable_rules 2.0.28, in the one form in which it was measured to be right. Nothing else imports it.

Python decides every atom; the engine gets flat conjunctions of booleans only: per rule one engine rule for each
minimal way of being applicable, excluded, met or unmet, and per (rule, subject) one small fact. An atom that is
unknown is left out of the fact, so neither it nor its negation matches. No absence tests, joins, arrays, strings
or numbers ever reach the engine: those give wrong answers or end the process.

A Host that has evaluated anything is never freed by the library, so few are kept and reused.
"""

from __future__ import annotations

import threading
import warnings
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from durable.engine import Host

from checker.errors import InternalError
from checker.logic import Inquiry, Put, Ruleset, Truth, Way, check_limits
from checker.outcome import Status

# Python 3.12 tells of this call in the engine each time an action runs.
warnings.filterwarnings("ignore", "datetime.datetime.utcfromtimestamp", DeprecationWarning, "durable")

MAX_HOSTS = 8

_NAME = "rulebook"
_SID = "case"
_OUTCOMES = ("applies", "excluded", "met", "unmet")


class EngineError(InternalError):
    """The engine raised, swallowed an exception, or contradicted itself."""


class _QuietHost(Host):  # type: ignore[misc]
    """A Host without the two endless timer chains of the default one."""

    def _run(self) -> None:
        pass


class Evaluator:
    """One Host over one ruleset. A call holds the lock, so threads may share it."""

    def __init__(self, ruleset: Ruleset) -> None:
        check_limits(ruleset)
        self._keys = {name: f"r{number}" for number, (name, _) in enumerate(ruleset)}
        self._fired: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        definition: dict[str, Any] = {"all": {"all": [{"m": {"$ex": {"rule": 1}}}], "run": lambda c: None}}
        for name, logic in ruleset:
            for outcome, ways in logic.ways().items():
                for number, way in enumerate(ways):
                    rule = self._engine_rule(self._keys[name], outcome, way)
                    definition[f"{self._keys[name]}/{outcome}/{number}"] = rule
        self._host = _QuietHost({_NAME: definition})

    def _engine_rule(self, key: str, outcome: str, way: Way) -> dict[str, Any]:
        tests: list[dict[str, Any]] = [{"rule": key}]
        tests += [{f"a{atom}": truth} for atom, truth in sorted(way)]
        return {"all": [{"m": {"$and": tests} if len(tests) > 1 else tests[0]}], "run": self._note(outcome)}

    def _note(self, outcome: str) -> Callable[[Any], None]:
        def note(c: Any) -> None:  # noqa: ANN401 (the engine's own closure type)
            self._fired.add((c.m["subject"], outcome))

        return note

    def judge(self, questions: Sequence[Put]) -> list[Status]:
        """The statuses, in order. Every rule named must be in the ruleset."""
        if not questions:
            return []  # an empty batch ends the process
        with self._lock:
            self._fired.clear()
            facts = [self._fact(number, name, truths) for number, (name, truths) in enumerate(questions)]
            try:
                state = self._host.assert_facts(_NAME, facts)
                if state and "exception" in state:
                    raise EngineError(f"规则引擎出错：{state['exception']}")
            finally:
                self._host.delete_state(_NAME, _SID)
            return [_status(self._outcomes(number)) for number in range(len(questions))]

    def _fact(self, number: int, name: str, truths: Sequence[Truth]) -> dict[str, Any]:
        decided = {f"a{atom}": truth for atom, truth in enumerate(truths) if truth is not None}
        return {"rule": self._keys[name], "subject": f"s{number}", "sid": _SID, **decided}

    def _outcomes(self, number: int) -> frozenset[str]:
        return frozenset(outcome for outcome in _OUTCOMES if (f"s{number}", outcome) in self._fired)


def _status(fired: frozenset[str]) -> Status:
    if {"applies", "excluded"} <= fired or {"met", "unmet"} <= fired:
        raise EngineError("规则引擎自相矛盾")
    if "excluded" in fired:
        return Status.NOT_APPLICABLE
    if {"applies", "met"} <= fired:
        return Status.SATISFIED
    if {"applies", "unmet"} <= fired:
        return Status.VIOLATED
    return Status.UNDETERMINED


_evaluators: OrderedDict[Ruleset, Evaluator] = OrderedDict()
_evaluators_lock = threading.Lock()


def evaluator_for(ruleset: Ruleset) -> Evaluator:
    """The evaluator of a ruleset; the last few are kept."""
    with _evaluators_lock:
        evaluator = _evaluators.get(ruleset) or Evaluator(ruleset)
        _evaluators[ruleset] = evaluator
        _evaluators.move_to_end(ruleset)
        while len(_evaluators) > MAX_HOSTS:
            _evaluators.popitem(last=False)
        return evaluator


def judge(ruleset: Ruleset, inquiries: Sequence[Inquiry]) -> list[Status]:
    """The statuses of inquiries about rules of a ruleset, in order."""
    return evaluator_for(ruleset).judge([inquiry.put for inquiry in inquiries])
