"""当事人信息一致: a name one character off beside the party's own number is seen wherever it stands."""

from dataclasses import replace

import pytest

from checker.casefile import Box, Document
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, sign

AGREE = "案件.当事人信息一致"
NUMBER = "511899197209250579"
OWN = (ZHOU, replace(HE, id=NUMBER))


def result(kind: str, *cells: str, confidence: float = 0.99) -> Document:
    rows = [(cell, 0.12 + 0.3 * (i % 2), 0.2 + 0.04 * (i // 2)) for i, cell in enumerate(cells)]
    return paper(kind, f"{kind}单", *rows, confidence=confidence)


def of(name: str, kind: str = "车辆查询结果", confidence: float = 0.99) -> Document:
    return result(kind, "姓名", name, "身份证明号码", NUMBER, "查询结果", "名下无机动车登记信息", confidence=confidence)


@pytest.mark.parametrize(
    ("document", "agree"),
    [
        (of("何文斌"), True),
        (of("何文赋"), False),
        (of("何文赋", "不动产查询结果"), False),
        (of("何文赋", "公积金查询结果"), False),
        (of("何文赋", confidence=0.8), None),
        (of("何文赋", "调查笔录"), None),
        (of("王五全"), True),  # somebody else's paper, or the number of another: not for this rule to say
        (paper("车辆查询结果", f"被查询人：何文赋（公民身份号码{NUMBER}）名下无车。"), False),
        (paper("车辆查询结果", f"何文赋，男，身份证号：{NUMBER}，何文斌名下无车。"), None),
        (result("车辆查询结果", "姓名", "何文斌", "办理人", "何文赋"), True),
    ],
)
def test_a_name_beside_his_number(document: Document, agree: bool | None) -> None:
    assert ask(AGREE, document, parties=OWN).value is agree


def test_the_number_may_stand_in_the_papers_only() -> None:
    right = paper("限制消费令", "限制消费令", f"何文斌（公民身份号码{NUMBER}）：")
    assert ask(AGREE, right, right, of("何文赋")).value is False


def test_a_brother_with_his_own_number_is_no_slip() -> None:
    brother = replace(SUN, name="何文武", id="511899197209250587")
    papers = (of("何文斌"), result("车辆查询结果", "姓名", "何文武", "身份证明号码", "511899197209250587"))
    assert ask(AGREE, *papers, parties=(*OWN, brother)).value is True


@pytest.mark.parametrize(
    ("told", "agree"),
    [
        ("王守义，四组村民，何文斌隔壁，身份证号511899195801011236", True),
        ("王守义，四组村民，住何文斌屋后，公民身份号码511899195801011236", True),
        ("王守义（何文斌的邻居），身份证号511899195801011236", True),
        ("何文斌，四组村民，公民身份号码511899195801011236", False),  # his own, and another one
    ],
)
def test_the_number_of_a_neighbour_is_not_his(told: str, agree: bool) -> None:
    right = paper("限制消费令", "限制消费令", f"何文斌（公民身份号码{NUMBER}）：")
    asked = paper("调查笔录", "调查笔录", f"被调查人：{told}", "问：何文斌在家吗？", "答：不在家。")
    assert ask(AGREE, right, right, asked, parties=OWN).value is agree


def test_a_neighbour_is_named_between_a_name_and_a_number() -> None:
    right = paper("限制消费令", "限制消费令", f"何文斌（公民身份号码{NUMBER}）：")
    told = paper("调查笔录", "调查笔录", "向何文斌对门的住户王守义（身份证号511899195801011236）了解情况。")
    assert ask(AGREE, right, right, told, parties=OWN).value is True


@pytest.mark.parametrize(("beside", "agree"), [(True, True), (False, False)])
def test_a_letter_of_the_form_of_a_company(beside: bool, agree: bool) -> None:
    firm = replace(MILL, name="湖北长林建材有限公司")
    order = paper(
        "执行通知书",
        "执行通知书",
        "湖北长林建材行限公司：",
        f"你与周启明一案，{firm.name if beside else '你'}应当履行。",
    )
    right = paper("限制消费令", "限制消费令", f"{firm.name}：")
    assert ask(AGREE, order, right, parties=(ZHOU, firm)).value is agree


@pytest.mark.parametrize(
    ("read", "agree"),
    [
        ("湖北为水建材有限公司", None),  # a rare letter, read as a common one
        ("湖北沩木建材有限公司", False),
        ("湖北洈水建材有限公司", False),  # the reader has no habit of seeing rare letters
    ],
)
def test_a_rare_letter_that_reads_as_a_common_one(read: str, agree: bool | None) -> None:
    firm = replace(MILL, name="湖北沩水建材有限公司", id="91341590MA2NX5W37E")
    order = paper("执行通知书", "执行通知书", f"{read}：", "你与周启明一案，责令你履行。")
    right = paper("限制消费令", "限制消费令", f"{firm.name}：")
    assert ask(AGREE, order, right, parties=(ZHOU, firm)).value is agree


def test_a_rare_character_in_the_name_of_an_organisation_is_misread_too_often() -> None:
    code = "91341590MA2NX5W37E"
    feedback = result("总对总查控反馈", "名称", "监利市洪域米业有限公司", "统一社会信用代码", code)
    assert ask(AGREE, feedback, parties=(ZHOU, replace(MILL, id=code))).value is True


@pytest.mark.parametrize(
    ("written", "agrees"),
    [
        ("91421023MA48KQ7T5G", True),
        ("91421023MA48K0775G", True),  # Q and T as a recogniser reads them; the check character fails
        ("91421023MA48KQ7T6G", None),
        ("91421023MA48KQ7H57", False),
    ],
)
def test_a_code_with_look_alikes_was_misread(written: str, agrees: bool | None) -> None:
    code = "91421023MA48KQ7T5G"
    feedback = result("总对总查控反馈", "名称", MILL.name, "统一社会信用代码", written)
    assert ask(AGREE, feedback, parties=(ZHOU, replace(MILL, id=code))).value is agrees


def test_a_traditional_character_is_the_readers() -> None:
    written = [("受送达人", 0.12, 0.2), ("监利市金種粮油有限公司", 0.4, 0.2)]
    party = replace(MILL, name="监利市金穗粮油有限公司")
    assert ask(AGREE, paper("送达回证", "送达回证", *written), parties=(ZHOU, party)).value is None


def test_who_signs_by_hand_is_left_to_a_person() -> None:
    record = paper("询问笔录", "询问笔录", f"被询问人：何文赋，身份证号{NUMBER}", sign("被询问人", "何文赋"))
    assert ask(AGREE, record, parties=OWN).value is None


def test_how_a_signature_reads_is_no_spelling() -> None:
    written = [("受送达人", 0.12, 0.2), ("何文斌", 0.4, 0.2), ("受送达人", 0.12, 0.3), ("何文赋", 0.4, 0.3)]
    signed = replace(sign("受送达人签名", "何文赋"), box=Box(0.39, 0.29, 0.52, 0.33))
    assert ask(AGREE, paper("送达回证", "送达回证", *written, signed), parties=OWN).value is True
    assert ask(AGREE, paper("送达回证", "送达回证", *written), parties=OWN).value is not True


@pytest.mark.parametrize(
    ("said", "agree"),
    [
        ("何文斌的妻子聂小芹（342401198309122685）在我行开有账户", True),
        ("何文斌之妻聂小芹（身份证号342401198309122685）无存款", True),
        ("何文斌，女，汉族（身份证号342401198309122685）无存款", False),
    ],
)
def test_his_wifes_number_is_not_his(said: str, agree: bool) -> None:
    right = paper("限制消费令", "限制消费令", f"何文斌（公民身份号码{NUMBER}）：")
    assert ask(AGREE, right, right, paper("车辆查询结果", said), parties=OWN).value is agree


LODGE = replace(MILL, name="余川县闾门建材有限公司", id="91421023MA48KQ7T5G")
LODGE_READ = "余川县间门建材有限公司"


@pytest.mark.parametrize(
    ("document", "agree"),
    [
        (paper("查封裁定书", "执行裁定书", f"申请执行人：{LODGE_READ}，统一社会信用代码{LODGE.id}。"), True),
        (paper("查封裁定书", "执行裁定书", f"申请执行人：{LODGE_READ}，住所地余川县。"), None),
        (paper("查封裁定书", "执行裁定书", f"申请执行人：余川县闾门建林有限公司，统一社会信用代码{LODGE.id}。"), False),
    ],
)
def test_a_rare_character_of_an_organisation_is_the_readers_beside_its_number(
    document: Document, agree: bool | None
) -> None:
    assert ask(AGREE, document, parties=(replace(LODGE, role="申请执行人"), HE)).value is agree


@pytest.mark.parametrize(("kind", "confidence", "agree"), [("结案审批表", 0.93, None), ("结案审批表", 0.99, False)])
def test_a_form_that_was_read_less_surely_than_print_was_filled_in_by_hand(
    kind: str, confidence: float, agree: bool | None
) -> None:
    form = paper(kind, kind, "当事人", "申请执行人：周启明；被执行人：何文赋", confidence=confidence)
    assert ask(AGREE, form, parties=OWN).value is agree


@pytest.mark.parametrize(("confidence", "agree"), [(0.93, True), (0.98, None)])
def test_a_name_by_hand_that_was_hard_to_read_is_his_whose_number_it_has(confidence: float, agree: bool | None) -> None:
    written = paper(
        "强制执行申请书", "强制执行申请书", f"被执行人：何文赋，男，公民身份号码{NUMBER}。", confidence=confidence
    )
    assert ask(AGREE, written, parties=OWN).value is agree
