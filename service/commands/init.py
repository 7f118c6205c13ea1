"""`zhongben init`: makes the database, the folders and the keys, or brings them to this version."""

from __future__ import annotations

import argparse
import secrets

from checker.commands.screen import output


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
    from sqlalchemy import select

    from service.accounts.users import add_user
    from service.context import open_service
    from service.database.migrate import upgrade
    from service.database.models import Role, User
    from service.settings import load_settings

    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    service = open_service(settings)
    try:
        upgrade(service.database.engine)
        password = secrets.token_urlsafe(12)
        with service.writing() as session:
            fresh = session.scalar(select(User.id).limit(1)) is None
            if fresh:
                add_user(
                    session, None, login="admin", name="系统管理员", role=Role.ADMIN, group=None, password=password
                )
        output().print(
            f"数据库已经就绪：{service.database.engine.url.render_as_string()}", markup=False, soft_wrap=True
        )
        if fresh:
            output().print(f"系统管理员：用户名 admin，初始密码 {password}（首次登录须修改）", markup=False)
        if arguments.demo:
            from service.demo import make_demo

            make_demo(service)
        output().print("下一步：zhongben serve，然后用浏览器打开它显示的地址", markup=False)
    finally:
        service.close()
    return 0
