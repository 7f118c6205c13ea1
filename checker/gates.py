"""The gates (关口) of a case file and the groups (组) that work on it, as the court's plan has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from checker.errors import UnknownGateError

GATES = {
    "online-offline": "线上查控组移送线下查控组",
    "offline-clue": "线下查控组移送线索查控组",
    "clue-disposal": "线索查控组移送财产处置组",
    "disposal-clue": "财产处置组退回线索查控组",
    "disposal-zhongben": "财产处置组移送终本办理组",
    "clue-refusal": "线索查控组移送拒执打击组",
    "refusal-zhongben": "拒执打击组移送终本办理组",
    "zhongben-review": "终本报审",
    "zhongben": "终本报结",
    "closing-performed": "执行完毕结案",
    "closing-waived": "申请执行人放弃其他权利结案",
    "closing-settled": "和解终结结案",
    "resumption": "恢复执行立案",
    "aftercare": "终本后管理",
}
"""Slug → Chinese name, in the order a file meets them."""

MAIN_LINE = ("online-offline", "offline-clue", "clue-refusal", "refusal-zhongben")
"""The hand-overs every file goes through before 终本办理组 has it; the others are detours or ends."""

GROUPS = {
    "online": "线上查控组",
    "offline": "线下查控组",
    "clue": "线索查控组",
    "disposal": "财产处置组",
    "refusal": "拒执打击组",
    "zhongben": "终本办理组",
    "command": "指挥监控组",
}
"""The seven groups of the plan."""


SENDER = {
    "online-offline": "online",
    "offline-clue": "offline",
    "clue-disposal": "clue",
    "clue-refusal": "clue",
    "disposal-clue": "disposal",
    "disposal-zhongben": "disposal",
    "refusal-zhongben": "refusal",
    "zhongben-review": "zhongben",
    "zhongben": "zhongben",
}
"""The group that has the file before each gate; closings, resumption and aftercare have no clock of their own."""
RECEIVER = {
    "online-offline": "offline",
    "offline-clue": "clue",
    "clue-disposal": "disposal",
    "clue-refusal": "refusal",
    "disposal-clue": "clue",
    "disposal-zhongben": "zhongben",
    "refusal-zhongben": "zhongben",
}
"""The group that has it after the gate."""


def earlier_gates(gate: str, history: Sequence[str]) -> tuple[str, ...]:
    """The gates a file passed before this one: those its record names, else the main line up to here."""
    order = list(GATES)
    before = order[: order.index(gate)]
    return tuple(passed for passed in before if passed in (history or MAIN_LINE))


def later_gates(gate: str) -> tuple[str, ...]:
    """The gates on the main line to 终本 that come after a gate; none after 终本 itself and the other ends of a case."""
    order = list(GATES)
    return tuple(later for later in (*MAIN_LINE, "zhongben-review") if order.index(later) > order.index(gate))


def handed_over_on(group: str) -> str:
    """The name of the fact that tells the day on which the file came to a group by its papers."""
    return f"案件.移送{GROUPS[group]}日期"


def first_handed_over_on(group: str) -> str:
    """The name of the fact that tells the day on which the file first came to a group, of several."""
    return f"案件.首次移送{GROUPS[group]}日期"


OWNERS = GROUPS | {"closing": "结案审查组"}
"""Who may owe a paper: the groups, and the reviewer of closings, who is a role of its own."""


def by_either_name(names: Mapping[str, str]) -> dict[str, str]:
    """Slug and Chinese name, each to the slug."""
    return dict(zip(names, names, strict=True)) | {name: slug for slug, name in names.items()}


def require_gate(gate: str) -> str:
    """The gate itself, or UnknownGateError that names the nearest and lists all."""
    known = by_either_name(GATES)
    if gate in known:
        return known[gate]
    close = get_close_matches(gate, list(known), n=2, cutoff=0.65)
    hint = f"是不是想写：{'、'.join(close)}\n" if close else ""
    table = "\n".join(f"  {slug}　{name}" for slug, name in GATES.items())
    raise UnknownGateError(f"没有这个关口：“{gate}”", how=f"{hint}全部关口：\n{table}")
