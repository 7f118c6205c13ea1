"""Who signed a 调查笔录: two investigators, and the person asked or a word on why not.

民事诉讼法 第一百三十三条: 调查笔录经被调查人校阅后，由被调查人、调查人签名或者盖章.
Handwriting is misread: a name that cannot be made out accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.casefile import Document, Evidence, Mark, MarkKind, Page, Presence
from checker.derive.memory import remembered
from checker.derive.offline.inquiry_heads import read_head
from checker.derive.parties.names import Match, compare
from checker.derive.signing.signatures import closes_with
from checker.derive.text.record_turns import parts
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.text.flat import flat

_PENS = (MarkKind.SIGNATURE, MarkKind.FINGERPRINT, MarkKind.NAME_SEAL)
_SIGN = r"签(?:名|字|收)?"
_REFUSED = (
    rf"拒(?:绝|不)?(?:在(?:本|该)?笔录上?)?(?:{_SIGN}|捺印)(?![名字收的])|不(?:愿意?|肯|同意)(?:在(?:本|该)?笔录上?)?{_SIGN}(?![名字收的])"
    rf"|不在(?:本|该)?笔录上?{_SIGN}|(?:仍|坚持|也|均)(?:不|拒绝?)(?:愿意?|肯)?{_SIGN}|不便{_SIGN}|不签(?:名|字)?(?=[，。；）]|$)"
    r"|不(?:会写字|识字|会签名|会签字)[^。；]{0,16}(?:捺|按)(?:了)?(?:手|指)印"
    rf"|(?:未|没有){_SIGN}.{{0,12}}(?:原因|因|系)|(?:因|不识字|不会写字)[^。；]{{0,16}}(?:未|不能|无法|没有){_SIGN}"
)
_BRACKET = re.compile(r"（[^（）]{2,40}）")
_INVESTIGATOR_LABEL = re.compile(
    r"(?<!被)(?<!受)(?<!协助)(?:调查|查看|查询|走访|询问|谈话|核查|核实)人|执行人员|执行员|办案人|调查员|承办|审判员|法官|干警"
)
_RECORDER_LABEL = re.compile(r"记录|书记员")
_ASKED_LABEL = re.compile(
    r"被(?:调查|询问|访问|走访|访|谈话|查询)(?:人|单位|对象|群众|机构)|受访|答话人|接受调查|经办人|接待人|接谈人|(?:谈话|走访|调查)对象"
    r"|受调查人|(?:反映|陈述)人|协助查询人|店主|户主|房东|邻居|(?:村|社区|单位)[^人]{0,3}负责人"
)
_WAS_THERE = re.compile(r"在场人|协助人|陪同人")
"""Who signs where nobody is called the one asked: a record of what was seen at the premises."""
_SPLIT = re.compile(r"[、，,/；;\s]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")
_RECORDER_IN_HEAD = re.compile(
    r"(?:记录[人员]?|书记员)[：]?(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[^\u4e00-\u9fff]|被|调查|性别|$)"
)
_COURT = "法院"
_LONGEST = 4  # characters of a person's name

_Room = tuple[Page, Mark]


@remembered
def asked_signed(view: View, paper: Document) -> Fact:
    """Whether the person asked signed, or the court notes in the foot, or in a bracket about him, why he did not."""
    if refused := _refusal(view, paper):
        return Fact(True, refused, "笔录注明了被调查人未签名的原因")
    pens = [(p, m) for p, m in paper.marks if m.kind in _PENS]
    rooms = [(p, m) for p, m in pens if _ASKED_LABEL.search(flat(m.label))]
    rooms = rooms or [(p, m) for p, m in pens if _WAS_THERE.search(flat(m.label))]
    rooms = rooms or _witnesses(view, paper, pens)
    if read_head(paper).homes and {Presence.PRESENT, Presence.ABSENT} <= {m.presence for _, m in rooms}:
        return Fact(None, _places(rooms), "几名被调查人中有签名处空白的，须看原件")
    for presence, value in ((Presence.PRESENT, True), (Presence.DOUBTFUL, None), (Presence.ABSENT, False)):
        if found := [(p, m) for p, m in rooms if m.presence is presence]:
            if value is None and any(closes_with(m, read_head(paper).persons) for _, m in found):
                return Fact(True, _places(found))
            if value is None and (seals := _own_seals(paper)):
                return Fact(True, _places([*found, *seals]), "盖有被调查单位的印章")
            note = {True: "", None: "被调查人签名的图像看不清，须看原件", False: "被调查人签名处空白"}[value]
            return Fact(value, _places(found), note)
    return Fact(None, paper.evidence, "没有找到被调查人签名处，须看原件")


def _witnesses(view: View, paper: Document, pens: Sequence[_Room]) -> list[_Room]:
    """Where a witness signs a record of what was seen, in which nobody was asked."""
    if parts(wording(view, paper)).turns or read_head(paper).persons:
        return []
    return [(p, m) for p, m in pens if "见证人" in flat(m.label)]


def _own_seals(paper: Document) -> list[_Room]:
    """Seals of units other than the court: they stand over the room, and seal it as well as a signature would
    (签名或者盖章).
    """
    return [
        (p, m)
        for p, m in paper.marks
        if m.kind is MarkKind.SEAL and m.presence is Presence.PRESENT and m.text and _COURT not in m.text
    ]


def _refusal(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where the court notes the refusal. 还款协议他不肯签字 in an answer is no such note."""
    words = wording(view, paper)
    foot = parts(words).foot
    if found := affirmed(_REFUSED, foot):
        start = len(words.text) - len(foot) + found.start()
        return words.evidence(start, start + len(found[0]))
    asked = "|".join([_ASKED_LABEL.pattern, *map(re.escape, read_head(paper).persons)])
    about_him = re.compile(rf"{asked}|^（拒")
    for note in _BRACKET.finditer(words.text):
        if about_him.search(note[0]) and affirmed(_REFUSED, note[0]):
            return words.evidence(*note.span())
    return ()


def unit_sealed(paper: Document, unit: str, public: bool) -> bool | None:
    """Whether the seal of the unit asked stands on the record; None: a seal of a public office is there, unread.

    `unit` is what the head says of unit and place. The court's own seal, or one across the pages, proves nothing.
    """
    seals = [flat(m.text) for _, m in paper.marks if m.kind is MarkKind.SEAL and m.presence is Presence.PRESENT]
    if any(text and _COURT not in text and _share(text, unit, 5) for text in seals):
        return True
    committee = any(re.search(r"村民?委|居民?委|社区", text) for text in seals)
    if public and committee and re.search(r"村|居委|社区", unit):
        return True
    return None if public and any(_COURT not in text for text in seals) else False


def _share(a: str, b: str, length: int) -> bool:
    """Whether two names have so many characters in a row in common."""
    return any(a[i : i + length] in b for i in range(len(a) - length + 1))


@remembered
def investigators_signed(view: View, paper: Document) -> Fact:
    """Whether two investigators signed; a recorder who is one of them counts."""
    named = _investigators(paper)
    pens = [(p, m) for p, m in paper.marks if m.kind in _PENS]
    rooms = [(p, m) for p, m in pens if _INVESTIGATOR_LABEL.search(flat(m.label))]
    recorders = [(p, m) for p, m in pens if _RECORDER_LABEL.search(m.label)]
    own = [*rooms, *((p, m) for p, m in recorders if _is_one_of(m.text, named))]
    signed = [(p, m) for p, m in own if m.presence is Presence.PRESENT]
    names = {flat(m.text) for _, m in signed}
    alone = len(names) == 1 and "" not in names  # the same one signed in every room: as investigator and as recorder
    if len({name for _, m in signed for name in _signers(m)}) >= 2 or (len(signed) >= 2 and not alone):
        return Fact(True, _places(own))
    if any(_two_of(named, flat(m.text)) for _, m in signed):
        return Fact(True, _places(own))
    others = [(p, m) for p, m in recorders if not alone or flat(m.text) not in names]
    if _made_by_two(signed, others, named):
        return Fact(None, _places([*own, *others]), "调查人、记录人各一名签名，是否两人一起调查，须核对")
    if not _recorder_may_be_one(view, paper, others, named) and (lacking := _lacking(rooms, named)):
        return Fact(False, _places(own), lacking)
    note = "调查人员、记录人签名的图像看不清，须看原件" if own else "没有找到调查人员签名处，须看原件"
    return Fact(None, _places([*own, *recorders]) or paper.evidence, note)


def _made_by_two(signed: Sequence[_Room], recorders: Sequence[_Room], named: Sequence[str]) -> bool:
    """Whether one investigator and a recorder signed, and the head names no second investigator: two people of the court
    were there, but the record does not say that both asked.
    """
    wrote = [m for _, m in recorders if m.presence is Presence.PRESENT and flat(m.text)]
    return len(named) == 1 and len(signed) == 1 and bool(wrote)


def _lacking(rooms: Sequence[_Room], named: Sequence[str]) -> str:
    """What the rooms of the investigators lack beyond doubt, empty where nothing does."""
    if any(m.presence is Presence.ABSENT for _, m in rooms):
        return "两名调查人员的签名不齐"
    if len(rooms) == 1 and rooms[0][1].presence is Presence.PRESENT and flat(rooms[0][1].text) in named:
        return f"只有{rooms[0][1].text}一名调查人员签名"
    return ""


def _recorder_may_be_one(view: View, paper: Document, recorders: Sequence[_Room], named: Sequence[str]) -> bool:
    """Whether the second investigator may have signed as recorder: somebody did, and the head names no other one."""
    if all(m.presence is Presence.ABSENT for _, m in recorders):
        return False
    head = parts(wording(view, paper)).head
    told = _RECORDER_IN_HEAD.search(head)
    if told is None and named and all(_is_recorder_of(head, m) for _, m in recorders):
        return any(_is_one_of(m.text, named) for _, m in recorders)
    return told is None or _is_one_of(told["name"], named)


def _is_recorder_of(head: str, mark: Mark) -> bool:
    """Whether the head names as recorder the one who signed so."""
    name = flat(mark.text)
    return len(name) > 1 and re.search(rf"(?:记录[人员]?|书记员)[：]?{re.escape(name)}", head) is not None


def _investigators(paper: Document) -> list[str]:
    """The investigators the head names; two names that were run together are parted in every way they may be."""
    given = [flat(str(f.value)) for f in paper.fields.get("investigators", ()) if f.value]
    return [name for run in given for name in _parted(run)]


def _parted(run: str) -> Iterator[str]:
    yield run
    for cut in {4: (2,), 5: (2, 3), 6: (3,)}.get(len(run), ()):
        yield run[:cut]
        yield run[cut:]


def _is_one_of(name: str, named: Sequence[str]) -> bool:
    return any(compare(name, other) is not Match.NO for other in named)


def _two_of(named: Sequence[str], text: str) -> bool:
    """Whether two different investigators can be made out in one room, though a character of a name was not read:
    程 胡斌 are 程远 and 胡斌. Each needs a character that is not the other's.
    """
    seen = [set(name) & set(text) for name in named if len(name) <= _LONGEST]
    return len(text) > 2 and any(a - b and b - a for a, b in combinations(seen, 2))


def _signers(mark: Mark) -> set[str]:
    """The names that stand in one room: two people often sign side by side."""
    parts_ = [p for p in _SPLIT.split(mark.text.strip()) if len(flat(p)) >= 2]
    return {name for part in parts_ for name in ([part] if len(part) <= _LONGEST else [part[:2], part[2:]])}


def _places(rooms: Sequence[_Room]) -> tuple[Evidence, ...]:
    return tuple(Evidence(p.file, p.number, m.box, m.text or m.label, m.confidence) for p, m in rooms)
