"""The report as one HTML file: no script, nothing loaded from anywhere, text of the papers always escaped."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.casefile import WHOLE_PAGE, Evidence, UnknownPage
from checker.gates import GATES
from checker.outcome import Level, Status
from checker.report import Finding, Report
from checker.report_json import SCHEMA
from checker.reports import view
from checker.reports.words import chinese_date, field_texts

Crop = Callable[[Evidence], bytes | None]
_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN = 3  # cut-out places of one finding


def report_html(report: Report, crop: Crop | None = None) -> str:
    """The page. `crop` cuts a place out of its page as JPEG bytes, None where it cannot."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        subject=view.subject_text, pages=view.pages_text, day=chinese_date, mark=view.mark, fields=field_texts
    )
    return environment.get_template("report.html").render(
        report=report,
        schema=SCHEMA,
        gate=GATES.get(report.gate, report.gate),
        conclusion=view.conclusion(report),
        advice=view.advice(report),
        open_groups=view.open_groups(report),
        all_groups=view.all_groups(report),
        lacking=[finding for group in view.open_groups(report) for finding in group.findings if finding.blocks],
        settled=view.settled(report),
        matrix=view.checklist(report),
        other=view.other_items(report),
        number={id(finding): number for number, finding in enumerate(report.findings, 1)},
        id=id,
        missing=view.missing,
        deadline=view.deadline,
        shown=_shown,
        thumbnail=_thumbnail,
        images=_images(report, crop),
        Status=Status,
        Level=Level,
        marks=view.MARKS,
        packs=view.PACKS,
        grades=view.GRADES,
    )


def _shown(finding: Finding) -> tuple[Evidence, ...]:
    return finding.evidence[:_SHOWN]


def _thumbnail(unknown: UnknownPage) -> Evidence:
    return Evidence(unknown.page.file, unknown.page.number, WHOLE_PAGE)


def _images(report: Report, crop: Crop | None) -> dict[Evidence, str]:
    """Every place that is shown, as a data URI. Asked in page order, so that each page is loaded once."""
    if crop is None:
        return {}
    places = {place for finding in report.findings for place in _shown(finding)}
    places.update(_thumbnail(unknown) for unknown in report.unknown)
    images = {}
    for place in _in_page_order(places):
        data = crop(place)
        if data is not None:
            images[place] = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
    return images


def _in_page_order(places: Iterable[Evidence]) -> list[Evidence]:
    return sorted(places, key=lambda place: (place.file, place.page, place.box, place.text))
