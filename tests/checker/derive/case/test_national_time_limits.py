"""Days of filing and of queries, who cannot be queried, channels that failed, and time that is not counted."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checker.casefile import Document, Party, PartyKind
from tests.checker.derive.build import HE, MILL, ZHOU, Written, ask, paper, unread

RECEIVED, APPLIED = "案件.收到申请日期", "案件.申请书日期"


def form(*rows: tuple[str, str]) -> Document:
    cells: list[Written] = []
    for at, (label, value) in enumerate(rows):
        cells += [(label, 0.12, 0.2 + 0.05 * at), (value, 0.4, 0.2 + 0.05 * at)]
    return paper("立案审批表", "执行案件立案审批表", *cells)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((form(("收到申请日期", "2022年2月27日"), ("立案日期", "2022年3月1日")),), "2022-02-27", id="a row"),
        pytest.param((form(("收案时间", "2022.2.27"), ("立案日期", "2022.3.1")),), "2022-02-27", id="收案时间"),
        pytest.param((form(("收到材料日期：2022年2月27日", ""),),), "2022-02-27", id="in one cell"),
        pytest.param((form(("立案日期", "2022年3月1日"),),), "None", id="the filing day only"),
        pytest.param((paper("立案审批表", "立案审批表", ("收到申请", 0.5, 0.2), ("日期", 0.5, 0.216), ("2022年2月27日", 0.7, 0.208)),),
                     "2022-02-27", id="a wrapped label"),
        pytest.param((paper("受理案件通知书", "受理案件通知书", "本院于2022年2月27日收到你的强制执行申请。"),), "2022-02-27", id="prose"),
        pytest.param((paper("受理案件通知书", "受理案件通知书", "你的申请书已收到，于2022年3月1日立案。"),), "None", id="no day of receipt"),
        pytest.param((), "None", id="nothing"),
    ],
)  # fmt: skip
def test_when_the_application_was_received(papers: Sequence[Document], expected: str) -> None:
    assert str(ask(RECEIVED, *papers).value) == expected


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((form(("收件日期", "2022年2月27日"), ("立案日期", "2022年3月1日")),), "2022-02-27", id="received"),
        pytest.param(
            (
                form(
                    ("立案日期", "2022年3月1日"),
                ),
            ),
            "2022-03-01",
            id="the filing day only",
        ),
        pytest.param((form(("申请日期", "2022年2月20日"), ("立案日期", "2022年3月1日")),), "2022-03-01", id="applied"),
        pytest.param(
            (form(("收件日期", "2022年3月9日"), ("立案日期", "2022年3月1日")),), "2022-03-01", id="after filing"
        ),
        pytest.param((), "None", id="nothing"),
    ],
)
def test_from_which_day_the_notice_is_due(papers: Sequence[Document], expected: str) -> None:
    assert str(ask("案件.执行通知起算日期", *papers).value) == expected


def test_the_day_at_the_foot_of_the_application() -> None:
    applied = paper("强制执行申请书", "强制执行申请书", "此致监利市人民法院", "申请执行人：周启明", "2022年2月27日")
    assert str(ask(APPLIED, applied).value) == "2022-02-27"
    assert ask(APPLIED).value is None


FIRST, LAST = "被执行人.首次网络查询日期", "被执行人.终本前最近网络查询日期"


def feedback(day: str, *more: str, of: str = "何文斌") -> Document:
    return paper(
        "总对总查控反馈", "总对总查询结果", f"被执行人：{of}", f"发起查询日期：{day}", "银行存款：未查询到", *more
    )


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        pytest.param(("2022年3月4日", "2022年6月13日"), "2022-03-04", "2022-06-13", id="two"),
        pytest.param(("2022年3月4日", "2022年3月4日"), "2022-03-04", "2022-03-04", id="two of one day"),
        pytest.param(("2022年3月4日", "2022年7月1日"), "2022-03-04", "2022-07-01", id="the closing day itself"),
        pytest.param(("2022年3月4日", "2022年12月1日"), "2022-03-04", "2022-03-04", id="a query after the closing"),
        pytest.param(("2022年9月1日", "2022年12月1日"), "2022-09-01", "2022-09-01", id="all after it"),
        pytest.param(("2022年3月4日", "年月日"), "None", "None", id="one day was not read"),
        pytest.param((), "None", "None", id="no query"),
    ],
)
def test_first_and_last_query(days: Sequence[str], first: str, last: str) -> None:
    papers = [feedback(day) for day in days]
    assert str(ask(FIRST, *papers).value) == first
    assert str(ask(LAST, *papers).value) == last


def test_the_notice_is_dated_by_its_foot() -> None:
    made = paper("执行通知书", "执行通知书", "何文斌：", "责令你履行义务。", "二〇二二年三月三日")
    assert str(ask("被执行人.执行通知书日期", made).value) == "2022-03-03"
    assert ask("被执行人.执行通知书日期").value is None


FAILED = "被执行人.证券登记查询失败"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param((), False, id="the system has no such channel"),
        pytest.param(("证券：未查询到", "工商登记：未查询到"), False, id="both answered"),
        pytest.param(("证券：查询失败", "工商登记：未查询到"), True, id="securities failed"),
        pytest.param(("证券：未查询到", "工商登记：查询失败"), True, id="the register failed"),
    ],
)
def test_a_channel_that_is_listed_and_failed(more: Sequence[str], expected: bool) -> None:
    assert ask(FAILED, feedback("2022年3月4日", *more)).value is expected


def test_a_channel_that_failed_once_and_answered_later() -> None:
    papers = (feedback("2022年3月4日", "证券：查询失败"), feedback("2022年6月4日", "证券：未查询到"))
    assert ask(FAILED, *papers).value is False


def test_a_channel_that_failed_may_have_answered_on_an_unread_page() -> None:
    assert ask(FAILED, feedback("2022年3月4日", "证券：查询失败"), unknown=(unread(),)).value is None
    assert ask(FAILED).value is False


VILLAGE = Party("被执行人", "监利市汴河镇长湖村村民委员会", PartyKind.ORGANISATION)


@pytest.mark.parametrize(
    ("party", "papers", "expected"),
    [
        pytest.param(HE, (), False, id="a person"),
        pytest.param(MILL, (), False, id="a firm"),
        pytest.param(VILLAGE, (), None, id="a village, no code read"),
        pytest.param(replace(VILLAGE, id="54421023MF1234567X"), (), False, id="a village with a code"),
        pytest.param(
            VILLAGE,
            (paper("研究记录", "研究记录", f"{VILLAGE.name}无组织机构代码，不能查询。"),),
            True,
            id="it has none",
        ),
    ],
)
def test_who_cannot_be_queried(party: Party, papers: Sequence[Document], expected: bool | None) -> None:
    assert ask("被执行人.不能网络查询", *papers, parties=(ZHOU, party)).value is expected


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((), False, id="nothing"),
        pytest.param((paper("流拍记录", "流拍记录", "无人竞买。"),), None, id="an auction"),
        pytest.param((paper("其他审批表", "延长执行期限审批表", "拟延长执行期限三个月。"),), None, id="an extension"),
        pytest.param((paper("其他裁定书", "执行裁定书", "裁定如下：中止本案的执行。"),), None, id="a suspension"),
        pytest.param((paper("其他裁定书", "执行裁定书", "裁定如下：驳回异议。"),), False, id="another ruling"),
        pytest.param((paper("其他审批表", "审批表", "同意查询。"),), False, id="another approval"),
    ],
)
def test_time_that_is_not_counted(papers: Sequence[Document], expected: bool | None) -> None:
    found = ask("案件.扣除期间后未超期", *papers)
    assert found.value is expected
    assert expected is False or "须由人" in found.note
