"""People, for the administrator; and for everybody the names of those who can be given a case."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import Doing
from service.accounts.users import add_user, change_user, end_logins
from service.api.deps import ApiWriting
from service.api.models.accounts import NewPerson, Person, PersonChange
from service.api.models.common import Group, Id, Page
from service.api.paging import AskedPage, page_of
from service.api.route import api_router
from service.database.models import Role, User
from service.deps import CurrentUser, Reading
from service.errors import NotFoundError

router = api_router("用户", Doing.MANAGE_USERS)


@router.get("/users")
def list_users(
    session: Reading,
    listing: AskedPage,
    role: Annotated[Role | None, Query(description="角色")] = None,
    group: Annotated[Group | None, Query(description="所在的组")] = None,
    active: Annotated[bool | None, Query(description="是否可以登录")] = None,
) -> Page[Person]:
    """用户列表。"""
    query = select(User).order_by(User.login)
    for column, wanted in ((User.role, role), (User.group, group), (User.active, active)):
        if wanted is not None:
            query = query.where(column == wanted)
    return page_of(session, query, listing, Person.model_validate)


@router.get("/users/{user_id}")
def get_user(session: Reading, user_id: Id) -> Person:
    """一个用户。"""
    return Person.model_validate(_person(session, user_id))


@router.post("/users", status_code=201)
def create_user(session: ApiWriting, user: CurrentUser, asked: NewPerson) -> Person:
    """新增用户。"""
    made = add_user(
        session,
        user,
        login=asked.login,
        name=asked.name,
        role=asked.role,
        group=asked.group,
        password=asked.password,
    )
    return Person.model_validate(made)


@router.patch("/users/{user_id}")
def update_user(session: ApiWriting, user: CurrentUser, user_id: Id, asked: PersonChange) -> Person:
    """变更用户。

    没有写的项不变。变更后其全部登录失效；不能停用自己。
    """
    person = _person(session, user_id)
    change_user(
        session,
        user,
        person,
        name=asked.name or person.name,
        role=asked.role or Role(person.role),
        group=asked.group or person.group,
        active=person.active if asked.active is None else asked.active,
        password=asked.password or "",
    )
    return Person.model_validate(person)


@router.post("/users/{user_id}/logins/end")
def end_user_logins(session: ApiWriting, user: CurrentUser, user_id: Id) -> Person:
    """结束用户的全部登录。令牌不受影响，由本人撤销；停用用户则全部失效。"""
    person = _person(session, user_id)
    end_logins(session, user, person)
    return Person.model_validate(person)


def _person(session: Session, user_id: int) -> User:
    person = session.get(User, user_id)
    if person is None:
        raise NotFoundError("没有这个用户", how="用户列表见 /api/v1/users")
    return person
