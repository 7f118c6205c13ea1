"""One shape for lists, one for errors."""

from __future__ import annotations

from itertools import pairwise

import pytest

from service.database.models import LedgerEntry
from service.ledger import Act, record
from tests.service.api.conftest import Program, token_client
from tests.service.conftest import PEOPLE, Court


def test_a_list_is_walked_by_its_own_addresses(program: Program) -> None:
    client, found, path = program("admin"), [], "/api/v1/users?limit=5"
    while path:
        page = client.get(path).json()
        assert page["total"] == len(PEOPLE)
        found += [one["login"] for one in page["items"]]
        path = page["next"]
    assert found == sorted(PEOPLE)
    beyond = client.get("/api/v1/users?page=99").json()
    assert (beyond["items"], beyond["next"]) == ([], None)


def test_filters_stay_in_the_address_of_the_next_page(program: Program) -> None:
    page = program("admin").get("/api/v1/users", params={"group": "clue", "limit": 2}).json()
    assert page["total"] == 3
    assert "group=clue" in page["next"]


@pytest.mark.parametrize("query", ["limit=201", "limit=0", "page=0", "page=1000001", "page=x", "limit=-1"])
def test_limits_are_capped(program: Program, query: str) -> None:
    answer = program("admin").get(f"/api/v1/users?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"]


ERRORS = {
    "nobody": ("GET", "/api/v1/me", None, 401),
    "no route": ("GET", "/api/v1/nothing", None, 404),
    "wrong method": ("PUT", "/api/v1/me", None, 405),
    "no json": ("POST", "/api/v1/users", "{", 422),
    "not utf-8": ("POST", "/api/v1/users", b"\xff", 400),
    "unknown field": ("POST", "/api/v1/webhooks", '{"url": "https://a.example", "x": 1}', 422),
    "too large a number": ("GET", "/api/v1/users/99999999999999999999", None, 422),
    "not there": ("GET", "/api/v1/users/999", None, 404),
    "too long": ("POST", "/api/v1/webhooks", '{"url": "' + "x" * 2_000_000 + '"}', 413),
    "control character": ("GET", "/api/v1/rules?text=%00", None, 422),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_have_one_shape(court: Court, program: Program, name: str) -> None:
    method, path, content, status = ERRORS[name]
    client = program("admin") if name != "nobody" else court.browser()
    answer = client.request(method, path, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert error["status"] == status
    assert error["what"]
    assert set(error) <= {"status", "what", "where", "how", "fields", "reference"}


@pytest.mark.parametrize("first", ["", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("last", ["", "0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_time_find_nothing(any_court: Court, first: str, last: str) -> None:
    client = token_client(any_court, "wei.command")
    asked = {name: day for name, day in (("first", first), ("last", last)) if day}
    answer = client.get("/api/v1/ledger", params=asked)
    assert answer.status_code in (200, 422), answer.text
    assert "程序内部错误" not in answer.text


def test_a_fault_of_ours_has_a_number_and_no_trace(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("service.api.routes.rules._brief", fails)
    client = court.browser("li.online", raise_server_exceptions=False)
    answer = client.get("/api/v1/rules")
    assert answer.status_code == 500
    assert len(answer.json()["error"]["reference"]) == 8
    assert "secret detail" not in answer.text


def test_text_that_a_database_cannot_hold_is_refused(any_court: Court) -> None:
    """PostgreSQL keeps no NUL character."""
    client = token_client(any_court, "admin")
    person = {"login": "a\x00b", "name": "名", "role": "command", "password": "Yongyu-jiekou-2026"}
    assert client.post("/api/v1/users", json=person).status_code == 422


def test_the_administrator_keeps_people(court: Court, program: Program) -> None:
    client = program("admin")
    person = {"login": "new.clue", "name": "新来", "role": "member", "group": "clue", "password": "Yongyu-jiekou-2026"}
    made = client.post("/api/v1/users", json=person).json()
    assert (made["title"], made["active"]) == ("线索查控组组员", True)
    changed = client.patch(f"/api/v1/users/{made['id']}", json={"role": "leader", "active": False}).json()
    assert (changed["title"], changed["active"], changed["name"]) == ("线索查控组组长", False, "新来")
    assert client.get(f"/api/v1/users/{made['id']}").json() == changed
    own = client.get("/api/v1/me").json()["id"]
    assert client.patch(f"/api/v1/users/{own}", json={"active": False}).status_code == 422
    assert client.patch(f"/api/v1/users/{made['id']}", json={"password": "1234567890"}).status_code == 422


def test_the_audit_ledger_is_followed_entry_by_entry(any_court: Court) -> None:
    for number in range(5):
        with any_court.service.writing() as session:
            record(session, Act.EXPORTED, any_court.person(session, "li.online"), about=f"表{number}", number=number)
    client = token_client(any_court, "zhu.auditor")
    whole = client.get("/api/v1/audit", params={"newest_first": False, "act": "exported"}).json()["items"]
    assert [one["detail"]["number"] for one in whole] == [0, 1, 2, 3, 4]
    assert all(later["previous"] == earlier["hash"] for earlier, later in pairwise(whole))
    rest = client.get("/api/v1/audit", params={"newest_first": False, "after": whole[2]["seq"], "limit": 2}).json()
    assert [one["seq"] for one in rest["items"]] == [whole[2]["seq"] + 1, whole[2]["seq"] + 2]
    nobody = client.get("/api/v1/audit", params={"since": "2999-01-01T00:00:00Z"}).json()
    assert nobody["total"] == 0
    with any_court.service.reading() as session:
        assert session.get_one(LedgerEntry, 1).hash == whole[0]["hash"]


def test_rules_are_found_and_told_whole(program: Program) -> None:
    client = program("li.online")
    found = client.get("/api/v1/rules", params={"gate": "zhongben", "pack": "national", "text": "三个月"}).json()
    assert "national/zhongben/three-months" in [one["id"] for one in found["items"]]
    rule = client.get("/api/v1/rules/national/zhongben/three-months").json()
    assert rule["applies_when"][0] == "案件.结案方式 是 终结本次执行程序"
    assert rule["requires"]
    assert rule["examples"]
    assert client.get("/api/v1/rules/national/zhongben/nothing").status_code == 404
    assert client.get("/api/v1/gates").json()["gates"][0]["receiver"] == "offline"
