"""报告财产 and 失信: who reported, whether it was checked, what was done about who did not, and what a person must judge."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, sign, unread
from tests.checker.derive.records import record

REPORT, CHECKED, FAILED = "被执行人.财产申报表", "被执行人.申报财产已核查", "被执行人.未依法报告财产"


def declared(day: str = "2022年4月20日", signed: str = "何文斌", of: str = "何文斌") -> Document:
    return paper(
        "财产申报表",
        "被执行人财产申报表",
        f"被执行人：{of}",
        "银行存款：无",
        "申报人（签名）：",
        sign("申报人", signed),
        day,
    )


def feedback(day: str, of: str = "何文斌") -> Document:
    return paper("总对总查控反馈", "总对总查询结果", f"被执行人：{of}", f"发起查询日期：{day}", "银行存款：未查询到")


def talk(*said: str, who: str = "何文斌") -> Document:
    return paper("询问笔录", "询问笔录", "时间：2022年4月20日", f"被询问人：{who}，被执行人", *said)


def note(*said: str, kind: str = "研究记录") -> Document:
    return paper(kind, kind, *said)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((declared(),), True, id="signed"),
        pytest.param((declared(signed=""),), None, id="nobody signed: the blank one of the order"),
        pytest.param((declared(of="孙大力", signed="孙大力"),), False, id="another's"),
        pytest.param((), False, id="none"),
    ],
)
def test_whether_he_handed_in_a_report(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(REPORT, *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((declared(), feedback("2022年4月20日")), True, id="queried on the day of the report"),
        pytest.param((declared(), feedback("2022年6月13日")), True, id="queried later"),
        pytest.param((declared(), feedback("2022年4月19日")), False, id="queried the day before"),
        pytest.param((declared(), feedback("2022年6月13日", of="孙大力")), False, id="another was queried"),
        pytest.param((declared("2022年2月20日"), record("熊正华", "村民委员会主任")), True, id="asked about him later"),
        pytest.param((declared(), record("熊正华", "村民委员会主任")), False, id="asked about him before"),
        pytest.param((declared(), note("经核实，何文斌申报的财产情况属实。")), True, id="a record that says so"),
        pytest.param((declared(), note("经核实，被执行人申报的财产情况属实。")), None, id="checked, not said whose"),
        pytest.param((declared(), note("被执行人申报的财产情况尚未核实。")), False, id="a record that it was not"),
        pytest.param((declared(), note("未对何文斌申报的财产进行核实。")), False, id="a record that denies it"),
        pytest.param((declared("年　月　日"), feedback("2022年6月13日")), None, id="its day was not read"),
        pytest.param((declared(),), False, id="nothing"),
    ],
)
def test_whether_a_report_was_checked(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(CHECKED, *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


def claiming(*cells: str) -> Document:
    rows = [(cell, 0.38, 0.3 + row / 20) for row, cell in enumerate(cells)]
    return paper(
        "财产申报表",
        "财产申报表",
        "被执行人：何文斌",
        *rows,
        "申报人（签名）：",
        sign("申报人", "何文斌"),
        "2022年4月20日",
    )


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((claiming("霍城县单庆国欠菜款12000元"),), False, id="nobody asked its debtor"),
        pytest.param((claiming("宏图装修部尚欠本人工程款18000元"),), False, id="of a firm"),
        pytest.param(
            (claiming("霍城县单庆国欠菜款12000元"), note("找单庆国核查，欠款已付清。", kind="调查笔录")),
            True,
            id="asked",
        ),
        pytest.param(
            (claiming("单庆国欠菜款12000元"), note("经核实，何文斌申报的财产情况属实。")),
            True,
            id="a record that says so",
        ),
        pytest.param(
            (claiming("单庆国欠菜款12000元"), talk("问：还有什么？", "答：单庆国欠我菜款12000元。")),
            None,
            id="his own word",
        ),
        pytest.param((claiming("无对外投资，没有人欠款"),), True, id="nobody owes him"),
        pytest.param((claiming("本人尚欠农商行贷款50000元", "欠信用社20000元"),), True, id="what he owes himself"),
        pytest.param((claiming("有别人欠我的钱，记不清"),), True, id="nobody named"),
    ],
)
def test_a_declared_claim_is_checked_by_asking_its_debtor(papers: Sequence[Document], expected: bool | None) -> None:
    found = ask(CHECKED, *papers, feedback("2022年6月13日"), parties=(ZHOU, HE, SUN), about="何文斌")
    assert found.value is expected


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((), True, id="no report"),
        pytest.param((declared(),), False, id="reported"),
        pytest.param((declared(signed=""),), None, id="a blank form"),
        pytest.param((talk("问：你名下有什么财产？", "答：没有。"),), None, id="told of his property in a talk"),
        pytest.param((talk("问：你收到判决书了吗？", "答：收到了。"),), True, id="a talk on other things"),
        pytest.param((declared(), note("何文斌虚假报告财产，应予处罚。")), True, id="reported falsely"),
        pytest.param((declared(), note("何文斌逾期未报告财产。")), True, id="too late"),
        pytest.param((declared(), note("经审查，孙大力拒绝报告财产。")), False, id="another refused"),
        pytest.param((declared(), note("何文斌没有规避执行、虚假报告财产等情形。")), False, id="denied at the head of a list"),
        pytest.param((declared(), note("何文斌无正当理由拒绝报告财产。")), True, id="without a good reason"),
        pytest.param((declared(), note("拒绝报告财产的，将依法予以罚款、拘留。")), False, id="what would follow"),
        pytest.param((declared(), note("何文斌违反财产报告制度，决定纳入失信名单。", kind="失信决定书")), True, id="a decision says so"),
    ],
)  # fmt: skip
def test_whether_he_failed_to_report(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(FAILED, *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


def test_an_unread_page_may_be_his_report() -> None:
    assert ask(FAILED, unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param(
            (note("经研究，何文斌未报告财产系外出务工未收到通知，不予罚款、拘留。"),),
            True,
            id="spared, with the reason",
        ),
        pytest.param((note("何文斌确无履行能力，不具备拘留条件。", kind="不予拘留审批表"),), True, id="no ground"),
        pytest.param((note("经研究，决定对何文斌罚款五千元。"),), False, id="punished"),
        pytest.param((note("何文斌未报告财产。"),), False, id="silent"),
        pytest.param((note("经研究，对孙大力不予罚款。"),), False, id="another was spared"),
        pytest.param((), False, id="none"),
    ],
)
def test_whether_a_note_says_why_he_was_not_punished(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask("被执行人.不予处罚记录", *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


def test_a_fine_is_his_by_name() -> None:
    fined = paper("罚款决定书", "罚款决定书", "被罚款人：何文斌", "决定对何文斌罚款5000元。")
    assert ask("被执行人.罚款决定书", fined).value is True
    assert ask("被执行人.罚款决定书").value is False


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("421023200407011279", False, id="eighteen on the day"),
        pytest.param("421023200407021279", True, id="eighteen on the next day"),
        pytest.param("421023198103121279", False, id="grown up"),
        pytest.param(None, None, id="no number"),
        pytest.param("421023198113121279", None, id="no day of the calendar"),
    ],
)
def test_who_is_under_age(number: str | None, expected: bool | None) -> None:
    assert ask("被执行人.未成年", parties=(ZHOU, replace(HE, id=number))).value is expected


def test_an_organisation_has_no_age() -> None:
    assert ask("被执行人.未成年", parties=(ZHOU, MILL)).value is False


def test_a_person_judges_whether_he_qualifies() -> None:
    question = "被执行人.失信条件认定妥当"
    listed = paper("失信决定书", "失信决定书", "被执行人：何文斌", "决定将何文斌纳入失信被执行人名单。")
    spared = note("经研究，何文斌不符合纳入失信名单的条件，不予纳入。")
    for papers in ((listed,), (spared,)):
        found = ask(question, *papers)
        assert found.value is None
        assert found.evidence
        assert "由人判断" in found.note
    assert ask(question).value is False
    assert ask(question, unknown=(unread(),)).value is None


def test_the_day_of_his_limit_order_is_the_first() -> None:
    first = paper("限制消费令", "限制消费令", "何文斌：", "二〇二二年四月二十五日")
    again = paper("限制消费令", "限制消费令", "何文斌：", "二〇二二年七月二日")
    assert str(ask("被执行人.限制消费令日期", again, first).value) == "2022-04-25"
    assert ask("被执行人.限制消费令日期", first, paper("限制消费令", "限制消费令", "何文斌：")).value is None
    assert ask("被执行人.限制消费令日期").value is None
