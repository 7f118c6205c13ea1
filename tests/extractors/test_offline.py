"""No case data leaves the machine: nothing that reads a page may even try to reach the network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extractors.papers import image_bytes, put


@pytest.mark.ocr
def test_the_recogniser_sends_no_telemetry(tmp_path: Path) -> None:
    """Onnxruntime's telemetry keeps its identity and its queue in the user's cache folder: none may come to be."""
    home, case = tmp_path / "home", put(tmp_path / "case", {"1.jpg": image_bytes()})
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    environment = kept | {"HOME": str(home), "ZHONGBEN_HOME": str(tmp_path / "own")}
    command = [sys.executable, "-m", "checker.cli", "read", str(case), "--workers", "1"]
    ran = subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], capture_output=True, timeout=300)
    assert ran.returncode == 0, ran.stderr.decode()
    assert [str(path) for path in home.rglob("*")] == []
