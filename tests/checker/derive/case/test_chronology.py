"""日期先后: which acts are compared; two days that a lost digit or half a reading may have set at odds are for a person."""

from dataclasses import replace
from datetime import date

import pytest

from checker.casefile import CaseRecord, Document, Evidence
from checker.derive.case.order import Order
from checker.facts import THE_CASE
from tests.checker.derive.build import HE, SUN, ZHOU, ask, case, facts, paper, sign, unread


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ("2022-05-09", "2022-05-11", True),
        ("2022-05-09", "2022-05-09", True),
        ("2022-05-09", "2022-05-01", None),  # 11日 may have been read as 1日
        ("2022-05-19", "2022-05-02", None),
        ("2022-05-19", "2022-05-01", False),
        ("2022-05-09", "2022-05-03", False),
        ("2022-05-09", "2022-01-12", None),
        ("2023-02-09", "2022-01-31", False),
    ],
)
def test_days_in_order(first: str, second: str, holds: bool | None) -> None:
    order = Order("制作日期", date.fromisoformat(first), "送达日期", date.fromisoformat(second), ())
    assert order.holds is holds
    assert order.misread is (holds is None)


def test_a_date_that_was_not_read_tells_nothing() -> None:
    order = Order("制作日期", None, "送达日期", date(2022, 5, 1), ())
    assert order.holds is None
    assert order.misread is False


@pytest.mark.parametrize(("confidence", "holds"), [(0.98, False), (0.76, False), (0.75, None), (0.5, None)])
def test_half_a_reading_supports_no_contradiction(confidence: float, holds: bool | None) -> None:
    place = Evidence("卷宗.pdf", 1, confidence=confidence)
    assert Order("制作日期", date(2022, 5, 9), "送达日期", date(2022, 5, 3), (place,)).holds is holds
    assert Order("制作日期", date(2022, 5, 9), "送达日期", date(2022, 5, 12), (place,)).holds is True


@pytest.mark.parametrize(
    ("served", "confidence", "holds"),
    [("2021-11-21", 0.94, None), ("2021-11-21", 0.99, False), ("2021-09-21", 0.94, False), ("2020-11-21", 0.94, False)],
)
def test_the_last_digit_of_a_year_may_be_misread(served: str, confidence: float, holds: bool | None) -> None:
    place = Evidence("卷宗.pdf", 1, confidence=confidence)
    assert Order("制作日期", date(2022, 10, 11), "送达日期", date.fromisoformat(served), (place,)).holds is holds


ORDERED, COMPARED = "案件.日期有序", "案件.须比对先后的文书"
FILED = CaseRecord(filed_on=date(2022, 3, 1))
TALK = paper("谈话笔录", "谈话笔录", "时间：2022年3月5日", sign("被谈话人", "周启明"))
UNDATED_NOTICE = paper("执行通知书", "执行通知书", "何文斌：", "责令你自动履行。")


def made(kind: str, day: str, *lines: str) -> Document:
    return paper(kind, kind, *lines, (day, 0.6, 0.8))


def served(name: str, day: str, to: str = "何文斌") -> Document:
    rows = (("受送达人", to, 0.2), ("送达文书", f"{name}1份", 0.3), ("受送达人签名", "", 0.45))
    cells = [cell for at, said, y in rows for cell in ((at, 0.12, y), *(((said, 0.34, y),) if said else ()))]
    return paper("送达回证", "送达回证", *cells, sign("受送达人签名", to, at=(0.34, 0.45)), (day, 0.7, 0.45))


NOTICE = made("执行通知书", "2022年3月5日", "何文斌：", "责令你自动履行。")


@pytest.mark.parametrize(
    ("papers", "record", "compared", "ordered"),
    [
        ((), CaseRecord(), None, None),
        ((TALK,), CaseRecord(), False, None),
        ((TALK,), FILED, False, None),
        ((NOTICE,), CaseRecord(), False, None),  # when the case was filed nobody knows
        ((NOTICE,), FILED, True, True),
        ((UNDATED_NOTICE,), FILED, True, None),
        ((NOTICE, served("执行通知书", "2022年3月9日")), CaseRecord(), True, True),
        ((NOTICE, served("执行通知书", "2022年3月3日")), CaseRecord(), True, False),
        ((UNDATED_NOTICE, served("执行通知书", "2022年3月3日")), CaseRecord(), True, None),
        ((NOTICE, served("传票", "2022年3月3日")), CaseRecord(), False, None),
    ],
    ids=[
        "empty", "nothing to compare", "filing alone", "filing unknown", "after filing", "undated", "served", "served before",
        "served, undated", "another paper served",
    ],
)  # fmt: skip
def test_what_is_compared(
    papers: tuple[Document, ...], record: CaseRecord, compared: bool | None, ordered: bool | None
) -> None:
    source = facts(case(*papers, record=record))
    assert source.fact(THE_CASE, COMPARED).value is compared
    assert source.fact(THE_CASE, ORDERED).value is ordered


@pytest.mark.parametrize(
    ("line", "ordered"),
    [
        ("何文斌 发起2022-03-10 反馈2022-03-12", True),
        ("查询时间：2022年2月10日", False),
        ("小型轿车 登记日期2019-07-16", None),
        ("2022-03-12", True),
    ],
)
def test_a_feedback_tells_when_it_was_asked_for(line: str, ordered: bool | None) -> None:
    feedback = paper("总对总查控反馈", "网络查控反馈结果汇总", line, "银行存款：无", "车辆：无", "不动产：无")
    assert ask(ORDERED, feedback, record=FILED).value is ordered


def test_a_feedback_tells_it_in_a_column() -> None:
    rows = (
        ("财产类型", "查询时间", "反馈时间"),
        ("银行存款", "2022.3.19", "2022.3.21"),
        ("车辆", "2022.2.19", "2022.3.21"),
    )
    cells = [(c, 0.12 + 0.3 * x, 0.2 + 0.05 * y) for y, row in enumerate(rows) for x, c in enumerate(row)]
    fact = ask(ORDERED, paper("总对总查控反馈", "网络查控反馈信息汇总表", *cells), record=FILED)
    assert fact.value is False
    assert "2022年2月19日" in fact.note


def test_an_unread_page_may_be_an_act_to_compare() -> None:
    assert ask(COMPARED, TALK, unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("document", "name", "day", "ordered"),
    [
        (made("询价报告", "2022年5月18日", "网络询价报告"), "网络询价报告", "2022年5月16日", False),
        (made("询价报告", "2022年5月18日", "网络询价报告"), "网络询价报告", "2022年5月20日", True),
        (paper("询价报告", "网络询价报告", "报告出具日：2022年5月18日", "有效期至2023年5月17日"), "询价报告", "2022年5月20日", True),
        (paper("询价报告", "网络询价报告", "有效期至", "2023年5月17日"), "询价报告", "2022年5月20日", None),
        (made("询价报告", "2022年5月18日", "网络询价报告"), "询价函", "2022年5月10日", None),
        (made("评估报告", "2022年5月18日", "房地产估价报告"), "房地产估价报告", "2022年5月15日", False),
        (made("评估报告", "2022年5月18日", "资产评估报告"), "评估报告", "2022年5月15日", False),
        (made("拘留决定书", "2022年5月18日", "何文斌：", "拘留十日"), "拘留决定书", "2022年5月15日", False),
        (made("罚款决定书", "2022年5月18日", "何文斌："), "罚款决定书", "2022年5月15日", False),
        (made("罚款决定书", "2022年5月18日", "孙大力："), "罚款决定书", "2022年5月15日", None),
        (made("结案通知书", "2022年5月18日", "周启明、何文斌："), "结案通知书", "2022年5月15日", False),
        (made("终结执行裁定书", "2022年5月18日", "被执行人何文斌"), "终结执行裁定书", "2022年5月15日", False),
    ],
)  # fmt: skip
def test_papers_that_are_served(document: Document, name: str, day: str, ordered: bool | None) -> None:
    fact = ask(ORDERED, document, served(name, day), parties=(ZHOU, HE, SUN))
    assert fact.value is ordered


def test_a_report_may_be_served_on_anybody() -> None:
    report = made("询价报告", "2022年5月18日", "网络询价报告")
    fact = ask(
        ORDERED, report, served("网络询价报告", "2022年5月20日", "周启明"), served("网络询价报告", "2022年5月16日")
    )
    assert fact.value is False
    assert "询价报告" in fact.note


def half_read(document: Document, word: str) -> Document:
    (page,) = document.pages
    lines = tuple(replace(line, confidence=0.7 if word in line.text else 0.98) for line in page.lines)
    return replace(document, pages=(replace(page, lines=lines),))


def test_half_a_reading_is_for_a_person_unless_the_day_stands_elsewhere() -> None:
    half = half_read(made("执行通知书", "2021年3月5日", "何文斌：", "责令你自动履行。"), "2021")
    fact = ask(ORDERED, half, NOTICE, record=FILED)
    assert fact.value is None
    assert "须看原件" in fact.note
    told = paper("承办人变更表", "承办人变更表", "2021年3月5日")
    assert ask(ORDERED, half, NOTICE, told, record=FILED).value is False


@pytest.mark.parametrize(("received", "ordered"), [("2022年6月30日", False), ("2022年7月30日", None)])
def test_what_was_served_at_once_was_made_then(received: str, ordered: bool | None) -> None:
    interview = paper("终本约谈笔录", "终本约谈笔录", "时间：2022年6月29日", "被约谈人：周启明")
    ruling = half_read(made("终本裁定书", "二〇二二年六月二十八日", "何文斌", "终结本次执行程序。"), "二十八")
    assert ask(ORDERED, interview, ruling, served("终本裁定书", received)).value is ordered


def test_what_was_not_compared_is_said() -> None:
    found = ask(ORDERED, made("报告财产令", "2022年3月5日", "何文斌："), UNDATED_NOTICE, record=FILED)
    assert (found.value, found.note) == (True, "比对1组日期，先后相符；另有1组的日期没有读到，未比对")


@pytest.mark.parametrize(("last", "ordered"), [("6月23日", True), ("6月27日", False)])
def test_a_detention_ends_when_its_decision_says(last: str, ordered: bool) -> None:
    words = f"对何文斌拘留十五日，自2022年6月8日起至2022年{last}止。"
    assert ask(ORDERED, made("拘留决定书", "2022年6月8日", "被拘留人：何文斌，男", words)).value is ordered
