"""Where this installation keeps its own data: logs and caches, never in the case folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from checker.errors import SettingsError

SETTING = "ZHONGBEN_HOME"


def home() -> Path:
    """The folder named by ZHONGBEN_HOME, else the user's data folder of the platform. It may not exist yet."""
    chosen = os.environ.get(SETTING)
    return Path(chosen).expanduser() if chosen else user_data_path("zhongben", appauthor=False)


def writable_home() -> Path | None:
    """The folder, made if need be. None where the platform's cannot be written: the program can do without. One that
    was chosen has to be right: else `SettingsError`.
    """
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if writable:
        return folder
    if os.environ.get(SETTING):
        raise SettingsError(
            f"{SETTING} 指定的文件夹不能写", where=str(folder), how=f"把 {SETTING} 改为可以写的文件夹，或不设"
        )
    return None
