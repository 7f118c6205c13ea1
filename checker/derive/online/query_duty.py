"""网络查询: who cannot be queried, and channels of the system that failed although its feedback lists them (法释〔2017〕8号 第一条、第十二条).

Which channels a court's system has differs: a channel that no feedback lists is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document, Evidence, Page, Party, PartyKind
from checker.derive.online.owners import owners
from checker.derive.online.queries import FEEDBACK, feedback, feedback_for, said_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.answers import REGISTER, answered
from checker.derive.text.layout import NUMBERED, below, right_of, without_notes
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.cells import Cell
from extractors.text.flat import flat

_NOT_IN_SYSTEM = re.compile(
    r"(?:村委会|村民委员会|居委会|居民委员会|村民小组|居民小组|业主委员会|业委会|业主大会|分公司)$|[一二三四五六七八九十\d]组$"
)
"""Bodies that the query system does not know without a code (终本合规核查清单)."""
_CODE = r"(?<![0-9A-Z])(?:9[0-9A-HJ-NPQRTUWXY]{17}|[5N][0-9A-HJ-NPQRTUWXY]{17}|[0-9A-Z]{8}-[0-9A-Z])(?![0-9A-Z])"
_NO_CODE = r"(?:无|没有|未(?:办理|领取|登记))[^，。；]{0,6}(?:组织机构代码|统一社会信用代码|信用代码)"
_SECURITIES = re.compile(r"^[一二三四五六七八九十、（）\d.]*(?:证券|股票|证券账户|证券信息)")


@fact("被执行人.不能网络查询")
def out_of_reach(view: View, subject: Subject) -> Fact:
    """是 for 村委会, 业主委员会, 分公司 and the like that have no code. Whether they have one is a person's to see unless a
    paper denies it.
    """
    party = party_of(view, subject)
    if not _NOT_IN_SYSTEM.search(flat(party.name)) or party.kind is PartyKind.PERSON:
        return Fact(False, party.evidence or _where_named(view, party), f"{party.name}不属于不能网络查询的主体")
    if party.id:
        return Fact(False, party.evidence, f"{party.name}有代码{party.id}")
    name = re.escape(flat(party.name))
    for paper in view.case.documents:
        if found := wording(view, paper).find(rf"{name}[^。；]{{0,40}}{_NO_CODE}"):
            return Fact(True, found)
        if found := wording(view, paper).find(rf"{name}[^。；]{{0,40}}{_CODE}"):
            return Fact(False, found, f"{party.name}有代码")
    return Fact(None, _where_named(view, party), f"没有读到{party.name}有没有组织机构代码、统一社会信用代码")


def _where_named(view: View, party: Party) -> tuple[Evidence, ...]:
    name = re.escape(flat(party.name))
    return next((found for paper in view.case.documents if (found := wording(view, paper).find(name))), ())


@fact("被执行人.证券登记查询失败")
def channel_failed(view: View, subject: Subject) -> Fact:
    """是: his feedbacks list securities or the companies' register, and none of them brought an answer. Not listed: 否."""
    party = party_of(view, subject)
    papers = feedback_for(view, party)
    if not papers:
        return feedback(view, subject)
    register = [said for paper in papers for said in said_to(view, paper, party, REGISTER)]
    securities = [told for paper in papers for told in _securities(view, paper, party)]
    unread = not all(legible(view, paper) for paper in papers) or bool(view.unsettled((FEEDBACK,)))
    for channel, told in (("法人登记", register), ("证券", securities)):
        failed = [one for one in told if one.value is False]
        if failed and not any(one.value for one in told):
            open_ = unread or any(one.value is None for one in told)
            return Fact(None if open_ else True, failed[0].evidence, f"{channel}一项查询失败或者没有反馈")
    notes = [f"反馈没有列{channel}一项" for channel, told in (("法人登记", register), ("证券", securities)) if not told]
    shown = [one for one in (*register, *securities) if one.value]
    places = tuple(e for one in shown for e in one.evidence) or papers[0].evidence
    return Fact(False, places, "，".join(notes))


def _securities(view: View, paper: Document, party: Party) -> Iterator[Fact]:
    """What his part of a feedback says beside or under 证券."""
    for page in paper.pages:
        cells = without_notes(view, page)
        for label in cells:
            if _SECURITIES.match(label.text) and owners(view, paper).of(page, label, cells) in (party.name, ""):
                own = label.text.partition("：")[2]
                section = [] if own else right_of([label], cells) or _section(below(label, cells))
                told = {answered(text, REGISTER) for text in (own, *(cell.text for cell in section))} - {None}
                value = told.pop() if len(told) == 1 else None
                yield Fact(value, _places(page, label, section))


def _section(cells: list[Cell]) -> list[Cell]:
    """What stands under a heading, up to the next."""
    ends = next((place for place, cell in enumerate(cells) if NUMBERED.match(cell.text)), len(cells))
    return cells[: min(ends, 12)]


def _places(page: Page, label: Cell, section: list[Cell]) -> tuple[Evidence, ...]:
    return tuple(e for cell in (label, *section[:3]) for e in cell.evidence(page))
