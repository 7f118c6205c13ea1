"""The case itself: number, filing, ruling. The case system's record comes first, then the papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from checker.casefile import CaseRecord, Document, Evidence, Field
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates

RECORD = "case.yaml"
FROM_RECORD = "据案件系统记录"
RULING = "终本裁定书"
_FILED = (
    r"(?:立案日期|收案日期|立案时间)[：:]?(?P<day>[^，。；]{6,14})|于(?P<told>[^，。；于]{6,14}?)(?:依法)?(?:立案|受理)"
)
_FILING_PAPERS = ("立案审批表", "案件流程信息表", "受理案件通知书")
_CLOSED_AS = {
    "执行完毕": r"执行完毕|履行完毕|全部履行",
    "终结本次执行程序": r"终结[^。；]{0,30}本次执行",
    "终结执行": r"终结(?:本案|[^。；，]{0,30}案?的?)?执行(?!程序)",
    "销案": r"销案|撤销案件",
    "不予执行": r"不予执行",
    "驳回申请": r"驳回[^。；，]{0,16}申请",
}
"""What a 结案通知书 may say; one that does not say is of 执行完毕."""
_CLOSING_PAPERS = {"终本裁定书": "终结本次执行程序", "终结执行裁定书": "终结执行", "结案通知书": "执行完毕"}


def record_of(view: View) -> CaseRecord:
    """The case system's record; an empty one where none came with the file."""
    return view.case.record or CaseRecord()


def from_record(view: View, value: str | int | date) -> Fact:
    """A fact that the case system's record states."""
    return Fact(value, (Evidence(RECORD, 1, text=str(value)),), FROM_RECORD)


def first_of(papers: tuple[Document, ...], name: str) -> Iterator[Field]:
    """The values of a field in these papers, those that could not be read left out."""
    for paper in papers:
        for found in paper.fields.get(name, ()):
            if found.value is not None:
                yield found


@fact("案件.案号")
def case_number(view: View, subject: Subject) -> Fact:
    """The record's number, else the enforcement number that most papers of the file bear."""
    if number := record_of(view).case_number:
        return from_record(view, number)
    found = [f for f in first_of(view.case.documents, "case_number") if "执" in str(f.value)]
    if not found:
        return Fact(None, note="卷内没有读到执行案号")
    number = Counter(str(f.value) for f in found).most_common(1)[0][0]
    first = next(f for f in found if f.value == number)
    return Fact(number, first.evidence)


@fact("案件.立案日期")
def filed_on(view: View, subject: Subject) -> Fact:
    """The record's day of filing, else that of the filing papers, else the day that other papers say the court filed it.

    The clocks of 法〔2016〕373号 第一条第（四）项 and of the plan run from this day.
    """
    if day := record_of(view).filed_on:
        return from_record(view, day)
    for found in first_of(view.papers(*_FILING_PAPERS), "filed_on"):
        if isinstance(found.value, date):
            return Fact(found.value, found.evidence)
    told = [item for paper in view.case.documents if "民事" not in paper.kind for item in _told(view, paper)]
    if not told:
        return Fact(None, note="案件系统记录和卷内文书都没有读到立案日期")
    day = Counter(day for day, _ in told).most_common(1)[0][0]
    return Fact(day, next(evidence for d, evidence in told if d == day))


def _told(view: View, paper: Document) -> Iterator[tuple[date, tuple[Evidence, ...]]]:
    for match, evidence in wording(view, paper).matches(_FILED):
        text = match["day"] or match["told"]
        for found in find_dates(text):
            if found.value:
                yield found.value, evidence
                break


@fact("案件.裁定日期")
def ruled_on(view: View, subject: Subject) -> Fact:
    """The date at the foot of the 终本裁定书; of several, the latest."""
    papers = view.papers(RULING)
    dated = [f for f in first_of(papers, "made_on") if isinstance(f.value, date)]
    if dated:
        last = max(dated, key=lambda f: str(f.value))
        return Fact(last.value, last.evidence)
    if papers:
        return Fact(None, papers[0].evidence, note="终本裁定书的落款日期没有读到")
    return Fact(None, note="卷内没有终本裁定书", searched=view.searched)


@fact("案件.终本时点")
def closing_day(view: View, subject: Subject) -> Fact:
    """The ruling's day, or, as long as there is no ruling, the day the file is judged on."""
    if view.paper(RULING).value is False:
        return Fact(view.as_of, note="尚未裁定，按检查当日计算")
    return ruled_on(view, subject)


@fact("案件.结案方式")
def closing_kind(view: View, subject: Subject) -> Fact:
    """The record's word, else what the closing paper is."""
    if kind := record_of(view).closing_kind:
        return from_record(view, kind)
    for paper_kind, closing in _CLOSING_PAPERS.items():
        if papers := view.papers(paper_kind):
            told = _closed_as(view, papers[0]) if paper_kind == "结案通知书" else ""
            return Fact(told or closing, papers[0].evidence)
    return Fact(None, note="案件系统记录和卷内文书都没有写明结案方式")


def _closed_as(view: View, notice: Document) -> str:
    """How a notice says the case was closed; empty where it does not say."""
    text = wording(view, notice).text
    return next((closing for closing, words in _CLOSED_AS.items() if affirmed(words, text)), "")


@fact("被执行人.性质")
def respondent_kind(view: View, subject: Subject) -> Fact:
    """自然人 or 企业 (any organisation)."""
    return _kind(view, subject)


@fact("申请执行人.性质")
def applicant_kind(view: View, subject: Subject) -> Fact:
    """自然人 or 企业 (any organisation)."""
    return _kind(view, subject)


def _kind(view: View, subject: Subject) -> Fact:
    party = view.party(subject.name)
    if party is None or party.kind is None:
        return Fact(None, note=f"没有读到{subject.name}是自然人还是企业")
    return Fact(str(party.kind), party.evidence)
