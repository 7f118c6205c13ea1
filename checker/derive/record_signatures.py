"""Who signed a 调查笔录: two investigators, and the person asked or a word on why not.

民事诉讼法 第一百三十三条: 调查笔录经被调查人校阅后，由被调查人、调查人签名或者盖章.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Evidence, Mark, MarkKind, Page, Presence
from checker.derive.names import Match, compare
from checker.facts import Fact
from extractors.flat import flat

_PENS = (MarkKind.SIGNATURE, MarkKind.FINGERPRINT, MarkKind.NAME_SEAL)
_REFUSED = re.compile(r"拒(?:绝|不)?(?:签|在笔录)|不(?:愿意?|肯|同意)(?:签|在笔录)|未签(?:名|字).{0,12}(?:原因|因|系)")
_INVESTIGATOR_LABEL = re.compile(r"(?<!被)调查人|执行人员|执行员|调查员|承办|审判员|法官")
_ASKED_LABEL = re.compile(r"被(?:调查|询问|访问|走访|谈话|访|查询)(?:人|单位|对象)|受访|答话人|接受调查|经办人")
_SPLIT = re.compile(r"[、，,/；;\s]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")


def asked_signed(paper: Document) -> Fact:
    """Whether the person asked signed, or the record notes why he did not, or his unit's seal stands there."""
    refused = [p.evidence(line) for p, line in paper.lines() if _REFUSED.search(flat(line.text))]
    if refused:
        return Fact(True, tuple(refused), "笔录注明了被调查人未签名的原因")
    return _asked_room(paper)


def investigators_signed(paper: Document) -> Fact:
    """Whether two investigators signed."""
    named = [flat(str(f.value)) for f in paper.fields.get("investigators", ()) if f.value]
    rooms = [(p, m) for p, m in paper.marks if m.kind in _PENS and _INVESTIGATOR_LABEL.search(flat(m.label))]
    rooms += [(p, m) for p, m in paper.marks if m.kind in _PENS and _is_second(m, named)]
    signed = [(p, m) for p, m in rooms if m.presence is Presence.PRESENT]
    places = _places(rooms)
    if len({name for _, m in signed for name in _signers(m)}) >= 2 or len(signed) >= 2:
        return Fact(True, places)
    if any(m.presence is Presence.ABSENT for _, m in rooms):
        return Fact(False, places, "两名调查人员的签名不齐")
    if len(signed) == 1 == len(rooms) and _signers(signed[0][1]) & set(named):
        return Fact(False, places, f"只有{signed[0][1].text}一名调查人员签名")
    note = "调查人员签名的图像看不清，须看原件" if rooms else "没有找到调查人员签名处，须看原件"
    return Fact(None, places or paper.evidence, note)


def _is_second(mark: Mark, investigators: Sequence[str]) -> bool:
    """Whether a recorder's signature is that of one of the investigators the head names."""
    return "记录" in mark.label and any(compare(mark.text, name) is not Match.NO for name in investigators)


def _signers(mark: Mark) -> set[str]:
    """The names that stand in one room: two people often sign side by side."""
    parts = [p for p in _SPLIT.split(mark.text.strip()) if len(flat(p)) >= 2]
    return {name for part in parts for name in ([part] if len(part) <= 4 else [part[:2], part[2:]])}


def _asked_room(paper: Document) -> Fact:
    """Whether the room of the person asked is signed."""
    rooms = [(p, m) for p, m in paper.marks if m.kind in _PENS and _ASKED_LABEL.search(flat(m.label))]
    for presence, value in ((Presence.PRESENT, True), (Presence.DOUBTFUL, None), (Presence.ABSENT, False)):
        if found := [(p, m) for p, m in rooms if m.presence is presence]:
            note = {True: "", None: "被调查人签名的图像看不清，须看原件", False: "被调查人签名处空白"}[value]
            return Fact(value, _places(found), note)
    return Fact(None, paper.evidence, "没有找到被调查人签名处，须看原件")


def _places(rooms: Sequence[tuple[Page, Mark]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(p.file, p.number, m.box, m.text or m.label, m.confidence) for p, m in rooms)
