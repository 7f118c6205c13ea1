"""The table `access.yaml`, and the court in which its doors are tried.

Nothing that is tried is kept: the court's writing sessions are undone at their end, so the doors can be tried in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from checker.gates import SENDER
from checker.yamlfile import read_yaml
from service.accounts.policy import GRANTED, OF_GROUP, Doing
from service.accounts.tokens import make_token
from service.cases.uploads import _own
from service.database.models import (
    AftercareKind,
    AftercareTask,
    Case,
    CasePaper,
    Check,
    CheckState,
    Correction,
    CorrectionOf,
    Decision,
    DecisionKind,
    Delivery,
    Escalation,
    Feedback,
    FeedbackState,
    GrantedWaiver,
    Passage,
    ReturnItem,
    Role,
    Submission,
    SubmissionState,
    Upload,
    User,
    Webhook,
)
from service.moment import now
from tests.service.checks.samples import add_sample, checked
from tests.service.conftest import Court

FILE = Path(__file__).with_name("access.yaml")
EVERYBODY = "everybody"
KEY = "file-0001"  # of an upload that each person has begun in each case
OBJECTS = ("", "case", "held", "own")
BY_ROLE = {
    Role.MEMBER: "zhou.clue",
    Role.LEADER: "sun.clue",
    Role.REVIEWER: "shen.reviewer",
    Role.COMMAND: "wei.command",
    Role.DIRECTOR: "han.director",
    Role.PRESIDENT: "yang.president",
    Role.AUDITOR: "zhu.auditor",
    Role.ADMIN: "admin",
}
"""One person of each role; those of a group are of the same."""
OTHERS = ("li.online", "chen.zhongben", "chu.zhongben")
"""Of the groups to which something is granted that other groups do not have: registering, looking after ended cases."""
RELATED = {
    "zhou.clue": {"own": "clue", "handed": "refusal", "foreign": "zhongben"},
    "sun.clue": {"own": "clue", "handed": "refusal", "foreign": "zhongben"},
    "chen.zhongben": {"own": "zhongben", "foreign": "clue"},
    "chu.zhongben": {"own": "zhongben", "foreign": "clue"},
}
"""For people of a group: the case that his group has, one that it handed over, and one that it never had, by the group that has
it now.
"""


@dataclass(frozen=True, slots=True)
class Door:
    """A line of the table. `doing` None: everybody."""

    method: str
    path: str
    doing: Doing | None
    object: str = ""
    sent: Mapping[str, Any] = field(default_factory=dict)
    own: int = 200

    @property
    def name(self) -> str:
        """As the table names it."""
        return f"{self.method} {self.path}"

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method not in ("GET", "HEAD")


def read_table() -> list[Door]:
    """All lines of the table."""
    doors = []
    for name, told in _plain(read_yaml(FILE)).items():
        method, path = str(name).split(" ")
        line = {"may": told} if isinstance(told, str) else dict(told)
        may, _, thing = str(line.pop("may")).partition(" ")
        assert thing in OBJECTS, name
        own = int(line.pop("own", 200))
        doors.append(Door(method, path, None if may == EVERYBODY else Doing(may), thing, line, own))
    return doors


def _plain(value: Any) -> Any:
    """YAML as plain Python, whatever the reader keeps beside it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def may_by_table(person: User, door: Door) -> bool:
    """Whether the policy lets a person through a door at all; worked out here anew, not by the service's own function."""
    if door.doing is None:
        return True
    role = Role(person.role)
    if role.of_group and OF_GROUP.get(door.doing, person.group) != person.group:
        return False
    return role in GRANTED[door.doing]


@dataclass
class Tried:
    """The court, the ids for each case by its name, and a client for each person."""

    court: Court
    ids: dict[str, dict[str, object]]
    clients: dict[str, TestClient] = field(default_factory=dict)

    def ask(self, login: str | None, door: Door, case: str = "own", token: str = "") -> httpx.Response:
        """Tries a door with the ids of a case that stands so to the person (for who is of no group, the case of 线索查控组)."""
        client = self._client(None if token else login)
        group = RELATED.get(login or "", RELATED["sun.clue"])[case]
        ids = self.ids["all"] | self.ids[group] | {"token_id": self.ids["tokens"].get(login or "", 0)}
        sent = _filled(dict(door.sent), ids)
        headers = {"accept": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
        files = {name: (file[0], file[1].encode()) for name, file in sent.get("files", {}).items()} or None
        return client.request(
            door.method,
            fill(door.path, ids),
            json=sent.get("json"),
            data=sent.get("form"),
            files=files,
            params=sent.get("query"),
            headers=headers,
        )

    def _client(self, login: str | None) -> TestClient:
        key = login or ""
        if key not in self.clients:
            self.clients[key] = self.court.browser(login, raise_server_exceptions=False)
        return self.clients[key]


def fill(path: str, ids: Mapping[str, object]) -> str:
    """A path with its ids; one that the court has no id for is a gap in the seed."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: str(ids[found[1]]), path)


def _filled(value: Any, ids: Mapping[str, object]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, ids) for one in value]
    return fill(value, ids) if isinstance(value, str) else value


@contextmanager
def nothing_kept(court: Court) -> Iterator[None]:
    """While open, what is written is undone at the end of its session; those who ask do not see the difference."""
    database = court.service.database
    kept = database.writing

    @contextmanager
    def undone() -> Iterator[Session]:
        with database._writing() as session:
            yield session
            session.flush()
            session.rollback()

    database.writing = undone  # type: ignore[method-assign]
    try:
        yield
    finally:
        database.writing = kept  # type: ignore[method-assign]


def seed(court: Court) -> Tried:
    """Three cases: with 线索查控组, handed over from there to 拒执打击组, and with 终本办理组, where 线索查控组 never had it."""
    made = checked(court, add_sample(court, "online-compliant"), "online-offline")
    ids: dict[str, dict[str, object]] = {
        "clue": _case(court, made, "（2022）鄂1023执1号", "clue", "offline"),
        "refusal": _case(court, made, "（2022）鄂1023执2号", "refusal", "clue"),
        "zhongben": _case(court, made, "（2022）鄂1023执3号", "zhongben", "refusal"),
    }
    with court.service.writing() as session:
        webhook = Webhook(url="https://oa.court.example/", secret="s", active=True, created_at=now())
        session.add(webhook)
        session.flush()
        session.add(Delivery(webhook_id=webhook.id, event="test", payload="{}", next_at=now(), done_at=now()))
        ids["all"] = {
            "webhook_id": webhook.id,
            "user_id": court.people["wu.clue"].id,
            "handler_id": court.people["wu.clue"].id,
            "pack": "national",
            "section": "zhongben",
            "slug": "three-months",
            "key": KEY,
            "name": "transfers.xlsx",
            "number": 1,
        }
        ids["tokens"] = {
            login: make_token(session, court.person(session, login), "试验", ["read"], 30)[0].id
            for login in (*BY_ROLE.values(), *OTHERS)
        }
    return Tried(court, ids)


def _case(court: Court, made: Check, number: str, group: str, came_from: str) -> dict[str, object]:
    """A case with one of everything; its ids. `made`: a check whose report and reading it is given."""
    case_id = court.add_case(number, group)
    by, at, day = court.people["sun.clue"].id, now(), date(2022, 3, 20)
    members = [one for one in court.people.values() if one.group == group and one.role == Role.MEMBER]
    gate = next(gate for gate, sender in SENDER.items() if sender == group)
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        if members:
            case.handler_id = members[0].id
        before = next(gate for gate, sender in SENDER.items() if sender == came_from)
        session.add(Passage(case=case, gate=before, on=day, from_group=came_from, to_group=group))
        docx = court.service.blobs.put_bytes(b"docx")
        paper = CasePaper(case=case, name="卷.pdf", sha256=docx, size=4, added_by_id=by, added_at=at)
        check = Check(case=case, gate=gate, state=CheckState.DONE, requested_by_id=by, requested_at=at)
        check.verdict, check.report_sha256 = made.verdict, made.report_sha256
        check.reading_sha256, check.paper_sha256 = made.reading_sha256, made.paper_sha256
        submission = Submission(
            case=case, gate=gate, from_group=group, by_id=by, at=at, check=check, state=SubmissionState.RETURNED
        )
        decision = Decision(submission=submission, kind=DecisionKind.RETURN, by_id=by, at=at, to_group=group)
        decision.notice_number, decision.notice_sha256 = f"退{case_id}", docx
        item = ReturnItem(decision=decision, reason="missing", title="缺材料", owner="online")
        correction = Correction(
            case_id=case_id,
            of=CorrectionOf.KIND,
            file="卷.pdf",
            page=1,
            name="first",
            value="执行通知书",
            by_id=by,
            at=at,
        )
        waiver = GrantedWaiver(
            case_id=case_id, rule="jianli/x/y", reason="因", approver_id=by, expires=day + timedelta(9999), at=at
        )
        escalation = Escalation(case=case, owed_by="online", reason="督促不办", by_id=by, at=at)
        feedback = Feedback(
            case=case,
            stage=group,
            to_name="周启明",
            phone="13800000001",
            text="进展",
            by_id=by,
            at=at,
            on=day,
            next_at=at,
            state=FeedbackState.FAILED,
        )
        task = AftercareTask(case=case, kind=AftercareKind.QUERY, due_on=day)
        uploads = [
            Upload(case_id=case_id, key=_own(person, KEY), name="卷.pdf", size=2, by_id=person.id, begun_at=at)
            for person in court.people.values()
        ]
        things = (paper, check, submission, decision, item, correction, waiver, escalation, feedback, task, *uploads)
        session.add_all(things)
        session.flush()
        return {
            "case_id": case_id,
            "case_number": number,
            "case_version": case.version,
            "applicant_id": case.applicants[0].id,
            "gate": gate,
            "paper_id": paper.id,
            "check_id": check.id,
            "submission_id": submission.id,
            "version": submission.version,
            "decision_id": decision.id,
            "item_id": item.id,
            "correction_id": correction.id,
            "waiver_id": waiver.id,
            "escalation_id": escalation.id,
            "feedback_id": feedback.id,
            "message_id": feedback.id,
            "task_id": task.id,
            "upload_id": uploads[0].id,
        }
