"""Whom the court queried (网络查询冻结规定 第七条；法释〔2017〕8号 第二十五条: 只能查询、冻结被执行人).

A query of somebody who is no party (a spouse, most often) needs a paper that makes him one or says on what ground. Only a
name that stands as that of the person queried, was read beyond doubt, and of which no paper gives a ground, accuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.casefile import Document, Evidence
from checker.derive.parties.addressed import SURE, alike, made_out_to
from checker.derive.parties.names import Match, bare, compare
from checker.derive.registry import fact
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

QUERIES = (
    "总对总查控反馈", "协助查询通知书", "不动产查询结果", "车辆查询结果", "公积金查询结果", "银行流水", "银行流水查询回执",
)  # fmt: skip

FEEDBACK, NOTICE, RECORD = "总对总查控反馈", "协助查询通知书", "调查笔录"
_LABEL = r"(?:被查询人|被查询对象|查询对象|被查询单位|被查人)(?:姓名|名称|名)?(?:（[^）]{1,10}）)?"
_NAME = r"(?P<who>[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff（）·]{4,30}?(?:公司|合作社|厂|店|中心|经营部))"
_NUMBER = r"证件|身份证|公民身份|性别|统一社会|\d"
_LABELLED = (
    rf"{_LABEL}：{_NAME}(?=[，。；、：（]|{_NUMBER}|[男女]|$|住|名下|银行|查询)",
    rf"{_LABEL}{_NAME}(?={_NUMBER})",  # the cell beside the label
)
_FED_BACK = rf"被执行人(?:姓名|名称)?：?{_NAME}(?=证件|身份证|公民身份|统一社会)"
"""The head of a system's feedback calls whoever was queried 被执行人, and gives his number beside the name."""
_SPOUSE = r"(?:配偶|妻子?|丈夫|爱人)(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:（[^）]{0,40}）)?"
_AT_A_COUNTER = (
    rf"(?:请|再|也|一并|同时|麻烦)[^。；？]{{0,12}}?{_SPOUSE}(?:名下)?的?[^。；？]{{0,16}}?查",
    rf"查(?:询|明|实)?，[^。；，]{{0,16}}?{_SPOUSE}(?:在[我本]|名下)",
)
"""What the court asked a bank or a registry of a spouse, and what these looked up: what a neighbour knows is no query."""
_OF_SPOUSE = r"(?:需|请|拟|要求)[^，。；]{0,12}(?:查询|协查)[^，。；]{0,16}?(?:案外人|配偶|妻子|丈夫)(?:姓名)?：?(?P<who>[\u4e00-\u9fff·]{2,4})(?=[，。；、：（]|证件|身份|公民|名下|的)"
"""Whom the court asks for by what he is to the respondent. What a register tells of a spouse beside him is no query."""
_PATTERNS = {NOTICE: (*_LABELLED, _OF_SPOUSE), FEEDBACK: (*_LABELLED, _FED_BACK), RECORD: _AT_A_COUNTER}
_NO_NAME = re.compile(
    r"银行|查询|结果|证件|号码|类型|时间|日期|机构|单位|被执行|申请|法院|姓名|名称|性别|账|情况|财产|信息|序号|存款|本人|项目|以下|无"
    r"|^[已未均为是系不没有在与及和的]"
)
_GROUND = r"追加|变更|共同(?:财产|债务|共有|偿还|生活)|连带|依据|根据|夫妻|继承|案外人异议|第三人|担保|同意|承担"
_SHORT_NAME = 2  # characters
_GROUNDS = 60  # characters around his name in which the ground stands


@dataclass(frozen=True, slots=True)
class Queried:
    """Somebody whom a paper names as the one queried."""

    name: str
    paper: Document
    evidence: tuple[Evidence, ...]


@fact("案件.财产查询材料")
def any_query(view: View, subject: Subject) -> Fact:
    """Whether the file has any paper of a query."""
    return view.paper(*QUERIES)


@fact("案件.查询对象均为当事人")
def only_parties(view: View, subject: Subject) -> Fact:
    """Whether everybody queried is a party, as far as the papers name them; a ground for another is for a person."""
    papers = view.papers(*QUERIES)
    asked = (*papers, *view.papers(RECORD))
    if not papers:
        missing = view.paper(*QUERIES)
        return Fact(None, missing.evidence, missing.note or "卷内没有财产查询材料", missing.searched)
    strangers = [one for paper in asked for one in _queried(view, paper) if not _is_party(view, one.name)]
    for one in strangers:
        sure = all(e.confidence >= SURE for e in one.evidence) and not _like_a_party(view, one.name)
        if sure and not _grounded(view, one):
            return Fact(
                False, one.evidence, f"{one.paper.kind}的查询对象“{one.name}”不是当事人，卷内没有查询其财产的依据"
            )
    if strangers:
        one = strangers[0]
        return Fact(None, one.evidence, f"{one.paper.kind}的查询对象读作“{one.name}”，须看是否当事人、有无依据")
    if unread := [paper for paper in papers if not legible(view, paper)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，须看查询的是谁")
    unnamed = [p for p in papers if not any(made_out_to(view, p, party).value for party in view.parties)]
    if unnamed:
        return Fact(None, unnamed[0].evidence, f"{unnamed[0].kind}上没有读到查询的是谁，须看原件")
    return Fact(True, tuple(e for paper in papers for e in paper.evidence))


def _queried(view: View, paper: Document) -> Iterator[Queried]:
    """The people and firms that a paper names as queried."""
    words = wording(view, paper)
    for pattern in _PATTERNS.get(paper.kind, _LABELLED):
        for found, places in words.matches(pattern):
            if not _NO_NAME.search(found["who"]):
                yield Queried(found["who"], paper, places)


def _is_party(view: View, name: str) -> bool:
    """Whether a name is a party's, a slip in it or none; of two characters one is too much for a slip."""
    matches = [compare(name, p.name) for p in view.parties]
    return Match.SAME in matches or (Match.SLIP in matches and len(bare(name)) > _SHORT_NAME)


def _like_a_party(view: View, name: str) -> bool:
    return any(compare(name, p.name) is not Match.NO or alike(name, p.name) for p in view.parties)


def _grounded(view: View, one: Queried) -> bool:
    """Whether some paper gives a ground beside the stranger's name: he was added as a party, the thing is shared."""
    name = re.escape(one.name)
    near = rf"{name}[^。]{{0,{_GROUNDS}}}?(?:{_GROUND})|(?:{_GROUND})[^。]{{0,{_GROUNDS}}}?{name}"
    return any(
        compiled(near).search(wording(view, paper).text) for paper in view.case.documents if one.name in paper.text
    )
