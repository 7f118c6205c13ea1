"""Whether the family of a detained respondent was told (民诉法解释 第一百八十条: 二十四小时内通知家属；确实无法通知的，记录在案).

Read from what the papers of the detention, calls and talks tell. Nothing told is unknown: the court may have told them and
kept its note elsewhere. Papers give days and seldom hours, so that the next day leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.closing.talks import held_on
from checker.derive.coercion.detention import DECISION, RECEIPT
from checker.derive.parties.addressed import papers_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.statements import affirmed, statements
from checker.derive.text.wording import compiled
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates

_TALKS = ("电话记录", "询问笔录", "谈话笔录", "调查笔录", "短信告知记录", "送达回证")
_KIN = r"(?:家属|亲属|家人|妻子?|丈夫|配偶|父亲?|母亲?|儿子?|女儿|哥哥?|弟弟?|姐姐?|妹妹?)"
_TOLD = (
    rf"(?:通知|告知)(?:了)?(?:其|他|她|被拘留人|[\u4e00-\u9fff]{{2,4}}(?:的|之))?{_KIN}",
    rf"{_KIN}[^，。；：]{{0,8}}(?:接到|收到|签收)[^，。；：]{{0,8}}(?:拘留)?通知",
    rf"(?:无法|不能|未能)(?:按时|及时)?(?:通知|联系)[^，。；：]{{0,8}}{_KIN}|{_KIN}[^，。；：]{{0,6}}(?:无法|不能|未能)(?:按时)?(?:通知|联系)",
)
_ONLY_OWED = r"(?:应当?|须|需|请|拟|可以|要求|必须)[^，。；：]{0,24}$|将(?:会|在|于|依法|及时|尽快|另行|予以)*$"
"""Words of what is to be done; 将拘留的原因和处所通知其妻子 tells what was done."""
_LATE = 2  # days after that of the detention: more than twenty-four hours, whatever the hour


@fact("被执行人.拘留已通知家属")
def family_told(view: View, subject: Subject) -> Fact:
    """Yes: told on the day itself, or noted why not. No: told two days later or more. Else a person looks."""
    party = party_of(view, subject)
    decisions = papers_for(view, party, DECISION, RECEIPT)
    talks = tuple(p for p in view.papers(*_TALKS) if "拘留" in p.text and view.is_named(party.name, p.text))
    found = [item for paper in (*decisions, *talks) for item in _told(view, paper)]
    shown = tuple(e for paper in decisions for e in paper.evidence)
    began = _began(decisions)
    gaps = [((day - began).days, places) for day, places in found if day and began and day >= began]
    if gaps:
        apart, places = min(gaps, key=lambda gap: gap[0])
        if apart == 0:
            return Fact(True, places)
        if apart >= _LATE:
            return Fact(False, places, f"拘留后第{apart}日才通知家属，超过二十四小时")
        return Fact(None, places, "次日通知家属，须看是否在二十四小时以内")
    if found:
        return Fact(None, found[0][1], "有通知家属的记载，没有读到是哪一天，须看是否在二十四小时以内")
    return Fact(None, shown, "没有读到通知家属的记载，须看拘留通知书、电话记录，或者无法通知的记录", view.searched)


def _told(view: View, paper: Document) -> Iterator[tuple[date | None, tuple[Evidence, ...]]]:
    """Where a paper says that the family was told, with the day that the sentence gives, else that of the paper."""
    for statement in statements(view, paper):
        found = next((m for p in _TOLD if (m := affirmed(p, statement.text))), None)
        if found is None or compiled(_ONLY_OWED).search(statement.text[: found.start()]):
            continue
        days = [one.value for one in find_dates(statement.text[: found.start()]) if one.value]
        own = held_on(paper).value
        yield (days[-1] if days else own if isinstance(own, date) else None), statement.evidence


def _began(decisions: tuple[Document, ...]) -> date | None:
    """The first day of the detention, else that of the decision."""
    for name in ("start_on", "made_on"):
        days = [f.value for p in decisions for f in p.fields.get(name, ())[:1] if isinstance(f.value, date)]
        if days:
            return min(days)
    return None
