"""Service of the four papers of condition one (第六组3(一)): 执行通知书, 报告财产令, 限制消费令, 失信决定书.

How a paper was served is one word per respondent and paper. Signed and dated by the receiver is what the plan asks;
代收 with its reason and 留置 with reason and witness are service by law (民事诉讼法 第八十五条至第八十九条). A publication
and an EMS slip are no 送达回证: they are named in the note and count for other rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.casefile import Document, Evidence, Party, PartyKind, Presence
from checker.derive.memory import remembered
from checker.derive.parties.addressed import SURE, paper_for
from checker.derive.parties.names import Match, compare
from checker.derive.registry import fact
from checker.derive.service.leaving import left_at_his_home
from checker.derive.service.receipts import (
    RECEIPT,
    UNDATED,
    Listed,
    denial,
    doubtful_listings,
    is_about,
    listed_pattern,
    listings,
    never_arrived,
    received_on,
    receiver_marks,
    signature,
    signed_by,
)
from checker.derive.text.wording import legible
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates
from extractors.text.flat import flat

SIGNED, FOR_HIM, LEFT, UNSIGNED, UNDATED_WORD, NONE = "已签收", "已代收", "留置送达", "未签名", "未注明日期", "无回证"
SERVED = frozenset({SIGNED, FOR_HIM, LEFT})

NAMES = {
    "执行通知书": ("执行通知书", "执行通知"),
    "报告财产令": ("报告财产令", "财产报告令", "报告财产通知", "申报财产令", "财产申报令", "报财令"),
    "限制消费令": ("限制消费令", "限制高消费令", "限制高消费", "限高令", "限制消费"),
    "失信决定书": (
        "失信决定书",
        "失信被执行人决定",
        "失信被执行人名单决定",
        "失信人名单决定",
        "失信被执行人名单",
        "失信名单",
        "执行决定书纳入失信",
    ),
}
"""How receipts name each paper; a kind of this project → the words."""

_RELATION = re.compile(
    r"夫|妻|配偶|父|母|儿|女|子|兄|弟|姐|妹|嫂|媳|婿|孙|同住|家属|亲属|员工|职工|收发|前台|门卫|同事|代理|受托|法定代表|负责人|村(?:委|主任)|社区|办公室"
)
_IS_HIS = re.compile(
    r"(?:系|是|为)(?:受送达人|被执行人|其|本人|[\u4e00-\u9fff]{2,4}?)(?:的|之)?(?:同住|成年)?(?:父|母|妻|夫|配偶|儿|女|子|兄|弟|姐|妹|嫂|媳|婿|孙|家属|亲属|岳)"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class Service:
    """How a paper was served by one receipt: a word (None: cannot be told), the day, the places, what to look at."""

    way: str | None
    day: date | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@remembered
def services(view: View, party: Party, kind: str) -> tuple[Service, ...]:
    """Every receipt of this party that lists a paper of this kind, or may list it. What never arrived is none."""
    found: list[Service] = []
    for receipt in view.papers(RECEIPT):
        about = is_about(view, receipt, party.name)
        if about is not False and not never_arrived(view, receipt):
            services = _by_receipt(view, party, kind, receipt)
            found += services if about else [_unsure(service, party) for service in services]
    return tuple(found)


def _unsure(service: Service, party: Party) -> Service:
    return Service(None, service.day, service.evidence, f"送达回证的受送达人没有读到，不能确定是否为{party.name}")


def _by_receipt(view: View, party: Party, kind: str, receipt: Document) -> list[Service]:
    wanted = listed_pattern(NAMES[kind])
    if denied := denial(view, receipt, wanted):
        said = flat(denied.line.text)[:30]
        return [Service(None, None, denied.evidence, f"送达回证写有“{said}”，不能确定是否送达{kind}，须看原件")]
    if found := listings(view, receipt, wanted):
        others = tuple(p.name for p in view.parties if p.name != party.name)
        return [_service(view, party, replace(listed, not_for=others)) for listed in found]
    return [
        Service(None, None, d.evidence, f"送达回证写有“{flat(d.line.text)[:30]}”，不能确定是否为{kind}，须看原件")
        for d in doubtful_listings(view, receipt, wanted)
    ]


def _service(view: View, party: Party, listed: Listed) -> Service:
    signed, day, left = signature(listed), received_on(listed), left_at_his_home(listed.receipt)
    places = (*listed.evidence, *signed.evidence, *day.evidence)
    on = day.value if isinstance(day.value, date) else None
    if left.value:
        told = (found.value for place in left.evidence for found in find_dates(flat(place.text)) if found.value)
        return Service(LEFT, on or next(told, None), (*listed.evidence, *left.evidence))
    if signed.value is False and left.value is None:
        return Service(None, on, (*listed.evidence, *left.evidence), left.note)
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
    """A signature in another's name is 代收; without a word on who that is, a person must look.

    For an organisation whoever is there to receive may sign (民事诉讼法 第八十八条): only another party's name is odd.
    """
    reasons = [str(f.value) for f in listed.receipt.fields.get("substitute", ()) if f.value]
    if any(_RELATION.search(r) for r in reasons):
        return Service(FOR_HIM, service.day, service.evidence, f"代收：{reasons[0]}")
    if told := _told_relation(listed.receipt):
        return Service(FOR_HIM, service.day, (*service.evidence, *told), f"代收：{flat(told[0].text)[:30]}")
    names = [mark.text for mark in signed_by(listed)]
    if any(compare(name, party.name) is not Match.NO for name in names):
        return service
    others = [p for p in view.parties for name in names if compare(name, p.name) is Match.SAME]
    if others and party.kind is PartyKind.ORGANISATION and others[0].role == party.role:
        return Service(SIGNED, service.day, service.evidence, f"由{others[0].name}代表该单位签收")
    stranger = [m.text for m in signed_by(listed) if m.confidence >= SURE and _NAME.fullmatch(flat(m.text))]
    other = others[0].name if others else stranger[0] if stranger and party.kind is PartyKind.PERSON else ""
    if other:
        return Service(None, service.day, service.evidence, f"签名读作“{other}”，不是{party.name}，也没有代收理由")
    return service


def _told_relation(receipt: Document) -> tuple[Evidence, ...]:
    """Where a receipt with a room for who receives instead says, beside it, what he is to him: 何正国，系何文斌之父."""
    rooms = [(p, m) for p, m in receiver_marks(receipt) if "代" in m.label and m.presence is Presence.PRESENT]
    return tuple(
        page.evidence(line) for page, _ in rooms[:1] for line in page.lines if _IS_HIS.search(flat(line.text))
    )[:1]


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
    unread = [r for r in view.papers(RECEIPT) if is_about(view, r, party.name) is not False and not legible(view, r)]
    if unread:
        return Fact(None, unread[0].evidence, f"送达回证有看不清的地方，不能确定是否列有{kind}，须看原件")
    return Fact(NONE, note=_no_receipt(view, party, kind), searched=missing.searched)


def _as_fact(found: Sequence[Service]) -> Fact:
    places = tuple(dict.fromkeys(e for s in found for e in s.evidence))
    return Fact(found[0].way, places, "；".join(dict.fromkeys(s.note for s in found if s.note)))


def _no_receipt(view: View, party: Party, kind: str) -> str:
    count = len(view.papers(RECEIPT))
    note = f"卷内{count}份送达回证中，没有写明向{party.name}送达{kind}的" if count else "卷内没有送达回证"
    papers = view.papers("邮寄回执", "公告", about=party)
    others = [p.kind for p in papers if any(name in flat(p.text) for name in NAMES[kind])]
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
