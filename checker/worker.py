"""Runs the engine in a worker process with a time limit: a hang or a crash there costs one restart, never the program.

After a second failure the oracle judges instead, and the report says so (`Engine.notes`). Every answer of the
engine is compared with the oracle's, which costs less than a millisecond; a difference is an error, never a guess.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import TracebackType

from checker import oracle
from checker.errors import InternalError, WorkerCrashedError
from checker.interrupts import unheard
from checker.logic import Inquiry, Ruleset
from checker.outcome import Status

TIME_LIMIT = 5.0
START_LIMIT = 60.0


class Engine:
    """A judge over several rulesets (one per pack). Use as a context manager; `notes` are for the report.

    The process can be started before the rules in force are known (`use`), while the case is still being read.
    """

    def __init__(self, rulesets: Sequence[Ruleset] = (), *, time_limit: float = TIME_LIMIT) -> None:
        self._rulesets = tuple(rulesets)
        self._time_limit = time_limit
        self._worker: _Worker | None = None
        self.notes: list[str] = []

    def __enter__(self) -> Engine:
        """Starts the worker; it gets ready while the caller reads the case."""
        self._worker = _Worker()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the worker."""
        if self._worker:
            self._worker.stop()
            self._worker = None

    def use(self, rulesets: Sequence[Ruleset]) -> None:
        """The rulesets to judge by from now on. The same ones again are not sent again: the worker tells them by identity."""
        if tuple(rulesets) != self._rulesets:
            self._rulesets = tuple(rulesets)

    def judge(self, inquiries: Sequence[Inquiry]) -> list[Status]:
        """The statuses, in order."""
        expected = [oracle.judge(inquiry.logic, inquiry.truths) for inquiry in inquiries]
        known: set[str] = set()
        for ruleset in self._rulesets:
            names = {name for name, _ in ruleset}
            known |= names
            chosen = [number for number, inquiry in enumerate(inquiries) if inquiry.name in names]
            statuses = self._judge_ruleset(ruleset, [inquiries[number] for number in chosen])
            if statuses is not None and statuses != [expected[number] for number in chosen]:
                raise InternalError("规则引擎与核对计算的结果不一致")
        if missing := {inquiry.name for inquiry in inquiries} - known:
            raise InternalError(f"规则 {min(missing)} 不在规则引擎中")
        return expected

    def _judge_ruleset(self, ruleset: Ruleset, inquiries: list[Inquiry]) -> list[Status] | None:
        """The engine's statuses; None where it failed twice and the oracle has to stand in."""
        if self.notes or not inquiries:
            return None
        for _attempt in range(2):
            try:
                self._worker = self._worker or _Worker()
                return self._worker.ask(ruleset, inquiries, self._time_limit)
            except WorkerCrashedError:
                if self._worker:
                    self._worker.stop()
                self._worker = None
        self.notes.append("规则引擎未能运行，本报告由程序内的核对计算直接判定，结果的含义相同")
        return None


class _Worker:
    """The process and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        with unheard():
            self._process.start()
        other.close()
        self._ready = False
        self._ruleset: Ruleset | None = None  # what the process judges by

    def ask(self, ruleset: Ruleset, inquiries: list[Inquiry], limit: float) -> list[Status]:
        """Statuses from the process. WorkerCrashedError where it died, raised, or took longer than `limit` seconds."""
        try:
            if not self._ready:
                self._receive(START_LIMIT)
                self._ready = True
            known = self._ruleset is ruleset
            self._pipe.send((None if known else ruleset, [(name, truths) for name, _, truths in inquiries]))
            self._ruleset = ruleset
            answer = self._receive(limit)
        except (EOFError, OSError) as error:
            raise WorkerCrashedError("规则引擎进程意外结束") from error
        if isinstance(answer, str):
            raise WorkerCrashedError(f"规则引擎出错：{answer}")
        return [Status(status) for status in answer]

    def _receive(self, limit: float) -> list[str] | str:
        if not self._pipe.poll(limit):
            raise WorkerCrashedError("规则引擎超时")
        answer: list[str] | str = self._pipe.recv()
        return answer

    def stop(self) -> None:
        """Ends the process, hung or not."""
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection) -> None:
    """The worker's main loop: answers until the pipe is closed. A ruleset is sent only when it changes."""
    from checker import durable

    pipe.send([])
    while True:
        try:
            changed, questions = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if changed is not None:
                evaluator = durable.evaluator_for(changed)
            pipe.send([str(status) for status in evaluator.judge(questions)])
        except Exception as error:
            pipe.send(f"{type(error).__name__}: {error}")
