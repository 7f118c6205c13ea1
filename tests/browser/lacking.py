"""What a machine may lack for the tests in the browser."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacks(what: str) -> NoReturn:
    """Skips the test with the reason; fails it where `BROWSER_TESTS=required` (in CI, which installs all that)."""
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(what)
    pytest.skip(what)
