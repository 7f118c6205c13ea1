"""What an applicant answers when he is asked for leads: one told, none, a reference to his sheet, or only a promise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Evidence, Field
from checker.derive.closing.talks import party_of, talk_fact, talks_with
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import compiled, says, wording
from checker.derive.tracing.gazetteer import locate
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

TALK = "谈话笔录"

_ON_A_SHEET = (
    r"线索[^，。；？]{0,8}(?:写在|写了|写好|在(?:纸|书面)上|已经?[^，。；？]{0,4}(?:提交|交|给))"
    r"|(?:提交|写|交)了[^，。；？]{0,12}线索|(?:见|以)[^，。；？]{0,6}(?:线索书|书面(?:材料|线索))"
)
_SOME_ONLY = r"其他|其它|其余|别的|另外|^(?!.*财产).*(?:行踪|下落|去向)"
"""Who has no *other* leads gave some; who cannot tell where somebody is may know of property."""
_BESIDES_THE_COURTS = re.compile(
    r"除了?(?:你们|你院|贵院|本院|法院)[^，。；]{0,6}(?:查(?:到|封|控|扣)|冻结|扣押|发现|掌握)[^，。；]*，(?P<rest>[^。；]*)"
)
"""Who has no leads beside what the court found by itself has none: 除了你们查到的那辆车，没有其他线索."""

NO_LEADS = (
    r"(?<![有能知是])(?:没有|暂无|无|不能|无法|未|不|没|提供不了|尚未)[^。；？！问]{0,22}线索",
    r"线索[^。；？！问]{0,14}(?:提供不了|没有|暂无|无法提供|不能提供|提供不出)",
    r"(?<![清知了])(?:不清楚|不知道|不了解|不掌握)[^。；？！问]{0,20}(?:财产|下落|行踪|去向)",
)
"""How an applicant says that there are none; 有没有, 能不能 and 知不知道 only ask."""

CLAIM = (
    r"到期债权|第三人|应收|尚欠(?:被执行人|其|他|她)|欠(?:被执行人|其|他|她)|(?:有|享有)[^，。；]{0,16}(?:债权|工程款|货款)|(?:工程款|货款|加工费|租金|劳务费)[^，。；]{0,14}(?:未|没有?|尚未)(?:付|结|支付|结清)"
    r"|(?:公司|厂|店|合作社|政府|村委会|学校|医院|老板)(?:（[^）]{1,30}）)?[^，。；的]{0,8}欠(?:着|了)?[^，。；]{2,24}?(?<![贷借])(?:款|租金|工钱)"
)
ABODE = r"落脚|行踪|下落|去向|现住|居住在|住在|租住|暂住|务工|打工|上班|做事|干活|出没|回(?:老)?家|经常在|人在|躲|(?:他|她|其|被执行人|说|现|目前)在[^，。；]{2,24}(?:[厂店]|工地|公司|市场|车间|码头)[里内上]?|给(?:人|别人|人家)[^，。；]{0,4}(?:看|守|开|做|打)|(?:晚上|平时|吃)住|送(?:外卖|快递)|做[^，。；]{0,4}(?:门窗|生意|装修)"
_MEASURE = r"[批台套辆艘吨亩头只匹窝箱件幅块]"
_OWNS = rf"存有|(?:存|寄|停|堆)放|藏有|持有|有[^，。；没无]{{0,8}}?[一二两三四五六七八九十百几\d]+{_MEASURE}"
"""What tells of a thing by what is done with it, whatever it is: 在大桥镇存有一批配件, 有奶牛三十头."""
THING = rf"{_OWNS}|车|房|存款|账户|银行卡|股权|工资|机器|设备|土地|鱼塘|商铺|门面|门市|店铺|摊位|档口|铺位|店面|保险|公积金|收入|微信|支付宝|树木|养殖|现金|理财|拆迁|补偿款|承包|(?<!开)挖掘?机|装载机|起重机|收割机|拖拉机|机床|[渔货沙砂轮]船|船[舶只]|货物|存货|钢材|木材|仓库|库房|厂房|门店|家电|家具|粮食|苗木|[猪牛羊鸡鸭鹅][舍场棚圈]|[面饭餐酒]馆|超市|开(?:有|了|设)[^，。；]{{0,10}}[店馆厂]|(?:[办建]有|[办建]了|开办|经营|投资)[^，。；]{{0,14}}[厂场坊馆店]|入股|占有?[^，。；]{{0,6}}股|母猪|鱼池|大棚|名义[^，。；]{{0,6}}(?:购买|持有|开设|登记)"

_ASKS_LEADS = (
    r"线索|(?:什么|哪些|有何|有无|有没有)[^。？]{0,8}财产|有(?:什么|哪些|啥)[^。？]{0,6}(?:东西|资产|值钱)|提供[^。？]{0,16}(?:财产|去向|下落)"
    r"|财产[^。？]{0,12}(?:提供|吗|哪些|什么)"
    r"|(?:人在|现在|下落|去向|住在?|躲在?)[^，。？]{0,6}(?:哪|何处|什么地方)"
    r"|(?:下落|行踪|去向)[^。？]{0,8}(?:知道|晓得|清楚|了解|掌握)"
)
_NONE = r"(?:去向|下落|行踪)(?:均|都)?(?:不明|不详|不知|未知)|不知(?:其|他|她)?(?:去向|下落|行踪)|^无(?:[，。；]|$)|没有(?!结|付|还|给|支付|偿还|清偿|履行|收到|拿到)|暂无|无法提供|不能提供|提供不了|未掌握|不掌握|不清楚|不知道|不晓得|无线索|提供不出|没(?:有)?打听到|打听不到|(?:什么|啥)(?:也|都)(?:没|不)"
_REFERS = r"线索书|书面|提交|(?<!不)写了|写在|已经给|清单|材料(?!款|公司|厂|店|费|市场|商|部|有限)"
_NO_MORE = r"(?:早就?|已经?|都|全)+被?(?:他|她|人)?(?:卖|报废|注销)[掉出]?[^，。；给]{0,4}了"  # what he has no more; what he gave away is a lead
_SOLD_AWAY = r"(?:早就?|已经?|都)+被?(?:他|她)?卖给(?:了)?(?:别人|人家|他人|外人)[^，。；]{0,8}了$"
"""Sold to whoever it was; what went to a relation or was given as security is a lead."""
_HAD_ONCE = r"以前|从前|原来|原先|曾经?|过去"
_EXCEPT = r"^除.*外|法院(?:已|查)|已经?(?:查到|查封|冻结)"  # what the court has found itself
_BUT = r"^(?:但是?|不过|只是|只(?:知道|听说)|可是|就是)"
_VAGUE = r"具体[^，。；]{0,8}(?:不清楚|不知道|不详|不明)|(?:哪里?|什么地方|何处)"
_SPOT = r"[省市县镇乡村街路号厂店]|工地|公司|小区"
_AT_HAND = r"电话[^，。；]{0,16}(?:打得通|接得通|(?<!不)[能可]以?(?:打|接)通|一打就通|畅通)|(?<![不没未])(?:联系得上|能联系|可以联系)|(?<!不)在家|平时住在?[^，。；]{0,16}家[中里]"
_ACKNOWLEDGED = (
    r"(?:好|好的|好吧|可以|行|嗯|是|是的|同意|愿意|能|能够|清楚|听清楚?|明白|知道|我?知道了|了解|收到)(?:了|的)*"
)
_FINE = r"没有?(?:问题|意见|异议)"
_PROMISE = r"尽快|尽量|回去|过几天|以后|整理后|稍后|改天|有了?(?:线索)?再|(?:会|将|再|尽快)(?:书面)?(?:提供|提交|交来)"


def clauses(text: str) -> list[str]:
    """A sentence's clauses."""
    return [c for c in re.split(r"[，。；]", text) if c]


def asks_leads(question: str) -> bool:
    """Whether a question asks for leads."""
    return compiled(_ASKS_LEADS).search(question) is not None


def says_none(text: str) -> bool:
    """Whether the words say that there is nothing to give."""
    return any(compiled(p).search(text) for p in (*NO_LEADS, _NONE))


def denies_leads(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where a sheet or record says that there are no leads at all, and does not refer to a sheet that has them."""
    answers = "。".join(flat(row["answer"].raw) for row in paper.rows.get("answers", ()) if "answer" in row)
    if affirmed(_ON_A_SHEET, answers):
        return ()
    found = (match for pattern in NO_LEADS for match in wording(view, paper).matches(pattern))
    if stated := next((places for match, places in found if not compiled(_SOME_ONLY).search(match[0])), ()):
        return stated
    return next((a.evidence for q, a in _on_leads((paper,)) if _denies(flat(q.raw), flat(a.raw))), ())


def _denies(question: str, answer: str) -> bool:
    """Whether an answer says that he has nothing to give, where he was asked for property too."""
    asked_for_all = compiled(r"线索|财产|东西|资产").search(question) is not None
    some_only = compiled(_SOME_ONLY).search(_BESIDES_THE_COURTS.sub(_beside_the_courts, answer)) is not None
    gives = any(oral_lead(sentence) for sentence in re.split("[。；]", answer))
    return asked_for_all and says_none(answer) and not (some_only or gives or refers(answer))


def _beside_the_courts(found: re.Match[str]) -> str:
    """What is said of things beside those that the court found: as if of all things, unless it tells of one."""
    tells_more = any(tells(c) and not says_none(c) for c in clauses(found["rest"]))
    return found[0] if tells_more else re.sub("其[他它余]|别的|另外的?", "", found["rest"])


def refers(text: str) -> bool:
    """Whether the words refer to a sheet."""
    return compiled(_REFERS).search(text) is not None


def tells(text: str) -> bool:
    """Whether the words tell of a thing, a debtor of his, or where he is."""
    return len(text) >= 6 and any(compiled(p).search(text) for p in (THING, CLAIM, ABODE))


def tells_place(text: str) -> bool:
    """Whether they tell where he is, by a place that can be gone to."""
    somewhere = compiled(_SPOT).search(text) is not None or locate(text) is not None
    return somewhere and compiled(ABODE).search(text) is not None and not compiled(_VAGUE).search(text)


def written_lead(text: str) -> str:
    """The lead that an item of a sheet gives; empty where it gives none. 没有固定住所 beside a lead is part of it."""
    rest = "，".join(c for c in clauses(text) if not says_none(c) and not compiled(_EXCEPT).search(c))
    told = tells(rest) and not refers(rest)
    if not says_none(text):
        return text if told else ""
    return text if told and not any(compiled(p).search(text) for p in NO_LEADS) else oral_lead(text)


def oral_lead(sentence: str) -> str:
    """The lead that a sentence of an answer gives. Beside 没有 only what follows 但, a place or a debtor counts.

    Where he lives is no lead on him whom the court can ring up.
    """
    said = [c for c in _still_his(clauses(sentence)) if not refers(c) and not compiled(_EXCEPT).search(c)]
    if any(says_none(c) for c in clauses(sentence)):
        turn = next((i for i, c in enumerate(said) if compiled(_BUT).search(c)), len(said))
        vague = compiled(_VAGUE).search(sentence) is not None
        said = [
            c
            for i, c in enumerate(said)
            if not says_none(c) and (i >= turn or compiled(CLAIM).search(c) or (tells_place(c) and not vague))
        ]
    text = re.sub(_BUT, "", "，".join(said))
    if not tells(text):
        return ""
    sure = _gives(text) or (tells_place(text) and not compiled(_AT_HAND).search(sentence))
    return text if sure else ""


def _still_his(told: Sequence[str]) -> list[str]:
    """The clauses without those on what he has no more: 以前有台挖机，早就卖了."""
    kept: list[str] = []
    for clause in told:
        if not compiled(rf"{_NO_MORE}|{_SOLD_AWAY}").search(clause):
            kept.append(clause)
        elif kept and compiled(_HAD_ONCE).search(kept[-1]):
            kept.pop()
    return kept


def _gives(text: str) -> bool:
    """Whether words tell of a thing or a debtor."""
    return (compiled(THING).search(text) or compiled(CLAIM).search(text)) is not None


def at_hand(text: str) -> bool:
    """Whether words tell only of a respondent whom the court can ring up or find at home."""
    return compiled(_AT_HAND).search(text) is not None and not _gives(text)


@fact("申请执行人.笔录载明线索情况")
def leads_in_record(view: View, subject: Subject) -> Fact:
    """Whether a record has his answer on leads: what he knows, that there are none, or that his sheet has them.

    好的, 尽快提供 say neither. Where the record does not part questions and answers, the usual words for "none" count.
    """
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    own, _ = talks_with(view, party, TALK)
    if not own:
        return talk_fact(view, party, TALK)
    answers = [(states_leads(flat(a.raw)), (*q.evidence[:1], *a.evidence)) for q, a in _on_leads(own)]
    if stated := [places for value, places in answers if value]:
        return Fact(True, stated[0])
    if open_ := [places for value, places in answers if value is None]:
        return Fact(None, open_[0], "申请执行人关于线索的回答没有读明白，须看原件")
    return says(view, own, *NO_LEADS, about="申请执行人提供线索或者没有线索的回答")


def _on_leads(papers: Sequence[Document]) -> list[tuple[Field, Field]]:
    """Questions that ask for leads, each with its answer."""
    rows = [row for paper in papers for row in paper.rows.get("answers", ()) if "question" in row and "answer" in row]
    return [(row["question"], row["answer"]) for row in rows if asks_leads(flat(row["question"].raw))]


def states_leads(answer: str) -> bool | None:
    """Whether an answer states leads, or that there are none; None: it says something else."""
    answer = re.sub(_FINE, "好", answer)
    if says_none(answer) or re.match(r"(?:暂时|目前|现在)?(?:没有|没|无)(?:了|的)?(?:[，。；]|$)", answer):
        return True
    promised = compiled(_PROMISE).search(answer) is not None
    told = [c for c in re.split(r"[。；]", answer) if tells(c) or (refers(c) and not compiled(_PROMISE).search(c))]
    if told:
        return True
    rest = [c for c in clauses(answer) if not re.fullmatch(_ACKNOWLEDGED, c)]
    return False if promised or not rest else None
