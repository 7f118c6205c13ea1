"""Runs of pages parted anew where people said of what kind a page is, where a paper begins and where it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.casefile import Page, PageCorrection, PageRef
from extractors.corrections.said import NEXT, UNKNOWN, Said
from extractors.kinds import kind_by_name
from extractors.papers.choose import Choice, choose
from extractors.papers.runs import Run
from extractors.papers.titles import best_heading

BY_CUES = 0.7  # confidence in a kind that only the cues of the text told


@dataclass
class Part:
    """The pages of one paper with the kind they have. `word`: what somebody said of its kind; `others`: that it is another
    case's.
    """

    run: Run
    choice: Choice
    word: PageCorrection | None = None
    others: PageCorrection | None = None


@dataclass
class _Begun:
    """Pages that a correction begins; without one: what stands before the first correction of a run."""

    pages: list[Page] = field(default_factory=list)
    word: PageCorrection | None = None
    others: PageCorrection | None = None


def as_said(runs: Sequence[Run], said: Said, order: Mapping[PageRef, int]) -> list[Part]:
    """The papers, with what people said of their pages; every page stays in exactly one. `order`: the pages' places in the
    file. A word on a page holds, in the run that it lay in, until the next page of which something is said.
    """
    if not said.kinds and not said.others:
        return [Part(run, _chosen(run)) for run in runs]
    return _joined([part for run in runs for part in _parts(run, said)], order)


def _chosen(run: Run) -> Choice:
    """The kind that heading and text make of a run."""
    return choose(run.matches, run.heading.text, run.text) if run.heading else Choice(run.kind, BY_CUES)


def _parts(run: Run, said: Said) -> list[Part]:
    """A run, cut where something is said of a page."""
    begun = [_Begun()]
    for page in run.pages:
        word, others = said.kinds.get(page.ref), said.others.get(page.ref)
        if (word or others) and not (_goes_on(word, others) and _may_go_on(begun[-1])):
            begun.append(_Begun(word=word, others=others))
        begun[-1].pages.append(page)
    return [_part(run, one) for one in begun if one.pages]


def _goes_on(word: PageCorrection | None, others: PageCorrection | None) -> bool:
    """Whether it is said of a page that it goes on with the paper before it."""
    return word is not None and word.name == NEXT and word.value != UNKNOWN and others is None


def _may_go_on(begun: _Begun) -> bool:
    return bool(begun.pages) and not (begun.word and begun.word.value == UNKNOWN)


def _part(run: Run, begun: _Begun) -> Part:
    if len(begun.pages) == len(run.pages) and not begun.word and not begun.others:
        return Part(run, _chosen(run))
    own = _run(run, begun.pages)
    choice = _said_kind(begun.word) if begun.word else _chosen(own)
    return Part(own, choice, begun.word, begun.others)


def _run(run: Run, pages: list[Page]) -> Run:
    """Some of a run's pages as a run of their own; where they begin within it, with the heading of their first page."""
    own = {page.ref for page in pages}
    texts = [text for page, text in zip(run.pages, run.texts, strict=True) if page.ref in own]
    if pages[0] is run.pages[0]:
        return Run(pages, run.heading, run.matches, run.kind, texts)
    found = best_heading(pages[0])
    return Run(pages, *found, texts=texts) if found else Run(pages, texts=texts)


def _said_kind(word: PageCorrection) -> Choice:
    return Choice(None, 0.0) if word.value == UNKNOWN else Choice(kind_by_name(word.value), 1.0)


def _joined(parts: list[Part], order: Mapping[PageRef, int]) -> list[Part]:
    """The papers, those that go on with the one before put together with it."""
    owner = {page.ref: part for part in parts for page in part.run.pages}
    refs = sorted(owner, key=order.__getitem__)
    joined: list[Part] = []
    for part in sorted(parts, key=lambda one: order[one.run.pages[0].ref]):
        before = _before(part, owner, refs) if _goes_on(part.word, part.others) else None
        if before:
            _join(before, part)
            owner |= {page.ref: before for page in part.run.pages}
            joined.append(part)
    return [part for part in parts if not any(part is one for one in joined)]


def _before(part: Part, owner: Mapping[PageRef, Part], refs: Sequence[PageRef]) -> Part | None:
    """The paper of the nearest page before it; pages that nothing is known of, as a scan nobody can read, are passed over."""
    at = refs.index(part.run.pages[0].ref)
    for ref in reversed(refs[:at]):
        before = owner[ref]
        if before is not part and (before.choice.kind or before.others or _is_begun(before)):
            return before
    return None


def _is_begun(part: Part) -> bool:
    """Whether it has a heading, and nobody said that it is not known."""
    return part.run.heading is not None and part.word is None


def _join(before: Part, part: Part) -> None:
    """Adds the pages. The kind stays: the person said that they belong to this paper, and nothing of its kind."""
    one, more = before.run, part.run
    before.run = Run([*one.pages, *more.pages], one.heading, one.matches, one.kind, [*one.texts, *more.texts])
    if before.choice.kind is None:
        before.choice = _chosen(before.run)
    if before.choice.kind is None and part.word:
        before.word, before.choice = part.word, _said_kind(part.word)
