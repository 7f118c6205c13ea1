"""财产: which were found, whether seized, sold, and what was tried after a failed sale."""

from dataclasses import replace

import pytest

from checker.casefile import Document, Mark
from tests.checker.derive.build import ask, case, facts, paper, sign, unread

HOUSE = "监利市容城镇玉沙大道18号2栋301室"
TITLE = "鄂（2017）监利市不动产权第0012345号"


def found(*lines: str) -> Document:
    return paper("总对总查控实有情况表", "总对总查控实有情况表", "被执行人：何文斌", *lines)


BOTH = (found(f"不动产：{HOUSE}，{TITLE}", "车辆：鄂D3K558，大众牌"),)
CAR = found("车辆：鄂D3K558，大众牌")


def names(*papers: Document) -> list[str]:
    return [s.name for s in facts(case(*papers)).subjects("财产")]


def test_properties_once_each() -> None:
    again = paper("不动产查询结果", "不动产登记查询结果", f"权利人何文斌，坐落{HOUSE}，{TITLE}")
    assert names(*BOTH, again, CAR) == [HOUSE, "鄂D3K558"]
    assert names(found("车辆：鄂D3F902"), found("车辆：鄂D3F9Q2"), found("车辆：鄂D3F9O2")) == ["鄂D3F902"]
    assert names(found("车辆：鄂D3F902"), found("车辆：鄂D3F912"), found("车辆：鄂03F902")) == ["鄂D3F902", "鄂D3F912"]


WULING = "鄂D3F902五菱牌小型普通客车"


@pytest.mark.parametrize(
    ("other", "plates"),
    [
        (("车辆：鄂D39902五菱牌小型普通客车",), ["鄂D3F902"]),  # the pen's F
        (("车辆：鄂D39902解放牌货车",), ["鄂D3F902", "鄂D39902"]),
        (("车辆：鄂D3F903五菱牌小型普通客车",), ["鄂D3F902", "鄂D3F903"]),
        (("车辆：鄂D39902五菱牌小型普通客车", f"车辆：{WULING}"), ["鄂D3F902", "鄂D39902"]),
    ],
)
def test_a_plate_misread_by_a_letter(other: tuple[str, ...], plates: list[str]) -> None:
    assert names(found(f"车辆：{WULING}"), found(*other)) == plates


def test_bank_accounts_are_no_property() -> None:
    assert names(found("中国农业银行 6228480789011112279 余额3022.46元")) == []


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("查封裁定书", "查封裁定书", "查封被执行人何文斌所有的鄂D3K558号小型轿车，期限二年。"),
        ("协助执行回执", "协助执行通知书", "协助查封鄂D3K558号车辆。（回执）已办理。"),
        ("查封清单或公告", "查封清单", "鄂D3K558号轿车一辆"),
        ("定价材料", "询价报告", "标的物：鄂D3K558轿车"),
        ("拍卖公告", "拍卖公告", "第一次拍卖：鄂D3K558轿车"),
        ("权属证明", "权属证明", "机动车登记证书 鄂D3K558"),
    ],
)
def test_papers_that_name_the_thing(name: str, kind: str, text: str) -> None:
    own, other = paper(kind, kind, text), paper(kind, kind, text.replace("鄂D3K558", "鄂D9Z001"))
    assert ask(f"财产.{name}", CAR, own, about="鄂D3K558").value is True
    assert ask(f"财产.{name}", CAR, about="鄂D3K558").value is False
    assert ask(f"财产.{name}", CAR, about="鄂D3K558", unknown=(unread(),)).value is None
    second = found("车辆：鄂D3K558，大众牌", "车辆：鄂D9Z001，福田牌")
    assert ask(f"财产.{name}", second, other, about="鄂D3K558").value is False


def notice(round_: str) -> Document:
    return paper("拍卖公告", f"{round_}公告", f"{round_}：鄂D3K558轿车")


def failed(round_: str) -> Document:
    return paper("流拍记录", "流拍记录", f"竞价阶段：{round_}", "鄂D3K558轿车无人报名")


def test_rounds() -> None:
    papers = (CAR, notice("第一次拍卖"), failed("第一次拍卖"), notice("第二次拍卖"), notice("第二次拍卖"))
    assert ask("财产.拍卖公告次数", *papers, about="鄂D3K558").value == 2
    assert ask("财产.拍卖结果次数", *papers, about="鄂D3K558").value == 1
    assert ask("财产.已成交", *papers, about="鄂D3K558").value is False
    sale = paper("成交确认书", "网络拍卖成交确认书", "鄂D3K558轿车以32000元成交")
    assert ask("财产.拍卖结果次数", *papers, sale, about="鄂D3K558").value == 2
    assert ask("财产.变卖记录", *papers, about="鄂D3K558").value is False
    assert ask("财产.变卖记录", *papers, failed("变卖"), about="鄂D3K558").value is True


def outcomes(first: str, second: str) -> Document:
    """The platform's record of two rounds, side by side."""
    return paper(
        "流拍记录", "流拍记录", ("标的物", 0.12, 0.14), ("鄂D3K558轿车", 0.31, 0.14),
        ("阶段", 0.12, 0.22), ("第一次拍卖", 0.31, 0.22), ("第二次拍卖", 0.61, 0.22),
        ("结果", 0.12, 0.4), (first, 0.31, 0.4), (second, 0.61, 0.4),
    )  # fmt: skip


@pytest.mark.parametrize(("second", "results"), [("因无人竞买，已流拍。", 2), ("未开始", 1)])
def test_one_record_may_tell_of_two_rounds(second: str, results: int) -> None:
    papers = (CAR, notice("第一次拍卖"), notice("第二次拍卖"), outcomes("因无人竞买，已流拍。", second))
    assert ask("财产.拍卖公告次数", *papers, about="鄂D3K558").value == 2
    assert ask("财产.拍卖结果次数", *papers, about="鄂D3K558").value == results
    assert ask("财产.拍卖结果次数", *papers, failed("变卖"), about="鄂D3K558").value == results + 1


SIGNED = sign("被询问人", "周启明")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("我不同意以物抵债。", True),
        ("不接受，我要现金。", True),
        ("我公司不愿意接收该车。", True),
        ("同意抵债，愿意接受该车。", False),
        ("我考虑一下。", None),
    ],
)
def test_asset_for_debt(answer: str, expected: bool | None) -> None:
    record = paper("以物抵债征询笔录", "以物抵债征询笔录", "问：鄂D3K558轿车流拍，是否抵债？", f"答：{answer}", SIGNED)
    assert ask("财产.不接受以物抵债", CAR, record, about="鄂D3K558").value is expected


@pytest.mark.parametrize(
    ("question", "answer", "signature", "expected"),
    [
        ("你是否不愿意以物抵债，还是接受以物抵债？", "我愿意接受，抵债给我。", SIGNED, False),
        ("如你不接受以物抵债，将解除查封，你是否接受？", "我接受抵债。", SIGNED, False),
        ("你是否接受以物抵债？", "不接受。", SIGNED, True),
        ("你是否同意以物抵债？", "我们不考虑。", sign("被征询人签名", "周启明"), True),
        ("是否接受以物抵债？", "不接受。", sign("被征询人签名"), False),
        ("是否接受以物抵债？", "不接受。", sign("被征询人签名", doubtful=True), None),
        ("你是否申请强制管理？", "不申请。", SIGNED, None),
    ],
)
def test_only_his_signed_answer_refuses(question: str, answer: str, signature: Mark, expected: bool | None) -> None:
    record = paper("以物抵债征询笔录", "以物抵债征询笔录", "鄂D3K558", f"问：{question}", f"答：{answer}", signature)
    assert ask("财产.不接受以物抵债", CAR, record, about="鄂D3K558").value is expected


def test_a_warning_of_a_forced_sale_is_none() -> None:
    warned = paper("拍卖公告", "拍卖公告", "鄂D3K558轿车", "如流拍将依法进行变卖。")
    assert ask("财产.变卖记录", CAR, warned, about="鄂D3K558").value is False
    for title in ("变卖公告", "网络司法变卖公告"):
        held = paper("拍卖公告", title, "鄂D3K558轿车", "进行变卖活动，现公告如下")
        assert ask("财产.变卖记录", CAR, replace(held, title=title), about="鄂D3K558").value is True


NOTICE_TO_REGISTRY = "请协助查封何文斌名下鄂D3K558号车。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((NOTICE_TO_REGISTRY,), False),
        ((NOTICE_TO_REGISTRY, "协助执行通知书（回执）", "我单位已按要求办理查封登记手续。"), True),
        ((NOTICE_TO_REGISTRY, "回执：鄂D3K558号车辆已协助查封。"), True),
        ((NOTICE_TO_REGISTRY, "回执", "你院通知书收悉，上述车辆已于2022年4月11日办理查封登记。"), True),
        ((NOTICE_TO_REGISTRY, "回执", "上述车辆已于2022.4.11依法查封。"), True),
        ((NOTICE_TO_REGISTRY, "回执", "上述不动产已于2022年4月11日办理查封登记。"), True),
        ((NOTICE_TO_REGISTRY, "回执", "你院通知书已于2022年4月11日收到。"), None),
        ((NOTICE_TO_REGISTRY, "回执", "该车已于2020年4月11日办理抵押登记，未能查封。"), False),
        ((NOTICE_TO_REGISTRY, "回执", "该车已于2020年4月11日办理注销登记。"), None),
        (("回执", "鄂D3K558因该车已报废注销，未能办理查封登记。"), False),
        ((NOTICE_TO_REGISTRY, "协助执行通知书（回执）", "监利市人民法院："), None),
    ],
)
def test_the_registry_replies(lines: tuple[str, ...], expected: bool | None) -> None:
    notice = paper("协助执行通知书", "协助执行通知书", *lines)
    assert ask("财产.协助执行回执", CAR, notice, about="鄂D3K558").value is expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("查封被执行人何文斌所有的鄂D3K558号小型轿车。", True),
        ("申请人申请查封。裁定如下：一、扣押何文斌所有的鄂D3K558号轿车。", True),
        ("驳回查封鄂D3K558号车的申请，不予查封。", False),
        ("裁定如下：解除对鄂D3K558号车的查封。", False),
    ],
)
def test_a_ruling_that_orders_the_seizure(order: str, expected: bool) -> None:
    ruling = paper("查封裁定书", "执行裁定书", order)
    assert ask("财产.查封裁定书", CAR, ruling, about="鄂D3K558").value is expected


def test_the_leader_lets_it_go() -> None:
    def request(*marks: str | Mark | tuple[str, float, float]) -> Document:
        return paper("移送评估拍卖表", "移送评估拍卖表", sign("承办人签名", "韩克勤", at=(0.4, 0.5)), *marks)

    fact = "案件.移送评估拍卖表签名"
    refused = request(("审批意见：不同意移送", 0.12, 0.6), sign("审批人签名", "刘某", at=(0.4, 0.6)))
    assert ask(fact, refused).value is False
    assert ask(fact, request(sign("组长签名", doubtful=True, at=(0.4, 0.6)))).value is None
    assert ask(fact, request(("同意移送。", 0.27, 0.56), sign("组长签名", "刘某", at=(0.4, 0.6)))).value is True
    assert ask(fact, request(sign("组长签名", "刘某", at=(0.4, 0.6)))).value is True


def test_a_car_that_was_never_found_is_for_a_person() -> None:
    record = paper("调查笔录", "调查笔录", "鄂D3K558号轿车查找未果，未能实际扣押。")
    assert ask("财产.具备处置条件", CAR, about="鄂D3K558").value is True
    assert ask("财产.具备处置条件", CAR, record, about="鄂D3K558").value is None


NOTHING = "经查询，被执行人名下不动产：无；车辆：无；股权：无。"


def test_that_nothing_was_found_takes_both_forms() -> None:
    online, offline = (
        found(NOTHING),
        paper("线下查控实有情况表", "线下查控实有情况表", "经线下查控，未发现可供执行的财产。"),
    )
    assert ask("案件.两表载明无财产", online, offline).value is True
    assert ask("案件.两表载明无财产", online).value is False
    assert ask("案件.两表载明无财产", online, unknown=(unread(),)).value is None
    assert ask("案件.两表载明无财产", online, offline, CAR).value is False
    silent = paper("线下查控实有情况表", "线下查控实有情况表", "案号（2022）鄂1023执1号")
    assert ask("案件.两表载明无财产", online, silent).value is None


def test_the_request_is_signed_by_the_leader() -> None:
    request = paper(
        "移送评估拍卖表",
        "移送评估、拍卖表",
        "承办人",
        sign("承办人（签名）", "陆正平"),
        "组长审批",
        sign("组长（签名）"),
    )
    assert ask("案件.移送评估拍卖表签名", request).value is False
    assert ask("案件.移送评估拍卖表签名").value is False


def test_ruling_served_on_the_owner() -> None:
    def receipt(*signed: Mark) -> Document:
        return paper(
            "送达回证",
            "送达回证",
            ("受送达人", 0.12, 0.2),
            ("何文斌", 0.34, 0.2),
            ("《查封裁定书》1份", 0.34, 0.3),
            ("受送达人签名", 0.12, 0.45),
            *signed,
            ("2022年2月25日", 0.7, 0.45),
        )

    fact = "财产.查封裁定已送达被执行人"
    assert ask(fact, CAR, receipt(sign("受送达人签名", "何文斌", at=(0.34, 0.45))), about="鄂D3K558").value is True
    assert ask(fact, CAR, receipt(sign("受送达人签名", at=(0.34, 0.45))), about="鄂D3K558").value is False
    assert ask(fact, CAR, about="鄂D3K558").value is False
