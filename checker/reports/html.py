"""The report as one HTML file: no script, nothing loaded from anywhere, text of the papers always escaped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.conflicts import State
from checker.gates import GATES, OWNERS
from checker.outcome import Level, Status
from checker.outline import outline
from checker.places import place_text, places_text, subject_text
from checker.report import Finding, Report
from checker.report_json import SCHEMA
from checker.reports import view
from checker.reports.figures import FIRST, Crop, Figures, Link
from checker.reports.scopes import scopes
from checker.reports.words import chinese_date, field_texts

_SHOWN = (State.DIFFERS, State.OPEN, State.NOTE)
_TEMPLATES = Path(__file__).parent / "templates"


def report_html(
    report: Report, crop: Crop | None = None, *, link: Link | None = None, today: date | None = None
) -> str:
    """The page. `crop` cuts a place out of its page as JPEG bytes, `link` says where its original can be opened (both
    None where they cannot). `today`: deadlines before it are marked as past.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        subject=subject_text, pages=places_text, place=place_text, day=chinese_date, fields=field_texts
    )
    number = {id(finding): number for number, finding in enumerate(report.findings, 1)}
    figures = Figures(report, crop, link)

    def of(finding: Finding, at: int = 0) -> object:
        return figures.of(finding, at or number[id(finding)])

    def due(finding: Finding) -> str:
        return view.due(report, finding, today)

    numbers = {(finding.rule, finding.subject): finding for finding in report.findings}
    shown = [one for one in report.conflicts if one.state in _SHOWN]

    return environment.get_template("report.html").render(
        report=report,
        corrections=view.corrections(report),
        schema=SCHEMA,
        gate=GATES.get(report.gate, report.gate),
        gates=GATES,
        owners=OWNERS,
        conclusion=view.conclusion(report),
        named=view.named,
        advice=view.advice(report),
        open_groups=view.open_groups(report),
        all_groups=view.all_groups(report),
        lacking=[finding for group in view.open_groups(report) for finding in group.findings if finding.blocks],
        settled=view.settled(report),
        matrix=view.checklist(report),
        other=view.other_items(report),
        number=number,
        id=id,
        label=view.label,
        headline=view.headline,
        missing=view.missing,
        due=due,
        scopes=scopes(report),
        figures=of,
        new_section=figures.new_section,
        page_figure=figures.page,
        first=FIRST,
        outline=lambda finding, tree: outline(tree, [because.truth for because in finding.because]),
        Status=Status,
        Level=Level,
        packs=view.PACKS,
        grades=view.GRADES,
        marks=view.MARKS,
        hypothesis=view.hypothesis(report),
        superior_lacking=view.superior(report, Status.VIOLATED),
        superior_open=view.superior(report, Status.UNDETERMINED),
        schemes=view.schemes(report),
        conflicts=shown,
        quiet=[one for one in report.conflicts if one.state not in _SHOWN],
        title_of=lambda outcome: numbers[outcome.rule, outcome.subject].title,
        number_of=lambda outcome: number[id(numbers[outcome.rule, outcome.subject])],
    )
