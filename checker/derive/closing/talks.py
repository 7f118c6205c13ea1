"""Records of talks (谈话、询问、约谈笔录): with whom, when, and whether he signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from checker.casefile import Document, Party, PartyKind, Presence
from checker.derive.parties.names import Match, compare, reads_like
from checker.derive.signing.signatures import AGENT_LABEL, APPLICANT_LABEL, RESPONDENT_LABEL, rooms_of, signed
from checker.derive.text.wording import wording
from checker.derive.view import APPLICANT, View
from checker.facts import Fact
from extractors.text.flat import flat

TALKS = ("谈话笔录", "询问笔录", "终本约谈笔录", "以物抵债征询笔录")
_HEAD = 400  # characters: who is asked stands at the head of a record
_KIN = r"(?:妻子?|丈夫|配偶|父亲?|母亲?|儿子?|女儿|哥哥?|弟弟?|姐姐?|妹妹?|嫂|亲属|家属)"
_NAMED = re.compile(r"(?:^|[；;、])(?P<name>[\u4e00-\u9fff·]{2,4})(?=[，（；;、]|$)")
"""Who is named in the room for the one asked: one alone, or several one after the other, each with his particulars."""
_POWERS = ("授权委托书", "身份证明")


def with_party(view: View, paper: Document, party: Party) -> bool | None:
    """Whether the person talked to is this party, his agent or his legal representative; None: cannot be told."""
    asked = [str(f.value) for f in paper.fields.get("person", ()) if f.value]
    head = wording(view, paper).text[:_HEAD]
    name = re.escape(flat(party.name))
    particulars = "".join(flat(f.raw) for f in paper.fields.get("person", ())) + _behind(head, asked)
    if re.search(rf"{name}(?:之|的)?{_KIN}", particulars) and not any(
        compare(n, party.name) is Match.SAME for n in asked
    ):
        return False
    if re.search(rf"{name}(?:之|的)?(?:委托|诉讼|特别授权|（|）)*代理人", particulars):
        return True
    if any(compare(name, party.name) is not Match.NO or view.is_named(party.name, name) for name in asked):
        return True
    if party in people_asked(view, paper):
        return True
    if any(represents(view, name, party) for name in asked):
        return True
    if any(compare(name, p.name) is Match.SAME for name in asked for p in view.parties if p.name != party.name):
        return False
    if any(_speaks_for(view, name, party) for name in asked):
        return True
    if asked and party.kind is PartyKind.ORGANISATION and view.is_named(party.name, particulars):
        return True  # of whose staff he is
    if not asked and _takes_part(view, paper, party):
        return True
    labelled = [] if asked else _labelled(view, head) or _alone_in_head(view, head)
    if labelled:
        return None if len(labelled) > 1 else labelled[0] == party.name
    return _by_role(view, party, asked, head)


def people_asked(view: View, paper: Document) -> list[Party]:
    """The parties whom the head of a record names as those talked to, rightly written."""
    rooms = [flat(f.raw) for f in paper.fields.get("person", ()) if f.value]
    named = {found["name"] for room in rooms for found in _NAMED.finditer(room)}
    return [p for p in view.parties if flat(p.name) in named]


def _behind(head: str, asked: Sequence[str]) -> str:
    """What a head says right behind the name of the one asked."""
    places = [head.find(flat(name)) for name in asked[:1]]
    return re.split(r"[。？]|问：", head[places[0] : places[0] + 40])[0] if places and places[0] >= 0 else ""


def _labelled(view: View, head: str) -> list[str]:
    """The parties that the head of a record gives behind their role: one alone (申请执行人：周启明), or those with their
    particulars (性别：男，电话…).
    """
    before_talk = re.split(r"问[：:]", head)[0]
    label = r"(?:执行人|申请人)[：:]"
    alone = len(re.findall(label, before_talk)) == 1  # else a caption names both sides
    particulars = "" if alone else r".{0,20}(?:性别|男|女|电话|联系方式|住|身份)"
    return [p.name for p in view.parties if re.search(label + re.escape(flat(p.name)) + particulars, before_talk)]


def _alone_in_head(view: View, head: str) -> list[str]:
    """The one party that a head names behind its role without a colon, as forms do: 申请执行人 周启明."""
    opening = re.split(r"[。？]|问[：:]", head)[0]
    named = [p for p in view.parties if view.is_named(p.name, opening)]
    return [p.name for p in named if len(named) == 1 and re.search(p.role + re.escape(flat(p.name)), opening)]


def _takes_part(view: View, paper: Document, party: Party) -> bool:
    """Whether a record that asks nobody by a label lists him among those present, or gives his words behind his name."""
    name = re.escape(flat(party.name))
    present = rf"(?:参加|参与|在场|到场|出席|当事人)[^：。]{{0,6}}：[^。]{{0,80}}?{party.role}{name}"
    return bool(wording(view, paper).find(present, rf"[。？！]{name}："))


def represents(view: View, person: str, party: Party) -> bool:
    """Whether a paper calls this person the organisation's legal representative or person in charge."""
    if party.kind is PartyKind.PERSON or len(flat(person)) < 2:
        return False
    title = (
        re.escape(flat(party.name))
        + r"[^。]{0,120}?(?:法定代表人|负责人|代表人)[：（]?[^，。；]{0,4}"
        + re.escape(flat(person))
    )
    return any(wording(view, paper).find(title) for paper in view.case.documents)


def _speaks_for(view: View, name: str, party: Party) -> bool:
    """Whether a power of attorney or an identity paper ties this person to the party.

    A power of attorney names the other side too (与…纠纷一案): it is its 委托人 whom the agent speaks for.
    """
    for paper in view.papers(*_POWERS):
        text = wording(view, paper).text
        if flat(name) not in text or not view.is_named(party.name, text):
            continue
        giver = re.search(r"委托(?:人|单位)[（(]?[^：:]{0,8}[：:](?P<who>.{2,40})", text)
        others = [p for p in view.parties if p.role != party.role and view.is_named(p.name, text)]
        if view.is_named(party.name, giver["who"]) if giver else not others:
            return True
    return False


def _by_role(view: View, party: Party, asked: Sequence[str], head: str) -> bool | None:
    """By the role written beside the person's name: 王五（申请执行人），被谈话人：申请执行人之代理人王五."""
    other = "被执行人" if party.role == APPLICANT else "申请执行人"
    places = [head.find(flat(name)) for name in asked]
    nearby = "".join(head[max(p - 12, 0) : p + 60] for p in places if p >= 0).replace("申清", "申请")
    own, foreign = party.role in nearby, other in nearby
    same_role = [p for p in view.parties if p.role == party.role]
    if own and not foreign:
        return len(same_role) == 1 or view.is_named(party.name, nearby) or None
    if foreign and not own:
        return False
    if not asked and view.is_named(party.name, head):
        return None
    his_agent = "代理人" in nearby and reads_like(party.name, nearby)  # his name was misread
    return None if not asked or own or his_agent else False


def talks_with(view: View, party: Party, *kinds: str) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Records of these kinds with this party, and those that may be."""
    answers = [(paper, with_party(view, paper, party)) for paper in view.papers(*kinds)]
    return tuple(p for p, a in answers if a), tuple(p for p, a in answers if a is None)


def talk_fact(view: View, party: Party, *kinds: str) -> Fact:
    """有/无/unknown: a record of these kinds with this party."""
    own, maybe = talks_with(view, party, *kinds)
    if own:
        return view.presence(own, kinds)
    if maybe:
        places = tuple(e for p in maybe for e in p.evidence)
        return Fact(None, places, note=f"{maybe[0].kind}上没有读清谈话对象是不是{party.name}")
    return view.presence((), kinds)


def talk_signed(view: View, party: Party, *kinds: str) -> Fact:
    """Whether the party signed one of its records."""
    own, _ = talks_with(view, party, *kinds)
    if not own:
        found = talk_fact(view, party, *kinds)
        return Fact(found.value, found.evidence, found.note, found.searched)
    return best_of([signed_by(view, paper, party) for paper in own])


def signed_by(view: View, paper: Document, party: Party) -> Fact:
    """Whether a party signed a record: of several people talked to, each by a signature that reads as his, or where as
    many rooms that nobody's name was read in are signed as there are others.
    """
    label = f"{APPLICANT_LABEL if party.role == APPLICANT else RESPONDENT_LABEL}|{AGENT_LABEL}"
    found = signed(paper, label, (party.name,))
    people = people_asked(view, paper)
    if found.value is not True or len(people) < 2:
        return found
    texts = [flat(m.text) for _, m in rooms_of(paper, label, (party.name,)) if m.presence is not Presence.ABSENT]
    unread = [text for text in texts if not any(_reads_as(text, p) for p in people)]
    others = [p for p in people if not any(_reads_as(text, p) for text in texts)]
    if party not in others or len(unread) >= len(others):
        return found
    return Fact(None, found.evidence, f"{paper.kind}与{len(people)}人谈话，没有读到{party.name}的签名，须看原件")


def _reads_as(text: str, party: Party) -> bool:
    return flat(party.name) in text or compare(text, party.name) is not Match.NO


def best_of(facts: Sequence[Fact]) -> Fact:
    """The first that is true, else that is unknown, else the first."""
    for value in (True, None):
        if found := next((f for f in facts if f.value is value), None):
            return found
    return facts[0]


def held_on(paper: Document) -> Fact:
    """The day of a talk: its 时间 line, else the day of the signatures."""
    for name in ("held_on", "made_on"):
        for found in paper.fields.get(name, ()):
            if isinstance(found.value, date):
                return Fact(found.value, found.evidence)
    return Fact(None, paper.evidence, note=f"{paper.kind}的时间没有读到")


def party_of(view: View, name: str) -> Party | None:
    """The party a subject is about."""
    return next((p for p in view.parties if p.name == name), None)
