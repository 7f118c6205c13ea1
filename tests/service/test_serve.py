"""`zhongben serve` as a process: it answers, and its worker ends with it, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

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
