"""Adding and changing people. A change of role, group or activity ends the person's logins; a password that somebody else set,
or the end of his activity, ends his tokens as well: whoever had got in may have made one.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import GROUPS
from service.accounts.login import revoke
from service.accounts.passwords import hash_password
from service.accounts.tokens import revoke_tokens
from service.database.models import Role, User
from service.errors import ConflictError, FormError
from service.ledger import Act, record
from service.moment import now


def role_of(text: str) -> Role:
    """The role of a word or of its Chinese name."""
    for role in Role:
        if text in (role.value, role.chinese):
            return role
    raise FormError(f"没有这种角色：{text}", how=f"可选：{'、'.join(f'{one.value} {one.chinese}' for one in Role)}")


def add_user(
    session: Session,
    actor: User | None,
    *,
    login: str,
    name: str,
    role: Role,
    group: str | None,
    password: str,
    must_change: bool = True,
) -> User:
    """A new person. `actor` None: from the command line of the machine."""
    login, name = login.strip(), name.strip()
    if not login or not name or len(login) > 64 or len(name) > 64:
        raise FormError("用户名和姓名须填写，各不超过64个字", fields={"login": "须填写", "name": "须填写"})
    if session.scalar(select(User.id).where(User.login == login)):
        raise ConflictError(f"用户名 {login} 已经有人使用", how="换一个用户名")
    user = User(
        login=login,
        name=name,
        role=role,
        group=group_of(role, group),
        password_hash=hash_password(password),
        must_change_password=must_change,
        created_at=now(),
    )
    session.add(user)
    session.flush()
    record(session, Act.USER_ADDED, actor, about=login, name=name, role=role, group=user.group)
    return user


def change_user(
    session: Session,
    actor: User,
    user: User,
    *,
    name: str,
    role: Role,
    group: str | None,
    active: bool,
    password: str = "",
) -> None:
    """Changes a person; `password` empty: it stays. He has to log in anew."""
    if user.id == actor.id and (role is not Role.ADMIN or not active):
        raise FormError("不能停用自己，也不能取消自己的管理员角色", how="请另一位系统管理员办理")
    before = {"name": user.name, "role": str(user.role), "group": user.group, "active": user.active}
    user.name, user.role, user.group, user.active = name.strip(), role, group_of(role, group), active
    if password:
        user.password_hash, user.must_change_password = hash_password(password), True
    revoke(session, user_id=user.id)
    if password or not active:
        revoke_tokens(session, user)
    after = {"name": user.name, "role": str(role), "group": user.group, "active": active}
    record(session, Act.USER_CHANGED, actor, about=user.login, before=before, after=after, password=bool(password))


def end_logins(session: Session, actor: User, user: User) -> None:
    """Ends all logins of a person; his tokens stay."""
    revoke(session, user_id=user.id)
    record(session, Act.SESSIONS_REVOKED, actor, about=user.login)


def group_of(role: Role, group: str | None) -> str | None:
    """The group that a role asks for: one of the seven for members and leaders, none for the others."""
    if not role.of_group:
        return None
    if group not in GROUPS or group == "command":
        raise FormError(
            "组员和组长须写明所在的组",
            how=f"可选：{'、'.join(chinese for slug, chinese in GROUPS.items() if slug != 'command')}",
            fields={"group": "须选择"},
        )
    return group
