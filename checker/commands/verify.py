"""`zhongben verify`: does a report hold?"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from checker.commands.screen import output
from checker.files import sha256_of
from checker.report_json import dump_json
from checker.rulebook import load_rulebook
from checker.verify import differences, load_report

DOES_NOT_HOLD = 3


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "verify",
        help="复核一份报告是否成立",
        description="由报告自身记载的事实重新推算每一项结果和结论，并核对规则、卷宗文件的指纹。退出码：0 成立　3 不成立　1 未能复核",
    )
    parser.add_argument("report", metavar="报告.json", type=Path, help="check --json 写出的报告")
    parser.add_argument("path", metavar="卷宗", type=Path, nargs="*", help="当时检查的卷宗，给出则一并核对指纹")
    parser.add_argument("--json", action="store_true", help="用 JSON 写出是否成立和各处不符")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Recomputes; 0 where the report holds, 3 where it does not."""
    report = load_report(arguments.report)
    inputs = _hashes(arguments.path) if arguments.path else None
    wrong = differences(report, load_rulebook(), inputs)
    if not wrong and arguments.report.read_bytes() != dump_json(report):
        wrong = ["内容相符，但文件的写法（空格、换行、次序）与出报告时不同"]
    if arguments.json:
        sys.stdout.buffer.write(dump_json({"holds": not wrong, "differences": wrong}))
        return DOES_NOT_HOLD if wrong else 0
    console = output()
    for sentence in wrong:
        console.print(f"✘ {sentence}", markup=False)
    if wrong:
        console.print(f"报告不成立：{len(wrong)} 处不符")
        return DOES_NOT_HOLD
    checked = "、卷宗文件" if inputs is not None else ""
    console.print(f"✔ 报告成立：{len(report['findings'])} 项结果、结论、规则{checked}均相符")
    return 0


def _hashes(paths: list[Path]) -> dict[str, str]:
    from extractors.limits import limits_from
    from extractors.readers.listing import input_files
    from extractors.readers.own import is_own_report

    hashes = {}
    for item in input_files(paths, limits_from()):
        with suppress(OSError):  # what could not be read when the case was checked has no hash in the report either
            if item.error is None and not is_own_report(item.path):
                hashes[item.name] = sha256_of(item.path)
    return hashes
