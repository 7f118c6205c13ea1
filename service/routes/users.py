"""用户: accounts, for the administrator."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.gates import GROUPS
from service.accounts.policy import Doing
from service.accounts.users import add_user, change_user, end_logins, role_of
from service.database.models import LoginSession, Role, User
from service.deps import CurrentUser, Reading, Writing, allowed
from service.errors import ConflictError, FormError, NotFoundError
from service.moment import now
from service.pages import page

router = APIRouter(prefix="/users", dependencies=[allowed(Doing.MANAGE_USERS)])
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike: 0 o, 1 l i
_PARTS, _PART = 3, 4
_Text = Annotated[str, Form(max_length=64)]


@router.get("")
def users(
    request: Request,
    session: Reading,
    q: Annotated[str, Query(max_length=64)] = "",
    role: Annotated[str, Query(max_length=16)] = "",
    group: Annotated[str, Query(max_length=16)] = "",
) -> HTMLResponse:
    """All people, those who are stopped last."""
    query = select(User).order_by(User.active.desc(), User.role, User.group, User.name)
    if q.strip():
        query = query.where(
            User.name.contains(q.strip(), autoescape=True) | User.login.contains(q.strip(), autoescape=True)
        )
    if role:
        query = query.where(User.role == role)
    if group:
        query = query.where(User.group == group)
    people = session.scalars(query).all()
    return page(
        request, "users/users.html", people=people, logins=_logins(session), q=q, role=role, group=group, **_choices()
    )


@router.get("/new")
def new_page(request: Request) -> HTMLResponse:
    """The form for a new person."""
    return page(request, "users/new.html", wrong="", fields={}, given={}, **_choices())


@router.post("/new")
def new(
    request: Request, session: Writing, user: CurrentUser, login: _Text, name: _Text, role: _Text, group: _Text = ""
) -> HTMLResponse:
    """A new person, with an initial password that is shown once."""
    password = new_password()
    try:
        made = add_user(
            session, user, login=login, name=name, role=role_of(role), group=group or None, password=password
        )
    except (FormError, ConflictError) as error:
        given = {"login": login, "name": name, "role": role, "group": group}
        fields = error.fields if isinstance(error, FormError) else {"login": "已经有人使用"}
        return page(
            request, "users/new.html", error.http_status, wrong=str(error), fields=fields, given=given, **_choices()
        )
    return _person(request, session, made, password=password, did="已新增")


@router.get("/{user_id}")
def person(request: Request, session: Reading, user_id: int) -> HTMLResponse:
    """One person."""
    return _person(request, session, _found(session, user_id))


@router.post("/{user_id}")
def change(
    request: Request,
    session: Writing,
    user: CurrentUser,
    user_id: int,
    name: _Text,
    role: _Text,
    group: _Text = "",
    active: Annotated[bool, Form()] = False,
) -> HTMLResponse:
    """Changes a person, who has to log in anew."""
    found = _found(session, user_id)
    if not name.strip():
        raise FormError("姓名须填写", fields={"name": "须填写"})
    change_user(session, user, found, name=name, role=role_of(role), group=group or None, active=active)
    return _person(request, session, found, did="已保存；此人须重新登录")


@router.post("/{user_id}/password")
def reset_password(request: Request, session: Writing, user: CurrentUser, user_id: int) -> HTMLResponse:
    """A new initial password, shown once."""
    found, password = _found(session, user_id), new_password()
    change_user(
        session, user, found, name=found.name, role=Role(found.role), group=found.group, active=found.active,
        password=password,
    )  # fmt: skip
    return _person(request, session, found, password=password, did="已重设密码；此人的登录和接口令牌都已失效")


@router.post("/{user_id}/logins/end")
def end_all_logins(session: Writing, user: CurrentUser, user_id: int) -> RedirectResponse:
    """Ends all logins of a person."""
    end_logins(session, user, _found(session, user_id))
    return RedirectResponse(f"/users/{user_id}", 303)


def new_password() -> str:
    """An initial password that can be read out and typed: three parts of four, some 59 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(_PART)) for _ in range(_PARTS))


def _person(request: Request, session: Session, found: User, *, password: str = "", did: str = "") -> HTMLResponse:
    logins = session.scalars(
        select(LoginSession)
        .where(LoginSession.user_id == found.id, LoginSession.revoked_at.is_(None), LoginSession.expires_at > now())
        .order_by(LoginSession.seen_at.desc())
    )
    return page(
        request, "users/person.html", person=found, logins=logins.all(), password=password, did=did, **_choices()
    )


def _found(session: Session, user_id: int) -> User:
    found = session.get(User, user_id)
    if found is None:
        raise NotFoundError("没有这个用户", how="从用户页选择")
    return found


def _logins(session: Session) -> dict[int, int]:
    """How many logins are open, by person."""
    query = (
        select(LoginSession.user_id, func.count())
        .where(LoginSession.revoked_at.is_(None), LoginSession.expires_at > now())
        .group_by(LoginSession.user_id)
    )
    return dict(session.execute(query).all())


def _choices() -> dict[str, Any]:
    return {
        "roles": [(role.value, role.chinese) for role in Role],
        "groups": [(slug, name) for slug, name in GROUPS.items() if slug != "command"],
    }
