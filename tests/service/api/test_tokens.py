"""Tokens: what they reach, how long, and that they never reach further than their person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.accounts.policy import Doing
from service.accounts.tokens import SCOPES, needed_scope
from service.database.models import ApiToken
from service.deps import CSRF_HEADER
from service.moment import now
from tests.service.api.conftest import Program
from tests.service.conftest import Court

NEW: dict[str, Any] = {"name": "统计平台", "scopes": ["read"], "days": 10}


@pytest.mark.parametrize(
    ("doing", "method", "scope"),
    [
        (Doing.DECIDE, "GET", "read"),
        (Doing.DECIDE, "POST", "decide"),
        (Doing.WAIVE, "POST", "decide"),
        (Doing.SETTLE_ESCALATION, "POST", "decide"),
        (Doing.WORK_ON_CASE, "PUT", "write"),
        (Doing.USE, "DELETE", "write"),
        (Doing.MANAGE_USERS, "PATCH", "manage"),
        (Doing.MANAGE_WEBHOOKS, "POST", "manage"),
        (Doing.SEE_AUDIT, "HEAD", "read"),
    ],
)
def test_each_doing_needs_its_scope(doing: Doing, method: str, scope: str) -> None:
    assert needed_scope(doing, method) == scope


@pytest.mark.parametrize("change", ["revoked_at", "expires_at", "inactive"])
def test_a_token_ends(court: Court, program: Program, change: str) -> None:
    client = program("li.online")
    assert client.get("/api/v1/me").json()["title"] == "线上查控组组员"
    with court.service.writing() as session:
        if change == "inactive":
            court.person(session, "li.online").active = False
        else:
            session.execute(update(ApiToken).values({change: now()}))
    answer = client.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("change", ["password", "active", "role"])
def test_tokens_do_not_come_back_with_a_new_password_or_a_new_activity(
    court: Court, program: Program, change: str
) -> None:
    """Whoever had got in may have made one; another role or group alone leaves a program at work."""
    client, keeper = program("li.online"), court.browser("admin")
    person = court.people["li.online"]
    page, form = f"/users/{person.id}", {"name": person.name, "role": "member", "group": "online", "active": "true"}
    match change:
        case "password":
            assert keeper.post(f"{page}/password").status_code == 200
        case "active":
            assert keeper.post(page, data=form | {"active": "false"}).status_code == 200
        case "role":
            assert keeper.post(page, data=form | {"group": "clue"}).status_code == 200
    assert keeper.post(page, data=form).status_code == 200
    with court.service.writing() as session:
        court.person(session, "li.online").must_change_password = False  # he has put a password of his own
    assert client.get("/api/v1/me").status_code == (200 if change == "role" else 401)


def test_a_token_that_reads_does_not_write(court: Court, program: Program) -> None:
    reader = program("admin", "read")
    assert reader.get("/api/v1/users").status_code == 200
    answer = reader.post("/api/v1/tokens", json=NEW)
    assert (answer.status_code, "write" in answer.json()["error"]["what"]) == (403, True)
    assert reader.patch("/api/v1/users/1", json={"name": "改名"}).status_code == 403
    assert program("admin", "write").get("/api/v1/users").status_code == 403  # it cannot even look


def test_all_scopes_give_no_more_than_the_person_has(program: Program) -> None:
    client = program("li.online", *SCOPES)
    for path in ("/api/v1/users", "/api/v1/audit", "/api/v1/webhooks"):
        assert client.get(path).status_code == 403, path


def test_a_token_makes_none_that_reaches_further_or_lives_longer(program: Program) -> None:
    client = program("li.online", "read", "write", days=20)
    assert client.post("/api/v1/tokens", json=NEW).status_code == 201
    assert client.post("/api/v1/tokens", json={**NEW, "scopes": ["read", "decide"]}).status_code == 403
    assert client.post("/api/v1/tokens", json={**NEW, "days": 21}).status_code == 403
    page = "/account/tokens"  # what a page does, a token may ask for as well
    assert client.post(page, data=NEW).status_code == 200
    assert client.post(page, data={**NEW, "scopes": ["read", "decide"]}).status_code == 403
    assert client.post(page, data={**NEW, "days": 21}).status_code == 403


def test_the_text_is_shown_once_and_works(court: Court, program: Program) -> None:
    client = program("li.online")
    made = client.post("/api/v1/tokens", json=NEW).json()
    listed = client.get("/api/v1/tokens")
    assert made["text"] not in listed.text
    assert listed.json()["items"][0] | {"used_at": None} == made["token"]
    client.headers["authorization"] = f"Bearer {made['text']}"
    assert client.get("/api/v1/me").json()["scopes"] == ["read"]


def test_nobody_ends_the_token_of_another(court: Court, program: Program) -> None:
    program("li.online")
    with court.service.reading() as session:
        token = session.scalars(select(ApiToken)).one()
    assert program("wei.command").delete(f"/api/v1/tokens/{token.id}").status_code == 404
    own = program("li.online")
    assert own.delete(f"/api/v1/tokens/{token.id}").json() == {"done": True}


def test_the_last_use_is_kept_at_most_once_a_minute(court: Court, program: Program) -> None:
    def used() -> object:
        with court.service.reading() as session:
            return session.scalars(select(ApiToken.used_at)).one()

    client = program("li.online")
    assert used() is None
    client.get("/api/v1/me")
    first = used()
    client.get("/api/v1/me")
    assert used() == first is not None
    with court.service.writing() as session:
        session.execute(update(ApiToken).values(used_at=now() - timedelta(seconds=61)))
    client.get("/api/v1/me")
    assert str(used()) > str(first)


def test_a_cookie_reads_and_writes_only_with_its_word(court: Court) -> None:
    browser = court.browser("li.online")
    assert browser.get("/api/v1/me").json()["scopes"] is None
    assert browser.post("/api/v1/tokens", json=NEW).status_code == 201
    del browser.headers[CSRF_HEADER]
    assert browser.get("/api/v1/me").status_code == 200
    assert browser.post("/api/v1/tokens", json=NEW).status_code == 403


def test_a_wrong_token_is_not_helped_by_a_cookie(court: Court) -> None:
    browser = court.browser("li.online")
    assert browser.get("/api/v1/me", headers={"authorization": "Bearer zb_wrong"}).status_code == 401
