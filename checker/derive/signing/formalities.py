"""Seals and signatures that papers of this case must bear (`every-gate/signed-and-sealed`).

An image alone settles little. A seal counts as missing only where the reader saw the seals of other papers in this
file, so that it can see seals in this scan; a signature only where its room is clearly empty. Else it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.casefile import Depth, Document, Evidence, MarkKind, Presence
from checker.derive.closing.panels import RECORD as PANEL_RECORD
from checker.derive.closing.panels import signed_by_members
from checker.derive.registry import fact
from checker.derive.service.receipts import RECEIPT, is_substitutes, receiver_marks
from checker.derive.signing.record_signatures import asked_signed, investigators_signed
from checker.derive.signing.signatures import LEADER, asks_for, sealed, signed_at_all, signing_marks
from checker.derive.text.wording import compiled, every
from checker.derive.view import View
from checker.facts import Fact, Subject

COURT_SEALED = (
    "执行通知书",
    "报告财产令",
    "限制消费令",
    "失信决定书",
    "搜查令",
    "悬赏公告",
    "拟终本告知书",
    "终本裁定书",
    "终结执行裁定书",
    "冻结裁定书",
    "扣划裁定书",
    "查封裁定书",
    "拘留决定书",
    "罚款决定书",
    "协助查询通知书",
    "协助执行通知书",
    "协助冻结存款通知书",
)
INQUIRY = "调查笔录"
RECORDS = (
    "谈话笔录",
    "询问笔录",
    "终本约谈笔录",
    "搜查笔录",
    "以物抵债征询笔录",
)
FORMS = ("总对总查控实有情况表", "线下查控实有情况表", "移送评估拍卖表", "案件审查报告")
APPROVALS = (
    "结案审批表",
    "出差审批表",
    "不予拘留审批表",
    "提前解除拘留审批表",
    "恢复执行审批表",
)
SIGNED = (RECEIPT, INQUIRY, *RECORDS, PANEL_RECORD, *FORMS, *APPROVALS)
_WHO_MUST_SIGN = (
    r"被|答话|谈话对象|约谈对象|申请执行人|调查人|询问人|谈话人|约谈人|记录人|审判长|审判员|合议庭|成员|评议人|执行员"
)
_UNSIGNED = (
    r"拒|留置|公告|(?:未|无法|不能)[^，。；]{0,4}(?:签收|送达)|退回|下落不明|查无此人|(?:家中|上门|现场|住处)?无人"
)
_MANY = 3
"""From so many sealed papers on, the reader is known to see the seals of this scan."""


@fact("案件.印章齐全")
def all_sealed(view: View, subject: Subject) -> Fact:
    """是 where every paper that must bear the court's seal does."""
    papers = view.papers(*COURT_SEALED)
    if not papers:
        return _none_owes_it(view, COURT_SEALED, SIGNED, "卷内没有应当加盖院印的文书")
    facts = [(paper, _seal(view, paper)) for paper in papers]
    return _together(facts, "未见印章", "应盖院印的文书均已盖印")


@fact("案件.签名齐全")
def all_signed(view: View, subject: Subject) -> Fact:
    """是 where every receipt, record, form and approval that is in the file is signed."""
    facts = list(_signatures(view))
    if not facts:
        return _none_owes_it(view, SIGNED, COURT_SEALED, "卷内没有应当签名的文书")
    return _together(facts, "签名处空白", "应签名的文书均已签名")


def _none_owes_it(view: View, kinds: Sequence[str], others: Sequence[str], note: str) -> Fact:
    """Nothing lacks where no paper owes it. A file that holds nothing to be sealed nor signed is told apart from a
    complete one, and so is one with a page that may be such a paper.
    """
    missing = view.presence((), kinds)
    complete = missing.value is False and view.papers(*others)
    return Fact(True if complete else None, missing.evidence, missing.note if missing.value is None else note)


def _seal(view: View, paper: Document) -> Fact:
    found = sealed(paper)
    if found.value is not False:
        return found
    whole = all(page.depth is Depth.FULL and page.problem is None for page in paper.pages if not page.blank)
    if whole and _sees_seals(view):
        return found
    return Fact(None, found.evidence, "本卷扫描件的印章难以辨认，须看原件")


def _sees_seals(view: View) -> bool:
    papers = view.case.documents
    seen = sum(any(m.kind is MarkKind.SEAL and m.presence is Presence.PRESENT for _, m in d.marks) for d in papers)
    return seen >= _MANY


def _signatures(view: View) -> Iterator[tuple[Document, Fact]]:
    for paper in view.papers(RECEIPT):
        yield paper, _receipt(paper)
    for paper in view.papers(INQUIRY):
        yield paper, every(asked_signed(view, paper), investigators_signed(view, paper))
    for paper in view.papers(*RECORDS):
        yield paper, _every_room(paper, _WHO_MUST_SIGN)
    for paper in view.papers(PANEL_RECORD):
        yield paper, signed_by_members(view, paper)
    for paper in view.papers(*FORMS):
        yield paper, _every_room(paper, LEADER)
    for paper in view.papers(*APPROVALS):
        yield paper, _every_room(paper, _approver(paper))


def _receipt(paper: Document) -> Fact:
    """A receipt is signed where the receiver, or who received for him, signed; a noted refusal takes its place. One
    that notes that nobody was found to receive it records a failed attempt: nobody owes it a signature.
    """
    marks = receiver_marks(paper)
    if any(mark.presence is Presence.PRESENT for _, mark in marks):
        return Fact(True, _places(paper, Presence.PRESENT))
    noted = [f for f in paper.fields.get("remark", ()) if f.value and compiled(_UNSIGNED).search(str(f.value))]
    if noted:
        return Fact(True, noted[0].evidence)
    own = [mark for _, mark in marks if not is_substitutes(mark)]
    if own and all(mark.presence is Presence.ABSENT for _, mark in marks):
        return Fact(False, _places(paper, Presence.ABSENT))
    return Fact(None, paper.evidence, "送达回证的签名看不清，须看原件")


def _every_room(paper: Document, who: str) -> Fact:
    """Signed where no room of these people is empty and at least one signature is there."""
    rooms = [(p, m) for p, m in signing_marks(paper) if compiled(who).search(asks_for(p, m) or m.label)]
    empty = [(p, m) for p, m in rooms if m.presence is Presence.ABSENT]
    if empty:
        return Fact(False, tuple(Evidence(p.file, p.number, m.box, m.label, m.confidence) for p, m in empty))
    return signed_at_all(paper)


def _approver(paper: Document) -> str:
    """Approval forms leave the rooms of offices that were not asked empty; only the lowest ones must be filled."""
    return LEADER if paper.kind == "出差审批表" else r"组长|局长|承办"


def _places(paper: Document, presence: Presence) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(page.file, page.number, mark.box, mark.text or mark.label, mark.confidence)
        for page, mark in paper.marks
        if mark.presence is presence
    )


def _together(facts: list[tuple[Document, Fact]], lacking: str, complete: str) -> Fact:
    """False where one lacks it (all that do are named), unknown where one is in doubt, else true."""
    for value, words in ((False, lacking), (None, "须看原件")):
        found = [(paper, fact_) for paper, fact_ in facts if fact_.value is value]
        if found:
            named = "；".join(f"{paper.kind}（{_where(paper)}）{_lacks(paper, f) or words}" for paper, f in found)
            return Fact(value, tuple(e for _, fact_ in found for e in fact_.evidence), named)
    return Fact(True, tuple(e for _, fact_ in facts for e in fact_.evidence[:1]), complete)


def _lacks(paper: Document, fact_: Fact) -> str:
    """Whose signature is lacking, where that is known (合议庭评议笔录缺某某的签名)."""
    return fact_.note.removeprefix(paper.kind) if fact_.note.startswith(f"{paper.kind}缺") else ""


def _where(paper: Document) -> str:
    page = paper.pages[0]
    return f"{page.file} 第{page.number}页"
