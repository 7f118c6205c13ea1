"""拘留: ground, days, why not, early release."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import MILL, ZHOU, ask, paper, sign

LAWFUL = "有履行能力而拒不履行生效法律文书确定的义务"


def decision(ground: str = LAWFUL, term: str = "拘留十五日，自2022年4月20日起至2022年5月5日止") -> Document:
    return paper(
        "拘留决定书",
        "拘留决定书",
        "被拘留人：何文斌，男",
        f"查明何文斌{ground}。",
        f"决定对何文斌{term}。",
        "被拘留人承认并改正错误的，可以提前解除拘留。",
    )


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (LAWFUL, True),
        ("拒绝报告财产", True),
        ("将已被查封的车辆转移、变卖，隐匿财产", True),
        ("违反限制消费令乘坐飞机", True),
        ("没有履行能力，未能履行还款义务", False),
        ("至今分文未付", False),
    ],
)
def test_ground(ground: str, expected: bool) -> None:
    assert ask("被执行人.拘留有法定事由", decision(ground)).value is expected


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ("拘留十五日，自2022年4月20日起至2022年5月5日止", 15),
        ("拘留15日", 15),
        ("拘留十日，自2022年4月20日起至2022年5月10日止", 20),
        ("予以拘留", None),
    ],
)
def test_days(term: str, days: int | None) -> None:
    assert ask("被执行人.拘留天数", decision(term=term)).value == days


def refusal_to_detain(*marks: object) -> Document:
    return paper("不予拘留审批表", "不予拘留审批表", "被执行人何文斌于2022年4月20日到局。", *marks)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((refusal_to_detain(sign("局长（签名）", "苏志刚")),), True),
        ((refusal_to_detain(sign("组长（签名）", "董国栋"), sign("局长（签名）")),), False),
        ((refusal_to_detain(sign("局长（签名）", doubtful=True)),), None),
        ((), False),
    ],
)
def test_no_detention(papers: tuple[Document, ...], expected: bool | None) -> None:
    assert ask("被执行人.不予拘留审批", *papers).value is expected


def test_released_early() -> None:
    form = paper("提前解除拘留审批表", "提前解除拘留审批表", "被拘留人：何文斌", sign("院长（签名）", "贺敏"))
    assert ask("被执行人.提前解除拘留", decision()).value is False
    assert ask("被执行人.提前解除拘留").value is False
    assert ask("被执行人.提前解除拘留", decision(), form).value is True
    assert ask("被执行人.提前解除审批", decision(), form).value is True
    house = paper(
        "送拘回执", "送拘回执", "被拘留人：何文斌", "自2022年4月20日起至2022年5月5日止", "于2022年4月28日释放"
    )
    assert ask("被执行人.提前解除拘留", decision(), house).value is True


def test_the_form_of_its_representative_is_the_companys() -> None:
    form = paper(
        "不予拘留审批表",
        "不予拘留审批表",
        "尹春生于2022年4月12日到局。",
        "尹春生系监利市洪城米业有限公司法定代表人。",
        sign("局长（签名）", "苏志刚"),
    )
    assert ask("被执行人.不予拘留审批", form, parties=(ZHOU, MILL)).value is True


def ended(*lines: str) -> Document:
    return paper("解除拘留决定书", "解除拘留决定书", "被拘留人：何文斌，男", *lines)


SHORT = paper("拘留决定书", "拘留决定书", "被拘留人：何文斌，男", "决定对何文斌拘留十五日。", "2022年4月1日")
FROM_APRIL_20 = decision(term="拘留十五日，自2022年4月20日起至")


@pytest.mark.parametrize(
    ("papers", "early"),
    [
        ((SHORT, ended("于2022年4月6日解除拘留。")), True),
        ((SHORT, ended("解除拘留日期：2022年4月6日")), True),
        ((SHORT, ended("拘留期限届满，于2022年4月16日解除拘留。")), False),
        ((SHORT, ended("于2022年4月16日解除拘留。")), None),
        ((SHORT, ended("于2022年4月30日解除拘留。")), False),
        ((FROM_APRIL_20, ended("于2022年4月28日解除拘留。")), True),
        ((FROM_APRIL_20, ended("于2022年5月4日解除拘留。")), False),
        ((decision(), ended("于2022年5月5日解除拘留。")), False),
        ((decision(), ended("并非提前解除拘留。")), False),
    ],
)
def test_a_release_before_the_last_day_is_early(papers: tuple[Document, ...], early: bool | None) -> None:
    assert ask("被执行人.提前解除拘留", *papers).value is early


def test_a_refused_release() -> None:
    form = paper(
        "提前解除拘留审批表",
        "提前解除拘留审批表",
        "被拘留人：何文斌，男",
        ("局长意见：不同意提前解除", 0.12, 0.4),
        sign("局长签名", "万某", at=(0.5, 0.4)),
    )
    released = ended("于2022年4月28日解除拘留。")
    assert ask("被执行人.提前解除审批", decision(), form).value is False
    assert ask("被执行人.提前解除拘留", decision(), form).value is False
    assert ask("被执行人.提前解除拘留", decision(), form, released).value is True
