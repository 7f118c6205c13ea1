"""The command line `zhongben`. Every way out is an exit code; what went wrong is told in Chinese, never as a trace."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

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
    """The trace of the exception being handled, into the log file; where that cannot be written, nowhere."""
    path = home() / "zhongben.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("zhongben")
    logger.propagate = False
    logger.addHandler(handler)
    logger.error("编号 %s", reference, exc_info=True)
    logger.removeHandler(handler)
    handler.close()
    _tell(f"日志：{path}")


if __name__ == "__main__":
    sys.exit(main())
