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


def locate(text: str) -> Place | None:
    """Where the first place named in a text lies; None where no division is named. `text` is in the flat spelling."""
    for locate_in in (_by_county, _by_city, _by_province):
        if found := locate_in(text):
            return found
    return None


def _by_county(text: str) -> Place | None:
    other_city = re.search("|".join(_city_names()), text)
    for city, counties in _COUNTIES.items():
        for names in counties.split():
            county, *_ = full = names.split("|")
            towns = _TOWNS.get(county, "").split()
            named = next((n for n in full if n in text and not _inside(n, text)), None)
            if named or any(t in text for t in towns if len(t) > 2):
                if other_city and not named and _city_of(other_city[0]) != city:
                    return None
                return Place(_province_of(city), city, county)
    return None


def _inside(name: str, text: str) -> bool:
    """公安 in 公安局, 公安部 is no county; nor is 监利 in the court's own name."""
    return name == "公安" and re.search(r"公安(?!县|镇)", text) is not None and "公安县" not in text


def _by_city(text: str) -> Place | None:
    found = re.search("|".join(_city_names()), text)
    if not found:
        return None
    city = _city_of(found[0])
    province = _province_of(city)
    known = next((c for c in _COUNTIES if c == city), None)
    county = re.search(r"市(?P<county>[\u4e00-\u9fff]{1,4}[县区市])", text[found.start() :]) if known else None
    return Place(province, city, county["county"] if county else None if known else OUTSIDE)


def _by_province(text: str) -> Place | None:
    for province in _CITIES:
        short = re.sub(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", province)
        if province in text or text.startswith(short):
            if province.endswith("市"):
                return Place(province, province, OUTSIDE)
            home = any(_province_of(city) == province for city in _COUNTIES)
            return Place(province, None if home else OUTSIDE, None if home else OUTSIDE)
    return None


@cache
def _city_names() -> tuple[str, ...]:
    """Cities' short names, longest first; 吉林 and 公安-like ones need their 市."""
    names = [city for cities in _CITIES.values() for city in cities.split()]
    plain = [n for n in names if n not in ("吉林", "朝阳", "中山", "大理", "安康", "海东", "定西", "黄山", "白银")]
    return (*sorted(plain, key=len, reverse=True), "吉林市", "朝阳市", "中山市", "大理市", "安康市", "黄山市")


def _city_of(name: str) -> str:
    return name if name.endswith("市") else name + "市"


def _province_of(city: str) -> str | None:
    short = city.removesuffix("市")
    return next((province for province, cities in _CITIES.items() if short in cities.split()), None)
