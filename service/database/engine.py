"""The connection to SQLite or PostgreSQL.

Reading and writing are told apart: a writer on SQLite takes the write lock at its beginning (BEGIN IMMEDIATE), so that two
writers wait for each other and none fails half way through.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

WRITING = "zhongben_writing"
_BUSY_MS = 15_000


class Database:
    """An engine with its two kinds of session."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        writer = self.engine.execution_options(**{WRITING: True})
        self._writing = sessionmaker(writer, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that looks only; what it changed by mistake is thrown away."""
        with self._reading() as session:  # closing undoes; what was loaded stays usable
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are committed on leaving, or undone where an error left."""
        with self._writing() as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000},
        pool_size=20,
        hide_parameters=True,  # an error goes to the log: parties and hashes of passwords do not
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: SqliteConnection, _: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, see _on_begin
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
