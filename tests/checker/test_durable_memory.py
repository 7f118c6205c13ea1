"""Judging thousands of cases on one engine must not grow the process (kept states and new hosts did)."""

import random
import resource
from pathlib import Path

import pytest

from checker import durable
from checker.logic import AllOf, AnyOf, Inquiry, Leaf, Logic

CASES = 3_000
GROWTH_MB = 10


def resident_mb():
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


@pytest.mark.slow
def test_thousands_of_cases_on_one_engine():
    logic = Logic(Leaf(0), AllOf((Leaf(1), AnyOf((Leaf(2), Leaf(3))))))
    ruleset = tuple((f"r{number}", logic) for number in range(100))
    dice = random.Random(7)

    def judge_a_case():
        rows = ((name, tuple(dice.choice((True, False, None)) for _ in range(4))) for name, _ in ruleset)
        durable.judge(ruleset, [Inquiry(name, logic, row) for name, row in rows])

    for _ in range(200):
        judge_a_case()
    before = resident_mb()
    for _ in range(CASES):
        judge_a_case()
    assert resident_mb() - before < GROWTH_MB
