"""The command line `zhongben`. Every way out is an exit code; what went wrong is told in Chinese, never as a trace."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checker.commands import check, explain, read, rules, verify
from checker.commands.parser import ChineseParser
from checker.errors import CheckerError, InternalError
from checker.home import home
from checker.receipt import package_version

COMMANDS = (check, read, explain, verify, rules)
INTERRUPTED = 130


def make_parser() -> ChineseParser:
    """The parser with all commands."""
    parser = ChineseParser(prog="zhongben", description="检查执行卷宗：能否通过某个关口，缺什么、谁来补、怎么补")
    parser.add_argument(
        "--version", action="version", version=f"zhongben {package_version('zhongben')}", help="显示版本"
    )
    subparsers = parser.add_subparsers(metavar="命令", required=True, title="命令", parser_class=ChineseParser)
    for command in COMMANDS:
        command.add(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    log_to_file()
    try:
        arguments = make_parser().parse_args(argv)
        return int(arguments.run(arguments))
    except CheckerError as error:
        if isinstance(error, InternalError):
            _log(error.reference)
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _tell("已中止，没有写出结果")
        return INTERRUPTED
    except BrokenPipeError:
        return 1
    except Exception:
        unforeseen = InternalError()
        _log(unforeseen.reference)
        _tell(str(unforeseen))
        return unforeseen.exit_code


def _tell(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


def _log(reference: str) -> None:
    """The trace of the exception being handled, into the log."""
    logging.getLogger("zhongben").error("编号 %s", reference, exc_info=True)
    _tell(f"日志：{_log_path()}")


def _log_path() -> Path:
    return home() / "zhongben.log"


def log_to_file() -> None:
    """Sends what modules log to the log file; nothing of it to the screen. Without a writable file: nowhere."""
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        _log_path().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(_log_path(), encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.raiseExceptions = False
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
