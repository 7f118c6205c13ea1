"""The thread of the running service that sends to webhooks."""

from __future__ import annotations

from threading import Event, Thread

from checker.log import log_exception
from service.api.delivering import send_due
from service.context import Service
from service.moment import now

_EVERY_SECONDS = 5.0


class Courier:
    """Looks every few seconds for what is due. Of several processes each may have one: no message is sent by two."""

    def __init__(self, service: Service, every: float = _EVERY_SECONDS) -> None:
        self._service, self._every = service, every
        self._stop = Event()
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after what is being sent."""
        self._stop.set()
        self._thread.join(self._service.settings.webhook_timeout_seconds + self._every)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                send_due(self._service, now())
            except (
                Exception
            ) as error:  # the database is away, or one message is odd: the thread that ends tells nobody anything
                log_exception("webhooks", error)
