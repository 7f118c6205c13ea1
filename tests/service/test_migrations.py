"""The migrations make exactly the tables that the models describe, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from checker.errors import SettingsError
from service.database.engine import Database
from service.database.migrate import require_current, upgrade
from service.database.models import Base


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    make: Callable[[str], str] = request.getfixturevalue("new_database")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "one")
    return Database(make(f"empty_{worker}").replace("postgresql://", "postgresql+psycopg://", 1))


def test_an_empty_database_is_refused_until_it_is_made(empty: Database) -> None:
    with pytest.raises(SettingsError, match="还没有建立"):
        require_current(empty.engine)
    upgrade(empty.engine)
    require_current(empty.engine)
    upgrade(empty.engine)  # again changes nothing
    empty.close()


def test_migrations_and_models_agree(empty: Database) -> None:
    upgrade(empty.engine)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    empty.close()
