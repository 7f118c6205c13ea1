"""`zhongben init`: makes the database, the folders and the keys, or brings them to this version."""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from checker.commands.screen import output

if TYPE_CHECKING:
    from service.context import Service
    from service.database.models import Role


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "init",
        help="建立服务的数据库和第一个管理员；已有的升级到本版本",
        description="建立服务的数据库、文件夹、密钥和系统管理员；已有数据的，升级到本版本，不改动数据",
    )
    parser.add_argument(
        "--demo", action="store_true", help="另建一个演示法院：七个组、各种角色的用户、十余件各阶段的案件"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes what is not there yet."""
    from service.context import make_home, open_service
    from service.database.migrate import upgrade
    from service.settings import load_settings

    settings = load_settings()
    make_home(settings.home)
    service = open_service(settings)
    try:
        upgrade(service.database.engine)
        output().print(
            f"数据库已经就绪：{service.database.engine.url.render_as_string()}", markup=False, soft_wrap=True
        )
        if arguments.demo:
            _demo(service)
        elif password := _first_administrator(service):
            output().print(f"系统管理员：用户名 admin，初始密码 {password}（首次登录须修改）", markup=False)
        output().print("下一步：zhongben serve，然后用浏览器打开它显示的地址", markup=False)
    finally:
        service.close()
    return 0


def _first_administrator(service: Service, password: str = "") -> str:
    """Adds the administrator where there is nobody yet, with a random password that he has to change, or with the one given;
    returns it, empty where there is somebody.
    """
    from sqlalchemy import select

    from service.accounts.users import add_user
    from service.database.models import Role, User

    with service.writing() as session:
        if session.scalar(select(User.id).limit(1)) is not None:
            return ""
        chosen = password or secrets.token_urlsafe(12)
        add_user(
            session, None, login="admin", name="系统管理员", role=Role.ADMIN, group=None, password=chosen,
            must_change=not password,
        )  # fmt: skip
        return chosen


def _demo(service: Service) -> None:
    from service.demo import beginning, make_demo
    from service.demo.people import PEOPLE, random_password
    from service.moment import as_if_at

    password = random_password()
    with as_if_at(beginning()):
        administrator = _first_administrator(service, password)
    output().print("正在建立演示法院，约需半分钟……", markup=False)
    if not make_demo(service, password):
        output().print("演示法院已经在了，没有改动", markup=False)
        return
    logins = [("admin", "系统管理员")] if administrator else []
    for login, title in [*logins, *((login, f"{name}　{_title(role, group)}") for login, name, role, group in PEOPLE)]:
        output().print(f"  {login:<16}{title}", markup=False)
    output().print(f"以上用户的密码都是 {password}（只显示这一次；演示法院不要放真实案件）", markup=False)


def _title(role: Role, group: str | None) -> str:
    from checker.gates import GROUPS

    return f"{GROUPS[group]}{role.chinese}" if group else role.chinese
