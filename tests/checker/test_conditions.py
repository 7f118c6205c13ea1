"""Sentences: every word, three-valued, with literals, facts, parameters and periods."""

from datetime import date

import pytest

from checker.conditions import SentenceReader
from checker.errors import InternalError, RulebookError, RuleCompileError
from checker.evaluate import decide
from checker.facts import CASE, THE_CASE, Fact, Subject
from checker.logic import kleene
from checker.periods import Period, parse_period, shift
from checker.rulebook import load_libraries
from checker.yamlfile import read_yaml

DAY = date(2024, 6, 1)


class Given:
    def __init__(self, values):
        self.values = values

    def subjects(self, kind):
        return [THE_CASE] if kind == CASE else [Subject(kind, "甲")]

    def fact(self, subject, name):
        return Fact(self.values.get(name))


@pytest.fixture
def reader(root):
    libraries = load_libraries(root)
    return SentenceReader(("被执行人", CASE), libraries.vocabulary, libraries.parameters)


def truth(reader, tmp_path, text, values, day=DAY):
    path = tmp_path / "c.yaml"
    path.write_text(f"c:\n{text}", encoding="utf-8")
    tree = reader.read(next(iter(read_yaml(path).values())))
    subject = Subject("被执行人", "甲")
    return kleene(tree, [decide(atom, subject, Given(values), day).truth for atom in reader.atoms])


FILED, RULED, PAID, CLAIM = "案件.立案日期", "案件.裁定日期", "案件.到位金额", "案件.标的金额"
KIND, CHANNELS, HOUSES = "案件.结案方式", "案件.已查渠道", "被执行人.调查户数"
NOTICE, MISSING = "被执行人.执行通知书", "被执行人.下落不明"
JAN31 = date(2024, 1, 31)

SENTENCES = [
    (f"{NOTICE} 是 有", {NOTICE: True}, True),
    (f"{NOTICE} 是 有", {NOTICE: False}, False),
    (f"{NOTICE} 是 有", {}, None),
    (f"{NOTICE} 不是 无", {NOTICE: True}, True),
    (f"{NOTICE} 是 {MISSING}", {NOTICE: True, MISSING: True}, True),
    (f"{NOTICE} 已知", {NOTICE: False}, True),
    (f"{NOTICE} 已知", {}, False),
    (f"{RULED} 晚于 {FILED} 加 三个月", {FILED: JAN31, RULED: date(2024, 5, 1)}, True),
    (f"{RULED} 晚于 {FILED} 加 三个月", {FILED: JAN31, RULED: date(2024, 4, 30)}, False),
    (f"{RULED} 晚于 {FILED} 加 参数.终本最短期限", {FILED: JAN31, RULED: date(2024, 4, 30)}, False),
    (f"{RULED} 不早于 {FILED} 加 1个月", {FILED: JAN31, RULED: date(2024, 2, 29)}, True),
    # 5 April 2024 lies in 清明 (4 to 6 April; Sunday the 7th was worked on)
    (f"{RULED} 不晚于 {FILED} 加 30日 顺延", {FILED: date(2024, 3, 6), RULED: date(2024, 4, 7)}, True),
    (f"{RULED} 不晚于 {FILED} 加 30日 顺延", {FILED: date(2024, 3, 6), RULED: date(2024, 4, 8)}, False),
    (f"{RULED} 晚于 {FILED} 加 30日 顺延", {FILED: date(2024, 3, 6), RULED: date(2024, 4, 7)}, False),
    (f"{RULED} 不晚于 {FILED} 加 30日", {FILED: date(2024, 3, 6), RULED: date(2024, 4, 7)}, False),
    # nobody knows yet on which days of 2099 courts will rest
    (f"{RULED} 不晚于 {FILED} 加 7日 顺延", {FILED: date(2099, 3, 1), RULED: date(2099, 3, 8)}, True),
    (f"{RULED} 不晚于 {FILED} 加 7日 顺延", {FILED: date(2099, 3, 1), RULED: date(2099, 3, 9)}, None),
    (f"{RULED} 不晚于 {FILED} 加 7日 顺延", {FILED: date(2099, 3, 1), RULED: date(2099, 4, 9)}, False),
    (f"{RULED} 早于 {FILED}", {FILED: JAN31, RULED: JAN31}, False),
    (f"{RULED} 不晚于 {FILED}", {FILED: JAN31, RULED: JAN31}, True),
    (f"{FILED} 不早于 {RULED} 减 31日", {FILED: JAN31, RULED: date(2024, 3, 2)}, True),
    (f"{RULED} 晚于 2024-01-30", {RULED: JAN31}, True),
    (f"{RULED} 晚于 {FILED}", {RULED: JAN31}, None),
    (f"{PAID} 不少于 {CLAIM}", {PAID: 100, CLAIM: 100}, True),
    (f"{PAID} 多于 1000元", {PAID: 100000}, False),
    (f"{PAID} 不多于 1000元", {PAID: 100000}, True),
    (f"{PAID} 少于 {CLAIM}", {PAID: 0, CLAIM: 1}, True),
    (f"{PAID} 少于 {CLAIM}", {PAID: 0}, None),
    (f"{HOUSES} 不少于 参数.邻居户数下限", {HOUSES: 1}, False),
    (f"{HOUSES} 不少于 参数.邻居户数下限", {HOUSES: 2}, True),
    (f"{KIND} 属于 [执行完毕, 终结执行]", {KIND: "执行完毕"}, True),
    (f"{KIND} 属于 [执行完毕, 终结执行]", {KIND: "终结本次执行程序"}, False),
    (f"{KIND} 不是 执行完毕", {}, None),
    ("案件.案号 是 财产", {"案件.案号": "财产"}, True),  # a word that is also a kind of subject
    (f"{CHANNELS} 属于 参数.必查渠道", {CHANNELS: frozenset({"银行"})}, True),
    (f"{CHANNELS} 属于 参数.必查渠道", {CHANNELS: frozenset({"银行", "不动产"})}, False),
    (f"{CHANNELS} 是 [车辆, 银行]", {CHANNELS: frozenset({"银行", "车辆"})}, True),
]


@pytest.mark.parametrize(("sentence", "values", "wanted"), SENTENCES)
def test_sentence(reader, tmp_path, sentence, values, wanted):
    assert truth(reader, tmp_path, f"  - {sentence}\n", values) is wanted


def test_parameter_without_value_on_the_day_is_unknown(reader, tmp_path):
    sentence = f"  - {RULED} 晚于 {FILED} 加 参数.终本最短期限\n"
    values = {FILED: date(2024, 10, 1), RULED: date(2025, 3, 1)}
    assert truth(reader, tmp_path, sentence, values, date(2024, 12, 31)) is True
    assert truth(reader, tmp_path, sentence, values, date(2025, 1, 1)) is None


NESTED = f"""
  - any:
      - {NOTICE} 是 有
      - all:
          - {MISSING} 是 是
          - not:
              - {PAID} 多于 0元
"""


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({NOTICE: True}, True),
        ({NOTICE: False, MISSING: True, PAID: 0}, True),
        ({NOTICE: False, MISSING: True, PAID: 1}, False),
        ({NOTICE: False, MISSING: True}, None),
        ({NOTICE: False, MISSING: False}, False),
        ({MISSING: False}, None),
    ],
)
def test_nesting(reader, tmp_path, values, wanted):
    assert truth(reader, tmp_path, NESTED, values) is wanted


def test_three_deep_is_refused(reader, tmp_path):
    text = f"  - any:\n    - not:\n      - any:\n        - {NOTICE} 是 有\n"
    with pytest.raises(RulebookError, match="只能再套一层"):
        truth(reader, tmp_path, text, {})


def test_equal_sentences_are_one_atom(reader, tmp_path):
    truth(reader, tmp_path, f"  - {NOTICE} 是 有\n  - any: [{NOTICE}   是 有]\n", {})
    assert len(reader.atoms) == 1


def test_too_many_ways(root):
    from checker.rulebook import load_rulebook

    path = root / "packs/jianli/zhongben/served-notice.yaml"
    group = "".join(
        f"      - all:\n          - 被执行人.调查户数 不少于 {i}\n          - 被执行人.调查户数 是 {i}\n"
        for i in range(7)
    )
    text = path.read_text(encoding="utf-8").replace("requires:\n", f"requires:\n  - any:\n{group}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleCompileError, match=r"served-notice.yaml:\d+"):
        load_rulebook(root)


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("三个月", 3, 0), ("15日", 0, 15), ("十五日", 0, 15), ("二十一日", 0, 21), ("半年", 6, 0), ("一年", 12, 0),
        ("六十天", 0, 60), ("两年", 24, 0), ("一年六个月", 18, 0), ("八周", 0, 56), ("一百二十日", 0, 120), ("30日", 0, 30),
    ],
)  # fmt: skip
def test_periods(text, months, days):
    assert parse_period(text) == Period(months, days, text)


@pytest.mark.parametrize("text", ["", "三", "月", "半日", "三个月后", "大约三个月", "3"])
def test_not_periods(text):
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("day", "text", "sign", "wanted"),
    [
        (date(2024, 1, 31), "一个月", 1, date(2024, 2, 29)),
        (date(2023, 1, 31), "一个月", 1, date(2023, 2, 28)),
        (date(2024, 2, 29), "一年", 1, date(2025, 2, 28)),
        (date(2024, 11, 30), "三个月", 1, date(2025, 2, 28)),
        (date(2024, 3, 31), "一个月", -1, date(2024, 2, 29)),
        (date(2024, 1, 10), "三个月", 1, date(2024, 4, 10)),
        (date(2024, 12, 25), "15日", 1, date(2025, 1, 9)),
        (date(9999, 12, 1), "五年", 1, date.max),
        (date(1, 1, 1), "15日", -1, date.min),
    ],
)
def test_counting(day, text, sign, wanted):
    assert shift(day, parse_period(text), sign) == wanted


def test_fact_of_another_type_is_our_mistake(reader, tmp_path):
    with pytest.raises(InternalError, match="裁定日期"):
        truth(reader, tmp_path, f"  - {RULED} 晚于 2024-01-01\n", {RULED: True})


def test_word_the_vocabulary_does_not_list_decides_nothing(reader, tmp_path):
    assert truth(reader, tmp_path, f"  - {KIND} 不是 执行完毕\n", {KIND: "销案"}) is None
