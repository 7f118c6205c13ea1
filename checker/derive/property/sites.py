"""Where a house or flat lies: addresses as papers name them, long or short, and whether two are the same.

A title number stands in one paper; notices, surveys and records name the thing by its address, often by the end of it
only (步行街A座112号商铺). So an address is taken apart into the names of its town, street, estate and village, and the
numbers that tell it from its neighbours. Where somebody lives is an address too, but no thing found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.derive.parties.addresses import numeral

_NUMBERED = re.compile(
    r"(?<![0-9A-Za-z])第?(?P<number>[0-9A-Za-z甲乙丙丁]{1,6}(?:[-－—][0-9A-Za-z]{1,6}){0,3}|[〇零一二三四五六七八九十百]{1,6})"
    r"(?P<unit>号楼|号院|号|栋|幢|座|单元|层|楼|室|组|(?<=\d{3})(?![\d.,元年月日%人万亩户份页条]))"
)
_UNIT = {"号楼": "栋", "幢": "栋", "座": "栋", "楼": "层", "": "室"}
"""Units that mean the same; a bare number of three digits behind others is a room's."""
_NAMES = {
    "town": ("镇", "乡", "街道"),
    "road": ("大道", "路", "街", "巷", "弄", "胡同"),
    "estate": (
        "小区", "花园", "家园", "公馆", "公寓", "广场", "大厦", "商城", "市场", "新城", "苑", "工业园", "产业园",
    ),
    "village": ("社区", "村", "庄"),
    "district": ("省", "市", "县", "区", "旗"),
}  # fmt: skip
_KIND = {word: kind for kind, words in _NAMES.items() for word in words}
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,6}}?)(?P<type>{'|'.join(sorted(_KIND, key=len, reverse=True))})")
_LOCAL = ("road", "estate", "village")
_USED_AS = re.compile(r"商铺|铺面|门面房?|车位|车库|储藏[室间]|厂房|仓库")
_HOME = r"住(?!宅|房)(?:所地?|址|地|在|于)?|户籍(?:所在)?(?:地址?)?|(?:经营|营业|办公)(?:场所|地[点址]?)|送达(?:地[点址]|处所)|(?:通讯|联系|邮寄|注册)地址?"
_LEADS_TO = re.compile(
    rf"(?P<home>{_HOME})|坐落(?:于|在)?|座落(?:于|在)?|位于|名下的?|所有的|地址|标的物?|名称|财产|关于|[查解]封|拍卖|变卖|评估|房屋"
    r"|无(?!锡|为|棣|极)|[号的]"
)
_IDLE = re.compile(r"[有为系在于到是一套处]+(?=[\u4e00-\u9fff]{2,4}[省市县区])")
_ESTATE_BEFORE = re.compile(r"(?:^|[省市县区镇乡])(?P<name>[\u4e00-\u9fff]{2,8}?)$")
_BUILDINGS, _FLAT = ("栋", "幢", "座", "号楼"), 2
"""An estate may have any name (水岸华庭): the numbers of a building and of a flat in it tell that one stands before them."""
_LETTERS = re.compile(r"[\u4e00-\u9fff]*$")
_LABEL_BEFORE = re.compile(rf"(?:{_HOME})[：](?:为|在)?$")
_SHORT = 5  # characters: no longer is the name of a county, town or street
_LEAD, _APART = 24, 8  # characters: of the names before the first number, and of an estate's name between two numbers


@dataclass(frozen=True, slots=True)
class Site:
    """An address: as written, where it stands in the text, its names by their kind, its numbers in order, and whether it
    is told as where somebody lives or works.
    """

    text: str
    start: int
    end: int
    names: Mapping[str, str]
    numbers: tuple[tuple[str, str], ...]
    domicile: bool

    @property
    def fullness(self) -> tuple[int, int, int, int]:
        """How well it serves as a name: it tells much, and no words of the sentence before it stick to its first name."""
        return len(self.names), len(self.numbers), -max(map(len, self.names.values())), len(self.text)


def sites(text: str, breaks: Sequence[int] = ()) -> tuple[Site, ...]:
    """The addresses in a text of the flat spelling, in order. `breaks`: where its lines begin; a cell's text begins
    with one, whatever the cell before it says.
    """
    found = (_site(text, run, breaks) for run in _runs(text))
    return tuple(site for site in found if site)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Numbers that follow one another (5栋1102室), if with an estate's name between them."""
    run: list[re.Match[str]] = []
    for found in _NUMBERED.finditer(text):
        goes_on = bool(run) and _joins(text[run[-1].end() : found.start()], run[-1]["unit"], found["unit"])
        if run and not goes_on:
            yield run
            run = []
        if goes_on or found["unit"]:  # a bare number begins no address
            run.append(found)
    if run:
        yield run


def _joins(between: str, before: str, behind: str) -> bool:
    """Whether numbers with these units belong together: nothing stands between them, or an estate's name."""
    name = _NAME.fullmatch(between) if len(between) <= _APART else None
    of_estate = name is not None and _KIND[name["type"]] in _LOCAL
    return not between or of_estate or _is_estate(between, before, behind)


def _is_estate(between: str, before: str, behind: str) -> bool:
    """Whether words of any kind name an estate: between the number of the street and that of a building (68号水岸华庭7栋)."""
    return before == "号" and behind in _BUILDINGS and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", between) is not None


def _site(text: str, run: Sequence[re.Match[str]], breaks: Sequence[int]) -> Site | None:
    first = run[0].start()
    before = _LETTERS.search(text[max(first - _LEAD, 0) : first])[0]  # type: ignore[index]
    begin = first - len(before)
    told = list(_LEADS_TO.finditer(before))
    home = bool(told and told[-1]["home"]) or (
        not told and _LABEL_BEFORE.search(text[max(begin - _LEAD, 0) : begin]) is not None
    )
    start = begin + (told[-1].end() if told else 0)
    if idle := _IDLE.match(text, start):
        start = idle.end()
    words = text[start:first] + "，" + "，".join(_between(text, run))
    names = {_KIND[m["type"]]: m["name"] + m["type"] for m in _NAME.finditer(words)}
    for one, other in pairwise(run):
        if _is_estate(between := text[one.end() : other.start()], one["unit"], other["unit"]):
            names["estate"] = between
    if not any(kind in names for kind in _LOCAL):
        estate = _ESTATE_BEFORE.search(text[start:first])
        if estate is None or len(run) < _FLAT or run[0]["unit"] not in _BUILDINGS:
            return None
        names["estate"] = estate["name"]
    start = _of_cell(text, start, first, breaks)
    used = _USED_AS.match(text, run[-1].end())
    end = used.end() if used else run[-1].end()
    numbers = tuple((_UNIT.get(m["unit"], m["unit"]), _plain(m["number"])) for m in run)
    return Site(text[start:end], start, end, names, numbers, home)


def _of_cell(text: str, start: int, first: int, breaks: Sequence[int]) -> int:
    """Where the address begins in its own cell: with a place's name at the beginning of a line."""
    lines = breaks[bisect_right(breaks, start) : bisect_left(breaks, first)]
    return next((at for at in reversed(lines) if (m := _NAME.match(text, at)) and len(m[0]) <= _SHORT), start)


def _between(text: str, run: Sequence[re.Match[str]]) -> list[str]:
    return [text[a.end() : b.start()] for a, b in pairwise(run)]


def same_site(one: Site, other: Site) -> bool | None:
    """Whether two addresses are of one thing: no name and no number differs, a street, estate or village agrees, and so
    does the last number. None where they only may be: one of them stops short of the other.
    """
    common = _kinds_told_by_both(one, other)
    if any(not _agree(one.names[kind], other.names[kind]) for kind in common):
        return False
    if _contradict(one.numbers, other.numbers):
        return False
    if not any(kind in _LOCAL for kind in common):
        return None
    return True if _last(one) == _last(other) else None


def begins(short: Site, full: Site) -> bool:
    """Whether one address stops short of another: no name differs, a street, estate or village agrees, and its numbers
    are the first of the other's.
    """
    common = _kinds_told_by_both(short, full)
    told = short.numbers == full.numbers[: len(short.numbers)] and len(short.numbers) < len(full.numbers)
    return told and any(k in _LOCAL for k in common) and all(_agree(short.names[k], full.names[k]) for k in common)


def _kinds_told_by_both(one: Site, other: Site) -> list[str]:
    return [kind for kind in one.names if kind in other.names and kind != "district"]


def _agree(one: str, other: str) -> bool:
    """Names may have words before them that belong to the sentence: 名下交通街 and 交通街."""
    return one.endswith(other) or other.endswith(one)


def _contradict(one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> bool:
    for unit in {u for u, _ in one} & {u for u, _ in other}:
        a, b = [v for u, v in one if u == unit], [v for u, v in other if u == unit]
        short, long = sorted((a, b), key=len)
        if short not in (long[: len(short)], long[-len(short) :]):
            return True
    return False


def _last(site: Site) -> tuple[str, str]:
    """The number that tells most. How many storeys a house has stands behind it as well."""
    told = [n for n in site.numbers if n[0] != "层"] or list(site.numbers)
    return told[-1]


def _plain(number: str) -> str:
    """A number in digits: 三 and 3, 二十一 and 21."""
    if re.fullmatch("[〇零一二三四五六七八九十百]+", number):
        return str(numeral(number))
    return re.sub("[－—]", "-", number.upper()).lstrip("0")
