"""The rulebook as it is shipped: complete, and every fact in it has an origin."""

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
