"""Brings the tables to what this version needs, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from checker.errors import SettingsError

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Makes or upgrades the tables; what is up to date is left alone."""
    with engine.begin() as connection:
        upgrade_to(connection, "head")


def upgrade_to(connection: Connection, revision: str) -> None:
    """Makes or upgrades the tables up to a revision, in the transaction of a connection."""
    command.upgrade(_config(connection), revision)


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions(connection: Connection) -> set[str]:
    """All revisions that this version knows."""
    return {script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()}


def write_migration(engine: Engine, message: str, number: str) -> None:
    """Writes a new migration from what the models have and the tables lack. For `tools.new_migration`."""
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def require_current(engine: Engine) -> None:
    """`SettingsError` where the tables are not those of this version."""
    with engine.connect() as connection:
        found = revision_of(connection)
        wanted = ScriptDirectory.from_config(_config(connection)).get_current_head()
    if found != wanted:
        raise SettingsError(
            "数据库还没有建立" if found is None else "数据库是另一个版本的",
            where=str(engine.url.render_as_string(hide_password=True)),
            how="先运行 zhongben init（已有数据不会丢失；升级前请先 zhongben backup）",
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
