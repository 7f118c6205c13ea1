"""The demo court of `zhongben init --demo`: people of each role, and cases at all stages with the histories that led there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from checker.errors import SettingsError
from service.context import Service
from service.database.models import Case, Role, User
from service.demo.acts import DemoCourt
from service.demo.files import lay_readings
from service.demo.people import add_people, has_people
from service.demo.stories import STORIES
from service.demo.timeline import Days, on, play
from service.moment import as_if_at, today

_UNFINISHED = "demo.unfinished"  # lies in the home while the court is being made


def beginning() -> datetime:
    """The moment at which everything in the demo court begins."""
    return on(2, 24, "08:30")


def make_demo(service: Service, password: str) -> bool:
    """People, all with this password, and what they did since; False where the court is there already.

    `SettingsError` where the database is in use: whoever knows a demo password must not come into a real court.
    """
    unfinished = service.settings.home / _UNFINISHED
    if unfinished.exists():
        raise SettingsError(
            "上一次建立演示法院中途停了，没有建完",
            where=str(service.settings.home),
            how="换一个空的 ZHONGBEN_HOME 文件夹（和数据库）重新建立",
        )
    with service.reading() as session:
        if has_people(session):
            return False
        others = session.scalar(select(User.id).where(User.role != Role.ADMIN).limit(1))
        if others is not None or session.scalar(select(Case.id).limit(1)) is not None:
            raise SettingsError(
                "数据库里已经有用户或者案件，不能再建演示法院",
                how="另设一个 ZHONGBEN_HOME 文件夹（和数据库），再 zhongben init --demo",
            )
    unfinished.touch()
    days = Days(today())
    lay_readings(service.settings.readings)
    with as_if_at(beginning()), service.writing() as session:
        add_people(session, password)
    court = DemoCourt(service, days)
    play(story(court) for story in STORIES)
    unfinished.unlink()
    return True
