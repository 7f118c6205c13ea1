"""A report read back is the report that was written: of every case whose readings are kept."""

import json
from datetime import date

import pytest

from checker.check import check
from checker.derive import facts_of
from checker.read_report import read_report
from checker.report_json import report_bytes, report_json
from checker.reports.docx import report_docx
from tests.cases.checking import Asked, Oracle, case_file, every_case, rulebook


@pytest.mark.parametrize("asked", [asked for asked in every_case() if asked.reading == "recorded"], ids=str)
def test_a_report_read_back_is_the_same(asked: Asked) -> None:
    plain = json.loads(report_bytes(asked.report))
    assert report_json(read_report(plain)) == plain


def test_what_later_gates_ask_and_the_paper_come_back_too() -> None:
    case, day = case_file("recorded", "online-poor"), date(2022, 4, 1)
    report = check(
        case,
        facts_of(case, day),
        "online-offline",
        day,
        rulebook(),
        Oracle(),  # type: ignore[arg-type]
        look_ahead=True,
    )
    plain = json.loads(report_bytes(report))
    again = read_report(plain)
    assert report.ahead
    assert report_json(again) == plain
    assert report_docx(again, today=day) == report_docx(report, today=day)


def test_facts_set_by_hand_are_refused() -> None:
    with pytest.raises(ValueError, match="by hand"):
        read_report({"assumed": [{"fact": "案件.裁定日期"}]})
