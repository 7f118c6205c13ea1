"""Printed labels that ask for a signature, and where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Who signs.
ROLES = """
    受送达人 代收人 签收人 收件人 领取人 领款人 收款人 交款人 缴款人 送达人 填发人 签发人
    被询问人 被调查人 被谈话人 被约谈人 被告知人 被搜查人 被拘留人 被传唤人 被执行人
    询问人 调查人员 调查人 谈话人 约谈人 告知人 记录人 通话人 答话人 搜查人 检查人 勘验人
    申请执行人 申请人 申报人 报告人 提供人 举报人 委托人 受委托人 受托人 代理人 法定代表人
    当事人或代理人 当事人 担保人 保证人 承诺人 声明人 具结人 买受人 案外人 第三人
    审判长 代理审判员 审判员 人民陪审员 陪审员 书记员 执行员 执行法官 执行人员 法官助理
    合议庭成员 合议庭组成人员 参加人员 参加人 评议人员 评议人 见证人 在场人 被邀请人
    承办人 承办法官 经办人 办案人 主办人 填表人 制表人 立卷人 审核人 审批人 批准人 复核人
    组长 副局长 局长 庭长 副院长 院长 党组书记 负责人 执行实施人 值班领导 甲方 乙方 丙方 丁方 协助人
""".split()  # noqa: SIM905 - a list of words reads best as words
SIGN = "签名或者盖章|签名或盖章|签名盖章|签字盖章|签名捺印|签名|签字|签章|签收|捺印|盖章"
_BENCH = "审判长|代理审判员|审判员|人民陪审员|陪审员|书记员|法官助理|执行员"
_OFFICE = "承办人|承办法官|经办人|组长|副?局长|庭长|副?院长|审核人|复核人|审批人|批准人"  # alone in a form's cell
_ROLE = "(?:" + "|".join(sorted(ROLES, key=len, reverse=True)) + ")员?"
_ANYONE = "[一-鿿]{1,8}?(?:人员?|员|长|法官|代表|领导)"  # roles that are not in the list, where the form is clear
_BRACKET = rf"[（(【\[](?:{SIGN})[^）)】\]]{{0,8}}[）)】\]]?"
_SCOPE = r"[（(][一-鿿、]{1,10}[）)]$"  # 组长审批（县内）: for which cases this cell is
_COLON = "(?:[_＿.·]?[：:])"  # a speck before it is read as a stroke
_LABEL = re.compile(
    rf"(?P<asked>(?:{_ROLE})(?:确认|阅签){_COLON}"
    rf"|(?:{_ROLE})(?:[（(](?:或其?)?(?:{_ROLE})[）)])?(?:或其?(?:{_ROLE}))?"
    rf"(?:{_BRACKET}|(?:{SIGN})(?:或者?(?:{SIGN})?)?(?:{_BRACKET})?)(?:及[^：:]{{2,6}})?{_COLON}?"
    r"|^(?:签收人|领取人)$)"
    rf"|(?P<signed>^[一-鿿]{{2,10}}?(?:{SIGN}){_COLON})"
    rf"|(?P<bracket>{_BRACKET}{_COLON}?)"
    rf"|(?P<bare>(?:{SIGN}){_COLON})"
    rf"|(?P<colon>(?:{_ROLE}|^{_ANYONE}){_COLON})"
    rf"|(?P<bench>^(?:{_BENCH})(?=.{{0,5}}$))"
    rf"|(?P<opinion>^[一-鿿（）]{{1,14}}?(?:意见|审批|审查|审核|批示|签批|批准)(?:$|{_SCOPE})"
    rf"|^[一-鿿]{{0,8}}?(?:{_OFFICE})$|^(?:{SIGN})$)"
)
_MISREAD = str.maketrans("入", "人")  # 受送达入签名: the misreading that labels suffer most


@dataclass(frozen=True, slots=True)
class Label:
    """A label within a line: its words without brackets and colon, and from which to which character it stands.

    `form`: `asked` (a role and 签名 or 确认：; 签收人 as the heading of a column), `signed` (…签名：), `bracket` (（签名）), `bare` (签名：), `colon` (role and colon only), `bench`
    (审判长 without colon), `opinion` (组长意见, 执行局审批, 主管院长, 签名: a form's cell).
    """

    words: str
    start: int
    end: int
    form: str


def find_labels(text: str) -> Iterator[Label]:
    """The labels in a line's text (no spaces), from left to right."""
    for match in _LABEL.finditer(text.translate(_MISREAD)):
        form = match.lastgroup or ""
        label = re.sub(_SCOPE, "", match.group()) if form == "opinion" else match.group()
        yield Label(re.sub(r"[（(【\[）)】\]：:_＿.·]", "", label), match.start(), match.end(), form)


_ONLY_ASKS = re.compile(rf"(?:{_ROLE}|{SIGN}|年|月|日|[（(）)【】\[\]：:；;_＿\-—.·。，,、\s])+")


def only_asks(text: str) -> bool:
    """Whether what was read in a room for a signature is nothing but the printed words that ask for one: a speck before the
    colon (签字_：) had hidden that they are a label.
    """
    return _ONLY_ASKS.fullmatch(text) is not None and re.search(SIGN, text) is not None
