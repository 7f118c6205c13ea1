"""`zhongben serve` as a process: it answers, and its worker ends with it, however it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import httpx2
import pytest
from sqlalchemy import select

from service.database.models import LedgerEntry
from tests.service.conftest import Court

_PATIENCE = 60.0  # seconds, for a busy machine


def _until(wanted: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if wanted():
            return True
        time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in listed]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def _serving(court: Court, **settings: str) -> Iterator[int]:
    """A server process without a worker; its port."""
    port = _free_port()
    environment = {
        "ZHONGBEN_HOME": str(court.service.settings.home),
        "DATABASE_URL": "",
        "ZHONGBEN_SERVE_WORKER": "false",
    }
    command = [sys.executable, "-m", "checker.cli", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=os.environ | environment | settings, stdout=quiet, stderr=quiet)
    try:
        assert _until(lambda: _answers(port))
        yield port
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize(
    ("proxies", "seen"), [("", "127.0.0.1"), ("10.9.0.0/16", "127.0.0.1"), ("127.0.0.1", "10.1.2.3")]
)
def test_only_a_named_proxy_says_from_where_somebody_comes(court: Court, proxies: str, seen: str) -> None:
    """What a visitor writes himself before it does not count."""
    with _serving(court, ZHONGBEN_PROXIES=proxies) as port:
        httpx2.post(
            f"http://127.0.0.1:{port}/login",
            data={"login": "li.online", "password": "no"},
            headers={"x-forwarded-for": "6.6.6.6, 10.1.2.3"},
        )
    with court.service.reading() as session:
        failed = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "login-failed")).one()
    assert json.loads(failed.detail)["address"] == seen


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda one: one.name)
def test_the_worker_ends_with_the_server(court: Court, ending: signal.Signals) -> None:
    port = _free_port()
    environment = os.environ | {"ZHONGBEN_HOME": str(court.service.settings.home), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "checker.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _until(lambda: _answers(port))
        workers = _children(server.pid)
        assert len(workers) == 1
        server.send_signal(ending)
        server.wait(_PATIENCE)
        assert _until(lambda: not _lives(workers[0]))
    finally:
        server.kill()
        server.wait()
