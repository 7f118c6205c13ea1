"""A court in which a file was checked and goes back; it is checked once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.context import Service, open_service
from service.database.models import Check, User
from service.settings import load_settings
from tests.service.checks.samples import add_sample, checked
from tests.service.conftest import Court


@dataclass(frozen=True)
class Returned:
    """The court, and the check of `zhongben-demo-faulty` at the gate 终本报审."""

    court: Court
    check: Check


def _open(home: Path) -> Court:
    service: Service = open_service(load_settings(home=home, database_url=""))
    with service.reading() as session:
        return Court(service, {user.login: user for user in session.query(User)})


@pytest.fixture(scope="session")
def returned_home(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with that check."""
    home = tmp_path_factory.mktemp("returned") / "home"
    shutil.copytree(template_home, home)
    court = _open(home)
    checked(court, add_sample(court, "zhongben-demo-faulty", "zhongben"), "zhongben-review", "chen.zhongben")
    court.service.close()
    return home


@pytest.fixture
def returned(returned_home: Path, tmp_path: Path) -> Iterator[Returned]:
    """A copy of it."""
    home = tmp_path / "returned"
    shutil.copytree(returned_home, home)
    court = _open(home)
    with court.service.reading() as session:
        yield Returned(court, session.query(Check).one())
    court.service.close()
