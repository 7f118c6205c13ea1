"""How things look by themselves: account numbers, plates, title numbers, firms, amounts; flat spelling. How numbers and amounts compare and are written."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<![0-9A-Za-z*])(\d[\d*]{9,24}\d)(?![0-9A-Za-z*])")
_PROVINCE = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]"
PLATE = re.compile(_PROVINCE + r"[A-HJ-NP-Z][·.\-]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])")
PLATE_BEGUN = re.compile(_PROVINCE + r"(?:[A-HJ-NP-Z][·.\-]?[A-HJ-NP-Z0-9]{0,4})?$")
"""What a line ends with where a plate goes on in the next."""
_DEED = "房权证|房产证|土地证|国用|集用"
TITLE = re.compile(
    rf"[（〔][12]\d{{3}}[）〕][\u4e00-\u9fff]{{1,8}}不动产权第?\d{{3,}}号?|[\u4e00-\u9fff]{{0,6}}(?:{_DEED})[\u4e00-\u9fff（）〔〕\d\-]{{2,30}}?号"
)
TITLE_SIGN, SIGN_WITHIN = re.compile(rf"[（〔][12]\d{{3}}[）〕]|{_DEED}"), 9
"""Every title shows one of these signs within so many characters from its beginning."""
TITLE_BEGUN = re.compile(
    rf"(?:[（〔][12]\d{{0,3}}(?:[）〕][\u4e00-\u9fff]{{0,12}}\d{{0,6}})?|(?:{_DEED})(?:(?!号)[\u4e00-\u9fff（）〔〕\d\-]){{0,30}})$"
)
"""What a line ends with where a title goes on in the next; a serial has seven digits."""
FIRM = re.compile(
    r"[\u4e00-\u9fff（）]{3,28}(?:有限责任公司|有限公司|股份公司|集团公司|合伙企业|合作社|经营部|商行|分公司)"
)
NOT_HELD = re.compile(
    r"银行|信用(?:合作)?社|支付宝|财付通|证券登记|登记结算|银联|保险|人寿|支付|微众|网商|信息技术|人民法院|担保公司反馈|查询|协助"
)
"""A firm of these words answers or asks; nobody's share in it is meant."""
BANK_NAME = re.compile(r"银行|信用(?:合作)?联?社|农商|邮储|储蓄")
PAY_PLATFORM = re.compile(r"支付宝|财付通|微信|余额宝|零钱|京东|网络资金|网络支付|支付账户|理财")
PHONE = re.compile(r"(?<![\d*])1[3-9]\d[\d*]{8}(?![\d*])")
MOMENT = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\*?(?:[01]\d|2[0-3])(?:[0-5]\d(?:[0-5]\d)?)?")
"""A day and time whose marks between the figures were not read: 20220510130155."""
NO_ACCOUNT = re.compile(r"证件|身份|代码|电话|手机|邮件|编号|单号|文号|流水号|回执号|序列|查询号|权证|字第")
AMOUNT = re.compile(r"(?:人民币|[¥￥])?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}|\d+(?=元))元?")
FIGURE = re.compile(r"(?:人民币|[¥￥])?\d[\d,]{0,12}(?:\.\d{1,2})?元?")
BALANCE = re.compile(
    r"余额(?:合计|总额|总计)?(?:（?(?:人民币)?元?）?)?[为：]?(?:人民币)?(?:[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+（)?(?:人民币|[¥￥])?"
    r"(\d[\d,]*(?:\.\d{1,2})?(?:万(?=元))?)"
)
PLACE = re.compile(
    r"[\u4e00-\u9fff](?:路|街|巷|大道|小区|花园|村|组|苑|城|镇)[^，。；]{0,20}?\d+(?:号|栋|幢|室|单元|层)"
)


_LOOKALIKES = str.maketrans("QODIZSB", "0001258")


def same_plate(a: str, b: str) -> bool:
    """Whether two plates are one, a letter taken for the figure that it looks like (鄂D3F9Q2, 鄂D3F902); the letter behind the
    province stays.
    """
    return a[:2] == b[:2] and a[2:].translate(_LOOKALIKES) == b[2:].translate(_LOOKALIKES)


def perhaps_misread(a: str, b: str) -> bool:
    """Whether two plates are one letter apart, which one of them has as a figure: pens write F much like 9."""
    if len(a) != len(b) or a[:2] != b[:2]:
        return False
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(apart) == 1 and apart[0][0].isdigit() != apart[0][1].isdigit()


def same_account(a: str, b: str) -> bool:
    """Whether two account numbers are the same; a masked one (6228****2279) matches by what it shows."""
    if "*" not in a and "*" not in b:
        return a == b
    shorter, longer = sorted((a, b), key=lambda n: "*" not in n)
    head, _, tail = shorter.partition("*")
    tail = tail.replace("*", "")
    return len(tail) >= 3 and longer.startswith(head) and longer.endswith(tail)


def yuan(fen: int) -> str:
    """An amount as clerks write it: 3,022.46元."""
    return f"{fen // 100:,}.{fen % 100:02d}元"
