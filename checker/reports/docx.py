"""The report as a paper: 《退回整改通知书》 where the file goes back, else 《终本预检清单》."""

from __future__ import annotations

from datetime import date

from checker.casefile import PageRef
from checker.conflicts import Standing, State
from checker.gates import GATES
from checker.outcome import Level, Status, Verdict
from checker.places import places_text, subject_text
from checker.report import AtEarlierGate, Finding, Report
from checker.reports import view
from checker.reports.paper import Paper
from checker.reports.scopes import named, papers_on
from checker.reports.words import chinese_date

_NUMBERS = "一二三四五六七八九十"
_REPAIR = ("序号", "要件和对象", "存在的问题和查阅情况", "补正内容、期限和依据")
_REPAIR_WIDTHS = (1.3, 3.4, 6.2, 5.5)
_CHECK = ("序号", "要件和对象", "需要核对的内容和所在页", "核对后如缺，由谁补什么")
_CHECK_WIDTHS = (1.3, 3.4, 6.7, 5.0)
_CONFLICT = ("差异", "本院方案", "上位规定", "处理")
_CONFLICT_WIDTHS = (2.6, 4.4, 5.0, 4.4)
_DONE = ("序号", "要件", "对象", "结果", "所在页", "依据")
_DONE_WIDTHS = (1.2, 3.9, 2.8, 1.6, 3.4, 3.6)


def report_docx(report: Report, *, today: date | None = None) -> bytes:
    """The DOCX file; the same report gives the same bytes. `today`: deadlines before it are marked as past."""
    return _notice(report, today) if report.verdict is Verdict.RETURN else _list(report, today)


def title_of(report: Report) -> str:
    """The title of the paper."""
    if report.verdict is Verdict.RETURN:
        return "退回整改通知书"
    return "终本预检清单" if report.gate.startswith("zhongben") else f"{_gate(report)}预检清单"


def _notice(report: Report, today: date | None) -> bytes:
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
            paper.table(_REPAIR_WIDTHS, _REPAIR, [_owed(report, at, one, today) for at, one in enumerate(owed, 1)])
            number += 1
    number = _defects(paper, report, number, today)
    number = _doubts(paper, report, number)
    number = _superior(paper, report, number)
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


def _list(report: Report, today: date | None) -> bytes:
    paper = Paper(title_of(report), report.as_of)
    _head(paper, report)
    paper.text(f"检查结论：{report.verdict.chinese}。{view.conclusion(report)}{view.advice(report)}")
    number = _doubts(paper, report, 0)
    number = _defects(paper, report, number, today)
    number = _superior(paper, report, number)
    number = _unknown_pages(paper, report, number)
    done = view.settled(report)
    if done:
        paper.heading(f"{_numeral(number)}、符合和不适用的要件（{len(done)} 项）")
        paper.table(_DONE_WIDTHS, _DONE, [_done(at, finding) for at, finding in enumerate(done, 1)])
    paper.text("")
    paper.table((3.2, 5.0, 3.2, 5.0), None, [("承办人", "", "组长", ""), ("日期", "", "日期", "")])
    return paper.save()


def _head(paper: Paper, report: Report) -> None:
    if warning := view.hypothesis(report):
        paper.text(f"【{warning}】")
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
    if corrected := view.corrections(report):
        rows.append(("人工更正", "\n".join(corrected)))
    paper.table((3.2, 13.2), None, rows)


def _defects(paper: Paper, report: Report, number: int, today: date | None) -> int:
    defects = [f for f in view.deciding(report) if f.status is Status.VIOLATED and f.level is Level.DEFECT]
    if not defects:
        return number
    paper.heading(f"{_numeral(number)}、瑕疵（{len(defects)} 项，一并补正）")
    paper.table(_REPAIR_WIDTHS, _REPAIR, [_owed(report, at, one, today) for at, one in enumerate(defects, 1)])
    for finding in defects:
        _earlier(paper, report, finding)
    return number + 1


def _earlier(paper: Paper, report: Report, finding: Finding) -> None:
    """The items of earlier gates, each with what is lacking and whose repair it is."""
    if finding.earlier:
        paper.heading(f"附：{finding.title}——各项明细（{len(finding.earlier)} 项）")
        rows = [_item(report, at, item) for at, item in enumerate(finding.earlier, 1)]
        paper.table(_REPAIR_WIDTHS, _REPAIR, rows)


def _doubts(paper: Paper, report: Report, number: int) -> int:
    doubts = [f for group in view.open_groups(report) for f in group.findings if f.status is Status.UNDETERMINED]
    if not doubts:
        return number
    paper.heading(f"{_numeral(number)}、须由人核对的事项（{len(doubts)} 项）")
    paper.table(_CHECK_WIDTHS, _CHECK, [_doubt(report, at, finding) for at, finding in enumerate(doubts, 1)])
    return number + 1


def _superior(paper: Paper, report: Report, number: int) -> int:
    """What is not as the superior rules have it, what they leave to a person, and where the plan parts from them."""
    lacking, doubtful = view.superior(report, Status.VIOLATED), view.superior(report, Status.UNDETERMINED)
    differing = [one for one in report.conflicts if one.state is State.DIFFERS]
    if not (lacking or doubtful or differing):
        return number
    paper.heading(f"{_numeral(number)}、上位规定（不符 {len(lacking)} 项，须由人判断 {len(doubtful)} 项）")
    if rows := [_doubt(report, at, finding) for at, finding in enumerate((*lacking, *doubtful), 1)]:
        paper.table(_CHECK_WIDTHS, _CHECK, rows)
    if differing:
        paper.heading("附：上位规定与本院方案的差异")
        paper.table(_CONFLICT_WIDTHS, _CONFLICT, [_conflict(one) for one in differing])
    return number + 1


def _conflict(standing: Standing) -> tuple[str, ...]:
    one = standing.conflict
    plan, superior = (f"{side.says}\n（{side.cite}）" for side in (one.plan, one.superior))
    return f"{one.title}\n（{one.nature}）", plan, superior, one.follows


def _unknown_pages(paper: Paper, report: Report, number: int) -> int:
    if not report.unknown:
        return number
    paper.heading(f"{_numeral(number)}、未能归类的页（{len(report.unknown)} 页）")
    paper.text(f"{places_text(one.page.ref for one in report.unknown)}，请人工辨认。")
    return number + 1


def _owed(report: Report, number: int, finding: Finding, today: date | None) -> tuple[str, ...]:
    day = view.due(report, finding, today)
    repair = f"{_repair(finding)}\n期限：{day or '一并补正'}\n{_basis(finding)}"
    return str(number), _what(finding), _problem(report, finding), repair


def _item(report: Report, number: int, item: AtEarlierGate) -> tuple[str, ...]:
    finding = item.finding
    what = f"{_what(finding)}\n{GATES[item.gate]}"
    return str(number), what, _problem(report, finding), _repaired_by(finding)


def _doubt(report: Report, number: int, finding: Finding) -> tuple[str, ...]:
    return str(number), _what(finding), _problem(report, finding), _repaired_by(finding)


def _what(finding: Finding) -> str:
    waived = f"\n{view.WAIVED}：{finding.waiver.approver}批准" if finding.waiver else ""
    return f"{finding.title}\n（{subject_text(finding.subject)}）{waived}"


def _basis(finding: Finding) -> str:
    return f"依据：{view.basis_text(finding)}"


def _problem(report: Report, finding: Finding) -> str:
    """What is wrong, the pages that show it, and what was searched in vain."""
    lines = [view.headline(finding)]
    if finding.evidence and not finding.earlier:
        lines.append(f"见：{places_text(finding.evidence)}")
    lines += [_searched(report, pages, names) for pages, names in view.missing(finding)]
    return "\n".join(lines)


def _searched(report: Report, pages: tuple[PageRef, ...], names: tuple[str, ...]) -> str:
    where = named(papers_on(report, pages)) or ("全卷" if len(pages) == report.pages.in_ else places_text(pages))
    return f"查了{len(pages)}页（{where}），没有找到：{'、'.join(names)}"


def _repaired_by(finding: Finding) -> str:
    return f"{view.group_name(finding)}：{_repair(finding)}\n{_basis(finding)}"


def _repair(finding: Finding) -> str:
    papers = f"（{'、'.join(finding.papers)}）" if finding.papers else ""
    return finding.remedy + papers


def _done(number: int, finding: Finding) -> tuple[str, ...]:
    result, pages = finding.status.chinese, places_text(finding.evidence)
    return str(number), finding.title, _subject(finding), result, pages, view.basis_text(finding)


def _subject(finding: Finding) -> str:
    return subject_text(finding.subject).replace(" ", "\n", 1)


def _gate(report: Report) -> str:
    return GATES.get(report.gate, report.gate)


def _numeral(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number + 1)
