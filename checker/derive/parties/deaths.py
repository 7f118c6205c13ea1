"""Whether every respondent is dead (民事诉讼法 第二百六十八条第三项): then the case is not one of 终本.

A death counts where a paper affirms it of this very person: a certificate, the register, somebody asked who says so by
his name. What is said of his kin or of another party is no word on him; what may be about him is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document, Evidence, Party, PartyKind
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.text.statements import Statement, affirmed, statements
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

_DEAD = r"死亡|病死|去世|身故|病故|亡故|过世|离世|病逝|逝世"
_DIED = rf"(?:已(?:经)?|因[^，。；]{{1,14}}|于[^，。；]{{4,16}}|早已?|前年|去年|今年)*(?:{_DEAD})"
_CERTIFIED = r"(?:居民)?死亡(?:医学)?证明|死亡注销|注销(?:原因|类别)?[：为]?死亡|死亡日期[：]?\d|火化证"
_OF_KIN = r"父|母|妻|夫|配偶|儿|女|兄|弟|姐|妹|爷|奶|公公|婆|岳|亲属|家人|老伴|申请(?:执行)?人|权利人|公民|原告|担保人"
_SUPPOSED = r"如|若|倘|是否|有无|的[，]?(?:裁定|应当?|可以)|死亡(?:赔偿|保险|抚恤)"
_TELLING = (
    "身份证明",
    "调查笔录",
    "核查回函",
    "谈话笔录",
    "询问笔录",
    "终本约谈笔录",
    "研究记录",
    "案件审查报告",
    "合议庭评议笔录",
    "终本裁定书",
    "其他裁定书",
    "电话记录",
)
_WHETHER, _YES = r"是不是|是否|有没有|(?:吗|呢|么)?？", r"(?:是的?|对的?|没错|属实)(?=[，。]|$)"
"""问：庞某是不是去世了？答：是，…: an answer that says yes to what was asked of him by his name."""
_HIM = r"他|她|其(?!他|余|中)|该人|此人|被执行人"


@fact("案件.被执行人均已死亡")
def all_dead(view: View, subject: Subject) -> Fact:
    """Of every respondent; one who lives, or is an organisation, is enough for 否."""
    if not view.respondents:
        return UNKNOWN
    found = [(party, _is_dead(view, party)) for party in view.respondents]
    if living := [(p, f) for p, f in found if f.value is False]:
        return Fact(False, tuple(dict.fromkeys(e for p, f in living for e in (*p.evidence, *f.evidence))))
    if all(f.value for _, f in found):
        return Fact(True, tuple(e for _, f in found for e in f.evidence), "有材料证明被执行人均已死亡")
    doubts = [f for _, f in found if f.value is None]
    return Fact(None, tuple(e for f in doubts for e in f.evidence), doubts[0].note)


def _is_dead(view: View, party: Party) -> Fact:
    if party.kind is PartyKind.ORGANISATION:
        return Fact(False, party.evidence)
    doubts: list[tuple[Evidence, ...]] = []
    for paper in view.papers(*_TELLING):
        for sure, places in _told(view, paper, party):
            if sure:
                return Fact(True, places, f"有材料证明{party.name}已经死亡")
            doubts.append(places)
    doubts += list(_on_unknown_pages(view, party))
    if doubts:
        return Fact(None, doubts[0], f"有提到死亡的材料，没有读清是不是{party.name}，须看原件")
    return Fact(False, party.evidence or tuple(e for p in view.case.documents[:1] for e in p.evidence))


def _told(view: View, paper: Document, party: Party) -> Iterator[tuple[bool, tuple[Evidence, ...]]]:
    """Where a paper speaks of a death that is his, and whether it surely is."""
    text = wording(view, paper).text
    if not compiled(_DEAD).search(text) or not view.is_named(party.name, text):
        return
    if paper.kind == "身份证明" and affirmed(_CERTIFIED, text):
        yield _is_of_him_alone(view, paper, party), paper.evidence
        return
    for said in statements(view, paper):
        sentence = said.question + said.text
        if compiled(_YES).match(said.text) and _by_name(party, compiled(_WHETHER).sub("", said.question)):
            yield True, said.evidence
            continue
        if affirmed(_DEAD, said.text) and not compiled(_SUPPOSED).search(said.text):
            if _by_name(party, said.text):
                yield True, said.evidence
            elif not compiled(_OF_KIN).search(_before_death(said.text)) and _may_mean(view, party, said, sentence):
                yield False, said.evidence


def _by_name(party: Party, text: str) -> bool:
    """His name, and behind it in the clause that he died."""
    name = re.escape(flat(party.name))
    particulars = r"(?:（[^）]*）)?(?:本人)?[，]?(?:身份证号?[^，]{0,24}[，])?"
    return affirmed(rf"(?:被执行人)?{name}{particulars}{_DIED}", text) is not None


def _before_death(text: str) -> str:
    """The clauses up to the word of death, in which somebody's kin would be named."""
    found = compiled(_DEAD).search(text)
    return re.split(r"[。；]", text[: found.start()])[-1] if found else text


def _may_mean(view: View, party: Party, said: Statement, sentence: str) -> bool:
    """Whether a sentence may be about him: it names him, or an answer takes up what was asked about him."""
    return view.is_named(party.name, sentence) or bool(said.question) or compiled(_HIM).search(said.text) is not None


def _is_of_him_alone(view: View, paper: Document, party: Party) -> bool:
    """Whether an extract of the register is made out to him, and is no list of a household or of several people."""
    text = wording(view, paper).text
    others = any(p.name != party.name and view.is_named(p.name, text) for p in view.parties)
    several = others or text.count("姓名") > 1 or compiled(r"户主|家庭成员").search(text)
    return made_out_to(view, paper, party).value is True and not several


def _on_unknown_pages(view: View, party: Party) -> Iterator[tuple[Evidence, ...]]:
    """A certificate is of no kind that this project knows: such pages end among those nobody could settle."""
    for unknown in view.case.unknown:
        text = flat(unknown.page.text)
        if compiled(_DEAD).search(text) and view.is_named(party.name, text):
            yield (Evidence(unknown.page.file, unknown.page.number, text=unknown.page.text[:40]),)
