"""Runs the engine in a worker process with a time limit: a hang or a crash there costs one restart, never the program.

Every inquiry is answered by the oracle at once, and put to the engine, which judges in its own process while the caller
goes on; `settle` waits for its answers and compares. A difference is an error, never a guess. After a second failure the
oracle's answers stand alone, and the report says so (`Engine.notes`).
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType

from checker import oracle
from checker.errors import InternalError, WorkerCrashedError
from checker.interrupts import unheard
from checker.logic import Inquiry, Put, Ruleset
from checker.outcome import Status

TIME_LIMIT = 5.0
START_LIMIT = 60.0
AHEAD = 500
"""As many questions are put to the process before it has answered: more might fill the pipe, and a hang would hold us too."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Questions about one ruleset, each with the oracle's answer."""

    ruleset: Ruleset
    expected: dict[Put, Status]


class Engine:
    """A judge over several rulesets (one per pack). Use as a context manager; `notes` are for the report.

    The process can be started before the rules in force are known (`use`), while the case is still being read.
    """

    def __init__(self, rulesets: Sequence[Ruleset] = (), *, time_limit: float = TIME_LIMIT) -> None:
        self._rulesets = tuple(rulesets)
        self._time_limit = time_limit
        self._worker: _Worker | None = None
        self._batches: list[_Batch] = []
        self._begun: set[Put] = set()
        self.notes: list[str] = []

    def __enter__(self) -> Engine:
        """Starts the worker; it gets ready while the caller reads the case."""
        self._worker = _Worker()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the worker."""
        self._stop()

    def use(self, rulesets: Sequence[Ruleset]) -> None:
        """The rulesets to judge by from now on. The same ones again are not sent again: the worker tells them by identity."""
        if tuple(rulesets) != self._rulesets:
            self.settle()
            self._rulesets = tuple(rulesets)

    def judge(self, inquiries: Sequence[Inquiry]) -> list[Status]:
        """The statuses, in order. Nothing may leave the program before `settle` has compared them with the engine's."""
        answered = [oracle.judge(inquiry.logic, inquiry.truths) for inquiry in inquiries]
        answers = {inquiry.put: status for inquiry, status in zip(inquiries, answered, strict=True)}
        new = {put: status for put, status in answers.items() if put not in self._begun}
        known: set[str] = set()
        for ruleset in self._rulesets:
            names = {name for name, _ in ruleset}
            known |= names
            self._begin(_Batch(ruleset, {put: status for put, status in new.items() if put[0] in names}))
        if missing := {name for name, _ in answers} - known:
            raise InternalError(f"规则 {min(missing)} 不在规则引擎中")
        return answered

    def settle(self) -> None:
        """Waits until the engine has judged all that was asked since the last time; InternalError where it differs."""
        batches, self._batches, self._begun = self._batches, [], set()
        for batch, statuses in zip(batches, self._answers(batches), strict=False):
            if statuses != list(batch.expected.values()):
                raise InternalError("规则引擎与核对计算的结果不一致")

    def _begin(self, batch: _Batch) -> None:
        """Puts a batch to the process if that is ready for it; else `settle` does."""
        if not batch.expected or self.notes:
            return
        self._batches.append(batch)
        self._begun.update(batch.expected)
        if self._worker and sum(len(one.expected) for one in self._batches) <= AHEAD:
            with suppress(WorkerCrashedError):
                self._worker.put_if_ready(self._batches)

    def _answers(self, batches: list[_Batch]) -> list[list[Status]]:
        """The engine's statuses batch by batch; none where it failed twice and the oracle has to stand in."""
        if not batches:
            return []
        for _attempt in range(2):
            try:
                self._worker = self._worker or _Worker()
                return self._worker.answers(batches, self._time_limit)
            except WorkerCrashedError:
                self._stop()
        self.notes.append("规则引擎未能运行，本报告由程序内的核对计算直接判定，结果的含义相同")
        return []

    def _stop(self) -> None:
        if self._worker:
            self._worker.stop()
            self._worker = None


class _Worker:
    """The process and the pipe to it. Every failure of either is a WorkerCrashedError."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        with unheard():
            self._process.start()
        other.close()
        self._ready = False
        self._put = 0  # how many of the batches it has been given
        self._ruleset: Ruleset | None = None  # what the process judges by

    def put_if_ready(self, batches: list[_Batch]) -> None:
        """Gives it those of the batches that it was not given yet, unless it is still starting."""
        if not self._ready and self._readable(0):
            self._receive(0)
            self._ready = True
        if self._ready:
            self._put_all(batches)

    def answers(self, batches: list[_Batch], limit: float) -> list[list[Status]]:
        """Its statuses for each batch, waiting at most `limit` seconds for each."""
        if not self._ready:
            self._receive(START_LIMIT)
            self._ready = True
        statuses = []
        for number in range(len(batches)):
            self._put_all(batches[: max(self._put, number + 1)])
            answer = self._receive(limit)
            if isinstance(answer, str):
                raise WorkerCrashedError(f"规则引擎出错：{answer}")
            statuses.append([Status(status) for status in answer])
        self._put = 0
        return statuses

    def _put_all(self, batches: list[_Batch]) -> None:
        for batch in batches[self._put :]:
            known = self._ruleset is batch.ruleset
            try:
                self._pipe.send((None if known else batch.ruleset, list(batch.expected)))
            except OSError as error:
                raise WorkerCrashedError("规则引擎进程意外结束") from error
            self._ruleset = batch.ruleset
            self._put += 1

    def _receive(self, limit: float) -> list[str] | str:
        if not self._readable(limit):
            raise WorkerCrashedError("规则引擎超时")
        try:
            answer: list[str] | str = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerCrashedError("规则引擎进程意外结束") from error
        return answer

    def _readable(self, limit: float) -> bool:
        try:
            return self._pipe.poll(limit)
        except OSError as error:
            raise WorkerCrashedError("规则引擎进程意外结束") from error

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
