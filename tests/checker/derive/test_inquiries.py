"""调查笔录: who was asked, about whom, and how many neighbour households."""

import pytest

from checker.casefile import Document, Mark
from checker.derive import inquiries
from checker.derive.view import View
from tests.checker.derive.build import DAY, HE, SUN, ZHOU, ask, case, paper, sign

ASKED, INVESTIGATOR = "被调查人签名", "调查人签名"


def record(
    who: str, unit: str, *talk: str, place: str = "监利市", about: str = "何文斌", signed: Mark | None = None
) -> Document:
    return paper(
        "调查笔录", "调查笔录", "时间：2022年3月16日", f"地点：{place}", "调查人：韩克勤、黄思远",
        f"被调查人：{who}", f"单位及职务：{unit}", f"问：{about}的情况你知道吗？", *talk,
        "被调查人签名：", signed or sign(ASKED, who),
        "调查人签名：", sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, "黄思远", at=(0.5, 0.8)),
    )  # fmt: skip


def topics(document: Document) -> frozenset[str]:
    file = case(document)
    return inquiries.topics(inquiries.inquiries(View(file, (ZHOU, HE), DAY))[0])


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (record("余晓红", "监利农村商业银行股份有限公司营业部主任"), {"金融机构"}),
        (record("刘芳", "荆州住房公积金中心监利办事处窗口工作人员"), {"公积金"}),
        (record("吴建军", "监利市不动产登记中心"), {"不动产"}),
        (record("田勇", "民警", place="监利市公安局交警大队车管所"), {"车辆"}),
        (record("谢长林", "长湖村党支部书记"), {"村居委"}),
        (record("李梅", "容城社区网格员"), {"村居委"}),
        (record("谢长林", "务农", "答：我是村主任。", place="长湖村村委会"), {"村居委"}),
        (record("黄桂英", "村民，住长湖村四组2号", "答：我和他家是邻居。"), {"邻居"}),
        (record("黄桂英", "务农", "答：我就住他隔壁。"), {"邻居"}),
        (record("熊正华", "监利市顺达汽修厂厂长", "答：他以前在我们厂上班，早就没来了。"), {"工作单位"}),
        (record("付大勇", "保安", "问：他的工作单位在哪里？有没有工资？", place="恒达建材厂门卫室"), {"工作单位"}),
        (record("邹德胜", "门卫", place="工业园路5号（住所地、经营场所）"), {"住所"}),
        (record("邹德胜", "门卫", "答：公司去年就停产了。", place="工业园路5号厂房"), {"住所"}),
        (record("左志新", "仓库出租人", "答：仓库是空的。"), set()),
    ],
)
def test_who_was_asked(document: Document, expected: set[str]) -> None:
    assert topics(document) == expected


def neighbour(who: str, home: str, **more: object) -> Document:
    return record(who, f"村民，住{home}", "答：我们是邻居。", **more)  # type: ignore[arg-type]


SURE, ALL = "被执行人.邻居调查确定户数", "被执行人.邻居调查户数"


@pytest.mark.parametrize(
    ("papers", "sure", "households"),
    [
        ((), 0, 0),
        ((neighbour("黄桂英", "三组10号"),), 1, 1),
        ((neighbour("黄桂英", "三组10号"), neighbour("谢德明", "三组14号")), 2, 2),
        ((neighbour("黄桂英", "三组10号"), neighbour("黄桂英", "三组10号")), 1, 1),
        ((neighbour("黄桂英", "三组10号"), neighbour("谢德明", "三组10号")), 1, 1),
        ((neighbour("黄桂英", "三组10号"), neighbour("谢德明", "三组14号", signed=sign(ASKED))), 1, 1),
        ((neighbour("黄桂英", "三组10号"), neighbour("谢德明", "三组14号", signed=sign(ASKED, doubtful=True))), 1, None),
        ((neighbour("黄桂英", "三组10号"), record("谢长林", "村主任")), 1, 1),
    ],
    ids=["none", "one", "two", "same person", "same house", "one unsigned", "one doubtful", "the committee is no neighbour"],
)  # fmt: skip
def test_households_are_counted_not_records(papers: tuple[Document, ...], sure: int, households: int | None) -> None:
    assert (ask(SURE, *papers).value, ask(ALL, *papers).value) == (sure, households)


def test_the_investigators_are_no_neighbours() -> None:
    two = record("黄桂英、黄思远", "村民，住三组10号", "答：我们是邻居。")
    assert ask(SURE, two).value == 1


def test_a_preamble_does_not_make_it_about_everybody() -> None:
    told = record("谢长林", "村主任", "现就周启明与何文斌、孙大力借款一案向你调查。", about="孙大力")
    both = (ZHOU, HE, SUN)
    assert ask("被执行人.村居委调查笔录", told, parties=both, about="孙大力").value is True
    assert ask("被执行人.村居委调查笔录", told, parties=both, about="何文斌").value is False


def test_a_refusal_that_is_noted_counts_as_signed() -> None:
    unsigned = record("黄桂英", "村民", "答：不知道。", signed=sign(ASKED))
    noted = record("黄桂英", "村民", "答：不知道。", "（被调查人拒绝签名）", signed=sign(ASKED))
    assert ask("文书.被调查人签名", unsigned).value is False
    assert ask("文书.被调查人签名", noted).value is True


def foot(*marks: Mark, head: str = "调查人：韩克勤、黄思远") -> Document:
    return paper("调查笔录", "调查笔录", head, "调查人签名：", *marks)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (foot(sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, "黄思远", at=(0.5, 0.12))), True),
        (foot(sign(INVESTIGATOR, "韩克勤 黄思远")), True),
        (foot(sign(INVESTIGATOR, "韩克勤"), sign("记录人", "黄思远", at=(0.5, 0.12))), True),
        (foot(sign(INVESTIGATOR, "韩克勤"), sign("记录人", "许婷", at=(0.5, 0.12))), False),
        (foot(sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, at=(0.5, 0.12))), False),
        (foot(sign(INVESTIGATOR, "韩克勤")), False),
        (foot(sign(INVESTIGATOR, "花去勒")), None),
        (foot(sign(INVESTIGATOR, doubtful=True)), None),
        (foot(), None),
    ],
    ids=["both", "in one room", "one as recorder", "another recorder", "one empty", "one", "unreadable", "doubtful", "none"],
)  # fmt: skip
def test_two_investigators_sign(document: Document, expected: bool | None) -> None:
    assert ask("文书.调查人员签名", document).value is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("他没有固定工作单位。", True), ("不清楚他在哪里上班。", True), ("他一直在家务农。", True),
     ("他在县城开车。", False), ("我在家务农。", False)],
)  # fmt: skip
def test_no_employer_as_a_record_states(answer: str, expected: bool) -> None:
    assert ask("被执行人.载明无工作单位", record("黄桂英", "务农", f"答：{answer}")).value is expected
