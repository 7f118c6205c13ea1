"""下落不明: proved by site photos and the related 调查笔录 (第六组3(一)), and not contradicted by meeting him afterwards."""

from __future__ import annotations

import re
from datetime import date

from checker.casefile import Document, Evidence, Party, PartyKind
from checker.derive.addressed import paper_for, papers_for
from checker.derive.registry import fact
from checker.derive.service import NAMES, SERVED, party_of, service_of, services
from checker.derive.view import View
from checker.derive.wording import says_in, wording
from checker.facts import Fact, Subject
from extractors.flat import flat

PHOTO, RECORD = "现场照片", "调查笔录"
MEETINGS = ("拘留决定书", "送拘回执")

UNKNOWN_WHEREABOUTS = (
    r"下落不明|不知(?:其|他|她)?(?:的)?(?:下落|去向)|去向不明|行踪不明|不知所踪|杳无音信|失去联系|联系不(?:上|到)|无法(?:取得)?联系",
    r"(?:未|没有?|未能|无法)(?:找到|查找到|寻找到|见到|见过|看到|看见)(?:被执行人|过?(?:他|她|其)|本人|[\u4e00-\u9fff]{2,4})?|查找未果|寻找未果|未发现被执行人",
    r"不(?:知道|清楚|晓得)(?:被执行人|他|她|其|[\u4e00-\u9fff]{2,4})?(?:现在|目前|如今|具体)?(?:人)?(?:在|去了?|住在|跑到|搬到|躲在)?(?:哪|什么地方|何处|什么位置)",
    r"(?:长期|多年|几年|一直|早就|已经?|常年|好久|很久|半年|[一二三四五两几\d]+[多]?年)(?:都|就|也)?(?:不|没有?|未)(?:在家|在此|在这|回来?|回过?|归|露面|居住|住)",
    r"(?:大门|房门|院门|家门|卷闸门)?(?:紧锁|上锁|锁着)|无人(?:居住|在家|应答|应门|办公|经营)|人去楼空|查无此人|已(?:经)?(?:搬离|搬走|停业|关门|停止经营|不在此)|关门停业|不在(?:此|该)(?:处|地)(?:经营|办公|居住)",
)
"""What a record says where nobody knows where the respondent is. Several turns of speech: people answer in their words."""


def whereabouts_records(view: View, party: Party) -> list[tuple[Document, tuple[Evidence, ...]]]:
    """调查笔录 about this respondent that tell of unknown whereabouts, with the lines that do."""
    found = []
    for record in view.papers(RECORD, about=party):
        if told := wording(view, record).find(*UNKNOWN_WHEREABOUTS):
            found.append((record, told))
    return found


@fact("被执行人.现场照片")
def site_photos(view: View, subject: Subject) -> Fact:
    """Photos of his home or premises."""
    if len(view.respondents) == 1:  # captions seldom name him
        return view.paper(PHOTO)
    return paper_for(view, party_of(view, subject), PHOTO)


@fact("被执行人.下落不明调查笔录")
def whereabouts_record(view: View, subject: Subject) -> Fact:
    """A 调查笔录 about him that says so."""
    party = party_of(view, subject)
    records = view.papers(RECORD, about=party)
    return says_in(view, (RECORD,), records, *UNKNOWN_WHEREABOUTS, about=f"{party.name}下落不明")


@fact("被执行人.下落不明已证明")
def proved_unknown(view: View, subject: Subject) -> Fact:
    """Photos and record; and nothing after the last such record shows that he was met.

    A meeting whose day cannot be read against the record's leaves it open for a person.
    """
    photos, record = site_photos(view, subject), whereabouts_record(view, subject)
    for part in (photos, record):
        if part.value is not True:
            return part
    party = party_of(view, subject)
    days = [made_on(r) for r, _ in whereabouts_records(view, party)]
    last = max((d for d in days if d), default=None)
    open_questions: Fact | None = None
    for met, places, what in _meetings(view, party):
        if met and last and met <= last:
            continue
        if met and last:
            return Fact(False, places, f"{last}的调查笔录之后，{met}又有{what}，不属于下落不明")
        open_questions = Fact(None, places, f"卷内有{what}，与下落不明的调查笔录先后不明")
    return open_questions or Fact(True, (*photos.evidence, *record.evidence))


def _meetings(view: View, party: Party) -> list[tuple[date | None, tuple[Evidence, ...], str]]:
    """Days on which the court had him before it: questioned, detained, signed a receipt."""
    papers = papers_for(view, party, *MEETINGS)
    talks = tuple(d for d in view.papers("询问笔录", "谈话笔录") if _spoke(view, d, party))
    met = [(made_on(p), p.evidence, p.kind) for p in (*papers, *talks)]
    signed = [s for kind in NAMES for s in services(view, party, kind) if s.way == "已签收"]
    return met + [(s.day, s.evidence, "本人签收的送达回证") for s in signed]


def _spoke(view: View, record: Document, party: Party) -> bool:
    """Whether the record is of a talk with this party: his name stands as that of the person asked; an organisation
    speaks through its representative.
    """
    if party.kind is PartyKind.ORGANISATION and record.kind == "询问笔录":
        return view.concerns(record, party)
    return bool(wording(view, record).find(rf"被(?:询问|谈话|讯问|约谈)人.{{0,8}}?{re.escape(flat(party.name))}"))


def made_on(paper: Document) -> date | None:
    """The day of a record or paper: its own time, else the date at its foot."""
    for name in ("held_on", "made_on"):
        for found in paper.fields.get(name, ()):
            if isinstance(found.value, date):
                return found.value
    return None


@fact("被执行人.须证明下落不明")
def at_issue(view: View, subject: Subject) -> Fact:
    """Condition one asks for the proof only of a respondent whose receipts are not signed.

    All four signed: no. Some signed and the file does not claim, by photos and record, that he cannot be found: no,
    the other receipts are simply missing. None signed, or that claim made: yes.
    """
    party = party_of(view, subject)
    ways = [service_of(view, party, kind) for kind in NAMES]
    signed = [w for w in ways if w.value in SERVED]
    if len(signed) == len(ways):
        return Fact(False, tuple(e for w in signed for e in w.evidence), "各文书的送达回证均已签收")
    claims = view.papers(PHOTO, about=party) and whereabouts_records(view, party)
    if signed and not claims:
        return Fact(False, signed[0].evidence, "已有本人签收的送达回证，卷内没有主张其下落不明的材料")
    unknown = [w for w in ways if w.value is None]
    if unknown and not claims:
        return Fact(None, unknown[0].evidence, unknown[0].note)
    return Fact(True, tuple(e for w in ways for e in w.evidence), "有文书没有签收的送达回证")
