"""The data folder is nobody's but the service's, whoever else has an account on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli import main


@pytest.mark.parametrize("there", [False, True])
def test_others_of_the_machine_do_not_get_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    home = tmp_path / "data"
    if there:
        home.mkdir(mode=0o755)
    monkeypatch.setenv("ZHONGBEN_HOME", str(home))
    assert main(["init"]) == 0
    assert home.stat().st_mode & 0o777 == 0o700
