"""下落不明: proved by site photos and the related 调查笔录 (第六组3(一)), and not contradicted by meeting him afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checker.casefile import Document, Evidence, Party
from checker.derive.closing.talks import held_on, talks_with
from checker.derive.coercion.measures import no_limit_note, not_dishonest
from checker.derive.memory import remembered
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.parties.homes import home_of
from checker.derive.property.sites import same_site, sites
from checker.derive.registry import fact
from checker.derive.service.served import NAMES, SERVED, party_of, service_of, services
from checker.derive.text.wording import legible
from checker.derive.tracing.absence import absences
from checker.derive.tracing.calls import calls
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

PHOTO, RECORD = "现场照片", "调查笔录"
_WHY_NOT = {"限制消费令": no_limit_note, "失信决定书": not_dishonest}
DETENTION, TALKS = ("拘留决定书", "送拘回执"), ("询问笔录", "谈话笔录")

_HOME = re.compile(
    r"住所|住处|住址|居住|家[中里门]|[大房院]门|紧[锁闭]|无人|空置|老屋|经营场所|经营地|办公|厂房|厂区|门店"
)
_OF_PROPERTY = re.compile(r"查封|扣押|封条|车(?:辆|牌|管)|[轿货客]车|勘查|评估|拍卖")
_OF_AN_ACT = re.compile(r"送达|签收|张贴|拘留|搜查")


@fact("被执行人.现场照片")
def site_photos(view: View, subject: Subject) -> Fact:
    """Photos of his home or premises. Those of a seizure, or of an act that names no home, are for a person to look at."""
    party = party_of(view, subject)
    alone = len(view.respondents) == 1  # captions seldom name him
    found = view.papers(PHOTO) if alone else papers_for(view, party, PHOTO) or _at_his_home(view, party)
    if not found:
        return view.presence((), (PHOTO,)) if alone else paper_for(view, party, PHOTO)
    if homes := [p for p in found if _is_of_home(p)]:
        return view.presence(homes, (PHOTO,))
    return Fact(None, found[0].evidence, "照片的说明写的是查封、送达等，看不出是不是其住所、经营场所的现场，须看原件")


def _at_his_home(view: View, party: Party) -> tuple[Document, ...]:
    """The photos whose captions give the address where the papers say that this party lives or has its seat."""
    home = list(sites(home_of(view, party)))
    return tuple(
        photo
        for photo in view.papers(PHOTO)
        if any(same_site(there, here) for here in sites(flat(photo.text)) for there in home)
    )


def _is_of_home(photo: Document) -> bool:
    words = flat(photo.title + photo.text)
    return not _OF_PROPERTY.search(words) and (_HOME.search(words) is not None or not _OF_AN_ACT.search(words))


@fact("被执行人.下落不明调查笔录")
def whereabouts_record(view: View, subject: Subject) -> Fact:
    """A valid 调查笔录 about him that says so."""
    party = party_of(view, subject)
    told = absences(view, party)
    if sure := [a for a in told if a.value]:
        return Fact(True, sure[0].evidence)
    if open_ := [a for a in told if a.value is None]:
        return Fact(None, open_[0].evidence, open_[0].note)
    if unread := [a for a in told if not legible(view, a.paper)]:
        return Fact(None, unread[0].paper.evidence, f"调查笔录有看不清的地方，未能确认是否写明{party.name}下落不明")
    missing = view.presence((), (RECORD,))
    if not told or missing.value is None:
        return missing
    note = next((a.note for a in told if a.note), f"已见调查笔录，没有写明{party.name}下落不明")
    return Fact(False, tuple(e for a in told for e in a.paper.evidence), note, missing.searched)


@fact("被执行人.下落不明已证明")
def proved_unknown(view: View, subject: Subject) -> Fact:
    """Photos and record; and nothing after the last such record shows that he was met, told by telephone, or seen.

    A meeting whose day cannot be read against the record's leaves it open for a person.
    """
    photos, record = site_photos(view, subject), whereabouts_record(view, subject)
    for value in (False, None):
        for part in (photos, record):
            if part.value is value:
                return part
    party = party_of(view, subject)
    days = [_day(a.paper) for a in absences(view, party) if a.value]
    last = max((d for d in days if d), default=None)
    open_questions: Fact | None = None
    for met, places, what, sure in _signs(view, party):
        if met and last and met <= last:
            continue
        if met and last and sure:
            return Fact(False, places, f"{last}的调查笔录之后，{met}又有{what}，不属于下落不明")
        open_questions = Fact(None, places, f"卷内有{what}，须核对是否与下落不明的调查笔录矛盾")
    return open_questions or Fact(True, (*photos.evidence, *record.evidence))


_Sign = tuple[date | None, tuple[Evidence, ...], str, bool]  # its day, where, what it is, whether it is beyond doubt


def _signs(view: View, party: Party) -> Iterator[_Sign]:
    """What shows that the court had him before it, that he was told by telephone, or that people see him."""
    for paper in papers_for(view, party, *DETENTION):
        yield _day(paper), paper.evidence, paper.kind, True
    own, maybe = talks_with(view, party, *TALKS)
    yield from ((_day(t), t.evidence, f"本人的{t.kind}", True) for t in own)
    yield from ((_day(t), t.evidence, f"可能是本人的{t.kind}", False) for t in maybe)
    signed = [s for kind in NAMES for s in services(view, party, kind) if s.way == "已签收"]
    yield from ((s.day, s.evidence, "本人签收的送达回证", True) for s in signed)
    yield from ((c.day, c.evidence, "本人接听的电话记录", True) for c in calls(view, party) if c.reached)
    seen = [a for a in absences(view, party) if a.seen and not a.value]
    yield from ((_day(a.paper), a.seen, "说他在家、知道他在何处的调查笔录", False) for a in seen)


def _day(paper: Document) -> date | None:
    day = held_on(paper).value
    return day if isinstance(day, date) else None


@remembered
def _claims(view: View, party: Party) -> Sequence[Document]:
    """The records by which the file claims, with photos, that he cannot be found."""
    photos = view.papers(PHOTO, about=party)
    return [a.paper for a in absences(view, party) if photos and a.value is not False]


def _spared(view: View, party: Party, kind: str) -> bool:
    """Whether a paper was not made, and a note says why."""
    why = _WHY_NOT.get(kind)
    told = why is not None and why(view, Subject(party.role, party.name)).value is True
    return told and paper_for(view, party, kind).value is False


@fact("被执行人.须证明下落不明")
def at_issue(view: View, subject: Subject) -> Fact:
    """Condition one asks for the proof only of a respondent whose receipts are not signed.

    All that are owed signed: no; an order or decision is not owed where a note says why none was made. Some signed and
    the file does not claim, by photos and record, that he cannot be found: no, the other receipts are simply missing.
    None signed, or that claim made: yes.
    """
    party = party_of(view, subject)
    ways = [service_of(view, party, kind) for kind in NAMES if not _spared(view, party, kind)]
    signed = [w for w in ways if w.value in SERVED]
    if len(signed) == len(ways):
        return Fact(False, tuple(e for w in signed for e in w.evidence), "各文书的送达回证均已签收")
    claims = _claims(view, party)
    if signed and not claims:
        return Fact(False, signed[0].evidence, "已有本人签收的送达回证，卷内没有主张其下落不明的材料")
    unknown = [w for w in ways if w.value is None]
    if unknown and not claims:
        return Fact(None, unknown[0].evidence, unknown[0].note)
    return Fact(True, tuple(e for w in ways for e in w.evidence), "有文书没有签收的送达回证")
