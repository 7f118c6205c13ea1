"""`zhongben rules mutate | coverage | docs | new`: how sharply examples test the rules, what they pass through, pages, skeletons."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from checker.commands.screen import output
from checker.errors import UserError
from checker.facts import SUBJECT_KINDS
from checker.files import prepare_output, write_whole
from checker.gates import require_gate
from checker.report_json import dump_json
from checker.rule import Rule
from checker.rulebook import Rulebook, load_libraries
from checker.rulecheck.coverage import coverage, coverage_by_files
from checker.rulecheck.docs import pages, write
from checker.rulecheck.justified import FILE, check_used, load_justifications
from checker.rulecheck.mutants import ORIGINS, Mutant
from checker.rulecheck.mutate import WANTED, Score, mutate
from checker.rulecheck.new import UNFILLED, check_new, skeleton, write_new
from checker.rulecheck.trials import kept_files
from checker.yamlfile import Word, choose

STDOUT = "-"


def chosen(rulebook: Rulebook, name: str) -> list[Rule]:
    """The rules whose id or code begins with a name; an error where there is none."""
    rules = rulebook.find(name)
    if not rules:
        raise UserError(f"没有这条规则：“{name}”", how="用 zhongben rules list 查看全部规则")
    return rules


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> tuple[argparse.ArgumentParser, ...]:
    """Adds these actions to those of `rules`."""
    mutating = actions.add_parser(
        "mutate",
        help="检验例子够不够严",
        description="把规则逐处改坏，看规则自己的例子能不能发现；发现不了的逐处列出",
    )
    mutating.add_argument("--json", metavar="文件", help="写出 JSON；- 表示写到屏幕。会覆盖同名的旧文件")
    covering = actions.add_parser(
        "coverage",
        help="例子走到了规则的多少地方",
        description="规则的每种结果、每一句的成立与不成立，有多少有例子走到",
    )
    for action in (mutating, covering):
        action.add_argument("rule", metavar="规则", nargs="?", default="", help="只看以此开头的规则")
        action.add_argument("--fixtures", action="store_true", help="也用样卷检验（只在源代码目录里可用）")
    documenting = actions.add_parser(
        "docs",
        help="把规则写成说明文档",
        description="每条规则一页，另有按关口、按条文的目录和与别家清单的对照（Markdown）",
    )
    documenting.add_argument(
        "--out", metavar="文件夹", type=Path, default=Path("docs"), help="写到这个文件夹（默认 docs）"
    )
    making = actions.add_parser(
        "new", help="新写一条规则", description="写一个规则的骨架，逐行注明要填什么；填好以前不会用来检查卷宗"
    )
    making.add_argument("id", metavar="包/章节/名称", help="新规则的 id，如 jianli/zhongben/served-notice")
    making.add_argument("--title", metavar="要求", default="", help="要求什么，一句话")
    making.add_argument("--gate", metavar="关口", default="", help="在哪个关口检查（默认看章节）")
    making.add_argument("--for-each", metavar="主体", default="", help=f"对谁逐个检查：{'、'.join(SUBJECT_KINDS)}")
    making.set_defaults(run=run_new)
    mutating.set_defaults(act=run_mutate)
    covering.set_defaults(act=run_coverage)
    documenting.set_defaults(act=run_docs)
    return mutating, covering, documenting, making


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


def run_coverage(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    """Exit code 0: what is not reached is told, and is no fault."""
    rules = chosen(rulebook, arguments.rule)
    found = {"例子": coverage(rulebook, rules)}
    if arguments.fixtures:
        found["样卷"] = coverage_by_files(rulebook, rules, kept_files())
    console = output()
    for by, one in found.items():
        for missed in (*one.rules.missed, *one.ways.missed, *one.sentences.missed):
            console.print(f"{by}没有走到：{missed}", markup=False)
    table = Table("", *found, title=f"规则 {len(rules)} 条，{sum(len(rule.examples) for rule in rules)} 个例子")
    for label, counts in (
        ("规则", [one.rules for one in found.values()]),
        ("各种结果的每一条路径", [one.ways for one in found.values()]),
        ("每句成立、不成立", [one.sentences for one in found.values()]),
    ):
        table.add_row(label, *(f"{c.reached}/{c.total}（{percent(c.reached, c.total)}）" for c in counts))
    console.print(table)
    return 0


def run_docs(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    """Writes the pages."""
    made = pages(rulebook)
    stale = write(made, arguments.out)
    gone = f"，删去已没有规则的 {len(stale)} 页" if stale else ""
    output().print(f"写了 {len(made)} 页到 {arguments.out}{gone}", markup=False)
    return 0


def run_new(arguments: argparse.Namespace) -> int:
    """Writes the skeleton of a rule and says where."""
    path = check_new(arguments.id, arguments.root / "packs")
    kind = arguments.for_each and choose(Word(arguments.for_each), SUBJECT_KINDS, "主体")
    gate = arguments.gate and require_gate(arguments.gate)
    libraries = load_libraries(arguments.root)
    write_new(path, skeleton(arguments.id, libraries, title=arguments.title, gate=gate, for_each=kind))
    output().print(
        f"写好了骨架：{path}\n请改好其中每一处“{UNFILLED}”，再运行 zhongben rules test {arguments.id}", markup=False
    )
    return 0


def percent(part: int, whole: int) -> str:
    """A share in hundredths of a percent, never rounded up."""
    hundredths = part * 10_000 // whole if whole else 10_000
    return f"{hundredths // 100}.{hundredths % 100:02}%"
