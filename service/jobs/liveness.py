"""Which worker processes live. Each makes its number grow; one whose number stands still too long is taken for dead.

How long a number stood still is measured by the watcher's own clock, so that the clocks of several machines need not agree.
A living process that is taken for dead does no harm: of two that carry out one check, the first to end it counts.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from service.context import Service
from service.database.models import Worker
from service.moment import now

_BEATS = 6  # in the time after which a process is taken for dead


def new_name() -> str:
    """A name that no other process has or will have: machine, process, a few random letters."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"


@dataclass
class Liveness:
    """The own process among the others. Use as a context manager: who leaves in good order need not be waited for."""

    service: Service
    name: str = field(default_factory=new_name)
    _beats: int = field(default=0, init=False)
    _beaten: float = field(default=0.0, init=False)
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict, init=False)

    def __enter__(self) -> Liveness:
        self._tell()
        return self

    def __exit__(self, *_: object) -> None:
        self._forget([self.name])

    def beat(self) -> None:
        """Makes the own number grow, where it is time to."""
        if time.monotonic() - self._beaten < self.service.settings.worker_grace_seconds / _BEATS:
            return
        self._tell()

    def dead(self, names: Iterable[str]) -> list[str]:
        """Those of the names whose process has left, or has stood still too long since this was first asked."""
        with self.service.reading() as session:
            beats = {worker.name: worker.beats for worker in session.scalars(select(Worker))}
        return [name for name in dict.fromkeys(names) if name != self.name and not self._lives(name, beats.get(name))]

    def bury(self, names: Iterable[str]) -> None:
        """Forgets processes that are dead."""
        self._forget(list(names))

    def _tell(self) -> None:
        """Writes the next number; who was taken for dead meanwhile, and forgotten, is there again."""
        self._beats += 1
        with self.service.writing() as session:
            own = session.get(Worker, self.name)
            if own is None:
                session.add(Worker(name=self.name, beats=self._beats, started_at=now()))
            else:
                own.beats = self._beats
        self._beaten = time.monotonic()

    def _lives(self, name: str, beats: int | None) -> bool:
        if beats is None:
            return False
        seen, since = self._seen.get(name, (-1, 0.0))
        if beats != seen:
            self._seen[name] = beats, time.monotonic()
            return True
        return time.monotonic() - since <= self.service.settings.worker_grace_seconds

    def _forget(self, names: list[str]) -> None:
        with self.service.writing() as session:
            session.execute(delete(Worker).where(Worker.name.in_(names)))
