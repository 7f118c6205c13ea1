"""Reports of kept cases as the service has them, and small ones made by hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from checker.report_json import report_json
from service.clocks.known import Known, ReportFacts
from tests.cases.checking import check_kept


@cache
def facts(name: str, gate: str, day: str = "2022-06-20") -> ReportFacts:
    """The report of a kept case that was read without a mistake."""
    return ReportFacts(report_json(check_kept("ideal", name, gate, date.fromisoformat(day))))


def known(found: ReportFacts | None, **given: Any) -> Known:
    """A case with this report."""
    values: dict[str, Any] = {
        "group": "zhongben",
        "filed_on": date(2022, 3, 1),
        "entered_on": date(2022, 5, 30),
        "fresh": False,
        "respondents": tuple(found.names("被执行人")) if found else (),
    }
    return Known(**{**values, **given}, facts=found)


def made(
    *values: tuple[str, str, object], papers: tuple[dict[str, Any], ...] = (), respondent: str = "何文斌"
) -> ReportFacts:
    """A report whose only finding says these facts: (subject, name, value)."""
    findings = [
        {
            "rule": "national/zhongben/made",
            "subject": subject,
            "status": "undetermined",
            "because": [{"values": [{"name": name, "type": "日期", "value": value}]}],
        }
        for subject, name, value in values
    ]
    parties = [{"role": "被执行人", "name": respondent}]
    return ReportFacts({"findings": findings, "parties": parties, "documents": list(papers)})


def paper(kind: str, **fields: object) -> dict[str, Any]:
    """A paper with these fields."""
    return {"kind": kind, "pages": [{"file": "扫描件.pdf", "page": 12}], "fields": {k: [v] for k, v in fields.items()}}
