"""What the file tells that a respondent did: hid property, refused to hand it over, stood in the way of enforcement.

Only the court's own words settle it: a decision, opinion, report, ruling or record of a search in which the act stands
affirmed and of him. What an applicant suspects, a neighbour tells or an officer asks leaves it open for a person; what a
paper warns of, denies, supposes or quotes from the law says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.parties.addressed import made_out_to
from checker.derive.text.spoken_of import parts
from checker.derive.text.statements import Statement, statements
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.fields.ticks import BOXES_TICKED

FINDING = (
    "拘留决定书", "罚款决定书", "搜查令", "搜查笔录", "拘传票", "失信决定书", "其他决定书", "拒执审查意见", "研究记录",
    "案件审查报告", "合议庭评议笔录", "结案审批表", "终本裁定书",
)  # fmt: skip
"""Papers in which the court itself says what it found."""
TELLING = (
    "财产线索书", "谈话笔录", "询问笔录", "调查笔录", "终本约谈笔录", "强制执行申请书", "自诉材料", "核查回函", "电话记录",
)  # fmt: skip
"""Papers in which somebody else tells it, or the court passes it on."""

_CLAUSE = re.compile(r"[，。；：！？（）]")
_UNTICKED = re.compile(rf"[□☐][^□☐{BOXES_TICKED}。；]*")
_NO_DENIAL = re.compile(
    r"无(?:正当|故|合理|法定)[^，。；]{0,4}|拒不|不(?:仅|但|动产|履行|执行|配合)|未(?:按[^，。；]{0,8})?(?:履行|执行|报告|申报)"
)
"""Words of denial that deny something else: 无正当理由隐匿财产, 不履行义务、隐匿财产."""
_DENIED = re.compile(
    r"(?:未|没|无(?!锡)|不|否|有无|如(?!实|下)|若|倘|一旦|禁止|严禁|防止|避免|排除|凡)[^且并还却反而]*$"
)
_MIXED = re.compile(r"(?:未|没|无|不|否|如(?!实|下)|若)")
_GOVERNED = re.compile(r"未发现|没有发现|未查见|没有证据|无证据|不得|是否|有无|如有|如果|一旦|否则|有下列|可以|应当")
"""What may govern a whole sentence."""
_REFUTED = re.compile(r"不存在|不属实|不成立|查无|未(?:能)?查实|无法查实|没有查实|未发现|没有发现|证据不足")
_OF_THE_LAW = re.compile(r"[^，。；：]{0,16}的(?=[，；。]|$)")
"""隐匿财产的，人民法院有权搜查: a case supposed."""
_DOUBT = re.compile(
    r"涉嫌|怀疑|可能|疑似|嫌疑|或许|恐怕|据说|听说|反映|举报|声称|主张|认为其|线索|申请(?:执行)?人(?:称|认为|提出)"
)
"""Words under which the court says no more than that somebody suspects it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One place that tells of an act; `sure`: the court found it, of this respondent."""

    sure: bool
    kind: str
    evidence: tuple[Evidence, ...]


def told_of(view: View, party: Party, patterns: Sequence[str]) -> list[Told]:
    """Every place of the file that tells of such an act of this respondent, in the court's words or another's."""
    found = [told for paper in view.papers(*FINDING) for told in _in_paper(view, paper, party, patterns, finding=True)]
    return found + [
        told for paper in view.papers(*TELLING) for told in _in_paper(view, paper, party, patterns, finding=False)
    ]


def found_of(view: View, party: Party, patterns: Sequence[str], about: str) -> Fact:
    """Whether the court found such an act of his: true where a paper of its own says so, unknown where somebody only
    tells or suspects it or a paper cannot be read, false where nothing tells of it. `about` names the act.
    """
    told = told_of(view, party, patterns)
    if sure := [one for one in told if one.sure]:
        return Fact(True, tuple(dict.fromkeys(e for one in sure for e in one.evidence)))
    if told:
        kinds = "、".join(dict.fromkeys(one.kind for one in told))
        places = tuple(dict.fromkeys(e for one in told for e in one.evidence))
        return Fact(None, places, f"{kinds}提到{about}，没有法院查明的记载，须核对是否属实")
    unread = [paper for paper in view.papers(*FINDING) if not legible(view, paper)]
    if unread:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认是否写明{about}")
    missing = view.presence((), FINDING)
    note = missing.note if missing.value is None else f"卷内文书没有{about}的记载"
    return Fact(missing.value, missing.evidence, note, missing.searched)


def _in_paper(view: View, paper: Document, party: Party, patterns: Sequence[str], *, finding: bool) -> Iterator[Told]:
    if not any(wording(view, paper).find(pattern) for pattern in patterns):
        return
    for statement in statements(view, paper):
        text = _UNTICKED.sub("", statement.text)
        for said, who in parts(view, text):
            for pattern in patterns:
                value = stands(pattern, said, text)
                if value is not False and (his := _is_his(view, paper, party, who)) is not False:
                    yield Told(bool(value and his and finding), paper.kind, _shown(paper, statement))


def _shown(paper: Document, statement: Statement) -> tuple[Evidence, ...]:
    return (*paper.evidence, *statement.evidence)


def _is_his(view: View, paper: Document, party: Party, who: Sequence[Party]) -> bool | None:
    """Whether a part of a sentence is of this respondent: by whom it names, else by whom the paper is about."""
    if who:
        return party in who
    own = [one for one in view.respondents if made_out_to(view, paper, one).value is not False]
    if party not in own:
        return False
    return True if own == [party] else None


def stands(pattern: str, said: str, sentence: str = "") -> bool | None:
    """Whether the words of a pattern stand affirmed in what was said (True), in doubt (None) or not at all (False)."""
    values = [_weighed(found, sentence or said) for found in compiled(pattern).finditer(said)]
    return True if True in values else None if None in values else False


def _weighed(found: re.Match[str], sentence: str) -> bool | None:
    text = found.string
    earlier = text[: found.start()]
    before = _CLAUSE.split(earlier)[-1]
    behind = text[found.end() :]
    plain = _NO_DENIAL.sub("", before)
    if _DENIED.search(plain) or _OF_THE_LAW.match(behind) or _REFUTED.search(behind):
        return False
    if _GOVERNED.search(_NO_DENIAL.sub("", earlier)) or _MIXED.search(plain) or _DOUBT.search(sentence):
        return None
    return True
