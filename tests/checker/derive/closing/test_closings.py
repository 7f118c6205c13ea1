"""结案: approvals, ruling, money, waiver, settlement, review, resumption, aftercare."""

from dataclasses import replace
from datetime import date

import pytest

from checker.casefile import CaseRecord, Document, Mark, Party, PartyKind, Presence
from checker.derive import DerivedFacts
from checker.derive.view import View
from checker.facts import THE_CASE
from tests.checker.derive.build import HE, SUN, ZHOU, ask, case, paper, seal, sign


def approval(*by: str, unsigned: str = "") -> Document:
    rows = [
        item for role in by for item in (f"{role}意见", sign(f"{role}（签名）", "" if role == unsigned else "某人"))
    ]
    return paper("结案审批表", "执行案件结案审批表", *rows)


def test_a_refusal_is_no_approval() -> None:
    refused = paper(
        "结案审批表",
        "结案审批表",
        ("承办人意见：拟终本", 0.12, 0.3),
        sign("承办人签名", "韩克勤", at=(0.5, 0.3)),
        ("组长意见：不同意报审", 0.12, 0.36),
        sign("组长签名", "刘某", at=(0.5, 0.36)),
        ("局长意见：退回补充调查", 0.12, 0.42),
        sign("局长签名", "万某", at=(0.5, 0.42)),
    )
    assert ask("案件.报审材料签名", refused).value is False
    assert ask("案件.结案审批已批准", refused).value is False


@pytest.mark.parametrize(
    ("form", "review", "approved"),
    [
        (approval("承办人", "组长", "局长", "院长"), True, True),
        (approval("承办人", "组长"), True, False),
        (approval("承办人", "组长", "院长", unsigned="院长"), True, False),
        (approval("承办人", "组长", "院长", unsigned="组长"), False, True),
    ],
)
def test_approval(form: Document, review: bool, approved: bool | None) -> None:
    assert ask("案件.报审材料签名", form).value is review
    assert ask("案件.结案审批已批准", form).value is approved


def test_two_offices_in_one_label_settle_nothing() -> None:
    form = paper("结案审批表", "结案审批表", "局长院长审批", sign("签名", "某人"))
    assert ask("案件.结案审批已批准", form).value is None


PRESIDING, JUDGE, LAY = "审判长签名", "审判员签名", "人民陪审员签名"


def panel(*rooms: Mark, text: str = "评议结果：一致同意终结本次执行程序。", named: str = "") -> Document:
    return paper(
        "合议庭评议笔录", "合议庭评议笔录", named, text, "合议庭成员签名：", *rooms, "记录人：", sign("记录人")
    )


NAMED = "合议庭成员：审判长梁永年、审判员陆正平、人民陪审员杜小青"


@pytest.mark.parametrize(
    ("record", "signed"),
    [
        (panel(sign("", "梁永年"), sign("", "陆正平"), sign("", "杜小青")), True),
        (panel(sign("", "梁永年"), sign(""), sign("", "杜小青")), False),
        (panel(sign("", "梁永年"), named=NAMED), None),
        (panel(sign("", "梁永年"), sign("", "陆正平"), named=NAMED), None),
        (panel(sign("", "梁永年、陆正平、杜小青"), named=NAMED), True),
        (panel(sign("", "梁永年 陸正平杜小春"), named=NAMED), True),
        (panel(sign("", "梁永年 陸正平"), named=NAMED), False),
        (panel(sign("", "梁永年 陸正平|"), named=NAMED), False),
        (panel(sign("", "梁永年 陸正平 杜"), named=NAMED), None),
        (panel(sign("", "（签）梁永年 （签）陆正平"), named=NAMED), False),  # 梁永年（签） 陆正平（签） are printed
        (panel(sign("", "（签）梁永年 （签）陆正平 （签）杜小青"), named=NAMED), True),
        (panel(sign("", "梁永年 陸正平"), text="评议结果：一致同意。", named=""), None),
        (panel(sign("", "粱永年 陸乎平 杜小青"), named=NAMED), True),
        (panel(sign("", "粱永年 陸正平"), named="成员：梁永年（审判长）、陆正平、杜小青"), False),
        (panel(sign("", "梁永年 陆正平杜小青"), named="成员：梁永年（审判长）、陆正平、杜小青"), True),
        (panel(sign("", "梁永年"), sign(""), named=NAMED), False),
        (panel(sign("", "梁永年 陆正平 杜小青"), named=f"2022年6月9日，{NAMED}在执行局会议室对本案进行评议"), True),
        (panel(sign("", "梁永年 陆正平"), named=f"2022年6月9日，{NAMED}在执行局会议室对本案进行评议"), False),
        (panel(*(sign(JUDGE, n) for n in ("梁永年", "陆正平", "杜小青")), sign(LAY), named=NAMED), True),
        (panel(*(sign(JUDGE, n) for n in ("梁某", "陆某", "杜某")), sign(LAY)), None),
        (panel(sign(PRESIDING, "梁永年"), sign(JUDGE, doubtful=True), sign(JUDGE, "杜小青")), None),
    ],
)
def test_every_member_of_the_panel_signs(record: Document, signed: bool | None) -> None:
    assert ask("案件.合议庭成员签名", record).value is signed


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("评议结果：合议庭一致意见，终结本次执行程序，报院长批准。", True),
        ("评议意见：经合议庭评议，一致同意裁定终结（2022）鄂1023执1号案的本次执行程序，报请审批。", True),
        ("评议：同意终本", True),
        ("评议结论：不符合终本条件，不予终本。", False),
        ("评议结论：不同意终结本次执行程序，应当继续执行。", False),
        ("评议结论：退回线索查控组补充调查。", False),
        ("陆正平：本案是否可以终结本次执行程序，请评议。", None),
    ],
)
def test_what_the_panel_concludes(text: str, agrees: bool | None) -> None:
    assert ask("案件.合议庭同意终本", panel(sign("", "梁永年"), text=text)).value is agrees


def receipt(paper_name: str, on: str, *, signed: bool = True) -> Document:
    return paper(
        "送达回证",
        "送达回证",
        ("受送达人", 0.12, 0.2),
        ("周启明", 0.34, 0.2),
        (paper_name, 0.34, 0.3),
        ("受送达人签名", 0.12, 0.45),
        sign("受送达人签名", "周启明" if signed else "", at=(0.34, 0.45)),
        (on, 0.7, 0.45),
    )


RULING = paper("终本裁定书", "执行裁定书", "终结本次执行程序。", "二〇二二年六月二十八日")


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        (receipt("终本裁定书1份", "2022年6月30日"), True),
        (receipt("执行裁定书", "2022年6月30日"), True),
        (receipt("执行裁定书", "2022年3月8日"), False),
        (receipt("冻结裁定书", "2022年6月30日"), False),
        (receipt("终本裁定书", "2022年6月30日", signed=False), False),
    ],
)
def test_ruling_served(served: Document, expected: bool) -> None:
    assert ask("申请执行人.裁定书送达回证", RULING, served).value is expected


def money(kind: str, amount: str, number: str = "", on: str = "2022年3月2日") -> Document:
    return paper(kind, kind, f"编号：{number}" if number else "", f"金额（小写）：￥{amount}", on)


@pytest.mark.parametrize(
    ("papers", "fen"),
    [
        ((money("案款收据", "16400.00", "0045182"), money("案款收据", "10000.00", "0045201")), 2640000),
        ((money("案款收据", "26400.00"), money("案款发放凭证", "26400.00")), 2640000),
        ((money("案款收据", "10000.00", "0045182"), money("案款收据", "10000.00", "0045182")), 1000000),
        ((money("案款发放凭证", "500.00"),), 50000),
        ((), 0),
    ],
)
def test_received(papers: tuple[Document, ...], fen: int) -> None:
    assert ask("案件.到位金额", *papers).value == fen


def slip(amount: str, title: str = "银行回单", *more: str) -> Document:
    made = paper("案款收据", title, "编号：778899", f"金额：{amount}元", *more, "2022年3月1日")
    return replace(made, title=title)


@pytest.mark.parametrize(
    ("papers", "fen"),
    [
        ((money("案款收据", "30000.00", "0001"), slip("30000.00")), None),
        ((money("案款收据", "30000.00", "0001"), paper("案款收据", "银行回单", "金额：30000.00元")), None),
        ((money("案款收据", "60000.00", "0001"), slip("60000.00")), 6000000),
        ((money("案款收据", "20000.00", "0001"), slip("20000.00", "转账凭证")), 2000000),
        ((money("案款收据", "60000.00", "0001"), slip("40000.00", "退款回单")), None),
        ((money("案款收据", "60000.00", "0001"), slip("40000.00", "电子回单", "摘要：退回多缴案款")), None),
        ((money("案款收据", "90000.00", "0001"), slip("10000.00", "退款回单")), 8000000),
        ((money("案款收据", "40000.00", "0001"), money("案款收据", "20000.00", "0002")), 6000000),
    ],
)
def test_papers_of_the_same_money(papers: tuple[Document, ...], fen: int | None) -> None:
    assert ask("案件.到位金额", *papers, record=CaseRecord(claim_fen=6000000)).value == fen


def test_an_amount_that_cannot_be_read() -> None:
    assert ask("案件.到位金额", paper("案款收据", "案款收据", "今收到执行款")).value is None


def test_claim_of_the_record() -> None:
    assert ask("案件.申请执行金额", record=CaseRecord(claim_fen=5883300)).value == 5883300
    assert ask("案件.申请执行金额").value is None


def application(*request: str) -> Document:
    return paper("强制执行申请书", "强制执行申请书", "申请执行人：周启明", *request, "此致", "监利市人民法院")


def approval(amount: str) -> Document:
    return paper("结案审批表", "结案审批表", ("标的额", 0.12, 0.3), (amount, 0.34, 0.3))


@pytest.mark.parametrize(
    ("papers", "fen"),
    [
        ((application("申请事项：责令被执行人立即给付借款41260元。", "事实和理由：约定给付41260元。"),), 4126000),
        ((application("请求：强制被执行人支付租金及赔偿款共计128000元。", "依据：民事判决书"),), 12800000),
        ((application("请求事项：支付本金5万元、利息8833元，合计58833元；执行费由被执行人承担。"),), 5883300),
        ((application("申请事项：支付货款67850元，并承担本案执行费950元。"),), 6785000),
        ((application("申请事项：支付货款67850元及逾期利息。"),), None),
        ((application("申请事项：支付本金50000元及利息8833元。"),), None),
        ((application("申请事项：合计支付58833元，并加倍支付迟延履行期间的债务利息。"),), None),
        ((application("申请事项：强制执行民事调解书。", "事实和理由：借款41260元。"),), None),
        ((approval("41260元"),), 4126000),
        ((application("申请事项：给付借款41260元。"), approval("41260元")), 4126000),
        ((application("申请事项：给付借款41260元。"), approval("31260元")), None),
        ((application("申请事项：支付货款67850元及逾期利息。"), approval("69000元")), 6900000),
    ],
)
def test_claim_of_the_papers(papers: tuple[Document, ...], fen: int | None) -> None:
    assert ask("案件.申请执行金额", *papers).value == fen


def test_waiver_of_every_applicant() -> None:
    other = Party("申请执行人", "卫东平", PartyKind.PERSON)
    paper_ = paper("放弃声明", "声明书", "本人周启明自愿放弃剩余权利。", sign("声明人（签名）", "周启明"))
    assert ask("案件.放弃声明", paper_).value is True
    assert ask("案件.放弃声明签名", paper_).value is True
    assert ask("案件.放弃声明", paper_, parties=(ZHOU, other, HE)).value is False
    empty = paper("放弃声明", "声明书", "本人周启明自愿放弃剩余权利。", sign("声明人（签名）"))
    assert ask("案件.放弃声明签名", empty).value is False


@pytest.mark.parametrize(
    ("answers", "gives_up"),
    [
        (("问：你是否放弃其余债权？", "答：不放弃，要求继续执行。"), False),
        (("问：你有什么意见？", "答：我不同意放弃剩余债权。"), False),
        (("问：你有什么意见？", "答：我自愿放弃剩余债权。"), True),
        (("问：你是否放弃其余债权？", "答：同意放弃。"), True),
        (("问：其余利息你是否不再主张？", "答：剩余利息不再主张，放弃其余权利。"), True),
    ],
)
def test_a_waiver_in_a_talk(answers: tuple[str, ...], gives_up: bool) -> None:
    record = paper("谈话笔录", "谈话笔录", "被谈话人：周启明（申请执行人）", *answers, sign("被谈话人签名", "周启明"))
    assert ask("案件.放弃声明", record).value is gives_up


def settlement(he: str = "何文斌") -> Document:
    return paper(
        "执行和解协议",
        "执行和解协议",
        "甲方（签名）：",
        sign("甲方（签名）", "周启明"),
        "乙方（签名）：",
        sign("乙方（签名）", he),
        "执行人员：",
        sign("执行人员", "陆正平"),
    )


def test_both_sides_sign() -> None:
    assert ask("案件.和解被执行人签名", settlement()).value is True
    assert ask("案件.和解被执行人签名", settlement("")).value is False
    assert ask("案件.和解申请人签名", settlement("")).value is True


@pytest.mark.parametrize(
    ("parties", "rooms", "signed"),
    [
        ("何文斌、孙大力", (sign("乙方", "何文斌"), sign("乙方")), False),
        ("何文斌、孙大力", (sign("乙方", "何文斌"),), None),
        ("何文斌、孙大力", (sign("乙方", "何文斌"), sign("乙方", "孙大力")), True),
        ("何文斌、孙大力", (sign("乙方", "何文斌 孙大力"),), True),
        ("何文斌", (sign("乙方", "何文斌"),), True),
    ],
)
def test_every_respondent_of_the_agreement_signs(parties: str, rooms: tuple[Mark, ...], signed: bool | None) -> None:
    agreement = paper("执行和解协议", "执行和解协议", f"甲方：周启明，乙方：{parties}。", *rooms)
    assert ask("案件.和解被执行人签名", agreement, parties=(ZHOU, HE, SUN)).value is signed


@pytest.mark.parametrize(
    ("clause", "secured"),
    [
        ("三、案外人童国安对余款的给付提供连带责任担保；", True),
        ("乙方以其名下房屋提供抵押担保。", True),
        ("担保人：童国安", True),
        ("乙方未当场履行，未提供担保，余款分期。", False),
        ("乙方未当场履行。担保人：无。", False),
        ("乙方没有提供任何担保。", False),
        ("如乙方提供担保，可以延期。", False),
        ("担保事宜由双方另行协商。", None),
    ],
)
def test_security_that_is_given(clause: str, secured: bool | None) -> None:
    assert ask("案件.和解担保", paper("执行和解协议", "执行和解协议", clause)).value is secured


@pytest.mark.parametrize(
    ("kind", "lines", "decided"),
    [
        ("研究记录", ("研究是否将何文斌纳入失信名单",), False),
        ("研究记录", ("研究双方和解后以终结执行结案，同意。",), True),
        ("其他审批表", ("申请执行人撤回执行申请，拟终结执行。",), True),
        ("结案审批表", ("拟终结执行。",), True),
        ("结案审批表", ("组长意见：不同意",), False),
    ],
)
def test_the_leader_decides_on_the_settlement(kind: str, lines: tuple[str, ...], decided: bool) -> None:
    made = paper(kind, kind, *lines, sign("组长签名", "刘某"))
    assert ask("案件.和解组长决定", settlement(), made).value is decided


def test_security_and_group() -> None:
    clause = paper("执行和解协议", "执行和解协议", "案外人童国安对余款承担连带保证责任。")
    assert ask("案件.和解担保", clause).value is True
    assert ask("案件.和解担保", settlement()).value is False
    assert ask("案件.经办组", record=CaseRecord(group="clue")).value == "线索查控组"
    assert ask("案件.经办组").value is None


@pytest.mark.parametrize(
    ("text", "passed"), [("经审查合格，准予报结。", True), ("材料不齐全，退回补正。", False), ("审查意见：", None)]
)
def test_review(text: str, passed: bool | None) -> None:
    form = paper("结案审查表", "结案审查表", text, "2022年5月10日", seal())
    assert ask("案件.结案审查合格", form).value is passed
    assert ask("案件.结案审查盖章", form).value is True
    assert ask("案件.结案审查盖章", paper("结案审查表", "结案审查表", text)).value is False
    assert ask("案件.结案审查盖章", paper("结案审查表", "结案审查表", seal(Presence.DOUBTFUL))).value is None
    assert str(ask("案件.结案审查日期", form).value) == "2022-05-10"
    assert ask("案件.已报结", form).value is False


@pytest.mark.parametrize(
    ("lines", "passed"),
    [
        (("审查结论：☑合格　□退回整改",), True),
        (("审查结论：合格（√）　不合格（　）",), True),
        (("审查结论：□合格　☑退回整改",), False),
        (("审查结论：合格（　）　不合格（√）",), False),
        (("审查结论：□合格　□退回整改",), None),
        (("前次退回整改事项已补正，审查合格，准予报结。",), True),
        (("1．结案方式是否正确：正确；2．卷内材料是否齐全：齐全；", "经审查，符合终结执行结案条件，准予报结。"), True),
        (("审查意见：无不同意见，同意报结。",), True),
        (("审查项目：送达回证是否齐全", "审查结论："), None),
        (("审查意见：手续欠缺，未达到齐全要求，请补齐后再报。",), False),
        (("审查意见：不同意报结。",), False),
        (("审查意见：符合结案条件，但缺少送达回证。",), None),
    ],
)
def test_what_the_review_concludes(lines: tuple[str, ...], passed: bool | None) -> None:
    assert ask("案件.结案审查合格", paper("结案审查表", "结案审查表", *lines)).value is passed


@pytest.mark.parametrize(
    ("leader_on", "chief_says", "leader", "chief"),
    [
        ("2022年6月1日", "同意", "2022-06-01", True),
        ("", "同意恢复执行", "None", True),
        ("", "不同意恢复", "None", False),
    ],
)
def test_a_date_belongs_to_one_signature(leader_on: str, chief_says: str, leader: str, chief: bool) -> None:
    form = paper(
        "恢复执行审批表",
        "恢复执行审批表",
        ("组长初审意见：同意", 0.12, 0.3),
        sign("组长签名", "刘某", at=(0.5, 0.3)),
        (leader_on, 0.7, 0.3),
        (f"局长审核意见：{chief_says}", 0.12, 0.4),
        sign("局长签名", "万某", at=(0.5, 0.4)),
        ("2022年6月2日", 0.7, 0.4),
    )
    assert str(ask("案件.恢复组长初审日期", form).value) == leader
    assert str(ask("案件.恢复局长审核日期", form).value) == "2022-06-02"
    assert ask("案件.恢复局长签名", form).value is chief


def test_leader_before_chief() -> None:
    form = paper(
        "恢复执行审批表",
        "恢复执行审批表",
        "组长初审意见：同意",
        sign("组长（签名）", "柳国强"),
        ("2023年2月9日", 0.6, 0.15),
        "局长审核意见：同意",
        sign("局长（签名）", "苏志刚"),
        ("2023年2月10日", 0.6, 0.24),
    )
    assert ask("案件.恢复组长签名", form).value is True
    assert str(ask("案件.恢复组长初审日期", form).value) == "2023-02-09"
    assert str(ask("案件.恢复局长审核日期", form).value) == "2023-02-10"


def after(day: date, *papers: Document) -> DerivedFacts:
    file = case(RULING, receipt("终本裁定书", "2022年6月30日"), *papers)
    return DerivedFacts(View(file, (ZHOU, HE), day))


def query(on: str) -> Document:
    return paper("总对总查控反馈", "网络查控反馈", f"查询时间：{on}")


def message(on: str) -> Document:
    return paper("短信告知记录", "短信告知记录", f"{on} 本院再次网络查询被执行人财产，未发现可供执行财产。")


@pytest.mark.parametrize(
    ("day", "owed"),
    [(date(2022, 12, 30), 0), (date(2022, 12, 31), 1), (date(2023, 7, 1), 2), (date(2030, 1, 1), 10)],
)
def test_half_years_that_ended(day: date, owed: int) -> None:
    assert after(day).fact(THE_CASE, "案件.终本后应查询次数").value == owed


def test_queries_and_messages_in_their_half_years() -> None:
    told = after(date(2023, 12, 31), query("2022年12月19日"), query("2023年6月14日"), message("2022年12月22日"))
    assert told.fact(THE_CASE, "案件.终本后已查询次数").value == 2
    assert told.fact(THE_CASE, "案件.终本后已告知次数").value == 1
    assert "缺" in told.fact(THE_CASE, "案件.终本后已查询次数").note


def test_two_queries_in_one_half_year_are_one() -> None:
    twice = after(date(2023, 12, 31), query("2022年9月1日"), query("2022年12月19日"))
    assert twice.fact(THE_CASE, "案件.终本后已查询次数").value == 1


def test_registered() -> None:
    sheet = paper("案件流程信息表", "案件流程信息表", ("录入终本案件信息库", 0.12, 0.3), ("2022年7月4日", 0.5, 0.3))
    source = after(date(2022, 8, 1), sheet)
    assert source.fact(THE_CASE, "案件.终本库录入记录").value is True
    assert str(source.fact(THE_CASE, "案件.终本库录入日期").value) == "2022-07-04"
    assert after(date(2022, 8, 1)).fact(THE_CASE, "案件.终本库录入记录").value is False


def test_two_dates_read_as_one_line() -> None:
    merged = after(date(2023, 1, 31), paper("总对总查控反馈", "网络查控反馈汇总表", "2022.12.192022.12.21未开户"))
    assert merged.fact(THE_CASE, "案件.终本后已查询次数").value == 1


def text_to(whom: str, text: str) -> Document:
    return paper("短信告知记录", "短信告知记录", f"接收人：{whom}", text)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (text_to("周启明", "2022年12月20日 本院再次查询被执行人财产，未发现可供执行财产。"), 1),
        (text_to("周启明", "2022年12月20日 经网络查控，结果为无存款、无车辆。"), 1),
        (text_to("周启明", "2022年12月20日 本次查询发现何文斌名下有存款300元，已冻结。"), 1),
        (text_to("何文斌", "2022年12月20日 经查询未发现你有财产，请尽快履行义务。"), 0),
        (text_to("何文斌", "2022年12月20日 请尽快报告财产，履行义务。"), 0),
        (text_to("周启明", "2022年12月20日 请提供新的财产线索。"), 0),
        (text_to("周启明", "2022年12月20日 已收到财产线索，查询结果稍后告知。"), 0),
    ],
)
def test_what_is_told_to_whom(message: Document, told: int) -> None:
    source = after(date(2023, 1, 31), query("2022年12月19日"), message)
    assert source.fact(THE_CASE, "案件.终本后已告知次数").value == told


def test_every_respondent_is_queried() -> None:
    def made(*names: str) -> object:
        queries = [paper("总对总查控反馈", "网络查控反馈", f"被执行人：{n}", "查询时间：2022年12月19日") for n in names]
        file = case(RULING, receipt("终本裁定书", "2022年6月30日"), *queries, parties=(ZHOU, HE, SUN))
        source = DerivedFacts(View(file, (ZHOU, HE, SUN), date(2023, 1, 31)))
        return source.fact(THE_CASE, "案件.终本后已查询次数").value

    assert made("何文斌") == 0
    assert made("何文斌", "孙大力") == 1
    assert made("何文斌、孙大力") == 1
    assert made("") is None


@pytest.mark.parametrize(
    ("kind", "text", "entered"),
    [
        ("案件流程信息表", "2022年7月4日录入终本案件信息库", True),
        ("案件流程信息表", "3裁定书送达申请执行人许婷4录入终本案件信息库2022年7月4日许婷", True),
        ("案件流程信息表", "是否录入终本案件库：是，录入日期：2022年7月4日", True),
        ("案件流程信息表", "终本案件已录入全国终本案件信息库（2022年7月4日）", True),
        ("案件流程信息表", "终本案件库：尚未录入终本库（截至2022年7月4日）", False),
        ("案件流程信息表", "裁定送达后将录入终本案件信息库。2022年7月4日", False),
        ("终本约谈笔录", "告知：裁定终结本次执行后录入终本案件信息库，2022年7月4日", False),
    ],
)
def test_an_entry_that_was_made(kind: str, text: str, entered: bool) -> None:
    source = after(date(2022, 8, 1), paper(kind, kind, text))
    assert source.fact(THE_CASE, "案件.终本库录入记录").value is entered
