"""没有工作单位: only as an answer states it, of him, and with no paper to the contrary."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, SUN, ZHOU, Written, ask, paper, sign
from tests.checker.derive.records import ASKED, record

FACT = "被执行人.载明无工作单位"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("他没有固定工作单位。", True),
        ("何文斌无业，天天在家。", True),
        ("他一直在家务农。", True),
        ("听说没有正式工作。", True),
        ("没有单位，以前在家带孩子。", True),
        ("没有单位证明给你们看。", False),
        ("没听说他有单位。", None),
        ("没听说他在哪里上班。", None),
        ("不清楚他在哪里上班。", None),
        ("不晓得在哪做事，没有单位。", True),
        ("不晓得有没有单位，没有听说。", None),
        ("他在哪里打工我不知道。", None),
        ("他在县城开车。", False),
        ("我在家务农。", False),
        ("经查登记档案，何文斌没有投资、任职的企业，也没有个体户登记。", False),
        ("他在恒达建材公司开货车。", False),
        ("我没有工作单位，靠种田。", False),
        ("他不是没有工作单位。", False),
        ("他在恒达建材厂上班。", False),
        ("他没有固定工作，现在在武汉一家工地打工。", None),
        ("他以前在恒达建材厂上班，现在没有工作。", True),
    ],
)
def test_as_a_neighbour_states(answer: str, expected: bool | None) -> None:
    assert ask(FACT, record("黄桂英", "务农", f"答：{answer}")).value is expected


def test_a_committee_that_knows_of_none_states_it() -> None:
    committee = record("谢长林", "长湖村村主任", "答：具体在哪里打工我们不清楚。")
    fund = paper("公积金查询结果", "住房公积金查询结果", "姓名：何文斌", "缴存单位：监利市恒达建材有限公司")
    assert ask(FACT, committee).value is True
    assert ask(FACT, committee, fund).value is False


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("没听说有单位。", True), ("没听说过他有什么工作单位。", True), ("没听说过这个人。", False)],
)
def test_a_committee_that_never_heard_of_one_states_it(answer: str, expected: bool) -> None:
    committee = record("谢长林", "长湖村村主任", "问：他有没有工作单位？", f"答：{answer}")
    assert ask(FACT, committee).value is expected


def test_the_applicant_states_it_too() -> None:
    lines = ("被谈话人：周启明，申请执行人", "问：何文斌有没有工作单位？", "答：没有单位，以前在家带孩子。")
    assert ask(FACT, paper("谈话笔录", "谈话笔录", *lines, sign("被谈话人签名", "周启明"))).value is True


def own(*said: Written, signed: str = "何文斌") -> Document:
    return paper("询问笔录", "询问笔录", "被询问人：何文斌", *said, sign("被询问人签名", signed))


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((own("问：你有没有工作单位？", "答：有，我在恒达建材厂上班。"),), False),
        ((own("问：你有没有工作单位？", "答：没有。"),), True),
        ((own("问：你在哪里上班？", "答：没有，在家种田。"),), True),
        ((own("问：你做什么工作？", "答：我没有固定工作，靠打零工。"),), True),
        ((own("职业：务农", "问：说说你的情况。", "答：家里困难。"),), True),
        ((own("问：你有没有工作单位？", "答：没有。", signed=""),), False),
        ((paper("财产申报表", "财产申报表", "申报人：何文斌", "工作单位：无"),), True),
        ((paper("财产申报表", "财产申报表", "申报人：何文斌", "工作单位：监利市恒达建材厂"),), False),
    ],
    ids=["he has one", "he has none", "at home", "odd jobs", "in the head", "unsigned", "declares none", "declares one"],
)  # fmt: skip
def test_his_own_words(papers: tuple[Document, ...], expected: bool) -> None:
    assert ask(FACT, *papers).value is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("在工地做瓦工，收入不固定", True),
        ("开过小饭店，已关门，现在送外卖", True),
        ("在建筑工地打零工", True),
        ("在恒达建材厂上班，月薪三千元", None),
        ("恒达建材有限公司，月薪三千元", None),
        ("去年起在恒达建材公司开车", None),
    ],
)
def test_what_he_declares_beside_what_his_village_says(entry: str, expected: bool | None) -> None:
    declared = paper("财产申报表", "财产申报表", "申报人：何文斌", ("工作单位及收入", 0.12, 0.2), (entry, 0.4, 0.2))
    village = record("刘长贵", "白鹭村村委会主任", "答：他没有工作单位。")
    assert ask(FACT, village, declared).value is expected


NEIGHBOUR = record("黄桂英", "村民", "答：他没有固定工作单位。")


@pytest.mark.parametrize(
    ("fund", "expected"),
    [
        (("缴存单位：监利市恒达建材有限公司", "账户状态：正常缴存"), None),
        (("缴存单位：监利市恒达建材有限公司", "账户状态：封存"), True),
        (("缴存单位：无", "账户状态：未开户"), True),
    ],
)
def test_a_paper_that_names_an_employer_speaks_against_it(fund: tuple[str, ...], expected: bool | None) -> None:
    result = paper("公积金查询结果", "住房公积金查询结果", "姓名：何文斌", *fund)
    assert ask(FACT, NEIGHBOUR, result).value is expected


def test_the_applicants_ignorance_settles_nothing() -> None:
    talk = paper(
        "谈话笔录", "谈话笔录", "被谈话人：周启明", "问：何文斌在哪里上班？", "答：不知道他在哪个单位上班。", sign("被谈话人签名", "周启明")
    )  # fmt: skip
    assert ask(FACT, talk).value is None


def test_an_answer_about_another_respondent_is_not_about_him() -> None:
    told = record("谢长林", "村主任", "问：孙大力有工作吗？", "答：孙大力没有固定工作。", about="")
    both = record(
        "谢长林", "村主任", "问：何文斌、孙大力有工作吗？", "答：何文斌在农商行上班。孙大力没有固定工作。", about=""
    )
    parties = (ZHOU, HE, SUN)
    assert ask(FACT, told, parties=parties, about="何文斌").value is False
    assert ask(FACT, told, parties=parties, about="孙大力").value is True
    assert ask(FACT, both, parties=parties, about="何文斌").value is False
    assert ask(FACT, both, parties=parties, about="孙大力").value is True


def test_an_unsigned_record_states_nothing() -> None:
    assert ask(FACT, record("黄桂英", "村民", "答：他没有固定工作单位。", signed=sign(ASKED))).value is False


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("有没有在外面上班、有没有收入来源？", True),  # still of 孙某
        ("他爱人有没有在外面上班？", None),
        ("何文斌有没有在外面上班？", None),
    ],
)
def test_who_was_asked_about_last_is_spoken_of(question: str, expected: bool | None) -> None:
    opening = ("问：我们是监利市人民法院执行干警，现就周启明申请执行何文斌、孙大力一案向你了解情况。", "答：好。")
    of_him = record("谢长林", "长湖村村主任", *opening, "问：何文斌有没有工作单位？", "答：没有单位。", about="")
    of_her = ("问：孙大力家里情况怎么样？", "答：家里困难。", f"问：{question}", "答：在恒达美容店上班。")
    house = record("黄桂英", "务农", *opening, *of_her, about="")
    assert ask(FACT, of_him, house, parties=(ZHOU, HE, SUN)).value is expected
