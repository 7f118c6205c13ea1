"""联系得上、到案、行踪线索、查找."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper, sign

QUESTIONED = paper(
    "询问笔录", "询问笔录", "时间：2022年4月20日", "被询问人：何文斌（被执行人）", sign("被询问人", "何文斌")
)


def call(result: str, on: str = "2022年4月10日") -> Document:
    return paper("电话记录", "电话联系记录", f"通话时间：{on}", "被通话人：何文斌", f"通话内容：{result}")


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((QUESTIONED,), True),
        ((call("拨打多次均无人接听，后提示关机。"),), False),
        ((call("该号码已停机。"),), False),
        ((call("接通后，本人表示同意于4月20日到庭。"),), True),
        ((call("无人接听。"), QUESTIONED), True),
        ((call("无人接听。", "2022年5月1日"), call("本人答应到院。", "2022年4月1日")), False),
        ((call("一直占线，未能通话。通知其于4月8日到庭。"),), False),
        ((call("接通后系其妻子接听，称其外出多年，不知去向。"),), False),
        ((call("由其父亲接听，表示会转告。"),), None),
        ((call("第一次无人接听。第二次接通，本人答应于4月20日到庭。"),), True),
        ((call("电话接通，何文斌本人接听。通知其于2022年5月27日到局，何文斌表示知道了。"),), True),
        ((call("电话接通，告知其于4月20日到庭。"),), True),
        ((call("接通后对方听说是法院，挂断电话，再拨关机。"),), False),
        ((paper("电话记录", "电话记录", "拨打申请执行人周启明电话，接通后告知其何文斌案件进展，周启明表示知道了。"),), None),
        ((), None),
    ],
)  # fmt: skip
def test_reachable(papers: tuple[Document, ...], expected: bool | None) -> None:
    assert ask("被执行人.联系得上", *papers).value is expected


LOG = (
    ("2022.3.30", "何文斌", "17786530214", "号码为空号，联系不上。"),
    ("2022.3.30", "余志刚", "0712-2886030", "同意来局领取文书。"),
    ("2022.3.30", "孙大力", "15071296683", "本人同意来。"),
)


def test_an_entry_of_a_log_speaks_of_the_one_called() -> None:
    rows = [(text, 0.1 + 0.2 * at, 0.2 + 0.05 * row) for row, cells in enumerate(LOG) for at, text in enumerate(cells)]
    log, parties = paper("电话记录", "电话记录", *rows), (ZHOU, HE, SUN)
    assert ask("被执行人.联系得上", log, about="何文斌", parties=parties).value is False
    assert ask("被执行人.联系得上", log, about="孙大力", parties=parties).value is True


def test_a_record_that_nobody_knows_where_he_is() -> None:
    told = ("调查笔录", "2022年5月9日", "问：何文斌在家吗？", "答：他常年不在家，不知道他去了哪里。", "被调查人签名：")
    assert ask("被执行人.联系得上", paper("调查笔录", *told, sign("被调查人签名", "黄桂英"))).value is False
    assert ask("被执行人.联系得上", paper("调查笔录", *told, sign("被调查人签名"))).value is None


def test_came() -> None:
    assert ask("被执行人.到案", QUESTIONED).value is True
    assert ask("被执行人.到案", call("同意到庭")).value is False
    assert ask("被执行人.到案", QUESTIONED, about="孙大力", parties=(ZHOU, HE, SUN)).value is False


def test_whereabouts_lead_of_the_respondent_it_names() -> None:
    sheet = paper("财产线索书", "财产线索书", "一、孙大力现在武汉市江夏区工地务工。")
    parties = (ZHOU, HE, SUN)
    assert ask("被执行人.行踪线索", sheet, about="孙大力", parties=parties).value is True
    assert ask("被执行人.行踪线索", sheet, about="何文斌", parties=parties).value is False


def test_a_settlement_is_no_refusal_to_pay() -> None:
    agreed = paper("执行和解协议", "执行和解协议", "甲方：周启明", "乙方：何文斌")
    assert ask("被执行人.当场履行或和解", agreed).value is True
    assert ask("被执行人.当场履行或和解").value is False
