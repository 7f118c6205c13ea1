"""An argument parser that speaks Chinese: headings, help and errors. A wrong argument is a SettingsError."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any, NoReturn

from checker.errors import SettingsError
from checker.literals import parse_date

_ERRORS = (
    (r"the following arguments are required: (.+)", "缺少参数：{0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"(?:argument (.+): )?expected one argument", "{0} 后面要写一个值"),
    (r"(?:argument (.+): )?expected at least one argument", "{0} 后面至少要写一个值"),
    (r"argument (.+): invalid choice: ('.*?') \(choose from (.+)\)", "没有{0} {1}，可用：{2}"),
    (r"argument (.+): invalid (?:\w+) value: ('.*')", "{0} 的值 {1} 不对"),
    (r"argument (.+): not allowed with argument (.+)", "{0} 和 {1} 不能同时用"),
    (r"ambiguous option: (.+) could match (.+)", "参数 {0} 不明确，可能是 {1}"),
    (r"argument (.+): ignored explicit argument (.+)", "{0} 后面不能写值 {1}"),
    (r"argument (.+): (.+)", "{0}：{1}"),
)


class ChineseParser(argparse.ArgumentParser):
    """`ArgumentParser` with Chinese headings; raises SettingsError instead of leaving the program."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 (passed on as they are)
        super().__init__(*args, **{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """A wrong command line."""
        raise SettingsError(in_chinese(message), how=f"用 {self.prog} --help 查看用法")


def in_chinese(message: str) -> str:
    """An error message of argparse in Chinese; one that is not known stays as it is."""
    for pattern, chinese in _ERRORS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return chinese.format(*(group or "" for group in match.groups()))
    return message


def day(text: str) -> date:
    """An argument that is a date."""
    parsed = parse_date(text)
    if parsed is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2024-04-11")
    return parsed


def two_days(text: str) -> tuple[date, date]:
    """An argument that is two dates."""
    first, comma, second = text.replace("，", ",").partition(",")
    if not comma:
        raise argparse.ArgumentTypeError(f"“{text}”不是两个日期，应写成 2021-12-31,2024-01-01")
    return day(first.strip()), day(second.strip())


def positive(text: str) -> int:
    """An argument that is a whole number from 1."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)
