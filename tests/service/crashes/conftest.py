"""Homes with a case and people's tokens, one for each trial."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.accounts.tokens import SCOPES, make_token
from service.context import Service, open_service
from service.ledger.verify import verify_ledger
from service.settings import load_settings
from tests.service.conftest import Court
from tests.service.crashes.processes import Forks


@dataclass(frozen=True)
class Trial:
    """A home of its own, with the case, the tokens of those who act, and the way to look at what is there."""

    home: Path
    case_id: int
    tokens: dict[str, str]

    def open(self) -> Service:
        """The service over the home, to look what is there after all processes ended."""
        return open_service(load_settings(home=self.home, database_url=""))

    def arm(self) -> None:
        """From now on steps are counted."""
        (self.home / "armed").touch()

    def disarm(self) -> None:
        """From now on they are not."""
        (self.home / "armed").unlink()

    @property
    def steps(self) -> int:
        """How many steps were begun while it was armed."""
        path = self.home / "steps"
        return len(path.read_text().splitlines()) if path.exists() else 0


def require_sound(service: Service) -> None:
    """Fails where the ledger does not hold, or a file of the store is not what its name says."""
    with service.reading() as session:
        state = verify_ledger(session, service.checkpoints)
    assert state.holds, state.faults
    for digest in service.blobs.all():
        service.blobs.checked_path(digest)


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """The program that forks the processes of all trials."""
    forks = Forks()
    yield forks
    forks.close()


@pytest.fixture
def case_id(court: Court) -> int:
    """The case that all trials are about; a test may prepare it."""
    return court.add_case()


@pytest.fixture
def new_trial(court: Court, case_id: int, tmp_path: Path) -> Callable[[], Trial]:
    """Makes homes that are the same but for their folder."""
    tokens = {}
    with court.service.writing() as session:
        for login in ("wang.online", "wei.command"):
            _, tokens[login] = make_token(session, court.person(session, login), "程序", list(SCOPES), 30)
    court.service.database.close()
    made = 0

    def make() -> Trial:
        nonlocal made
        made += 1
        home = tmp_path / f"trial-{made}"
        shutil.copytree(court.service.settings.home, home)
        return Trial(home, case_id, tokens)

    return make
