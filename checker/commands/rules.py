"""`zhongben rules …`: the rulebook as a clerk sees it, its examples as tests, and the tools of those who keep it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checker.commands import rules_tools
from checker.commands.parser import day
from checker.commands.rules_tools import chosen
from checker.commands.screen import output
from checker.conditions import Atom
from checker.facts import CASE
from checker.gates import GATES, OWNERS, require_gate
from checker.judge import run_example
from checker.lint import lint, unused
from checker.logic import Tree
from checker.outline import outline
from checker.rule import Rule
from checker.rulebook import RULES_ROOT, Rulebook, load_rulebook, missing_examples
from checker.rulecheck.ageing import ending, outdated, uncited
from checker.rulecheck.gaps import gaps
from checker.rulecheck.new import unfilled
from checker.rulecheck.overlaps import repeated, shadowed


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command and its actions."""
    parser = subparsers.add_parser("rules", help="查看、检验规则", description="查看、检验规则")
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True, title="动作")
    listing = actions.add_parser("list", help="列出规则", description="列出规则")
    listing.add_argument("--gate", metavar="关口", help="只列这个关口的规则")
    show = actions.add_parser("show", help="显示一条规则", description="显示一条规则的要求、依据和例子")
    show.add_argument("rule", metavar="规则", help="规则的 id 或编号，可只写开头")
    test = actions.add_parser("test", help="检验规则", description="检查每个词，再逐条跑规则里的例子")
    test.add_argument("rule", metavar="规则", nargs="?", default="", help="只检验以此开头的规则")
    checking = actions.add_parser(
        "lint",
        help="检查规则库整体",
        description="检查规则库整体：例子是否齐全，事实是否都有来源、都有规则使用，规则有没有重复、遗漏，依据和参数是否有效",
    )
    checking.add_argument(
        "--as-of", metavar="日期", type=day, help="依据、参数是否有效按哪一天看，如 2024-04-11（默认今天）"
    )
    tools = rules_tools.add(actions)
    for action, act in ((listing, _list), (show, _show), (test, _test), (checking, _lint)):
        action.set_defaults(act=act)
    for action in (listing, show, test, checking, *tools):
        action.add_argument(
            "--root", metavar="目录", type=Path, default=RULES_ROOT, help="规则目录（默认随程序安装的）"
        )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Runs one action; exit code 0, or 1 where something is wrong with the rules."""
    only = arguments.rule if "/" in getattr(arguments, "rule", "") else ""
    act: Callable[[Rulebook, argparse.Namespace], int] = arguments.act
    return act(load_rulebook(arguments.root, only), arguments)


def _list(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    gate, console = arguments.gate, output()
    rules = rulebook.for_gate(require_gate(gate)) if gate else rulebook.rules
    table = Table("编号", "规则", "要求", "对象", "等级", "责任组", title=f"规则 {len(rules)} 条")
    for rule in rules:
        table.add_row(rule.code, rule.id, rule.title, rule.for_each, rule.level.chinese, OWNERS[rule.remedy.owner])
    console.print(table)
    return 0


def _show(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    for rule in chosen(rulebook, arguments.rule):
        _show_rule(rule, output())
    return 0


def _show_rule(rule: Rule, console: Console) -> None:
    end = f"至 {rule.end}" if rule.end else "起"
    console.print(f"[bold]{rule.code}　{rule.title}[/bold]　（{rule.id}）")
    console.print(f"等级：{rule.level.chinese}　对象：{_object(rule)}　有效：{rule.start} {end}")
    console.print(f"关口：{'、'.join(GATES[gate] for gate in rule.gates)}")
    console.print("依据：" + "；".join(f"{basis.cite}（{basis.grade}级）" for basis in rule.basis))
    for label, text in _sentences(rule):
        console.print(f"{label}：{text}", markup=False)
    console.print(f"补正：{OWNERS[rule.remedy.owner]} — {rule.remedy.do}")
    for example in rule.examples:
        console.print(f"例子：{example.name} → {example.expect.chinese}", markup=False)
    console.print(f"文件：{rule.place}\n")


def _object(rule: Rule) -> str:
    return "本案" if rule.for_each == CASE else f"每个{rule.for_each}"


def _sentences(rule: Rule) -> list[tuple[str, str]]:
    """The sentences, indented under 任一 and 全部 as the rule has them."""
    logic, atoms = rule.question.logic, rule.question.atoms
    sentences = [("适用", line) for line in _outlined(logic.applies, atoms)]
    sentences += [("要求", line) for line in _outlined(logic.requires, atoms)]
    if rule.if_none:
        sentences += [(f"无{rule.for_each}时", atom.sentence) for atom in rule.if_none.atoms]
    return sentences


def _outlined(tree: Tree | None, atoms: Sequence[Atom]) -> list[str]:
    entries = outline(tree, [None] * len(atoms))
    return ["　" * entry.depth + (entry.heading or atoms[entry.atom].sentence) for entry in entries]


def _lint(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    console, today = output(), arguments.as_of or date.today()
    wrong = [*lint(rulebook), *repeated(rulebook), *outdated(rulebook, today)]
    idle = [*unused(rulebook), *uncited(rulebook), *ending(rulebook, today), *shadowed(rulebook), *gaps(rulebook)]
    for sentence in wrong:
        console.print(sentence, markup=False)
    for sentence in idle:
        console.print(f"提示：{sentence}", style="dim", markup=False)
    told = f"{len(wrong)} 处不对" if wrong else "没有不对的地方"
    console.print(
        f"{len(rulebook.rules)} 条规则，{len(rulebook.libraries.vocabulary)} 个事实，{told}，{len(idle)} 处提示"
    )
    return 1 if wrong else 0


def _test(rulebook: Rulebook, arguments: argparse.Namespace) -> int:
    console, rules, failures = output(), chosen(rulebook, arguments.rule), 0
    for rule in rules:
        for line in unfilled(rule):
            failures += 1
            console.print(f"[red]待填[/red] {escape(line)}")
        for status in missing_examples(rule):
            failures += 1
            console.print(f"[red]缺例子[/red] {rule.id}：没有“{status.chinese}”的例子（{rule.place}）")
        for example in rule.examples:
            came = run_example(rule, example)
            if came is not example.expect:
                failures += 1
                console.print(
                    f"[red]不对[/red] {rule.id}::{example.name}：应为{example.expect.chinese}，得{came.chinese}（{example.place}）"
                )
    count = sum(len(rule.examples) for rule in rules)
    console.print(f"{len(rules)} 条规则，{count} 个例子，{failures} 处不对")
    return 1 if failures else 0
