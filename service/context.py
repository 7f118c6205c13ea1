"""What the running service is made of; one object, made at the start and handed to everything."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from service.backup.swap import finish_swap
from service.database.engine import Database
from service.ledger.checkpoints import Checkpoints, write_secret
from service.ledger.record import HEAD
from service.settings import Settings
from service.store.blobs import Blobs

_SECRET = "session.key"  # noqa: S105 — the name of a file


@dataclass(frozen=True, slots=True)
class Service:
    """Settings, database, store, checkpoints and the secret that signs the words in forms."""

    settings: Settings
    database: Database
    blobs: Blobs
    checkpoints: Checkpoints
    secret: str

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks."""
        with self.database.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept on leaving. Where it wrote to the ledger, the new end is sealed before anybody is
        answered.
        """
        with self.database.writing() as session:
            yield session
        head = session.info.pop(HEAD, None)
        if head:
            self.checkpoints.append(head)

    def close(self) -> None:
        """Lets go of the database."""
        self.database.close()


def make_home(home: Path) -> None:
    """The data folder, for nobody but who runs the service: parties, scans and keys lie in it."""
    home.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # not ours to change
        home.chmod(0o700)


def open_service(settings: Settings) -> Service:
    """The service of these settings. The tables must be there (`zhongben init`)."""
    finish_swap(settings.home)
    return Service(
        settings,
        Database(settings.sql_url),
        Blobs(settings.originals),
        Checkpoints(settings.home / "ledger", settings.keys),
        _secret(settings),
    )


def _secret(settings: Settings) -> str:
    if settings.secret:
        return settings.secret.get_secret_value()
    path = settings.keys / _SECRET
    if not path.exists():
        write_secret(path, secrets.token_hex(32))
    return path.read_text().strip()
