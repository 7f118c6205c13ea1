"""A repeated write is done once; the answer is the same each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from service.api.deps import api_writing
from service.api.openapi import api_routes
from service.api.route import ApiRoute, _asks_for, api_router
from service.app import create_app
from service.database.models import ApiToken, IdempotencyKey, LedgerEntry, User, Webhook
from service.deps import SAFE
from service.moment import now
from tests.service.api.conftest import Program, token_client
from tests.service.conftest import Court

PERSON = {"login": "new.clue", "name": "新来", "role": "member", "group": "clue", "password": "Yongyu-jiekou-2026"}


def _keyed(client: TestClient, key: str = "k-1", path: str = "/api/v1/users", **body: Any) -> Any:
    return client.post(path, json=body or PERSON, headers={"idempotency-key": key})


def _count(court: Court, table: type) -> int:
    with court.service.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_repeat_is_answered_alike_and_done_once(any_court: Court) -> None:
    client, before = token_client(any_court, "admin"), _count(any_court, User)
    first, second = _keyed(client), _keyed(client)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert _count(any_court, User) == before + 1


def test_two_at_once_are_one_act(any_court: Court) -> None:
    clients = [token_client(any_court, "admin") for _ in range(6)]
    before = _count(any_court, User)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(_keyed, clients))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert _count(any_court, User) == before + 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 5


@pytest.mark.parametrize(
    ("path", "body"),
    [("/api/v1/users", {**PERSON, "name": "别人"}), ("/api/v1/webhooks", {"url": "https://oa.court.example/"})],
)
def test_the_key_of_another_request_is_refused(court: Court, program: Program, path: str, body: dict[str, str]) -> None:
    client = program("admin")
    assert _keyed(client).status_code == 201
    answer = _keyed(client, path=path, **body)
    assert answer.status_code == 409
    assert answer.json()["error"]["where"] == "Idempotency-Key"


def test_keys_of_two_people_are_two(court: Court, program: Program) -> None:
    for login in ("li.online", "wei.command"):
        answer = _keyed(program(login), path="/api/v1/tokens", name="一", scopes=["read"], days=1)
        assert answer.status_code == 201
    assert _count(court, ApiToken) == 4  # the two of the programs, and the two they made


def test_what_was_refused_is_not_kept(court: Court, program: Program) -> None:
    """A request that failed may be mended and sent again with its key."""
    client = program("admin")
    assert _keyed(client, **{**PERSON, "login": "admin"}).status_code == 409
    assert _keyed(client, **{**PERSON, "role": "nobody"}).status_code == 422
    assert _keyed(client).status_code == 201


def test_an_act_that_is_undone_leaves_no_answer(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is kept in the transaction of the act: it cannot outlive it."""
    client = token_client(court, "admin")

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("service.api.route.keep_answer", fails)
    before = (_count(court, User), _count(court, LedgerEntry))
    with pytest.raises(ZeroDivisionError):
        _keyed(client)
    assert (_count(court, User), _count(court, LedgerEntry), _count(court, IdempotencyKey)) == (*before, 0)


def test_a_key_ends_after_seven_days(court: Court, program: Program) -> None:
    client = program("admin")
    first = _keyed(client, path="/api/v1/webhooks/9/stop", a=1)
    assert first.status_code == 404
    assert _keyed(client).status_code == 201
    with court.service.writing() as session:
        session.execute(update(IdempotencyKey).values(at=now() - timedelta(days=7, seconds=1)))
    assert _keyed(client).status_code == 409  # acted on again: the name is taken
    _keyed(client, key="k-2", path="/api/v1/tokens", name="一", scopes=["read"], days=1)
    assert _count(court, IdempotencyKey) == 1  # the old one is gone


def test_an_answer_with_a_secret_is_not_kept(court: Court, program: Program) -> None:
    client = program("admin")
    first = _keyed(client, path="/api/v1/webhooks", url="https://oa.court.example/")
    again = _keyed(client, path="/api/v1/webhooks", url="https://oa.court.example/")
    assert (first.status_code, again.status_code) == (201, 409)
    assert "只给一次" in again.json()["error"]["what"]
    assert _count(court, Webhook) == 1
    with court.service.reading() as session:
        kept = session.scalars(select(IdempotencyKey.body)).all()
    assert first.json()["secret"] not in "".join(kept)


@pytest.mark.parametrize("key", ["", "x" * 129, "\x7f"])
def test_a_key_that_is_none_is_told(program: Program, key: str) -> None:
    assert _keyed(program("admin"), key=key).status_code == 422


def test_every_write_of_the_interface_can_be_repeated(court: Court) -> None:
    """Each writing route has the session that looks at the key, or says that it needs none."""
    routes = [one for one in api_routes(create_app(court.service)) if not set(one.methods or ()) <= set(SAFE)]
    assert len(routes) > 5
    for route in routes:
        assert isinstance(route.original_route, ApiRoute)
        assert route.original_route.by_nature != _asks_for(route.dependant, api_writing), route.path


def test_a_write_that_forgets_it_stops_the_start() -> None:
    def forgetful() -> None:
        """改。"""

    with pytest.raises(RuntimeError, match="without ApiWriting"):
        api_router("试验").post("/forgetful")(forgetful)
