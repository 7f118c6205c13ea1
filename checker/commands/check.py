"""`zhongben check`: one case file at one gate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from checker.assume import Assumption, read_assumption
from checker.casefile import CaseFile
from checker.check import check
from checker.commands.case import OpenCase, add_case_arguments, look_over, read_case
from checker.commands.outputs import prepare_outputs
from checker.commands.parser import day, two_days
from checker.commands.screen import output, remarks
from checker.compare import compare, comparison_bytes, comparison_lines
from checker.files import write_whole
from checker.gates import GATES, require_gate
from checker.judging_day import facts_to_judge, require_rules
from checker.outcome import National
from checker.report_json import report_bytes
from checker.rulebook import Rulebook, load_rulebook
from checker.worker import Engine

STDOUT = "-"
NATIONAL_SETTING = "ZHONGBEN_NATIONAL"
HOW_TO_NAME_A_DAY = "用 --as-of 写明按哪一天的规则判断"
EPILOG = "关口：\n" + "\n".join(f"  {slug:<20}{name}" for slug, name in GATES.items()) + (
    "\n\n案件信息（可省）：卷宗文件夹里放一个 case.yaml，写案号、立案日期、金额、当事人、现承办组和已经通过的关口，\n"
    "写法见 README.md“给办案人员”一节\n\n退出码：0 符合　2 人工复核　3 退回整改　1 未能检查（屏幕上有原因和处理办法）"
)  # fmt: skip


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "check",
        help="检查一卷，看能否通过某个关口",
        description="检查一卷，看能否通过某个关口：缺什么、在哪里查过、由谁补、怎么补",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_case_arguments(parser)
    parser.add_argument("--gate", metavar="关口", required=True, help="关口，见下")
    parser.add_argument(
        "--as-of", metavar="日期", type=day, help="按哪一天有效的规则判断（默认裁定日或结案日，没有则今天）"
    )
    parser.add_argument(
        "--compare",
        metavar="日期1,日期2",
        type=two_days,
        help="按两个日期的规则各检查一遍，说明哪里不同、为什么；不写报告",
    )
    parser.add_argument(
        "--assume", metavar="事实=值", action="append", default=[],
        help="假设某个事实如此再检查，如 案件.裁定日期=2022-09-01、被执行人:张三.到案=是；可写多次，报告各处标明含假设",
    )  # fmt: skip
    parser.add_argument("--all-gates", action="store_true", help="同时看后面的关口：终本的各项条件还有哪些没有着落")
    parser.add_argument(
        "--national", type=_national, default=os.environ.get(NATIONAL_SETTING, National.REVIEW), metavar="办法",
        help="不符合上位规定的卷怎么办：advise 只作提示，review 转人工复核（默认），return 退回整改；也可设 ZHONGBEN_NATIONAL",
    )  # fmt: skip
    parser.add_argument("--json", metavar="文件", help="写出 JSON 报告；- 表示写到屏幕。各种报告都会覆盖同名的旧文件")
    parser.add_argument("--docx", metavar="文件", type=Path, help="写出 Word：《终本预检清单》或《退回整改通知书》")
    parser.add_argument("--html", metavar="文件", type=Path, help="写出网页报告（单个文件，离线可看）")
    parser.set_defaults(run=run)


def _national(text: str) -> National:
    """What becomes of a file that breaks a superior rule."""
    try:
        return National(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有“{text}”这种办法，可写 {'、'.join(National)}") from None


def run(arguments: argparse.Namespace) -> int:
    """Checks, prints, writes; the exit code of the verdict."""
    gate = require_gate(arguments.gate)
    json_path = Path(arguments.json) if arguments.json not in (None, STDOUT) else None
    prepare_outputs((json_path, arguments.docx, arguments.html), arguments.paths, look_over(arguments.paths))
    from checker.reports.docx import report_docx
    from checker.reports.html import report_html
    from checker.reports.links import link_maker
    from checker.reports.terminal import print_terminal

    rulebook = load_rulebook()
    if arguments.as_of:
        require_rules(rulebook, gate, arguments.as_of, HOW_TO_NAME_A_DAY)
    vocabulary = rulebook.libraries.vocabulary
    assumptions = [read_assumption(text, vocabulary) for text in arguments.assume]
    with Engine() as engine, _read(arguments) as opened:
        if arguments.compare:
            return _compare(arguments, opened.case, gate, assumptions, rulebook, engine)
        as_of, source = facts_to_judge(opened.case, gate, arguments.as_of, date.today(), rulebook, assumptions)
        require_rules(rulebook, gate, as_of, HOW_TO_NAME_A_DAY)
        report = check(
            opened.case,
            source,
            gate,
            as_of,
            rulebook,
            engine,
            national=arguments.national,
            look_ahead=arguments.all_gates,
        )
        link = link_maker(opened.originals, arguments.html) if arguments.html else None
        html = report_html(report, opened.crop, link=link, today=date.today()) if arguments.html else ""
    if json_path:
        write_whole(json_path, report_bytes(report))
    if arguments.html:
        write_whole(arguments.html, html.encode(errors="replace"))
    if arguments.docx:
        write_whole(arguments.docx, report_docx(report, today=date.today()))
    if arguments.json == STDOUT:
        sys.stdout.buffer.write(report_bytes(report))
    else:
        print_terminal(report, output())
    if written := [str(path) for path in (json_path, arguments.html, arguments.docx) if path]:
        remarks().print(f"报告已写入 {'、'.join(written)}", markup=False, soft_wrap=True)
    return report.verdict.exit_code


def _read(arguments: argparse.Namespace) -> AbstractContextManager[OpenCase]:
    return read_case(arguments.paths, workers=arguments.workers, cache=not arguments.no_cache)


def _compare(
    arguments: argparse.Namespace,
    case: CaseFile,
    gate: str,
    assumptions: Sequence[Assumption],
    rulebook: Rulebook,
    engine: Engine,
) -> int:
    """Checks by the rules of two days and tells what differs; the exit code of the second day's verdict."""
    reports = []
    for day_ in arguments.compare:
        require_rules(rulebook, gate, day_, HOW_TO_NAME_A_DAY)
        _, source = facts_to_judge(case, gate, day_, day_, rulebook, assumptions)
        reports.append(check(case, source, gate, day_, rulebook, engine, national=arguments.national))
    comparison = compare(reports[0], reports[1])
    if arguments.json == STDOUT:
        sys.stdout.buffer.write(comparison_bytes(comparison))
        return reports[1].verdict.exit_code
    if arguments.json:
        write_whole(Path(arguments.json), comparison_bytes(comparison))
    for line in comparison_lines(comparison):
        output().print(line, markup=False)
    return reports[1].verdict.exit_code
