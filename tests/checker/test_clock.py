"""How long a group has had the file: from the last gate passed to this one, or to the ruling."""

from datetime import date

import pytest

from checker.casefile import CaseRecord, Evidence
from checker.clock import OVERRUN_BEFORE, OVERRUNS, USED, clock_facts
from checker.facts import Fact
from checker.gates import first_handed_over_on, handed_over_on
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


class Sheets:
    """A source that knows the days on which sheets handed the file over."""

    def __init__(self, **days: date) -> None:
        self.days = {handed_over_on(group): Fact(day) for group, day in days.items()}

    def subjects(self, kind):
        return []

    def fact(self, subject, name):
        return self.days.get(name) or Fact(None, note="没有读到")


@pytest.mark.parametrize(
    ("gate", "sheets", "days"),
    [
        ("zhongben-review", Sheets(zhongben=date(2022, 9, 10)), 20),
        ("disposal-clue", Sheets(disposal=date(2022, 7, 1), clue=date(2022, 7, 6)), 5),
        ("disposal-clue", Sheets(disposal=date(2022, 9, 20), clue=date(2022, 4, 6)), 10),  # it came to 线索 before
        ("offline-clue", Sheets(clue=date(2022, 4, 6)), None),
    ],
    ids=["till today", "till the next sheet", "a sheet of an earlier hand-over", "nobody tells when it came"],
)
def test_without_a_record_the_hand_over_sheets_tell_the_days(gate, sheets, days):
    parameters = load_rulebook().libraries.parameters
    assert clock_facts(None, sheets, gate, DAY, parameters)[USED].value == days


def test_a_group_before_that_overran_its_time_is_told_at_later_gates():
    parameters = load_rulebook().libraries.parameters
    passed = (("clue-disposal", date(2022, 3, 21)), ("disposal-zhongben", date(2022, 7, 3)))
    facts = clock_facts(CaseRecord(history=passed), Ruled(Fact(date(2022, 7, 20), RULING)), "zhongben", DAY, parameters)
    assert facts[OVERRUN_BEFORE].value == 1
    assert facts[OVERRUNS].value == "财产处置组用时104天，超过期限7天"


def test_a_group_before_whose_days_nobody_tells_overran_nothing():
    parameters = load_rulebook().libraries.parameters
    facts = clock_facts(None, Sheets(zhongben=date(2022, 9, 10)), "zhongben-review", DAY, parameters)
    assert facts[OVERRUN_BEFORE].value == 0


def test_a_file_left_a_group_when_it_was_first_handed_on_though_another_sent_it_there_again():
    parameters = load_rulebook().libraries.parameters
    sheets = Sheets(offline=date(2022, 3, 1), clue=date(2022, 7, 31))
    sheets.days[first_handed_over_on("clue")] = Fact(date(2022, 3, 13))
    assert clock_facts(None, sheets, "offline-clue", DAY, parameters)[USED].value == 12
