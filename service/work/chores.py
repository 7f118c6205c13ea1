"""What the worker does beside its checks: nothing here is lost where it is killed, and nothing is done twice."""

from __future__ import annotations

from threading import Event, Thread
from types import TracebackType

from checker.log import log_exception
from service.api.delivering import forget_old
from service.cases.uploads import forget_stale
from service.clocks.kept import refresh_limits
from service.context import Service
from service.moment import now
from service.work.sending import send_waiting

_EVERY = 10.0  # seconds
_LEAVE = 15.0  # seconds that what is being sent may take when the process is told to stop


def run_chores(service: Service) -> None:
    """Sends the messages that wait, counts the limits of cases whose checks are new, drops uploads that were given up, and takes out
    old records of webhooks.
    """
    send_waiting(service)
    refresh_limits(service)
    forget_stale(service)
    forget_old(service, now())


class Chores:
    """Runs them again and again in a thread of their own while it is open: a gateway that is slow to answer must not keep the
    worker from its checks.
    """

    def __init__(self, service: Service, every: float = _EVERY) -> None:
        self._service, self._every = service, every
        self._stop = Event()
        self._thread = Thread(target=self._run, name="chores", daemon=True)

    def __enter__(self) -> Chores:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(_LEAVE)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                run_chores(self._service)
            except Exception as error:  # the database is away, the disk is full: the next round finds everything again
                log_exception("chores", error)
            self._stop.wait(self._every)
