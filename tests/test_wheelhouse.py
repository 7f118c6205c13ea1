"""The wheelhouse installs on a machine without any network, and the program starts there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.wheelhouse import build


@pytest.mark.slow
def test_installs_with_no_network(tmp_path: Path) -> None:
    wheels = tmp_path / "wheelhouse"
    assert build(wheels) > 20
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    # Nothing but the folder may be used: no index, no other folder of wheels, no configuration.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    environment["PIP_CONFIG_FILE"] = os.devnull
    pip = [tmp_path / "venv/bin/pip", "install", "--quiet", "--no-index", "--find-links", wheels, "zhongben"]
    subprocess.run(pip, check=True, env=environment)
    environment["ZHONGBEN_HOME"] = str(tmp_path / "home")
    program = tmp_path / "venv/bin/zhongben"
    listed = subprocess.run(
        [program, "rules", "list"], check=True, env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert "jianli/zhongben/served-notice" in listed.stdout
