"""A report on a file that people corrected says so, holds when verified, and shows where its corrections were changed."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from checker.casefile import CaseFile, PageCorrection
from checker.check import check
from checker.derive import facts_of
from checker.read_report import read_report
from checker.report import Report
from checker.report_json import correction_json, report_bytes, report_json
from checker.reports.docx import report_docx
from checker.reports.html import report_html
from checker.reports.terminal import print_terminal
from checker.rulebook import Rulebook, load_rulebook
from checker.verify import differences
from checker.verify_whole import read_correction
from extractors.catalogue import catalogue
from fixtures.recordings import load

DAY = date(2022, 9, 1)


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def case_with(*corrections: PageCorrection) -> CaseFile:
    kept = load("zhongben-demo")
    return catalogue(kept.name, kept.pages, kept.record, kept.input_hashes, corrections=corrections)


def report_on(case: CaseFile, rules: Rulebook) -> Report:
    return check(case, facts_of(case, DAY), "zhongben", DAY, rules)


@pytest.fixture(scope="module")
def corrected(rules: Rulebook) -> Report:
    plain = case_with()
    receipt = next(d for d in plain.documents if d.kind == "送达回证")
    first = receipt.pages[0]
    made = [
        PageCorrection(first.file, first.number, "kind", "first", "公告", None, "王立", DAY),
        PageCorrection(first.file, first.number, "field", "made_on", "2022-03-05", None, "王立", DAY),
        PageCorrection("没有.pdf", 1, "mark", "印章", "有", None, "李明", DAY),
    ]
    return report_on(case_with(*made), rules)


def test_without_corrections_nothing_is_said_of_them(rules: Rulebook) -> None:
    report = report_on(case_with(), rules)
    assert "corrections" not in report_json(report)
    assert "人工更正" not in report_bytes(report).decode()
    assert differences(report_json(report), rules) == []


def test_the_report_tells_them_and_holds(corrected: Report, rules: Rulebook) -> None:
    content = report_json(corrected)
    assert [(one["of"], one["value"], bool(one["ignored"])) for one in content["corrections"]] == [
        ("kind", "公告", False),
        ("field", "2022-03-05", False),
        ("mark", "有", True),
    ]
    assert differences(content, rules) == []
    assert [correction_json(read_correction(one)) for one in content["corrections"]] == content["corrections"]
    assert report_json(read_report(content)) == content


def test_readers_of_every_form_see_them(corrected: Report, capsys: pytest.CaptureFixture[str]) -> None:
    import io
    import zipfile

    print_terminal(corrected)
    told = capsys.readouterr().out.replace("\n", "")
    word = zipfile.ZipFile(io.BytesIO(report_docx(corrected))).read("word/document.xml").decode()
    for text in (told, word, report_html(corrected)):
        assert "人工更正2处" in text
        assert "自本页起是公告（王立）" in text
        assert "没有采用" in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda c: c["corrections"][0].update(value="调查笔录"), "与所列的文书不符"),
        (lambda c: c["corrections"][0].update(by="张明"), "“人工更正”（corrections）与出报告时不同"),
        (lambda c: c.pop("corrections"), "“人工更正”（corrections）与出报告时不同"),
        (lambda c: c["corrections"][0].pop("by"), "缺少 by"),
    ],
)
def test_changes_show(corrected: Report, rules: Rulebook, change, told: str) -> None:
    content = copy.deepcopy(report_json(corrected))
    change(content)
    assert any(told in one for one in differences(content, rules))
