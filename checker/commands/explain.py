"""`zhongben explain`: why a finding came out as it did."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checker.commands.screen import output
from checker.errors import CaseFileError
from checker.explain import explanation, find_findings
from checker.report_json import dump_json
from checker.report_shape import wrong_shape
from checker.verify import load_report


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "explain", help="说明一项结果的来由", description="说明一项结果的来由：每一句的真假、所据的事实、在卷宗的哪一页"
    )
    parser.add_argument("report", metavar="报告.json", type=Path, help="check --json 写出的报告")
    parser.add_argument("rule", metavar="规则", help="规则的 id（可只写最后一段）或编号")
    parser.add_argument("--subject", metavar="对象", help="只看这个对象，如 被执行人:张三 或 张三")
    parser.add_argument("--json", action="store_true", help="写出同一内容的 JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the trace of each finding that matches."""
    report = load_report(arguments.report)
    if wrong := wrong_shape(report):
        raise CaseFileError(
            "报告的内容不完整或被改动",
            where=f"{arguments.report}（{wrong[0]}）",
            how="请用 zhongben check 重新写出报告",
        )
    if arguments.json:
        found = find_findings(report, arguments.rule, arguments.subject)
        sys.stdout.buffer.write(dump_json(found))
        return 0
    console = output()
    for finding in find_findings(report, arguments.rule, arguments.subject):
        console.print(explanation(finding), markup=False)
    return 0
