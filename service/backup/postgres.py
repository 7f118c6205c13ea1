"""What restoring into PostgreSQL needs beside SQL that both databases know."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from checker.errors import SettingsError
from service.database.models import Base
from service.moment import now

_VERSIONS, _JOBS = "alembic_version", "zhongben_jobs"


def tables_there(connection: Connection) -> list[str]:
    """The tables of this service that are there."""
    ours = {*Base.metadata.tables, _VERSIONS}
    return sorted(ours & set(inspect(connection).get_table_names()))


def refuse_others(connection: Connection) -> None:
    """`SettingsError` where somebody else is connected: a service would go on writing while its data are replaced."""
    others = connection.scalar(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
    )
    if others:
        raise SettingsError(
            f"数据库还有 {others} 个连接，不能恢复",
            where=connection.engine.url.render_as_string(hide_password=True),
            how="先停止所有机器上的 zhongben serve 和 zhongben worker，关掉其他连接",
        )


def move_aside(connection: Connection, tables: list[str]) -> str:
    """Moves tables to a new schema, with their indexes and sequences; returns its name. The workflows of checks, which are of
    the old state, go aside in a schema of their own.
    """
    schema = now().strftime("before_%Y%m%d_%H%M%S_%f")
    quote = connection.dialect.identifier_preparer.quote
    connection.execute(text(f"CREATE SCHEMA {quote(schema)}"))
    for table in tables:
        connection.execute(text(f"ALTER TABLE {quote(table)} SET SCHEMA {quote(schema)}"))
    if inspect(connection).has_schema(_JOBS):
        connection.execute(text(f"ALTER SCHEMA {quote(_JOBS)} RENAME TO {quote(f'{schema}_jobs')}"))
    return schema
