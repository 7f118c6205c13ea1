"""Rooms and handwriting on pages drawn with OpenCV, with the lines a recogniser would give."""

import cv2
import numpy as np
import pytest

from checker.casefile import MarkKind, Presence
from extractors.marks.signature_labels import find_labels
from extractors.marks.signatures import find_signatures
from extractors.ocr.engine import SeenLine

BLUE = (150, 60, 40)
BLACK = (25, 25, 25)


def sheet():
    return np.full((2339, 1654, 3), 245, np.uint8)


def printed(page, text, x, y):
    """Characters 40 pixels apart; returns the line as read."""
    for i, letter in enumerate(text):
        if letter not in "：:（）  ":
            cv2.rectangle(page, (x + 40 * i, y), (x + 40 * i + 27, y + 35), BLACK, 4)
            cv2.line(page, (x + 40 * i, y + 17), (x + 40 * i + 27, y + 17), BLACK, 4)
    place = (x - 4.0, y - 8.0, x + 40.0 * len(text), y + 44.0)
    return SeenLine(text, 0.98, place, tuple(x + 17 + 40.0 * i for i in range(len(text))))


def written(page, text, x, y, ink=BLUE):
    """Slanting, uneven, larger strokes; returns the line as read."""
    for i in range(len(text)):
        dx, dy = x + 58 * i, y - 6 * i + (9 if i % 2 else 0)
        points = [[dx, dy + 40], [dx + 12, dy - 12], [dx + 26, dy + 44], [dx + 34, dy], [dx + 48, dy + 30]]
        cv2.polylines(page, [np.array(points, np.int32)], False, ink, 5)
    place = (x - 6.0, y - 30.0, x + 58.0 * len(text), y + 60.0)
    return SeenLine(text, 0.93, place, tuple(x + 24 + 58.0 * i for i in range(len(text))))


def marks(page, *lines):
    return find_signatures(page, np.ascontiguousarray(page[:, :, 2]), lines, ())


def test_written_name_is_present_and_read():
    page = sheet()
    found = marks(page, printed(page, "被询问人：", 300, 1800), written(page, "何文斌", 540, 1795))
    assert [(m.kind, m.presence, m.label, m.text) for m in found] == [
        (MarkKind.SIGNATURE, Presence.PRESENT, "被询问人", "何文斌")
    ]


def test_black_ink_and_unread_strokes_count_too():
    page = sheet()
    label = printed(page, "组长（签名）：", 300, 1800)
    written(page, "甲乙丙", 640, 1795, ink=BLACK)
    assert [(m.presence, m.text) for m in marks(page, label)] == [(Presence.PRESENT, "")]


@pytest.mark.parametrize("rest", [None, "年月日", "2022年3月9日"], ids=["clean", "unfilled date", "date only"])
def test_empty_room_is_absent(rest):
    page = sheet()
    lines = [printed(page, "被询问人（签名）：", 300, 1800)]
    if rest:
        lines.append(printed(page, rest, 760, 1800))
    assert [(m.presence, m.label) for m in marks(page, *lines)] == [(Presence.ABSENT, "被询问人签名")]


def test_the_label_under_a_label_of_the_first_column_is_no_name():
    page = sheet()
    labels = form(page, ["受送达人签名", "或盖章"], ["代收人签名及", "的关系"])
    found = marks(page, *labels, written(page, "何文斌", 740, 640))
    assert found[0].label == "受送达人签名或盖章"
    assert (found[0].presence, found[0].text) == (Presence.PRESENT, "何文斌")


def test_an_office_behind_a_name_says_whose_the_room_is():
    page = sheet()
    line = joined(written(page, "何文斌", 540, 1795), printed(page, "（执行局局长）", 760, 1800))
    assert [(m.presence, m.label, m.text) for m in marks(page, printed(page, "批准人：", 300, 1800), line)] == [
        (Presence.PRESENT, "批准人（执行局局长）", "何文斌")
    ]


@pytest.mark.parametrize("day", ["5.20", "2022.713", "2022.5.20", "9.1"])
def test_a_short_or_misread_date_ends_a_name(day):
    page = sheet()
    line = joined(written(page, "何文斌", 540, 1795), written(page, day, 730, 1795))
    assert [(m.presence, m.text) for m in marks(page, printed(page, "审批人（签名）：", 200, 1800), line)] == [
        (Presence.PRESENT, "何文斌")
    ]


@pytest.mark.parametrize("words", ["上笔录看过，属实。", "属实", "上属实", "以上记录看过"])
def test_what_is_written_under_the_last_answer(words):
    page = sheet()
    line = joined(written(page, words, 300, 895), written(page, "何文斌", 1000, 895))
    (mark,) = marks(page, *dialogue(page), line)
    assert (mark.presence, mark.label, mark.text) == (Presence.PRESENT, "被谈话人", "何文斌")


def test_a_name_over_the_date_at_the_end_of_a_declaration():
    page = sheet()
    text = printed(page, "我自愿放弃其余债权，请终结执行。", 300, 600)
    day = printed(page, "2022年10月11日", 1000, 900)
    signed = written(page, "何文斌", 1050, 800)
    assert [(m.presence, m.label, m.text) for m in marks(page, text, signed, day)] == [
        (Presence.PRESENT, "具状人", "何文斌")
    ]
    page = sheet()
    text, name = printed(page, "我自愿放弃签名。", 300, 600), printed(page, "何文斌", 1050, 800)
    assert marks(page, text, name, printed(page, "2022年10月11日", 1000, 900)) == ()


@pytest.mark.parametrize("name", ["梅月华", "梁永年", "周启明"])
def test_names_with_characters_of_dates_are_names(name):
    page = sheet()
    (mark,) = marks(page, printed(page, "审批人：", 300, 1800), written(page, name, 540, 1795))
    assert (mark.presence, mark.text) == (Presence.PRESENT, name)


def test_printed_name_is_no_signature():
    page = sheet()
    assert marks(page, printed(page, "记录人：王芳", 300, 500)) == ()


def test_answers_ask_for_no_signature():
    page = sheet()
    turns = [printed(page, f"被约谈人：{answer}", 300, 600 + 80 * i) for i, answer in enumerate(("清楚。", "没有。"))]
    assert marks(page, *turns) == ()


def test_a_name_after_the_words_that_confirm_a_record():
    page = sheet()
    head = printed(page, "被调查人：王芳", 300, 500)
    label = printed(page, "被调查人：", 300, 1800)
    words, name = written(page, "看过，无误", 540, 1795), written(page, "何文斌", 860, 1795)
    line = SeenLine(
        label.text + words.text + name.text,
        0.95,
        (label.place[0], words.place[1], name.place[2], words.place[3]),
        label.centres + words.centres + name.centres,
    )
    below = printed(page, "调查人（签名）：", 300, 1930)
    found = marks(page, head, line, below, written(page, "王芳", 640, 1925))
    assert [(m.presence, m.label, m.text) for m in found] == [
        (Presence.PRESENT, "被调查人", "何文斌"),
        (Presence.PRESENT, "调查人签名", "王芳"),
    ]


def ruled(page, level, upright):
    """A table's rules: rows from the first to the last level, 1200 pixels wide."""
    for y in level:
        cv2.line(page, (200, y), (1400, y), BLACK, 3)
    for x in upright:
        cv2.line(page, (x, level[0]), (x, level[-1]), BLACK, 3)


def joined(*lines):
    """Lines that were read as one."""
    place = (lines[0].place[0], min(p.place[1] for p in lines), lines[-1].place[2], max(p.place[3] for p in lines))
    return SeenLine("".join(p.text for p in lines), 0.95, place, tuple(c for p in lines for c in p.centres))


def dialogue(page):
    return [
        printed(page, "被调查人：何文斌", 300, 300),
        printed(page, "问：知道吗？", 300, 500),
        printed(page, "答：不知道。", 300, 580),
        printed(page, "问：还有吗？", 300, 660),
        printed(page, "答：没有。", 300, 740),
    ]


def test_a_name_after_a_sentence_whose_words_were_misread():
    page = sheet()
    foot = joined(
        printed(page, "被调查人：", 300, 900), written(page, "以上羊录。", 520, 895), written(page, "何文斌", 900, 895)
    )
    found = marks(page, *dialogue(page), foot)
    assert [(m.presence, m.label, m.text) for m in found] == [(Presence.PRESENT, "被调查人", "何文斌")]


def test_the_writing_goes_on_to_the_name_at_the_margin():
    page = sheet()
    words, name = written(page, "上笔录和我说的一样。", 520, 1795), written(page, "何文斌", 1200, 1795)
    found = marks(page, printed(page, "被调查人：", 300, 1800), words, name)
    assert [(m.presence, m.text) for m in found] == [(Presence.PRESENT, "何文斌")]


def test_words_that_confirm_under_the_last_answer_need_no_label():
    page = sheet()
    words = written(page, "以上笔录我已看过无识何文斌", 300, 895)
    below = printed(page, "调查人（签名）：", 300, 1030)
    found = marks(page, *dialogue(page), words, below, written(page, "王芳", 640, 1025))
    assert [(m.presence, m.label, m.text) for m in found] == [
        (Presence.PRESENT, "调查人签名", "王芳"),
        (Presence.DOUBTFUL, "被谈话人", "以上笔录我已看过无识何文斌"),
    ]


def test_a_label_for_the_applicant_asks_the_one_who_was_asked():
    page = sheet()
    words, label = written(page, "无误", 300, 895), printed(page, "申请执行人（签名）：", 300, 1030)
    found = marks(page, *dialogue(page), words, label, written(page, "何文斌", 760, 1025))
    assert [(m.presence, m.label) for m in found] == [(Presence.PRESENT, "申请执行人签名")]


def test_a_date_of_which_a_digit_was_lost_ends_a_name():
    page = sheet()
    line = joined(written(page, "何文斌", 540, 1795), written(page, "202.9.1", 760, 1795))
    found = marks(page, printed(page, "审批人（签名）：", 300, 1800), line)
    assert [(m.presence, m.text) for m in found] == [(Presence.PRESENT, "何文斌")]


def test_names_above_the_clerk_in_the_cell_beside_the_label():
    page = sheet()
    ruled(page, (600, 1000, 1200), (200, 1400))
    cv2.line(page, (420, 1000), (420, 1200), BLACK, 3)
    lines = [
        printed(page, "评议结果：合议庭一致同意终本，由记录人记录在案。", 240, 700),
        printed(page, "签名", 250, 1080),
        written(page, "何文斌", 500, 1040),
        written(page, "王芳", 800, 1040),
        printed(page, "记录人：", 450, 1140),
    ]
    found = [(m.presence, m.label, m.text) for m in marks(page, *lines)]
    assert found[0] == (Presence.PRESENT, "签名", "何文斌 王芳")
    assert [label for _, label, _ in found] == ["签名", "记录人"]


def form(page, *labels):
    """A form of two columns, the left one wide: a row of 150 pixels for each label (its lines)."""
    ruled(page, range(600, 601 + 150 * len(labels), 150), (200, 700, 1400))
    return [
        printed(page, line, 230, 620 + 150 * row + 60 * at)
        for row, label in enumerate(labels)
        for at, line in enumerate(label)
    ]


def test_offices_alone_in_wide_cells_of_a_form():
    page = sheet()
    labels = form(page, ["组长"], ["查控组局长初审", "意见"], ["院长"])
    names = [
        joined(written(page, "同意报审", 740, 640), written(page, "何文斌", 1050, 640)),
        written(page, "王芳", 1050, 810),
    ]
    assert [(m.presence, m.label, m.text) for m in marks(page, *labels, *names)] == [
        (Presence.PRESENT, "组长", "何文斌"),
        (Presence.PRESENT, "查控组局长初审意见", "王芳"),
        (Presence.ABSENT, "院长", ""),
    ]


def test_signed_under_an_opinion_in_one_cell():
    page = sheet()
    heading, said, label = (
        form(page, ["局长审批"])[0],
        printed(page, "同意结案", 740, 620),
        printed(page, "签名：", 760, 690),
    )
    assert [
        (m.presence, m.label, m.text)
        for m in marks(page, heading, said, joined(label, written(page, "王芳", 900, 690)))
    ] == [(Presence.PRESENT, "签名", "王芳")]


def test_a_label_for_several_that_heads_their_own_labels_asks_for_nothing():
    page = sheet()
    heading = printed(page, "合议庭成员签名：", 300, 1700)
    rows = [
        joined(printed(page, label, 300, 1770 + 80 * i), written(page, name, 480, 1770 + 80 * i))
        for i, (label, name) in enumerate([("审判长：", "何文斌"), ("审判员：", "王芳")])
    ]
    assert [(m.presence, m.label) for m in marks(page, heading, *rows)] == [
        (Presence.PRESENT, "审判长"),
        (Presence.PRESENT, "审判员"),
    ]
    assert [(m.presence, m.label) for m in marks(sheet(), heading)] == [(Presence.ABSENT, "合议庭成员签名")]


def opinion(page, *parts, y=1795):
    """An opinion and what is written behind it, read as one line; parts are (text, x)."""
    lines = [written(page, text, x, y) for text, x in parts]
    place = (lines[0].place[0], lines[0].place[1], lines[-1].place[2], lines[-1].place[3])
    return SeenLine("".join(p.text for p in lines), 0.95, place, tuple(c for p in lines for c in p.centres))


def test_a_name_close_behind_an_opinion_is_a_signature():
    page = sheet()
    label = printed(page, "组长（签名）：", 300, 1800)
    assert [(m.presence, m.text) for m in marks(page, label, opinion(page, ("同意报审", 620), ("何文斌", 880)))] == [
        (Presence.PRESENT, "何文斌")
    ]


@pytest.mark.parametrize(
    ("parts", "presence"),
    [
        ((("同意报审", 620),), Presence.ABSENT),
        ((("同意报审如文斌", 620),), Presence.DOUBTFUL),  # no surname, no step wider than the others: nobody knows
    ],
)
def test_an_opinion_alone_is_no_signature(parts, presence):
    page = sheet()
    label = printed(page, "组长（签名）：", 300, 1800)
    assert [m.presence for m in marks(page, label, opinion(page, *parts))] == [presence]


def test_a_surname_behind_an_opinion_begins_a_name():
    page = sheet()
    label = printed(page, "组长（签名）：", 300, 1800)
    assert [(m.presence, m.text) for m in marks(page, label, opinion(page, ("同意报审何文斌", 620)))] == [
        (Presence.PRESENT, "何文斌")
    ]


def test_a_speck_between_two_names_joins_nothing():
    page = sheet()
    label = printed(page, "调查人：", 300, 1800)
    one, two = written(page, "章启华", 560, 1795), written(page, "熊志勇", 860, 1795)
    read = SeenLine("章启华．熊志勇", 0.94, (*one.place[:2], *two.place[2:]), (*one.centres, 780.0, *two.centres))
    assert [(m.presence, m.text) for m in marks(page, label, read)] == [(Presence.PRESENT, "章启华 熊志勇")]


def test_words_that_confirm_without_a_name_are_no_signature():
    page = sheet()
    label = printed(page, "被调查人确认：", 300, 1800)
    found = marks(page, label, written(page, "以上属实", 620, 1795))
    assert [m.presence for m in found] != [Presence.PRESENT]


def test_a_printed_unit_is_no_empty_room():
    page = sheet()
    assert marks(page, printed(page, "申请执行人（盖章）：某某小额贷款有限公司", 300, 1800)) == ()


def test_a_little_ink_is_doubtful():
    page = sheet()
    label = printed(page, "记录人（签字）：", 300, 1800)
    cv2.line(page, (720, 1790), (760, 1830), BLACK, 5)
    assert [m.presence for m in marks(page, label)] == [Presence.DOUBTFUL]


def test_head_of_a_record_is_no_place_to_sign():
    page = sheet()
    head = [printed(page, "时间：", 300, 400), printed(page, "调查人：", 300, 460), written(page, "陆正平", 520, 455)]
    foot = [printed(page, "调查人签名：", 300, 1800)]
    assert [(m.label, m.presence) for m in marks(page, *head, *foot)] == [("调查人签名", Presence.ABSENT)]


def test_column_under_a_heading_has_a_room_a_row():
    page = sheet()
    ruled(page, (800, 900, 1000, 1100), (200, 900, 1200, 1400))
    lines = [
        printed(page, "文书", 300, 830),
        printed(page, "受送达人签名", 925, 830),
        printed(page, "日期", 1240, 830),
        printed(page, "通知书", 300, 930),
        printed(page, "财产令", 300, 1030),
        written(page, "何文斌", 950, 930),
    ]
    found = [(m.presence, m.text, round(m.box.y0 * 2339 / 100)) for m in marks(page, *lines)]
    assert found == [(Presence.PRESENT, "何文斌", 9), (Presence.ABSENT, "", 10)]


def test_a_wide_column_of_names_and_rows_that_were_not_used():
    page = sheet()
    ruled(page, (800, 900, 1000, 1100, 1200), (200, 700, 1200, 1400))
    lines = [
        printed(page, "文书", 300, 830),
        printed(page, "签收人", 720, 830),
        printed(page, "通知书", 300, 930),
        written(page, "何文斌", 750, 930),
        printed(page, "财产令", 300, 1030),
    ]
    found = [(m.presence, m.text, round(m.box.y0 * 2339 / 100)) for m in marks(page, *lines)]
    assert found == [(Presence.PRESENT, "何文斌", 9), (Presence.ABSENT, "", 10)]


def receipt(page, *, right_border):
    """A receipt with a row for each paper, the names under the heading of the last column."""
    ruled(page, (800, 900, 1000, 1100), (200, 600, 900, *([1400] if right_border else [])))
    return [
        printed(page, "文书名称", 240, 830),
        printed(page, "签收日期", 650, 830),
        printed(page, "受送达人签名（盖章）", 925, 830),
        printed(page, "通知书", 240, 930),
        printed(page, "财产令", 240, 1030),
    ]


@pytest.mark.parametrize("right_border", [True, False], ids=["closed", "right border not seen"])
def test_names_under_a_heading_that_asks_for_a_signature_or_seal(right_border):
    page = sheet()
    lines = receipt(page, right_border=right_border)
    names = [written(page, "何文斌", 960, 935), written(page, "何文斌", 960, 1035)]
    found = [(m.presence, m.label, m.text) for m in marks(page, *lines, *names)]
    assert found == [(Presence.PRESENT, "受送达人签名盖章", "何文斌")] * 2


@pytest.mark.parametrize("right_border", [True, False], ids=["closed", "right border not seen"])
def test_an_empty_column_under_such_a_heading_is_absent(right_border):
    page = sheet()
    lines = receipt(page, right_border=right_border)
    found = [(m.presence, m.label) for m in marks(page, *lines)]
    assert found == [(Presence.ABSENT, "受送达人签名盖章")] * 2


def test_a_name_read_together_with_the_day_in_the_cell_before_it():
    page = sheet()
    ruled(page, (800, 900, 1000), (200, 500, 920, 1380))
    heads = [printed(page, "签收日期", 540, 830), printed(page, "受送达人签名（盖章）", 950, 830)]
    paper = printed(page, "通知书", 240, 930)
    row = joined(printed(page, "2023年4月3日", 520, 930), written(page, "王芳", 950, 935))
    assert [(m.presence, m.text) for m in marks(page, *heads, paper, row)] == [(Presence.PRESENT, "王芳")]


@pytest.mark.parametrize("name", ["何文", "何、"], ids=["read", "half read"])
def test_the_day_under_a_label_in_one_cell_is_no_part_of_the_label(name):
    page = sheet()
    ruled(page, (1750, 1950), (280, 900, 1400))
    label = joined(printed(page, "被询问人签名：", 300, 1790), written(page, name, 600, 1790))
    day = printed(page, "2023年4月3日", 300, 1870)
    assert [m.presence for m in marks(page, label, day)] == [Presence.PRESENT]
    unsigned = joined(printed(page, "被询问人签名：", 300, 1790))
    assert [m.presence for m in marks(sheet(), unsigned, day)] == [Presence.ABSENT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被询问人：何文斌", [("被询问人", "colon")]),
        ("承办人（签名）：", [("承办人签名", "asked")]),
        ("受送达人签名或盖章", [("受送达人签名或盖章", "asked")]),
        ("签收人", [("签收人", "asked")]),
        ("受送达人签名（盖章）", [("受送达人签名盖章", "asked")]),
        ("受送达人（代收人）签收", [("受送达人代收人签收", "asked")]),
        ("丙方：", [("丙方", "colon")]),
        ("调查人签名：李明记录人签名：王芳", [("调查人签名", "asked"), ("记录人签名", "asked")]),
        ("村委会主任（签字）：", [("签字", "bracket")]),
        ("审判长梁永年", [("审判长", "bench")]),
        ("组长意见", [("组长意见", "opinion")]),
        ("组长审批(县内)", [("组长审批", "opinion")]),
        ("局长审批（县外、市内）", [("局长审批", "opinion")]),
        ("签名", [("签名", "opinion")]),
        ("签字_：", [("签字", "bare")]),
        ("院长签名.:", [("院长签名", "asked")]),
        ("协助查询人：", [("协助查询人", "colon")]),
        ("请你阅看后签名。", []),
        ("一、依法强制执行被申请人偿还借款本息", []),
    ],
)
def test_labels(text, expected):
    assert [(label.words, label.form) for label in find_labels(text)] == expected
