"""`zhongben rules mutate`: how sharply the examples test the rules, on the screen and as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from checker.commands.screen import output
from checker.errors import UserError
from checker.files import prepare_output, write_whole
from checker.report_json import dump_json
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.justified import FILE, check_used, load_justifications
from checker.rulecheck.mutants import ORIGINS, Mutant
from checker.rulecheck.mutate import WANTED, Score, mutate
from checker.rulecheck.trials import kept_files

STDOUT = "-"


def chosen(rulebook: Rulebook, name: str) -> list[Rule]:
    """The rules whose id or code begins with a name; an error where there is none."""
    rules = rulebook.find(name)
    if not rules:
        raise UserError(f"没有这条规则：“{name}”", how="用 zhongben rules list 查看全部规则")
    return rules


def add_mutate(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("rule", metavar="规则", nargs="?", default="", help="只改以此开头的规则")
    parser.add_argument("--json", metavar="文件", help="写出 JSON；- 表示写到屏幕。会覆盖同名的旧文件")
    add_fixtures(parser)


def add_fixtures(parser: argparse.ArgumentParser) -> None:
    """The option to try rules on the sample files too."""
    parser.add_argument("--fixtures", action="store_true", help="也用样卷检验（只在源代码目录里可用）")


def run_mutate(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    """Exit code 0 where enough mutants are found out, else 1."""
    rules = chosen(rulebook, arguments.rule)
    path = Path(arguments.json) if arguments.json not in (None, STDOUT) else None
    if path:
        prepare_output(path)
    reasons = load_justifications(rulebook.root)
    score = mutate(rulebook, rules, reasons, kept_files() if arguments.fixtures else ())
    check_used(reasons, score, {rule.id for rule in rules})
    data = dump_json(score_json(score, rulebook.root))
    if path:
        write_whole(path, data)
    if arguments.json == STDOUT:
        sys.stdout.buffer.write(data)
    else:
        _show(score, rules, output())
    return 0 if score.good else 1


def score_json(score: Score, root: Path) -> dict[str, Any]:
    """What became of the mutants, as plain JSON values."""
    return {
        "mutants": score.total,
        "killed": score.killed,
        "equivalent": score.equivalent,
        "score": score.share,
        "survivors": [_mutant_json(mutant, root) for mutant in score.survivors],
        "justified": [{**_mutant_json(one.mutant, root), "reason": one.reason} for one in score.justified],
    }


def _mutant_json(mutant: Mutant, root: Path) -> dict[str, str]:
    return {
        "rule": mutant.rule,
        "mutation": mutant.mutation,
        "place": mutant.place.removeprefix(f"{root}/"),
        "sentence": mutant.sentence,
    }


def _show(score: Score, rules: list[Rule], console: Console) -> None:
    for mutant in score.survivors:
        console.print(f"没有发现：{mutant.rule}　{mutant.mutation}（{mutant.place}）", markup=False)
        for done, told in ORIGINS.items():
            if f"·{done}" in mutant.mutation:
                console.print(f"　　别人真的犯过这样的错：{told}", style="dim", markup=False)
    for one in score.justified:
        console.print(f"可以不管：{one.mutant.rule}　{one.mutant.mutation}：{one.reason}", style="dim", markup=False)
    if score.survivors:
        console.print(f"请给上面每一处补一个例子，改坏了就得出别的结果；确实不必的，在 {FILE} 里说明理由")
    console.print(
        f"{len(rules)} 条规则改坏 {score.total} 处：发现 {score.killed} 处（{percent(score.killed, score.total)}），"
        f"说明理由 {len(score.justified)} 处，没有发现 {len(score.survivors)} 处；"
        f"前两项合计 {percent(score.settled, score.total)}，须超过 {WANTED}%。另有 {score.equivalent} 处改了也等于没改，不计"
    )


def percent(part: int, whole: int) -> str:
    """A share in hundredths of a percent, never rounded up."""
    hundredths = part * 10_000 // whole if whole else 10_000
    return f"{hundredths // 100}.{hundredths % 100:02}%"
