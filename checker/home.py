"""Where this installation keeps its own data: logs and caches, never in the case folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

SETTING = "ZHONGBEN_HOME"


def home() -> Path:
    """The folder named by ZHONGBEN_HOME, else the user's data folder of the platform. It may not exist yet."""
    chosen = os.environ.get(SETTING)
    return Path(chosen).expanduser() if chosen else user_data_path("zhongben", appauthor=False)
