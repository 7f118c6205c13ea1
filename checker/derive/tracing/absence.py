"""What a 调查笔录 tells of where a respondent is: that nobody knows, that he was seen, or neither.

Only what is answered counts, and only of him: an officer asks whether he is 下落不明, a bank 未找到其名下存款. Where a
record says that nobody finds him and also where he works, a person must weigh it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.memory import remembered
from checker.derive.offline.inquiries import Inquiry, counts, inquiries
from checker.derive.offline.inquiry_subjects import about
from checker.derive.text.spoken_of import named_in, parts
from checker.derive.text.statements import affirmed, statements
from checker.derive.text.wording import FORMERLY, compiled, wording
from checker.derive.view import View
from extractors.text.flat import flat

_HE = r"(?:他们?|她|其(?!他|它|余|名下|财产)|本人|此人|该人|这个人|人(?!员|民|事))"
_WHERE = r"(?:哪(?:里|儿|个(?:地方|省|城?市|县))?(?!里|儿|个)|什么(?:地方|位置)|何处|何地)"
_NOT_KNOWN = r"(?:不(?:知道?|清楚|晓得|了解|明|详)|(?:没有?|无)人(?:知道?|知晓|晓得|(?:讲|说|搞)得?清楚?)|[说搞弄]不清)"
_LONG = r"(?:[一二三四五六七八九十两几好多半\d]+个?多?(?:年|月)|好久|很久|多年|长期|常年|一直|早就|早已|已经?|[\d〇○零一二三四五六七八九]{4}年(?:以后|之后|起|开始|至今|后))"
_DOES = r"(?:[搞做]|打工|务工|上班)(?:什么|么[子事]?|啥子?|事)?"
_WORK = r"上班|工作|打工|务工|做|干|开|买|存|有"
_SEE = r"(?:找到|查找到|寻找到|见到|见着|见过|看到|看见|碰到|遇到)"

GONE = (
    r"(?:(?:打|接)不通[^，。；]{0,3})?(?:联系不(?:上|到)|下落不明|去向不明|行踪不明|失去联系|失联)|不知(?:所踪|去向|下落)|杳无音信|音信全无",
    rf"(?:无法|没法)(?:与{_HE})?(?:取得)?联系",
    rf"{_NOT_KNOWN}{_HE}?的?(?:具体)?(?:下落|去向|行踪)|(?:下落|去向|行踪)(?:我们?|都|也|具体|大家|一直)*{_NOT_KNOWN}",
    rf"{_NOT_KNOWN}{_HE}?(?:现在|目前|如今|具体|到底|究竟)*{_HE}?(?:在|去了?|到了?|住在?|跑到?了?|搬到?了?|躲在?)*{_WHERE}(?!{_WORK})",
    rf"(?:在|去了?|到|住在?|跑到?了?|搬到?了?|躲在?){_WHERE}(?:去了|了|{_DOES})?(?:我们?|都|也|具体|就|大家|村里)*{_NOT_KNOWN}",
    rf"(?:未能?|没有?|没能|无法)再?{_SEE}[过了]*{_HE}(?:本人)?(?=了|回|[，。；！）]|$)|(?:查找|寻找)未果|未发现{_HE}(?=[，。；）]|$)",
    rf"{_LONG}(?:都|也|就)?(?:没有?|未)(?:再)?{_SEE}[过了]*(?=[，。；！）]|$)|不见人影|不见踪影",
    rf"{_LONG}(?:都|就|也|了)*(?:不|没有?|未)(?:再)?(?:在家|在此|在这|在村|回|归|露面|居住|住(?!房|宅|院|处|址))",
    r"无人(?:居住|办公|经营)|人去楼空|查无此人|一个(?:人)?(?:都|也)(?:找|见|联系)不(?:到|着)|(?:已经?|早就|早已|全家|就)都?(?:停[工产业]了?、?)?(?:搬离|搬走|搬家|停业|关门|停止经营|不在此)|关门停业|不在(?:此|该)(?:处|地)(?:经营|办公|居住)",
)
"""How people say that nobody knows where he is, in their own words; his name is written 他 before these are looked for."""

_MAY_BE_GONE = (
    r"(?:紧锁|紧闭|上锁|锁着|锁了)|(?:无|没有?)人(?:在家|应答|应门|开门)|(?:常年|长期)在外|外出(?:务工|打工|多年)|躲债|跑路|逃避|打不通",
    rf"不在(?:家|村|这|那|此)|(?:没有?|未能?)(?:{_SEE}[过了]*{_HE}?(?=了|[，。；！）]|$)|回来|回家)",
)
"""A shut door, a number that does not answer: signs, no proof."""

_PLACE = r"(?:镇|乡|村|路|街|号|栋|小区|工地|厂|公司|店|学校|医院|超市)"
_SEEN = (
    r"(?:昨天|前天|今天|上午|刚才|前几天|前段时间|上个?(?:月|周|星期)|最近|经常|天天|每天|平时|有时|偶尔)[^，。；不没未无]{0,10}(?:在家|在村|见到|看到|看见|看得到|碰到|遇到|回来|回家|见过|住)",
    r"(?:过年|过节|春节|清明|每[年月周]|农忙|隔[^，。；]{1,5})[^，。；不没未]{0,6}回(?:来|家|村)",
    r"(?:电话|手机|微信)[^，。；没不未]{0,14}(?:打得通|打通|能通|联系得上|能联系)|(?:有时|经常|偶尔|一直)有联系",
    rf"{_HE}(?:现在|目前|平时|一直|就|都|天天|还|经常|也)*住?在(?:家|村里|屋里|县城|镇上)",
    rf"(?:住在?|租住在?|居住在|在)(?![^，。；]{{0,20}}[某哪])[^，。；过不没]{{1,20}}{_PLACE}[^，。；过不没]{{0,6}}(?:打工|务工|上班|工作|做事|做工|居住|开店)",
    rf"(?:搬到|搬至|住到)(?![^，。；]{{0,20}}[某哪])[^，。；不]{{2,20}}{_PLACE}",
)
"""How they say that he is there, or where he is."""

_ASKS_WHERE = rf"(?:在|去了?|到|住在?|跑到?|搬到?|躲在?)了?{_WHERE}(?!{_WORK})"
_IGNORANT = r"(?:这个?|我们?|就|也|都)*不(?:知道|清楚|晓得)(?=了|[，。；]|$)"
_YES = r"^(?:是|对|没错|属实)"
_HEARSAY = re.compile(rf"听说|据说|好像|可能|以前|{FORMERLY}|原来|原先|之前|户口|户籍|父母|家人|老婆|妻子")


@dataclass(frozen=True, slots=True)
class Absence:
    """What one record tells: `value` True: nobody knows where he is; None: it may say so; False: it does not, or proves
    nothing. `seen`: where it says that he is there.
    """

    paper: Document
    value: bool | None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    seen: tuple[Evidence, ...] = ()


@remembered
def absences(view: View, party: Party) -> tuple[Absence, ...]:
    """Every 调查笔录 that is or may be about him, with what it tells."""
    return tuple(_weighed(view, i, party) for i in inquiries(view) if about(view, i, party) is not False)


def _weighed(view: View, inquiry: Inquiry, party: Party) -> Absence:
    """A record that nobody signed proves nothing; one whose signature or respondent is unclear is for a person."""
    told = _told(view, inquiry, party)
    valid = counts(view, inquiry)
    if valid is False:
        note = "调查笔录没有被调查人签名，也没有注明原因"
        return Absence(told.paper, False, told.evidence, note if told.value is not False else "")
    if told.value and valid is None:
        return Absence(told.paper, None, told.evidence, "调查笔录上被调查人的签名看不清，须看原件", told.seen)
    if told.value and about(view, inquiry, party) is None:
        return Absence(told.paper, None, told.evidence, f"调查笔录没有写明是否针对{party.name}", told.seen)
    return told


def _told(view: View, inquiry: Inquiry, party: Party) -> Absence:
    paper = inquiry.paper
    said = list(_said(view, paper, party))
    gone = _first(said, GONE)
    seen = next((e for text, e in said for clause in _clauses(text) if _says(clause, _SEEN)), ())
    if gone and not seen:
        return Absence(paper, True, gone)
    if gone:
        return Absence(paper, None, gone, "笔录既说找不到人，又说到他在何处、能联系上，须由人判断", seen)
    weak = _first(said, _MAY_BE_GONE) or _assented(view, paper) or _unparted(view, paper)
    if weak and not seen:
        return Absence(paper, None, weak, "笔录没有明确说下落不明，须由人判断")
    return Absence(paper, False, seen=seen)


def _first(said: list[tuple[str, tuple[Evidence, ...]]], patterns: tuple[str, ...]) -> tuple[Evidence, ...]:
    return next((e for text, e in said if any(affirmed(p, text) for p in patterns)), ())


def _clauses(text: str) -> list[str]:
    return re.split(r"(?<=[，。；！])", text)


def _says(clause: str, patterns: tuple[str, ...]) -> bool:
    """Whether a clause says it of its own knowledge and of today."""
    return not _HEARSAY.search(clause) and any(affirmed(p, clause) for p in patterns)


def _said(view: View, paper: Document, party: Party) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What the record states of this respondent, his name written 他."""
    for statement in statements(view, paper):
        asked_of = named_in(view, statement.question)
        for text, who in parts(view, statement.text):
            if party in (who or asked_of or (party,)):
                yield _he(_in_full(text, statement.question), party), statement.evidence


def _in_full(answer: str, question: str) -> str:
    """问：他在哪里？答：不知道。 says that where he is is not known."""
    if compiled(_ASKS_WHERE).search(question) and (bare := compiled(_IGNORANT).match(answer)):
        return f"{bare[0]}他在哪里，{answer[bare.end() :]}"
    return answer


def _he(text: str, party: Party) -> str:
    return compiled(rf"(?:被执行人)?{re.escape(flat(party.name))}|被执行人").sub("他", text)


def _assented(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where a bare yes answers the question whether he is 下落不明."""
    for statement in statements(view, paper):
        if compiled(_YES).search(statement.text) and any(compiled(p).search(statement.question) for p in GONE):
            return statement.evidence
    return ()


def _unparted(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where words stand outside the answers that were told apart: an account before the talk, an answer not recognised."""
    rows = paper.rows.get("answers", ())
    rest = wording(view, paper).text if rows else ""
    for row in rows:
        if "answer" in row:
            for turn in row.values():
                rest = rest.replace(turn.raw, "。")
    return paper.evidence if any(affirmed(p, rest) for p in GONE) else ()
