"""调查笔录: which institution or person was asked, about which respondent, and whether the record is signed.

The head of a record (被调查人, 单位及职务, 地点) says who was asked; where a head says nothing of it, the answers do
(我们是邻居). A preamble that names the case (就甲与乙一案) does not make a record one about every party of the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.casefile import Document, Evidence, MarkKind, Party, PartyKind, Presence
from checker.derive.memory import remembered
from checker.derive.names import Match, bare, compare, distance, occurs
from checker.derive.record_signatures import asked_signed
from checker.derive.view import View
from checker.derive.wording import Wording, wording
from checker.facts import Fact
from extractors.flat import flat

RECORD = "调查笔录"
BANK, FUND, ESTATE, VEHICLE, REGISTER = "金融机构", "公积金", "不动产", "车辆", "法人登记"
EMPLOYER, COMMITTEE, NEIGHBOUR, PREMISES = "工作单位", "村居委", "邻居", "住所"

_INSTITUTIONS = {
    BANK: r"银行|信用(?:合作)?联?社|农商行?|邮储|储蓄所|保险公司|证券公司",
    FUND: r"公积金",
    ESTATE: r"不动产|房产|房地产|房管|国土|自然资源",
    VEHICLE: r"车管|车辆管理|交警|交通警察|机动车",
    REGISTER: r"市场监督|市场监管|工商(?:行政)?(?:管理)?局|行政审批|政务服务",
}
_COMMITTEE_PLACE = (
    r"(?:村民|居民)委员会|[村居]委会|居民?委|村委|村部|社区(?:居委|服务中心|办公室)|村(?:办公室|服务中心|便民)"
)
_COMMITTEE_POST = (
    r"村?支部?书记|村支书|村主任|村委(?:会)?(?:主任|委员|干部|成员|会计|文书|工作人员)|(?:居委会|社区)(?:书记|主任|干部|委员|工作人员|网格员)"
    r"|治保主任|网格员|妇女主任|村干部|社区干部|(?:小)?组长|村会计|主任$"
)
_NEIGHBOUR = r"邻居|邻里|隔壁|群众|周边住户|附近住户|楼上|楼下|对门"
_NEIGHBOUR_TOLD = r"(?:我们?(?:是|和).{0,14}(?:邻居|隔壁|对门|同一(?:栋|楼|组|湾)|一个(?:组|湾|塆|村民小组)))|(?:住在?|就在).{0,6}(?:隔壁|对门|旁边|楼上|楼下|斜对面|附近)|是(?:他|她|其).{0,3}邻居|邻居关系"
_VILLAGER = r"村民|居民|住户|业主"
_EMPLOYER_POST = r"人事|人力资源|办公室|负责人|经理|厂长|校长|所长|财务|会计|行政|主管|车间|股长|科长|老板|法定代表人|总经理|院长|园长"
_EMPLOYER_TOLD = r"(?:在|是)(?:我|你|本|我们|你们)(?:单位|公司|厂|店|学校|医院|这里|这儿|工地|企业).{0,16}(?:工作|上班|任职|务工|职工|员工|打工|做过|干过|领取)"
_PREMISES = r"住所地|经营场所|注册地址?|营业地址|经营地址|经营地|办公场所|办公地址|生产场所|登记住所"
_SITE = r"厂房|厂区|门店|门面"
_PREMISES_TOLD = r"(?:公司|企业|厂|合作社|店|他们).{0,12}(?:在此|在这里|这里|该处).{0,8}(?:经营|办公|生产|营业)|是否在此(?:地|处)?(?:经营|办公|营业)"
_OF_WORK = r"工作单位|工资|上班|务工"
_OF_TRADE = r"经营|停业|停产|生产|办公|搬走|搬离|关门|设备"
_POST = r"人员|民警|保安|主任|书记|会计|村民|邻居|职工|经理|干部|员$"
_SOME_UNIT = r"公司|厂|店|中心|局|站|所|学校|医院|仓库|出租|房东|合作社"
_PREAMBLE = re.compile(r"(?:就|因|关于|办理|执行|审理).{2,120}?(?:一案|纠纷案|案件)")
_FIRST_QUESTION = re.compile(r"问[：；;]")
_PARTICULARS = re.compile(r"[，（(]|性别|年龄|身份|单位|职业|住址|电话|[男女](?:$|[，、\d])")
_SPLIT = re.compile(r"[、，,/；;\s]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A record as asked: the paper, its head, and all of its text."""

    paper: Document
    words: Wording
    head: str
    unit: str
    place: str
    persons: tuple[str, ...]

    @property
    def post(self) -> str:
        """What the head says of the person asked: unit, post, relation."""
        return self.unit

    @property
    def body(self) -> str:
        """Questions and answers."""
        return self.words.text[len(self.head) :]


@remembered
def inquiries(view: View) -> tuple[Inquiry, ...]:
    """Every 调查笔录 of the file."""
    return tuple(_read(view, paper) for paper in view.papers(RECORD))


def _read(view: View, paper: Document) -> Inquiry:
    words = wording(view, paper)
    first = _FIRST_QUESTION.search(words.text)
    head = words.text[: first.start()] if first else words.text[:260]
    unit = "，".join(_values(paper, "unit", "relation"))
    persons = _persons(paper)
    return Inquiry(paper, words, head, unit, "".join(_values(paper, "place")), persons)


def _persons(paper: Document) -> tuple[str, ...]:
    """The names that first follow 被调查人：, without the particulars printed after them; never one of the court's own."""
    first = next((f.raw for f in paper.fields.get("person", ()) if f.value), "")
    court = {flat(str(f.value)) for f in paper.fields.get("investigators", ()) if f.value}
    names = [n for n in _SPLIT.split(_PARTICULARS.split(flat(first))[0]) if 2 <= len(n) <= 4]
    return tuple(dict.fromkeys(n for n in names if n not in court and not re.search(_POST, n)))


def _values(paper: Document, *names: str) -> list[str]:
    return [flat(str(f.value)) for name in names for f in paper.fields.get(name, ()) if f.value]


def topics(inquiry: Inquiry) -> frozenset[str]:
    """Who was asked, in the words of the plan; usually one, empty where the record does not tell."""
    who = inquiry.unit or inquiry.head
    found = {name for name, words in _INSTITUTIONS.items() if re.search(words, inquiry.unit + inquiry.place)}
    if found:
        return frozenset(found)
    if _at_premises(inquiry):
        found.add(PREMISES)
    if re.search(_NEIGHBOUR, who) or re.search(_NEIGHBOUR_TOLD, inquiry.words.text):
        return frozenset(found | {NEIGHBOUR})
    if re.search(_COMMITTEE_POST, who) or re.search(_COMMITTEE_PLACE, who):
        return frozenset(found | {COMMITTEE})
    of_work = re.search(_OF_WORK, inquiry.body) and re.search(_SOME_UNIT, inquiry.unit + inquiry.place)
    if (of_work or re.search(_EMPLOYER_TOLD, inquiry.body)) and not re.search(_VILLAGER, who):
        found.add(EMPLOYER)
    if found:
        return frozenset(found)
    if re.search(_COMMITTEE_PLACE, inquiry.place):
        return frozenset({COMMITTEE})
    if re.search(_VILLAGER, who):
        return frozenset({NEIGHBOUR})
    return frozenset({EMPLOYER}) if re.search(_EMPLOYER_POST, who) and inquiry.unit else frozenset()


def _at_premises(inquiry: Inquiry) -> bool:
    """Whether a record was made at a domicile or place of business: its place, or its questions, say so."""
    if re.search(_PREMISES, inquiry.place + inquiry.head) or re.search(_PREMISES_TOLD, inquiry.body):
        return True
    of_trade = re.search(_OF_TRADE, inquiry.body) and not re.search(_OF_WORK, inquiry.body)
    return bool(of_trade and re.search(_SITE, inquiry.place))


def untold(inquiry: Inquiry) -> bool:
    """Whether a record may be of anybody: it says neither who was asked nor of what unit he is."""
    return not topics(inquiry) and not re.search(_SOME_UNIT, inquiry.unit)


def about(view: View, inquiry: Inquiry, party: Party) -> bool | None:
    """Whether a record is about this respondent: by the names in its head and questions, its preamble left out."""
    text = _PREAMBLE.sub("", inquiry.words.text)
    named = [p for p in view.respondents if occurs(p.name, text) is not Match.NO]
    if named:
        return any(p.name == party.name for p in named)
    if len(view.respondents) == 1:
        return True
    whole = [p for p in view.respondents if occurs(p.name, inquiry.words.text) is not Match.NO]
    return None if not whole or any(p.name == party.name for p in whole) else False


def counts(inquiry: Inquiry) -> bool | None:
    """Whether a record may prove anything: one that nobody signed for proves nothing, an unclear one is for a person."""
    signed = asked_signed(inquiry.paper)
    if signed.value is not True and any(
        m.kind is MarkKind.SEAL and m.presence is Presence.PRESENT for _, m in inquiry.paper.marks
    ):
        return True
    value = signed.value
    return value if isinstance(value, bool) else None


def asked_of(view: View, party: Party, topic: str) -> Fact:
    """Whether a valid record about this respondent asks this institution or kind of person."""
    relevant = [(i, about(view, i, party)) for i in inquiries(view) if topic in topics(i) or _at_home(i, party, topic)]
    own = [i for i, a in relevant if a]
    for wanted in (True, None):
        found = [i for i in own if counts(i) is wanted]
        if found:
            note = "" if wanted else "调查笔录上被调查人的签名看不清，须看原件"
            return Fact(wanted, tuple(e for i in found for e in _shown(i)), note)
    if own:
        return Fact(False, _shown(own[0]), "调查笔录没有被调查人签名，也没有注明原因")
    unsure = [i for i, a in relevant if a is None]
    if unsure:
        return Fact(None, _shown(unsure[0]), f"调查笔录没有写明是否针对{party.name}")
    missing = view.presence((), [RECORD])
    open_ = [i for i in inquiries(view) if untold(i) and about(view, i, party) is not False]
    if missing.value is False and open_:
        return Fact(
            None, tuple(e for i in open_ for e in _shown(i)), "有调查笔录没有读出被调查单位或者被调查人身份，须看原件"
        )
    return missing


def _at_home(inquiry: Inquiry, party: Party, topic: str) -> bool:
    """Whether a record was made at the organisation itself: the place or the unit asked is the respondent's own."""
    own = party.kind is PartyKind.ORGANISATION and topic == PREMISES
    of_work = re.search(_OF_WORK, inquiry.body)  # a respondent's employer was asked there, not the premises looked at
    return own and not of_work and occurs(party.name, inquiry.place) is not Match.NO


def _shown(inquiry: Inquiry) -> tuple[Evidence, ...]:
    who = inquiry.words.find(*(re.escape(p) for p in inquiry.persons)) if inquiry.persons else ()
    return (*inquiry.paper.evidence, *who)


def households(view: View, party: Party) -> tuple[Fact, Fact]:
    """Neighbour households asked about a respondent: the number that is certain, and the number if none is in doubt.

    Two people at one address, and husband and wife, are one household.
    """
    sure: list[Inquiry] = []
    doubtful: list[Inquiry] = []
    for inquiry in inquiries(view):
        named = about(view, inquiry, party)
        if NEIGHBOUR not in topics(inquiry) or named is False:
            continue
        valid = counts(inquiry)
        if valid is not False:
            (sure if valid and named else doubtful).append(inquiry)
    certain = _distinct(sure)
    places = tuple(e for i in (*sure, *doubtful) for e in _shown(i))
    if not places:
        missing = view.presence((), [RECORD])
        note = missing.note if missing.value is None else "卷内没有周边邻居的调查笔录"
        open_ = [i for i in inquiries(view) if untold(i) and about(view, i, party) is not False]
        if open_:
            return Fact(0), Fact(None, open_[0].paper.evidence, "有调查笔录没有读出被调查人身份，须看原件")
        return Fact(0, note=note), Fact(0 if missing.value is False else None, note=note, searched=view.searched)
    note = f"邻居调查笔录{len(sure)}份，{certain}户"
    if doubtful:
        return Fact(certain, places, note), Fact(None, places, f"另有{len(doubtful)}份的签名或者对象看不清，须看原件")
    return Fact(certain, places, note), Fact(certain, places, note)


def _distinct(found: list[Inquiry]) -> int:
    """Different households: by house number where both records give one, else by the persons' names."""
    homes: list[tuple[str, tuple[str, ...]]] = []
    for inquiry in found:
        for person in inquiry.persons or ("",):
            home = _house(inquiry)
            if not any(_same_home(home, person, h, names) for h, names in homes):
                homes.append((home, (person,)))
    return len(homes)


def _same_home(home: str, person: str, other: str, persons: tuple[str, ...]) -> bool:
    if person and any(compare(person, p) is not Match.NO for p in persons):
        return True
    if home and other:
        return distance(home, other) == 0
    return not person or not all(persons)


def _house(inquiry: Inquiry) -> str:
    """The neighbour's own house as the head gives it (三组12号, 2栋301室), empty where it gives none."""
    found = re.findall(
        r"[\u4e00-\u9fff]{0,6}?(?:[一二三四五六七八九十\d]+组)?\d{1,4}(?:栋|幢|号楼)\d{0,4}(?:单元)?\d{0,4}(?:室|号)?|[一二三四五六七八九十\d]+组\d{1,4}号",
        bare(inquiry.unit) or bare(inquiry.place),
    )
    return str(found[-1]) if found else ""
