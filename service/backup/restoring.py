"""Puts a backup back. All is laid out, compared and verified beside what is there, which is replaced only at the very end."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from checker.errors import SettingsError
from service.backup.blobs_named import blobs_named
from service.backup.manifest import BackupError, Manifest
from service.backup.postgres import move_aside, refuse_others, tables_there
from service.backup.reading import Verified, lay_out
from service.backup.swap import DATABASE, PLAN, STAGED, clear_remains, entries_of, finish_swap, swap_in
from service.backup.tables import load_tables
from service.context import make_home
from service.database.engine import WRITING, Database
from service.database.migrate import known_revisions, upgrade_to
from service.database.models import Check, CheckState, LedgerEntry, Upload
from service.ledger import Act, record
from service.ledger.checkpoints import Checkpoints
from service.ledger.record import HEAD
from service.ledger.verify import LedgerState, verify_ledger
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; `aside` says where the old data went (Chinese), empty where there was none."""

    manifest: Manifest
    ledger: LedgerState
    aside: str


def restore_backup(settings: Settings, source: Path, *, force: bool = False) -> Restored:
    """Restores a backup into the home and database of the settings. Where there is data it stays, unless `force` says to
    move it aside. `BackupError` where the backup is not whole, `SettingsError` where it cannot be restored there; in both
    cases what was there is as it was.
    """
    if settings.database_url and settings.on_sqlite:
        raise SettingsError(
            "只能恢复到数据文件夹内的 SQLite，或者 PostgreSQL", where="DATABASE_URL", how="去掉这个设置再恢复"
        )
    home = settings.home
    make_home(home)
    finish_swap(home)
    clear_remains(home)
    staged = home / f"{STAGED}{secrets.token_hex(4)}"
    staged.mkdir(mode=0o700)
    try:
        if settings.on_sqlite:
            return _to_sqlite(home, staged, source, force=force)
        return _to_postgres(settings, staged, source, force=force)
    except BaseException:
        if not (home / PLAN).exists():
            shutil.rmtree(staged, ignore_errors=True)
        raise


def _to_sqlite(home: Path, staged: Path, source: Path, *, force: bool) -> Restored:
    if entries_of(home) and not force:
        raise _not_empty(str(home))
    _refuse_running(home / DATABASE)
    replaced = _head_of(f"sqlite:///{home / DATABASE}") if (home / DATABASE).exists() else None
    verified = lay_out(source, staged)
    database = Database(f"sqlite:///{staged / DATABASE}")
    try:
        with database.engine.execution_options(**{WRITING: True}).begin() as connection:
            state = _fill(connection, staged, verified, source.name, replaced)
    finally:
        database.close()
    aside = swap_in(home, staged)
    return Restored(verified.manifest, state, str(aside or ""))


def _to_postgres(settings: Settings, staged: Path, source: Path, *, force: bool) -> Restored:
    """The tables are replaced in one transaction. Between its end and the swap of the files lies an instant in which a crash
    leaves new rows with old files: then `ledger verify` tells, and restoring again mends it.
    """
    engine = create_engine(settings.sql_url)
    where = engine.url.render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            refuse_others(connection)
            there = tables_there(connection)
        if (there or entries_of(settings.home)) and not force:
            raise _not_empty(where if there else str(settings.home))
        replaced = _head_of(settings.sql_url) if there else None
        verified = lay_out(source, staged)
        with engine.begin() as connection:
            schema = move_aside(connection, there) if there else ""
            state = _fill(connection, staged, verified, source.name, replaced)
    finally:
        engine.dispose()
    aside = swap_in(settings.home, staged)
    moved = [f"数据库的模式 {schema}"] if schema else []
    return Restored(verified.manifest, state, "、".join([*moved, *([str(aside)] if aside else [])]))


def _fill(
    connection: Connection, staged: Path, verified: Verified, name: str, replaced: tuple[int, str] | None
) -> LedgerState:
    """Makes the tables, puts the rows in, records the restoration, and sees that everything holds."""
    manifest = verified.manifest
    if manifest.revision not in known_revisions(connection):
        raise BackupError(
            f"备份由更新的版本做成（数据库版本 {manifest.revision}）", where=name, how="把程序升级到那个版本再恢复"
        )
    upgrade_to(connection, manifest.revision)
    loaded = load_tables(connection, staged / "tables", manifest.tables)
    if loaded != dict(manifest.tables):
        raise BackupError("备份里的行数与清单不一致", where=name, how="换一份备份")
    upgrade_to(connection, "head")
    _mend(connection)
    lost = [one for one in blobs_named(connection) - set(manifest.missing) if not _blob(staged, one).exists()]
    if lost:
        raise BackupError(f"备份里缺少 {len(lost)} 份原件，例如 {min(lost)}", where=name, how="换一份备份")
    checkpoints = Checkpoints(staged / "ledger", staged / "keys")
    with Session(connection) as session:
        record(
            session,
            Act.RESTORED,
            None,
            about=name,
            backup_at=manifest.at,
            manifest=verified.digest,
            head=manifest.head[0],
            replaced=list(replaced) if replaced else None,
        )
        session.flush()
        checkpoints.append(session.info.pop(HEAD))
        state = verify_ledger(session, checkpoints)
    if manifest.holds and not state.holds:
        raise BackupError(f"备份里的操作记录不完整：{state.faults[0]}", where=name, how="换一份备份")
    shutil.rmtree(staged / "tables")
    return state


def _mend(connection: Connection) -> None:
    """What cannot go on where it was: uploads whose bytes so far are not in a backup, and checks whose workflow is not."""
    connection.execute(delete(Upload).where(Upload.finished_at.is_(None)))
    under_way = Check.state.in_([CheckState.READING, CheckState.JUDGING])
    connection.execute(update(Check).where(under_way).values(state=CheckState.WAITING, pages_done=0))


def _blob(staged: Path, digest: str) -> Path:
    return staged / "store" / digest[:2] / digest


def _head_of(url: str) -> tuple[int, str] | None:
    """The end of the ledger that is replaced; None where it cannot be read, which may be why one restores."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            query = select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
            last = connection.execute(query).first()
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()
    return (last.seq, last.hash) if last else None


def _refuse_running(path: Path) -> None:
    """A service that has the database open would go on writing into the old one. Leaving the write-ahead log needs it for
    oneself alone, so this shows whether somebody has.
    """
    if not path.exists():
        return
    connection = sqlite3.connect(path, timeout=0)
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        open_elsewhere = mode is not None and mode[0] == "wal"
    except sqlite3.OperationalError:
        open_elsewhere = True
    except sqlite3.DatabaseError:
        open_elsewhere = False  # not a database any more
    finally:
        connection.close()
    if open_elsewhere:
        raise SettingsError("服务还在运行，不能恢复", where=str(path), how="先停止 zhongben serve 和 zhongben worker")


def _not_empty(where: str) -> SettingsError:
    return SettingsError(
        "这里已经有数据，没有恢复",
        where=where,
        how="换一个 ZHONGBEN_HOME；确要替换的加 --force，旧数据移到旁边，不删除",
    )
