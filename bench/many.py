"""Fills an empty court with thousands of cases and all that belongs to them, straight into the tables.

Only for measuring: nothing is checked and the originals of the papers are not there; one report and one reading (`Shown`) stand
for all. The ledger is chained as if it had been written act by act.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from checker.gates import GATES, MAIN_LINE, RECEIVER, SENDER
from service.context import Service
from service.database.models import (
    Acknowledgement,
    AftercareTask,
    Assignment,
    Base,
    Case,
    CaseLimit,
    CasePaper,
    CaseParty,
    Check,
    Decision,
    Escalation,
    Feedback,
    GrantedWaiver,
    LedgerEntry,
    Passage,
    ReturnItem,
    Role,
    Submission,
    User,
)
from service.ledger.record import START, hash_of, plain
from service.rulebase import rulebook

_FIRST = 1_000_000  # ids of what is there already are below
HANDLING = ("online", "offline", "clue", "disposal", "refusal", "zhongben")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰文斌志建国华玉红海燕春生晓东小波金发"
_PLACES = ("容城", "朱河", "新沟", "白螺", "汴河", "上车", "棋盘", "毛市")
_TRADES = ("商贸", "建筑劳务", "米业", "水产", "物流", "装饰工程", "农业发展", "汽车销售")


@dataclass(frozen=True, slots=True)
class Shown:
    """What every check points to: the SHA-256 of a report, of a reading and of a paper in the store."""

    report: str
    reading: str
    paper: str


class Rows:
    """Rows by table, with the ids that they will have, written many at once."""

    def __init__(self) -> None:
        self.of: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Base], **values: object) -> int:
        """One more row; returns its id."""
        rows = self.of[table]
        rows.append({"id": _FIRST + len(rows), **values})
        return _FIRST + len(rows) - 1

    def write(self, session: Session, tables: Iterable[type[Base]]) -> None:
        """Writes the rows of these tables, in this order."""
        for table in tables:
            rows = iter(self.of.pop(table, []))
            while some := list(islice(rows, 2_000)):
                session.execute(insert(table), some)


def fill(service: Service, cases: int, today: date, shown: Shown, seed: int = 7) -> None:
    """Adds people, `cases` cases with their histories, and the ledger of it all."""
    with service.writing() as session:
        people = _people(session)
        rows = Rows()
        maker = _Maker(random.Random(seed), rows, people, today, shown)
        for number in range(1, cases + 1):
            maker.case(number)
        order = (Case, CaseParty, CasePaper, Check, Submission, Decision, ReturnItem, Passage, Acknowledgement)
        rows.write(session, (*order, Assignment, Feedback, AftercareTask, GrantedWaiver, Escalation, CaseLimit))
        _write_ledger(session, maker.acts)
    _seal(service)


def _people(session: Session) -> dict[str, list[User]]:
    """Leader and five members of each group, and the other roles; by group, or by role."""
    at = datetime.now(UTC)
    given: list[tuple[str, Role, str | None]] = []
    for group in HANDLING:
        given += [(f"leader.{group}", Role.LEADER, group)]
        given += [(f"m{number}.{group}", Role.MEMBER, group) for number in range(1, 6)]
    given += [(f"{role}{number}", role, None) for role in Role if not role.of_group for number in (1, 2)]
    people: dict[str, list[User]] = defaultdict(list)
    for number, (login, role, group) in enumerate(given):
        name = _SURNAMES[number % len(_SURNAMES)] + _NAMES[number % len(_NAMES)]
        user = User(login=login, name=name, role=role, group=group, password_hash="!", created_at=at)
        session.add(user)
        people[group or role].append(user)
    session.flush()
    return people


class _Maker:
    """Makes one case after the other."""

    def __init__(
        self, chance: random.Random, rows: Rows, people: dict[str, list[User]], today: date, shown: Shown
    ) -> None:
        self.chance, self.rows, self.people, self.today, self.shown = chance, rows, people, today, shown
        self.rules = [rule for rule in rulebook().rules if rule.id.startswith("jianli/")]
        self.acts: list[tuple[datetime, User, str, int, str]] = []

    def case(self, number: int) -> None:
        """A case: open in one of the groups (a fifth), closed, or under aftercare."""
        chance = self.chance
        ends = chance.choices(("open", "closed", "aftercare"), (20, 30, 50))[0]
        group = chance.choice(HANDLING) if ends == "open" else "zhongben" if ends == "aftercare" else "online"
        ago = chance.randrange(1, 40) if ends == "open" else chance.randrange(60, 1_500)
        passed = [gate for gate in MAIN_LINE if HANDLING.index(SENDER[gate]) < HANDLING.index(group)]
        if group == "disposal":
            passed = ["online-offline", "offline-clue", "clue-disposal"]
        entered = self.today - timedelta(days=ago)
        filed = entered - timedelta(days=20 * len(passed) + chance.randrange(0, 5))
        handler = chance.choice(self.people[group]) if chance.random() > 0.05 else None
        opener = chance.choice(self.people["online"])
        text = f"（{filed.year}）鄂1023执{100_000 + number}号"
        case = self.rows.add(
            Case,
            number=text,
            filed_on=filed,
            closing_kind={"open": None, "closed": "执行完毕", "aftercare": "终结本次执行程序"}[ends],
            claim_fen=chance.randrange(100_000, 90_000_000),
            paid_fen=chance.choice((0, 0, 302_246)),
            group=group,
            handler_id=handler.id if handler else None,
            state=ends,
            entered_on=entered,
            closed_on=None if ends == "open" else entered + timedelta(days=10),
            created_by_id=opener.id,
            created_at=_at(filed),
            version=1,
        )
        self.acts.append((_at(filed), opener, "case-created", case, text))
        self._parties(case)
        for paper in range(1, chance.randrange(6, 16)):
            self.rows.add(CasePaper, **self._paper(case, paper, filed, opener))
        self._history(case, text, passed, filed, ends)
        if ends == "open" and chance.random() < 0.3 and (gate := self._next_gate(group)):
            self._submission(case, text, gate, self.today - timedelta(days=1), chance.choice(("waiting", "returned")))
        if ends == "open":
            self._limits(case, filed)
        if handler:
            self.rows.add(Assignment, case_id=case, group=group, handler_id=handler.id, how="handover", draw="",
                          by_id=self.people[group][0].id, at=_at(entered))  # fmt: skip
        if ends == "aftercare":
            self._aftercare(case, entered)
        if chance.random() < 0.05:
            self._exceptions(case, group, entered)

    def _parties(self, case: int) -> None:
        for role in ("申请执行人", *["被执行人"] * self.chance.randrange(1, 4)):
            company = self.chance.random() < 0.3
            place, trade = self.chance.choice(_PLACES), self.chance.choice(_TRADES)
            person = self.chance.choice(_SURNAMES) + self.chance.choice(_NAMES) + self.chance.choice(_NAMES)
            name = f"监利市{place}{person[1:]}{trade}有限公司" if company else person
            self.rows.add(
                CaseParty,
                case_id=case,
                role=role,
                name=name,
                kind="企业" if company else "自然人",
                number=f"4210231980{self.chance.randrange(10**7, 10**8)}",
                phone=f"139{self.chance.randrange(10**7, 10**8)}",
            )

    def _paper(self, case: int, number: int, filed: date, by: User) -> dict[str, object]:
        digest = f"{self.chance.getrandbits(256):064x}"
        return {"case_id": case, "name": f"{number:03d}.pdf", "sha256": digest, "size": 250_000, "added_by_id": by.id,
                "added_at": _at(filed)}  # fmt: skip

    def _history(self, case: int, text: str, passed: list[str], filed: date, ends: str) -> None:
        day = filed
        last = {"closed": ["closing-performed"], "aftercare": ["zhongben"]}.get(ends, [])
        for gate in (*passed, *last):
            day += timedelta(days=self.chance.randrange(8, 20))
            if self.chance.random() < 0.35:
                self._submission(case, text, gate, day - timedelta(days=5), "returned", repaired=day)
            submission = self._submission(case, text, gate, day, "approved")
            if gate in SENDER:
                self.rows.add(Passage, case_id=case, gate=gate, on=day, from_group=SENDER[gate],
                              to_group=RECEIVER.get(gate), submission_id=submission)  # fmt: skip
            self._feedback(case, SENDER.get(gate, "online"), day)

    def _submission(self, case: int, text: str, gate: str, day: date, state: str, repaired: date | None = None) -> int:
        chance = self.chance
        by = chance.choice(self.people[SENDER.get(gate, "online")])
        decider = chance.choice(self.people["reviewer" if gate.startswith("closing") else "command"])
        check = self.rows.add(
            Check,
            case_id=case,
            gate=gate,
            purpose="submission",
            state="done",
            pages_done=45,
            pages_all=45,
            verdict="pass" if state == "approved" else chance.choice(("return", "review", "pass")),
            violated=0 if state == "approved" else chance.randrange(1, 6),
            undetermined=chance.randrange(0, 4),
            superior_violated=chance.randrange(0, 2),
            inputs=None,
            report_sha256=self.shown.report,
            reading_sha256=self.shown.reading,
            paper_sha256=self.shown.paper,
            requested_by_id=by.id,
            requested_at=_at(day),
            finished_at=_at(day) + timedelta(minutes=3),
        )
        submission = self.rows.add(
            Submission, case_id=case, gate=gate, from_group=by.group or "online", by_id=by.id, at=_at(day), check_id=check,
            state=state, note="", version=1,
        )  # fmt: skip
        self.acts.append((_at(day), by, "submitted", case, text))
        if state in ("approved", "returned"):
            at = _at(day) + timedelta(hours=chance.randrange(1, 40))
            kind = "approve" if state == "approved" else "return"
            decision = self.rows.add(
                Decision,
                submission_id=submission,
                kind=kind,
                by_id=decider.id,
                at=at,
                text="请补正" if kind == "return" else "",
                internal_note="",
                fixable=True,
                to_group=by.group,
                to_user_id=by.id,
                notice_number=f"（{day.year}）执退字第{submission}号" if kind == "return" else None,
                notice_sha256=self.shown.paper if kind == "return" else None,
            )
            self.acts.append((at, decider, state, case, text))
            if kind == "return":
                self._items(decision, gate, day, repaired)
        return submission

    def _items(self, decision: int, gate: str, day: date, repaired: date | None) -> None:
        rules = [rule for rule in self.rules if gate in rule.gates] or self.rules
        for rule in self.chance.sample(rules, min(len(rules), self.chance.randrange(1, 5))):
            self.rows.add(
                ReturnItem,
                decision_id=decision,
                reason="missing",
                rule=rule.id,
                code=rule.code,
                title=rule.title,
                subject="案件",
                owner=SENDER.get(gate, "online"),
                problem="卷内没有找到这份材料",
                remedy="补齐后重新报送",
                pages="",
                basis="监法〔2022〕19号",
                fixable=True,
                due_on=day + timedelta(days=7),
                repaired_on=repaired,
            )

    def _feedback(self, case: int, stage: str, day: date) -> None:
        if self.chance.random() < 0.8:
            by = self.chance.choice(self.people[stage])
            self.rows.add(Feedback, case_id=case, stage=stage, to_name="申请执行人", phone="13800000001", text="案件进展情况告知",
                          state="sent", error="", by_id=by.id, at=_at(day), on=day, next_at=_at(day), sent_at=_at(day))  # fmt: skip

    def _aftercare(self, case: int, entered: date) -> None:
        ended = entered + timedelta(days=10)
        for number in range(11):
            due = ended + (timedelta(days=7) if number == 0 else timedelta(days=182 * number))
            done = due if due < self.today and self.chance.random() < 0.97 else None
            self.rows.add(
                AftercareTask,
                case_id=case,
                kind="query" if number else "registration",
                number=number or 1,
                due_on=due,
                done_on=done,
                done_by_id=self.people["zhongben"][0].id if done else None,
                result="已办" if done else "",
            )

    def _exceptions(self, case: int, group: str, entered: date) -> None:
        director, leader = self.people["director"][0], self.people[group][0]
        rule = self.chance.choice(self.rules)
        self.rows.add(GrantedWaiver, case_id=case, rule=rule.id, subject="", reason="经研究同意", approver_id=director.id,
                      expires=self.today + timedelta(days=30), at=_at(entered))  # fmt: skip
        self.rows.add(Escalation, case_id=case, title="已向两户以上周边邻居调查", owed_by="clue", reason="经督促仍未补齐", by_id=leader.id, at=_at(entered), order="",
                      decided_by_id=None)  # fmt: skip

    def _limits(self, case: int, filed: date) -> None:
        for limit, days in (("notice-issued", 10), ("six-months", 182)):
            due = filed + timedelta(days=days)
            done = due if limit == "notice-issued" and self.chance.random() < 0.8 else None
            self.rows.add(
                CaseLimit, case_id=case, limit=limit, subject="案件", starts_on=filed, due_on=due, done_on=done
            )

    def _next_gate(self, group: str) -> str | None:
        return next((gate for gate in GATES if SENDER.get(gate) == group), None)


def _write_ledger(session: Session, acts: list[tuple[datetime, User, str, int, str]]) -> None:
    last = session.execute(select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, START)
    rows = []
    for at, user, act, case, text in sorted(acts, key=lambda one: (one[0], one[3])):
        seq += 1
        entry = LedgerEntry(seq=seq, at=at, actor_id=user.id, actor=user.name, act=act, case_id=case, about=text,
                            detail=plain({}), previous=previous)  # fmt: skip
        previous = hash_of(entry)
        rows.append({c.key: getattr(entry, c.key) for c in LedgerEntry.__mapper__.column_attrs} | {"hash": previous})
    for start in range(0, len(rows), 2_000):
        session.execute(insert(LedgerEntry), rows[start : start + 2_000])


def _seal(service: Service) -> None:
    with service.reading() as session:
        head = session.execute(
            select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
        ).one()
    service.checkpoints.append((head.seq, head.hash))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(2, 30), UTC)
