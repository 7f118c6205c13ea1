"""Pages as read in, a catalogued case file out: papers with their kinds and fields, and one end state for every page.

in = catalogued + blank + duplicate + unknown + foreign; a page is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.casefile import (
    WHOLE_PAGE,
    CaseFile,
    CaseRecord,
    Document,
    Evidence,
    Line,
    MarkKind,
    Page,
    PageCorrection,
    PageRef,
    PageState,
    Presence,
    UnknownPage,
)
from checker.derive.case.case_numbers import case_number_of, own_number
from checker.derive.parties.settled import settle_parties
from extractors.corrections.runs import Part, as_said
from extractors.corrections.said import DUPLICATE, Said, read_corrections
from extractors.fields.read import read_fields
from extractors.kinds import Kind
from extractors.marks.signature_labels import only_asks
from extractors.papers.choose import Choice, by_cues
from extractors.papers.duplicates import find_duplicates
from extractors.papers.foreign import is_foreign
from extractors.papers.runs import LEGIBLE, legible, part
from extractors.papers.scattered import reunited
from extractors.papers.sign_offs import with_sign_offs
from extractors.papers.stacked import part_stacked
from extractors.papers.titles import best_heading
from extractors.text.flow import Flow

OTHERS_PAPER = "他案材料"
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
    corrections: Sequence[PageCorrection] = (),
) -> CaseFile:
    """The case file that these pages, in file order, make. Pure: the same pages give the same case file. `corrections`, in
    the order they were made, go before what was read.
    """
    said = read_corrections(corrections, pages)
    seen = said.seen([with_sign_offs(_without_read_labels(page)) for page in pages])
    states = _left_out(seen, said)
    documents: list[Document] = []
    others: list[Document] = []
    unknown: list[UnknownPage] = []
    order = {page.ref: number for number, page in enumerate(seen)}
    for one in as_said(reunited(part(p for p in seen if p.ref not in states)), said, order):
        if one.choice.kind:
            documents.append(said.corrected(_document(one, one.choice.kind, len(documents) + len(others) + 1)))
        elif one.others:
            others.append(_others(one, len(documents) + len(others) + 1))
        else:
            unknown += [_unknown(page, one.choice) for page in one.run.pages]
    documents, foreign = _parted(documents, record, said)
    foreign += others
    states |= _states(documents, PageState.CATALOGUED)
    states |= _states(foreign, PageState.FOREIGN)
    states |= {u.page.ref: PageState.UNKNOWN for u in unknown}
    return CaseFile(
        name=name,
        pages=tuple(seen),
        documents=part_stacked(documents, seen),
        states={p.ref: states[p.ref] for p in seen},
        unknown=tuple(unknown),
        foreign=tuple(foreign),
        record=record,
        input_hashes=dict(input_hashes or {}),
        problems=tuple(problems),
        corrections=said.told([*documents, *foreign]),
    )


def _without_read_labels(page: Page) -> Page:
    """The page; a signature that reads as nothing but the label of its room is in doubt."""
    read = [m.kind is MarkKind.SIGNATURE and m.presence is Presence.PRESENT and only_asks(m.text) for m in page.marks]
    if not any(read):
        return page
    marks = (replace(m, presence=Presence.DOUBTFUL) if one else m for m, one in zip(page.marks, read, strict=True))
    return replace(page, marks=tuple(marks))


def _left_out(pages: Sequence[Page], said: Said) -> dict[PageRef, PageState]:
    """The pages that are in no paper: blank ones and second scans, as they look or as somebody said."""
    told = {page.ref: word for page in pages if (word := said.left_out(page.ref))}
    states = {page.ref: PageState.BLANK for page in pages if page.blank and page.ref not in told}
    twins = find_duplicates([page for page in pages if page.ref not in told])
    states |= {ref: PageState.DUPLICATE for ref in twins if not said.kept(ref)}
    return states | {ref: PageState.DUPLICATE if word == DUPLICATE else PageState.BLANK for ref, word in told.items()}


def _document(one: Part, kind: Kind, number: int) -> Document:
    """A paper with its fields. Its id tells kind and place in the file: execution_notice-12."""
    heading, pages = one.run.heading, one.run.pages
    title = heading.text if heading else kind.name
    evidence = heading.evidence(pages[0]) if heading else ()
    fields, rows = read_fields(kind, pages, title, evidence)
    sure = one.choice.score * min((e.confidence for e in evidence), default=1.0)
    if one.word:
        evidence, sure = _said_so(one.word, evidence), 1.0
    return Document(f"{kind.id}-{number}", kind.name, tuple(pages), fields, rows, title, round(sure, 3), evidence)


def _others(one: Part, number: int) -> Document:
    """A paper of another case, of a kind that nobody told."""
    title = one.run.heading.text if one.run.heading else OTHERS_PAPER
    said_so = _said_so(one.others, ()) if one.others else ()
    return Document(f"others-{number}", OTHERS_PAPER, tuple(one.run.pages), title=title, title_evidence=said_so)


def _said_so(word: PageCorrection, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Where a person said of what kind a paper is."""
    text = f"人工更正：{word.value}（{word.by}，{word.on.isoformat()}）"
    box = evidence[0].box if evidence and evidence[0].ref == word.ref else WHOLE_PAGE
    return (Evidence(word.file, word.page, box, text, 1.0),)


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


def _parted(every: list[Document], record: CaseRecord | None, said: Said) -> tuple[list[Document], list[Document]]:
    """This case's papers, and those of another. What people said of it goes before parties and numbers."""
    documents = [d for d in every if not said.is_others(d)]
    number = case_number_of(documents, record)
    parties = settle_parties([d for d in documents if _bears(d, number)], record)
    mentioned = {
        str(f.value)
        for d in documents
        if number and own_number(d) == number
        for f in d.fields.get("mentioned_case_numbers", ())
    }
    foreign = [
        d for d in every if said.is_others(d) or (not said.is_own(d) and is_foreign(d, number, parties, mentioned))
    ]
    return [d for d in documents if d not in foreign], foreign


def _bears(document: Document, number: str | None) -> bool:
    field = document.first("case_number")
    return number is None or field is None or field.value == number


def _states(documents: Iterable[Document], state: PageState) -> dict[PageRef, PageState]:
    return {page.ref: state for document in documents for page in document.pages}
