"""Heads of records that are no forms: labels run together with their values, one sentence, a lost first letter."""

from datetime import date

import pytest

from extractors.fields.read import read_fields
from extractors.kinds import kind_by_name
from tests.extractors.sheets import page

TALK = ("问：请查询庄德厚有无存款。", "答：没有。")


def heads(*lines):
    fields, _ = read_fields(kind_by_name("调查笔录"), [page(*lines, *TALK)], "调查笔录")
    return {name: [f.value for f in found] for name, found in fields.items()}


def test_labels_one_after_another_in_running_lines():
    found = heads(
        "^单位调查笔录",
        "时间2023年9月1日地点",
        "平凉市宏泰机械制造有限公司人事部被调查人段丽萍职务",
        "人事主管调查人令彦飞、景亚楠记录人令彦飞案号",
        "（2023）甘0827执833号",
    )
    assert found["held_on"] == [date(2023, 9, 1)]
    assert found["place"] == ["平凉市宏泰机械制造有限公司人事部"]
    assert found["person"] == ["段丽萍"]
    assert found["unit"] == ["人事主管"]
    assert found["investigators"] == ["令彦飞", "景亚楠"]


def test_labels_run_together_with_their_values():
    found = heads(
        "时间2022年4月18日9时10分至9时40分",
        "地点沂川农村商业银行营业部",
        "调查人单勇、伊莲记录伊莲",
        "被调查人戚敏，女，沂川农村商业银行会计主管",
        "案号（2022）鲁1391执1055号",
    )
    assert found["held_on"] == [date(2022, 4, 18)]
    assert found["place"] == ["沂川农村商业银行营业部"]
    assert found["investigators"] == ["单勇", "伊莲"]
    assert found["person"][0] == "戚敏"


def test_one_line_that_begins_like_a_label_is_none():
    assert "place" not in heads("地点沂川农村商业银行营业部，现就有关情况制作笔录。")


def test_one_sentence_tells_it_all():
    found = heads(
        "2022年3月14日9时10分至9时40分，调查人白刚（承办）、陶琼（兼记录）在松陵县农村信用合作联社营业部，",
        "就尹国珍与段文彪民间借贷纠纷执行一案，向苏丽琼（女，松陵县农村信用合作联社会计主管）了解有关情况，",
        "出示了工作证件，告知应当如实陈述。",
    )
    assert found["investigators"] == ["白刚", "陶琼"]
    assert found["place"] == ["松陵县农村信用合作联社营业部"]
    assert found["person"] == ["苏丽琼"]
    assert found["unit"] == ["女，松陵县农村信用合作联社会计主管"]


def test_the_place_comes_first_in_the_sentence():
    found = heads(
        "2022年9月26日15时00分，在洛南县农村信用合作联社营业部，执行人员",
        "雷小军、石会娟就本案对来红艳（女，营业部职员，电话0914-7322406）进行调查，由石会娟记录，15时20分结束。",
    )
    assert found["investigators"] == ["雷小军", "石会娟"]
    assert found["place"] == ["洛南县农村信用合作联社营业部"]
    assert found["person"] == ["来红艳"]


OF_THE_SIGNER = (
    "2023年5月4日9时30分，安徽省六安市裕安区人民法院执行人员阮先进、纪文静为办",
    "理（2023）皖1503执1932号庄德厚民间借贷纠纷一案，在{place}依法向{asked}",
    "进行调查，由纪文静记录。执行人员出示证件、表明身份后，其就所询事项作了如下陈述。",
    "经查询，庄德厚没有账户。",
    "被调查人：{name}",
)


@pytest.mark.parametrize(
    ("place", "unit", "name"),
    [
        ("六安农村商业银行股份有限公司", "营业部综合柜员", "方晓燕"),
        ("裕安区顺河镇向阳村村民委员会", "村党总支委员", "柴宏亮"),
        ("顺河镇三里庙村小圩组宫传银家", "庄德厚的邻居", "宫传银"),
    ],
)
def test_unit_and_name_run_together_are_parted_by_who_signed(place, unit, name):
    lines = [line.format(place=place, asked=unit + name, name=name) for line in OF_THE_SIGNER]
    fields, _ = read_fields(kind_by_name("调查笔录"), [page(*lines)], "调查笔录")
    found = {key: [f.value for f in values] for key, values in fields.items()}
    assert (found["place"], found["unit"], found["person"]) == ([place], [unit], [name])


def test_a_sentence_about_another_than_the_signer_gives_no_unit():
    lines = [
        line.format(place="裕安区三里庙村村民委员会", asked="村委会主任窦家才", name="余本秀") for line in OF_THE_SIGNER
    ]
    fields, _ = read_fields(kind_by_name("调查笔录"), [page(*lines)], "调查笔录")
    assert [f.value for f in fields["person"]] == ["窦家才"]


def test_the_foot_says_who_signed_and_not_who_asked():
    fields, _ = read_fields(
        kind_by_name("调查笔录"),
        [page("时间2022年4月18日9时", "地点沂川农商行", "调查人单勇、伊莲", "被调查人戚敏", *TALK, "调查人：白冈")],
        "调查笔录",
    )
    assert [f.value for f in fields["investigators"]] == ["单勇", "伊莲"]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("点：青溪县公安局车辆管理所", "place", "青溪县公安局车辆管理所"),
        ("间：2022年3月29日10时", "held_on", date(2022, 3, 29)),
    ],
)
def test_the_first_letter_of_a_label_was_lost(line, name, value):
    assert heads("被调查人：曾凡", line)[name] == [value]


def test_questions_without_a_colon():
    fields, rows = read_fields(
        kind_by_name("调查笔录"),
        [
            page(
                "被调查人：苏丽琼",
                "问我们是法院的，现依法查询。",
                "答好的。",
                "问题另记。",
                "问还有补充的吗？",
                "答没有。",
            )
        ],
        "调查笔录",
    )
    assert [(row["question"].value, row["answer"].value) for row in rows["answers"]] == [
        ("我们是法院的，现依法查询。", "好的。问题另记。"),
        ("还有补充的吗？", "没有。"),
    ]
    assert fields["person"][0].value == "苏丽琼"


def test_numbered_questions_without_their_word():
    _, rows = read_fields(
        kind_by_name("调查笔录"),
        [
            page(
                "被调查人：骆建国",
                "1. 庄德厚的公司是不是在这里办公？",
                "答：去年搬走了，留下：",
                "1.旧桌椅一套",
                "2.废铁一堆",
                "2. 法定代表人有没有来过？他的",
                "电话打得通吗？",
                "答：没有来过。",
            )
        ],
        "调查笔录",
    )
    assert [(row["question"].value, row["answer"].value) for row in rows["answers"]] == [
        ("庄德厚的公司是不是在这里办公？", "去年搬走了，留下：1.旧桌椅一套2.废铁一堆"),
        ("法定代表人有没有来过？他的电话打得通吗？", "没有来过。"),
    ]


def test_numbers_in_a_record_that_writes_its_questions_out_are_no_questions():
    _, rows = read_fields(
        kind_by_name("调查笔录"),
        [page("问：他有什么财产？", "答：有两样：", "1.老屋一栋", "2.三轮车一辆", "问：还有呢？", "答：没有了。")],
        "调查笔录",
    )
    assert [row["answer"].value for row in rows["answers"]] == ["有两样：1.老屋一栋2.三轮车一辆", "没有了。"]


@pytest.mark.parametrize("label", ["被调查（谈话）人", "被询问（调查）人", "被调查/询问人"])
def test_a_form_for_several_uses_names_the_other_in_its_label(label):
    found = heads(
        "时间：2023年5月19日", "执行人员：童志强、单晓峰记录人：单晓峰", f"{label}：骆秋生，覃志华邻居，住容城镇29号"
    )
    assert found["person"][0] == "骆秋生"
    assert found["investigators"] == ["童志强", "单晓峰"]


@pytest.mark.parametrize("role", ["申请执行人", "申清执行人", "系本案被执行人"])
def test_who_is_called_a_party_is_the_one_talked_to(role):
    lines = ["时间：2023年5月15日", "调查人：邹立新、尤晓敏", f"谈话人：孟祥云，{role}"]
    fields, _ = read_fields(kind_by_name("终本约谈笔录"), [page(*lines, *TALK)], "终本约谈笔录")
    assert [f.value for f in fields["person"]] == ["孟祥云"]
    lines[-1] = "谈话人：邹立新、尤晓敏"
    fields, _ = read_fields(kind_by_name("终本约谈笔录"), [page(*lines, *TALK)], "终本约谈笔录")
    assert "person" not in fields
