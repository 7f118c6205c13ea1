"""Outlines keep 全部 and 任一, mark what is not needed, and survive the report's JSON."""

import pytest

from checker.casefile import PageRef
from checker.logic import AllOf, AnyOf, Leaf, Logic, Not
from checker.outline import ALL, ANY, NOT, logic_json, outline, read_logic
from checker.places import places_text, subject_text

TREE = AllOf((Leaf(0), AnyOf((Leaf(1), AllOf((Leaf(2), Leaf(3)))))))


def shown(tree, truths):
    return [(entry.depth, entry.heading or entry.atom, entry.mark) for entry in outline(tree, truths)]


def test_alternatives_stand_under_their_heading():
    assert shown(TREE, [True, False, False, None]) == [
        (0, 0, "✔"), (0, ANY, "✘"), (1, 1, "✘"), (1, ALL, "✘"), (2, 2, "✘"), (2, 3, "？"),
    ]  # fmt: skip


def test_beside_an_alternative_that_holds_nothing_else_is_called_wrong():
    assert shown(TREE, [False, True, False, None]) == [
        (0, 0, "✘"), (0, ANY, "✔"), (1, 1, "✔"), (1, ALL, "－"), (2, 2, "－"), (2, 3, "－"),
    ]  # fmt: skip


def test_not_and_nothing():
    assert shown(AllOf((Not(Leaf(0)),)), [True]) == [(0, NOT, "✘"), (1, 0, "✔")]
    assert shown(None, []) == []


@pytest.mark.parametrize("logic", [Logic(TREE, None), Logic(AllOf(), TREE), Logic(Not(Leaf(3)), Leaf(0))])
def test_logic_comes_back_from_json(logic):
    assert read_logic(logic_json(logic)) == logic


def test_wrong_logic_is_refused():
    with pytest.raises(KeyError):
        read_logic({"applies": {"some": [1]}, "requires": None})


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("案件", "本案"),
        ("被执行人:何文斌", "被执行人 何文斌"),
        ("账户:6228481234567892278", "账户 尾号2278"),
        ("账户:尾号****2278", "账户 尾号2278"),
        ("账户:农商行活期", "账户 农商行活期"),
    ],
)
def test_subjects_are_said_in_words(subject, text):
    assert subject_text(subject) == text


def test_the_case_record_has_no_pages():
    assert places_text([PageRef("case.yaml", 1)]) == "案件记录（case.yaml）"
    assert places_text([PageRef("卷/case.yml", 1), PageRef("a.pdf", 2)]) == "案件记录（卷/case.yml）；a.pdf 第2页"
