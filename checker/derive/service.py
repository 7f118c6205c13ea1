"""Service of the four papers of condition one (第六组3(一)): 执行通知书, 报告财产令, 限制消费令, 失信决定书.

How a paper was served is one word per respondent and paper. Signed and dated by the receiver is what the plan asks;
代收 with its reason and 留置 with reason and witness are service by law (民事诉讼法 第八十五条至第八十九条). A publication
and an EMS slip are no 送达回证: they are named in the note and count for other rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence, MarkKind, Party, PartyKind, Presence
from checker.derive.addressed import paper_for
from checker.derive.memory import remembered
from checker.derive.names import Match, compare
from checker.derive.receipts import (
    RECEIPT,
    UNDATED,
    Listed,
    is_about,
    listed_pattern,
    listings,
    received_on,
    signature,
    signed_as,
)
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.flat import flat

SIGNED, FOR_HIM, LEFT, UNSIGNED, UNDATED_WORD, NONE = "已签收", "已代收", "留置送达", "未签名", "未注明日期", "无回证"
SERVED = frozenset({SIGNED, FOR_HIM, LEFT})

NAMES = {
    "执行通知书": ("执行通知书", "执行通知"),
    "报告财产令": ("报告财产令", "财产报告令", "报告财产通知"),
    "限制消费令": ("限制消费令", "限制高消费令", "限制高消费", "限高令", "限制消费"),
    "失信决定书": ("失信决定书", "失信被执行人决定", "失信被执行人名单决定", "失信人名单决定", "失信被执行人名单"),
}
"""How receipts name each paper; a kind of this project → the words."""

_RELATION = re.compile(
    r"夫|妻|配偶|父|母|儿|女|子|兄|弟|姐|妹|嫂|媳|婿|孙|同住|家属|亲属|员工|职工|收发|前台|门卫|同事|代理|受托|法定代表|负责人|村(?:委|主任)|社区|办公室"
)
_WAYS = re.compile(r"(?:直接|留置|邮寄|委托|转交|公告|电子)送达")
_PRINTED = re.compile(
    r"(?<![备附])注[：:].*|(?:不能送达|拒收|拒签|拒绝签收|拒绝接收)(?:或拒[收签])?的?(?:理由|事由|原因|情况)(?:和日期)?|见证人(?:签名|签字)(?:或盖章)?"
)
_REFUSED = re.compile(r"拒(?:绝)?(?:签|收|不签|不收|接)|不(?:愿|肯|予)(?:签|接)收?")
_WITNESSED = re.compile(r"见证|在场|拍照|录像|照片|摄像|村委会|居委会|基层组织")


@dataclass(frozen=True, slots=True)
class Service:
    """How a paper was served by one receipt: a word (None: cannot be told), the day, the places, what to look at."""

    way: str | None
    day: date | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@remembered
def services(view: View, party: Party, kind: str) -> tuple[Service, ...]:
    """Every receipt of this party that lists a paper of this kind."""
    pattern = listed_pattern(NAMES[kind])
    found = []
    for receipt in view.papers(RECEIPT):
        about = is_about(view, receipt, party.name)
        for listed in listings(receipt, pattern) if about is not False else ():
            service = _service(view, party, listed)
            found.append(service if about else _unsure(service, party))
    return tuple(found)


def _unsure(service: Service, party: Party) -> Service:
    return Service(None, service.day, service.evidence, f"送达回证的受送达人没有读到，不能确定是否为{party.name}")


def _service(view: View, party: Party, listed: Listed) -> Service:
    signed, day = signature(listed), received_on(listed)
    places = (*listed.evidence, *signed.evidence, *day.evidence)
    on = day.value if isinstance(day.value, date) else None
    if left := _left(listed.receipt):
        return Service(LEFT, on, (*listed.evidence, *left))
    if signed.value is None:
        return Service(None, on, places, signed.note)
    if signed.value is False:
        return Service(UNSIGNED, on, places, signed.note)
    if day.note == UNDATED:
        return Service(UNDATED_WORD, None, places, UNDATED)
    if on is None:
        return Service(None, None, places, day.note)
    return _who_signed(view, party, listed, Service(SIGNED, on, places))


def _who_signed(view: View, party: Party, listed: Listed, service: Service) -> Service:
    """A signature in another's name is 代收; without a word on who that is, a person must look."""
    name = signed_as(listed)
    reasons = [str(f.value) for f in listed.receipt.fields.get("substitute", ()) if f.value]
    if any(_RELATION.search(r) for r in reasons):
        return Service(FOR_HIM, service.day, service.evidence, f"代收：{reasons[0]}")
    others = [p for p in view.parties if p.name != party.name and compare(name, p.name) is Match.SAME]
    if others and party.kind is PartyKind.ORGANISATION and others[0].role == party.role:
        return Service(SIGNED, service.day, service.evidence, f"由{others[0].name}代表该单位签收")
    other = others[0].name if others else ""
    if other:
        return Service(None, service.day, service.evidence, f"签名读作“{other}”，不是{party.name}，也没有代收理由")
    return service


def _left(receipt: Document) -> tuple[Evidence, ...]:
    """Where a receipt tells 留置送达 with the refusal and a witness; the form's own printed words do not count."""
    text = _PRINTED.sub("", flat(receipt.text))
    ticked = [str(f.value) for f in receipt.fields.get("way_ticked", ())]
    ways = set(_WAYS.findall(text))
    chosen = "留置送达" in ticked if ticked else ways == {"留置送达"}
    witness = [m for _, m in receipt.marks if m.kind is MarkKind.SIGNATURE and "见证" in m.label]
    seen = any(m.presence is Presence.PRESENT for m in witness) or (not witness and bool(_WITNESSED.search(text)))
    if not (chosen and seen and _REFUSED.search(text)):
        return ()
    return tuple(p.evidence(line) for p, line in receipt.lines() if _REFUSED.search(_PRINTED.sub("", flat(line.text))))


def service_of(view: View, party: Party, kind: str) -> Fact:
    """The best of a party's receipts for a paper: served, else unknown, else what is wrong with it; else 无回证."""
    found = services(view, party, kind)
    served = sorted((s for s in found if s.way in SERVED), key=lambda s: s.day or date.max)
    if served:
        return _as_fact(served[:1])
    unknown = [s for s in found if s.way is None]
    if unknown:
        return _as_fact(unknown[:1])
    if found:
        return _as_fact(found)
    missing = view.presence((), [RECEIPT])
    if missing.value is None:
        return missing
    return Fact(NONE, note=_no_receipt(view, party, kind), searched=missing.searched)


def _as_fact(found: Sequence[Service]) -> Fact:
    places = tuple(dict.fromkeys(e for s in found for e in s.evidence))
    return Fact(found[0].way, places, "；".join(dict.fromkeys(s.note for s in found if s.note)))


def _no_receipt(view: View, party: Party, kind: str) -> str:
    count = len(view.papers(RECEIPT))
    note = f"卷内{count}份送达回证中，没有写明向{party.name}送达{kind}的" if count else "卷内没有送达回证"
    pattern = listed_pattern(NAMES[kind])
    others = [p.kind for p in view.papers("邮寄回执", "公告", about=party) if pattern.search(flat(p.text))]
    return note + (f"（有{'、'.join(dict.fromkeys(others))}提到该文书，但不是送达回证）" if others else "")


def served_on(view: View, party: Party, kind: str) -> Fact:
    """The first day on which a paper was served on a party by a receipt."""
    days = [s for s in services(view, party, kind) if s.way in SERVED and s.day]
    if not days:
        return Fact(None, note=f"没有读到{kind}的送达日期")
    first = min(days, key=lambda s: s.day or date.max)
    return Fact(first.day, first.evidence)


def party_of(view: View, subject: Subject) -> Party:
    """The party a subject is; a bare one where the name is not of the case."""
    return view.party(subject.name) or Party(subject.kind, subject.name)


def _register(kind: str) -> None:
    @fact(f"被执行人.{kind}")
    def paper(view: View, subject: Subject) -> Fact:
        """The paper is in the file and made out to this respondent."""
        return paper_for(view, party_of(view, subject), kind)

    @fact(f"被执行人.{kind}送达")
    def service(view: View, subject: Subject) -> Fact:
        """How it was served on him: a word of `SERVED`, or what is wrong."""
        return service_of(view, party_of(view, subject), kind)

    @fact(f"被执行人.{kind}送达日期")
    def day(view: View, subject: Subject) -> Fact:
        """The day on the receipt."""
        return served_on(view, party_of(view, subject), kind)


for _kind in NAMES:
    _register(_kind)
