"""A program registers cases, imports them, and puts their papers in."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.service.api.conftest import Program, token_client
from tests.service.checks.samples import SAMPLES
from tests.service.conftest import Court

CASE: dict[str, Any] = {
    "number": "（2022）鄂1023执77号",
    "filed_on": "2022-03-01",
    "claim_fen": 5_883_300,
    "parties": [
        {"role": "申请执行人", "name": "周启明", "kind": "自然人", "phone": "13800000001"},
        {"role": "被执行人", "name": "何文斌", "kind": "自然人", "number": "421023198001011234"},
    ],
}


def _register(client: TestClient, **given: Any) -> Any:
    return client.post("/api/v1/cases", json={**CASE, **given})


def test_a_case_is_registered_found_and_corrected(any_court: Court) -> None:
    client = token_client(any_court, "li.online")
    made = _register(client).json()
    assert (made["number"], made["group"], made["working"], made["version"]) == (CASE["number"], "online", True, 1)
    found = client.get("/api/v1/cases", params={"words": "何文斌"}).json()
    assert [one["id"] for one in found["items"]] == [made["id"]]
    assert found["items"][0]["clock"]["due_on"] == "2022-03-22"
    path = f"/api/v1/cases/{made['id']}"
    changed = client.patch(path, json={"version": 1, "paid_fen": 302_246}).json()
    assert (changed["paid_fen"], changed["claim_fen"], changed["version"]) == (302_246, 5_883_300, 2)
    assert client.get(path).json() == changed
    late = client.patch(path, json={"version": 1, "paid_fen": 0})
    assert (late.status_code, client.get(path).json()["paid_fen"]) == (409, 302_246)


def test_what_is_wrong_is_told_field_by_field(program: Program) -> None:
    answer = _register(program("li.online"), number="2022执77", filed_on="2999-01-01", group="clue")
    assert answer.status_code == 422
    assert set(answer.json()["error"]["fields"]) >= {"number", "filed_on", "group"}


def test_a_number_is_registered_once(program: Program) -> None:
    client = program("li.online")
    assert (_register(client).status_code, _register(client).status_code) == (201, 409)


def test_only_who_registers_registers(program: Program) -> None:
    for login in ("sun.clue", "shen.reviewer", "admin", "zhu.auditor"):
        assert _register(program(login)).status_code == 403, login
    assert _register(program("wei.command"), group="clue", entered_on="2022-04-10").status_code == 201


@pytest.mark.parametrize(
    ("login", "number", "phone"),
    [
        ("li.online", "421023198001011234", "13800000001"),
        ("wei.command", "421023198001011234", "13800000001"),
        ("yang.president", "421****1234", "138****0001"),
    ],
)
def test_numbers_of_people_are_for_who_needs_them(program: Program, login: str, number: str, phone: str) -> None:
    case_id = _register(program("li.online")).json()["id"]
    parties = program(login).get(f"/api/v1/cases/{case_id}").json()["parties"]
    assert [one["phone"] for one in parties] == [phone, None]
    assert [one["number"] for one in parties] == [None, number]


def test_a_list_has_only_the_cases_of_ones_group(court: Court, program: Program) -> None:
    court.add_case("（2022）鄂1023执1号", "clue")
    court.add_case("（2022）鄂1023执2号", "zhongben")
    assert program("sun.clue").get("/api/v1/cases").json()["total"] == 1
    assert program("wei.command").get("/api/v1/cases").json()["total"] == 2
    assert program("admin").get("/api/v1/cases").status_code == 403


TABLE = "案号,立案日期,申请执行人,被执行人\n（2022）鄂1023执81号,2022-03-01,周启明,何文斌\n不是案号,2022-03-01,周启明,何文斌\n"


def test_a_table_is_looked_at_then_taken_and_never_twice(court: Court, program: Program) -> None:
    client = program("li.online")

    def send(*, take: bool) -> Any:
        files = {"table": ("案件.csv", TABLE.encode(), "text/csv")}
        return client.post("/api/v1/imports/uploads", params={"take": take}, files=files).json()

    seen = send(take=False)
    assert [row["state"] for row in seen["rows"]] == ["good", "bad"]
    assert seen["rows"][1]["told"]
    assert client.get("/api/v1/cases").json()["total"] == 0
    assert [row["state"] for row in send(take=True)["rows"]] == ["taken", "bad"]
    assert [row["state"] for row in send(take=True)["rows"]] == ["known", "bad"]
    assert client.get("/api/v1/cases").json()["total"] == 1


def test_a_paper_comes_in_parts_and_goes_on_after_a_break(court: Court, program: Program) -> None:
    client, case_id = program("li.online"), court.add_case()
    data, path = (SAMPLES / "online-compliant" / "001.jpg").read_bytes(), f"/api/v1/cases/{case_id}/uploads"
    start = {"name": "001.jpg", "size": len(data), "key": "receipt-01"}
    assert client.post(path, json=start).json()["offset"] == 0
    first = client.put(f"{path}/receipt-01", params={"offset": 0}, content=data[:100])
    assert first.json()["offset"] == 100
    assert client.put(f"{path}/receipt-01", params={"offset": 50}, content=data[50:]).status_code == 409
    again = client.post(path, json=start).json()
    assert (again["offset"], again["finished"]) == (100, False)
    done = client.put(f"{path}/receipt-01", params={"offset": 100}, content=data[100:]).json()
    assert (done["finished"], done["taken"][0]["state"]) == (True, "added")
    paper = client.get(f"/api/v1/cases/{case_id}/papers").json()["items"][0]
    original = client.get(f"/api/v1/cases/{case_id}/papers/{paper['id']}")
    assert (original.content, original.headers["content-type"]) == (data, "application/octet-stream")
    removed = client.delete(f"/api/v1/cases/{case_id}/papers/{paper['id']}", params={"reason": "重复"}).json()
    assert removed["removed_at"]
    assert client.get(f"/api/v1/cases/{case_id}/papers").json()["total"] == 0
    assert client.get(f"/api/v1/cases/{case_id}/papers", params={"removed": True}).json()["total"] == 1
