"""What a report shows of the papers: originals can be opened, no cut twice in a section, what was searched is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.casefile import Box, Evidence
from checker.outcome import Level, Status
from checker.report import AtEarlierGate, Finding, Report
from checker.reports import view
from checker.reports.docx import report_docx
from checker.reports.figures import Figures
from checker.reports.html import report_html
from checker.reports.links import link_maker
from checker.reports.scopes import scopes
from tests.checker.reports import sample
from tests.checker.reports.test_report_forms import Seen, docx_text, fake_crop

PLACE = sample.place(3)


def shown(*findings: tuple[Evidence, ...]) -> list[list[int]]:
    report = sample.returned()
    made = [replace(report.findings[0], evidence=evidence) for evidence in findings]
    figures = Figures(replace(report, findings=tuple(made)), fake_crop, None)
    figures.new_section()
    return [[figure.shown_at for figure in figures.of(finding, at)] for at, finding in enumerate(made, 1)]


def test_the_same_cut_is_shown_once_in_a_section() -> None:
    assert shown((PLACE,), (PLACE, sample.place(4)), (sample.place(3, top=0.5),)) == [[0], [1, 0], [0]]


def test_a_label_beside_the_room_it_belongs_to_needs_no_cut() -> None:
    room = Evidence(sample.FILE, 3, Box(0.35, 0.5, 0.8, 0.56))
    label = Evidence(sample.FILE, 3, Box(0.2, 0.54, 0.3, 0.555), "或盖章")
    assert shown((room, label)) == [[0]]


def test_a_new_section_shows_it_again() -> None:
    report = sample.returned()
    figures = Figures(report, fake_crop, None)
    finding = replace(report.findings[0], evidence=report.findings[0].evidence[:1])
    first, again = figures.of(finding, 1), (figures.new_section(), figures.of(finding, 2))[1]
    assert [figure.shown_at for figure in first + again] == [0, 0]


def test_originals_are_linked_relative_to_the_report(tmp_path: Path) -> None:
    originals = {"扫 件.pdf": tmp_path / "卷" / "扫 件.pdf", "1.jpg": tmp_path / "卷" / "1.jpg"}
    link = link_maker(originals, tmp_path / "out" / "报告.html")
    assert link(Evidence("扫 件.pdf", 27)) == "../%E5%8D%B7/%E6%89%AB%20%E4%BB%B6.pdf#page=27"
    assert link(Evidence("1.jpg", 1)) == "../%E5%8D%B7/1.jpg"
    assert link(Evidence("packed.zip/1.jpg", 1)) is None


def test_html_links_every_place() -> None:
    report = sample.returned()
    html = report_html(report, fake_crop, link=lambda place: f"{place.page}.pdf#page={place.page}")
    sources = Seen(html).sources
    for finding in report.findings:
        assert {f"{place.page}.pdf#page={place.page}" for place in finding.evidence} <= set(sources)


def test_what_was_searched_is_listed_by_paper() -> None:
    report = sample.returned()
    (scope,) = scopes(report).values()
    assert scope.papers == (
        ("执行通知书", f"{sample.FILE} 第3–4页"),
        ("他案文书", f"{sample.FILE} 第40页"),
        ("未能归类的页", f"{sample.FILE} 第41页"),
        ("空白页、重复页", f"{sample.FILE} 第1–2、5–39、42页"),
    )
    words = Seen(report_html(report)).words
    assert "查阅范围 1：42 页" in words


def test_few_papers_are_named_on_the_spot() -> None:
    report = sample.returned()
    lost = next(finding for finding in report.findings if finding.blocks)
    value = replace(lost.because[0].values[0], searched=sample.SEARCHED[2:4])
    few = replace(lost, because=(replace(lost.because[0], values=(value,)),))
    words = Seen(report_html(replace(report, findings=(few,)))).words
    assert f"查看的材料：执行通知书（{sample.FILE} 第3–4页）" in words


def with_origin(report: Report) -> Report:
    counted = {"counted_from": report.as_of, "period": "28日", "period_source": "监法〔2022〕19号 第六组"}
    return replace(report, repair=tuple(replace(repair, **counted) for repair in report.repair))


def test_deadlines_tell_their_origin_and_what_is_past() -> None:
    report = with_origin(sample.returned())
    lost = next(finding for finding in report.findings if finding.blocks)
    counted = "（自检查日2022年5月24日起28日，监法〔2022〕19号 第六组）"
    assert view.due(report, lost) == f"2022年6月21日前{counted}"
    assert view.due(report, lost, date(2022, 6, 21)) == f"2022年6月21日前{counted}"
    assert view.due(report, lost, date(2022, 6, 22)) == "收到退回通知之日起28日内（监法〔2022〕19号 第六组）"
    assert "收到退回通知之日起28日内" in report_html(report, today=date(2026, 1, 1))
    assert report_docx(report, today=date(2026, 1, 1)) != report_docx(report)


def test_advice_is_no_fault() -> None:
    report = sample.returned()
    advice = next(finding for finding in report.findings if finding.level is Level.NOTICE)
    assert advice.status is Status.VIOLATED
    assert view.label(advice) == "※ 提示"


def with_earlier(report: Report) -> tuple[Report, Finding]:
    lost = next(finding for finding in report.findings if finding.blocks)
    gate = sample.finding(
        "all-earlier-gates", "监-终本-00", "前述各组的材料齐全", "案件", Status.VIOLATED, "zhongben",
        level=Level.DEFECT, message="前序关口尚有1项不符合：（1）……",
    )  # fmt: skip
    gate = replace(gate, earlier=(AtEarlierGate("online-offline", lost),))
    return replace(report, findings=(gate,)), lost


def test_items_of_earlier_gates_are_listed_one_by_one() -> None:
    report, lost = with_earlier(sample.returned())
    for words in (Seen(report_html(report, fake_crop)).words, docx_text(report)):
        assert "前序关口尚有1项不符合，逐项列后" in words
        for told in ("线上查控组移送线下查控组", lost.title, lost.message, lost.remedy, "没有找到"):
            assert told in words


def test_notice_tells_pages_and_what_was_searched() -> None:
    text = docx_text(sample.returned())
    assert f"见：{sample.FILE} 第21页" in text
    assert f"查了42页（{sample.FILE} 第1–42页），没有找到" in text
