"""Loading: what a right rulebook gives, and the message for each way of writing one wrong."""

from datetime import date

import pytest

from checker.errors import RulebookError, UnknownFactError
from checker.judge import run_example
from checker.literals import FactType, parse_value, show_value
from checker.outcome import Status
from checker.rulebook import load_rulebook, missing_examples

SERVED = "packs/jianli/zhongben/served-notice.yaml"
MONTHS = "packs/national/zhongben/three-months.yaml"
LEADS = "packs/jianli/clue-refusal/lead-verified.yaml"


def test_loads_and_examples_hold(root):
    rulebook = load_rulebook(root)
    assert [rule.id for rule in rulebook.rules] == [
        "jianli/clue-refusal/lead-verified",
        "jianli/zhongben/all-earlier-gates",
        "jianli/zhongben/served-notice",
        "national/zhongben/three-months",
    ]
    for rule in rulebook.rules:
        assert missing_examples(rule) == []
        for example in rule.examples:
            assert run_example(rule, example) is example.expect, (rule.id, example.name)
    assert len(rulebook.files) == 7


def test_rules_in_force_on_a_day(root):
    rulebook = load_rulebook(root)
    months = "national/zhongben/three-months"
    assert [months in {rule.id for rule in rulebook.as_of(day).rules} for day in
            (date(2016, 11, 30), date(2016, 12, 1), date(2024, 12, 31), date(2025, 1, 1))] == [
        False, True, True, False]  # fmt: skip
    assert [rule.id for rule in rulebook.as_of(date(2020, 1, 1)).for_gate("zhongben")] == [months]


def test_parameter_ends_with_a_value(root):
    period = load_rulebook(root).libraries.parameters["终本最短期限"]
    assert period.on(date(2016, 11, 30)) is None
    assert str(period.on(date(2024, 12, 31))) == "三个月"
    assert period.on(date(2025, 1, 1)) is None


# file, text to replace, replacement, what the message must hold (with the line)
WRONG = [
    (SERVED, "下落不明 不是 是", "下落不名 不是 是", ["没有这个事实", "served-notice.yaml:11", "被执行人.下落不明"]),
    (SERVED, "下落不明 不是 是", "下落不明 早于 是", ["可用于是否的词", ":11"]),
    (SERVED, "下落不明 不是 是", "下落不明 不是 有", ["不是是否", ":11", "“是”或“否”"]),
    (SERVED, "下落不明 不是 是", "下落不明 不是", ["不完整", ":11"]),
    (SERVED, "下落不明 不是 是", "下落不明 已知 是", ["不完整", ":11"]),
    (SERVED, "下落不明 不是 是", "下落不明", ["读不懂", ":11"]),
    (SERVED, "被执行人.下落不明 不是 是", "线索.已核查 是 是", ["不能用", "线索", ":11"]),
    (SERVED, "被执行人.送达回证 是 有", "被执行人.送达回证 是 有 加 三个月", ["只有日期", ":14"]),
    (SERVED, "被执行人.送达回证 是 有", "案件.裁定日期 不早于 案件.立案日期 减 三个月 顺延", ["顺延", "加", ":14"]),
    (SERVED, "被执行人.送达回证 是 有", "案件.裁定日期 是 案件.立案日期 加 三个月 顺延", ["顺延", "加", ":14"]),
    (SERVED, "被执行人.送达回证 是 有", "被执行人.调查户数 不少于 参数.邻居下限", ["没有这个参数", "邻居户数下限"]),
    (SERVED, "被执行人.送达回证 是 有", "被执行人.调查户数 不少于 参数.必查渠道", ["要数目", ":14"]),
    (SERVED, "被执行人.送达回证 是 有", "案件.结案方式 是 终本", ["“案件.结案方式”的词", "执行完毕"]),
    (SERVED, "被执行人.送达回证 是 有", "案件.已查渠道 属于 [银行, 汽车]", ["汽车", "车辆"]),
    (SERVED, "被执行人.送达回证 是 有", "案件.裁定日期 晚于 案件.立案日期 加 三旬", ["不是期间", ":14"]),
    (SERVED, "  - 被执行人.送达回证 是 有\n", "  - some: [被执行人.送达回证 是 有]\n", ["没有这个条件词", "any"]),
    (SERVED, "  - 被执行人.送达回证 是 有\n", "  - any: 被执行人.送达回证 是 有\n", ["应当是一个列表", ":14"]),
    (SERVED, "code:", "cod:", ["没有这个键：“cod”", "code", ":2"]),
    (SERVED, "code: 监-终本-01\n", "", ["缺少“code”"]),
    (SERVED, "level: blocking", "level: block", ["没有这个等级", "blocking", ":5"]),
    (SERVED, "zhongben-review, zhongben", "zhongben-revue", ["没有这个关口", "zhongben-review", ":4"]),
    (SERVED, "owner: online", "owner: onlin", ["没有这个责任组", "online"]),
    (SERVED, "监法〔2022〕19号 第", "监発〔2022〕19号 第", ["sources.yaml", "监法〔2022〕19号"]),
    (SERVED, "监法〔2022〕19号 第六组3(一)", "某书 第一页", ["撑不起", ":5"]),
    (SERVED, "id: jianli/zhongben/served-notice", "id: jianli/zhongben/served", ["应为 jianli/zhongben/served-notice"]),
    (SERVED, "from: 2022-01-01", "from: 2022-13-01", ["不是日期", ":6"]),
    (SERVED, "{主体}的执行通知书\n", "{被执行人.通知书}\n", ["没有这个事实", ":15"]),
    (SERVED, "expect: 待核", "expect: 待查", ["没有这个结果", "待核"]),
    (SERVED, "被执行人.送达回证: 无}", "案件.裁定日期: 2022-01-01}", ["没有用到", ":20"]),
    (SERVED, "for_each: 被执行人", "for_each: 被执行人\nfor_each: 案件", ["写了两次"]),
    (SERVED, "basis:", " basis:", ["YAML 格式有误", ":7"]),
    (LEADS, "code: 监-线索-03", "code: 监-终本-01", ["用了两次"]),
    (MONTHS, "requires:", "if_none: [案件.裁定日期 已知]\nrequires:", ["if_none 只用于"]),
    (LEADS, "level: blocking", "level: blocking\nconflicts_with: [jianli/zhongben/served]", ["不存在"]),
    ("vocabulary/all.yaml", "type: 词,", "type: 字,", ["没有这个类型", ":1"]),
    ("vocabulary/all.yaml", "id: receipt", "id: notice", ["已用于"]),
    ("vocabulary/all.yaml", "线索.已核查", "线条.已核查", ["主体.事实"]),
    ("parameters.yaml", "value: 三个月", "value: 三旬", ["不是“期间”", ":5"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "wanted"), WRONG, ids=[f"{w[2]}"[:40] for w in WRONG])
def test_wrong_words_are_told_with_place_and_remedy(root, file, old, new, wanted):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(root)
    for part in wanted:
        assert part in str(caught.value)


def test_unknown_fact_has_its_own_class(root):
    path = root / SERVED
    path.write_text(path.read_text(encoding="utf-8").replace("执行通知书 是 有", "执行通知 是 有"), encoding="utf-8")
    with pytest.raises(UnknownFactError):
        load_rulebook(root)


def test_all_wrong_files_are_named_at_once(root):
    for file in (SERVED, LEADS):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace("level: blocking", "level: hard"), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(root)
    assert "2 处" in str(caught.value)
    assert "served-notice.yaml:5" in str(caught.value)
    assert "lead-verified.yaml:5" in str(caught.value)


def test_missing_example_is_found(root):
    path = root / SERVED
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "不适用" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    rule = load_rulebook(root, only="jianli/zhongben/served").rules[0]
    assert missing_examples(rule) == [Status.NOT_APPLICABLE]


def test_empty_rules_folder(tmp_path):
    with pytest.raises(RulebookError):
        load_rulebook(tmp_path)


@pytest.mark.parametrize(
    ("text", "type_", "value", "shown"),
    [
        ("有", "有无", True, "有"),
        ("否", "是否", False, "否"),
        ("是", "有无", None, "未知"),
        ("2024-02-29", "日期", date(2024, 2, 29), "2024年2月29日"),
        ("2023-02-29", "日期", None, "未知"),
        ("1000元", "金额", 100000, "1,000.00元"),
        ("58,833.5元", "金额", 5883350, "58,833.50元"),
        ("1e3", "金额", None, "未知"),
        ("12", "数目", 12, "12"),
        ("-1", "数目", None, "未知"),
        ("[车辆，银行]", "词组", frozenset({"车辆", "银行"}), "车辆、银行"),
        ("三旬", "期间", None, "未知"),
    ],
)
def test_literals(text, type_, value, shown):
    assert parse_value(text, FactType(type_)) == value
    assert show_value(parse_value(text, FactType(type_)), FactType(type_)) == shown
