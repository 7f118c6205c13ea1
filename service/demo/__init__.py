"""The demo court of `zhongben init --demo`."""

from __future__ import annotations

from service.context import Service


def make_demo(service: Service) -> None:
    """People of each role and a dozen cases at all stages; where the court is there already, nothing."""
    raise NotImplementedError
