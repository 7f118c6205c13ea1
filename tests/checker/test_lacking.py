"""What a finding says is lacking: only what is owed, alternatives as alternatives, and its repair."""

from __future__ import annotations

from datetime import date

import pytest

from checker.examples import Example, GivenFacts
from checker.facts import Value
from checker.findings import make_finding
from checker.judge import ask, judge_plainly
from checker.outcome import Status
from checker.report import Finding
from checker.rule import Rule
from checker.rulebook import load_rulebook

RULEBOOK = load_rulebook()
BANK, VEHICLE, HOUSE, FUND = (f"被执行人.线下{name}调查" for name in ("金融机构", "车辆", "不动产", "公积金"))


def rule_of(slug: str) -> Rule:
    (rule,) = RULEBOOK.find(f"jianli/{slug}")
    return rule


def finding(slug: str, given: dict[str, Value | None]) -> Finding:
    rule = rule_of(slug)
    known = {name: value for name, value in given.items() if value is not None}
    source = GivenFacts(rule.for_each, Example("", Status.VIOLATED, known, no_subjects=False, as_of=None, place=""))
    (asked,) = ask(rule, source, rule.start)
    (status,) = judge_plainly([asked.inquiry])
    return make_finding(asked, status, source, RULEBOOK.libraries, rule.start)


def refusal(**given: bool | None) -> Finding:
    names = {
        "flow": "银行流水",
        "bank": "银行流水载明机构",
        "opinion": "无拒执证据结论",
        "suit": "自诉材料",
        "end": "自诉结果",
    }
    return finding("zhongben/refusal-papers", {f"被执行人.{names[key]}": value for key, value in given.items()})


def offline(kind: str, **given: bool) -> Finding:
    names = {"bank": BANK, "vehicle": VEHICLE, "house": HOUSE, "fund": FUND, "register": "被执行人.工商登记档案"}
    facts: dict[str, Value | None] = {"被执行人.性质": kind, "被执行人.总对总金融机构渠道": "未反馈"}
    return finding("zhongben/searched-offline", facts | {names[key]: value for key, value in given.items()})


def test_an_alternative_that_is_met_leaves_the_others_unsaid():
    told = refusal(flow=False, bank=False, opinion=True, suit=False, end=False)
    assert told.status is Status.VIOLATED
    assert "缺银行流水（或者金融机构的查询回执）" in told.message
    assert "自诉" not in told.message
    assert told.papers == ("银行流水",)
    assert told.remedy == "查询该被执行人的银行流水并附卷，流水或者回执写明金融机构"


def test_alternatives_of_which_none_is_met_are_told_as_such():
    told = refusal(flow=True, bank=True, opinion=False, suit=False, end=False)
    opinion = "缺“无证据证明涉嫌拒执罪”的审查意见（或者研究记录）"
    assert f"{opinion}，也没有自诉材料和自诉的处理结果（有其一即可）" in told.message
    assert "银行流水" not in told.message
    assert told.papers == ("拒执审查意见",)


def test_of_an_alternative_that_was_begun_only_the_rest_is_told():
    told = refusal(flow=True, bank=True, opinion=False, suit=True, end=False)
    assert "，也没有自诉的处理结果（有其一即可）" in told.message
    assert "自诉材料" not in told.message


def test_of_a_missing_paper_its_contents_are_not_told_besides():
    assert "写明是哪家" not in refusal(flow=False, bank=False, opinion=True).message
    assert "没有写明是哪家金融机构" in refusal(flow=True, bank=False, opinion=True).message


@pytest.mark.parametrize(("kind", "owed", "not_owed"), [("自然人", "公积金", "工商"), ("企业", "工商", "公积金")])
def test_what_is_asked_of_others_is_not_told(kind, owed, not_owed):
    told = offline(kind, bank=True, vehicle=False, house=True, fund=False, register=False)
    assert owed in told.message
    assert "车辆管理所" in told.message
    for text in (told.message, "、".join(told.papers)):
        assert not_owed not in text
        assert "不动产" not in text
    assert "金融机构" not in told.message


def test_only_the_vehicle():
    told = offline("自然人", bank=True, vehicle=False, house=True, fund=True, register=False)
    assert told.message == "例（自然人）的线下查控材料：缺到车辆管理所调查的笔录（或者盖章的查询结果）"
    assert told.papers == ("调查笔录", "车辆查询结果")


def test_a_signature_that_lacks_does_not_ask_for_the_paper_again():
    told = finding(
        "zhongben/served-consumption-limit",
        {"被执行人.下落不明已证明": False, "被执行人.限制消费令": True, "被执行人.限制消费令送达": "未签名"},
    )
    assert told.message.endswith("限制消费令的送达回证没有受送达人签名")
    assert told.papers == ("送达回证",)
    assert "补作" not in told.remedy


def test_what_is_unknown_is_not_called_lacking():
    told = refusal(flow=False, opinion=None)
    assert told.message.endswith("；另须核对：无拒执证据结论、自诉材料、自诉结果")
    assert told.status is Status.VIOLATED


def test_undetermined_names_what_is_to_be_looked_at():
    told = refusal(flow=True, bank=True, suit=False)
    assert told.status is Status.UNDETERMINED
    assert told.message.endswith("（待核：无拒执证据结论）")
    assert told.papers == ("拒执审查意见",)


@pytest.mark.parametrize(("kind", "not_asked"), [("自然人", "工商登记档案"), ("企业", "线下公积金调查")])
def test_undetermined_asks_nothing_that_is_settled_without_it(kind, not_asked):
    told = offline(kind, bank=True, vehicle=None, house=True, fund=None, register=None)
    assert told.status is Status.UNDETERMINED
    assert "待核：线下车辆调查" in told.message
    assert not_asked not in told.message


def test_only_open_sentences_are_marked():
    told = refusal(flow=False, bank=False, opinion=True, suit=False, end=False)
    assert [because.sentence for because in told.because if because.open] == ["被执行人.银行流水 是 有"]


def test_comparisons_say_what_is_and_what_ought_to_be():
    told = finding(
        "zhongben/closing-interview",
        {
            "申请执行人.终本约谈笔录": True,
            "申请执行人.终本约谈签名": True,
            "案件.终本裁定书": True,
            "申请执行人.终本约谈日期": date(2022, 8, 6),
            "案件.裁定日期": date(2022, 8, 5),
        },
    )
    assert told.message.endswith("终本约谈日期为2022年8月6日，应当不晚于裁定日期（2022年8月5日）")


def test_every_paper_of_a_remedy_is_one_that_the_vocabulary_names():
    """Else a finding that lacks one thing would ask for all papers of the rule."""
    wrong = []
    for rule in RULEBOOK.rules:
        required = rule.question.atoms[rule.condition_count :] or rule.question.atoms
        named = {paper for atom in required for paper in (atom.fact.papers or (atom.fact.short,))}
        if len(rule.remedy.papers) > 1 and len(required) > 1 and (lost := set(rule.remedy.papers) - named):
            wrong.append((rule.id, lost))
    assert wrong == []


def test_a_violated_example_always_says_something():
    for rule in RULEBOOK.rules:
        for example in rule.examples:
            if example.expect is Status.VIOLATED and "{缺项}" in rule.on_violation:
                source = GivenFacts(rule.for_each, example)
                (asked,) = ask(rule, source, rule.start)
                message = make_finding(asked, Status.VIOLATED, source, RULEBOOK.libraries, rule.start).message
                assert not message.endswith(("：", "，但")), (rule.id, example.name)
