"""Where leads (线索) stand: rows, rooms or numbered items of a 财产线索书, and answers about leads in a record of a talk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.casefile import Document, Evidence
from checker.derive.closing.talks import with_party
from checker.derive.leads.lead_answers import (
    ABODE,
    asks_leads,
    at_hand,
    oral_lead,
    says_none,
    tells_place,
    written_lead,
)
from checker.derive.leads.lead_answers import CLAIM as CLAIM_WORDS
from checker.derive.text.layout import below, right_of
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.text.wording import Wording, compiled, wording
from checker.derive.view import View
from extractors.text.cells import Cell
from extractors.text.flat import flat

SHEET, TALK = "财产线索书", "谈话笔录"
PROPERTY, WHEREABOUTS, CLAIM = "财产", "行踪", "第三人债权"
_NAME_LENGTH = 24
_SAME_EDGE = 0.015  # of the page's width: by which the lines of one cell may begin differently
_LEAST = 4  # characters of a lead: fewer (有, 无, 不详) name nothing
_SHORTEST = 7  # characters of a sentence that may tell a lead
_LABEL_LINE = r"(?:申请(?:执行)?人|被(?:申请)?执行人|提供人|案[号由]|日期|时间|联系(?:方式|电话)|电话|线索(?:提供人|内容|如下))[（：]"
_LEADS_UP = r"^.*(?:提供|线索|如下)[^：，。；]{0,8}："  # 我申请执行…一案，现提供线索：
_CONTENT = r"(?:具体)?线索(?:的)?(?:内容|情况|详情|说明)|具体线索|(?:提供的)?线索(?:具体)?内容"
_TYPE = r"(?:[^，。：；\d]{0,6}(?:存款|收入|财产(?=线索|情况)|房产|土地|不动产|车辆|设备|动产|股权|投资|债权|行踪|下落)[^，。：；\d]{0,6}|其他(?:线索|财产)?)：?"
_HEARSAY = (
    r"^(?:据(?:了解|悉|说|反映|申请(?:执行)?人(?:了解|反映))|听说|听闻|经(?:打听|了解)|我(?:听说|知道))[，：]?(?=.{4})"
)
_HEADING = r"(?:被执行人的?)?(?:财产|行踪|下落|第三人(?:到期)?债权|到期债权)(?:及下落)?线索"
_ITEM = r"(?:[（(]?[一二三四五六七八九十1-9][)）]|[一二三四五六七八九十1-9][、．.]|第[一二三四五六]条)"


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
        short = re.sub(_HEARSAY, "", self.text.strip("，。；：、"))
        return short if len(short) <= _NAME_LENGTH else short[:_NAME_LENGTH] + "…"


def from_sheets(view: View) -> Iterator[Lead]:
    """The leads of the written sheets: their table's rows, else what stands behind each type, else items or sentences."""
    for paper in view.papers(SHEET):
        if paper.rows.get("leads"):
            yield from _rows(paper)
            continue
        if types_denied(view, paper):
            continue
        typed = [] if _item_starts(wording(view, paper)) else list(_by_type(view, paper))
        yield from typed or _items(view, paper)


def _by_type(view: View, paper: Document) -> Iterator[Lead]:
    """A form that asks for each type of lead: what stands in the cell behind 车辆、设备 or 行踪线索."""
    for page in paper.pages:
        cells = sheet(view, page)
        for head in cells:
            if not compiled(f"{_TYPE}|{_CONTENT}").fullmatch(head.text):
                continue
            behind = _behind(head, cells)
            said = "".join(cell.text for cell in behind)
            if not behind or says_none(said):
                continue
            kind = kind_of(said, head.text)
            of_him = oral_lead(said) or (said if tells_place(f"他{said}") else "")
            text = of_him if kind == WHEREABOUTS else said
            if len(text) >= _LEAST:
                yield Lead(kind, text, paper, tuple(e for cell in behind for e in cell.evidence(page)))


def _behind(head: Cell, cells: Sheet) -> list[Cell]:
    """The lines of the cell right of a label."""
    first = min((c for c in right_of([head], cells) if c.box.x0 > head.box.x1), key=lambda c: c.box.x0, default=None)
    if first is None:
        return []
    labels = (c.box.y0 for c in below(head, cells) if c.box.x0 < first.box.x0 - _SAME_EDGE)
    bottom = min(labels, default=1.0)
    edge = [c for c in cells if abs(c.box.x0 - first.box.x0) < _SAME_EDGE]
    return [c for c in edge if first.box.y0 <= c.box.y0 < bottom - _SAME_EDGE / 2]


def types_denied(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where a sheet that asks for each type of lead says under every one, property among them, that there is none."""
    asked = [
        (head.text, behind, page)
        for page in (paper.pages if paper.kind == SHEET else ())
        for head in sheet(view, page)
        if compiled(_TYPE).fullmatch(head.text) and (behind := _behind(head, sheet(view, page)))
    ]
    none = all(says_none("".join(c.text for c in behind)) for _, behind, _ in asked)
    of_property = any("财产" in head for head, _, _ in asked) or len(asked) > 1
    return (
        tuple(e for _, behind, page in asked for c in behind for e in c.evidence(page)) if none and of_property else ()
    )


def _rows(paper: Document) -> Iterator[Lead]:
    for row in paper.rows["leads"]:
        content, kind = row.get("content"), row.get("kind")
        text, heading = flat(content.raw) if content else "", re.sub(r"\d", "", flat(kind.raw)) if kind else ""
        if content and len(text) >= _LEAST and (not says_none(text) or written_lead(text)):
            yield Lead(kind_of(text, heading), text, paper, content.evidence)


def _items(view: View, paper: Document) -> Iterator[Lead]:
    """The numbered items of a sheet in prose; without numbers, its sentences that name a thing or a place."""
    words = wording(view, paper)
    starts = _item_starts(words)
    spans = list(zip(starts, [*starts[1:], len(words.text)], strict=True)) if starts else _sentences(words)
    for start, end in spans:
        text = re.split(
            r"以上|特此|此致|(?:线索)?提供人(?:（[^）]*）)?：|申请执行人[（：]|请(?:贵院|法院)(?:依法)?(?:核实|核查|查)",
            words.text[start:end],
        )[0]
        text = re.sub(r"^[（(]?[一二三四五六七八九十1-9]+[)）、．.]?", "", text)
        text = text if starts else re.sub(_LEADS_UP, "", text)
        heading, text = _headed(text, alone=_stands_alone(words, start))
        for told in [text] if starts else _of_each(view, text):
            lead = written_lead(told) if starts else oral_lead(told)
            known = heading == WHEREABOUTS + "线索" and at_hand(told)
            if lead and not known and (starts or not re.search(r"如下|我系|本人系|案号|（\d{4}）", told)):
                yield Lead(kind_of(lead, heading), lead, paper, words.evidence(start, end))


def _headed(text: str, alone: bool = False) -> tuple[str, str]:
    """The type that opens a sentence (行踪线索：他在县城, （行踪线索）他在县城), and what it says of it. A heading on a line of
    its own (`alone`) needs no colon.
    """
    colon = "：?" if alone else "："
    found = compiled(rf"(?:(?P<heading>{_HEADING}){colon}|[（〔【](?P<bracketed>{_HEADING})[）〕】]：?)").match(text)
    return (found["heading"] or found["bracketed"], text[found.end() :]) if found else ("", text)


def _stands_alone(words: Wording, start: int) -> bool:
    """Whether the line in which an item begins holds a heading and nothing more: （三）第三人债权线索."""
    offset = 0
    for _page, _line, text in words.lines:
        if offset == start:
            return compiled(rf"{_ITEM}?[、．.]?{_HEADING}：?").fullmatch(text) is not None
        offset += len(text)
    return False


def _sentences(words: Wording) -> list[tuple[int, int]]:
    """Where the sentences of a sheet begin and end; its title and the lines of a label (申请执行人：…) part them."""
    spans: list[tuple[int, int]] = []
    start = offset = 0
    for number, (_page, _line, text) in enumerate(words.lines):
        end = offset + len(text)
        if number == 0 or (compiled(_LABEL_LINE).match(text) and "。" not in text):
            spans.append((start, offset))
            start = end
        else:
            for stop in re.finditer(r"[。；]", text):
                spans.append((start, offset + stop.end()))
                start = offset + stop.end()
        offset = end
    spans.append((start, offset))
    return [span for span in spans if span[1] - span[0] >= _SHORTEST]


def _item_starts(words: Wording) -> list[int]:
    """Where numbered items begin: at the beginning of a line, or after the end of a sentence."""
    starts = [m.start() for m in compiled(r"(?<=[。；：])" + _ITEM).finditer(words.text)]
    offset = 0
    for _page, _line, text in words.lines:
        if compiled(_ITEM).match(text):
            starts.append(offset)
        offset += len(text)
    return sorted(set(starts))


def from_talks(view: View) -> Iterator[Lead]:
    """Answers to questions that ask for leads; a respondent gives none."""
    for paper in view.papers(TALK):
        if any(with_party(view, paper, respondent) for respondent in view.respondents):
            continue
        for row in paper.rows.get("answers", ()):
            question, answer = row.get("question"), row.get("answer")
            if not question or not answer or not asks_leads(flat(question.raw)):
                continue
            for sentence in re.split(r"[。；]", flat(answer.raw)):
                for told in _of_each(view, sentence):
                    if lead := oral_lead(told):
                        yield Lead(kind_of(lead), lead, paper, answer.evidence)


def _of_each(view: View, sentence: str) -> list[str]:
    """A sentence parted where it turns to another respondent: 甲在洪湖给人看鱼池，乙我不晓得在哪里."""
    names = [flat(p.name) for p in view.respondents]
    told = [""]
    spoken_of = ""
    for clause in re.split(r"(?<=，)", sentence):
        name = next((n for n in names if n in clause), "")
        if name and spoken_of and name != spoken_of:
            told.append("")
        spoken_of = name or spoken_of
        told[-1] += clause
    return told


def kind_of(text: str, heading: str = "") -> str:
    """The type of a lead, by its heading, else by its words."""
    if compiled(r"债权|第三人").search(heading) or (not heading and compiled(CLAIM_WORDS).search(text)):
        return CLAIM
    if compiled(r"行踪|下落|去向").search(heading):
        return WHEREABOUTS
    if "财产" in heading:
        return PROPERTY
    if compiled(CLAIM_WORDS).search(text):
        return CLAIM
    return WHEREABOUTS if compiled(ABODE).search(text) and not compiled(r"名下|登记|所有的").search(text) else PROPERTY
