"""Every route × every role, allowed and denied, from one table; and within a role, the cases of another group."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

from service.accounts.tokens import make_token, needed_scope
from service.app import create_app
from service.context import open_service
from service.database.models import User
from service.deps import COOKIE, CSRF_HEADER
from service.routing import route_doing, routes_of
from service.settings import load_settings
from tests.service.access_table import (
    BY_ROLE,
    OTHERS,
    RELATED,
    Door,
    Tried,
    may_by_table,
    nothing_kept,
    read_table,
    seed,
)
from tests.service.conftest import Court, app_over

TABLE = read_table()
DOORS = {door.name: door for door in TABLE}
PEOPLE = (*BY_ROLE.values(), *OTHERS)
NOT_ALLOWED = "您的角色不能做这件事"


def _each(wanted: Callable[[Door], bool] = lambda door: True) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", [door.name for door in TABLE if wanted(door)])


each_door = _each()


@pytest.fixture(scope="module")
def tried(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """The court with its three cases; nothing that is tried is kept."""
    home = tmp_path_factory.mktemp("access") / "home"
    shutil.copytree(template_home, home)
    service = open_service(load_settings(home=home, database_url=""))
    with service.reading() as session:
        court = Court(service, {user.login: user for user in session.query(User)})
    made = seed(court)
    for login in (None, *PEOPLE):
        made._client(login)
    with nothing_kept(court):
        yield made
    service.close()


@pytest.fixture(autouse=True)
def _its_court(tried: Tried) -> None:
    """The application that tests share is over this court, whatever test ran in between."""
    app_over(tried.court.service)


def test_the_table_has_every_route_and_no_other(tried: Tried) -> None:
    app = create_app(tried.court.service)
    served = {
        f"{method} {route.path}": route_doing(route) for route in routes_of(app) for method in route.methods or ()
    }
    assert sorted(served.keys() - DOORS.keys()) == [], "routes without a line in access.yaml"
    assert sorted(DOORS.keys() - served.keys()) == [], "lines of access.yaml without a route"
    assert {name: door.doing for name, door in DOORS.items()} == served


@each_door
def test_nobody_gets_in(tried: Tried, name: str) -> None:
    answer = tried.ask(None, DOORS[name])
    assert (answer.status_code == 401) == (DOORS[name].doing is not None), answer.text[:300]


@each_door
def test_each_role_gets_what_the_policy_grants(tried: Tried, name: str) -> None:
    door = DOORS[name]
    for login in PEOPLE:
        answer = tried.ask(login, door)
        if may_by_table(tried.court.people[login], door):
            assert _let_in(answer), f"{login}: {answer.status_code} {answer.text[:300]}"
            if not door.writes and not door.object:  # 403: the figures of another group
                assert answer.status_code in (door.own, 403), f"{login}: {answer.status_code} {answer.text[:300]}"
        else:
            assert answer.status_code == 403, f"{login}: {answer.status_code}"
            assert answer.json()["error"]["what"] == NOT_ALLOWED, login


@_each(lambda door: door.object in ("case", "held"))
def test_the_case_of_another_group_is_not_there(tried: Tried, name: str) -> None:
    door = DOORS[name]
    for login in _related(tried, door, "foreign"):
        answer = tried.ask(login, door, "foreign")
        assert answer.status_code == 404, f"{login}: {answer.status_code} {answer.text[:300]}"


@_each(lambda door: door.object in ("case", "held"))
def test_a_case_that_was_handed_over_is_seen_and_not_changed(tried: Tried, name: str) -> None:
    door = DOORS[name]
    for login in _related(tried, door, "handed"):
        answer = tried.ask(login, door, "handed")
        if door.object == "held":
            assert answer.status_code == 403, f"{login}: {answer.status_code} {answer.text[:300]}"
        else:
            assert answer.status_code not in (401, 404, 405, 500), f"{login}: {answer.status_code} {answer.text[:300]}"


@_each(lambda door: door.object in ("case", "held"))
def test_a_case_of_ones_own_group_is_shown_and_worked_on(tried: Tried, name: str) -> None:
    door = DOORS[name]
    for login in _related(tried, door, "own"):
        answer = tried.ask(login, door)
        told = f"{login}: {answer.status_code} {answer.text[:300]}"
        if door.own != 200 or not door.writes:
            assert answer.status_code == door.own, told
        elif door.object == "held":
            assert answer.status_code not in (401, 403, 404, 405, 422, 500), told


@_each(lambda door: door.object == "own")
def test_what_is_somebodys_own_is_not_there_for_others(tried: Tried, name: str) -> None:
    door = DOORS[name]
    ids = tried.ids["tokens"]
    try:
        tried.ids["tokens"] = ids | {"zhou.clue": ids["admin"]}
        assert tried.ask("zhou.clue", door).status_code == 404
    finally:
        tried.ids["tokens"] = ids


@pytest.fixture(scope="module")
def tokens(tried: Tried) -> dict[str, str]:
    """The text of a token for each person that reads only; `all:` one with all scopes but reading."""
    found = {}
    with tried.court.service.database._writing() as session:
        for login in PEOPLE:
            person = tried.court.person(session, login)
            found[login] = make_token(session, person, "只读", ["read"], 30)[1]
            found[f"all:{login}"] = make_token(session, person, "不读", ["write", "decide", "manage"], 30)[1]
        session.commit()
    return found


@_each(lambda door: door.doing is not None)
def test_a_token_that_only_reads_changes_nothing(tried: Tried, tokens: dict[str, str], name: str) -> None:
    door = DOORS[name]
    for login in PEOPLE:
        if may_by_table(tried.court.people[login], door):
            answer = tried.ask(login, door, token=tokens[login])
            if door.writes:
                assert answer.status_code == 403, f"{login}: {answer.status_code}"
                assert needed_scope(door.doing, door.method) in answer.json()["error"]["what"]
            else:
                assert answer.status_code == tried.ask(login, door).status_code, login


@_each(lambda door: door.doing is not None and not door.writes)
def test_a_token_that_does_not_read_is_shown_nothing(tried: Tried, tokens: dict[str, str], name: str) -> None:
    door = DOORS[name]
    for login in PEOPLE:
        answer = tried.ask(login, door, token=tokens[f"all:{login}"])
        assert answer.status_code == 403, f"{login}: {answer.status_code}"


@_each(lambda door: door.doing is not None and door.writes)
def test_a_write_with_a_cookie_needs_the_word_of_the_login(tried: Tried, name: str) -> None:
    door = DOORS[name]
    login = next(login for login in PEOPLE if may_by_table(tried.court.people[login], door))
    client = tried.clients[login]
    word = client.headers.pop(CSRF_HEADER)
    try:
        answer = tried.ask(login, door)
        assert COOKIE in client.cookies
        assert answer.status_code == 403
        assert "页面已经过期" in answer.json()["error"]["what"]
    finally:
        client.headers[CSRF_HEADER] = word


def _related(tried: Tried, door: Door, case: str) -> list[str]:
    """The people of a group to whom a case stands so, and whom the door lets in at all."""
    return [
        login for login, cases in RELATED.items() if case in cases and may_by_table(tried.court.people[login], door)
    ]


def _let_in(answer: httpx.Response) -> bool:
    """Whether the role was let in: what follows may refuse what was sent, but not the person."""
    if answer.status_code in (401, 405) or answer.status_code >= 500:
        return False
    if answer.status_code == 403:
        return answer.json()["error"]["what"] != NOT_ALLOWED
    return True


def test_pages_lead_to_the_login(tried: Tried) -> None:
    """A person who is not logged in is asked to, and comes back to where he wanted."""
    for door in TABLE:
        if door.method == "GET" and door.doing and not door.path.startswith("/api/") and "{" not in door.path:
            answer = tried.clients[""].get(door.path, headers={"accept": "text/html"})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={door.path}"), door.name


def test_the_doors_tell_apart(tried: Tried) -> None:
    """The tests above would notice: a role that is let in where the table says no, and the other way round."""
    shut, opened = Door("GET", "/account", None), Door("GET", "/api/v1/users", DOORS["GET /account"].doing)
    assert tried.ask(None, shut).status_code == 401
    assert not _let_in(tried.ask("zhou.clue", opened))
