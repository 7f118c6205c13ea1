"""`zhongben messages send`: sends the messages to applicants that wait, where no worker runs that does it."""

from __future__ import annotations

import argparse

from checker.commands.screen import output


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("messages", help="申请执行人的短信", description="申请执行人的短信")
    actions = parser.add_subparsers(metavar="操作", required=True, title="操作", parser_class=type(parser))
    sending = actions.add_parser(
        "send",
        help="交发等待发送的短信",
        description="交发等待发送的短信；失败的隔一段时间再试，共五次。重复运行不会重复发送。退出码：0 全部交发　3 有失败的",
    )
    sending.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Sends and tells."""
    from service.context import open_service
    from service.database.migrate import require_current
    from service.settings import load_settings
    from service.work.sending import send_waiting

    service = open_service(load_settings())
    try:
        require_current(service.database.engine)
        sent, failed = send_waiting(service)
    finally:
        service.close()
    output().print(f"交发 {sent} 条，失败 {failed} 条", markup=False)
    return 3 if failed else 0
