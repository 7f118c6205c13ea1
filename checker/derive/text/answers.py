"""What an institution answered, in one piece of text: an answer (nothing there, or a thing), no answer, or neither.

An answer is recognised by what it says: 未查询到, 查无, 0条, 余额0.00, 已反馈, or a thing of its channel. Dates and times are
none. 查询失败, 未反馈 and the like are no answer; anything else leaves it open (None). 未查询到 is an answer, 未查询 is none.
"""

from __future__ import annotations

import re

from checker.derive.property.things import FIRM, NOT_HELD, PLACE, PLATE, TITLE

BANK, ESTATE, VEHICLE, REGISTER, FUND = "金融机构", "不动产", "车辆", "法人登记", "公积金"

_MOMENT = re.compile(
    r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}(?=\D|$|(?:19|20)\d\d[年./-])日?|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}时\d{1,2}分"
)
_REPLY = r"(?:反馈|返回|回复|回应|答复|响应|应答)"
_WORK = r"(?:查询|反馈|请求|发送|提交|连接|调用|接口|通信|通讯|解析|返回|获取|系统|网络|数据)"
AWAITED = rf"待[^，。；]{{0,8}}{_REPLY}"
"""An answer that has not come yet: 已提交，等待各协助单位反馈."""
_FAILED = re.compile(
    rf"未(?:能|成功)?(?:{_REPLY}|查询(?!到)|(?:接入|联网|对接)(?!的?(?:本地|县内|地方)?(?:金融机构|农商|信用|村镇|银行$))|连接|上线|发起|提交|发送|查控)|未(?:查询|反馈)?(?:完成|成功)(?!过户|登记)|未能"
    rf"|(?:没有|尚无|暂无|无)(?:任何)?{_REPLY}|{_WORK}(?:失败|异常|错误|出错|超时|故障|中断|维护|被拒)|失败|超时|故障"
    rf"|{AWAITED}|待(?:查|处理)|(?:查询|处理|办理|反馈|请求)中(?![心国])|正在(?:查询|处理|反馈)"
    r"|未(?:取得|获得|得到)(?:查询|反馈)?结果|拒绝|拒查|无法(?!定|人)|不能(?:查询|反馈|提供)|不支持(?!网络|冻结|扣划|控制|线上)|不予(?:查询|协助|反馈)|不在.{0,4}范围"
)
_NONE = re.compile(
    rf"(?:^|[^有])无(?!法(?!定|人)|锡|{_REPLY}|效|权|需)|未(?:查询?到|查见|查得|检索到|发现|开户|开立|开设|登记|见|有|办理|持有|投保|缴存|(?:对外)?投资|担?任(?:何|法定|职|股东|高管)?|入股|参股|出资|购买|拥有)"
    rf"|没有(?!任何{_REPLY}|{_REPLY})|查无|不存在|非(?:我|本)行客户|^0(?:\.0+)?(?:元|个|户|辆|台|套|处|宗|家|条|笔)?$|^零$"
)
_COUNTED = re.compile(r"(?<![\d.第])\d{1,4}(?:个|户|辆|台|套|处|宗|家|笔|条)(?!件)")
_DONE = re.compile(
    r"已(?:反馈|返回|回复|查询|查控)(?!时间|日期)|(?:反馈|查询|返回)(?:成功|完毕|正常)(?!时间|日期|率)|(?:反馈|查询)完成(?!时间|日期|情况)"
)
_MONEY = r"余额\D{0,8}\d|(?<![\d.])\d[\d,]*\.\d{2}(?!\d)|\d元"
_SOME = r"(?<![\d.])[1-9一二两三四五]"
_HOUSES = rf"(?:住房|房屋|房产|商铺|门面|车库|楼房|平房|住宅|厂房|土地){_SOME}(?:套|间|栋|处|幢|宗)|{_SOME}(?:套|间|栋|处|幢)(?:房|住|门面|商铺|厂)"
_THINGS = {
    BANK: rf"(?<!\d)\d[\d*]{{9,24}}\d(?!\d)|{_MONEY}",
    ESTATE: rf"{TITLE.pattern}|{PLACE.pattern}|\d(?:平方米|平米|m2)|{_HOUSES}",
    VEHICLE: rf"{PLATE.pattern}|车{_SOME}辆|{_SOME}辆|轿车|客车|货车|摩托车|挂车|越野车|牵引车|小型汽车",
    REGISTER: r"\d[%％]|(?:认缴|出资|注册资本|持股)\D{0,6}\d|存续|在业|在营|字号|个体工商户|(?:吊销|注销)(?!日期|时间|原因)|迁出|91\d{6}[0-9A-Z]{10}",
    FUND: rf"{_MONEY}|缴存\D{{0,6}}\d",
}
_THING = {channel: re.compile(words) for channel, words in _THINGS.items()}
_COLUMN_HEAD = re.compile(
    r".{0,8}(?:坐落|证号|面积(?:（m2?）)?|限制|号码|型号|日期|时间|状态|类型|类别|名称|职务|比例|银行|账号|余额(?:（元）)?|序号|机构|备注|结果|金额|所有人|权利人|用途|信息|情况)"
    r"|.{0,16}(?:部|局|委|中心|公司|银行|法院|支行|大队|车管所)"
)
_BURDEN = r"(?:权利)?(?:抵押|查封|限制|异议|预告|冻结|违章)(?:登记|情况|状况)?"
_NO_BURDEN = re.compile(rf"(?:无|未|没有|未设(?:立|定)?|未办理){_BURDEN}|(?:{_BURDEN}[/、]?)+(?:信息)?[：]?(?:均)?无")
_ADDRESS_OF_PERSON = re.compile(r"住址|住所|户籍|联系地址|单位地址|通讯地址")
_OTHER_NUMBER = re.compile(r"编号|单号|流水|文号|证件|身份|序列")


def answered(text: str, channel: str) -> bool | None:
    """Whether this text is an answer of the channel (True), says that none came (False), or neither (None)."""
    told = _MOMENT.sub("　", text)
    if _FAILED.search(told):
        return False
    return True if says_none(told) or names_thing(told, channel) or _counts(told) or _DONE.search(told) else None


def is_bare(text: str) -> bool:
    """Whether it can be no answer at all: empty, a time, the head of a column, the name of the institution asked."""
    rest = _MOMENT.sub("", text).strip("　 ：、")
    return not rest or rest.isdigit() or _COLUMN_HEAD.fullmatch(rest) is not None


def says_none(text: str) -> bool:
    """Whether it says that nothing is there. A dash is no answer: it may stand for one that did not come."""
    return _NONE.search(text) is not None


def names_thing(text: str, channel: str) -> bool:
    """Whether it names a thing that this channel keeps: an account or sum, a house, a vehicle, a firm."""
    if channel == BANK and _OTHER_NUMBER.search(text):
        return False
    if channel == ESTATE and _ADDRESS_OF_PERSON.search(text):
        return False
    if channel == REGISTER and any(not NOT_HELD.search(firm[0]) for firm in FIRM.finditer(text)):
        return True
    return _THING[channel].search(_MOMENT.sub("　", text)) is not None


def unburdened(text: str) -> str:
    """The text without the words that a thing bears no burden (无抵押): it is a thing all the same."""
    return _NO_BURDEN.sub("", text)


def _counts(text: str) -> bool:
    return _COUNTED.search(text) is not None
