"""留置送达: the receiver refuses, and people of his village or street witness it, or it is filmed (民事诉讼法 第八十九条).

All three must be told by the receipt; what it denies (并非拒收, 无见证人在场) or prints for every case does not count.
"""

from __future__ import annotations

import re

from checker.casefile import Document, Evidence, MarkKind, Presence
from checker.derive.text.statements import affirmed
from checker.facts import Fact
from extractors.text.dates import find_dates
from extractors.text.flow import Flow

_WAYS = re.compile(r"(?:直接|留置|邮寄|委托|转交|公告|电子)送达")
_PRINTED = re.compile(
    r"(?<![备附])注[：:].*|(?:不能送达|拒收|拒签|拒绝签收|拒绝接收)(?:或拒[收签])?的?(?:理由|事由|原因|情况)(?:和日期)?|见证人(?:签名|签字)(?:或盖章)?"
)
_LEFT = r"留置送达|(?:文书|其|予以|依法)?留(?:置|放)(?:于|在|其|该|至)[^，。；]{0,16}(?:住所|住处|家|门)|将(?:上述|该)?文书?[^，。；]{0,6}(?:放|留)(?:置|在|于)[^，。；]{0,16}(?:住所|住处|家|门|桌|堂屋|床|沙发|院)"
_REFUSED = (
    r"拒签|拒(?:绝|不)?(?:在.{0,8}上)?(?:签[收名字]?|收|接)|不签[收名字]|不(?:愿意?|肯|予)(?:签[收名字]?|接收?|收)"
)
_WITNESSED = re.compile(r"见证|在场|拍照|录像|照片|摄像|村委会|居委会|基层组织")
_DENIES = re.compile(r"[无未没不]|：$")
_NEAR = 40  # characters between a day and the refusal that it is the day of
_CLAUSE = re.compile(r"[^，；。！]+")


def left_at_his_home(receipt: Document) -> Fact:
    """Whether a receipt tells 留置送达; unknown where refusal is told but no witness: photos may lie elsewhere."""
    words = Flow(receipt.pages)
    text = _PRINTED.sub("", words.text)
    ticked = [str(f.value) for f in receipt.fields.get("way_ticked", ())]
    ways = set(_WAYS.findall(text))
    chosen = "留置送达" in ticked if ticked else ways <= {"留置送达"}
    if not (chosen and affirmed(_LEFT, text) and affirmed(_REFUSED, text)):
        return Fact(False)
    places = _told(words) or receipt.evidence
    if _witnessed(receipt, text):
        return Fact(True, places)
    return Fact(None, places, "留置送达没有写明见证人，或者见证人没有签名，须看有无见证或者录像、照片")


def _told(words: Flow) -> tuple[Evidence, ...]:
    """The lines that tell of the refusal, from the day given before it in its sentence on."""
    refusals = (m for m in re.finditer(rf"(?P<form>{_PRINTED.pattern})|{_REFUSED}", words.text) if not m["form"])
    if (found := next(refusals, None)) is None:
        return ()
    days = [day for day in find_dates(words.text[: found.start()]) if found.start() - day.end < _NEAR]
    own = [day.start for day in days if "。" not in words.text[day.end : found.start()]]
    return words.evidence(own[-1] if own else found.start(), found.end())


def _witnessed(receipt: Document, text: str) -> bool:
    """A witness signed; where there is no room for him, a clause says that somebody saw it or that it was filmed."""
    rooms = [m for _, m in receipt.marks if m.kind is MarkKind.SIGNATURE and "见证" in m.label]
    if rooms:
        return any(m.presence is Presence.PRESENT for m in rooms)
    clauses = (re.sub(_REFUSED, "", clause) for clause in _CLAUSE.findall(text))
    return any(_WITNESSED.search(clause) and not _DENIES.search(clause) for clause in clauses)
