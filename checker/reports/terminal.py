"""The report on the terminal: verdict, checklist per respondent, what is missing by group, with pages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from checker.conflicts import State
from checker.gate_facts import item_text
from checker.gates import GATES, OWNERS
from checker.outcome import Level, Status, Verdict
from checker.places import places_text, subject_text
from checker.report import Finding, Report
from checker.reports import view
from checker.reports.words import chinese_date

_STYLE = {
    Status.SATISFIED: "green",
    Status.VIOLATED: "bold red",
    Status.UNDETERMINED: "yellow",
    Status.NOT_APPLICABLE: "dim",
}
_COLOUR = {Verdict.PASS: "green", Verdict.REVIEW: "yellow", Verdict.RETURN: "red"}


def print_terminal(report: Report, console: Console | None = None) -> None:
    """Print the report. Text of the papers is never read as markup."""
    (console or Console()).print(render(report), highlight=False)


def render(report: Report) -> RenderableType:
    """The report for a `rich` console."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    yield _verdict(report)
    matrix = view.checklist(report)
    if matrix.rows:
        yield _matrix(matrix)
    if report.conditions:
        yield _conditions(report)
    for group in view.open_groups(report):
        yield Text(f"\n{group.name}", style="bold")
        for finding in group.findings:
            yield Padding(_finding(report, finding), (0, 0, 0, 2))
    yield from _superior(report)
    yield from _ahead(report)
    yield from _pages(report)


def _conditions(report: Report) -> Table:
    """The conditions of 终本, each scheme in its own lines."""
    table = Table(title=Text("终本条件", style="bold"), title_justify="left", show_header=False, expand=False)
    for met in report.conditions:
        one = met.condition
        result = Text(f"{view.MARKS[met.status]} {met.status.chinese}", style=_STYLE[met.status])
        table.add_row(Text(one.scheme, style="dim"), one.number, Text(one.title), result)
    return table


def _superior(report: Report) -> Iterator[RenderableType]:
    """What of the superior rules is open, and where they part from the plan in this case."""
    lacking, doubtful = view.superior(report, Status.VIOLATED), view.superior(report, Status.UNDETERMINED)
    if lacking or doubtful:
        yield Text("\n上位规定", style="bold")
    for finding in lacking:
        yield Padding(_finding(report, finding), (0, 0, 0, 2))
    for finding in doubtful:
        line = Text.assemble(_cell(finding), f"　{finding.title}　", (subject_text(finding.subject), "dim"))
        yield Padding(line, (0, 0, 0, 2))
    for standing in report.conflicts:
        if standing.state is State.DIFFERS:
            conflict = standing.conflict
            head = Text(f"\n与本院方案的差异 {conflict.id}　{conflict.title}（{conflict.nature}）", style="bold")
            body = f"方案：{conflict.plan.says}（{conflict.plan.cite}）\n上位规定：{conflict.superior.says}"
            yield head
            yield Padding(Text(f"{body}（{conflict.superior.cite}）\n处理：{conflict.follows}"), (0, 0, 0, 4))


def _ahead(report: Report) -> Iterator[RenderableType]:
    if not report.ahead:
        return
    table = Table(title=Text("后续关口还要的", style="bold"), title_justify="left", header_style="bold", expand=False)
    for name in ("关口", "条件", "要件", "对象", "结果", "责任组", "期限"):
        table.add_column(name, overflow="fold")
    for item in report.ahead:
        finding = item.finding
        due = chinese_date(item.due) if item.due else ""
        what = (Text(finding.title), Text(subject_text(finding.subject)), _cell(finding))
        table.add_row(GATES[item.gate], item.condition, *what, OWNERS[finding.owner], due)
    yield table


def _verdict(report: Report) -> Panel:
    parties = "　".join(f"{role} {name}" for role, name in report.parties)
    body = Text()
    if warning := view.hypothesis(report):
        body.append(f"{warning}\n", style="bold magenta")
    body.append(f"{report.verdict.chinese}\n", style=f"bold {_COLOUR[report.verdict]}")
    body.append(f"{view.conclusion(report)}\n{view.advice(report)}")
    if parties:
        body.append(f"\n{parties}", style="dim")
    gate = GATES.get(report.gate, report.gate)
    title = Text(f"{report.case} · {gate} · {chinese_date(report.as_of)}")
    return Panel(body, title=title, title_align="left", border_style=_COLOUR[report.verdict])


def _matrix(matrix: view.Matrix) -> Table:
    table = Table(title=Text("要件清单", style="bold"), title_justify="left", header_style="bold", expand=False)
    table.add_column("编号", no_wrap=True, style="dim")
    table.add_column("对被执行人的要件", ratio=1, overflow="fold")
    for name in matrix.names:
        table.add_column(Text(name), min_width=9, max_width=18, overflow="fold")
    for row in matrix.rows:
        table.add_row(row.code, Text(row.title), *(_cell(finding) for finding in row.cells))
    return table


def _cell(finding: Finding | None) -> Text:
    if finding is None:
        return Text("")
    return Text(view.label(finding), style="dim" if view.label(finding) == view.ADVICE else _STYLE[finding.status])


def _finding(report: Report, finding: Finding) -> Group:
    head = Text()
    head.append_text(_cell(finding))
    head.append(f"　{finding.title}", style="bold")
    level = "" if finding.level is Level.BLOCKING else f"·{finding.level.chinese}"
    head.append(f"　{subject_text(finding.subject)}　{finding.code}{level}", style="dim")
    body = Text(view.headline(finding))
    for number, item in enumerate(finding.earlier, 1):
        body.append(f"\n{number}. {item_text(item)}；由{OWNERS[item.finding.owner]}补正：{item.finding.remedy}")
        if item.finding.evidence:
            body.append(f"\n见 {places_text(item.finding.evidence)}", style="cyan")
    if finding.evidence and not finding.earlier:
        body.append(f"\n见 {places_text(finding.evidence)}", style="cyan")
    if finding.waiver:
        waiver = finding.waiver
        until = chinese_date(waiver.expires)
        body.append(f"\n豁免：{waiver.reason}；批准人{waiver.approver}，有效期至{until}")
    if finding.status is Status.VIOLATED:
        day = view.due(report, finding)
        body.append(f"\n补正：{finding.remedy}" + (f"　{day}" if day else ""))
    body.append(f"\n依据：{view.basis_text(finding)}", style="dim")
    return Group(head, Padding(body, (0, 0, 0, 4)))


def _pages(report: Report) -> Iterator[Text]:
    count = report.pages
    yield Text(
        f"\n页数核对：收到 {count.in_} 页 ＝ 归入文书 {count.catalogued} ＋ 空白 {count.blank} ＋ 重复 {count.duplicate}"
        f" ＋ 未归类 {count.unknown} ＋ 他案 {count.foreign}"
    )
    if report.unknown:
        yield Text(f"未归类：{places_text(one.page.ref for one in report.unknown)}", style="yellow")
    for line in view.corrections(report):
        yield Text(line)
    for problem in report.problems:
        yield Text(f"注意：{problem}", style="yellow")
