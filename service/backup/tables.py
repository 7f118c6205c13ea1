"""All rows of all tables as lines of JSON, and back.

Our own form instead of the databases' own tools: it needs no program beside ours (pg_dump must fit the server's version), is
one form for SQLite and PostgreSQL, so that a court may move from the one to the other, and can be read in twenty years.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, MetaData, Table, func, insert, select, text

from service.backup.manifest import BackupError
from service.database.models import Base

LEFT_OUT = {"login_sessions", "login_failures", "workers"}
"""Not backed up: a login that was ended after the backup must not come to life again, and no worker lives on in a copy."""
_AT_ONCE = 1_000
_VERSIONS = "alembic_version"


def snapshot(engine: Engine) -> Connection:
    """A connection that sees the database as it is at its first look, whatever is written meanwhile: on SQLite any
    transaction does, on PostgreSQL one of REPEATABLE READ.
    """
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection


def dump_tables(connection: Connection, folder: Path) -> dict[str, int]:
    """Writes every table to `folder`/NAME.jsonl; returns the number of rows of each."""
    folder.mkdir(parents=True)
    tables = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]
    return {table.name: _dump(connection, table, folder / f"{table.name}.jsonl") for table in tables}


def _dump(connection: Connection, table: Table, path: Path) -> int:
    number = 0
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    with path.open("w", encoding="utf-8") as file:
        file.write(_line([column.name for column in table.columns]))
        for row in connection.execute(query):
            file.write(_line([_plain(value) for value in row]))
            number += 1
    return number


def _line(values: list[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(value: object) -> str | int | bool | None:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"a value of {type(value)} cannot be backed up")


def load_tables(connection: Connection, folder: Path, names: Iterable[str]) -> dict[str, int]:
    """Puts the rows of files of `dump_tables` into empty tables, which may be those of an older revision; returns how many.
    `BackupError` where a file does not fit its table.
    """
    found = MetaData()
    found.reflect(connection)
    wanted = set(names)
    if unknown := wanted - found.tables.keys():
        raise BackupError(f"备份里的表 {min(unknown)} 在数据库里没有", where=str(folder), how="用做备份的那个版本恢复")
    loaded = {}
    for table in found.sorted_tables:
        if table.name in wanted and table.name != _VERSIONS:
            loaded[table.name] = _load(connection, table, folder / f"{table.name}.jsonl")
    return loaded


def _load(connection: Connection, table: Table, path: Path) -> int:
    number = 0
    for rows in _batches(table, path):
        connection.execute(insert(table), rows)
        number += len(rows)
    key = table.primary_key.columns.values()
    if connection.dialect.name == "postgresql" and [column.name for column in key] == ["id"]:
        last = connection.scalar(select(func.max(key[0])))
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last, :used)")
        connection.execute(sequence, {"table": f'"{table.name}"', "last": last or 1, "used": last is not None})
    return number


def _batches(table: Table, path: Path) -> Iterator[list[dict[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        columns = json.loads(file.readline())
        if unknown := set(columns) - set(table.columns.keys()):
            raise BackupError(f"表 {table.name} 没有这一列：{min(unknown)}", where=path.name, how="换一份备份")
        read = [_reader(table, name) for name in columns]
        batch: list[dict[str, Any]] = []
        for line in file:
            values = json.loads(line)
            batch.append({name: one(value) for name, one, value in zip(columns, read, values, strict=True)})
            if len(batch) == _AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch


def _reader(table: Table, name: str) -> Any:  # noqa: ANN401 (a function of JSON values)
    kind = table.columns[name].type
    if isinstance(kind, DateTime):
        return lambda value: None if value is None else datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(kind, Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    return lambda value: value
