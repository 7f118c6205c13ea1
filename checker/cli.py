"""The command line `zhongben`. Every way out is an exit code; what went wrong is told in Chinese, never as a trace."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from checker.commands import check, explain, read, rules, verify
from checker.commands.parser import ChineseParser
from checker.errors import CheckerError, InternalError
from checker.log import log_exception, log_path, logging_to_file
from checker.receipt import package_version
from service.commands import COMMANDS as SERVICE_COMMANDS

COMMANDS = (check, read, explain, verify, rules, *SERVICE_COMMANDS)
INTERRUPTED = 1


def make_parser() -> ChineseParser:
    """The parser with all commands."""
    parser = ChineseParser(prog="zhongben", description="检查执行卷宗：能否通过某个关口，缺什么、谁来补、怎么补")
    version = f"zhongben {package_version('zhongben')}"
    parser.add_argument("--version", action="version", version=version, help="显示版本")
    subparsers = parser.add_subparsers(metavar="命令", required=True, title="命令", parser_class=ChineseParser)
    for command in COMMANDS:
        command.add(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    _never_fail_to_print()
    with logging_to_file():
        try:
            return _run(argv)
        except InternalError as error:
            return _fail(error)
        except CheckerError as error:
            _tell(str(error))
            return error.exit_code
        except KeyboardInterrupt:
            _tell("已中止，没有写出结果；再运行一次同样的命令即可")
            return INTERRUPTED
        except Exception:  # whatever it is: a number for the clerk, the trace for the log
            return _fail(InternalError())


def _run(argv: Sequence[str] | None) -> int:
    arguments = make_parser().parse_args(argv)
    return int(arguments.run(arguments))


def _fail(error: InternalError) -> int:
    logged = log_exception(error.reference)
    log = (
        f"日志：{log_path()}"
        if logged
        else f"日志没有写成：{log_path()} 不能写。请把 ZHONGBEN_HOME 设为可以写的文件夹后重试"
    )
    _tell(f"{error}\n{log}")
    return error.exit_code


def _never_fail_to_print() -> None:
    """A character that the terminal's encoding (GBK) lacks is shown as ?, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
