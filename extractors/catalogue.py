"""Pages as read in, a catalogued case file out: papers with their kinds and fields, and one end state for every page.

in = catalogued + blank + duplicate + unknown + foreign; a page is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.casefile import CaseFile, CaseRecord, Document, Line, Page, PageRef, PageState, UnknownPage
from checker.derive.case_numbers import case_number_of, own_number
from checker.derive.parties import settle_parties
from extractors.choose import Choice, by_cues, choose
from extractors.duplicates import find_duplicates
from extractors.fields import read_fields
from extractors.flow import Flow
from extractors.foreign import is_foreign
from extractors.runs import LEGIBLE, Run, legible, part
from extractors.scattered import reunited
from extractors.titles import best_heading

BY_CUES = 0.7  # confidence in a kind that only the cues of the text told
_CANDIDATES = 8  # kinds an unknown page may be: more say nothing


def wants_full(lines: tuple[Line, ...]) -> bool:
    """Whether a page whose title band has these lines is needed in full: always, unless its heading names only kinds
    of which no rule asks more than the band. For `read_pages`.
    """
    found = best_heading(Page("", 1, lines))
    return found is None or any(m.kind.full or m.kind.must for m in found[1] if m.score >= found[1][0].score - 0.1)


def catalogue(
    name: str,
    pages: Sequence[Page],
    record: CaseRecord | None = None,
    input_hashes: Mapping[str, str] | None = None,
    problems: Sequence[str] = (),
) -> CaseFile:
    """The case file that these pages, in file order, make. Pure: the same pages give the same case file."""
    states = {p.ref: PageState.BLANK for p in pages if p.blank}
    twins = find_duplicates(pages)
    states |= dict.fromkeys(twins, PageState.DUPLICATE)
    documents: list[Document] = []
    unknown: list[UnknownPage] = []
    for run in reunited(part(p for p in pages if p.ref not in states)):
        choice = choose(run.matches, run.heading.text, run.text) if run.heading else Choice(run.kind, BY_CUES)
        if choice.kind:
            documents.append(_document(run, choice, len(documents) + 1))
        else:
            unknown += [_unknown(page, choice) for page in run.pages]
    documents, foreign = _parted(documents, record)
    states |= _states(documents, PageState.CATALOGUED)
    states |= _states(foreign, PageState.FOREIGN)
    states |= {u.page.ref: PageState.UNKNOWN for u in unknown}
    return CaseFile(
        name=name,
        pages=tuple(pages),
        documents=tuple(documents),
        states={p.ref: states[p.ref] for p in pages},
        unknown=tuple(unknown),
        foreign=tuple(foreign),
        record=record,
        input_hashes=dict(input_hashes or {}),
        problems=tuple(problems),
    )


def _document(run: Run, choice: Choice, number: int) -> Document:
    """A paper with its fields. Its id tells kind and place in the file: execution_notice-12."""
    assert choice.kind is not None  # noqa: S101
    heading, first = run.heading, run.pages[0]
    title = heading.text if heading else choice.kind.name
    evidence = heading.evidence(first) if heading else ()
    fields, rows = read_fields(choice.kind, run.pages, title, evidence)
    sure = choice.score * min((e.confidence for e in evidence), default=1.0)
    return Document(
        f"{choice.kind.id}-{number}", choice.kind.name, tuple(run.pages), fields, rows, title, round(sure, 3), evidence
    )


def _unknown(page: Page, choice: Choice) -> UnknownPage:
    readable = page.problem is None and (legible(page) >= LEGIBLE or not _has_writing(page))
    by_text = _by_text(Flow([page]).text) if readable else []
    candidates = tuple(dict.fromkeys([*choice.candidates, *by_text]))[:_CANDIDATES]
    return UnknownPage(page, candidates, readable)


def _by_text(text: str) -> list[str]:
    """The kinds that a text speaks for, be it with one cue: no more is there in a short paper without a title."""
    return [kind.name for kind, _ in by_cues(text, enough=2) or by_cues(text, enough=1)]


def _has_writing(page: Page) -> bool:
    """Whether enough is written on a page that it could be a paper: a picture, or the rest of a seal, is none."""
    return sum(len(line.text) for line in page.lines) >= LEGIBLE


def _parted(documents: list[Document], record: CaseRecord | None) -> tuple[list[Document], list[Document]]:
    """This case's papers, and those of another."""
    number = case_number_of(documents, record)
    parties = settle_parties([d for d in documents if _bears(d, number)], record)
    mentioned = {
        str(f.value)
        for d in documents
        if number and own_number(d) == number
        for f in d.fields.get("mentioned_case_numbers", ())
    }
    foreign = [d for d in documents if is_foreign(d, number, parties, mentioned)]
    return [d for d in documents if d not in foreign], foreign


def _bears(document: Document, number: str | None) -> bool:
    field = document.first("case_number")
    return number is None or field is None or field.value == number


def _states(documents: Iterable[Document], state: PageState) -> dict[PageRef, PageState]:
    return {page.ref: state for document in documents for page in document.pages}
