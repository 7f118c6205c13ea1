"""The head of a 调查笔录: who was asked, of what unit, living where, in what relation, at what place.

Forms ask for unit and post in one room, and people write their home into it (村民，住三组10号). A home is no office: a man
who lives in the bank's quarters is not the bank, so both are told apart here, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.casefile import Document
from extractors.fields.label_words import known_pattern
from extractors.text.cells import same_row
from extractors.text.flat import flat, spaced

_LIVES = re.compile(r"[，；、]?(?:现|家庭?)?居?住(?!房|建|院|宅|宿|保|户)(?:在|于|址|所地?)?[：]?(?P<home>[^，；]*)")
_PARTICULARS = re.compile(r"[，（(]|性别|年龄|身份|单位|职业|住址|电话|[男女](?:$|[，、\d])")
_BETWEEN_NAMES = re.compile(r"[、，,/；;\s]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")
_HOUSE = re.compile(r"(?P<home>[一-鿿\d]{2,20}?\d{1,4}号)(?:$|(?=[，；（]))")
"""A room for unit or home that gives a house: 某村75号（邻居）."""
_PARTS = re.compile(r"[，,；;。\s（）()]")
_NAME = re.compile(r"[一-鿿·]{2,4}")
_SIGNATURE = re.compile(rf"{_NAME.pattern}[，,]?[\d〇○零一二三四五六七八九十]{{2,4}}年.*")
"""The row at the foot has the same label: 被调查人：某某，二〇二二年七月十九日."""
_ABOUT_HIM = re.compile(
    r"[男女]$|性别|年龄|\d{1,3}岁|(?:[一-鿿]{1,3})族$|(?:联系)?电话|1\d{10}|(?:公民)?身份|\d{4}年|出生|[0-9X]{18}$"
)
_THE_COURT = re.compile(r"人民法院(?:执行局)?$")  # the unit of those who ask
_POST = re.compile(r"人员|民警|保安|主任|书记|会计|村民|邻居|职工|经理|干部|员$")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, each part flat and empty where it says nothing. `homes` are those that it gives for each of
    several people, in their order, and none where it gives one for all of them; `employer` is named as the respondent's.
    """

    persons: tuple[str, ...]
    homes: tuple[str, ...]
    unit: str
    home: str
    relation: str
    place: str
    title: str
    employer: str


def read_head(paper: Document) -> Head:
    """The head of a record, from the fields of its kind."""
    each = _each(paper)
    rooms = [room for room in _values(paper, "unit") if not _THE_COURT.search(room)]
    told = [_apart([more]) for more in each.values()]
    units, homes = _apart(rooms or [*each.values()] or _behind_the_name(paper))
    return Head(
        persons=tuple(each) or _persons(paper),
        homes=tuple("，".join(own) for _, own in told),
        unit="，".join(units),
        home="，".join([*homes, *_values(paper, "home")]),
        relation="，".join(_values(paper, "relation")),
        place="".join(_values(paper, "place")),
        title=flat(paper.title),
        employer="，".join(_values(paper, "employer")),
    )


def _each(paper: Document) -> dict[str, str]:
    """Who were asked one after the other (被调查人一：…被调查人二：…; in one room, 王某，住43号；董某，住17号), each with what
    stands behind his name.
    """
    rooms = [f.raw for f in paper.fields.get("each", ())] or _told_apart(paper)
    parts = [[flat(part) for part in _PARTS.split(room) if part.strip()] for room in rooms]
    return {name: "，".join(more) for name, *more in (p for p in parts if p) if _NAME.fullmatch(name) and more}


def _told_apart(paper: Document) -> list[str]:
    """The people asked, each told with his particulars: behind a semicolon in one room, or behind labels of his own."""
    rooms = [f.raw for f in paper.fields.get("person", ()) if f.value and not _SIGNATURE.fullmatch(flat(f.raw))]
    people = [part for part in re.split(r"[；;]", rooms[0]) if part.strip()] if rooms else []
    for told in (people, rooms):
        if len(told) > 1 and all(re.match(rf"\s*{_NAME.pattern}\s*[，,（(]", part) for part in told):
            return told
    return []


def _apart(rooms: list[str]) -> tuple[list[str], list[str]]:
    """What the rooms for unit and post say of the unit, and what they say of the home."""
    units, homes = [], []
    for room in rooms:
        lives = _LIVES.search(room) or _HOUSE.match(room)
        units.append(_without_particulars(room[: lives.start()] + room[lives.end() :] if lives else room))
        homes.append(lives["home"] if lives else "")
    return [u for u in units if u], [h for h in homes if h]


def _behind_the_name(paper: Document) -> list[str]:
    """What stands behind the name where the form has no room for unit and post: 曾凡 车辆管理所民警; 杜某，女，…银行主管."""
    first = next((f.raw for f in paper.fields.get("person", ()) if f.value), "")
    name, *more = [part for part in _PARTS.split(first) if part.strip()] or [""]
    if not more:
        more = _beside_the_name(paper)
    return ["，".join(flat(part) for part in more)] if flat(name) and more else []


def _beside_the_name(paper: Document) -> list[str]:
    """What stands in a cell of its own right of the name, without a label: 成家富 | 该队负责人."""
    place = next((e for f in paper.fields.get("person", ()) if f.value for e in f.evidence), None)
    right = [
        line
        for page in paper.pages
        for line in page.lines
        if place and page.ref == place.ref and same_row(line.box, place.box) and line.box.x0 >= place.box.x1 - 0.01
    ]
    text = flat(min(right, key=lambda line: line.box.x0).text) if right else ""
    return [] if not text or "：" in text or known_pattern().fullmatch(text) else [text]


def _without_particulars(room: str) -> str:
    """A room without sex, age, telephone and number of the one asked."""
    return "，".join(part for part in _PARTS.split(room) if part and not _ABOUT_HIM.match(part))


def _persons(paper: Document) -> tuple[str, ...]:
    """The names that first follow 被调查人：, without the particulars printed after them; never one of the court's own."""
    first = next((f.raw for f in paper.fields.get("person", ()) if f.value), "")
    court = {flat(str(f.value)) for f in paper.fields.get("investigators", ()) if f.value}
    names = [n for n in _BETWEEN_NAMES.split(_PARTICULARS.split(spaced(first))[0]) if 2 <= len(n) <= 4]
    return tuple(dict.fromkeys(n for n in names if n not in court and not _POST.search(n)))


def _values(paper: Document, *names: str) -> list[str]:
    return [flat(str(f.value)) for name in names for f in paper.fields.get(name, ()) if f.value]
