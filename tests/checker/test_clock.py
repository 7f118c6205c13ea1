"""How long a group has had the file: from the last gate passed to this one, or to the ruling."""

from datetime import date

import pytest

from checker.casefile import CaseRecord, Evidence
from checker.clock import USED, clock_facts
from checker.facts import Fact
from checker.rulebook import load_rulebook

DAY = date(2022, 9, 30)
RECORD = CaseRecord(history=(("refusal-zhongben", date(2022, 7, 12)),))
RULING = (Evidence("卷.pdf", 1, text="执行裁定书"),)


class Ruled:
    """A source that knows the day of the ruling, and nothing else."""

    def __init__(self, ruled: Fact) -> None:
        self.ruled = ruled

    def subjects(self, kind):
        return []

    def fact(self, subject, name):
        return self.ruled if name == "案件.裁定日期" else Fact(None)


@pytest.mark.parametrize(
    ("gate", "ruled", "days"),
    [
        ("zhongben", Fact(date(2022, 8, 1), RULING), 20),
        ("zhongben", Fact(None, RULING, "没有读到"), None),
        ("zhongben", Fact(None), 80),
        ("zhongben-review", Fact(date(2022, 8, 1), RULING), 80),
    ],
    ids=["until the ruling", "its day was not read", "no ruling", "before the ruling"],
)
def test_days_in_the_group(gate, ruled, days):
    parameters = load_rulebook().libraries.parameters
    assert clock_facts(RECORD, Ruled(ruled), gate, DAY, parameters)[USED].value == days


def test_without_a_record_the_days_are_unknown():
    parameters = load_rulebook().libraries.parameters
    assert clock_facts(None, Ruled(Fact(None)), "zhongben", DAY, parameters)[USED].value is None
