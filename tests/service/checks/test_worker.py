"""`zhongben worker` as a process: it works off what waits, stops when told to, and loses nothing when it is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from service.database.models import CheckState, LedgerEntry, Worker
from service.jobs.queue import FILE
from tests.service.checks.samples import add_sample, asked, keep_readings, look
from tests.service.conftest import Court

DAY = date(2022, 4, 1)
GRACE = "6"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(any_court: Court) -> Iterator[Start]:
    """Starts a worker on the court; whatever still runs at the end is killed."""
    settings = any_court.service.settings
    environment = os.environ | {
        "ZHONGBEN_HOME": str(settings.home),
        "DATABASE_URL": settings.database_url,
        "ZHONGBEN_WORKER_GRACE_SECONDS": GRACE,
        "ZHONGBEN_WORKERS": "1",
        "PYTHONPATH": str(Path.cwd()),
    }
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "checker.cli", "worker", *arguments]
        started.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        )
        return started[-1]

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def _until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def _put_to_sleep(court: Court, process: subprocess.Popen[str]) -> None:
    """Stops a process where it holds no lock of the databases: with one it would keep everybody from writing."""
    while True:
        process.send_signal(signal.SIGSTOP)
        if _nothing_locked(court):
            return
        process.send_signal(signal.SIGCONT)
        time.sleep(0.1)


def _nothing_locked(court: Court) -> bool:
    settings = court.service.settings
    try:
        if settings.on_sqlite:
            for name in ("zhongben.sqlite3", FILE):
                with closing(sqlite3.connect(settings.home / name, timeout=0.2)) as connection:
                    connection.execute("BEGIN IMMEDIATE")
        else:
            with court.service.database.engine.begin() as connection_:
                connection_.execute(text("SELECT id FROM checks FOR UPDATE NOWAIT"))
    except (OperationalError, sqlite3.OperationalError):
        return False
    return True


def _checked_entries(court: Court) -> int:
    with court.service.reading() as session:
        return session.query(LedgerEntry).filter_by(act="checked").count()


def test_once_works_off_what_waits_and_leaves(any_court: Court, start: Start) -> None:
    ids = [
        asked(any_court, add_sample(any_court, "online-poor"), "online-offline", as_of=DAY),
        asked(any_court, any_court.add_case(), "online-offline"),
    ]
    worker = start("--once")
    out, _ = worker.communicate(timeout=240)
    assert worker.returncode == 0, out
    assert [look(any_court, one).state for one in ids] == [CheckState.DONE, CheckState.FAILED]
    assert _checked_entries(any_court) == 2
    with any_court.service.reading() as session:
        assert session.query(Worker).count() == 0
    again = start("--once")  # nothing is done twice
    again.communicate(timeout=240)
    assert (again.returncode, _checked_entries(any_court)) == (0, 2)


@pytest.mark.ocr
def test_a_worker_killed_while_it_reads_loses_no_page_and_does_nothing_twice(any_court: Court, start: Start) -> None:
    case_id = add_sample(any_court, "online-poor", read=False)
    keep_readings(any_court.service, "online-poor", most=5)
    check_id = asked(any_court, case_id, "online-offline", as_of=DAY)
    readings = any_court.service.settings.readings
    first = start()
    _until(lambda: len(list(readings.glob("??/*.json.gz"))) >= 7)
    first.kill()
    first.wait()
    assert look(any_court, check_id).state == CheckState.READING
    kept = {path: path.stat().st_mtime_ns for path in readings.glob("??/*.json.gz")}
    second = start("--once")
    out, _ = second.communicate(timeout=240)
    assert second.returncode == 0, out
    check = look(any_court, check_id)
    assert (check.state, check.pages_done, check.pages_all) == (CheckState.DONE, 10, 10)
    assert _checked_entries(any_court) == 1
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


@pytest.mark.ocr
def test_the_readers_of_a_killed_worker_end_with_it(any_court: Court, start: Start) -> None:
    case_id = add_sample(any_court, "online-poor", read=False)
    asked(any_court, case_id, "online-offline", as_of=DAY)
    worker = start()
    _until(lambda: any_court.service.settings.readings.exists())
    children = _children(worker.pid)
    assert children
    worker.kill()
    worker.wait()
    _until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), seconds=15)


@pytest.mark.ocr
def test_a_worker_told_to_stop_hands_the_check_back(any_court: Court, start: Start) -> None:
    case_id = add_sample(any_court, "online-poor", read=False)
    keep_readings(any_court.service, "online-poor", most=7)
    check_id = asked(any_court, case_id, "online-offline", as_of=DAY)
    first = start()
    readings = any_court.service.settings.readings
    _until(lambda: len(list(readings.glob("??/*.json.gz"))) >= 8)
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=20) == 0
    assert look(any_court, check_id).state == CheckState.READING
    with any_court.service.reading() as session:
        assert session.query(Worker).count() == 0
    second = start("--once")
    second.communicate(timeout=240)
    assert look(any_court, check_id).state == CheckState.DONE
    assert _checked_entries(any_court) == 1


@pytest.mark.ocr
def test_a_worker_that_was_only_asleep_spoils_nothing_when_it_wakes(any_court: Court, start: Start) -> None:
    case_id = add_sample(any_court, "online-poor", read=False)
    keep_readings(any_court.service, "online-poor", most=7)
    check_id = asked(any_court, case_id, "online-offline", as_of=DAY)
    first = start()
    readings = any_court.service.settings.readings
    _until(lambda: len(list(readings.glob("??/*.json.gz"))) >= 8)
    _put_to_sleep(any_court, first)
    second = start("--once")
    out, _ = second.communicate(timeout=240)
    assert second.returncode == 0, out
    assert look(any_court, check_id).state == CheckState.DONE, out
    first.send_signal(signal.SIGCONT)
    time.sleep(5)
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=30) == 0
    after = look(any_court, check_id)
    assert (after.state, after.error, _checked_entries(any_court)) == (CheckState.DONE, None, 1)


def test_two_workers_share_what_waits(any_court: Court, start: Start) -> None:
    case_id = add_sample(any_court, "online-poor")
    ids = [asked(any_court, case_id, "online-offline", as_of=date(2022, 4, day)) for day in range(1, 5)]
    workers = [start("--once"), start("--once")]
    for worker in workers:
        out, _ = worker.communicate(timeout=240)
        assert worker.returncode == 0, out
    assert {look(any_court, one).state for one in ids} == {CheckState.DONE}
    assert _checked_entries(any_court) == len(ids)


def _children(pid: int) -> list[int]:
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _parent(path) == pid]


def _parent(stat: Path) -> int:
    with suppress(OSError):
        return int(stat.read_text().rpartition(")")[2].split()[1])
    return 0
