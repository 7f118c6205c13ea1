"""The people of the demo court. All are invented."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.users import add_user
from service.database.models import Role, User

PEOPLE: tuple[tuple[str, str, Role, str | None], ...] = (
    ("online.leader", "柳国强", Role.LEADER, "online"),
    ("online.1", "黄思远", Role.MEMBER, "online"),
    ("online.2", "邓倩", Role.MEMBER, "online"),
    ("offline.leader", "韩克勤", Role.LEADER, "offline"),
    ("offline.1", "许婷", Role.MEMBER, "offline"),
    ("offline.2", "熊志勇", Role.MEMBER, "offline"),
    ("clue.leader", "董国栋", Role.LEADER, "clue"),
    ("clue.1", "陆正平", Role.MEMBER, "clue"),
    ("clue.2", "章启华", Role.MEMBER, "clue"),
    ("clue.3", "杜小青", Role.MEMBER, "clue"),
    ("disposal.leader", "易先锋", Role.LEADER, "disposal"),
    ("disposal.1", "胡明亮", Role.MEMBER, "disposal"),
    ("refusal.leader", "石松林", Role.LEADER, "refusal"),
    ("refusal.1", "詹立群", Role.MEMBER, "refusal"),
    ("zhongben.leader", "梅月华", Role.LEADER, "zhongben"),
    ("zhongben.1", "梁永年", Role.MEMBER, "zhongben"),
    ("command.1", "龚秀英", Role.COMMAND, None),
    ("command.2", "欧阳晖", Role.COMMAND, None),
    ("reviewer", "向荣", Role.REVIEWER, None),
    ("director", "苏志刚", Role.DIRECTOR, None),
    ("president", "贺敏", Role.PRESIDENT, None),
    ("auditor", "程婉", Role.AUDITOR, None),
)
"""Login, name, role, group."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


def random_password() -> str:
    """A password that is easily typed: k7mp-3xqa-w9td."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def add_people(session: Session, password: str) -> None:
    """Adds them all, with one password that need not be changed."""
    for login, name, role, group in PEOPLE:
        add_user(session, None, login=login, name=name, role=role, group=group, password=password, must_change=False)


def has_people(session: Session) -> bool:
    """Whether the demo court is there already."""
    known = select(User.id).where(User.login == PEOPLE[0][0], User.name == PEOPLE[0][1])
    return session.scalar(known) is not None
