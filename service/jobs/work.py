"""What a worker process does: it looks for checks that wait, carries them out one at a time, and takes up what a worker that was
killed left behind.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from service.cases.checks import OPEN
from service.context import Service
from service.database.models import Check
from service.jobs.liveness import Liveness
from service.jobs.queue import Checks

_LOG = logging.getLogger(__name__)
_POLL = 1.0  # seconds between two looks
_AGAIN = 20.0  # seconds after which a check that is still not over is seen to again
_LEAVE = 15.0  # seconds that a page in work may take when the process is told to stop


class StoppedError(BaseException):
    """The process is to stop: the check is left as it is, for whoever takes it up. No `Exception`, so that nobody takes it for
    an error of the check.
    """


class Stop:
    """Whether the process was told to stop."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def __call__(self, *_: int) -> None:
        """Told of every page that was read, and before every step: breaks the check off. The page itself is kept."""
        if self.told.is_set():
            raise StoppedError

    @contextmanager
    def heard(self) -> Iterator[None]:
        """SIGTERM and Ctrl+C stop the process in good order while this is open."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = [signal.signal(number, lambda *_: self.told.set()) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)


def work(service: Service, stop: Stop, *, once: bool = False) -> bool:
    """Carries out checks until told to stop; `once`: until none is left, neither with another worker. False where a check
    could not be broken off in time: a thread still hangs on it.
    """
    taken: dict[int, float] = {}
    with Liveness(service) as liveness, Checks(service, liveness.name, stop) as checks:
        while not stop.told.is_set():
            try:
                left = _look(service, liveness, checks, taken)
            except OperationalError:  # the database is away, or busy for very long: look again
                _LOG.warning("the database cannot be reached", exc_info=True)
                left = True
            if once and not left:
                break
            stop.told.wait(_POLL)
        return checks.wait_until_idle(_LEAVE)


def _look(service: Service, liveness: Liveness, checks: Checks, taken: dict[int, float]) -> bool:
    """One look: whether any check is left that is not over. `taken`: when each was last seen to."""
    liveness.beat()
    if dead := liveness.dead(checks.carried_out_by()):
        checks.give_back(dead)
        liveness.bury(dead)
    with service.reading() as session:
        waiting = session.scalars(select(Check.id).where(Check.state.in_(OPEN)).order_by(Check.id)).all()
    for check_id in waiting:
        if time.monotonic() - taken.get(check_id, -_AGAIN) >= _AGAIN:
            checks.take_up(check_id)
            taken[check_id] = time.monotonic()
    return bool(waiting)
