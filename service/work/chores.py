"""What the worker does between checks, and every command that comes by may do as well: nothing here is lost or done twice."""

from __future__ import annotations

from service.clocks.kept import refresh_limits
from service.context import Service
from service.work.sending import send_waiting


def run_chores(service: Service) -> None:
    """Sends the messages that wait, and counts the limits of cases whose checks are new."""
    send_waiting(service)
    refresh_limits(service)
