"""The interface keeps to its OpenAPI document: schemathesis sends what the document allows, and what it does not.

Nothing that is sent is kept, see `nothing_kept`; so each example meets the same court. `-m slow` sends many more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import Receive, Scope, Send

from service.accounts.tokens import SCOPES, make_token
from service.app import create_app
from service.context import open_service
from service.database.models import User
from service.settings import load_settings
from tests.service.access_table import Door, Tried, may_by_table, nothing_kept, read_table, seed
from tests.service.conftest import Court

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
PEOPLE = ("sun.clue", "wei.command", "han.director", "admin", "li.online", "chen.zhongben")
"""Whose requests are sent: the first of them whom the operation lets in."""
OPERATIONS = {
    door.name: door
    for door in read_table()
    if door.path.startswith("/api/v1/") and door.path not in ("/api/v1/openapi.json", "/api/v1/docs")
}
FEW, MANY = 5, 150
each_operation = pytest.mark.parametrize("name", OPERATIONS)


@dataclass
class Interface:
    """The schema as it is served, the court behind it, and the token of each person."""

    tried: Tried
    schema: Any
    tokens: dict[str, str]

    def send(self, name: str, mode: GenerationMode, many: int, *, known: bool) -> None:
        """Sends examples of an operation and compares the answers with the document. `known`: with ids that there are."""
        door = OPERATIONS[name]
        headers = {"authorization": f"Bearer {self.tokens[self._person(door)]}"}
        ids = self.tried.ids["all"] | self.tried.ids["zhongben" if self._person(door).endswith("zhongben") else "clue"]

        @settings(
            max_examples=many,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=self.schema[door.path][door.method].as_strategy(generation_mode=mode))
        def compare(case: Case) -> None:
            if known:
                case.path_parameters = {key: ids.get(key, value) for key, value in case.path_parameters.items()}
            case.call_and_validate(headers=headers, checks=list(CHECKS))

        compare()

    def _person(self, door: Door) -> str:
        return next(login for login in PEOPLE if may_by_table(self.tried.court.people[login], door))


@pytest.fixture(scope="module")
def interface(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interface]:
    """A court with cases at several places; nothing that is sent is kept."""
    home = tmp_path_factory.mktemp("schema") / "home"
    shutil.copytree(template_home, home)
    service = open_service(load_settings(home=home, database_url=""))
    with service.reading() as session:
        court = Court(service, {user.login: user for user in session.query(User)})
    tried = seed(court)
    with service.writing() as session:
        tokens = {
            login: make_token(session, court.person(session, login), "试验", list(SCOPES), 30)[1] for login in PEOPLE
        }
    app = create_app(service)

    async def requests_only(scope: Scope, receive: Receive, send: Send) -> None:
        """Without the start of the service, which would send to webhooks."""
        if scope["type"] == "http":
            await app(scope, receive, send)

    with nothing_kept(court):
        yield Interface(tried, schemathesis.openapi.from_asgi("/api/v1/openapi.json", requests_only), tokens)
    service.close()


@each_operation
def test_what_is_allowed_is_answered_as_the_document_says(interface: Interface, name: str) -> None:
    interface.send(name, GenerationMode.POSITIVE, FEW, known=True)


@each_operation
def test_what_is_not_allowed_is_refused_as_the_document_says(interface: Interface, name: str) -> None:
    interface.send(name, GenerationMode.NEGATIVE, FEW, known=False)


@pytest.mark.slow
@each_operation
@pytest.mark.parametrize(
    ("mode", "known"),
    [(GenerationMode.POSITIVE, True), (GenerationMode.POSITIVE, False), (GenerationMode.NEGATIVE, False)],
)
def test_many_examples(interface: Interface, name: str, mode: GenerationMode, known: bool) -> None:
    interface.send(name, mode, MANY, known=known)
