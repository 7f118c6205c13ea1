"""A backup brings back what was there, on both databases; one that is not whole brings back nothing and harms nothing."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from checker import cli
from checker.errors import SettingsError
from checker.files import sha256_of
from service.backup.blobs_named import COLUMNS
from service.backup.manifest import BackupError
from service.backup.restoring import restore_backup
from service.backup.writing import take_backup
from service.context import Service, open_service
from service.database.models import Base, Case, CasePaper, Check, CheckState, LedgerEntry, LoginSession, Upload
from service.ledger import Act, record
from service.ledger.verify import verify_ledger
from service.moment import now
from service.settings import Settings, load_settings
from tests.service.conftest import Court

BLOB = b"%PDF-1.7 invented"


def _furnish(court: Court) -> int:
    """A case with a paper, a check under way, an upload under way, and acts; the case's id."""
    case_id = court.add_case()
    digest = court.service.blobs.put_bytes(BLOB)
    with court.service.writing() as session:
        li = court.person(session, "li.online")
        case = session.get_one(Case, case_id)
        session.add(
            CasePaper(case_id=case_id, name="卷/一.pdf", sha256=digest, size=17, added_by_id=li.id, added_at=now())
        )
        session.add(
            Check(case_id=case_id, gate="online-offline", as_of=date(2022, 3, 9), state=CheckState.READING,
                  requested_by_id=li.id, requested_at=now())
        )  # fmt: skip
        session.add(Upload(case_id=case_id, key="k", name="二.pdf", size=9, received=4, by_id=li.id, begun_at=now()))
        record(session, Act.PAPER_ADDED, li, case=case, name="卷/一.pdf", day=date(2022, 3, 9))
    court.browser("li.online")
    return case_id


def _rows(service: Service) -> dict[str, list[tuple[object, ...]]]:
    with service.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def elsewhere(any_court: Court, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Where to restore to: a new home, and a new database of the same make."""
    url = ""
    if not any_court.service.settings.on_sqlite:
        url = request.getfixturevalue("new_database")("restored")
    return load_settings(home=tmp_path / "new", database_url=url)


@pytest.mark.parametrize("form", ["folder", "copy.tar"])
def test_a_backup_brings_everything_back(any_court: Court, elsewhere: Settings, tmp_path: Path, form: str) -> None:
    _furnish(any_court)
    before = _rows(any_court.service)
    backup = take_backup(any_court.service, tmp_path / form)
    assert backup.manifest.missing == ()
    restored = restore_backup(elsewhere, tmp_path / form)
    assert restored.ledger.holds
    service = open_service(elsewhere)
    after = _rows(service)
    with service.reading() as session:
        last = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
        assert last is not None
        assert (last.act, json.loads(last.detail)["manifest"]) == ("restored", backup.digest)
        paper = session.scalars(select(CasePaper)).one()
        assert service.blobs.get(paper.sha256) == BLOB
        assert session.scalars(select(Check)).one().state == CheckState.WAITING  # its workflow is gone: begun anew
        assert session.scalars(select(Upload)).all() == []  # its bytes so far are no part of a backup
        assert session.scalars(select(LoginSession)).all() == []  # everybody logs in anew
        assert verify_ledger(session, service.checkpoints, backup.manifest.head).holds
    for name in ("users", "cases", "case_parties", "case_papers", "passages"):
        assert after[name] == before[name], name
    assert after["ledger_entries"][:-1] == before["ledger_entries"]
    with service.writing() as session:  # keys that the database gives go on after those that came
        session.add(CasePaper(case_id=1, name="三.pdf", sha256="0" * 64, size=1, added_by_id=1, added_at=now()))
        session.flush()
    service.close()


def test_a_court_moves_from_sqlite_to_postgresql(
    court: Court, new_database: Callable[[str], str], tmp_path: Path
) -> None:
    _furnish(court)
    take_backup(court.service, tmp_path / "b.tar")
    settings = load_settings(home=tmp_path / "new", database_url=new_database("moved"))
    assert restore_backup(settings, tmp_path / "b.tar").ledger.holds


def test_every_column_that_names_a_blob_is_known() -> None:
    known = {f"{column.class_.__tablename__}.{column.key}" for column in COLUMNS}
    found = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("sha256")
    }
    assert found - {"corrections.page_sha256", "uploads.sha256"} == known


def test_a_backup_taken_while_others_write_is_of_one_instant(
    any_court: Court, elsewhere: Settings, tmp_path: Path
) -> None:
    case_id = _furnish(any_court)
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            digest = any_court.service.blobs.put_bytes(f"paper {number}".encode())
            with any_court.service.writing() as session:
                session.add(
                    CasePaper(
                        case_id=case_id, name=f"{number}.pdf", sha256=digest, size=9, added_by_id=1, added_at=now()
                    )
                )
                record(session, Act.PAPER_ADDED, None, about=f"{number}.pdf")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        taken = [take_backup(any_court.service, tmp_path / f"{number}") for number in range(3)]
    finally:
        done.set()
        writer.join()
    last = taken[-1].manifest
    assert last.holds
    assert last.tables["case_papers"] == last.tables["ledger_entries"] - 2 + 1 - 2  # login, first paper; two backups
    assert restore_backup(elsewhere, tmp_path / "2").ledger.holds


def test_a_missing_original_is_told_and_does_not_stop_the_backup(
    court: Court, tmp_path: Path, elsewhere_sqlite: Settings
) -> None:
    _furnish(court)
    digest = next(court.service.blobs.all())
    path = court.service.blobs.path(digest)
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    assert take_backup(court.service, tmp_path / "b.tar").manifest.missing == (digest,)
    assert restore_backup(elsewhere_sqlite, tmp_path / "b.tar").manifest.missing == (digest,)


@pytest.fixture
def elsewhere_sqlite(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path / "new", database_url="")


def _flip(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _any(folder: Path, pattern: str) -> Path:
    return next(folder.glob(pattern))


def _extra(folder: Path) -> None:
    (folder / "extra.txt").write_text("x")


def _linked(folder: Path) -> None:
    path = _any(folder, "keys/*")
    path.unlink()
    path.symlink_to("/etc/hostname")


def _renamed(name: str) -> Callable[[Path], None]:
    """A manifest that names a file elsewhere."""

    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        content = json.loads(path.read_text())
        content["files"][name] = content["files"].pop("tables/users.jsonl")
        path.write_text(json.dumps(content))

    return change


def _content(key: str, value: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))

    return change


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a row": (lambda folder: _flip(folder / "tables/cases.jsonl"), "tables/cases.jsonl 与清单不一致"),
    "a blob": (lambda folder: _flip(_any(folder, "store/*/*")), "与清单不一致"),
    "a key": (lambda folder: _flip(_any(folder, "keys/*")), "与清单不一致"),
    "gone": (lambda folder: _any(folder, "ledger/*").unlink(), "缺少 ledger/"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "缺少 manifest.json"),
    "torn manifest": (lambda folder: (folder / "manifest.json").write_text('{"format"'), "清单读不出来"),
    "another format": (_content("format", "zhongben/backup/9"), "格式不认识"),
    "a newer program": (_content("revision", "9999"), "更新的版本"),
    "rows short": (_content("tables", {"users": 1}), "行数"),
    "more": (_extra, "清单上没有的文件"),
    "a link": (_linked, "链接"),
    "upwards": (_renamed("tables/../../evil.jsonl"), "不该有的文件名"),
    "absolute": (_renamed("/etc/cron.d/evil"), "不该有的文件名"),
    "a line's end": (_renamed("keys/a.key\n"), "不该有的文件名"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_backup_that_is_not_whole_restores_nothing(
    court: Court, elsewhere_sqlite: Settings, tmp_path: Path, name: str
) -> None:
    _furnish(court)
    take_backup(court.service, tmp_path / "b")
    damage, told = DAMAGES[name]
    damage(tmp_path / "b")
    with pytest.raises(BackupError, match=told):
        restore_backup(elsewhere_sqlite, tmp_path / "b")
    assert list(elsewhere_sqlite.home.iterdir()) == []


def _tar_with(path: Path, change: Callable[[tarfile.TarFile], None]) -> None:
    with tarfile.open(path, "a") as tar:
        change(tar)


def _member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Callable[[tarfile.TarFile], None]:
    def add(tar: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        tar.addfile(info, io.BytesIO(b""))

    return add


TARS = {
    "upwards": (_member("../evil.key"), "清单上没有"),
    "link": (_member("keys/x.key", tarfile.SYMTYPE, "/etc/passwd"), "链接"),
    "hard link": (_member("keys/x.key", tarfile.LNKTYPE, "manifest.json"), "链接"),
    "twice": (_member("manifest.json"), "重名"),
    "device": (_member("keys/x.key", tarfile.CHRTYPE), "特殊文件"),
}


@pytest.mark.parametrize("name", TARS)
def test_a_crafted_tar_is_refused(court: Court, elsewhere_sqlite: Settings, tmp_path: Path, name: str) -> None:
    take_backup(court.service, tmp_path / "b.tar")
    change, told = TARS[name]
    _tar_with(tmp_path / "b.tar", change)
    with pytest.raises(BackupError, match=told):
        restore_backup(elsewhere_sqlite, tmp_path / "b.tar")
    assert not (tmp_path / "evil.key").exists()


@pytest.mark.parametrize("length", [0, 100, 5_000, -2_000])
def test_a_cut_tar_is_refused(court: Court, elsewhere_sqlite: Settings, tmp_path: Path, length: int) -> None:
    _furnish(court)
    take_backup(court.service, tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    whole = data.rstrip(b"\0")
    (tmp_path / "b.tar").write_bytes(whole[:length])
    with pytest.raises(BackupError):
        restore_backup(elsewhere_sqlite, tmp_path / "b.tar")


def test_a_tampered_ledger_in_a_backup_is_refused(court: Court, elsewhere_sqlite: Settings, tmp_path: Path) -> None:
    """Whoever changes an entry and the manifest with it still meets the chain."""
    _furnish(court)
    take_backup(court.service, tmp_path / "b")
    path, manifest = tmp_path / "b/tables/ledger_entries.jsonl", tmp_path / "b/manifest.json"
    path.write_text(path.read_text().replace("一.pdf", "假.pdf"))
    content = json.loads(manifest.read_text())
    content["files"]["tables/ledger_entries.jsonl"] = {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
    manifest.write_text(json.dumps(content))
    with pytest.raises(BackupError, match="操作记录不完整"):
        restore_backup(elsewhere_sqlite, tmp_path / "b")


def test_where_there_is_data_it_stays_unless_it_is_moved_aside(any_court: Court, tmp_path: Path) -> None:
    _furnish(any_court)
    service = any_court.service
    take_backup(service, tmp_path / "b.tar")
    later = any_court.add_case("（2022）鄂1023执9999号")
    settings = service.settings
    if settings.on_sqlite:
        (settings.home / "jobs.sqlite3").write_bytes(b"workflows")
    else:
        with service.database.engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA zhongben_jobs"))
    service.close()
    with pytest.raises(SettingsError, match="已经有数据"):
        restore_backup(settings, tmp_path / "b.tar")
    restored = restore_backup(settings, tmp_path / "b.tar", force=True)
    assert "before" in restored.aside
    again = open_service(settings)
    with again.reading() as session:
        assert session.get(Case, later) is None
        entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
        assert entry is not None
        assert json.loads(entry.detail)["replaced"][0] >= 1  # the end of the ledger that was moved aside
    aside = next(settings.home.glob("before-*"))
    assert (aside / "store").exists()
    assert (aside / "keys").exists()
    if settings.on_sqlite:
        assert (aside / "zhongben.sqlite3").exists()
        assert (aside / "jobs.sqlite3").exists()  # what was under way belongs to the old state
        assert not (settings.home / "jobs.sqlite3").exists()
    else:
        with again.database.engine.connect() as connection:
            query = (
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%' OR nspname = 'zhongben_jobs' ORDER BY 1"
            )
            schema, jobs = connection.scalars(text(query))
            assert jobs == f"{schema}_jobs"
            assert connection.scalar(text(f"SELECT count(*) FROM {schema}.cases")) == 2
    again.close()


def test_a_running_service_is_not_pulled_away(any_court: Court, tmp_path: Path) -> None:
    take_backup(any_court.service, tmp_path / "b.tar")
    with any_court.service.reading() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(SettingsError, match=r"还在运行|还有 \d+ 个连接"):
            restore_backup(any_court.service.settings, tmp_path / "b.tar", force=True)
    with any_court.service.reading() as session:
        assert verify_ledger(session, any_court.service.checkpoints).holds


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", range(1, 12))
def test_killed_at_any_rename_the_old_or_the_new_state_is_whole(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    _furnish(court)
    take_backup(court.service, tmp_path / "b.tar")
    court.add_case("（2022）鄂1023执9999号")
    settings = court.service.settings
    court.service.close()
    rename, replace, count = Path.rename, Path.replace, 0

    def counted(path: Path, target: Path, how: Callable[[Path, Path], Path]) -> Path:
        nonlocal count
        count += 1
        if count == at:
            raise Killed
        return how(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda path, target: counted(path, target, rename))
        patch.setattr(Path, "replace", lambda path, target: counted(path, target, replace))
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a process that is killed tidies nothing
        with suppress(Killed):
            restore_backup(settings, tmp_path / "b.tar", force=True)
    service = open_service(settings)
    with service.reading() as session:
        many = len(session.scalars(select(Case)).all())
        state = verify_ledger(session, service.checkpoints)
        restored = session.scalar(select(LedgerEntry.seq).where(LedgerEntry.act == "restored"))
        digest = session.scalars(select(CasePaper)).one().sha256
    assert state.holds, state.faults
    assert (many, restored is not None) in ((2, False), (1, True))
    assert service.blobs.get(digest) == BLOB
    service.close()


def test_a_backup_that_fails_leaves_no_file_of_its_name(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.backup.writing.verify_backup", full)
    with pytest.raises(SettingsError, match="No space left"):
        take_backup(court.service, tmp_path / "out/b.tar")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_backup_is_never_written_over(court: Court, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(SettingsError, match="已经存在"):
        take_backup(court.service, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_the_commands(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _furnish(court)
    home = court.service.settings.home
    court.service.close()
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ZHONGBEN_HOME", str(home))
    target = tmp_path / "b.tar"
    assert cli.main(["backup", str(target)]) == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert "已备份并核对" in capsys.readouterr().out
    assert cli.main(["restore", str(target)]) == 1
    assert "--force" in capsys.readouterr().err
    assert cli.main(["restore", str(target), "--force"]) == 0
    assert "操作记录完好" in capsys.readouterr().out
    assert cli.main(["ledger", "verify"]) == 0
