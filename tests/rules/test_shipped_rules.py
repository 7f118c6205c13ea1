"""The rulebook as it is shipped: complete, and every fact in it has an origin."""

from datetime import date

import pytest

from checker.gates import GATES
from checker.lint import lint
from checker.outcome import Level
from checker.rulebook import load_rulebook

RULEBOOK = load_rulebook()


def test_every_fact_has_a_function_and_every_status_an_example():
    wrong = [sentence for sentence in lint(RULEBOOK) if "没有规则使用" not in sentence]
    assert wrong == []


def test_every_gate_has_a_blocking_rule():
    for gate in GATES:
        assert any(rule.level is Level.BLOCKING for rule in RULEBOOK.for_gate(gate)), gate


def test_messages_do_not_end_like_sentences():
    """Notes are added in brackets after the message, so a full stop would stand in the middle."""
    for rule in RULEBOOK.rules:
        for text in (rule.on_violation, rule.on_unknown, rule.remedy.do, rule.title):
            assert not text.endswith(("。", "；", "，")), rule.id
            assert text == text.strip()


@pytest.mark.parametrize(
    ("rule", "day", "cite"),
    [
        ("national/zhongben/panel-and-approval", date(2022, 4, 9), "民诉法解释（2020） 第五百一十九条"),
        ("national/zhongben/panel-and-approval", date(2022, 4, 10), "法释〔2022〕11号 第五百一十七条"),
        ("national/zhongben/notice-issued", date(2023, 12, 31), "民事诉讼法（2021） 第二百四十七条"),
        ("national/zhongben/notice-issued", date(2024, 1, 1), "民事诉讼法（2023） 第二百五十一条"),
    ],
)
def test_an_article_is_cited_by_the_number_it_bore_on_the_day(rule, day, cite):
    (found,) = [one for one in RULEBOOK.as_of(day).rules if one.id == rule]
    cites = [basis.cite for basis in found.basis]
    assert cite in cites
    editions = {one.split(" ")[0] for one in cites if one.startswith(("民事诉讼法", "民诉法解释", "法释〔2022〕11号"))}
    assert len({edition.startswith("民事诉讼法") for edition in editions}) == len(editions)  # one of each text


def test_a_conflict_cites_the_edition_of_the_day():
    by_day = {
        day: next(one.superior.cite for one in RULEBOOK.as_of(day).conflicts if one.id == "K7")
        for day in (date(2022, 4, 9), date(2022, 4, 10))
    }
    assert list(by_day.values()) == ["民诉法解释（2020） 第五百一十九条", "法释〔2022〕11号 第五百一十七条"]


def test_grade_caps_the_level():
    """A and B may block, C is a defect at most, M a notice at most."""
    hardest = {"A": Level.BLOCKING, "B": Level.BLOCKING, "C": Level.DEFECT, "M": Level.NOTICE}
    order = list(Level)
    for rule in RULEBOOK.rules:
        best = min((order.index(hardest[basis.grade]) for basis in rule.basis), default=0)
        assert order.index(rule.level) >= best, rule.id


def test_what_the_law_leaves_to_a_person_is_asked_by_some_rule():
    asked = {fact.name for rule in RULEBOOK.rules for atom in rule.question.atoms for fact in atom.facts}
    left = {fact.name for fact in RULEBOOK.libraries.vocabulary.values() if fact.person}
    assert left
    assert left <= asked
