"""Resuming a case closed by 终本 (监法〔2022〕19号 第一组1): request, earlier ruling, leader's review, then the chief's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Presence
from checker.derive.parties.names import Match, occurs
from checker.derive.parties.settled import named_parties
from checker.derive.registry import fact
from checker.derive.signing.opinions import any_approved_by
from checker.derive.signing.signatures import APPLICANT_LABEL, CHIEF, LEADER, any_signed, date_by, rooms_of
from checker.derive.text.wording import compiled, wording
from checker.derive.view import RESPONDENT, View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates

REQUEST, RULING, APPROVAL = "恢复执行申请书", "终本裁定书", "恢复执行审批表"


@fact("案件.恢复执行申请书")
def request(view: View, subject: Subject) -> Fact:
    """The applicant's request."""
    return view.paper(REQUEST)


@fact("案件.恢复执行申请签名")
def request_signed(view: View, subject: Subject) -> Fact:
    """Signed (an organisation: sealed or signed)."""
    papers = view.papers(REQUEST)
    names = [p.name for p in view.applicants]
    return any_signed(view, (REQUEST,), papers, rf"{APPLICANT_LABEL}|法定代表人|具状人|签名|盖章|此致", names)


def _earlier(view: View) -> tuple[Document, ...]:
    """Rulings of 终本 between these parties. The earlier case has another number, so its papers may stand as foreign."""
    foreign = [
        d
        for d in view.case.foreign
        if d.kind == RULING and any(occurs(p.name, wording(view, d).text) is not Match.NO for p in view.respondents)
    ]
    own = (d for d in (*view.papers(RULING), *view.strays(RULING)) if not _of_strangers(view, d))
    return (*own, *foreign)


def _of_strangers(view: View, ruling: Document) -> bool:
    """Whether a ruling names respondents of its own and none of this case's."""
    theirs = [p.name for p in named_parties(ruling) if p.role == RESPONDENT]
    return bool(theirs) and not any(view.is_named(p.name, wording(view, ruling).text) for p in view.respondents)


@fact("案件.原终本裁定书")
def earlier_ruling(view: View, subject: Subject) -> Fact:
    """The ruling that closed the case."""
    return view.presence(_earlier(view), (RULING,))


@fact("案件.原终本裁定日期")
def earlier_ruling_on(view: View, subject: Subject) -> Fact:
    """The date at its foot; of several, the latest."""
    found = [f for d in _earlier(view) for f in d.fields.get("made_on", ()) if isinstance(f.value, date)]
    if found:
        last = max(found, key=lambda f: str(f.value))
        return Fact(last.value, last.evidence)
    return Fact(None, tuple(e for d in _earlier(view) for e in d.evidence), "没有读到原终本裁定书的日期")


@fact("案件.恢复执行审批表")
def approval(view: View, subject: Subject) -> Fact:
    """The form."""
    return view.paper(APPROVAL)


@fact("案件.恢复组长签名")
def leader_signed(view: View, subject: Subject) -> Fact:
    """组长初审, and he agrees."""
    return any_approved_by(view, APPROVAL, LEADER)


@fact("案件.恢复局长签名")
def chief_signed(view: View, subject: Subject) -> Fact:
    """局长审核, and he agrees."""
    return any_approved_by(view, APPROVAL, CHIEF)


@fact("案件.恢复组长初审日期")
def leader_on(view: View, subject: Subject) -> Fact:
    """The date beside the leader's signature."""
    return _signed_on(view, LEADER, "组长")


@fact("案件.恢复局长审核日期")
def chief_on(view: View, subject: Subject) -> Fact:
    """The date beside the chief's signature."""
    return _signed_on(view, CHIEF, "局长")


def _signed_on(view: View, office: str, name: str) -> Fact:
    """Beside the signature; where no room of the office was found, by the words of its box."""
    papers = view.papers(APPROVAL)
    rooms = [room for paper in papers for room in rooms_of(paper, office)]
    days = [day for page, mark in rooms if mark.presence is not Presence.ABSENT and (day := date_by(page, mark)).value]
    if days:
        return days[0]
    read = None if rooms else next((day for paper in papers for day in _after_office(view, paper, office)), None)
    return read or Fact(None, tuple(e for p in papers for e in p.evidence), f"没有读到{name}签名的日期")


def _after_office(view: View, paper: Document, office: str) -> Iterator[Fact]:
    """The first date after the office's box begins and before the next office's."""
    words = wording(view, paper)
    starts = sorted(m.start() for o in (LEADER, CHIEF) for m in compiled(o).finditer(words.text))
    own = [m.start() for m in compiled(office).finditer(words.text)]
    for start in own:
        end = next((s for s in starts if s > start and s not in own), len(words.text))
        for found in find_dates(words.text[start:end]):
            if found.value:
                yield Fact(found.value, words.evidence(start + found.start, start + found.end))
