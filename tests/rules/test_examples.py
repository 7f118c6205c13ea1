"""Every example inside a rule is a test, judged plainly and by the engine."""

import pytest

from checker import durable
from checker.examples import Example
from checker.facts import CASE
from checker.judge import judge_plainly, rulesets, run_example
from checker.outcome import Status
from checker.rulebook import load_rulebook, missing_examples

RULEBOOK = load_rulebook()
RULESETS = {ruleset[0][0].partition("/")[0]: ruleset for ruleset in rulesets(RULEBOOK.rules)}
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}::{example.name}") for rule in RULEBOOK.rules for example in rule.examples
]
RULES = [pytest.param(rule, id=rule.id) for rule in RULEBOOK.rules]


def judge_by_engine(rule):
    return lambda inquiries: durable.judge(RULESETS[rule.pack], inquiries)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example):
    assert run_example(rule, example, judge_plainly) is example.expect
    assert run_example(rule, example, judge_by_engine(rule)) is example.expect


@pytest.mark.parametrize("rule", RULES)
def test_examples_show_every_status(rule):
    assert missing_examples(rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_example_names_are_unique(rule):
    names = [example.name for example in rule.examples]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES)
def test_nothing_known_passes_nothing(rule):
    """With every fact unknown no rule is satisfied and none is violated: unknown is not false."""
    for no_subjects in (False, True):
        blank = Example("空", Status.UNDETERMINED, {}, no_subjects, None, rule.place)
        if not (no_subjects and rule.for_each == CASE):
            assert run_example(rule, blank) is Status.UNDETERMINED
