"""`docs/settings.md` says what `service/settings.py` says: every setting, its variable, default and meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import SettingsError
from service.settings import load_settings
from tools.settings_table import settings_table

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_has_the_table_of_this_version() -> None:
    """Made by `python -m tools.settings_table`."""
    assert settings_table() in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value", "variable"),
    [
        ("session_hours", "0", "ZHONGBEN_SESSION_HOURS"),
        ("upload_file_bytes", "much", "ZHONGBEN_UPLOAD_FILE_BYTES"),
        ("national", "ignore", "ZHONGBEN_NATIONAL"),
    ],
)
def test_a_wrong_value_is_told_by_its_variable(name: str, value: str, variable: str) -> None:
    with pytest.raises(SettingsError) as told:
        load_settings(**{name: value})
    assert variable in str(told.value)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHONGBEN_SESSION_HOURS", "3")
    monkeypatch.setenv("ZHONGBEN_WEBHOOK_HOSTS", "oa.court.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://zb:word@db/zb")
    settings = load_settings()
    assert (settings.session_hours, settings.webhook_hosts) == (3, "oa.court.example")
    assert settings.sql_url == "postgresql+psycopg://zb:word@db/zb"
    assert not settings.on_sqlite
