"""Checks as durable workflows (DBOS): one workflow a check, whose steps are noted when they are done.

The tables of DBOS lie beside ours: on SQLite in a file of their own, on PostgreSQL in a schema of their own. What is to be done
stands in our table `checks`; from it workers put workflows into the queue, under an id made of the check's, so that of two
workers that see the same check only one carries it out.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from dbos import DBOS, SetWorkflowID

from service.cases.checking import fail, run_check
from service.context import Service
from service.settings import Settings

T = TypeVar("T")

SCHEMA, FILE = "zhongben_jobs", "jobs.sqlite3"
_NAME, _QUEUE, _WORKFLOW = "zhongben", "checks", "check"
_VERSION = "1"
"""Never changes: DBOS leaves alone what another version began, and an upgrade must not orphan what waits. A step that an older
version did is done again where its result does not fit, since every step can be."""
_POLL = 0.5  # seconds
_MOST_KILLED = 20  # times a workflow is taken up again; a check that kills its worker must end some day
_MOST_ATTEMPTS = 3  # workflows for one check, where the first ended without telling the check
_UNDER_WAY = ("PENDING", "ENQUEUED", "DELAYED")


class Checks:
    """The queue, as this worker (`name`) sees it. Use as a context manager; one at a time in a process."""

    def __init__(self, service: Service, name: str, breaker: Callable[..., None]) -> None:
        """`breaker` is called before every step and after every page; what it raises breaks the check off."""
        self._service, self._name, self._breaker = service, name, breaker
        self._idle = threading.Event()
        self._idle.set()

        def check(check_id: int) -> None:
            self._carry_out(check_id)

        self._workflow = DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_MOST_KILLED)(check)

    def __enter__(self) -> Checks:
        logging.getLogger("dbos").addHandler(
            logging.NullHandler()
        )  # else DBOS writes to the screen; the log gets it so
        DBOS(
            config={
                "name": _NAME,
                "system_database_url": _database(self._service.settings),
                "dbos_system_schema": SCHEMA,
                "application_version": _VERSION,
                "executor_id": self._name,
                "log_level": "WARNING",
            }
        )
        DBOS.launch()
        DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=_POLL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        DBOS.destroy()

    def take_up(self, check_id: int) -> None:
        """Sees that a check that is not over is under way. Where its workflow ended without the check being told (the
        database was away at the end; the database is a backup that was restored), another one is begun.
        """
        earlier = DBOS.list_workflows(
            workflow_id_prefix=f"{_WORKFLOW}-{check_id}-", load_input=False, load_output=False
        )
        if any(one.status in _UNDER_WAY for one in earlier):
            return
        if len(earlier) >= _MOST_ATTEMPTS or any(one.status.startswith("MAX_RECOVERY") for one in earlier):
            fail(self._service, check_id, "检查多次中断，未能完成\n处理：请重新检查；仍然如此的，请技术人员查看日志")
            return
        with SetWorkflowID(f"{_WORKFLOW}-{check_id}-{len(earlier) + 1}"):
            DBOS.enqueue_workflow(_QUEUE, self._workflow, check_id)

    def carried_out_by(self) -> list[str]:
        """The names of the workers that carry out checks now, or did when they died."""
        under_way = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return [one.executor_id for one in under_way if one.executor_id]

    def give_back(self, names: list[str]) -> None:
        """Puts what these workers were carrying out back into the queue. Asked twice, it changes nothing: only what still is
        with them goes back. DBOS has this for its own recovery only, hence the underscore.
        """
        DBOS._recover_pending_workflows(names)

    def wait_until_idle(self, seconds: float) -> bool:
        """Waits until this worker carries out no check; whether that came about."""
        return self._idle.wait(seconds)

    def _carry_out(self, check_id: int) -> None:
        self._idle.clear()
        try:
            run_check(self._service, check_id, tell=self._breaker, step=self._noted)
        finally:
            self._idle.set()

    def _noted(self, name: str, do: Callable[[], T]) -> T:
        """Does a step, or gives what it gave when it was noted as done."""
        self._breaker()
        return DBOS.run_step({"name": name}, do)


def _database(settings: Settings) -> str:
    return f"sqlite:///{settings.home / FILE}" if settings.on_sqlite else settings.sql_url
