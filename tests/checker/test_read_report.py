"""A report read back is the report that was written: of every case whose readings are kept."""

import json
from datetime import date

import pytest

from checker.casefile import PageCorrection
from checker.check import check
from checker.derive import facts_of
from checker.read_report import read_report
from checker.report_json import report_bytes, report_json
from checker.reports.docx import report_docx
from checker.reports.view import corrections
from extractors.catalogue import catalogue
from fixtures.recordings import load
from tests.cases.checking import Asked, Oracle, case_file, every_case, rulebook

DAY = date(2022, 4, 1)


@pytest.mark.parametrize("asked", [asked for asked in every_case() if asked.reading == "recorded"], ids=str)
def test_a_report_read_back_is_the_same(asked: Asked) -> None:
    plain = json.loads(report_bytes(asked.report))
    assert report_json(read_report(plain)) == plain


def test_what_later_gates_ask_and_the_paper_come_back_too() -> None:
    case, day = case_file("recorded", "online-poor"), DAY
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


def test_what_people_corrected_comes_back_too() -> None:
    recording = load("online-poor")
    said = [
        PageCorrection(recording.pages[0].file, page, "kind", "first", value, None, "王立", DAY)
        for page, value in ((3, "空白"), (99, "送达回证"))
    ]
    case = catalogue(recording.name, recording.pages, recording.record, recording.input_hashes, (), said)
    report = check(case, facts_of(case, DAY), "online-offline", DAY, rulebook(), Oracle())  # type: ignore[arg-type]
    assert [bool(one.ignored) for one in report.corrections] == [False, True]
    plain = json.loads(report_bytes(report))
    assert report_json(read_report(plain)) == plain
    assert corrections(read_report(plain)) == corrections(report)


def test_facts_set_by_hand_are_refused() -> None:
    with pytest.raises(ValueError, match="by hand"):
        read_report({"assumed": [{"fact": "案件.裁定日期"}]})
