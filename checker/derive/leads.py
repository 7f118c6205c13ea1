"""Leads (线索) that an applicant gave: which, of what type, verified how, told to him (监法〔2022〕19号 第三组3–5).

A lead is a row or a numbered item of a 财产线索书, or an answer about leads in a record of a talk. Its name as a subject
is its own wording, cut short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.interviews import NO_LEADS
from checker.derive.registry import fact
from checker.derive.subjects import subjects
from checker.derive.talks import held_on, party_of
from checker.derive.view import View
from checker.derive.wording import Wording, compiled, legible, wording
from checker.facts import UNKNOWN, Fact, Subject
from extractors.flat import flat

SHEET, TALK = "财产线索书", "谈话笔录"
PROPERTY, WHEREABOUTS, CLAIM = "财产", "行踪", "第三人债权"
_NAME_LENGTH = 24

_CLAIM = r"到期债权|第三人|应收|尚欠(?:被执行人|其|他|她)|欠(?:被执行人|其|他|她)|(?:有|享有)[^，。；]{0,16}(?:债权|工程款|货款)|(?:工程款|货款|加工费|租金|劳务费)[^，。；]{0,14}(?:未|没有|尚未)(?:付|结|支付|结清)"
_WHEREABOUTS = r"行踪|下落|去向|现住|居住在|住在|租住|暂住|务工|打工|上班|做事|干活|出没|回(?:老)?家|经常在|人在|躲"
_THING = r"车|房|存款|账户|银行卡|股权|工资|机器|设备|土地|鱼塘|商铺|门面|保险|公积金|收入|微信|支付宝|树木|养殖|现金|理财|拆迁|补偿款|承包"
_ITEM = r"(?:[（(]?[一二三四五六七八九十1-9][)）]|[一二三四五六七八九十1-9][、．.]|第[一二三四五六]条)"
_REFERS = r"线索书|书面|提交|写了|写在|已经给|清单|材料"  # an answer that refers to the sheet is none itself
_NONE = (r"没有|暂无|无法提供|不能提供|提供不了|未掌握|不掌握|不清楚|不知道|无线索|提供不出",)


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as given; `kind` is 财产, 行踪 or 第三人债权."""

    kind: str
    text: str
    paper: Document
    evidence: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        """What the clerk reads as its name."""
        short = self.text.strip("，。；：、")
        return short if len(short) <= _NAME_LENGTH else short[:_NAME_LENGTH] + "…"


def leads(view: View) -> tuple[Lead, ...]:
    """Every lead of the file once: those of the written sheets; where there is none, those told in a record."""
    cache: dict[str, tuple[Lead, ...]] = view.__dict__.setdefault("_leads", {})
    if "all" not in cache:
        cache["all"] = tuple(_distinct(view, list(_from_sheets(view)) or list(_from_talks(view))))
    return cache["all"]


def _distinct(view: View, found: list[Lead]) -> Iterator[Lead]:
    kept: list[Lead] = []
    for lead in found:
        if not any(lead.kind == k.kind and _shared(view, lead.text, k.text) for k in kept):
            kept.append(lead)
            yield lead


def _from_sheets(view: View) -> Iterator[Lead]:
    for paper in view.papers(SHEET):
        rows = paper.rows.get("leads", ())
        if rows:
            for row in rows:
                content, kind = row.get("content"), row.get("kind")
                if content and content.raw:
                    text, heading = flat(content.raw), re.sub(r"\d", "", flat(kind.raw)) if kind else ""
                    if len(text) >= 4 and not _says_none(text):
                        yield Lead(kind_of(text, heading), text, paper, content.evidence)
        else:
            yield from _items(view, paper)


def _items(view: View, paper: Document) -> Iterator[Lead]:
    """The numbered items of a sheet in prose; without numbers, its sentences that name a thing or a place."""
    words = wording(view, paper)
    starts = _item_starts(words)
    if starts:
        spans = list(zip(starts, [*starts[1:], len(words.text)], strict=True))
    else:
        spans = [m.span() for m in re.finditer(r"[^。；]{6,}[。；]", words.text)]
    for start, end in spans:
        text = re.split(
            r"以上|特此|此致|提供人：|申请执行人[（：]|请(?:贵院|法院)(?:依法)?(?:核实|核查|查)", words.text[start:end]
        )[0]
        text = re.sub(r"^[（(]?[一二三四五六七八九十1-9]+[)）、．.]?", "", text)
        if _is_lead(text) and (starts or not re.search(r"如下|我系|本人系|案号|（\d{4}）", text)):
            yield Lead(kind_of(text), text, paper, words.evidence(start, end))


def _item_starts(words: Wording) -> list[int]:
    """Where numbered items begin: at the beginning of a line, or after the end of a sentence."""
    starts = [m.start() for m in compiled(r"(?<=[。；：])" + _ITEM).finditer(words.text)]
    offset = 0
    for _page, _line, text in words.lines:
        if compiled(_ITEM).match(text):
            starts.append(offset)
        offset += len(text)
    return sorted(set(starts))


def _from_talks(view: View) -> Iterator[Lead]:
    """Answers to questions that ask for leads."""
    for paper in view.papers(TALK):
        for row in paper.rows.get("answers", ()):
            question, answer = row.get("question"), row.get("answer")
            if not question or not answer or ("线索" not in question.raw and "下落" not in question.raw):
                continue
            text = flat(answer.raw)
            for part in re.split(r"[。；]", text):
                if _is_lead(part) and (compiled(_THING).search(part) or compiled(_CLAIM).search(part) or _place(part)):
                    yield Lead(kind_of(part), part, paper, answer.evidence)


def _says_none(text: str) -> bool:
    return any(compiled(p).search(text) for p in (*NO_LEADS, *_NONE))


def _is_lead(text: str) -> bool:
    told = compiled(_THING).search(text) or compiled(_CLAIM).search(text) or compiled(_WHEREABOUTS).search(text)
    return len(text) >= 6 and told is not None and not _says_none(text) and not compiled(_REFERS).search(text)


def _place(text: str) -> bool:
    return (
        re.search(r"[省市县镇乡村街路号厂店]|工地|公司", text) is not None
        and compiled(_WHEREABOUTS).search(text) is not None
    )


def kind_of(text: str, heading: str = "") -> str:
    """The type of a lead, by its heading, else by its words."""
    if compiled(r"债权|第三人").search(heading) or (not heading and compiled(_CLAIM).search(text)):
        return CLAIM
    if compiled(r"行踪|下落|去向").search(heading):
        return WHEREABOUTS
    if "财产" in heading:
        return PROPERTY
    if compiled(_CLAIM).search(text):
        return CLAIM
    return (
        WHEREABOUTS
        if compiled(_WHEREABOUTS).search(text) and not compiled(r"名下|登记|所有的").search(text)
        else PROPERTY
    )


_STOCK = r"(?<![A-Z0-9])[0-9.,]+(?:万?元)?(?![0-9A-Z])|被执行人|申请执行人|法院|本院|线索|核查|核实|提供|情况|财产|经查|登记|名下|监利市|湖北省|进行|依法|人民|执行"


def _shared(view: View, a: str, b: str, least: int = 4) -> bool:
    """Whether two texts speak of the same thing: a run of characters in common beyond names of parties and stock words."""
    stock = "|".join([_STOCK, *(re.escape(flat(p.name)) for p in view.parties)])
    parts = [p for p in re.split(stock + r"|[，。；：、（）〔〕“”？！]", a) if len(p) >= least]
    other = re.sub(stock, "\n", b)
    return any(p[i : i + least] in other for p in parts for i in range(len(p) - least + 1))


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
    return view.paper(SHEET, about=party) if party else UNKNOWN


@fact("案件.提供过线索")
def leads_given(view: View, subject: Subject) -> Fact:
    """有 with the leads; 无 only where an applicant's own statement says that there are none (in the sheet or a record)."""
    if found := leads(view):
        return Fact(True, tuple(e for lead in found for e in lead.evidence))
    papers = view.papers(SHEET, TALK)
    for paper in papers:
        if stated := wording(view, paper).find(*NO_LEADS):
            return Fact(False, stated, "申请执行人声明没有线索")
    if not papers:
        missing = view.presence((), (SHEET, TALK))
        return Fact(None, missing.evidence, "没有财产线索书，也没有谈话笔录", missing.searched)
    return Fact(None, tuple(e for p in papers for e in p.evidence), "没有读到申请执行人提供线索或者声明没有线索的内容")


@fact("线索.类型")
def lead_kind(view: View, subject: Subject) -> Fact:
    """财产, 行踪 or 第三人债权."""
    lead = lead_of(view, subject)
    return Fact(lead.kind, lead.evidence) if lead else UNKNOWN


_VERIFYING = (
    "调查笔录",
    "车辆查询结果",
    "不动产查询结果",
    "公积金查询结果",
    "工商登记档案",
    "银行流水查询回执",
    "协助查询通知书",
    "询问笔录",
    "现场照片",
    "搜查笔录",
)
_TELLING = ("线索核查结果告知书", "短信告知记录", "谈话笔录", "电话记录", "终本约谈笔录")
_REFUTED = r"不属实|查无|不存在|未查到|没有查到|无法查实|查证不实|否认|已结清|已(?:经)?(?:付清|结清|支付)|不欠|没有(?:欠|任何)|未发现|没有发现|并非|不是"


@fact("线索.核查材料")
def verification(view: View, subject: Subject) -> Fact:
    """第三组4、5: 依法予以核实. A paper that speaks of the lead's own place, thing or person; the result notice counts,
    as it says what was done.
    """
    return _papers_on(view, subject, (*_VERIFYING, "线索核查结果告知书"), "核查")


@fact("线索.结果告知")
def outcome_told(view: View, subject: Subject) -> Fact:
    """第三组5: 告知申请执行人. Notices and messages; a talk only where it was held to tell."""
    return _papers_on(view, subject, _TELLING, "告知", _TOLD)


_BEFORE = ("谈话笔录", "电话记录", "询问笔录")
_TOLD = r"核查|核实|经查|查证|查明|查询"


@fact("线索.履行到期债务通知书")
def third_party_debt_notice(view: View, subject: Subject) -> Fact:
    """The notice to the third party that the lead names."""
    kind = "履行到期债务通知书"
    lead = lead_of(view, subject)
    papers = view.papers(kind)
    if lead is None:
        return UNKNOWN
    claims = [x for x in leads(view) if x.kind == CLAIM]
    fitting = [p for p in papers if _shared(view, lead.text, wording(view, p).text) or len(claims) == 1]
    return view.presence(fitting, (kind,))


@fact("线索.查证不实笔录")
def refuted_record(view: View, subject: Subject) -> Fact:
    """第三组5: 查证不实的制作笔录."""
    return _papers_on(view, subject, ("调查笔录", "询问笔录", "谈话笔录", "电话记录"), "查证不实", _REFUTED)


def _no_later(paper: Document, sheet: Document) -> bool:
    """Whether a talk was held no later than the lead was given: it asked for leads, it did not tell of them."""
    if paper.kind not in _BEFORE:
        return False
    held, given = held_on(paper).value, held_on(sheet).value
    return isinstance(held, date) and isinstance(given, date) and held <= given


def _papers_on(view: View, subject: Subject, kinds: tuple[str, ...], about: str, saying: str = "") -> Fact:
    """有 where a paper of these kinds, later than the lead, speaks of it (and says it); unknown where one may."""
    lead = lead_of(view, subject)
    if lead is None:
        return UNKNOWN
    papers = [p for p in view.papers(*kinds) if p.id != lead.paper.id and not _no_later(p, lead.paper)]
    says_so = [p for p in papers if not saying or wording(view, p).find(saying)]
    fitting = [p for p in says_so if _shared(view, lead.text, wording(view, p).text)]
    if fitting:
        return view.presence(fitting, kinds)
    others = [x for x in leads(view) if x.name != lead.name]
    free = [
        p
        for p in says_so
        if p.kind == "线索核查结果告知书" and not any(_shared(view, x.text, wording(view, p).text) for x in others)
    ]
    if free:
        places = tuple(e for p in free for e in p.evidence)
        if not others:
            return Fact(True, places)
        return Fact(None, places, note=f"有{free[0].kind}，但对不上是哪一条线索")
    unread = [p for p in papers if not legible(view, p)]
    if unread:
        return Fact(None, unread[0].evidence, note=f"{unread[0].kind}有看不清的地方，未能确认是否与该线索有关")
    missing = view.presence((), kinds)
    note = f"卷内文书没有对该线索的{about}记载" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)
