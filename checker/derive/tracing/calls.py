"""电话记录: who was called, and whether he himself could be told (监法〔2022〕19号 第三组6–8: 电话等通讯方式能否通知到局).

What an officer meant to tell (通知其于…到庭) is no answer; somebody else who answers does not make him reachable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checker.casefile import Document, Evidence, Party
from checker.derive.closing.talks import held_on
from checker.derive.memory import remembered
from checker.derive.parties.addressed import made_out_to
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import compiled, wording
from checker.derive.view import APPLICANT, View
from extractors.text.flat import flat
from extractors.text.flow import Flow

CALL = "电话记录"

_CALLED = re.compile(
    r"(?:被通话人|通话对象|通话对方|受话人|被叫人?|接听人|联系对象|拨打|拨通|致电|电话联系|电话通知|联系)了?[：:]?(?P<whom>[^，。；：]{2,24})"
)
_FAILED = (
    r"无人接听|没有?人接|(?:没有|未|不)接(?:听|通|电话)|无法接通|不能接通|停机|空号|关机|拒接|拒绝接听|占线|忙音|正在通话中|未能通话|无人应答"
    r"|打不通|联系不上|无法(?:取得)?联系|未能联系|暂时无法|不在服务区|暂停服务|已过期|号码不存在|错号|打错|不是本人|非本人|不认识"
)
_HUNG_UP = r"(?<!随后)(?<!之后)(?<!然后)(?<!说完)(?<!后就)(?<!后便)(?:挂断|挂机|挂了)"
_KIN = r"(?:妻子?|丈夫|老公|老婆|爱人|父亲|母亲|父母|儿子?|女儿|儿媳|女婿|哥哥?|弟弟?|姐姐?|妹妹?|家人|家属|亲属|亲戚|朋友|同事|邻居|他人|别人)"
_ANOTHER = (
    rf"{_KIN}[^，。；]{{0,6}}(?:接听|接的?电话|接起|代接|(?:称|表示|说|回答))"
    rf"|接(?:听|电话)[^，。；]{{0,4}}(?:系|是|为)(?!本人)[^，。；]{{0,8}}{_KIN}|{_KIN}(?:称|表示|说)"
)
_GONE = r"不知去向|下落不明|联系不上|不知道?(?:其|他|她)?[^，。；]{0,6}(?:哪|何处|什么地方|下落|去向)|(?:外出|离家)多年|多年未归"
_SPEAKS = r"(?:表示|答复|答应|承诺|同意|愿意|回答|称|说|要求|知道了)"
_HIMSELF = r"(?:由|系|是)?本人(?:已)?(?:接听|接起|接电话|接的|来电|回电)|本人(?:当场|电话中)?" + _SPEAKS
_PRONOUN = r"(?:他|她|其|对方|被执行人)(?:本人)?(?:当场|电话中)?" + _SPEAKS + r"|同意(?:到|来)"
_ELSE = rf"(?:申请(?:执行)?人|代理人|村(?:委|支|主任|干部|书记|民)|社区|居委|网格员|派出所|民警|房东|老板|单位|{_KIN})"
_ASKED_ANOTHER = (
    rf"(?:向|与|同|跟|找|问|联系|拨打|致电)了?[^，。；]{{0,8}}?{_ELSE}(?!的?(?:所|另行)?(?:提供|反映|告知|预留|说))[^，。；]*，"
    r"(?:(?!拨打|拨通|接通|接听|致电|来电|回电)[^。；])*$"
)
"""A clause that turns to somebody else, and no further call since: 向申请执行人核实，其称… is what the applicant says."""
_CONNECTED = r"(?:接通|接听了?)[^。；]{0,20}?(?:通知|告知|要求)(?:了)?(?:其|他|她|被执行人|对方)"
_NEAR = 16  # characters behind a label
_ENTRY = r"\d{4}[.．年/-]\d{1,2}[.．月/-]\d{1,2}"
_NAME_AND_NUMBER = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:1\d{10}|0\d{2,3}-?\d{7,8})"


@dataclass(frozen=True, slots=True)
class Call:
    """A record of calls to him. `reached` None: the words leave it open."""

    reached: bool | None
    day: date | None
    evidence: tuple[Evidence, ...]


@remembered
def calls(view: View, party: Party) -> tuple[Call, ...]:
    """The 电话记录 of calls to this party."""
    return tuple(_read(view, paper, party) for paper in view.papers(CALL) if _is_to(view, paper, party))


def _is_to(view: View, paper: Document, party: Party) -> bool:
    """Whether he was called: a call to another about him is none to him."""
    called = [found["whom"] for found in _CALLED.finditer(wording(view, paper).text)]
    near = [whom[:_NEAR] for whom in called]  # farther off stands the first row under a heading
    named = [p for p in view.parties if any(view.is_named(p.name, whom) for whom in near)]
    if named:
        return party in named
    if any(APPLICANT in whom for whom in called) and not any(party.role in whom for whom in called):
        return False
    return bool(made_out_to(view, paper, party).value)


def _read(view: View, paper: Document, party: Party) -> Call:
    """By the last thing that happened; whoever answered for him settles nothing, nor does an entry of the log on another."""
    words = _on_him(view, paper, party)
    day = held_on(paper).value
    on = day if isinstance(day, date) else None
    name = re.escape(flat(party.name))
    calls_back = rf"{name}[^，。；]{{0,12}}(?:回电|来电|回拨|打来电话)|自称(?:是|系|为)?{name}"
    calls_back += rf"|(?:^|(?<=[，。；：]))(?:(?!无法|未能|不能|没能|没有|未)[^，。；：])*与{name}(?:本人)?取得了?联系"
    calls_back += rf"|是{name}(?:本人)?吗[^答]{{0,40}}答：(?:是的?|是我|我就是|对|嗯)[。，]"
    himself = rf"{_HIMSELF}|{calls_back}|{name}(?:本人)?(?:当场|电话中)?(?:接听|{_SPEAKS})|(?<=[。？！]){name}：|(?<=[。？！])答：我(?:就)?是{name}"
    another = _last(words, _ANOTHER)
    reached = max(
        _last(words, himself), -1 if another >= 0 else max(_last_of_him(words, party), _last(words, _CONNECTED))
    )
    failed = _last(words, _FAILED)
    shown = words.evidence(max(reached, failed, another, 0), max(reached, failed, another, 0) + 1) or paper.evidence
    if reached < 0 and another >= 0:
        return Call(False if affirmed(_GONE, words.text) else None, on, shown)
    if reached < 0:
        return Call(False if failed >= 0 or _last(words, _HUNG_UP) >= 0 else None, on, shown)
    if _last(words, _HUNG_UP) > reached:
        return Call(None, on, shown)
    return Call(reached > failed, on, shown)


def _on_him(view: View, paper: Document, party: Party) -> Flow:
    """A log of several calls without the entries that name another; all of it where no entry is left."""
    words = wording(view, paper)
    starts = [at for at, (_, _, text) in enumerate(words.lines) if compiled(_ENTRY).match(text)]
    if len(starts) < 2:
        return words
    entries = [words.part(first, last) for first, last in pairwise([*starts, len(words.lines)])]
    own = [entry for entry in entries if not _is_on_another(view, entry.text, party)]
    return Flow.of(line for part in (words.part(0, starts[0]), *own) for line in part.lines) if own else words


def _is_on_another(view: View, text: str, party: Party) -> bool:
    """Whether an entry names another party, or another's name before the number called, and not this one."""
    if view.is_named(party.name, text):
        return False
    named = any(view.is_named(p.name, text) for p in view.parties)
    return named or compiled(_NAME_AND_NUMBER).search(text) is not None


def _last(words: Flow, pattern: str) -> int:
    """Where the words stand for the last time affirmed; -1 where they do not."""
    starts = [m.start() for m in compiled(pattern).finditer(words.text) if _stands(words.text, m)]
    return max(starts, default=-1)


def _last_of_him(words: Flow, party: Party) -> int:
    """Where he, called by a pronoun, speaks for the last time; -1 where nobody does, or only somebody else who was asked."""
    found = (m for m in compiled(_PRONOUN).finditer(words.text) if _stands(words.text, m))
    return max((m.start() for m in found if not _speaks_for_another(words.text, m, party)), default=-1)


def _speaks_for_another(text: str, found: re.Match[str], party: Party) -> bool:
    """Whether the sentence turned to somebody else before the pronoun, and not back to him."""
    begin = max(text.rfind(mark, 0, found.start()) for mark in "。；") + 1
    turned = compiled(_ASKED_ANOTHER).search(text, begin, found.start())
    return turned is not None and not re.search(rf"，{re.escape(flat(party.name))}", turned[0])


def _stands(text: str, found: re.Match[str]) -> bool:
    """Whether the match stands affirmed in its clause."""
    clause = max(text.rfind(mark, 0, found.start()) for mark in "，。；：") + 1
    return affirmed(re.escape(found[0]), text[clause : found.end()]) is not None
