"""A case goes through a gate by programs alone: checked, submitted, returned, mended, approved, told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from service.cases.checking import run_check
from service.database.models import Decision, Delivery, Submission, Webhook
from service.moment import now
from tests.service.api.conftest import Program, token_client
from tests.service.checks.samples import add_sample
from tests.service.conftest import Court


def _submit(court: Court, client: TestClient, case_id: int, key: str = "s-1") -> Any:
    """Submits a case and carries out its check; the submission."""
    made = client.post(
        f"/api/v1/cases/{case_id}/submissions", json={"gate": "online-offline"}, headers={"idempotency-key": key}
    )
    assert made.status_code == 201, made.text
    run_check(court.service, made.json()["check_id"])
    return client.get(f"/api/v1/submissions/{made.json()['id']}").json()


def _approval(submission: dict[str, Any]) -> dict[str, Any]:
    """An approval that gives a reason wherever one is asked for."""

    def reasons(items: list[dict[str, Any]]) -> list[dict[str, str]]:
        return [{"rule": one["rule"], "subject": one["subject"], "reason": "已当面核对"} for one in items]

    standing = submission["standing"]
    return {
        "version": submission["version"],
        "text": "同意移送",
        "acknowledged": reasons(standing["acknowledge"]),
        "looked": reasons(standing["look"]),
    }


@pytest.fixture
def sample(court: Court) -> int:
    """A case of 线上查控组 whose papers are in order."""
    return add_sample(court, "online-compliant")


def test_a_check_is_asked_for_watched_and_read(court: Court, program: Program, sample: int) -> None:
    client, path = program("wang.online"), f"/api/v1/cases/{sample}/checks"
    asked = client.post(path, json={"gate": "online-offline"})
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    one = f"{path}/{asked.json()['id']}"
    assert client.get(f"{one}/report").status_code == 404
    run_check(court.service, asked.json()["id"])
    done = client.get(one).json()
    assert (done["state"], done["error"]) == ("done", None)
    report = client.get(f"{one}/report")
    assert json.loads(report.content)["verdict"] == done["verdict"]
    assert "event: over" in client.get(f"{one}/events").text
    pages = client.get(f"{one}/pages", params={"limit": 200}).json()
    assert pages["total"] == json.loads(report.content)["pages"]["in"]
    assert client.get(f"{one}/paper").content[:2] == b"PK"
    assert program("yang.president").get(f"{one}/report").status_code == 403  # names the parties


def test_a_file_is_returned_mended_and_approved(court: Court, program: Program, sample: int) -> None:
    with court.service.writing() as session:
        session.add(Webhook(url="https://oa.court.example/", secret="s", active=True, created_at=now()))
    group, command = program("wang.online"), program("wei.command")
    submission = _submit(court, group, sample)
    assert submission["state"] == "waiting"
    queue = command.get("/api/v1/submissions", params={"tab": "waiting"}).json()
    assert [one["id"] for one in queue["items"]] == [submission["id"]]
    item = {"reason": "missing", "title": "谈话笔录", "owner": "online", "remedy": "补做谈话笔录附卷"}
    returned = command.post(
        f"/api/v1/submissions/{submission['id']}/return",
        json={"version": submission["version"], "items": [item], "text": "请补正", "internal_note": "内部意见一则"},
    )
    assert returned.status_code == 200, returned.text
    seen = group.get(f"/api/v1/submissions/{submission['id']}").json()
    assert (seen["state"], seen["decisions"][0]["internal_note"]) == ("returned", None)
    notice = group.get(f"/api/v1/submissions/{submission['id']}/notices/{returned.json()['id']}")
    assert notice.content[:2] == b"PK"
    second = _submit(court, group, sample, key="s-2")
    assert second["previous_id"] == submission["id"]
    path = f"/api/v1/submissions/{second['id']}/approve"
    if reasoned := [*second["standing"]["look"], *second["standing"]["acknowledge"]]:
        assert command.post(path, json={"version": second["version"]}).status_code == 422, reasoned
    approved = command.post(path, json=_approval(second))
    assert approved.status_code == 200, approved.text
    assert command.get(f"/api/v1/cases/{sample}").json()["group"] == "offline"
    ledger = command.get("/api/v1/ledger").json()["items"]
    assert [one["kind"] for one in ledger] == ["approve", "return"]
    with court.service.reading() as session:
        told = [json.loads(one) for one in session.scalars(select(Delivery.payload).order_by(Delivery.id))]
    assert [(one["event"], one["submission"]["state"]) for one in told] == [
        ("submission.returned", "returned"),
        ("submission.approved", "approved"),
    ]


def test_two_who_approve_at_once_are_one_approval(any_court: Court) -> None:
    case_id = add_sample(any_court, "online-compliant")
    submission = _submit(any_court, token_client(any_court, "wang.online"), case_id)
    path, approval = f"/api/v1/submissions/{submission['id']}/approve", _approval(submission)
    clients = [token_client(any_court, login) for login in ("wei.command", "jiang.command")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda client: client.post(path, json=approval), clients))
    assert sorted(answer.status_code for answer in answers) == [200, 409], [answer.text for answer in answers]
    with any_court.service.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 1


def test_a_repeated_approval_is_one_approval(any_court: Court) -> None:
    case_id = add_sample(any_court, "online-compliant")
    submission = _submit(any_court, token_client(any_court, "wang.online"), case_id)
    client, headers = token_client(any_court, "wei.command"), {"idempotency-key": "approve-1"}
    path, approval = f"/api/v1/submissions/{submission['id']}/approve", _approval(submission)
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: client.post(path, json=approval, headers=headers), range(3)))
    assert [answer.status_code for answer in answers] == [200] * 3, [answer.text for answer in answers]
    assert len({answer.text for answer in answers}) == 1
    with any_court.service.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 1
        assert len(session.scalars(select(Submission)).all()) == 1


def test_nobody_decides_but_who_is_to(court: Court, program: Program, sample: int) -> None:
    submission = _submit(court, program("wang.online"), sample)
    approval = _approval(submission)
    path = f"/api/v1/submissions/{submission['id']}"
    for login in ("wang.online", "han.director"):
        assert program(login).post(f"{path}/approve", json=approval).status_code == 403, login
    for login in ("li.online", "zhu.auditor", "admin"):
        assert program(login).post(f"{path}/approve", json=approval).status_code == 403, login
    assert program("wei.command", "read", "write").post(f"{path}/approve", json=approval).status_code == 403
    assert program("sun.clue").get(path).status_code == 404
    body = {"version": submission["version"], "reason": "重做"}
    assert program("wang.online").post(f"{path}/withdraw", json=body).json()["state"] == "withdrawn"


def test_a_waiver_is_the_bureau_chiefs(program: Program, sample: int) -> None:
    body = {"rule": "jianli/online-offline/notice-posted", "reason": "另行送达", "expires": "2999-12-31"}
    path = f"/api/v1/cases/{sample}/waivers"
    assert program("wei.command").post(path, json=body).status_code == 403
    chief = program("han.director")
    made = chief.post(path, json=body).json()
    assert (made["rule"], made["approver"]["name"]) == (body["rule"], "韩局长")
    assert chief.post(f"{path}/{made['id']}/revoke").json()["revoked_at"]
    assert program("wang.online").get(path).json()["total"] == 1
