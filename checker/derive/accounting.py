"""Page accounting (`every-gate/pages-accounted`): every page ends in one state; what a person must look at is listed."""

from __future__ import annotations

from checker.casefile import Evidence, PageState
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


@fact("案件.他案页数")
def foreign_count(view: View, subject: Subject) -> Fact:
    """Pages of another case: they prove nothing here and must be taken out."""
    return _count(view, PageState.FOREIGN)


@fact("案件.待认页数")
def unknown_count(view: View, subject: Subject) -> Fact:
    """Pages that a person must look at."""
    return _count(view, PageState.UNKNOWN)


def _count(view: View, state: PageState) -> Fact:
    places = tuple(
        Evidence(page.file, page.number, text=page.problem or page.text[:40])
        for page in view.case.pages
        if view.case.states.get(page.ref) is state
    )
    return Fact(len(places), places)
