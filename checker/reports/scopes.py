"""What was searched for a thing that was not found: the papers by kind with their pages, each set listed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.casefile import PageRef
from checker.places import places_text
from checker.report import Report, not_found

_FEW = 3  # papers that are named on the spot
_UNKNOWN, _FOREIGN, _OTHER = "未能归类的页", "他案文书", "空白页、重复页"


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of pages that was looked through, by its number in the report, with the papers on them."""

    number: int
    pages: tuple[PageRef, ...]
    papers: tuple[tuple[str, str], ...]  # (kind, pages)

    @property
    def short(self) -> str:
        """The papers themselves where they are few, else nothing."""
        return named(self.papers)


def named(papers: Sequence[tuple[str, str]]) -> str:
    """Papers (kind, pages) by their names where they are few, else nothing."""
    return "、".join(f"{kind}（{pages}）" for kind, pages in papers) if len(papers) <= _FEW else ""


def scopes(report: Report) -> dict[tuple[PageRef, ...], Scope]:
    """Every set of pages that some finding searched in vain, in the order of the findings."""
    searched = dict.fromkeys(value.searched for finding in report.every_finding for value in not_found(finding))
    found: dict[tuple[PageRef, ...], Scope] = {}
    number = 0
    for pages in searched:
        scope = Scope(number + 1, pages, papers_on(report, pages))
        number += not scope.short
        found[pages] = scope
    return found


def papers_on(report: Report, pages: Iterable[PageRef]) -> tuple[tuple[str, str], ...]:
    """The papers of these pages, those of one kind together, then the pages that are no papers of the case."""
    left = dict.fromkeys(pages)
    kinds: dict[str, list[PageRef]] = {}
    named = [(document.kind, document) for document in report.documents]
    named += [(_FOREIGN, document) for document in report.foreign]
    for kind, document in named:
        for page in document.pages:
            if page.ref in left:
                kinds.setdefault(kind, []).append(page.ref)
                del left[page.ref]
    for unknown in report.unknown:
        if unknown.page.ref in left:
            kinds.setdefault(_UNKNOWN, []).append(unknown.page.ref)
            del left[unknown.page.ref]
    if left:
        kinds[_OTHER] = list(left)
    return tuple((kind, places_text(refs)) for kind, refs in kinds.items())
