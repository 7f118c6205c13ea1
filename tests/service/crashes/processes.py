"""Starts processes of the service that die on purpose, and talks to them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).parents[3]
_PATIENCE = 60  # seconds; only a broken program needs them


class Forks:
    """One loaded program that forks a process for each start (see `dying`)."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.service.crashes.dying"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._answer()

    def start(self, argv: list[str], home: Path, die_at: int = 0, **settings: str) -> int:
        """Starts `zhongben argv…`, which dies before its nth step (0: lives); returns the process's id."""
        order = {"argv": argv, "home": str(home), "die_at": die_at, "settings": settings}
        assert self._program.stdin
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        return int(self._answer())

    def close(self) -> None:
        """Ends the program; the processes it forked are their starters' affair."""
        self._program.kill()
        self._program.wait()
        for pipe in (self._program.stdin, self._program.stdout):
            assert pipe
            pipe.close()

    def _answer(self) -> str:
        assert self._program.stdout
        return self._program.stdout.readline().strip()


@dataclass
class Server:
    """`zhongben serve` in a process of its own, and a client with somebody's token."""

    process: int
    client: httpx2.Client

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return alive(self.process)

    def stop(self) -> None:
        """Ends it, as hard as a power cut."""
        self.client.close()
        kill(self.process)


def serve(forks: Forks, home: Path, token: str, die_at: int = 0, **settings: str) -> Server:
    """Starts a server without a worker, and waits until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = forks.start(["serve", "--port", str(port)], home, die_at, ZHONGBEN_SERVE_WORKER="false", **settings)
    client = httpx2.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {token}"}, timeout=_PATIENCE
    )
    until = time.monotonic() + _PATIENCE
    while True:
        with suppress(httpx2.TransportError):
            if client.get("/healthz").status_code == 200:
                return Server(process, client)
        if time.monotonic() > until or not alive(process):
            raise RuntimeError((home / "output").read_text())
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kill(process: int) -> None:
    """Kills a process with all that it started, and waits until it is gone."""
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    wait_until(lambda: not alive(process))


def wait_until(holds: Any) -> None:
    """Waits until something holds."""
    until = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.02)
