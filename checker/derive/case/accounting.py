"""Page accounting (`every-gate/pages-accounted`): every page ends in one state; what a person must look at is listed."""

from __future__ import annotations

from checker.casefile import Evidence
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import Fact, Subject


@fact("案件.页数")
def page_count(view: View, subject: Subject) -> Fact:
    """How many pages came in; shown by the last page of each file."""
    last = {page.file: page for page in view.case.pages}
    places = tuple(Evidence(page.file, page.number, text=f"末页（共{page.number}页）") for page in last.values())
    return Fact(len(view.case.pages), places)


@fact("案件.归类页数")
def accounted_count(view: View, subject: Subject) -> Fact:
    """How many pages ended as catalogued, blank, duplicate, unknown or foreign."""
    return Fact(sum(page.ref in view.case.states for page in view.case.pages))


@fact("案件.打不开的文件")
def closed_files(view: View, subject: Subject) -> Fact:
    """Files of which no page could be read: each counts as one page, but how many pages it holds nobody knows."""
    read = {page.file for page in view.case.pages if page.problem is None}
    closed = {page.file: page for page in view.case.pages if page.file not in read}
    return Fact(
        len(closed), tuple(Evidence(name, page.number, text=page.problem or "") for name, page in closed.items())
    )
