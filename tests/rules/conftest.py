"""The small rulebook of the checker's tests, for tests that change rules."""

from tests.checker.conftest import root  # noqa: F401 (a fixture)
