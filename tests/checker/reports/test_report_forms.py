"""The printed forms of a report: complete, escaped, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from rich.cells import cell_len
from rich.console import Console

from checker.casefile import WHOLE_PAGE, Evidence, PageRef, Waiver
from checker.outcome import Level, Status, Verdict
from checker.places import places_text
from checker.report import Report
from checker.reports import view
from checker.reports.docx import report_docx, title_of
from checker.reports.html import report_html
from checker.reports.terminal import print_terminal
from tests.checker.reports import sample

REPORTS = [sample.returned(), sample.passed(), sample.hostile()]


class Seen(HTMLParser):
    """Tags, links to places in the page, and places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.targets: set[str] = set()
        self.links: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.sources += [given[name] for name in ("src", "href") if name in given]
        if given.get("href", "").startswith("#"):
            self.links.add(given["href"][1:])
        if "id" in given:
            self.targets.add(given["id"])
        assert not any(name.startswith("on") for name in given)

    def handle_data(self, data: str) -> None:
        self.words += data


def fake_crop(place: Evidence) -> bytes | None:
    return b"\xff\xd8jpeg" if place.file == sample.FILE else None


def terminal(report: Report, width: int = 140) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False, color_system=None)
    print_terminal(report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def docx_text(report: Report) -> str:
    document = docx.Document(io.BytesIO(report_docx(report)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("report", REPORTS, ids=["returned", "passed", "hostile"])
def test_html_stands_alone(report: Report) -> None:
    seen = Seen(report_html(report, fake_crop))
    assert "script" not in seen.tags
    assert "link" not in seen.tags
    assert all(source.startswith(("#", "data:image/jpeg;base64,")) for source in seen.sources)
    assert seen.links <= seen.targets


def test_html_says_everything() -> None:
    report = sample.returned()
    words = Seen(report_html(report, fake_crop)).words
    assert "退回整改" in words
    for finding in report.findings:
        assert finding.message in words
        assert finding.code in words
    for problem in report.problems:
        assert problem in words
    assert "已查看 42 页，没有找到" in words
    assert "可能是：调查笔录、谈话笔录" in words
    assert "2022年6月21日前" in words


def test_every_finding_has_its_own_place() -> None:
    report = sample.returned()
    targets = Seen(report_html(report)).targets
    assert {f"f{number}" for number in range(1, len(report.findings) + 1)} <= targets


def test_places_are_cut_once_and_in_page_order() -> None:
    asked: list[Evidence] = []

    def crop(place: Evidence) -> bytes | None:
        asked.append(place)
        return fake_crop(place)

    html = report_html(sample.returned(), crop)
    assert len(asked) == len(set(asked))
    assert asked == sorted(asked, key=lambda place: (place.file, place.page))
    assert Evidence(sample.FILE, 41, WHOLE_PAGE) in asked
    assert "data:image/jpeg;base64,/9hqcGVn" in html


def test_without_images_the_words_are_quoted() -> None:
    assert "<blockquote>" in report_html(sample.returned(), lambda place: None)


@pytest.mark.parametrize("report", REPORTS, ids=["returned", "passed", "hostile"])
def test_same_report_same_bytes(report: Report) -> None:
    assert report_docx(report) == report_docx(report)
    assert report_html(report, fake_crop) == report_html(report, fake_crop)


def test_docx_has_no_moment_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(report_docx(sample.returned()))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2022-05-24T00:00:00Z"}


def test_return_notice_lists_what_each_group_owes() -> None:
    report = sample.returned()
    text = docx_text(report)
    assert text.startswith("退回整改通知书")
    for finding in report.findings:
        if finding.blocks:
            assert finding.message in text
            assert finding.remedy in text
    assert "线上查控组（2 项）" in text
    assert "2022年6月21日前" in text
    assert "瑕疵（1 项" in text
    assert "须由人核对的事项（2 项）" in text


def test_checklist_when_it_passes() -> None:
    text = docx_text(sample.passed())
    assert text.startswith("终本预检清单")
    assert "退回" not in text
    assert text.count("符合") > len(sample.passed().findings)


@pytest.mark.parametrize(
    ("gate", "verdict", "title"),
    [
        ("zhongben", Verdict.RETURN, "退回整改通知书"),
        ("offline-clue", Verdict.RETURN, "退回整改通知书"),
        ("zhongben-review", Verdict.PASS, "终本预检清单"),
        ("zhongben", Verdict.REVIEW, "终本预检清单"),
        ("resumption", Verdict.PASS, "恢复执行立案预检清单"),
    ],
)
def test_titles(gate: str, verdict: Verdict, title: str) -> None:
    assert title_of(replace(sample.returned(), gate=gate, verdict=verdict)) == title


def test_docx_takes_characters_that_xml_does_not() -> None:
    assert "ab" in docx_text(replace(sample.passed(), case="a\x00\x0b\ud800b"))


@pytest.mark.parametrize("width", [80, 140])
def test_terminal(width: int) -> None:
    text = terminal(sample.returned(), width)
    assert "退回整改" in text
    assert "线上查控组" in text
    assert "收到 44 页" in text
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_only_the_mark_has_the_colour_of_the_status() -> None:
    console = Console(width=140, file=io.StringIO(), force_terminal=True, color_system="standard")
    print_terminal(sample.returned(), console)
    assert isinstance(console.file, io.StringIO)
    remedies = [line for line in console.file.getvalue().splitlines() if "补正：" in line]
    assert remedies
    assert not any("31m" in line for line in remedies)


def test_terminal_takes_markup_as_words() -> None:
    report = replace(sample.returned(), case="[red]x[/red][/]", problems=("[bold]y",))
    assert "[red]x[/red][/]" in terminal(report)
    assert "[bold]y" in terminal(report)


def test_pages_text() -> None:
    refs = [PageRef("a", page) for page in (3, 1, 2, 7, 9, 10)] + [PageRef("b", 1)]
    assert places_text(refs) == "a 第1–3、7、9–10页；b 第1页"


def test_what_was_searched_in_vain_is_one_line() -> None:
    report = sample.returned()
    lost = next(finding for finding in report.findings if finding.blocks)
    first = lost.because[0].values[0]
    other = replace(first, name="被执行人.送达回证")
    yes_no = replace(first, name="被执行人.签名", type="是否")
    known = replace(first, name="被执行人.裁定书", value=True)
    trace = (replace(lost.because[0], values=(first, other, yes_no, known)),)
    assert view.missing(replace(lost, because=trace)) == [(sample.SEARCHED, ("执行通知书", "送达回证", "签名"))]


def test_checklist_is_in_the_order_of_its_codes() -> None:
    report = sample.returned()
    shuffled = replace(report, findings=tuple(sorted(report.findings, key=lambda finding: finding.rule)))
    codes = [row.code for row in view.checklist(shuffled).rows]
    assert codes == [row.code for row in view.checklist(report).rows]
    assert codes[:4] == ["监-终本-一-1", "监-终本-一-2", "监-终本-一-3", "监-终本-一-4"]
    assert codes[-1] == "监-终本-五"


def test_figures_add_up() -> None:
    report = sample.returned()
    groups = view.all_groups(report)
    assert sum(group.count(status) for group in groups for status in Status) == len(report.findings)
    assert sum(len(group.findings) for group in view.open_groups(report)) + len(view.settled(report)) == len(
        report.findings
    )


def test_what_is_waived_or_advice_is_not_counted_as_lacking() -> None:
    """The heading of a group said 不符合 of what was waived, and of advice."""
    kinds = {
        "violated": Status.VIOLATED,
        "waived": Status.VIOLATED,
        "advice": Status.VIOLATED,
        "open": Status.UNDETERMINED,
    }
    found = {name: sample.finding(name, "监-1", name, "案件", status, "online") for name, status in kinds.items()}
    found["waived"] = replace(
        found["waived"],
        waiver=Waiver(
            rule="jianli/zhongben/waived", subject="", reason="住院", approver="李局长", expires=date(2022, 12, 31)
        ),
    )
    found["advice"] = replace(found["advice"], level=Level.NOTICE)
    assert view.tally(found.values()) == "不符合 1 项，待核 1 项，经批准豁免 1 项，提示 1 项"
    assert view.tally(()) == ""
