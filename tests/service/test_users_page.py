"""用户: what the administrator does with accounts, and what nobody else does."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from service.accounts.passwords import hash_password, password_fits
from service.database.models import LedgerEntry, User
from service.deps import CSRF_HEADER
from service.routes.users import new_password
from tests.service.conftest import PASSWORD, Court


def _acts(court: Court) -> list[str]:
    with court.service.reading() as session:
        return [entry.act for entry in session.query(LedgerEntry).order_by(LedgerEntry.seq)]


def _user(court: Court, login: str) -> User:
    with court.service.reading() as session:
        return session.scalars(select(User).where(User.login == login)).one()


def test_a_new_person_gets_an_initial_password_that_is_shown_once(court: Court) -> None:
    browser = court.browser("admin")
    shown = browser.post(
        "/users/new", data={"login": "xin.clue", "name": "新来", "role": "member", "group": "clue"}
    ).text
    password = re.search(r'<code class="token">([^<]+)</code>', shown)
    assert password
    user = _user(court, "xin.clue")
    assert password_fits(password[1], user.password_hash)
    assert user.must_change_password
    assert password[1] not in browser.get(f"/users/{user.id}").text
    with court.service.reading() as session:
        assert not any(password[1] in entry.detail for entry in session.query(LedgerEntry))
    answer = court.browser().post("/login", data={"login": "xin.clue", "password": password[1]})
    assert answer.headers["location"] == "/account/password"


WRONG = {
    "taken": ({"login": "li.online", "name": "x", "role": "member", "group": "clue"}, 409, "已经有人使用"),
    "no group": ({"login": "a", "name": "x", "role": "leader", "group": ""}, 422, "须写明所在的组"),
    "no role": ({"login": "a", "name": "x", "role": "king", "group": ""}, 422, "没有这种角色"),
    "no name": ({"login": "a", "name": " ", "role": "auditor", "group": ""}, 422, "须填写"),
    "command is no group of members": (
        {"login": "a", "name": "x", "role": "member", "group": "command"},
        422,
        "所在的组",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_form_is_told_and_keeps_what_was_entered(court: Court, name: str) -> None:
    data, status, told = WRONG[name]
    answer = court.browser("admin").post("/users/new", data=data)
    assert answer.status_code == status
    assert told in answer.text
    assert f'value="{data["login"]}"' in answer.text
    with court.service.reading() as session:
        assert session.scalar(select(User.id).where(User.login == "a")) is None


def test_a_change_ends_the_logins_of_the_person(court: Court) -> None:
    li, admin = court.browser("li.online"), court.browser("admin")
    user = court.people["li.online"]
    data = {"name": "李线下", "role": "leader", "group": "offline", "active": "true"}
    assert "必须重新登录" in admin.post(f"/users/{user.id}", data=data).text.replace("须重新登录", "必须重新登录")
    assert li.get("/account").status_code == 303
    changed = _user(court, "li.online")
    assert (changed.name, changed.title, changed.active) == ("李线下", "线下查控组组长", True)


def test_a_person_who_is_stopped_cannot_come_back_in(court: Court) -> None:
    li, admin = court.browser("li.online"), court.browser("admin")
    user = court.people["li.online"]
    admin.post(f"/users/{user.id}", data={"name": "李线上", "role": "member", "group": "online"})
    assert li.get("/account").status_code == 303
    assert not _user(court, "li.online").active
    assert "已停用" in admin.get("/users").text


def test_the_administrator_does_not_lock_himself_out(court: Court) -> None:
    admin, user = court.browser("admin"), court.people["admin"]
    for data in ({"role": "admin"}, {"role": "auditor", "active": "true"}):
        assert admin.post(f"/users/{user.id}", data={"name": "秦", **data}).status_code == 422
    assert admin.get("/users").status_code == 200


def test_a_new_password_and_the_end_of_all_logins(court: Court) -> None:
    li, admin, user = court.browser("li.online"), court.browser("admin"), court.people["li.online"]
    assert admin.post(f"/users/{user.id}/logins/end").status_code == 303
    assert li.get("/account").status_code == 303
    li = court.browser("li.online")
    shown = admin.post(f"/users/{user.id}/password").text
    password = re.search(r'<code class="token">([^<]+)</code>', shown)
    assert password
    assert li.get("/account").status_code == 303
    changed = _user(court, "li.online")
    assert password_fits(password[1], changed.password_hash)
    assert (changed.must_change_password, changed.name, changed.group) == (True, "李线上", "online")
    assert _acts(court)[-1] == "user-changed"


@pytest.mark.parametrize(
    "login", ["li.online", "sun.clue", "wei.command", "han.director", "zhu.auditor", "yang.president"]
)
def test_nobody_else_manages_accounts(court: Court, login: str) -> None:
    browser, target = court.browser(login), court.people["li.online"].id
    for path in ("/users", "/users/new", f"/users/{target}"):
        assert browser.get(path).status_code == 403
    role = {"name": "x", "role": "admin", "active": "true"}
    for path, data in (
        ("new", {**role, "login": "z"}),
        (target, role),
        (f"{target}/password", {}),
        (f"{target}/logins/end", {}),
    ):
        assert browser.post(f"/users/{path}", data=data).status_code == 403
    assert _user(court, "li.online").role == "member"


def test_a_form_of_another_site_changes_nothing(court: Court) -> None:
    browser = court.browser("admin")
    del browser.headers[CSRF_HEADER]
    assert browser.post(f"/users/{court.people['li.online'].id}/password").status_code == 403


def test_the_list_is_searched(court: Court) -> None:
    browser = court.browser("admin")
    assert re.findall(r'/users/\d+">(\w+)<', browser.get("/users?q=索").text) == ["孙线索", "吴索", "周索"]
    assert re.findall(r'/users/\d+">(\w+)<', browser.get("/users?role=command").text) == ["卫指挥", "蒋指挥"]
    assert "没有符合条件的用户" in browser.get("/users", params={"q": "%"}).text


def test_who_is_not_there_is_not_found(court: Court) -> None:
    assert court.browser("admin").get("/users/9999").status_code == 404


def test_initial_passwords_differ_and_are_strong() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", one) for one in made)


def test_the_first_password_leads_to_the_desk_and_a_later_one_says_that_it_is_changed(court: Court) -> None:
    with court.service.writing() as session:
        person = court.person(session, "li.online")
        person.password_hash, person.must_change_password = hash_password(PASSWORD), True
    browser = court.browser("li.online")
    form = {"old": PASSWORD, "password": PASSWORD + "x", "again": PASSWORD + "x"}
    assert browser.post("/account/password", data=form).headers["location"] == "/desk"
    form = {"old": PASSWORD + "x", "password": PASSWORD + "y", "again": PASSWORD + "y"}
    answer = browser.post("/account/password", data=form)
    assert "密码已经修改" in browser.get(answer.headers["location"]).text
