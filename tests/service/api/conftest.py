"""Programs that use the interface, each with the token of a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from service.accounts.tokens import SCOPES, make_token
from tests.service.conftest import Court, app_over

Program = Callable[..., TestClient]


def token_client(court: Court, login: str, *scopes: str, days: int = 30) -> TestClient:
    """A program with a new token of a person; all scopes where none is named."""
    with court.service.writing() as session:
        _, text = make_token(session, court.person(session, login), "试验", list(scopes or SCOPES), days)
    client = TestClient(app_over(court.service), follow_redirects=False)
    client.headers["authorization"] = f"Bearer {text}"
    return client


@pytest.fixture
def program(court: Court) -> Program:
    """Makes programs of the court on SQLite."""

    def make(login: str, *scopes: str, days: int = 30) -> TestClient:
        return token_client(court, login, *scopes, days=days)

    return make
