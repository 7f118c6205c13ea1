"""Whom a paper is made out to. A paper for somebody else proves nothing about this party; a slip in the name is shown.

Every requirement that names a paper asks silently that it is this party's: a 执行通知书 for 王五 is not 张三's, even
where 张三 is the only respondent of the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.memory import remembered
from checker.derive.parties.names import Match, bare, compare, distance
from checker.derive.text.layout import in_column
from checker.derive.text.sheets import sheet
from checker.derive.view import View
from checker.facts import Fact

SURE = 0.85
"""A name read with less than this may be another name."""


_ON_SEVERAL = (
    "总对总查控反馈",
    "银行流水查询回执",
    "不动产查询结果",
    "车辆查询结果",
    "公积金查询结果",
    "拒执审查意见",
    "研究记录",
)
"""Papers that answer on several people at once: the first name in them is no addressee that shuts out the others."""
_HEADING = re.compile(r"查询|期间|结果|账[户号]|金额|日期|名称|签名|盖章|文书")
"""What no name holds: the heading of the next cell was read for one."""
_SHORT_NAME = 2  # characters


@dataclass(frozen=True, slots=True)
class MadeOut:
    """Whether a paper is this party's (None: it cannot be told), with where the name stands."""

    value: bool | None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@remembered
def made_out_to(view: View, paper: Document, party: Party) -> MadeOut:
    """By its addressees; where it has none, by the parties its text names."""
    addressees = [f for f in paper.fields.get("addressee", ()) if f.value and not _HEADING.search(str(f.value))]
    for found in addressees:
        match = compare(str(found.value), party.name)
        if match is Match.SAME:
            return MadeOut(True, found.evidence)
        if match is Match.SLIP and not _is_somebody_else(view, str(found.value), party):
            # 张伟 and 张强 are two people as often as one misspelt: of two characters one is too much.
            sure = len(bare(party.name)) > _SHORT_NAME or None
            return MadeOut(sure, found.evidence, _slip(str(found.value), party.name))
    if addressees and paper.kind not in _ON_SEVERAL:
        return _not_addressed(view, addressees[0].evidence, [str(f.value) for f in addressees], party)
    return _named(view, paper, party)


def _is_somebody_else(view: View, name: str, party: Party) -> bool:
    return any(compare(name, p.name) is Match.SAME for p in view.parties if p.name != party.name)


def _slip(read: str, name: str) -> str:
    return f"写作“{read}”，与“{name}”一字之差"


def _not_addressed(view: View, places: tuple[Evidence, ...], read: list[str], party: Party) -> MadeOut:
    """Another party's, a stranger's, or a name so badly read that it may be anybody's."""
    if all(any(compare(name, p.name) is not Match.NO for p in view.parties) for name in read):
        return MadeOut(False, places)
    unsure = any(e.confidence < SURE for e in places)
    near = any(alike(name, party.name) for name in read)
    if unsure or near:
        return MadeOut(None, places, f"收件人读作“{'、'.join(read)}”，不能确定是否为{party.name}")
    return MadeOut(False, places, f"收件人是“{'、'.join(read)}”，不是{party.name}")


def alike(name: str, wanted: str) -> bool:
    """Whether a stranger's name may be this party's: cut off, run together, two wrong of many, or abbreviated
    (洪城米业公司 for 监利市洪城米业有限公司).
    """
    a, b = bare(name), bare(wanted)
    if len(a) < 4 or len(b) < 5:
        return b in a
    return b in a or distance(a, b, 3) <= 2 or _abbreviates(a, b)


def _abbreviates(short: str, long: str) -> bool:
    """Whether every character of the short name stands in the long one, in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _named(view: View, paper: Document, party: Party) -> MadeOut:
    match = view.named_in(party.name, paper.text)
    if match is not Match.NO:
        places = tuple(p.evidence(line) for p, line in paper.lines() if view.is_named(party.name, line.text))
        note = "" if match is Match.SAME else f"名称与“{party.name}”一字之差"
        return MadeOut(True, places[:2] or paper.evidence, note)
    if stacked := _in_cells(view, paper, party.name):
        return MadeOut(True, stacked)
    same_role = [p for p in view.parties if p.role == party.role]
    others = [p for p in same_role if p.name != party.name and view.is_named(p.name, paper.text)]
    if others:
        return MadeOut(False, paper.evidence)
    return MadeOut(None, paper.evidence, f"{paper.kind}上没有读到{party.name}的名称")


def _in_cells(view: View, paper: Document, name: str) -> tuple[Evidence, ...]:
    """Where a name stands wrapped in a narrow cell: its lines lie under one another, with other columns between them."""
    wanted = bare(name)
    for page in paper.pages:
        cells = sheet(view, page)
        for first in cells:
            lines = [first]
            while (text := bare("".join(c.text for c in lines))) and wanted.startswith(text) and text != wanted:
                below = next((c for _, c in cells.under(lines[-1], 2.2) if in_column(lines[-1], c)), None)
                if below is None:
                    break
                lines.append(below)
            if text == wanted and len(lines) > 1:
                return tuple(e for c in lines for e in c.evidence(page))
    return ()


def paper_for(view: View, party: Party, *kinds: str) -> Fact:
    """有/无/unknown: a paper of these kinds that is made out to this party. Evidence: its heading and the name on it."""
    papers = view.papers(*kinds)
    results = [(paper, made_out_to(view, paper, party)) for paper in papers]
    own = [(paper, made) for paper, made in results if made.value]
    if own:
        notes = "；".join(dict.fromkeys(made.note for _, made in own if made.note))
        return Fact(True, tuple(dict.fromkeys(e for p, made in own for e in (*p.evidence, *made.evidence))), notes)
    unsure = [(paper, made) for paper, made in results if made.value is None]
    if unsure:
        return Fact(None, tuple(e for p, made in unsure for e in p.evidence), unsure[0][1].note)
    missing = view.presence((), kinds)
    strangers = "；".join(dict.fromkeys(made.note for _, made in results if made.note))
    if missing.value is False and strangers:
        return Fact(False, tuple(e for p, _ in results for e in p.evidence), strangers, missing.searched)
    return missing


def papers_for(view: View, party: Party, *kinds: str) -> tuple[Document, ...]:
    """The papers of these kinds that are this party's beyond doubt."""
    return tuple(d for d in view.papers(*kinds) if made_out_to(view, d, party).value)
