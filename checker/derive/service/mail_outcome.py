"""What became of a posted paper, as its slip or the tracking of it tells: signed for, refused, or sent back.

A printed form offers both (妥投签收 □退回) and warns of refusal in its notes: only what is ticked, signed, or told of this
piece of mail counts. Who else but the receiver signs for a person must be of his household (邮寄送达规定): that is for a
person to see.
"""

from __future__ import annotations

import re

from checker.casefile import Document, Evidence, Party, PartyKind, Presence
from checker.derive.parties.names import Match, compare
from checker.derive.service.receipts import receiver_marks
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import Wording, compiled, wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.fields.ticks import BOXES_TICKED
from extractors.text.flat import flat

_PRINTED = re.compile(r"(?:备注|注意|注|说明|提示|须知)[：:].*")
_TICKED = re.compile(rf"[{BOXES_TICKED}](?P<words>[^{BOXES_TICKED}□☐，。；]{{0,10}})")
"""What stands behind a ticked box; where the next option's empty box was not read, it stands there too."""
_UNTICKED = re.compile(rf"[□☐][^{BOXES_TICKED}□☐，。；]*")
_DELIVERED = r"妥投(?!失败|不成功)|签收(?!人|时间|日期|栏|单位|名|情况|失败)|已(?:投递|送达)"
_TOLD_DELIVERED = (
    r"已(?:被|由|经)?[^，。；]{0,8}签收|签收成功|(?:本人|单位|前台|收发室)签收|妥投(?!失败|不成功|签收)|投递成功"
)
_BACK = r"退回|退件|改退|退改|退信|原件退"
_NOT_DELIVERED = (
    rf"{_BACK}|拒[收签]|查无此[人址]|原址查无|迁移新址|无法投递|投递(?:失败|不成功)|未(?:能)?妥投|妥投(?:失败|不成功)"
    r"|(?:无人|逾期未|未)(?:签收|领取?)|地址(?:不详|欠详|有误)|电话(?:无人接听|停机|空号)"
)
_REFUSED = r"拒[收签]|拒绝(?:签收|接收|收件)"
_ANOTHER = r"(?:他人|前台|门卫|物业|收发室|驿站|丰巢|快递柜|邻居|同事|家[人属]|[父母妻夫儿女])"
_BY_ANOTHER = (
    rf"{_ANOTHER}[^，。；]{{0,4}}(?:代?签收|代收|代签)|(?:由|系)[^，。；]{{1,6}}代收|签收[^。；]{{0,4}}{_ANOTHER}"
)
_LEFT = r"丰巢|快递柜|驿站|代收点|自提点"  # signed for by nobody, whatever the tracking says
_SIGNER = re.compile(r"签收(?:人)?[：](?P<who>[\u4e00-\u9fff·]{2,12})")


def signed_for(view: View, slip: Document, party: Party) -> Fact:
    """是 where he signed for it (an organisation: anybody there), 否 where it came back; else unknown."""
    words = wording(view, slip)
    came, back = _ticked(words) or _told(words)
    signed = [(p, m) for p, m in receiver_marks(slip) if m.presence is Presence.PRESENT]
    if back and not came and not signed:
        return Fact(False, back, "邮件没有签收，已经退回" if affirmed(_BACK, _own(words)) else "邮件没有妥投")
    if back or not (came or signed):
        return Fact(None, back or slip.evidence, "没有读清邮件是签收还是退回，须看原件")
    marks = tuple(Evidence(p.file, p.number, m.box, m.text or m.label, m.confidence) for p, m in signed)
    return _by_whom(words, party, [flat(m.text) for _, m in signed if m.text], came + marks)


def refused(view: View, slip: Document) -> tuple[Evidence, ...]:
    """Where a slip tells that the receiver refused it; the notes printed for every slip do not count, nor does an option
    left open beside one that is ticked (□拒收 ☑查无此人).
    """
    words = wording(view, slip)
    own = _own(words)
    if any(tick in own for tick in BOXES_TICKED):
        own = _UNTICKED.sub(lambda option: "。" * len(option[0]), own)  # as long, for the places in the text
    found = affirmed(_REFUSED, own)
    return words.evidence(found.start(), found.end()) if found else ()


def _own(words: Wording) -> str:
    """What the slip tells of this piece: up to the notes printed at its foot."""
    return _PRINTED.sub("", words.text)


_Signs = tuple[tuple[Evidence, ...], tuple[Evidence, ...]]  # where it was delivered, and where it was not


def _ticked(words: Wording) -> _Signs | None:
    """By the first option behind a tick; None where none of them is ticked."""
    for found in _TICKED.finditer(_own(words)):
        came, back = compiled(_DELIVERED).search(found["words"]), compiled(_NOT_DELIVERED).search(found["words"])
        if came or back:
            places = words.evidence(found.start(), found.end())
            delivered = came is not None and (back is None or came.start() < back.start())
            return (places, ()) if delivered else ((), places)
    return None


def _told(words: Wording) -> _Signs:
    """By what it says."""
    came, back = affirmed(_TOLD_DELIVERED, _own(words)), affirmed(_NOT_DELIVERED, _own(words))
    return (
        words.evidence(came.start(), came.end()) if came else (),
        words.evidence(back.start(), back.end()) if back else (),
    )


def _by_whom(words: Wording, party: Party, names: list[str], places: tuple[Evidence, ...]) -> Fact:
    """An organisation's mail may be taken by whoever is there; a person's by himself, else a person must look."""
    told = [found["who"] for found in _SIGNER.finditer(_own(words))]
    if party.kind is PartyKind.ORGANISATION:
        return Fact(True, places)
    signers = [name for name in (*names, *told) if name]
    if any(compare(name, party.name) is not Match.NO for name in signers):
        return Fact(True, places)
    another = affirmed(_BY_ANOTHER, _own(words)) or affirmed(_LEFT, _own(words))
    if signers or another:
        return Fact(
            None, places, f"邮件由{signers[0] if signers else '他人'}签收，须看是不是{party.name}的同住成年家属"
        )
    return Fact(True, places)
