"""Places: which province and city a place lies in. Public administrative divisions, as of 2022."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_CITIES = {
    "北京市": "", "天津市": "", "上海市": "", "重庆市": "",
    "河北省": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "山西省": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古自治区": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布",
    "辽宁省": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "吉林省": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边",
    "黑龙江省": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化",
    "江苏省": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴",
    "浙江省": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌",
    "安徽省": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建省": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江",
    "江西省": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东省": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南省": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "湖北省": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架",
    "湖南省": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西",
    "广东省": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    "广西壮族自治区": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南省": "海口 三亚 三沙 儋州",
    "四川省": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳",
    "贵州省": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔东南 黔南 黔西南",
    "云南省": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 红河 西双版纳",
    "西藏自治区": "拉萨 日喀则 昌都 林芝 山南 那曲",
    "陕西省": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃省": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南",
    "青海省": "西宁 海东",
    "宁夏回族自治区": "银川 石嘴山 吴忠 固原 中卫",
    "新疆维吾尔自治区": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 伊犁 喀什 石河子",
    "台湾省": "台北 高雄", "香港特别行政区": "", "澳门特别行政区": "",
}  # fmt: skip
_COUNTIES = {
    "荆州市": "监利市|监利县|监利 公安县|公安 石首市|石首 洪湖市|洪湖 松滋市|松滋 江陵县|江陵 沙市区|沙市 荆州区",
}
_TOWNS = {
    "监利市": (
        "容城镇 朱河镇 新沟镇 龚场镇 周老嘴镇 黄歇口镇 汪桥镇 程集镇 分盐镇 毛市镇 福田寺镇 上车湾镇 汴河镇 尺八镇 白螺镇 网市镇 "
        "三洲镇 桥市镇 红城乡 棋盘乡 柘木乡 大垸"
    ),
}
OUTSIDE = "市外"


class Place(NamedTuple):
    """Province, city and county of a place; None: not told. County is only told inside cities whose counties we know."""

    province: str | None
    city: str | None
    county: str | None


_SPLIT = re.compile(r"[、，；/／→~～—-]|以?及|至|前往|返回|(?<=[省市县区镇乡村])[到赴和与]")
_NO_STREET = r"(?![东西南北中]?(?:路|街|大道|大街|巷|胡同))"


def places(text: str) -> tuple[Place, ...]:
    """Every place that a list or a route names (武汉市、孝感市; 监利至武汉), each once. `text` is in the flat spelling."""
    found = [place for part in _SPLIT.split(text) if part and (place := locate(part))]
    return tuple(dict.fromkeys(found))


def locate(text: str) -> Place | None:
    """Where the first place named in a text lies; None where no division is named, or two that contradict each other.

    What follows a division with its 省, 市 or 县 may be named after anywhere (广东省东莞市监利商会); a short name
    (监利) settles nothing beside another place.
    """
    first = _named().search(text)
    if first is None:
        return None
    place = _place_of(first[0], text[first.end() :])
    others = [_place_of(m[0], text[m.end() :]) for m in _named().finditer(text, first.end())]
    if first[0][-1] not in "省市县区镇乡" and not all(_within(other, place) for other in others):
        return None
    return place


def _within(other: Place, place: Place) -> bool:
    """Whether a place named later may lie in, or be, the first one."""
    return all(a is None or b is None or a == b or OUTSIDE in (a, b) for a, b in zip(other, place, strict=True))


@cache
def _named() -> re.Pattern[str]:
    """The name of a province, city, county or town. A short name that is common elsewhere needs its 市; street names
    are none (武汉路), nor is 公安 without its 县. The short name of a province counts only at the beginning.
    """
    provinces = [p for p in _CITIES if p.endswith("市")] + [p for p in _CITIES if not p.endswith("市")]
    towns = [town for names in _TOWNS.values() for town in names.split() if len(town) > 2]
    counties = [n for names in _COUNTIES.values() for n in names.replace("|", " ").split() if n != "公安"]
    cities = [f"{c}市" for c in _all_cities()] + [c for c in _all_cities() if c not in _COMMON]
    names = sorted({*provinces, *towns, *counties, *cities}, key=len, reverse=True)
    short = [_short(p) for p in _CITIES]
    first = "".join(sorted({name[0] for name in (*names, *short)}))  # else each name is tried at every character
    return re.compile(
        rf"(?=[{first}])(?:(?:{'|'.join(map(re.escape, names))})|^(?:{'|'.join(map(re.escape, short))})){_NO_STREET}"
    )


_COMMON = ("吉林", "朝阳", "中山", "大理", "安康", "海东", "定西", "黄山", "白银")


@cache
def _all_cities() -> tuple[str, ...]:
    return tuple(city for cities in _CITIES.values() for city in cities.split())


def _short(province: str) -> str:
    return re.sub(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", province)


def _place_of(name: str, rest: str) -> Place:
    """The place of a name, made narrower by what follows it (湖北省 | 荆州市 | 公安县…)."""
    if county := _county_of(name):
        return county
    if name.removesuffix("市") in _all_cities():
        return _in_city(name.removesuffix("市") + "市", rest)
    province = next(p for p in _CITIES if name in (p, _short(p)))
    if province.endswith("市"):
        return Place(province, province, OUTSIDE)
    own = "|".join(re.escape(c) for c in _CITIES[province].split())
    if own and (city := re.match(rf"(?P<city>{own}){_NO_STREET}", rest)):
        return _in_city(city["city"] + "市", rest[city.end() :].removeprefix("市"))
    if county := next((c for n in _county_names() if rest.startswith(n) and (c := _county_of(n))), None):
        return county
    home = any(_province_of(city) == province for city in _COUNTIES)
    return Place(province, None if home else OUTSIDE, None if home else OUTSIDE)


def _in_city(city: str, rest: str) -> Place:
    """A city, and its county where we know the counties of that city."""
    province = _province_of(city)
    if city not in _COUNTIES:
        return Place(province, city, OUTSIDE)
    known = next((c for n in _county_names() if rest.startswith(n) and (c := _county_of(n))), None)
    if known:
        return known
    other = re.match(r"(?P<county>[\u4e00-\u9fff]{1,4}?[县区市])", rest)
    return Place(province, city, other["county"] if other else None)


@cache
def _county_names() -> tuple[str, ...]:
    """Counties with their 市, 县 or 区 and their towns."""
    full = [n for names in _COUNTIES.values() for n in names.replace("|", " ").split() if n[-1] in "市县区"]
    return (*full, *(town for names in _TOWNS.values() for town in names.split()))


@cache
def _county_of(name: str) -> Place | None:
    for city, counties in _COUNTIES.items():
        for names in counties.split():
            county, *_ = spellings = names.split("|")
            if name in spellings or name in _TOWNS.get(county, "").split():
                return Place(_province_of(city), city, county)
    return None


@cache
def _province_of(city: str) -> str | None:
    short = city.removesuffix("市")
    return next((province for province, cities in _CITIES.items() if short in cities.split()), None)
