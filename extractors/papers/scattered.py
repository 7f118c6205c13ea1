"""Papers whose pages lie apart in the file: a ruling that breaks off before its order, and elsewhere an order without a
beginning. They are put together only where the file has one of each and the words of the beginning speak for the order;
which of two beginnings an end belongs to nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Depth
from extractors.fields.finders import standing_date
from extractors.papers.choose import choose, cue_hits, fits
from extractors.papers.runs import Run
from extractors.text.flow import Flow
from extractors.text.identifiers import find_case_numbers


def reunited(runs: Sequence[Run]) -> list[Run]:
    """The runs in file order, a beginning and an end that lie apart as one run at the place of the beginning."""
    begun = [run for run in runs if _breaks_off(run)]
    ends = [run for run in runs if _is_end(run)]
    if len(begun) != 1 or len(ends) != 1 or not _belong_together(begun[0], ends[0]):
        return list(runs)
    first, last = begun[0], ends[0]
    whole = Run([*first.pages, *last.pages], first.heading, first.matches, texts=[*first.texts, *last.texts])
    return [whole if run is first else run for run in runs if run is not last]


def _breaks_off(run: Run) -> bool:
    """Whether a run has a heading that several kinds share, but neither the order that tells them apart nor a date."""
    if run.heading is None or not any(match.kind.must for match in run.matches):
        return False
    read_whole = all(page.depth is not Depth.BAND for page in run.pages)
    undecided = choose(run.matches, run.heading.text, run.text).kind is None
    return read_whole and undecided and standing_date(Flow(run.pages)) is None


def _is_end(run: Run) -> bool:
    """Whether a run without heading holds the order of its kind."""
    return run.heading is None and run.kind is not None and bool(run.kind.must) and fits(run.kind, "", run.text)


def _belong_together(first: Run, last: Run) -> bool:
    kind = last.kind
    if kind is None or kind not in first.kinds or not cue_hits(kind, first.text):
        return False
    own = {found.value for found in find_case_numbers(first.text)}
    named = {found.value for found in find_case_numbers(last.text) if "执" in found.value}
    return named <= own
