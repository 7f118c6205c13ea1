"""线下查控实有情况表 against the records and results of group 2 (第二组3), institution by institution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence
from checker.derive.offline import inquiries as asked
from checker.derive.offline.visits import REGISTER_KIND, RESULTS
from checker.derive.online.channel_words import WORDS
from checker.derive.online.entered import entered
from checker.derive.online.forms import CHANNEL_OF, FIELD_FORM
from checker.derive.online.holdings import ACCOUNT, holdings
from checker.derive.online.queries import FEEDBACK
from checker.derive.property.things import BALANCE, PLACE, yuan
from checker.derive.registry import fact
from checker.derive.signing.opinions import any_approved_by
from checker.derive.signing.signatures import LEADER
from checker.derive.text.answers import BANK, ESTATE, FUND, REGISTER, VEHICLE, names_thing, unburdened
from checker.derive.text.wording import FORMERLY, compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat
from extractors.text.money import parse_amount

CHANNELS = (BANK, FUND, ESTATE, VEHICLE)
PAPERS = (asked.RECORD, *(k for kinds in RESULTS.values() for k in kinds), REGISTER_KIND)

_ITEM = r"(?:（[一二三四五六七八九十]+）|(?<!\d)\d{1,2}(?:、|\.(?!\d)))(?P<head>[^（。；：]{2,40})(?P<rest>.*?)(?=（[一二三四五六七八九十]+）|(?<!\d)\d{1,2}(?:、|\.(?!\d))|[一二三四五六七八九十]、|$)"
_DASHED = r"(?:^|[：；。])(?P<head>[^：；。，—]{2,12})—{1,2}(?P<rest>[^；。]+)"
"""An item of a line that tells one respondent: 石大海：金融机构——某银行：无账户；不动产——无；…"""
_TOTAL = r"余额(?:合计|共计|总计|总额|共)?(?:为|是|：)?(?:人民币)?"
_ZERO = _TOTAL + r"[0零](?:\.0{1,2})?(?![\d.])元?"
_NOTHING = (
    r"(?:^|[^有])无(?!法)|没有|未(?:查询?到|发现|开立|开户|开设|登记|见|缴存|办理)|查无|不存在|均无|名下无|都没有|未有|无财产|^0(?:\.0{1,2})?元?$|(?<![\d.第])0(?:处|套|辆|台|宗|栋|间|户|条|笔|个)|"
    + _ZERO
)
_COUNT = r"(?:[一二三四五六七八九十两]+|(?<![\d.])[1-9]\d*)"
_QUANTITY = rf"{_COUNT}(?:处|套|辆|台|宗|间|块|元|家|笔)"
_SOMETHING = (
    rf"(?<![没无未])(?:有|登记(?:有|为)?|查到|发现|尚有|现有|持有)[^。；，无没]{{0,16}}(?:{_QUANTITY}|存款)"
    rf"|{_COUNT}(?:处|套|辆|台|宗|栋|间)(?!以)|" + _TOTAL + r"(?:[1-9]|0\.0?[1-9])[\d,]*"
)
_THING = r"(?:房产|房屋|房子|住房|住宅|不动产|商铺|门面|土地|宅基地|车辆|轿车|汽车|小车|货车|客车|摩托车|股权|公积金(?:余额)?)"
_HAS = re.compile(
    rf"(?P<before>[^。；，：、]*?)(?:有|登记(?:有|为)|查到|发现|持有)(?!无|没|关|权|效|限)[^。；，：、无没未]{{0,8}}?{_THING}(?!登记中心|登记机构|查询|管理)"
)
_HOUSE = re.compile(rf"(?:坐落|座落|位于|房屋地址)[^。；]{{0,24}}?{PLACE.pattern}|\d(?:平方米|平米|m2)")
_NO_FINDING = r"国有(?=土地|建设|农用|房)|共有(?:情况|方式|人)"
"""Words with 有 that tell of no thing by themselves: what a register was searched for, the head of a column."""
_GONE = r"(?:历史上|原来?|原先|以前|之前|过去|此前|曾经?)(?:[^，。；]{0,6}有过|有|登记|持有|名下|[\u4e00-\u9fff][A-Z][A-Z0-9]{5,6}(?![A-Z0-9]))[^。；]*?(?:转移|转出|过户|卖[给掉了出]|出售|转让|注销|报废|灭失|拆[除迁])[^。；]*"
"""What was his once and is no longer: 原来有一辆面包车，2018年已经转移登记到他人名下."""
_SOMEBODY_ELSES = r"转移|过户|转让|出售|卖[给掉了出]|注销|报废|灭失|拆[除迁]|他人|案外人|别人|配偶|妻|父|母|登记在"
_QUESTION = re.compile(r"问：[^？]*？")
_NOT_HIS_NOW = re.compile(
    rf"[未没无不否如若是原所]|{FORMERLY}|以前|过去|从前|凡|父|母|妻|儿子|子女|女儿|兄弟|他人|别人|亲属|代|设$"
)
"""Words before 有 after which the thing is denied, asked, supposed, past or somebody else's; a written 没有 reads like 设有."""


@fact("案件.总对总查控反馈")
def feedback(view: View, subject: Subject) -> Fact:
    """Any feedback at all: what the form of group 1 is compared with."""
    return view.paper(FEEDBACK)


@fact("案件.线下查控实有情况表")
def field_form(view: View, subject: Subject) -> Fact:
    """The form of group 2."""
    return view.paper(FIELD_FORM)


@fact("案件.线下表组长签名")
def field_form_signed(view: View, subject: Subject) -> Fact:
    """The leader's signature on it, under no refusal."""
    return any_approved_by(view, FIELD_FORM, LEADER)


@fact("案件.线下表已填写")
def field_form_filled(view: View, subject: Subject) -> Fact:
    """Whether it says something of two institutions at least; which must be visited is asked elsewhere."""
    papers = view.papers(FIELD_FORM)
    if not papers:
        return view.presence((), (FIELD_FORM,))
    told = [e for p in papers for c in (*CHANNELS, REGISTER) for e in list(entries(view, p, c))[:1]]
    if empty := _left_empty(view, papers):
        return empty
    if len([e for e in told if e.found is not None]) >= 2:
        return Fact(True, tuple(place for e in told for place in e.evidence))
    whole = all(legible(view, p) for p in papers)
    rows = [said for p in papers for c in (*CHANNELS, REGISTER) for said in entered(view, p, c)]
    if whole and rows and not any(said.told for said in rows):
        return Fact(False, tuple(place for said in rows for place in said.evidence), f"{FIELD_FORM}各栏空白")
    if told or not whole:
        return Fact(None, papers[0].evidence, f"{FIELD_FORM}有看不清的地方，未能确认是否填写")
    return Fact(False, papers[0].evidence, f"{FIELD_FORM}没有逐项填写")


def _left_empty(view: View, forms: Sequence[Document]) -> Fact | None:
    """A form that was read whole and whose rows for real estate or vehicles, which everybody may own, are empty."""
    for channel in (ESTATE, VEHICLE) if all(legible(view, f) for f in forms) else ():
        rows = [said for f in forms for said in entered(view, f, channel)]
        if rows and not any(said.told for said in rows) and not any(list(entries(view, f, channel)) for f in forms):
            return Fact(False, tuple(e for said in rows for e in said.evidence), f"{FIELD_FORM}的{channel}一栏空白")
    return None


@fact("案件.线下调查材料")
def field_papers(view: View, subject: Subject) -> Fact:
    """The records and results that the form is compared with."""
    return view.paper(*PAPERS)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a paper says of a channel: found something (True), nothing (False), cannot be told (None); and whether the
    paper was read whole, so that what it says is all it says.
    """

    found: bool | None
    evidence: tuple[Evidence, ...]
    whole: bool = True
    text: str = ""


@fact("案件.线下表与笔录一致")
def field_form_agrees(view: View, subject: Subject) -> Fact:
    """Form and record (or result) of each institution both say that something was found, or both nothing."""
    forms = view.papers(FIELD_FORM)
    if not forms:
        missing = view.presence((), (FIELD_FORM,))
        return Fact(None, missing.evidence, missing.note, missing.searched)
    problems = list(_problems(view, forms))
    places = tuple(dict.fromkeys(e for _, _, where in problems for e in where)) or forms[0].evidence
    sure = [text for text, certain, _ in problems if certain]
    if sure:
        return Fact(False, places, "；".join(sure))
    if problems:
        return Fact(None, places, "；".join(text for text, _, _ in problems))
    return Fact(True, places)


def _problems(view: View, forms: Sequence[Document]) -> Iterator[tuple[str, bool, tuple[Evidence, ...]]]:
    for channel in CHANNELS:
        said = [s for f in forms for s in entries(view, f, channel)]
        if not said:
            continue
        sources = tuple(papers_say(view, channel))
        if not sources:  # a visit without its record is missing there, not a disagreement
            continue
        on_form, in_papers = _combine(said), _combine(sources)
        if channel == BANK and (other := _other_balances(said, sources)):
            certain = all(legible(view, d) for d in forms) and all(s.whole for s in sources)
            yield other, certain, (*on_form.evidence, *in_papers.evidence)
            continue
        if on_form.found is None or in_papers.found is None or on_form.found == in_papers.found:
            continue
        words = ("查到财产", "没有财产") if on_form.found else ("没有财产", "查到财产")
        text = f"{channel}一项，表上写{words[0]}，笔录、查询结果写{words[1]}"
        yield (
            text,
            all(legible(view, d) for d in forms) and all(s.whole for s in sources),
            (*on_form.evidence, *in_papers.evidence),
        )


def _other_balances(said: Sequence[Finding], sources: Sequence[Finding]) -> str:
    """What a form and the records say of the balances where no amount of the one stands in the other; else empty."""
    ours, theirs = (
        {fen for f in found for m in compiled(BALANCE.pattern).finditer(f.text) if (fen := parse_amount(m[1]))}
        for found in (said, sources)
    )
    if not ours or not theirs or ours & theirs:
        return ""
    shown = ["、".join(yuan(fen) for fen in sorted(amounts)) for amounts in (ours, theirs)]
    return f"{BANK}一项，表上余额为{shown[0]}，笔录写的是{shown[1]}"


def entries(view: View, form: Document, channel: str) -> Iterator[Finding]:
    """What a form enters for a channel: by its table of visits; by its numbered items; else by the rows that name it."""
    words = compiled(WORDS[channel])
    table = [r for r in form.rows.get("visits", ()) if "place" in r and _is_institution(flat(r["place"].raw))]
    visits = [r for r in table if words.search(flat(r["place"].raw))]
    for row in visits:
        result = row.get("result")
        told = flat(result.raw) if result else ""
        found = _thing_found(told, channel) if channel in (ESTATE, VEHICLE) else says_found(told)
        yield Finding(found, (result or row["place"]).evidence, text=told)
    if visits:
        return
    text = wording(view, form)
    items = [m for p in (_ITEM, _DASHED) for m in compiled(p).finditer(text.text) if words.search(m["head"])]
    for item in items:
        yield Finding(_thing_found(item["rest"], channel), text.evidence(*item.span()))
    if not items and not table:
        for said in entered(view, form, channel):
            if said.told:
                yield Finding(_thing_found(said.answer, channel), said.evidence, text=said.answer)


def _thing_found(text: str, channel: str) -> bool | None:
    """What an entry says; one that only names a thing (a plate) says that it was found, unless it went to somebody else."""
    told = says_found(text)
    named = told is None and names_thing(text, channel) and not compiled(_SOMEBODY_ELSES).search(text)
    return True if named else told


def says_found(text: str) -> bool | None:
    """Whether words tell of property found; None where they tell neither. Ticks: √无财产 □有财产."""
    text = compiled(f"{_GONE}|{_NO_FINDING}").sub("", unburdened(text))
    text = compiled(r"[□☐口]\s*(?:有|无)财产").sub("", text)
    text = compiled(r"[√✓☑■]\s*无财产").sub("没有财产", text)
    if compiled(_SOMETHING).search(text) or any(not _NOT_HIS_NOW.search(m["before"]) for m in _HAS.finditer(text)):
        return True
    return False if compiled(_NOTHING).search(text) else None


def _is_institution(place: str) -> bool:
    return any(compiled(words).search(place) for words in WORDS.values())


def _combine(findings: Sequence[Finding]) -> Finding:
    """Found where one says so; nothing where one says so and none the contrary."""
    for wanted in (True, False):
        told = [f for f in findings if f.found is wanted]
        if told:
            return told[0]
    return Finding(None, findings[0].evidence if findings else ())


def papers_say(view: View, channel: str) -> Iterator[Finding]:
    """What the stamped results and the records of visits say of a channel."""
    for paper in view.papers(*RESULTS.get(channel, ())):
        listed = holdings(view, paper)
        held = any(CHANNEL_OF[h.kind] == channel and (h.kind != ACCOUNT or h.balance) for h in listed)
        yield Finding(True if held else _result_says(view, paper, channel), paper.evidence, legible(view, paper))
    for inquiry in asked.inquiries(view):
        if channel in asked.topics(inquiry):
            answers = "".join(f"{answer}。" for answer in asked.answers_on_respondents(view, inquiry))
            whole = legible(view, inquiry.paper)
            told = answers or _QUESTION.sub("", inquiry.body)
            yield Finding(says_found(told), inquiry.paper.evidence, whole, flat(told))


def _result_says(view: View, paper: Document, channel: str) -> bool | None:
    """The words of a result; where they tell nothing, the house or vehicle it describes."""
    text = wording(view, paper).text
    told = says_found(text)
    described = _HOUSE.search(text) if channel == ESTATE else names_thing(text, channel)
    return True if told is None and described else told
