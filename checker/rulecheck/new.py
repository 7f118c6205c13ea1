"""The skeleton of a new rule: it loads, checks nothing until it is filled in, and says line by line what is to be filled in."""

from __future__ import annotations

import re
from pathlib import Path

from checker.errors import SettingsError
from checker.facts import CASE
from checker.files import prepare_output, write_whole
from checker.gates import GATES, OWNERS
from checker.rule import EVERY_GATE, Libraries, Rule

UNFILLED = "待填"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){2}")
_SKELETON = """\
# 新规则的骨架。把每一处“待填”改好，再运行 zhongben rules test {id}，直到没有不对；写法见 rules/README.md。
id: {id}
code: {code}        # 待填：编号，不与别的规则重复，如 监-终本-07
title: {title}
gates: [{gate}]     # 在哪些关口检查；所有关口写 [every]
level: notice       # 待填：blocking 必备要件 · defect 瑕疵 · notice 提示
in_force: {{from: 2099-01-01}}     # 待填：从哪一天起有效；填好以前不会用来检查卷宗
basis:              # 待填：条文，以 sources.yaml 里的名称开头，几条就写几行
  - {{cite: {cite} 待填}}
for_each: {for_each}     # 对谁逐个检查：案件 被执行人 申请执行人 账户 财产 线索 出差 文书
# applies_when:     # 什么情形才适用，每句前加“- ”；一律适用的不写
#   - {fact} 是 有
requires:           # 待填：要求，全部成立为符合；事实从 vocabulary/ 里选，句子写成“事实 词 操作数”
  - {fact} 已知
on_violation: 待填：不符合时怎么说，{{主体}}和{{缺项}}会换成真正的名称和所缺的材料
on_unknown: 待填：看不清、读不到时请人核对什么
remedy: {{owner: {owner}, do: 待填：怎样补正}}     # owner 责任组：{owners}
examples: []        # 待填：去掉 []，每种结果至少一个例子，照下面的样子写，没有写的事实就是没有读到
#  - {{name: 材料齐全, expect: 符合, given: {{{fact}: …}}}}
#  - {{name: 缺某份材料, expect: 不符合, given: {{{fact}: …}}}}
#  - {{name: 某页看不清, expect: 待核, given: {{}}}}
"""


def skeleton(rule_id: str, libraries: Libraries, *, title: str, gate: str, for_each: str) -> str:
    """The text of a new rule; a gate or title that is empty is chosen by the id, or left to be filled in."""
    section = rule_id.split("/")[1]
    fact = _some_fact(for_each or CASE, libraries)
    group = (gate or section).split("-")[0]
    return _SKELETON.format(
        id=rule_id,
        code=f"{UNFILLED}-{rule_id.replace('/', '-')}",
        title=_quoted(title) if title else f"{UNFILLED}：要求什么，如 执行通知书已送达被执行人",
        gate=gate or (section if section in GATES else EVERY_GATE),
        cite=next(iter(libraries.sources)),
        for_each=for_each or CASE,
        fact=fact,
        owner=group if group in OWNERS else "command",
        owners=" ".join(f"{slug} {name}" for slug, name in OWNERS.items()),
    )


def _some_fact(kind: str, libraries: Libraries) -> str:
    """A fact such a rule may name, so that the skeleton loads."""
    for name, word in libraries.vocabulary.items():
        if word.kind in (kind, CASE):
            return next((other for other, w in libraries.vocabulary.items() if w.kind == kind), name)
    raise SettingsError(f"词汇表里没有关于{kind}的事实", how="先在 vocabulary/ 里写事实")


def _quoted(text: str) -> str:
    """A text that YAML reads as it is, whatever it holds."""
    doubled = " ".join(text.split()).replace("'", "''")
    return f"'{doubled}'"


def check_new(rule_id: str, packs: Path) -> Path:
    """Where the new rule goes. Raises for an id that is none, or that is taken."""
    if not _ID.fullmatch(rule_id):
        raise SettingsError(
            f"“{rule_id}”不能作规则的 id",
            how="写成 包/章节/名称，用小写字母、数字和连字符，如 jianli/zhongben/served-notice",
        )
    path = packs / f"{rule_id}.yaml"
    if path.exists():
        raise SettingsError(f"已经有这条规则：{rule_id}", where=str(path), how="请直接改这个文件，或换一个名称")
    return path


def write_new(path: Path, text: str) -> None:
    """Writes the file, and its folder where there is none."""
    prepare_output(path)
    write_whole(path, text.encode())


def unfilled(rule: Rule) -> list[str]:
    """The lines of a rule's file that are still to be filled in, with their places."""
    path = Path(rule.place.rpartition(":")[0])
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path}:{n}　{line.strip()}" for n, line in enumerate(lines, start=1) if UNFILLED in line and n > 1]
