"""Whether a paper speaks of a lead: its own words, its thing at its place, the place where he is said to be.

The place alone ties nothing to a thing: half the town lives in 江城路.
"""

from __future__ import annotations

import re

from checker.casefile import Document
from checker.derive.parties.names import bare
from checker.derive.text.wording import wording
from checker.derive.tracing.gazetteer import OUTSIDE, locate
from checker.derive.view import View
from extractors.text.flat import flat

_STOCK = (
    r"(?<![A-Z0-9])[0-9.,]+(?:万?元)?(?![0-9A-Z])|被执行人|申请执行人|法院|本院|线索|核查|核实|提供|情况|财产|经查|登记|名下|监利市|湖北省|进行|依法|人民|执行"
    r"|有限(?:责任)?公司|股份|公司|工程款|货款|到期债[务权]|第三人"
)
_SPOT = r"(?:(?![到们我该这那去])[\u4e00-\u9fff]){2}(?:镇|乡|村|街道|街|路|大道|社区|小区|工业园)"
_HOUSE = r"[\u4e00-\u9fff]{2}(?:\d{1,4}(?:号楼|号|栋|幢|单元|室))+"
_DISTRICT = r"[\u4e00-\u9fff]{2}(?:县|区)"
_THINGS = (
    r"门面|门市|商铺|店铺|铺面|铺位|摊位|档口|店面", r"仓库", r"厂房", r"住房|住宅|房屋|套房|楼房|商品房|[一二两三\d](?:间|套|栋)房|房(?!租)", r"土地|宅基地|地块", r"鱼塘|虾塘|水面",
    r"轿车|货车|汽车|小车|面包车|车辆|摩托|挖机|挖掘机|拖拉机|(?<![修洗])车(?![间店行祸队])", r"收割机|插秧机|旋耕机|农机", r"机器|设备", r"存款|账户|银行卡", r"股权|股份", r"工资", r"保险", r"公积金",
    r"微信|支付宝", r"树木|苗木", r"[渔货沙砂轮]船|船[舶只]", r"拆迁|补偿款", r"养殖|[猪牛羊鸡鸭鹅][舍场棚圈]", r"货物|货架|存货|钢管|钢材|粮食|建材",
)  # fmt: skip
_TRADE = r"有限(?:责任)?公司|股份|公司|(?:建筑|装饰|机电|市政|园林|水利)?工程|建筑|建设|劳务|商贸|贸易|实业|农业|科技|物流|置业|房地产|开发|集团|合作社|专业"
_REGION = r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,3}市)?(?:[\u4e00-\u9fff]{2,3}[县区])?"


_CASE = r"(?:就|因|关于|办理)[^。？]{2,120}?一案|[\u4e00-\u9fff]{2,10}纠纷"
_RUNS_THROUGH = re.compile(r"(?:有无|有没有|是否有|有什么|有哪些|没有|未(?:发现|登记)|无)[^，。？]{0,12}、|等财产")


def things(text: str) -> frozenset[str]:
    """The kinds of things a text names; a shop is no house as well."""
    found = [kind for kind in _THINGS if re.search(kind, text)]
    return frozenset(found[:1] if found and found[0] in _THINGS[:3] else found)


def spots(text: str) -> frozenset[str]:
    """The streets and villages a text names, by the last characters of their names."""
    return frozenset(re.findall(_SPOT, text))


def houses(text: str) -> frozenset[str]:
    """The flats a text names, by the end of the estate's name and the numbers: 林苑9栋1203室."""
    return frozenset(m[0] for m in re.finditer(_HOUSE, text) if len(re.findall(r"\d+", m[0])) > 1)


def share_words(view: View, a: str, b: str, least: int = 4) -> bool:
    """Whether two texts share a run of characters beyond names of parties, places and stock words."""
    stock = "|".join([*(re.escape(flat(p.name)) for p in view.parties), _STOCK, _SPOT])
    parts = [p for p in re.split(stock + r"|[，。；：、（）〔〕“”？！]", a) if len(p) >= least]
    other = re.sub(stock, "\n", b)
    return any(p[i : i + least] in other for p in parts for i in range(len(p) - least + 1))


def speaks_of(view: View, paper: Document, lead: str) -> bool:
    """Whether a paper speaks of a lead on a thing or a debtor: in its words, or of such a thing in that place."""
    text = _told(view, paper)
    if share_words(view, lead, text) or houses(lead) & houses(text):
        return True
    asked, talk = things(lead), _without_the_case(view, text)
    named = (things(sentence) for sentence in re.split("[。？！；]", talk) if not _is_inventory(sentence, asked))
    return bool(spots(lead) & spots(text)) and any(asked & kinds for kinds in named)


def _without_the_case(view: View, text: str) -> str:
    """A text without the words that name the case and its parties: 某汽车公司车辆租赁合同纠纷一案 speaks of no car."""
    names = "|".join(re.escape(flat(p.name)) for p in view.parties)
    return re.sub(rf"{_CASE}|{names}" if names else _CASE, "", text)


def _is_inventory(sentence: str, asked: frozenset[str]) -> bool:
    """Whether a sentence only runs through what anybody may own (有无房产、车辆、补偿款): it is of no lead on one of these."""
    return _RUNS_THROUGH.search(sentence) is not None and bool(things(sentence) - asked)


def speaks_of_place(view: View, paper: Document, lead: str) -> bool:
    """Whether a paper speaks of, or was made at, the place where the lead says that he is."""
    text = _told(view, paper)
    if share_words(view, lead, text) or spots(lead) & spots(text):
        return True
    districts = frozenset(re.findall(_DISTRICT, lead)) & frozenset(re.findall(_DISTRICT, text))
    there = locate(lead)
    site = [locate(flat(str(f.value))) for f in paper.fields.get("place", ()) if f.value]
    away = there is not None and there.county == OUTSIDE and there.city is not None
    return bool(districts and not spots(lead)) or (away and any(s and there and s.city == there.city for s in site))


def may_speak_of(view: View, paper: Document, lead: str) -> bool:
    """Whether a paper at least speaks of the street of a lead: then a person must say whether it is about it."""
    return any(spot[-1] not in "镇乡村" for spot in spots(lead) & spots(_told(view, paper)))


def names_place(lead: str) -> bool:
    """Whether a lead on whereabouts names a place that a paper can be compared with; the court's own county is none."""
    there = locate(lead)
    away = there is not None and there.county == OUTSIDE
    return bool(spots(lead) or re.search(_DISTRICT, lead)) or away


def _told(view: View, paper: Document) -> str:
    """The text of a paper without the particulars of the person asked: where a neighbour lives is nobody's lead."""
    text = wording(view, paper).text
    for found in paper.fields.get("unit", ()):
        text = text.replace(flat(found.raw), "")
    return text


def debtor(view: View, addressee: str, lead: str) -> bool | None:
    """Whether the addressee of a notice is the third person whom the lead names; None: the lead names nobody."""
    core = re.sub(_TRADE, "", re.sub(_REGION, "", bare(flat(addressee)))) or bare(flat(addressee))
    if len(core) >= 2 and core in bare(lead):
        return True
    named = re.search(r"[\u4e00-\u9fff]{2,}(?:公司|厂|店|局|政府|村委会|合作社|医院|学校|项目部)", lead)
    return False if named and len(core) >= 2 else None
