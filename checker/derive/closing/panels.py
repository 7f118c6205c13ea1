"""The panel's deliberation before the ruling (监法〔2022〕19号 第六组3(六)): who signed, and what it concluded.

A panel has three members or more, and every one signs the record (民事诉讼法 第四十一条、第四十五条).
"""

from __future__ import annotations

import re

from checker.casefile import Document, Mark, Page, Presence
from checker.derive.parties.names import distance
from checker.derive.registry import fact
from checker.derive.signing.signatures import PANEL, asks_for, rooms_of, shown, signing_marks
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import either, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

RECORD = "合议庭评议笔录"
LEAST = 3
_SURELY = 0.9  # confidence of what was read in a room: below it a name may be another's
_LONGEST = 4  # characters of a person's name
_CLERK = re.compile(r"记录|书记员")
_OFFICE = r"(?:审判长|审判员|执行员|人民陪审员|陪审员|代理审判员)"
_NAME = r"[\u4e00-\u9fff·]{2,4}?"
_NEXT_ROW = r"记录|书记员|列席|评议|主持|地点|时间|案由"  # what forms ask for behind the members
_RUNS_ON = r"[在于对就等]|组成|参加"  # running text: …审判员金丹在合议室对本案进行评议
_MEMBERS = re.compile(
    rf"{_OFFICE}[：]?(?P<names>{_NAME}(?:、(?!{_OFFICE}){_NAME})*)(?=[，、。；：（]|{_OFFICE}|{_NEXT_ROW}|{_RUNS_ON}|$)"
)
_NO_NAME = rf"签[名字]|盖章|^{_OFFICE}$|^(?:记录|书记|主持|列席)"
_LISTED = re.compile(
    rf"(?:合议庭)?(?:组成)?(?:成员|人员)[：]?(?P<names>{_NAME}(?:[、，]{_NAME}){{1,6}})(?=[；。]|{_NEXT_ROW}|$)"
)
_BRACKETED = re.compile(rf"（(?:{_OFFICE}|主审|承办)[^（）]{{0,4}}）")
_HEAD = 300  # characters: the members are named before the deliberation begins
_TALK = re.compile(r"一案|评议(?:内容|情况|如下|[：])|记录如下")
_CONCLUSION = re.compile(
    r"(?:评议(?:结果|结论|意见|决议)?|(?<![一-鿿])(?:(?:最终|最后)(?:结论|意见)|结论))[：](?P<text>.{2,}?)(?=合议庭成员|审判长签|签名|记录人|书记员|$)"
)
_UNLABELLED = re.compile(
    r"(?P<text>(?:(?:经|合议庭)(?:合议庭)?评议(?!笔录)|合议庭(?:成员)?(?:一致|多数)?(?:意见|认为|决定|决议)|多数(?:意见|成员)?(?:认为|同意)|一致(?:认为|同意|意见))[^。]{4,}。?)"
)
_OF_CLOSING = r"终本|终结"
_AGAINST = r"不(?:予|能|宜|应|同意|符合|具备)(?:裁定)?[^。；]{0,14}(?:终本|终结)|(?:应当?|予以|裁定)?(?:继续|恢复)执行|退回|暂(?:缓|不)|尚?不符合|(?:尚|还|并)?不(?:完全)?(?:具备|符合)[^。；]{0,10}条件|再(?:行)?(?:评?议|研究|合议)|不同意(?!见)"
_OTHER_ACT = r"罚款|拘留|拍卖|变卖|抵债|失信|限制(?:高额?)?消费|追加|变更|扣划|查封|分配|强制管理|异议|搜查|移送"
_FOR = r"终本|终结[^。；]{0,40}本次执行|同意(?!见)"


@fact("案件.合议庭评议笔录")
def panel_record(view: View, subject: Subject) -> Fact:
    """The record of the panel's deliberation."""
    return view.paper(RECORD)


@fact("案件.合议庭同意终本")
def panel_agrees(view: View, subject: Subject) -> Fact:
    """Whether the conclusion is to close: a record that concludes otherwise is none for this closing."""
    papers = view.papers(RECORD)
    return either(*(_concluded(view, p) for p in papers)) if papers else view.paper(RECORD)


def _concluded(view: View, paper: Document) -> Fact:
    words = wording(view, paper)
    found = list(_CONCLUSION.finditer(words.text)) or list(_UNLABELLED.finditer(words.text))
    if not found:
        return Fact(None, paper.evidence, "没有读清合议庭的评议结论")
    text, places = found[-1]["text"], words.evidence(found[-1].start("text"), found[-1].end("text"))
    against, agrees = affirmed(_AGAINST, text), affirmed(_FOR, text)
    if agrees and not against:
        return Fact(True, places)
    if against and not agrees:
        return Fact(False, places, "合议庭的评议结论不是终结本次执行程序")
    if affirmed(_OTHER_ACT, text) and not words.find(_OF_CLOSING) and legible(view, paper):
        return Fact(False, places, "合议庭评议的是其他事项，不是终结本次执行程序")
    return Fact(None, places, "没有读清合议庭的评议结论是否终结本次执行程序")


@fact("案件.合议庭成员签名")
def panel_signed(view: View, subject: Subject) -> Fact:
    """Every member signed; the clerk's signature is not a member's."""
    papers = view.papers(RECORD)
    return either(*(signed_by_members(view, p) for p in papers)) if papers else view.paper(RECORD)


def signed_by_members(view: View, paper: Document) -> Fact:
    """By the members whom the record names; where these were not read, by the number of signatures.

    A printed room more than there are members may stay empty: it is for a person.
    """
    rooms = panel_rooms(paper)
    there, empty = _with(rooms, Presence.PRESENT), _with(rooms, Presence.ABSENT)
    places = shown(empty or rooms) or paper.evidence
    named = members(wording(view, paper).text)
    signatures = "／".join(_written(m) for _, m in there)
    if len(named) >= LEAST and (_all_read(named, signatures) or _all_but_one_read(named, signatures)):
        return Fact(True, shown(there))
    needed = max(LEAST, len(named))
    count = sum(_people(mark) for _, mark in there)
    if not empty and len(there) == len(rooms) and count >= needed:
        return Fact(True, shown(there))
    if empty and (len(rooms) <= needed or len(rooms) - len(empty) < needed):
        return Fact(False, places, f"{paper.kind}签名处空白")
    if missing := _one_missing(paper, named, there):
        return Fact(False, places, f"{paper.kind}缺{missing}的签名")
    return Fact(None, places, f"合议庭成员{len(named) or '至少三'}名，读到签名{count}个，须看原件")


def _one_missing(paper: Document, named: tuple[str, ...], there: tuple[tuple[Page, Mark], ...]) -> str:
    """The member who surely did not sign in the one room for all: the others' names read there in full and surely,
    nothing is left of what was written, and no other name stands below the room.
    """
    if len(named) < LEAST or len(there) != 1 or there[0][1].confidence < _SURELY:
        return ""
    page, mark = there[0]
    written = _written(mark)
    below = [flat(line.text) for line in page.lines if line.box.y0 > mark.box.y0 + line.box.height / 2]
    if paper.pages[-1] is not page or any(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) for text in below):
        return ""
    for left in named:
        others = tuple(name for name in named if name != left)
        if len(written) == sum(map(len, others)) and _all_read(others, written):
            return left
    return ""


def members(text: str) -> tuple[str, ...]:
    """The members named in the head of a record."""
    head = _TALK.split(text[:_HEAD])[0]
    found = [name for m in _MEMBERS.finditer(head) for name in m["names"].split("、")]
    if not found and (listed := _LISTED.search(_BRACKETED.sub("", head))):  # 成员：陆正平（审判长）、柯平、章敏
        found = re.split("[、，]", listed["names"])
    return tuple(dict.fromkeys(name for name in found if not re.search(_NO_NAME, name)))


def panel_rooms(paper: Document) -> tuple[tuple[Page, Mark], ...]:
    """The places to sign that are not the clerk's."""
    asked = tuple((p, m) for p, m in signing_marks(paper) if not _CLERK.search(asks_for(p, m)))
    return asked or rooms_of(paper, PANEL)


def _written(mark: Mark) -> str:
    """The letters of names in a room, without what is printed between them: 宋某（签） 鲍某（签）."""
    return re.sub(r"（[^）]*）?|[^\u4e00-\u9fff·]", "", flat(mark.text))


def _people(mark: Mark) -> int:
    """How many people signed in one room: each name stands for itself there; what is no name counts as one."""
    return max(1, sum(2 <= len(name) <= _LONGEST for name in mark.text.split()))


def _with(rooms: tuple[tuple[Page, Mark], ...], presence: Presence) -> tuple[tuple[Page, Mark], ...]:
    return tuple((p, m) for p, m in rooms if m.presence is presence)


def _all_but_one_read(names: tuple[str, ...], signatures: str) -> bool:
    """Whether all names but one read in the signatures, and what is left is about as long as that one."""
    letters = len(signatures.replace("／", ""))
    enough = letters >= sum(map(len, names)) - 1
    return enough and any(_all_read(tuple(n for n in names if n != left), signatures) for left in names)


def _all_read(names: tuple[str, ...], signatures: str) -> bool:
    """Whether every name reads in the signatures, several of which may stand in one room; one character may be misread,
    and no signature is two people's.
    """
    left = signatures
    for name in names:
        windows = (left[i : i + len(name)] for i in range(len(left) - len(name) + 1))
        own = next((w for w in windows if w == name or (len(name) > 2 and "／" not in w and distance(w, name) < 2)), "")
        if not own:
            return False
        left = left.replace(own, "／", 1)
    return True
