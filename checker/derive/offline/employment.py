"""Whether the papers state that a respondent has no employer (第六组3(三): 没有工作单位的，在笔录中写明).

Only answers state it, and only about him: what a neighbour does for a living, what an officer asks, and what is said of
another respondent do not count. That the committee of his village knows of none is a statement (第三组7: no employer known);
that a neighbour or the applicant does not know leaves it open. A paper that names his employer speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from checker.casefile import Document, Evidence, Party
from checker.derive.closing.talks import with_party
from checker.derive.offline import inquiries as asked
from checker.derive.offline.inquiry_subjects import about
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.signing.signatures import RESPONDENT_LABEL, signed
from checker.derive.text.record_turns import Turn, parts
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import FORMERLY, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

TALKS, DECLARATION, FUND_RESULT = ("询问笔录", "谈话笔录"), "财产申报表", "公积金查询结果"

_NONE = (
    r"(?:没有|没得|无|未有)(?:固定|正式|什么|任何|具体)?的?(?:工作单位|用人单位|单位(?:上班|工作|了|可|(?=[，。；])|$)|工作(?![上人经往])|固定(?:工作|职业|单位)|正式(?:工作|职业))"
    r"|无业|没有?在(?:什么|任何)?单位(?:上班|工作)"
)
_AT_HOME = r"务农|种(?:田|地)|在家养病|待业|失业|退休|打零工|个体(?:户(?!登记)|经营)|没有?上班"
_UNIT = r"(?:公司|厂|店|局|所|学校|[中小]学|医院|工地|单位|超市|酒店|合作社|银行)"
_HAS = rf"在(?!家)[^，。；不没]{{2,20}}?{_UNIT}[^，。；不没]{{0,8}}?(?:上班|工作|打工|任职|务工|做事|开[货叉大]?车)"
_PAST = rf"以前|{FORMERLY}|原来|原先|之前|过去|那时|当时|去年|前年|\d{{4}}年|过(?:工|班)"
_IGNORANT = r"(?:不(?:知道|清楚|晓得|了解)|没(?:有)?听(?:说|讲)|未听说)[^。；？]{0,12}(?:工作|单位|上班|打工)|(?:工作|打工|上班)[^。；？]{0,8}不(?:知道|清楚|晓得)"
_NOT_KNOWN = r"不(?:知道|清楚|晓得|了解)|没(?:有)?听(?:说|讲)|未听说|听说|据说|好像|可能|应该"
_OF_HIS_WORK = r"工作单位|(?:哪|什么)[^。；？]{0,6}(?:上班|工作|打工)|什么工作|职业|(?:有没有|有无|是否有)[^。；？]{0,4}(?:工作|单位)"
_SHORT_NO = r"^(?:他|她|其|我)?(?:现在|目前|一直)?(?:没有|没得|没|无)(?:[，。；了的啊]|$)"
_KIN = r"丈夫|妻子|老公|老婆|爱人|配偶|儿子|女儿|父亲|母亲|两口子|夫妻|夫妇"
"""With such a word a question turns to another, who may be a respondent too."""
_SENTENCE = re.compile(r"[^。；！？]+")
_SPEAKER = re.compile(r"我(?!们|村|社区|组|家?隔壁|听说|知道|晓得)|他|她|其|本人")

_HEAD_NONE = r"(?:工作单位|职业)(?:及职务)?[：]?(?:无(?!锡)|没有|务农|农民|待业|失业|退休)"
_NO_UNIT = r"在?(?:各个?|附近|外地|本地|当地|建筑)*(?:工地|单位)|[\u4e00-\u9fff]{1,2}过|[^，。；：]{2,12}(?:已|早就?)(?:关|倒闭|停业|歇业)"
"""Behind the label, what names no employer of today: 在工地做瓦工; 开过小饭店，已关门."""
_HEAD_HAS = rf"工作单位(?:[及和、与](?:职务|收入)(?:情况)?)?+[：]?+(?!{_NO_UNIT})[\u4e00-\u9fff（）]{{2,20}}?{_UNIT}"
_PAYS_FUND = rf"缴存单位(?:名称)?[：]?(?!无)[\u4e00-\u9fff（）]{{2,24}}?(?:{_UNIT}|院|委|中心|政府)"
_FUND_ENDED = r"封存|销户|停缴|已注销"


class Told(Enum):
    """What a statement says of his employer."""

    NONE = "没有工作单位"
    HAS = "有工作单位"
    UNKNOWN = "村居委不知道有工作单位"
    OPEN = "不清楚"


_Statement = tuple[Told, tuple[Evidence, ...], str]  # what, where, in which kind of paper


@fact("被执行人.载明无工作单位")
def no_employer(view: View, subject: Subject) -> Fact:
    """Yes: a record states it and no paper names an employer. Unknown: papers disagree, or somebody does not know."""
    party = party_of(view, subject)
    said = list(_statements(view, party))
    by = {told: [s for s in said if s[0] is told] for told in Told}
    if by[Told.NONE] and by[Told.HAS]:
        note = f"{by[Told.NONE][0][2]}写明没有工作单位，但{by[Told.HAS][0][2]}载有其工作单位，须看原件"
        return Fact(None, (*by[Told.NONE][0][1], *by[Told.HAS][0][1]), note)
    if by[Told.HAS]:
        return Fact(False, by[Told.HAS][0][1], f"{by[Told.HAS][0][2]}载有其工作单位")
    if stated := by[Told.NONE] or by[Told.UNKNOWN]:
        return Fact(True, stated[0][1])
    if by[Told.OPEN]:
        return Fact(None, by[Told.OPEN][0][1], "笔录只写明被调查人不清楚其在哪里工作，是否有工作单位须由人判断")
    unread = [paper for paper in _records(view, party) if not legible(view, paper)]
    if unread:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认是否写明没有工作单位")
    return Fact(False, note="没有笔录载明其没有工作单位", searched=view.searched)


def _records(view: View, party: Party) -> list[Document]:
    own = [i.paper for i in asked.inquiries(view) if about(view, i, party) is not False]
    return own + [paper for paper in view.papers(*TALKS) if with_party(view, paper, party)]


def _statements(view: View, party: Party) -> Iterator[_Statement]:
    for inquiry in asked.inquiries(view):
        named, valid = about(view, inquiry, party), asked.counts(view, inquiry)
        if named is False or valid is False:
            continue
        knows_best = asked.COMMITTEE in asked.topics(inquiry)
        for told, where, kind in _of_turns(view, party, inquiry.turns, asked.RECORD, own=False):
            if not (named and valid) and told is not Told.HAS:
                yield Told.OPEN, where, kind
            else:
                yield (Told.UNKNOWN if told is Told.OPEN and knows_best else told), where, kind
    for paper in view.papers(*TALKS):
        own = with_party(view, paper, party) is True
        if own and signed(paper, RESPONDENT_LABEL, (party.name,)).value is False:
            continue
        read = parts(wording(view, paper))
        yield from _of_turns(view, party, read.turns, paper.kind, own)
        yield from _of_text(view, paper, read.head) if own else ()
    for paper in view.papers(DECLARATION):
        if made_out_to(view, paper, party).value:
            yield from _of_text(view, paper, wording(view, paper).text)
    yield from _of_fund(view, party)


def _of_turns(view: View, party: Party, turns: tuple[Turn, ...], kind: str, own: bool) -> Iterator[_Statement]:
    spoken_of = ""
    for turn in turns:
        named = any(view.is_named(p.name, turn.question) for p in view.parties)
        spoken_of = turn.question if named or re.search(_KIN, turn.question) else spoken_of
        for told in _of_turn(view, party, turn, spoken_of or turn.question, own):
            yield told, turn.evidence, kind


def _of_turn(view: View, party: Party, turn: Turn, subject: str, own: bool) -> Iterator[Told]:
    """What an answer states of his employer, sentence by sentence; a bare 没有 answers the question about his work.
    `subject`: the question that last said of whom the talk is.
    """
    others = [p.name for p in view.parties if p.name != party.name]
    of_him = re.search(_OF_HIS_WORK, turn.question) and not _names_another(view, subject, party, others)
    if of_him and re.search(_SHORT_NO, turn.answer):
        yield Told.HAS if _has(turn.answer) else Told.NONE
        return
    for found in _SENTENCE.finditer(turn.answer):
        sentence = found[0]
        subject = sentence if any(view.is_named(n, sentence) for n in (party.name, *others)) else subject
        if _names_another(view, subject, party, others):
            continue
        yield from _of_sentence(sentence, flat(party.name), own)


def _names_another(view: View, text: str, party: Party, others: list[str]) -> bool:
    """Whether words name another party and not him."""
    return not view.is_named(party.name, text) and any(view.is_named(name, text) for name in others)


def _of_sentence(sentence: str, name: str, own: bool) -> Iterator[Told]:
    """What one sentence states; 没有固定工作，现在在工地打工 states both."""
    if _has(sentence):
        yield Told.HAS
    if _says_none(sentence, name, own) and (not re.search(_IGNORANT, sentence) or _says_none_apart(sentence)):
        yield Told.NONE
    elif re.search(_IGNORANT, sentence):
        yield Told.OPEN


def _says_none_apart(sentence: str) -> bool:
    """Whether a clause of its own denies an employer beside one that tells of no knowledge (不晓得在哪做事，没有单位)."""
    clauses = [clause for clause in re.split("[，、]", sentence) if not re.search(_NOT_KNOWN, clause)]
    return any(affirmed(_NONE, clause) for clause in clauses)


def _says_none(sentence: str, name: str, own: bool) -> bool:
    """Whether it denies an employer: of himself in his own record, else with him as the last person spoken of."""
    if none := affirmed(_NONE, sentence):
        speaker = [s[0] for s in _SPEAKER.finditer(sentence[: none.start()])]
        return own or not speaker or speaker[-1] in "他她其"
    his = _AT_HOME if own else rf"(?:{re.escape(name)}|他|她|其).{{0,24}}?(?:{_AT_HOME})"
    return affirmed(his, sentence) is not None


def _has(text: str) -> bool:
    """Whether words name an employer of today."""
    found = affirmed(_HAS, text)
    return found is not None and not re.search(_PAST, text[: found.end()])


def _of_text(view: View, paper: Document, text: str) -> Iterator[_Statement]:
    """The particulars of his own record or declaration: 工作单位：无."""
    for told, pattern in ((Told.NONE, _HEAD_NONE), (Told.HAS, _HEAD_HAS)):
        if re.search(pattern, text):
            yield told, wording(view, paper).find(pattern), paper.kind


def _of_fund(view: View, party: Party) -> Iterator[_Statement]:
    """A housing fund account that an employer pays into."""
    for paper in view.papers(FUND_RESULT):
        words = wording(view, paper)
        pays = words.find(_PAYS_FUND)
        if pays and made_out_to(view, paper, party).value and not words.find(_FUND_ENDED):
            yield Told.HAS, pays, paper.kind
