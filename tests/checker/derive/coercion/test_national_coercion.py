"""Hiding property, obstruction, 拘传, 拘留, private prosecution: what the papers settle, and what is for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.casefile import Document
from checker.derive.coercion.conduct import stands
from checker.derive.coercion.hiding import HIDES, WITHHOLDS
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, sign, unread

HIDDEN, OBSTRUCTED = "被执行人.隐匿财产拒不交出", "被执行人.妨害执行"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("何文斌有隐匿财产的行为", True),
        ("何文斌无正当理由拒不交出会计账簿", True),
        ("何文斌拒不履行义务并隐匿财产", True),
        ("何文斌将小型轿车藏匿在亲戚家中", True),
        ("未发现何文斌有隐藏、转移、毁损财产等行为", False),
        ("没有隐匿、转移财产等妨害执行行为", False),
        ("隐匿财产的，人民法院有权搜查", False),
        ("是否隐匿财产", False),
        ("何文斌拒绝提交财产状况", False),
        ("申请执行人反映何文斌隐匿财产，经核查不属实", False),
        ("申请执行人反映何文斌隐匿财产", None),
        ("何文斌可能隐匿存款", None),
        ("何文斌没有转移并隐匿财产", None),
        ("未发现何文斌有存款，何文斌隐匿车辆", None),
    ],
)
def test_an_act_stands_affirmed_denied_or_in_doubt(said: str, expected: bool | None) -> None:
    values = [stands(pattern, said) for pattern in (*HIDES, *WITHHOLDS)]
    assert (True if True in values else None if None in values else False) is expected


def opinion(text: str) -> Document:
    return paper("拒执审查意见", "拒执审查意见", "被审查人：何文斌", text)


def test_hiding_is_what_the_court_found() -> None:
    warrant = paper("搜查令", "搜查令", "被执行人何文斌未履行生效法律文书确定的义务，且有隐匿财产的行为。")
    assert ask(HIDDEN, warrant).value is True
    assert ask(HIDDEN, opinion("经查，未发现何文斌有隐匿财产的行为。")).value is False
    assert ask(HIDDEN).value is False


def test_hiding_that_others_tell_is_for_a_person() -> None:
    talk = paper(
        "谈话笔录",
        "谈话笔录",
        "被谈话人：周启明（申请执行人）",
        "问：有什么线索？",
        "答：何文斌把钱都藏起来了，隐匿财产。",
    )
    found = ask(HIDDEN, talk)
    assert found.value is None
    assert found.evidence


def test_hiding_is_not_denied_by_a_page_that_nobody_can_read() -> None:
    assert ask(HIDDEN, unknown=(unread(),)).value is None
    blurred = paper("研究记录", "研究记录", "何文斌", "何文斌的财产情况", confidence=0.3)
    assert ask(HIDDEN, blurred).value is None


def test_a_warning_tells_nothing() -> None:
    notice = paper("执行通知书", "执行通知书", "何文斌：", "隐匿、转移财产的，依法予以罚款、拘留。")
    assert ask(HIDDEN, notice).value is False
    assert ask(OBSTRUCTED, notice).value is False


def test_what_one_of_two_did() -> None:
    note = paper("研究记录", "研究记录", "被执行人何文斌、孙大力", "经查，孙大力隐匿财产。")
    parties = (ZHOU, HE, SUN)
    assert ask(HIDDEN, note, about="孙大力", parties=parties).value is True
    assert ask(HIDDEN, note, about="何文斌", parties=parties).value is False


def test_search_papers_are_his() -> None:
    warrant = paper("搜查令", "搜查令", "对被执行人何文斌的住所进行搜查。")
    record = paper("搜查笔录", "搜查笔录", "被搜查人：何文斌", "未发现现金。")
    assert ask("被执行人.搜查令", warrant).value is True
    assert ask("被执行人.搜查笔录", record).value is True
    assert ask("被执行人.搜查令").value is False
    assert ask("被执行人.搜查笔录", unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("何文斌以暴力、威胁方法阻碍执行人员执行公务。", True),
        ("何文斌将名下存款转移至其妻名下。", True),
        ("经本院两次传唤，何文斌拒不到庭。", True),
        ("其行为已构成妨害民事诉讼。", True),
        ("何文斌没有妨害执行的行为。", False),
        ("建议将何文斌一案转至终本办理组。", False),
        ("已将扣划的款项转入本院账户。", False),
        ("何文斌家庭困难。", False),
        ("有人反映何文斌转移财产，须继续核查。", None),
    ],
)
def test_obstruction(text: str, expected: bool | None) -> None:
    assert ask(OBSTRUCTED, opinion(text)).value is expected


def test_who_was_brought_by_arrest_summons_no_longer_stays_away() -> None:
    ticket = paper("拘传票", "拘传票", "被拘传人：何文斌", "经依法传唤，无正当理由拒不到庭接受询问。")
    assert ask(OBSTRUCTED, ticket).value is False
    assert ask(OBSTRUCTED, opinion("经两次传唤，何文斌拒不到庭。"), ticket).value is False


def test_sanction() -> None:
    fine = paper("罚款决定书", "罚款决定书", "被罚款人：何文斌", "决定对何文斌罚款1000元。")
    stranger = paper("罚款决定书", "罚款决定书", "被罚款人：郑国庆", "决定对郑国庆罚款1000元。")
    name = "被执行人.妨害执行处理材料"
    assert ask(name, fine).value is True
    assert ask(name, stranger).value is None
    assert ask(name).value is False
    missing = paper("研究记录", "研究记录", "被执行人何文斌下落不明，目前无法对其罚款、拘留，待查找到人后再依法处罚。")
    assert ask(name, missing).value is None


def decision(*more: str) -> Document:
    return paper(
        "拘留决定书",
        "拘留决定书",
        "被拘留人：何文斌，男",
        "决定对何文斌拘留十五日，自2022年4月20日起至2022年5月5日止。",
        *more,
    )


def form(*marks: object) -> Document:
    return replace(paper("其他审批表", "司法拘留审批表", "被执行人何文斌", *marks), title="司法拘留审批表")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((decision("经院长批准，决定如下。"),), True),
        ((decision("报院长批准。"),), False),
        ((decision("经院长批准后执行。"),), False),
        ((decision("经副院长批准，决定如下。"),), False),
        ((decision("批准人：贺敏（院长）"),), True),
        ((decision("批准人：贺敏（副院长）"),), False),
        ((decision("签发：院长贺敏"),), True),
        ((decision("签发：副院长贺敏"),), False),
        ((decision("院长：贺敏（已审批）"),), True),
        ((decision("批准人：院长", "执行员：陆正平"),), False),
        ((decision(),), False),
        ((decision(), form("院长意见：同意", sign("院长（签名）", "贺敏"))), True),
        ((decision(), form("局长意见：同意", sign("局长（签名）", "苏志刚"), sign("院长（签名）"))), False),
        ((decision(), form("院长意见", sign("院长（签名）", doubtful=True))), None),
    ],
)
def test_the_president_approves_a_detention(papers: tuple[Document, ...], expected: bool | None) -> None:
    assert ask("被执行人.拘留经院长批准", *papers).value is expected


def test_an_approval_may_lie_on_an_unread_page() -> None:
    assert ask("被执行人.拘留经院长批准", decision(), unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年4月20日已电话通知其妻子。", True),
        ("2022年4月20日联系其家属，无法通知到家属。", True),
        ("2022年4月20日18时已将拘留的原因和处所电话通知被拘留人妻子。", True),
        ("将在二十四小时内通知其家属。", None),
        ("2022年4月21日通知了其家属。", None),
        ("2022年4月23日通知了其家属。", False),
        ("应当在二十四小时内通知其家属。", None),
        ("", None),
    ],
)
def test_the_family_is_told(text: str, expected: bool | None) -> None:
    call = paper("电话记录", "电话记录", "何文斌拘留一事", *([text] if text else []))
    assert ask("被执行人.拘留已通知家属", decision(), call).value is expected


def summons(*marks: object) -> Document:
    return paper("传票", "传票", "被传唤人：何文斌", "应到时间：2022年4月20日", "2022年4月11日", *marks)  # type: ignore[arg-type]


def receipt(listed: str, name: str = "何文斌") -> Document:
    return paper(
        "送达回证",
        "送达回证",
        "受送达人：何文斌",
        ("送达文书", 0.12, 0.3),
        (listed, 0.3, 0.3),
        ("受送达人签名：", 0.12, 0.5),
        sign("受送达人签名", name, at=(0.4, 0.5)),
        ("2022年4月12日", 0.6, 0.5),
    )


def test_a_summons_is_served_by_a_signed_receipt_that_lists_it() -> None:
    assert ask("被执行人.传票送达", summons(), receipt("传票")).value is True
    assert str(ask("被执行人.传票送达日期", summons(), receipt("传票")).value) == "2022-04-12"
    assert ask("被执行人.传票送达", summons(), receipt("传票", "")).value is False
    assert ask("被执行人.传票送达", summons(), receipt("执行通知书")).value is False
    assert ask("被执行人.传票送达", summons(), receipt("拘传票")).value is False
    assert ask("被执行人.传票送达").value is False
    assert ask("被执行人.传票送达", summons(), unknown=(unread(),)).value is None
    assert ask("被执行人.传票送达日期").value is None


def test_arrest_summons() -> None:
    ticket = paper("拘传票", "拘传票", "被拘传人：何文斌", "2022年4月20日")
    assert ask("被执行人.拘传票", ticket).value is True
    assert str(ask("被执行人.拘传票日期", ticket).value) == "2022-04-20"
    assert ask("被执行人.拘传票").value is False
    assert ask("被执行人.拘传票日期").value is None
    signed_one = paper("拘传票", "拘传票", "被拘传人：何文斌", "院长意见：同意拘传", sign("院长", "贺敏"))
    assert ask("被执行人.拘传经院长批准", signed_one).value is True
    assert ask("被执行人.拘传经院长批准", ticket).value is False
    assert ask("被执行人.拘传经院长批准", ticket, unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("lines", "applicant", "police"),
    [
        (("刑事自诉状", "自诉人：周启明，男，住监利市。", "被告人：何文斌，男。"), True, False),
        (("刑事自诉状", "自诉人：监利市人民法院，住所地监利市。", "被告人：何文斌，男。"), False, False),
        (("刑事自诉状", "自诉人：郑国庆，男。", "被告人：何文斌，男。"), None, False),
        (("移送涉嫌拒执犯罪线索函", "监利市公安局：", "何文斌涉嫌拒不执行判决罪，现移送你局。"), False, True),
        (("刑事自诉案件处理结果告知书", "周启明诉何文斌拒不执行判决、裁定罪一案，已准许撤诉。"), True, False),
        (("关于何文斌的材料", "何文斌涉嫌拒不执行判决罪。"), None, False),
    ],
)
def test_who_prosecutes(lines: tuple[str, ...], applicant: bool | None, police: bool) -> None:
    told = replace(paper("自诉材料", *lines), title=lines[0])
    assert ask("被执行人.自诉人为申请执行人", told).value is applicant
    assert ask("被执行人.移送公安机关", told).value is police


def test_no_letter_to_the_police_on_an_unread_page() -> None:
    assert ask("被执行人.移送公安机关", unknown=(unread(),)).value is None
    assert ask("被执行人.自诉人为申请执行人", parties=(ZHOU, MILL)).value is None
