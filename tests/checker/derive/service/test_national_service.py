"""Lawful service: by receipt, post, notice or electronically; photos are none, and what came back is seldom."""

from collections.abc import Sequence

import pytest

from checker.casefile import Document, Mark
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, Written, ask, paper, sign, unread

SERVED, ORDERED = "被执行人.执行通知书依法送达", "被执行人.报告财产令依法送达"
RECEIVER = "受送达人签名或盖章"
DATED = ("2022年4月20日", 0.7, 0.46)


def receipt(*more: Written, papers: str = "《执行通知书》1份、《报告财产令》1份", to: str = "何文斌") -> Document:
    return paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), (to, 0.34, 0.2), ("送达文书", 0.12, 0.3), (papers, 0.34, 0.3),
        (RECEIVER, 0.12, 0.45), *more,
    )  # fmt: skip


def slip(*told: Written, to: str = "何文斌", inside: str = "执行通知书、报告财产令") -> Document:
    return paper(
        "邮寄回执", "EMS法院专递邮件详情单", ("收件人", 0.12, 0.2), (to, 0.34, 0.2), ("内件品名", 0.12, 0.25), (inside, 0.34, 0.25),
        *told, ("备注：收件人拒收、查无此人的，请投递员注明原因并退回。", 0.12, 0.9),
    )  # fmt: skip


def notice(*text: str, confidence: float = 0.98) -> Document:
    return paper(
        "公告", "公告", "（2022）鄂1023执1234号", *(text or ("何文斌：", "现依法向你公告送达执行通知书、报告财产令、限制消", "费令。自发出本公告之日起，经过三十日即视为送达。")),
        "二〇二二年三月二十八日", confidence=confidence,
    )  # fmt: skip


def address(*, of: str = "何文斌", text: str = "电子送达 □同意 □不同意") -> Document:
    return paper(
        "送达地址确认书",
        "送达地址确认书",
        f"受送达人：{of}",
        "送达地址：湖北省监利市新沟镇",
        text,
        "签名：",
        sign("签名", of),
    )


SIGNED: Mark = sign(RECEIVER, "何文斌", at=(0.34, 0.45))
BY_HIM, EMPTY = sign("收件人签名", "何文斌", at=(0.34, 0.6)), sign("收件人签名", at=(0.34, 0.6))
BACK = ("投递结果 □妥投签收 ☑退回 原址查无此人", 0.12, 0.5)
SENT = "短信告知记录"


def message(state: str, *, to: str = "何文斌") -> Document:
    return paper(
        SENT,
        "电子送达短信记录",
        f"接收人：{to}",
        "短信内容：向您送达《执行通知书》《报告财产令》",
        f"发送状态：{state}",
    )


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((receipt(SIGNED, DATED),), True, id="signed receipt"),
        pytest.param((receipt(SIGNED, ("年　月　日", 0.7, 0.46)),), None, id="signed, no day"),
        pytest.param((receipt(sign(RECEIVER, at=(0.34, 0.45)), DATED),), False, id="nobody signed"),
        pytest.param((receipt(SIGNED, DATED, papers="限制消费令"),), False, id="a receipt for another paper"),
        pytest.param((slip(("投递结果 ☑妥投签收 □退回", 0.12, 0.5), BY_HIM),), True, id="post, ticked and signed"),
        pytest.param((slip(("√妥投签收", 0.12, 0.5), ("退回", 0.5, 0.5), BY_HIM),), True, id="post, the empty box was not read"),
        pytest.param((slip(("2022年3月7日 已签收，本人签收", 0.12, 0.5)),), True, id="tracking: signed by himself"),
        pytest.param((slip(("2022年3月7日 已签收，签收人：李四", 0.12, 0.5)),), None, id="tracking: signed by a stranger"),
        pytest.param((slip(("2022年3月7日 已签收，物业代收", 0.12, 0.5)),), None, id="tracking: left with the porter"),
        pytest.param((slip(("已暂存丰巢柜", 0.12, 0.5), ("您的快件已签收", 0.12, 0.55)),), None, id="tracking: left in a locker"),
        pytest.param((slip(("收寄日期 2022年3月4日", 0.12, 0.5)),), None, id="posted, no outcome"),
        pytest.param((slip(BACK, EMPTY),), False, id="posted and returned"),
        pytest.param((slip(BACK, EMPTY), paper("现场照片", "现场照片", "何文斌住所")), False, id="returned, and photos"),
        pytest.param((slip(BACK, EMPTY), notice()), True, id="returned, then published"),
        pytest.param((slip(BACK, EMPTY), address()), None, id="returned from the address he gave"),
        pytest.param((slip(BACK, EMPTY), address(of="周启明")), False, id="the other side's address"),
        pytest.param((slip(("☑退回 收件人拒收", 0.12, 0.5), EMPTY),), None, id="refused by the receiver"),
        pytest.param((slip(("退回原因：□拒收 □地址不详 ☑查无此人", 0.12, 0.5), EMPTY),), False, id="refusal left open"),
        pytest.param((slip(("☑退回 已退回，退件已签收", 0.12, 0.5)),), False, id="the sender signed for what came back"),
        pytest.param((slip(("已退回，退件已签收", 0.12, 0.5)),), None, id="returned and signed for, by whom is not told"),
        pytest.param((slip(("☑妥投签收", 0.12, 0.5), BY_HIM, inside="限制消费令"),), False, id="another paper was posted"),
        pytest.param((slip(("☑妥投签收", 0.12, 0.5), to="孙大力"),), False, id="posted to another"),
        pytest.param((notice(),), True, id="published"),
        pytest.param((notice("何文斌：", "限你三日内履行义务，逾期将强制执行。"),), False, id="a notice that serves nothing"),
        pytest.param((notice("何文斌：", "现依法向你公告送达限制消费令。"),), False, id="a notice of another paper"),
        pytest.param((notice("孙大力：", "现依法向你公告送达执行通知书。"),), False, id="a notice to another"),
        pytest.param((notice("何文斌：", "本院已依法送达执行通知书，你拒不履行，现予曝光。"),), False, id="a notice that exposes him"),
        pytest.param((notice("何文斌：", "现依法向你公告送达暂缓执行通知书。"),), False, id="a notice of a stay"),
        pytest.param((notice("何文斌：", "现依法向你公告送达文书", confidence=0.4),), None, id="a notice read badly"),
        pytest.param((message("发送成功"), address(text="电子送达 ☑同意 □不同意")), True, id="electronic, agreed"),
        pytest.param((message("发送成功"), address(text="电子送达 □同意 ☑不同意")), None, id="electronic, not agreed"),
        pytest.param((message("发送成功"),), None, id="electronic, no consent in the file"),
        pytest.param((message("发送失败"), address(text="电子送达 ☑同意 □不同意")), False, id="electronic, failed"),
        pytest.param((message("发送成功", to="周启明"), address(text="电子送达 ☑同意 □不同意")), False, id="sent to the other side"),
        pytest.param((), False, id="nothing"),
    ],
)  # fmt: skip
def test_whether_the_notice_was_served_lawfully(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(SERVED, *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


def test_photos_are_named_as_no_service() -> None:
    found = ask(SERVED, slip(BACK, EMPTY), paper("现场照片", "现场照片", "何文斌住所"))
    assert "现场照片不是送达" in found.note
    assert found.searched


def test_whoever_is_there_signs_for_an_organisation() -> None:
    sent = slip(("已签收，签收人：前台", 0.12, 0.5), to=MILL.name)
    assert ask(SERVED, sent, parties=(ZHOU, MILL)).value is True


def test_each_paper_is_asked_for_by_itself() -> None:
    posted = slip(("☑妥投签收", 0.12, 0.5), BY_HIM, inside="执行通知书")
    assert ask(SERVED, posted).value is True
    assert ask(ORDERED, posted).value is False


def test_an_unread_page_leaves_it_open() -> None:
    assert ask(SERVED, unknown=(unread(),)).value is None


@pytest.mark.parametrize(
    ("papers", "relied", "day"),
    [
        pytest.param((notice(),), True, "2022-03-28", id="published"),
        pytest.param((notice(), receipt(SIGNED, DATED, papers="《执行通知书》《报告财产令》《限制消费令》")), False, "None",
                     id="he signed for all of them"),
        pytest.param((notice(), receipt(SIGNED, DATED)), True, "2022-03-28", id="one of three was only published"),
        pytest.param((notice("何文斌：", "公告送达执行通知书。", confidence=0.7),), True, "None", id="the day was read by half"),
        pytest.param((notice("孙大力：", "公告送达执行通知书。"),), False, "None", id="to another"),
        pytest.param((notice("公告送达执行通知书。"),), None, "None", id="to nobody who was read"),
        pytest.param((), False, "None", id="no notice"),
    ],
)  # fmt: skip
def test_what_rests_on_a_notice(papers: Sequence[Document], relied: bool | None, day: str) -> None:
    parties = (ZHOU, HE, SUN)
    assert ask("被执行人.公告送达", *papers, parties=parties, about="何文斌").value is relied
    assert str(ask("被执行人.公告日期", *papers, parties=parties, about="何文斌").value) == day


def test_a_day_counts_from_the_first_notice_of_a_paper_and_the_last_paper() -> None:
    again = paper("公告", "公告", "何文斌：", "公告送达执行通知书。", "二〇二二年五月九日")
    other = paper("公告", "公告", "何文斌：", "公告送达失信决定书。", "二〇二二年四月一日")
    assert str(ask("被执行人.公告日期", notice(), again).value) == "2022-03-28"
    assert str(ask("被执行人.公告日期", notice(), again, other).value) == "2022-04-01"
