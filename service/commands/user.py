"""`zhongben user add`: a new person, from the command line of the machine."""

from __future__ import annotations

import argparse
import getpass
import sys

from checker.commands.screen import output
from checker.gates import GROUPS


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("user", help="用户管理", description="用户管理")
    actions = parser.add_subparsers(metavar="操作", required=True, title="操作", parser_class=type(parser))
    adding = actions.add_parser(
        "add", help="新增用户", description="新增用户；密码从键盘或者标准输入读取，不写在命令里"
    )
    adding.add_argument("login", metavar="用户名")
    adding.add_argument("--name", metavar="姓名", required=True)
    adding.add_argument(
        "--role",
        metavar="角色",
        required=True,
        help="member 组员、leader 组长、reviewer 结案审查、command 指挥中心、director 局长、president 院领导、auditor 审计、admin 系统管理员",
    )
    adding.add_argument(
        "--group", metavar="组", help=f"组员和组长须写明：{'、'.join(f'{k} {v}' for k, v in GROUPS.items())}"
    )
    adding.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Adds the person."""
    from service.accounts.users import add_user, role_of
    from service.context import open_service
    from service.database.migrate import require_current
    from service.settings import load_settings

    role = role_of(arguments.role)
    service = open_service(load_settings())
    try:
        require_current(service.database.engine)
        password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        with service.writing() as session:
            user = add_user(
                session,
                None,
                login=arguments.login,
                name=arguments.name,
                role=role,
                group=arguments.group,
                password=password,
            )
            told = f"已新增：{user.name}（{user.login}），{user.title}。首次登录须修改密码"
    finally:
        service.close()
    output().print(told, markup=False)
    return 0
