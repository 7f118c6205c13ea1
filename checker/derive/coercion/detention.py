"""Detention (拘留), why not, and early release (监法〔2022〕19号 第三组9).

A detention needs a ground that the law lists; inability alone is none (民事诉讼法 第一百一十四条、民诉法解释 第一百八十八条).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from checker.casefile import Document, Evidence, PartyKind
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import CHIEF, PRESIDENT, VICE_PRESIDENT, signed
from checker.derive.text.statements import affirmed, stated, states
from checker.derive.text.wording import either, says, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

DECISION, RECEIPT = "拘留决定书", "送拘回执"
NO_DETENTION, EARLY, RELEASE = "不予拘留审批表", "提前解除拘留审批表", "解除拘留决定书"
HIGH_ENOUGH = f"{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}"

_GROUNDS = (
    r"有(?:能力|履行能力|部分履行能力)[^。；]{0,12}拒(?:不|绝)(?:履行|执行)|拒(?:不|绝)(?:履行|执行)(?:人民法院)?(?:已经)?(?:发生法律效力|生效)",
    r"拒(?:不|绝)(?:履行|执行)[^。；]{0,20}(?:判决|裁定|法律文书|义务)",
    r"(?:拒绝|拒不|不|逾期|虚假|不如实|未)(?:如实)?(?:报告|申报)(?:财产|其财产)|(?:报告|申报)[^。；]{0,8}(?:虚假|不实)",
    r"(?:隐藏|隐匿|转移|(?<!依法)(?<!拍卖、)变卖|毁损|毁灭|伪造)[^。；]{0,20}(?:财产|证据|车辆|房屋|账簿|款)",
    r"(?:擅自|私自|非法|偷偷)[^。；]{0,30}(?:查封|扣押|冻结)[^。；]{0,24}(?:卖|处[分置]|转[让移]|出租|抵[押债]|隐[藏匿]|毁|拆|开走|取走|运走)",
    r"(?:擅自|私自|非法|偷偷)(?:出售|变?卖|处[分置]|转[让移]|出租|隐[藏匿]|毁|启封|揭封|撕[毁下])[^。；]{0,24}(?:查封|扣押|冻结|封条)",
    r"违反(?:限制|本院)?[^。；]{0,8}(?:限制(?:高)?消费|消费令)|高消费",
    r"(?:暴力|威胁|侮辱|围攻|殴打|辱骂|阻碍|妨碍|抗拒|阻挠)[^。；]{0,16}(?:执行|执行人员|司法|公务|搜查)",
    r"拒(?:不|绝)(?:交付|迁出|协助|配合|到庭|到场|接受)|经(?:合法)?传唤[^。；]{0,12}拒",
)


_NOT_TAKEN_IN = r"(?:不予|拒绝|暂不|不宜|不能|无法)收(?:拘|押)"
_SERVED_IN_FULL = r"期满|届满|到期"
_UNTIL_TAKEN = 3  # days from the decision until he was taken to the detention house, at most


@fact("被执行人.拘留决定书")
def decision(view: View, subject: Subject) -> Fact:
    """The decision made out to him."""
    return paper_for(view, party_of(view, subject), DECISION)


@fact("被执行人.送拘回执")
def receipt(view: View, subject: Subject) -> Fact:
    """The detention house's receipt; one that says it did not take him in is none."""
    party = party_of(view, subject)
    papers = papers_for(view, party, RECEIPT)
    refused = [paper for paper in papers if affirmed(_NOT_TAKEN_IN, wording(view, paper).text)]
    if papers and len(refused) == len(papers):
        return Fact(False, tuple(e for p in refused for e in p.evidence), "拘留所不予收拘")
    return paper_for(view, party, RECEIPT)


@fact("被执行人.拘留有法定事由")
def ground(view: View, subject: Subject) -> Fact:
    """Whether the decision names a listed ground."""
    papers = papers_for(view, party_of(view, subject), DECISION)
    return says(view, papers, *_GROUNDS, about="法律列明的拘留事由") if papers else decision(view, subject)


@fact("被执行人.拘留天数")
def days(view: View, subject: Subject) -> Fact:
    """The days stated, or end less start where that is longer."""
    papers = papers_for(view, party_of(view, subject), DECISION, RECEIPT)
    found = [Fact(f.value, f.evidence) for p in papers for f in p.fields.get("days", ()) if isinstance(f.value, int)]
    found += [span for paper in papers if (span := _span(paper))]
    if not found:
        return Fact(None, tuple(e for p in papers for e in p.evidence), "没有读到拘留天数、起止日期")
    return max(found, key=lambda f: int(str(f.value)))


def _span(paper: Document) -> Fact | None:
    start, end = _field(paper, "start_on"), _field(paper, "end_on")
    if start is None or end is None:
        return None
    first, last = start.value, end.value
    if not isinstance(first, date) or not isinstance(last, date) or last < first:
        return None
    return Fact((last - first).days, (*start.evidence, *end.evidence))


def _field(paper: Document, name: str) -> Fact | None:
    return next((Fact(f.value, f.evidence) for f in paper.fields.get(name, ()) if isinstance(f.value, date)), None)


@fact("被执行人.不予拘留审批")
def no_detention_approved(view: View, subject: Subject) -> Fact:
    """第三组9: 案情特殊不适用拘留的报局长批准."""
    return _approved(view, subject, NO_DETENTION)


@fact("被执行人.提前解除审批")
def release_approved(view: View, subject: Subject) -> Fact:
    """第三组9: 不经批准擅自放人的追究责任; so an approved form must be there."""
    return _approved(view, subject, EARLY)


def _approved(view: View, subject: Subject, kind: str) -> Fact:
    """An organisation is not detained; a form about its representative that names it is its own."""
    party = party_of(view, subject)
    papers = papers_for(view, party, kind)
    if party.kind is PartyKind.ORGANISATION and not papers:
        papers = tuple(p for p in view.papers(kind) if view.is_named(party.name, wording(view, p).text))
    if not papers:
        return paper_for(view, party, kind)
    return either(*(approved_by(p, HIGH_ENOUGH) for p in papers))


@fact("被执行人.提前解除拘留")
def released_early(view: View, subject: Subject) -> Fact:
    """Yes: papers of an early release, or a release dated before the end of the term. No: not detained, or no such sign.

    A form whose chief refuses the release is no sign of it.
    """
    party = party_of(view, subject)
    forms = [p for p in papers_for(view, party, EARLY) if not _refused(p)]
    if forms:
        return view.presence(forms, (EARLY,))
    detained = decision(view, subject)
    if detained.value is not True:
        return Fact(detained.value, detained.evidence, detained.note or "没有拘留决定书", detained.searched)
    others = papers_for(view, party, RECEIPT, RELEASE, "询问笔录")  # a decision only tells that the law allows it
    told = states(view, others, r"(?<!可以)(?<!可)(?<!申请)提前(?:解除|释放|结束)", about="提前解除拘留")
    if told.value is True:
        return told
    by_dates = _by_dates(view, papers_for(view, party, DECISION), others)
    early = paper_for(view, party, EARLY)
    if by_dates.value is not False or early.value is not None:
        return by_dates
    return early


def _refused(form: Document) -> bool:
    return signed(form, HIGH_ENOUGH).value is True and approved_by(form, HIGH_ENOUGH).value is False


def _by_dates(view: View, decisions: Sequence[Document], others: Sequence[Document]) -> Fact:
    """Whether the day of the release lies before the end of the term."""
    shown = tuple(e for p in decisions for e in p.evidence)
    released = _days(others, "released_on")
    if not released or stated(view, others, _SERVED_IN_FULL):
        return Fact(False, shown, "没有提前解除的记载", view.searched)
    day = max(found for found, _ in released)
    places = tuple(e for _, where in released for e in where)
    last, certain = _last_day((*decisions, *others))
    if last is None:
        return Fact(None, shown + places, "没有读到拘留的期满日，须核对解除日期是否早于期满日")
    if day < last:
        return Fact(True, shown + places, f"解除日期{day}早于期满日{last}")
    if certain or (day - last).days > _UNTIL_TAKEN:
        return Fact(False, shown + places, "没有提前解除的记载", view.searched)
    return Fact(None, shown + places, "没有读到拘留的起始日期，须核对解除日期是否早于期满日")


def _last_day(papers: Sequence[Document]) -> tuple[date | None, bool]:
    """The last day of the term as written, else counted from its first day; where only the decision's date is known, the
    earliest that the last day can be, and False. The first day counts as one of the days: the reading that accuses least.
    """
    if ends := _days(papers, "end_on"):
        return ends[0][0], True
    lengths = [f.value for p in papers for f in p.fields.get("days", ()) if isinstance(f.value, int)]
    if not lengths:
        return None, False
    for name in ("start_on", "made_on"):
        if starts := [day for day, _ in _days(papers, name)]:
            return min(starts) + timedelta(days=lengths[0] - 1), name == "start_on"
    return None, False


def _days(papers: Sequence[Document], name: str) -> list[tuple[date, tuple[Evidence, ...]]]:
    """The days of a field, with their places."""
    fields = [f for p in papers for f in p.fields.get(name, ())[:1]]
    return [(f.value, f.evidence) for f in fields if isinstance(f.value, date)]
