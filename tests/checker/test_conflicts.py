"""Where the plan and the superior rules part: read as data, and how each point stands in a case."""

import pytest

from checker.conflicts import Outcome, State, load_conflicts, standings
from checker.errors import RulebookError
from checker.outcome import Level, Status
from checker.rulebook import load_rulebook
from checker.sources import load_sources
from tests.checker.conftest import write

CONFLICTS = """
K1:
  title: 三个月
  nature: 直接冲突
  plan: {says: 不受限制, cite: 监法〔2022〕19号 第六组3}
  superior: {says: 须超过三个月, cite: 法〔2016〕373号 第一条}
  own: [jianli/zhongben/served-notice]
  national: [national/zhongben/three-months]
  follows: 由审批人决定
K2:
  title: 去向
  nature: 表述不明
  plan: {says: 两处不同, cite: 监法〔2022〕19号}
  superior: {says: 没有规定, cite: 法〔2016〕373号}
  own: []
  national: []
  gates: [zhongben]
  follows: 都可以
"""


@pytest.fixture
def conflicts(root):
    write(root / "conflicts.yaml", CONFLICTS)
    return load_conflicts(root / "conflicts.yaml", load_sources(root / "sources.yaml"))


def outcomes(own, national, level=Level.BLOCKING):
    return [
        Outcome("jianli/zhongben/served-notice", "被执行人:张三", level, own),
        Outcome("national/zhongben/three-months", "案件", Level.BLOCKING, national),
    ]


@pytest.mark.parametrize(
    ("own", "national", "state"),
    [
        (Status.SATISFIED, Status.VIOLATED, State.DIFFERS),
        (Status.VIOLATED, Status.SATISFIED, State.IDLE),
        (Status.VIOLATED, Status.NOT_APPLICABLE, State.IDLE),
        (Status.NOT_APPLICABLE, Status.VIOLATED, State.DIFFERS),
        (Status.SATISFIED, Status.SATISFIED, State.AGREES),
        (Status.VIOLATED, Status.VIOLATED, State.AGREES),
        (Status.SATISFIED, Status.UNDETERMINED, State.OPEN),
        (Status.UNDETERMINED, Status.VIOLATED, State.OPEN),
        (Status.NOT_APPLICABLE, Status.NOT_APPLICABLE, State.IDLE),
    ],
)
def test_how_a_conflict_stands(conflicts, own, national, state):
    (first, note) = sorted(standings(conflicts, "zhongben", outcomes(own, national)), key=lambda one: one.conflict.id)
    assert (first.state, note.state) == (state, State.NOTE)


@pytest.mark.parametrize(
    ("nature", "own", "national", "state"),
    [
        ("方案从严", Status.VIOLATED, Status.SATISFIED, State.DIFFERS),
        ("方案从严", Status.SATISFIED, Status.VIOLATED, State.IDLE),
        ("表述不明", Status.VIOLATED, Status.SATISFIED, State.DIFFERS),
        ("表述不明", Status.SATISFIED, Status.VIOLATED, State.DIFFERS),
    ],
)
def test_on_which_side_a_point_shows(root, nature, own, national, state):
    write(root / "conflicts.yaml", CONFLICTS.replace("直接冲突", nature))
    found = load_conflicts(root / "conflicts.yaml", load_sources(root / "sources.yaml"))
    assert {one.conflict.id: one.state for one in standings(found, "zhongben", outcomes(own, national))}["K1"] is state


def test_advice_of_the_plan_is_no_fault(conflicts):
    (first, *_) = standings(conflicts, "zhongben", outcomes(Status.VIOLATED, Status.VIOLATED, Level.NOTICE))
    assert first.state is State.DIFFERS


def test_a_gate_that_touches_none_shows_none(conflicts):
    assert standings(conflicts, "resumption", []) == ()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "national/zhongben/three-months",
            "national/zhongben/three-month",
            "是不是想写：national/zhongben/three-months",
        ),
        ("nature: 直接冲突", "nature: 冲突", "直接冲突"),
        ("cite: 法〔2016〕373号 第一条", "cite: 法〔2016〕374号 第一条", "不在 sources.yaml"),
        ("  gates: [zhongben]\n", "", "没有规则，也没有关口"),
    ],
)
def test_a_wrong_word_is_told_with_its_place(root, old, new, wanted):
    write(root / "conflicts.yaml", CONFLICTS.replace(old, new))
    with pytest.raises(RulebookError) as error:
        load_rulebook(root)
    assert wanted in str(error.value)
    assert "conflicts.yaml:" in str(error.value)


def test_all_of_law_md_are_there():
    assert [one.id for one in load_rulebook().conflicts] == [f"K{number}" for number in range(1, 24)]
