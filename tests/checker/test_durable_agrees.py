"""The engine and the oracle must give the same status for every rule set and every assignment of truths.

ENGINE_EXAMPLES (default 300; 2000 in CI) is the number of random rule sets.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import durable, oracle
from checker.errors import RuleCompileError
from checker.logic import MAX_RULES, AllOf, AnyOf, Inquiry, Leaf, Logic, Not, check_limits, kleene, ways
from checker.outcome import Status

EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "300"))
ATOMS = 8

leaves = st.integers(0, ATOMS - 1).map(Leaf)
parts = st.lists(leaves, min_size=1, max_size=4).map(tuple)
inner = st.one_of(leaves, parts.map(AllOf), parts.map(AnyOf), leaves.map(Not), parts.map(lambda p: Not(AllOf(p))))
groups = st.lists(inner, min_size=1, max_size=4).map(tuple)
trees = st.one_of(inner, groups.map(AnyOf), groups.map(AllOf), groups.map(lambda g: Not(AnyOf(g))))
lists = st.lists(trees, max_size=3).map(tuple).map(AllOf)
logics = st.builds(Logic, lists, st.one_of(st.none(), lists))
truths = st.lists(st.sampled_from((True, False, None)), min_size=ATOMS, max_size=ATOMS).map(tuple)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(logics, min_size=1, max_size=4), st.lists(truths, min_size=1, max_size=8))
def test_engine_agrees_with_oracle(rules, assignments):
    ruleset = tuple((f"规则{number}", logic) for number, logic in enumerate(rules))
    try:
        check_limits(ruleset)
    except RuleCompileError:
        return  # told to the author of the rule at load time
    inquiries = [Inquiry(name, logic, row) for name, logic in ruleset for row in assignments]
    expected = [oracle.judge(inquiry.logic, inquiry.truths) for inquiry in inquiries]
    assert durable.judge(ruleset, inquiries) == expected


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(trees, truths)
def test_ways_are_exact(tree, row):
    for wanted in (True, False):
        try:
            found = ways(tree, wanted)
        except RuleCompileError:
            continue
        assert any(all(row[a] is t for a, t in way) for way in found) is (kleene(tree, row) is wanted)
        assert not any(a < b for a in found for b in found), "a way holds another"


def test_limits_are_told_at_load():
    wide = AnyOf(tuple(AllOf((Leaf(2 * i), Leaf(2 * i + 1))) for i in range(8)))
    with pytest.raises(RuleCompileError):
        Logic(AllOf(), wide).ways()  # 256 ways to fail
    many = tuple((f"r{i}", Logic(AllOf(), Leaf(0))) for i in range(MAX_RULES + 1))
    with pytest.raises(RuleCompileError):
        check_limits(many)


def test_full_ruleset_of_the_largest_size():
    ruleset = tuple((f"r{i}", Logic(Leaf(0), AnyOf((Leaf(1), Leaf(2))))) for i in range(MAX_RULES))
    rows = ((True, False, True), (False, None, None), (True, False, False), (None, True, True))
    inquiries = [Inquiry(name, logic, row) for name, logic in ruleset for row in rows]
    wanted = [Status.SATISFIED, Status.NOT_APPLICABLE, Status.VIOLATED, Status.UNDETERMINED]
    assert durable.judge(ruleset, inquiries) == wanted * MAX_RULES


def test_most_ways_at_once():
    pairs = [(a, b) for a in range(8) for b in range(a + 1, 8)]
    tree = AnyOf(tuple(AllOf((Leaf(a), Leaf(b))) for a, b in pairs))  # 28 ways, all true together
    ruleset = (("r", Logic(tree, tree)),)
    assert durable.judge(ruleset, [Inquiry("r", ruleset[0][1], (True,) * 8)]) == [Status.SATISFIED]


def test_no_questions_at_all():
    assert durable.judge((("r", Logic(AllOf(), Leaf(0))),), []) == []


def test_same_host_judges_case_after_case():
    ruleset = (("r", Logic(AllOf(), Leaf(0))),)
    for truth, status in [(True, Status.SATISFIED), (False, Status.VIOLATED), (None, Status.UNDETERMINED)] * 400:
        assert durable.judge(ruleset, [Inquiry("r", ruleset[0][1], (truth,))]) == [status]


class RefusingSet(set):
    def add(self, item):
        raise ValueError("满了")


def test_exception_in_an_action_is_raised():
    """The engine swallows exceptions of actions; a lost firing must not pass for a status."""
    ruleset = (("explode", Logic(AllOf(), Leaf(0))),)
    evaluator = durable.Evaluator(ruleset)
    evaluator._fired = RefusingSet()
    with pytest.raises(durable.EngineError, match="满了"):
        evaluator.judge([("explode", (True,))])
