"""The report as a paper: 《退回整改通知书》 where the file goes back, else 《终本预检清单》."""

from __future__ import annotations

from checker.gates import GATES
from checker.outcome import Level, Status, Verdict
from checker.report import Finding, Report
from checker.reports import view
from checker.reports.paper import Paper
from checker.reports.words import chinese_date

_NUMBERS = "一二三四五六七八九十"
_REPAIR = ("序号", "事项和对象", "存在的问题", "补正内容", "依据", "期限")
_REPAIR_WIDTHS = (1.2, 2.9, 4.6, 3.9, 2.3, 1.6)
_CHECK = ("序号", "事项", "对象", "需要核对的内容", "所在页", "责任组")
_CHECK_WIDTHS = (1.2, 2.8, 2.3, 5.0, 2.9, 2.3)
_DONE = ("序号", "要件", "对象", "结果", "所在页", "依据")
_DONE_WIDTHS = (1.2, 3.9, 2.8, 1.6, 3.4, 3.6)


def report_docx(report: Report) -> bytes:
    """The DOCX file; the same report gives the same bytes."""
    return _notice(report) if report.verdict is Verdict.RETURN else _list(report)


def title_of(report: Report) -> str:
    """The title of the paper."""
    if report.verdict is Verdict.RETURN:
        return "退回整改通知书"
    return "终本预检清单" if report.gate.startswith("zhongben") else f"{_gate(report)}预检清单"


def _notice(report: Report) -> bytes:
    paper = Paper(title_of(report), report.as_of)
    _head(paper, report)
    paper.text(
        f"经对照标准检查，本卷不符合“{_gate(report)}”的要求，现退回整改。{view.conclusion(report)}"
        "请下列责任组在期限内逐项补正，补正材料附卷后重新送检。"
    )
    number = 0
    for group in view.open_groups(report):
        owed = [finding for finding in group.findings if finding.blocks]
        if owed:
            paper.heading(f"{_numeral(number)}、{group.name}（{len(owed)} 项）")
            paper.table(_REPAIR_WIDTHS, _REPAIR, [_owed(report, at, one) for at, one in enumerate(owed, 1)])
            number += 1
    number = _defects(paper, report, number)
    number = _doubts(paper, report, number)
    _unknown_pages(paper, report, number)
    paper.text("")
    paper.table(
        (3.2, 5.0, 3.2, 5.0),
        None,
        [
            ("退回部门", "指挥监控组", "经办人", ""),
            ("退回日期", "", "审批人", ""),
            ("接收部门", "", "签收人及日期", ""),
        ],
    )
    return paper.save()


def _list(report: Report) -> bytes:
    paper = Paper(title_of(report), report.as_of)
    _head(paper, report)
    paper.text(f"检查结论：{report.verdict.chinese}。{view.conclusion(report)}{view.advice(report)}")
    number = _doubts(paper, report, 0)
    number = _defects(paper, report, number)
    number = _unknown_pages(paper, report, number)
    done = view.settled(report)
    if done:
        paper.heading(f"{_numeral(number)}、符合和不适用的要件（{len(done)} 项）")
        paper.table(_DONE_WIDTHS, _DONE, [_done(at, finding) for at, finding in enumerate(done, 1)])
    paper.text("")
    paper.table((3.2, 5.0, 3.2, 5.0), None, [("承办人", "", "组长", ""), ("日期", "", "日期", "")])
    return paper.save()


def _head(paper: Paper, report: Report) -> None:
    rows = [("案号", report.case), ("关口", _gate(report)), ("检查日期", chinese_date(report.as_of))]
    for role in dict.fromkeys(role for role, _ in report.parties):
        rows.append((role, "、".join(name for one, name in report.parties if one == role)))
    pages = report.pages
    rows.append(
        (
            "页数核对",
            f"收到 {pages.in_} 页：归入文书 {pages.catalogued}，空白 {pages.blank}，重复 {pages.duplicate}，"
            f"未归类 {pages.unknown}，他案 {pages.foreign}",
        )
    )
    paper.table((3.2, 13.2), None, rows)


def _defects(paper: Paper, report: Report, number: int) -> int:
    defects = [f for f in report.findings if f.status is Status.VIOLATED and f.level is Level.DEFECT]
    if not defects:
        return number
    paper.heading(f"{_numeral(number)}、瑕疵（{len(defects)} 项，一并补正）")
    paper.table(_REPAIR_WIDTHS, _REPAIR, [_owed(report, at, one) for at, one in enumerate(defects, 1)])
    return number + 1


def _doubts(paper: Paper, report: Report, number: int) -> int:
    doubts = [f for group in view.open_groups(report) for f in group.findings if f.status is Status.UNDETERMINED]
    if not doubts:
        return number
    paper.heading(f"{_numeral(number)}、须由人核对的事项（{len(doubts)} 项）")
    paper.table(_CHECK_WIDTHS, _CHECK, [_doubt(at, finding) for at, finding in enumerate(doubts, 1)])
    return number + 1


def _unknown_pages(paper: Paper, report: Report, number: int) -> int:
    if not report.unknown:
        return number
    paper.heading(f"{_numeral(number)}、未能归类的页（{len(report.unknown)} 页）")
    paper.text(f"{view.pages_text(one.page.ref for one in report.unknown)}，请人工辨认。")
    return number + 1


def _owed(report: Report, number: int, finding: Finding) -> tuple[str, ...]:
    day = view.deadline(report, finding)
    papers = f"（{'、'.join(finding.papers)}）" if finding.papers else ""
    return (
        str(number),
        f"{finding.title}\n（{view.subject_text(finding.subject)}）",
        finding.message,
        finding.remedy + papers,
        view.basis_text(finding),
        f"{chinese_date(day)}前" if day else "一并补正",
    )


def _doubt(number: int, finding: Finding) -> tuple[str, ...]:
    subject, owner = _subject(finding), view.group_name(finding)
    return str(number), finding.title, subject, finding.message, view.pages_text(finding.evidence), owner


def _done(number: int, finding: Finding) -> tuple[str, ...]:
    result, pages = finding.status.chinese, view.pages_text(finding.evidence)
    return str(number), finding.title, _subject(finding), result, pages, view.basis_text(finding)


def _subject(finding: Finding) -> str:
    return view.subject_text(finding.subject).replace(" ", "\n", 1)


def _gate(report: Report) -> str:
    return GATES.get(report.gate, report.gate)


def _numeral(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number + 1)
