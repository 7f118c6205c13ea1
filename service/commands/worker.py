"""`zhongben worker`: carries out the checks that were asked for."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from checker.commands.screen import output

if TYPE_CHECKING:
    from service.jobs.work import Stop


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "worker",
        help="启动后台检查进程",
        description="启动后台检查进程：辨认材料、对照标准核对。serve 已经带有一个；材料多的，可以在更多机器上各起一个\n"
        "（须用同一个 PostgreSQL 数据库和同一个数据文件夹）。进程被强行结束的，再启动时从中断的那一页接着做",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="做完现在排队的检查就结束，不再等待")
    parser.add_argument("--while-stdin-is-open", action="store_true", help=argparse.SUPPRESS)  # as `serve` starts it
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Works until it is stopped."""
    from service.context import open_service
    from service.database.migrate import require_current
    from service.jobs.work import Stop, work
    from service.settings import load_settings
    from service.work.chores import Chores

    service = open_service(load_settings())
    stop = Stop()
    if arguments.while_stdin_is_open:
        threading.Thread(target=_stop_with_stdin, args=(stop,), daemon=True).start()
    try:
        require_current(service.database.engine)
        with stop.heard(), Chores(service):
            output().print("后台检查进程已经启动（Ctrl+C 结束）", markup=False)
            ended = work(service, stop, once=arguments.once)
    finally:
        service.close()
    if not ended:  # Python would wait for the page that is being read; whoever takes the check up reads it again
        logging.shutdown()
        os._exit(0)
    return 0


def _stop_with_stdin(stop: Stop) -> None:
    """Stops in good order when the other end of the standard input is gone, however the program that holds it ended."""
    sys.stdin.buffer.read()
    stop.told.set()
