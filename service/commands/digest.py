"""`zhongben digest`: the daily warnings for the group leaders and 指挥中心, and the messages that wait."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from checker.commands.screen import output

_DESCRIPTION = """把当天的预警写成文件，放进发件箱：各组组长每人一份，指挥中心一份（.txt 和 .html）。内容是今天转为黄、橙、红
色和超期的案件，昨天退回的案件，一周内届满的法定期限。同一天重复运行，不会重复写。

每天自动运行，在服务器的 crontab 里加一行（每天 7:30）：
  30 7 * * *  zhongben digest"""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "digest",
        help="写出每日预警（各组组长、指挥中心）",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--date", metavar="日期", type=_day, help="哪一天的，写成 2026-01-31，默认今天")
    parser.add_argument("--out", metavar="文件夹", type=Path, help="写到哪里，默认发件箱的 digest 文件夹")
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期写成 2026-01-31") from None


def run(arguments: argparse.Namespace) -> int:
    """Counts the limits anew, then writes."""
    from service.clocks.digest_files import write_digests
    from service.clocks.kept import refresh_limits
    from service.context import open_service
    from service.database.migrate import require_current
    from service.moment import today
    from service.settings import load_settings

    service = open_service(load_settings())
    try:
        require_current(service.database.engine)
        refresh_limits(service)
        written = write_digests(service, arguments.date or today(), arguments.out)
    finally:
        service.close()
    told = f"新写 {written.new} 个文件" if written.new else "当天的已经写过，没有重复写"
    output().print(f"每日预警 {len(written.names)} 份：{written.folder}（{told}）", markup=False, soft_wrap=True)
    return 0
