"""Build a folder of wheels that installs the program on a machine without any network.

usage: python -m tools.wheelhouse FOLDER

The wheels are those of `requirements.lock`, verified by hash, for the Python and the processor that run this.
durable_rules is offered as source only, so it is compiled here. rapidocr asks for opencv-python, whose wheel wants
libGL from the system; a small wheel of that name takes its place and asks for the headless build, which has the
same module and needs nothing.

On the other machine: pip install --no-index --find-links FOLDER zhongben
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def write_stand_in(folder: Path) -> Path:
    """Write the wheel `opencv-python` that only asks for `opencv-python-headless` of the same version."""
    number = version("opencv-python-headless")
    info = f"opencv_python-{number}.dist-info"
    files = {
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: opencv-python\n"
        f"Version: {number}\nSummary: stands in for opencv-python: the headless build\n"
        f"Requires-Dist: opencv-python-headless=={number}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: zhongben\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text.encode())}\n"
        for name, text in files.items()
    )
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    path = folder / f"opencv_python-{number}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, text in files.items():
            wheel.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return path


def build(folder: Path) -> int:
    """Fill `folder` with all wheels; return their number."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    subprocess.run([*pip, *lock], check=True)  # noqa: S603
    subprocess.run([*pip, str(ROOT)], check=True)  # noqa: S603
    write_stand_in(folder)
    return len(list(folder.glob("*.whl")))


def main() -> None:
    """Build into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "wheelhouse")
    count = build(folder)
    sys.stdout.write(
        f"{count} wheels in {folder}. Install with: pip install --no-index --find-links {folder} zhongben\n"
    )


if __name__ == "__main__":
    main()
