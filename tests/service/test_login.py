"""Logging in, staying in, and being kept out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from service.accounts.passwords import hash_password
from service.database.models import LedgerEntry, LoginFailure, LoginSession
from service.deps import COOKIE, CSRF_HEADER
from service.moment import now
from tests.service.conftest import PASSWORD, Court


def _with_password(court: Court, login: str = "wei.command") -> None:
    with court.service.writing() as session:
        court.person(session, login).password_hash = hash_password(PASSWORD)


def test_the_right_password_opens_and_is_in_the_ledger(any_court: Court) -> None:
    _with_password(any_court)
    browser = any_court.browser()
    answer = browser.post("/login", data={"login": "wei.command", "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert browser.get("/account").status_code == 200
    with any_court.service.reading() as session:
        assert [entry.act for entry in session.query(LedgerEntry)] == ["login"]


def test_a_wrong_password_and_an_unknown_name_look_the_same(court: Court) -> None:
    _with_password(court)
    browser = court.browser()
    wrong = browser.post("/login", data={"login": "wei.command", "password": "Dianzi-juanzong-9"})
    nobody = browser.post("/login", data={"login": "wei.nobody", "password": "Dianzi-juanzong-9"})
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.text.replace("wei.command", "X") == nobody.text.replace("wei.nobody", "X")


def test_what_was_typed_as_a_name_and_is_none_is_not_kept(court: Court) -> None:
    """It may be the password, in the wrong field; the ledger keeps what it has for good."""
    court.browser().post("/login", data={"login": "Wode-mima-2026", "password": "li.online"})
    court.browser().post("/login", data={"login": "li.online", "password": "Wode-mima-2026"})
    with court.service.reading() as session:
        failed = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "login-failed")).all()
    assert [entry.about for entry in failed] == ["没有这个用户名", "li.online"]


def test_after_five_wrong_passwords_the_right_one_waits(court: Court) -> None:
    _with_password(court)
    browser = court.browser()
    for _ in range(5):
        assert browser.post("/login", data={"login": "wei.command", "password": "no"}).status_code == 401
    answer = browser.post("/login", data={"login": "wei.command", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15分钟" in answer.text


def test_who_types_a_name_wrong_on_purpose_keeps_nobody_out_who_sits_elsewhere(court: Court) -> None:
    _with_password(court)
    right, wrong = ({"login": "wei.command", "password": one} for one in (PASSWORD, "no"))
    for _ in range(6):
        answer = court.browser(client=("10.0.0.66", 5)).post("/login", data=wrong)
    assert answer.status_code == 429
    own = court.browser(client=("10.0.0.7", 5))
    assert own.post("/login", data=right).status_code == 303
    assert (
        court.browser(client=("10.0.0.66", 5)).post("/login", data=right).status_code == 429
    )  # his success is not theirs


def test_many_addresses_together_do_not_try_a_name_for_ever(court: Court) -> None:
    _with_password(court)
    with court.service.writing() as session:
        session.add_all(LoginFailure(login="wei.command", address=f"10.0.1.{one}", at=now()) for one in range(50))
    answer = court.browser(client=("10.0.0.7", 5)).post("/login", data={"login": "wei.command", "password": PASSWORD})
    assert answer.status_code == 429


def test_a_login_ends_when_idle_when_revoked_and_when_the_person_is_stopped(court: Court) -> None:
    for change in ("idle", "revoked", "expired", "inactive"):
        browser = court.browser("li.online")
        assert browser.get("/account").status_code == 200
        with court.service.writing() as session:
            login = session.query(LoginSession).order_by(LoginSession.id.desc()).first()
            assert login is not None
            if change == "idle":
                login.seen_at = now() - timedelta(minutes=31)
            elif change == "revoked":
                login.revoked_at = now()
            elif change == "expired":
                login.expires_at = now()
            else:
                court.person(session, "li.online").active = False
        answer = browser.get("/account")
        assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/account"), change


def test_a_form_without_its_word_changes_nothing(court: Court) -> None:
    browser = court.browser("li.online")
    del browser.headers[CSRF_HEADER]
    for word in ("", "x" * 64):
        assert browser.post("/logout", data={"csrf": word}).status_code == 403
    assert browser.get("/account").status_code == 200


def test_the_word_of_another_login_does_not_do(court: Court) -> None:
    browser, other = court.browser("li.online"), court.browser("wei.command")
    assert browser.post("/logout", headers={CSRF_HEADER: other.headers[CSRF_HEADER]}).status_code == 403


def test_logging_out_ends_the_session_on_the_server(court: Court) -> None:
    browser = court.browser("li.online")
    token = browser.cookies[COOKIE]
    assert browser.post("/logout").status_code == 303
    browser.cookies.set(COOKIE, token)
    assert browser.get("/account").status_code == 303


def test_a_password_that_another_person_gave_opens_only_the_way_to_a_new_one(court: Court) -> None:
    _with_password(court)
    with court.service.writing() as session:
        court.person(session, "wei.command").must_change_password = True
    browser = court.browser()
    assert browser.post("/login", data={"login": "wei.command", "password": PASSWORD}).headers["location"] == (
        "/account/password"
    )
    browser = court.browser("wei.command")
    for path in ("/account", "/", "/webhooks"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/password"), path
    assert browser.get("/api/v1/me").status_code == 403
    assert browser.post("/account/tokens", data={"name": "x", "days": 1, "scopes": "read"}).status_code == 403
    new = {"old": PASSWORD, "password": "Huan-le-mima-9", "again": "Huan-le-mima-9"}
    assert browser.post("/account/password", data=new).status_code == 303
    assert browser.get("/account").status_code == 200


def test_the_old_password_is_not_guessed_at_a_browser_that_was_left_open(court: Court) -> None:
    _with_password(court)
    browser = court.browser("wei.command")
    new = {"password": "Huan-le-mima-9", "again": "Huan-le-mima-9"}
    for _ in range(5):
        assert "原密码不对" in browser.post("/account/password", data=new | {"old": "no"}).text
    answer = browser.post("/account/password", data=new | {"old": PASSWORD})
    assert (answer.status_code, "15分钟" in answer.text) == (429, True)


def test_a_new_password_that_is_too_weak_is_no_wrong_one(court: Court) -> None:
    _with_password(court)
    browser = court.browser("wei.command")
    for _ in range(6):
        answer = browser.post("/account/password", data={"old": PASSWORD, "password": "short", "again": "short"})
        assert (answer.status_code, "至少10位" in answer.text) == (422, True)
    new = {"old": PASSWORD, "password": "Huan-le-mima-9", "again": "Huan-le-mima-9"}
    assert browser.post("/account/password", data=new).status_code == 303


def test_next_never_leads_outside(court: Court) -> None:
    _with_password(court)
    for target in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = court.browser().post("/login", data={"login": "wei.command", "password": PASSWORD, "next": target})
        assert answer.headers["location"] == "/desk", target


def test_answers_carry_the_secure_headers_and_errors_one_shape(court: Court) -> None:
    browser = court.browser("li.online")
    page = browser.get("/no-such-page")
    assert page.status_code == 404
    assert "没有这个页面" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    json = browser.get("/api/v1/no-such", headers={"accept": "application/json"}).json()
    assert set(json["error"]) == {"status", "what", "where", "how"}
