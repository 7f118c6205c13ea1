"""Approval forms: a signature under 不同意 approves nothing; forms without opinions are approved by the signature."""

import pytest

from checker.casefile import Document
from checker.derive.signing.opinions import Opinion, approved_by, weigh
from checker.derive.signing.signatures import CHIEF, LEADER, PRESIDENT
from tests.checker.derive.build import case, facts, paper, sign


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("同意。", Opinion.APPROVES),
        ("拟同意，报局长批准。", Opinion.APPROVES),
        ("情况属实，呈院长审批。", Opinion.APPROVES),
        ("无不同意见，准予报结。", Opinion.APPROVES),
        ("前次退回事项已补正，同意结案。", Opinion.APPROVES),
        ("被执行人不能履行，财产不具备处置条件，同意终本。", Opinion.APPROVES),
        ("申请执行人不同意以物抵债，拟同意终本。", Opinion.APPROVES),
        ("同意。请继续关注被执行人财产。", Opinion.APPROVES),
        ("已完成线上查控，移送线下查控组继续调查。", Opinion.APPROVES),
        ("查控工作已经完成。", Opinion.APPROVES),
        ("转线索查控组继续调查。", Opinion.APPROVES),
        ("请财产处置组接收。", Opinion.APPROVES),
        ("移交终本办理组。", Opinion.APPROVES),
        ("线上查控尚未完成。", Opinion.DOUBTFUL),
        ("暂不移送线下查控组。", Opinion.REFUSES),
        ("查控已完成，但车辆没有反馈。", Opinion.DOUBTFUL),
        ("移送线上查控组重新查询。", Opinion.DOUBTFUL),
        ("已完成部分查控，退回线上查控组。", Opinion.REFUSES),
        ("补充查询后移送线下查控组。", Opinion.DOUBTFUL),
        ("移送公安机关。", Opinion.DOUBTFUL),
        ("已完成部分查控。", Opinion.DOUBTFUL),
        ("不同意终本，退回补充调查。", Opinion.REFUSES),
        ("拟不同意。", Opinion.REFUSES),
        ("不予批准。", Opinion.REFUSES),
        ("退回线索查控组。", Opinion.REFUSES),
        ("暂缓报结。", Opinion.REFUSES),
        ("尚不符合终本条件，应继续执行。", Opinion.REFUSES),
        ("待补齐送达回证后同意报结。", Opinion.DOUBTFUL),
        ("再议。", Opinion.DOUBTFUL),
        ("", Opinion.SILENT),
    ],
)
def test_words(text: str, opinion: Opinion) -> None:
    assert weigh(text) is opinion


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("同意不予拘留。", Opinion.APPROVES),
        ("不具备拘留条件，不予拘留。", Opinion.APPROVES),
        ("不同意，应予拘留。", Opinion.REFUSES),
        ("应依法予以拘留。", Opinion.REFUSES),
    ],
)
def test_a_form_on_not_detaining_is_approved_by_not_detaining(text: str, opinion: Opinion) -> None:
    assert weigh(text, "不予拘留审批表") is opinion


def boxes(chief: str, leader: str = "拟同意。") -> Document:
    """The usual form: in each box the opinion, under it the label of the box, then the place to sign."""
    return paper(
        "结案审批表",
        "执行案件结案审批表",
        ("申请执行人不同意以物抵债，该财产退回被执行人。", 0.27, 0.30),
        ("承办人意见", 0.13, 0.34),
        sign("承办人（签名）", "陆正平", at=(0.57, 0.36)),
        (leader, 0.27, 0.40),
        ("组长意见", 0.13, 0.42),
        sign("组长（签名）", "梅月华", at=(0.57, 0.44)),
        ("2022年6月24日", 0.72, 0.44),
        (chief, 0.27, 0.48),
        ("局长意见", 0.13, 0.50),
        sign("局长（签名）", "苏志刚", at=(0.57, 0.52)),
    )


def rows(chief: str) -> Document:
    """A form with the opinion in the row of the signature."""
    return paper(
        "结案审批表",
        "结案审批表",
        ("组长意见：同意", 0.12, 0.36),
        sign("组长签名", "刘某", at=(0.5, 0.36)),
        (f"局长意见：{chief}", 0.12, 0.42),
        sign("局长签名", "万某", at=(0.5, 0.42)),
    )


def columns(chief: str) -> Document:
    """A grid: offices side by side, opinions under them, then the signatures."""
    return paper(
        "结案审批表",
        "结案审批表",
        *[(text, x, 0.30) for text, x in (("组长", 0.3), ("局长", 0.5), ("院长", 0.75))],
        *[(text, x, 0.34) for text, x in (("同意", 0.3), (chief, 0.5))],
        *[sign(text, name, at=(x, 0.38)) for text, name, x in (("组长", "刘某", 0.3), ("局长", "万某", 0.5))],
        sign("院长", at=(0.75, 0.38)),
    )


@pytest.mark.parametrize("form", [boxes, rows, columns])
def test_the_chiefs_own_opinion_decides(form: object) -> None:
    made = form("不同意终本")  # type: ignore[operator]
    assert approved_by(made, CHIEF).value is not True
    assert approved_by(made, LEADER).value is True
    for opinion in ("同意", "同意报结", "准予结案", ""):
        assert approved_by(form(opinion), CHIEF).value is True, opinion  # type: ignore[operator]


def test_the_label_of_a_box_may_wrap() -> None:
    for opinion, approved in (("经初审，符合恢复执行条件，报局长审核。", True), ("经初审，不符合恢复执行条件。", None)):
        form = paper(
            "恢复执行审批表",
            "恢复执行审批表",
            ("经查询，线索不属实，申请执行人不同意撤回申请。", 0.28, 0.395),
            (opinion, 0.28, 0.433),
            ("组长初审意", 0.15, 0.447),
            ("见", 0.19, 0.469),
            sign("组长（签名）", "柳国强", at=(0.58, 0.48)),
        )
        assert approved_by(form, LEADER).value is approved


def test_a_refusal_in_a_box_of_its_own_is_certain() -> None:
    assert approved_by(boxes("不同意。"), CHIEF).value is False
    assert approved_by(rows("退回补充调查"), CHIEF).value is False
    assert approved_by(boxes("同意。", "退回重办。"), LEADER).value is False


def test_the_last_who_signed_decides() -> None:
    both = f"{LEADER}|{CHIEF}"
    assert approved_by(boxes("同意。", "不同意。"), both).value is True
    assert approved_by(boxes("", "不同意。"), both).value is None
    assert approved_by(boxes("不同意。"), both).value is False


def test_no_signature_no_approval() -> None:
    assert approved_by(columns("同意"), PRESIDENT).value is False


def test_the_name_of_a_group_is_no_opinion() -> None:
    form = paper(
        "总对总查控实有情况表",
        "总对总查控实有情况表",
        ("情况属实，同意移送。", 0.23, 0.50),
        ("组长意见", 0.11, 0.53),
        ("线上查控组组长（签字）：柳国强", 0.37, 0.53),
        sign("组长签字", "柳国强", at=(0.6, 0.53)),
    )
    assert approved_by(form, LEADER).value is True


@pytest.mark.parametrize(
    ("opinion", "approved"),
    [("已完成线上查控，移送线下查控组继续调查。", True), ("", True), ("退回补充查询。", None)],
)
def test_the_name_with_its_date_is_no_opinion(opinion: str, approved: bool | None) -> None:
    form = paper(
        "总对总查控实有情况表",
        "总对总查控实有情况表",
        ("存款27625.19元，不足清偿全部债务", 0.31, 0.64),
        (opinion, 0.31, 0.674),
        ("组长意见", 0.12, 0.69),
        ("组长：", 0.51, 0.695),
        ("邱達明2023年2月20日", 0.57, 0.693),
        sign("组长", "邱達明", at=(0.57, 0.693)),
    )
    assert approved_by(form, LEADER).value is approved


@pytest.mark.parametrize(
    ("line", "office", "approved"),
    [
        ("线索查控组组长意见：同意。签名：汪启明2022.8.27", LEADER, True),
        ("线索查控组组长意见：情况属实，同意前往，报局长审批。签名：汪启明2022.8.27", LEADER, True),
        ("线索查控组组长意见：情况属实，同意前往，报局长审批。签名：汪启明2022.8.27", CHIEF, False),
        ("线索查控组组长意见：不同意，暂缓前往。签名：汪启明2022.8.27", LEADER, False),
        ("执行局局长审批意见：同意按拟定的时间前往。签名：汪启明2022.8.27", CHIEF, True),
    ],
)
def test_the_label_may_begin_the_line_of_the_opinion_and_the_signature(line: str, office: str, approved: bool) -> None:
    mark = sign("签名", "汪启明", at=(0.46, 0.3))
    form = paper(
        "出差审批表", "执行人员出差审批表", ("出差时间：2022年8月29日", 0.12, 0.2), ("申请人：韩克勤2022年8月27日", 0.12, 0.25),
        (line, 0.12, 0.3), mark,
    )  # fmt: skip
    view = facts(case(form)).view
    assert approved_by(form, office, view).value is approved
