"""Ctrl-C ends the program with one sentence, whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.extractors.papers import image_bytes

ROOT = Path(__file__).parents[2]


@pytest.mark.ocr
@pytest.mark.parametrize("children", [2, 4], ids=["while the engine starts", "while the recogniser starts"])
def test_workers_do_not_hear_it(tmp_path, children):
    for number in range(4):
        (tmp_path / f"{number}.jpg").write_bytes(image_bytes(quality=50 + number))
    command = [sys.executable, "-m", "checker.cli", "check", str(tmp_path), "--gate", "zhongben", "--no-cache"]
    environment = os.environ | {"ZHONGBEN_HOME": str(tmp_path / ".home")}
    with subprocess.Popen(
        [*command, "--workers", "2"],
        cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    ) as running:  # fmt: skip
        while len(found := children_of(running.pid)) < children and running.poll() is None:
            time.sleep(0.005)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert (out.decode(), err.decode()) == ("", "已中止，没有写出结果；再运行一次同样的命令即可\n")
    until = time.monotonic() + 10
    while (left := [child for child in found if runs(child)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def heed_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so does all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def children_of(process: int) -> list[str]:
    """The processes that a process has started, the resource tracker of multiprocessing among them."""
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def runs(process: str) -> bool:
    """Whether a process still runs; one that nobody has asked for its exit code does not."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes() != b""
    except OSError:
        return False
