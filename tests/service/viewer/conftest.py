"""A checked case to look at: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from extractors.readers import pdf_page
from service.cases.rendering import renderer
from service.context import open_service
from service.database.models import User
from service.settings import load_settings
from tests.service.conftest import Court
from tests.service.viewer.samples import add_sample


@dataclass
class Seen:
    """A court with one checked case, with 终本办理组."""

    court: Court
    case_id: int
    check_id: int

    @property
    def pages(self) -> str:
        return f"/cases/{self.case_id}/checks/{self.check_id}/pages"

    def correct(self, browser: TestClient, of: str, page: int, name: str, value: str, **more: Any) -> Response:
        """What the forms of the viewer send."""
        data = {"of": of, "file": "扫描件.pdf", "page": str(page), "name": name, "value": value, **more}
        return browser.post(f"{self.pages}/corrections", data=data)


@pytest.fixture(scope="session")
def seen_home(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, int]:
    home = tmp_path_factory.mktemp("seen") / "home"
    shutil.copytree(template_home, home)
    court = _court(home)
    case_id, check_id = add_sample(court)
    court.service.close()
    return home, case_id, check_id


@pytest.fixture
def seen(seen_home: tuple[Path, int, int], tmp_path: Path) -> Iterator[Seen]:
    home, case_id, check_id = seen_home
    shutil.copytree(home, tmp_path / "home")
    court = _court(tmp_path / "home")
    yield Seen(court, case_id, check_id)
    court.service.close()


@pytest.fixture(scope="session", autouse=True)
def _drawn() -> Iterator[None]:
    yield
    renderer().close()
    pdf_page._document.cache_clear()  # what was drawn in this process


def _court(home: Path) -> Court:
    service = open_service(load_settings(home=home, database_url=""))
    with service.reading() as session:
        people = {user.login: user for user in session.query(User)}
    return Court(service, people)
