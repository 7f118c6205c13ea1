"""Leads (线索) that an applicant gave: which, of what type, verified how, told to him (监法〔2022〕19号 第三组3–5).

A lead is a row or a numbered item of a 财产线索书, or an answer about leads in a record of a talk (`lead_sheets`). Its name
as a subject is its own wording, cut short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.casefile import Document
from checker.derive.closing.talks import party_of
from checker.derive.leads.lead_answers import denies_leads
from checker.derive.leads.lead_sheets import (
    CLAIM,
    SHEET,
    TALK,
    WHEREABOUTS,
    Lead,
    from_sheets,
    from_talks,
    types_denied,
)
from checker.derive.leads.lead_ties import share_words, things
from checker.derive.memory import remembered
from checker.derive.registry import fact
from checker.derive.signing.signatures import signed_at_all
from checker.derive.subjects import subjects
from checker.derive.tracing.gazetteer import locate
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject


@remembered
def leads(view: View) -> tuple[Lead, ...]:
    """Every lead of the file once: those of the written sheets, then what is told in a record and stands in no sheet."""
    written = list(_distinct(view, from_sheets(view)))
    told = [lead for lead in from_talks(view) if not any(_is_same(view, lead, w) for w in written)]
    return (*written, *_distinct(view, told))


def _distinct(view: View, found: Iterable[Lead]) -> Iterator[Lead]:
    kept: list[Lead] = []
    for lead in found:
        if not any(lead.kind == k.kind and share_words(view, lead.text, k.text) for k in kept):
            kept.append(lead)
            yield lead


def _is_same(view: View, told: Lead, written: Lead) -> bool:
    """Whether what was told is what the sheet says in other words: the same things, the same place, a debtor."""
    if told.kind != written.kind:
        return False
    if share_words(view, told.text, written.text) or told.kind == CLAIM:
        return True
    if told.kind == WHEREABOUTS:
        there, here = locate(told.text), locate(written.text)
        return there is None or here is None or there == here
    return bool(things(told.text) & things(written.text)) or not things(told.text)


@subjects("线索")
def list_leads(view: View) -> list[Subject]:
    """Every lead."""
    return list(dict.fromkeys(Subject("线索", lead.name) for lead in leads(view)))


def lead_of(view: View, subject: Subject) -> Lead | None:
    """The lead a subject is about."""
    return next((lead for lead in leads(view) if lead.name == subject.name), None)


@fact("申请执行人.财产线索书")
def lead_sheet(view: View, subject: Subject) -> Fact:
    """A sheet by this applicant."""
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    papers = view.papers(SHEET, about=party)
    blank = [p for p in papers if _is_blank(view, p)]
    if papers and len(blank) == len(papers):
        return Fact(False, tuple(e for p in blank for e in p.evidence), "财产线索书没有填写，也没有签名")
    return view.paper(SHEET, about=party)


def _is_blank(view: View, paper: Document) -> bool:
    """Whether a sheet was neither filled in nor signed."""
    given = any(lead.paper.id == paper.id for lead in leads(view))
    return (
        not given
        and not denies_leads(view, paper)
        and not types_denied(view, paper)
        and signed_at_all(paper).value is False
    )


@fact("案件.提供过线索")
def leads_given(view: View, subject: Subject) -> Fact:
    """有 with the leads; 无 only where an applicant's own statement says that there are none (in the sheet or a record)."""
    if found := leads(view):
        return Fact(True, tuple(e for lead in found for e in lead.evidence))
    papers = view.papers(SHEET, TALK)
    denied = [(paper, denies_leads(view, paper) or types_denied(view, paper)) for paper in papers]
    if any(paper.kind == SHEET and not places for paper, places in denied):
        sheets = tuple(e for paper in view.papers(SHEET) for e in paper.evidence)
        return Fact(None, sheets, "财产线索书没有读出线索，也没有写明没有线索，须看原件")
    if stated := [places for _, places in denied if places]:
        return Fact(False, stated[0], "申请执行人声明没有线索")
    if not papers:
        missing = view.presence((), (SHEET, TALK))
        return Fact(None, missing.evidence, "没有财产线索书，也没有谈话笔录", missing.searched)
    return Fact(None, tuple(e for p in papers for e in p.evidence), "没有读到申请执行人提供线索或者声明没有线索的内容")


@fact("线索.类型")
def lead_kind(view: View, subject: Subject) -> Fact:
    """财产, 行踪 or 第三人债权."""
    lead = lead_of(view, subject)
    return Fact(lead.kind, lead.evidence) if lead else UNKNOWN
