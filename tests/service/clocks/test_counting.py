"""Limits of the law: counted to the day where the days are known, and never where they are not."""

from __future__ import annotations

from datetime import date

import pytest

from service.clocks.counting import FROM_FILING, stretches, uncounted, working_days_after
from service.clocks.known import Known
from service.clocks.limits import Kind, limits
from service.clocks.stretch import COUNTED, Stretch
from service.work.aftercare import LIMITS
from tests.service.clocks.reports import facts, known, made, paper

REVIEW = "zhongben-review"
HE = "被执行人:何文斌"
Day = tuple[str, str, str, str | None]
"""Subject, first day, last day, day it was done."""


def _of(case: Known, name: str) -> list[Day]:
    return [_days(one) for limit, one in stretches(case) if limit.id == name]


def _days(one: Stretch) -> Day:
    return one.subject, one.start.isoformat(), one.due.isoformat(), one.done.isoformat() if one.done else None


KEPT: list[tuple[str, str, str, dict[str, object], list[Day]]] = [
    # limit, kept case, gate, what else is known of the case, what is counted
    ("notice-issued", "national-lawful", REVIEW, {}, [(HE, "2022-02-27", "2022-03-09", "2022-03-03")]),
    ("notice-issued", "national-dates", REVIEW, {}, [(HE, "2022-02-11", "2022-02-21", "2022-03-03")]),
    (
        "notice-issued",
        "online-compliant",
        "online-offline",
        {"filed_on": date(2022, 3, 14)},
        [("被执行人:鲁庆丰", "2022-03-14", "2022-03-24", "2022-03-16")],
    ),
    (
        "notice-by-handler",
        "online-compliant",
        "online-offline",
        {"fresh": True, "group": "online", "entered_on": date(2022, 3, 14)},
        [("被执行人:鲁庆丰", "2022-03-14", "2022-03-17", "2022-03-16")],
    ),
    (
        "query-by-handler",
        "online-compliant",
        "online-offline",
        {"fresh": True, "group": "online", "entered_on": date(2022, 3, 14)},
        [("案件", "2022-03-14", "2022-03-21", "2022-03-16")],
    ),
    ("first-query", "national-dates", REVIEW, {}, [("案件", "2022-03-01", "2022-03-11", "2022-03-14")]),
    ("query-goes-stale", "national-dates", REVIEW, {}, [("案件", "2022-08-15", "2022-11-15", None)]),
    (
        "lead-verified",
        "national-leads",
        REVIEW,
        {},
        [
            ("线索:何文斌在新沟镇横台村家中院内存放一批汽修设备", "2022-04-06", "2022-04-13", "2022-05-10"),
            ("线索:何文斌在新沟镇农贸市场有一间租赁的门面存放轮胎", "2022-04-06", "2022-04-13", None),
        ],
    ),
    ("audit-or-reward", "national-leads", REVIEW, {}, [("案件", "2022-02-27", "2022-03-09", None)]),
    ("audit-or-reward", "national-lawful", REVIEW, {}, [("案件", "2022-02-27", "2022-03-09", "2022-03-07")]),
    (
        "seizure-lapses",
        "national-unsold",
        REVIEW,
        {},
        [("财产:监利市容城镇玉沙大道18号2栋301室", "2022-02-24", "2022-10-23", None)],
    ),
    (
        "pricing-begun",
        "national-unsold",
        REVIEW,
        {},
        [("财产:监利市容城镇玉沙大道18号2栋301室", "2022-02-24", "2022-03-28", "2022-04-25")],
    ),
    ("three-months", "national-lawful", REVIEW, {}, [("案件", "2022-03-01", "2022-06-02", None)]),
    ("six-months", "national-lawful", REVIEW, {}, [("案件", "2022-03-01", "2022-09-01", None)]),
]


@pytest.mark.parametrize(("limit", "name", "gate", "given", "expected"), KEPT)
def test_a_limit_of_a_kept_case(
    limit: str, name: str, gate: str, given: dict[str, object], expected: list[Day]
) -> None:
    assert _of(known(facts(name, gate), **given), limit) == expected


def test_freezings_of_a_kept_case_end_after_a_year_at_most() -> None:
    found = _of(known(facts("online-compliant", "online-offline")), "freezing-lapses")
    assert [(start, due) for _, start, due, _ in found] == [("2022-03-21", "2023-03-21")] * 2
    assert all(subject.startswith("协助冻结存款通知书（") and "第" in subject for subject, *_ in found)


UNKNOWN = [
    # limit, facts and papers of a report from which it must not be counted
    ("notice-issued", made(papers=(paper("执行通知书", addressee="何文斌"),))),  # his notice, its day not read
    ("notice-issued", made(papers=(paper("执行通知书", made_on="2022-03-03"),))),  # addressee not read
    ("notice-issued", made(papers=(paper("执行通知书", addressee="何文武", made_on="2022-03-03"),))),  # perhaps his
    ("first-query", made(papers=(paper("总对总查控反馈"),))),
    ("lead-verified", made(("线索:甲", "线索.核查材料", False))),  # day of giving not read
    ("lead-verified", made(("线索:甲", "线索.提供日期", "2022-04-06"))),  # whether it was verified not read
    ("lead-verified", made(("线索:甲", "线索.提供日期", "2022-04-06"), ("线索:甲", "线索.核查材料", True))),
    ("audit-or-reward", made(("案件", "案件.审计悬赏申请日期", "2022-03-01"))),  # whether it was decided not read
    ("audit-or-reward", made(("案件", "案件.审计悬赏处理材料", False))),
    ("freezing-lapses", made(papers=(paper("协助冻结存款通知书"),))),
    (
        "freezing-lapses",
        made(
            papers=(paper("协助冻结存款通知书", replied_on="2022-03-08"), paper("解除冻结通知书", made_on="2022-05-01"))
        ),
    ),
    (
        "seizure-lapses",  # whether it was sold not read
        made(
            ("财产:甲", "财产.最后查封日期", "2022-03-01"),
            ("财产:甲", "财产.查封裁定书", True),
            ("财产:甲", "财产.查封未写明期限", False),
            ("财产:甲", "财产.查封届满日", "2023-03-01"),
        ),
    ),
    (
        "seizure-lapses",  # neither its end nor its sort
        made(
            ("财产:甲", "财产.最后查封日期", "2022-03-01"),
            ("财产:甲", "财产.查封裁定书", True),
            ("财产:甲", "财产.已成交", False),
            ("财产:甲", "财产.查封未写明期限", True),
        ),
    ),
    ("pricing-begun", made(("财产:甲", "财产.查封日期", "2022-03-01"), ("财产:甲", "财产.须变价", True))),
    ("query-goes-stale", made(papers=(paper("总对总查控反馈", queried_on="2022-03-01"), paper("总对总查控反馈")))),
    ("public-notice", made((HE, "被执行人.公告日期", "2022-03-01"))),
]


@pytest.mark.parametrize(("limit", "report"), UNKNOWN)
def test_what_was_not_read_gives_no_clock(limit: str, report: object) -> None:
    assert _of(known(report), limit) == []  # type: ignore[arg-type]


def test_without_a_report_only_the_day_of_filing_counts() -> None:
    assert {limit.id for limit, _ in stretches(known(None))} == set(FROM_FILING)
    assert list(stretches(known(None, filed_on=None))) == []


def test_facts_that_contradict_each_other_are_not_known() -> None:
    twice = made(("案件", "案件.审计悬赏申请日期", "2022-03-01"), ("案件", "案件.审计悬赏申请日期", "2022-03-05"))
    assert twice.day("案件.审计悬赏申请日期") is None


def test_a_notice_that_is_not_in_the_file_runs() -> None:
    assert _of(known(made()), "notice-issued") == [(HE, "2022-03-01", "2022-03-11", None)]
    assert _of(known(made()), "first-query") == [("案件", "2022-03-01", "2022-03-11", None)]


def test_the_applicant_is_told_to_say_what_he_knows_within_three_days_of_the_first_handler() -> None:
    first = {"fresh": True, "entered_on": date(2022, 3, 2)}  # three days later is a Saturday
    assert _of(known(made(), **first), "information-asked") == [("案件", "2022-03-02", "2022-03-07", None)]
    told = made(papers=(paper("提供财产状况告知书", made_on="2022-03-04"),))
    assert _of(known(told, **first), "information-asked") == [("案件", "2022-03-02", "2022-03-07", "2022-03-04")]
    undated = made(papers=(paper("提供财产状况告知书"),))
    assert _of(known(undated, **first), "information-asked") == []


def test_later_groups_owe_nothing_that_runs_from_the_first_handler() -> None:
    assert _of(known(made(), group="clue"), "notice-by-handler") == []
    assert _of(known(made(), group="clue"), "query-by-handler") == []
    assert _of(known(made(), group="clue"), "information-asked") == []


def test_a_freezing_that_was_renewed_no_longer_warns() -> None:
    first, renewed = (
        paper("协助冻结存款通知书", replied_on="2022-03-08"),
        paper("协助冻结存款通知书", replied_on="2023-02-20"),
    )
    other = paper("协助冻结存款通知书", replied_on="2022-06-01")
    found = _of(known(made(papers=(first, renewed, other))), "freezing-lapses")
    assert [due for _, _, due, _ in found] == ["2024-02-20", "2023-06-01"]


def test_a_seizure_without_a_stated_end_lasts_as_long_as_its_sort_may() -> None:
    for sort, due in (("动产", "2024-03-01"), ("不动产", "2025-03-01"), ("其他财产权", "2025-03-01")):
        report = made(
            ("财产:甲", "财产.最后查封日期", "2022-03-01"),
            ("财产:甲", "财产.查封裁定书", True),
            ("财产:甲", "财产.已成交", False),
            ("财产:甲", "财产.查封未写明期限", True),
            ("财产:甲", "财产.财产类别", sort),
        )
        assert _of(known(report), "seizure-lapses") == [("财产:甲", "2022-03-01", due, None)]


def test_served_by_public_notice_from_the_day_after_it_ran() -> None:
    report = made((HE, "被执行人.公告日期", "2022-03-01"), (HE, "被执行人.公告送达", True))
    assert _of(known(report), "public-notice") == [(HE, "2022-03-01", "2022-04-01", None)]


def test_six_months_do_not_run_where_a_person_found_that_time_is_to_be_left_out() -> None:
    report = made(("案件", "案件.扣除期间后未超期", True))
    assert _of(known(report), "six-months") == []


def test_working_days_leave_out_the_weekend() -> None:
    friday = date(2022, 3, 11)
    assert [working_days_after(friday, number) for number in (1, 5, 6)] == [
        date(2022, 3, 14),
        date(2022, 3, 18),
        date(2022, 3, 21),
    ]


def test_rest_days_move_what_has_to_be_done_and_nothing_else() -> None:
    saturday = date(2022, 3, 5)
    assert limits()["lead-verified"].ends(saturday) == date(2022, 3, 14)  # 12 March is a Saturday
    assert limits()["six-months"].ends(date(2022, 4, 1)) == date(2022, 10, 8)  # National Day
    assert limits()["three-months"].ends(date(2022, 1, 1)) == date(2022, 4, 1)
    assert limits()["freezing-lapses"].ends(date(2022, 1, 1)) == date(2023, 1, 1)  # it lapses, rest day or not
    assert limits()["lead-verified"].ends(date(2099, 3, 7)) == date(2099, 3, 14)  # a Saturday, not announced yet


def test_working_days_know_national_day() -> None:
    assert working_days_after(date(2022, 9, 30), 2) == date(2022, 10, 9)  # the weekend of the 8th was worked on


def test_every_limit_is_counted_somewhere_and_names_its_source() -> None:
    assert set(uncounted()) == set(LIMITS.values())
    assert set(COUNTED) <= set(limits())
    for limit in limits().values():
        assert limit.ref.startswith("T")
        assert limit.cite
        assert limit.period(date(2022, 6, 1)), limit.id
        assert ("须核对" in limit.source) == (limit.grade == "M")
    assert {limit.id for limit in limits().values() if limit.kind is Kind.EARLIEST} == {"three-months", "public-notice"}
