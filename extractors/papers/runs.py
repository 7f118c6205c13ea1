"""Pages in file order parted into papers: a heading begins one, pages without a heading go on with it or stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.casefile import Depth, Page
from extractors.fields.dialogue import SPOKEN
from extractors.fields.finders import standing_date
from extractors.kinds import Kind
from extractors.papers.choose import EXACT, by_cues, clear_by_cues, cue_hits
from extractors.papers.contents import contents_list, lists_on, lists_papers
from extractors.papers.headings import Heading, shared_edges
from extractors.papers.titles import Match, begins_paper, best_heading
from extractors.text.cells import cells_of, rows_of
from extractors.text.flat import flat
from extractors.text.flow import MIN_CONFIDENCE, Flow

LEGIBLE = 12  # letters read with confidence: with fewer a page may be anything
_NUMBERED = re.compile(r"第(\d{1,3})页|(?<![\d/.])(\d{1,2})[/／](\d{1,2})(?![\d/])|^[-—~·]+(\d{1,2})[-—~·]+$")
_SECTION = re.compile(r"（([一二三四五六七八九])）|([一二三四五六七八九])、")
_ORDINALS = "一二三四五六七八九"
_CAPTION = re.compile(r".{0,20}照片.{0,12}|.*(拍摄|摄于|摄影).{0,30}|图\s*[一二三四五六\d].{0,30}")
_TAIL = re.compile(
    "审判|执行[员长]|代理审判|人民陪审|法官助理|书记员|此致|附[：:]|被?(?:调查|询问|谈话)人|申请人|[^，。]{2,16}人民法院"
)
_AFTER_DATE = re.compile("法官助理|书记员|附[：:]|附录|附(?:相关)?法律条文|本案适用|校对")
_TAIL_LINES = 14
_TOP = 0.2  # the heading of a paper stands above
_LOW, _COLUMNS = 0.7, 3  # a table that goes on: from how low on, with how many cells begun alike
_LABEL = re.compile(r"([\u4e00-\u9fff]{3,8})：.")
_LABELS_ALIKE, _HEAD = 2, 0.3  # labels of one form, above that height of its page
_GOES_ON_BELOW = 0.78  # a page whose text ends above this has ended its paper


@dataclass
class Run:
    """The pages of one paper. `heading` None: it was told by its cues (`kind`), or by nothing."""

    pages: list[Page]
    heading: Heading | None = None
    matches: tuple[Match, ...] = ()
    kind: Kind | None = None
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The joined text in the matching spelling."""
        return "".join(self.texts)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What it may be."""
        return (self.kind,) if self.kind else tuple(m.kind for m in self.matches)


def part(pages: Iterable[Page]) -> list[Run]:
    """Runs in file order; every page is in exactly one. Leave out blank and duplicate pages."""
    runs: list[Run] = []
    last: Run | None = None  # the paper that may go on
    for page in pages:
        text = Flow([page]).text
        if legible(page) < LEGIBLE and not (_is_photo(page, last) or (last and _is_tail(page, text, last.pages[-1]))):
            runs.append(Run([page], texts=[text]))  # may be anything; the paper before it may still go on after it
            continue
        if last is not None and _goes_on(last, page, text):
            last.pages.append(page)
            last.texts.append(text)
            continue
        last = _begin(page, text)
        runs.append(last)
    return runs


def legible(page: Page) -> int:
    """How many letters were read with enough confidence."""
    return sum(len(flat(line.text)) for line in page.lines if line.confidence >= MIN_CONFIDENCE)


def _begin(page: Page, text: str) -> Run:
    found = best_heading(page)
    if found:
        return Run([page], *found, texts=[text])
    kind = contents_list() if lists_papers(page) else clear_by_cues(text)
    return Run([page], kind=kind, texts=[text])


def _goes_on(run: Run, page: Page, text: str) -> bool:
    """Whether a page goes on with the paper before it."""
    number, before = _page_number(page), _page_number(run.pages[-1])
    follows = number is not None and number > 1 and number == (before if before is not None else len(run.pages)) + 1
    heading = best_heading(page)
    if heading is None and _sections_go_on(run.pages[-1], page):
        return True
    if heading and not (follows and _of_a_section(*heading)):
        return (follows or _serial_goes_on(run.pages[-1], page)) and _same_kinds(run, heading[1])
    if follows or (contents_list() in run.kinds and lists_on(page)):
        return True
    if begins_paper(page) or number == 1 or not run.kinds:
        return False
    if any(kind.dialogue for kind in run.kinds) and SPOKEN.search(text):
        return True
    if _is_photo(page, run) or _is_tail(page, text, run.pages[-1]) or _table_goes_on(run.pages[-1], page):
        return True
    other = clear_by_cues(text)
    if other and other not in run.kinds:
        return not _ended(run.pages[-1]) and any(cue_hits(kind, text) for kind in run.kinds)
    if other is None and _ended(run.pages[-1]):
        return _serial_goes_on(run.pages[-1], page) or _speaks_of(run, text) or _begins_alike(run.pages[0], page)
    return True


def _of_a_section(heading: Heading, matches: tuple[Match, ...]) -> bool:
    """Whether a heading may be that of a part of a paper, or a cell of its table: neither at the top nor exact."""
    return matches[0].score < EXACT and heading.y > _TOP


def _section(text: str) -> int:
    """Which section of a paper a line begins (（五）法人登记: 5); 0 where none."""
    found = _SECTION.match(text)
    return _ORDINALS.index(found[1] or found[2]) + 1 if found else 0


def _sections_go_on(before: Page, page: Page) -> bool:
    """Whether the first section of a page is the one after the last on the page before it."""
    last, first = ([n for line in each.lines if (n := _section(flat(line.text)))] for each in (before, page))
    return bool(last and first and first[0] == last[-1] + 1)


def _begins_alike(first: Page, page: Page) -> bool:
    """Whether a page begins with labels that stand at the head of the paper: the same form of its next respondent."""
    return len(_labels_at_head(first) & _labels_at_head(page)) >= _LABELS_ALIKE


def _labels_at_head(page: Page) -> set[str]:
    upper = (flat(line.text) for line in page.lines if line.box.y0 < _HEAD)
    return {found[1] for text in upper if (found := _LABEL.match(text))}


def _speaks_of(run: Run, text: str) -> bool:
    """Whether a text without heading is of the run's kind rather than of any other."""
    best = [kind for kind, _ in by_cues(text)[:2]]
    return any(kind in run.kinds for kind in best)


def _same_kinds(run: Run, matches: tuple[Match, ...]) -> bool:
    return bool({m.kind.id for m in matches if m.score >= matches[0].score} & {k.id for k in run.kinds})


def _ended(page: Page) -> bool:
    """Whether a paper ended on this page: a date stands at its foot, or its text ends well above the page's end.

    Of a page of which only the title band was read nobody knows.
    """
    if page.depth is Depth.BAND:
        return False
    return _dated(page) or max((line.box.y1 for line in page.lines), default=1.0) < _GOES_ON_BELOW


def _dated(page: Page) -> bool:
    """Whether a date stands at the foot of a page."""
    return standing_date(Flow([page])) is not None


def _is_tail(page: Page, text: str, before: Page) -> bool:
    """Whether a page is the end of the paper before it: a few lines with signatures, a date, an enclosure."""
    if len(page.lines) > _TAIL_LINES:
        return False
    return _AFTER_DATE.match(text) is not None or (
        not _dated(before) and (_TAIL.match(text) is not None or _dated(page))
    )


def _page_number(page: Page) -> int | None:
    """The number a page gives itself within its paper (第2页共3页, 2/3, - 2 -); folio stamps are plain numbers."""
    for line in page.lines:
        if not 0.12 < line.box.y0 < 0.86:
            found = _NUMBERED.search(flat(line.text))
            if found:
                return int(next(g for g in found.groups() if g))
    return None


def _serial_goes_on(before: Page, page: Page) -> bool:
    """Whether the first serial number of a table on this page follows the last one on the page before."""
    last, first = _serials(before)[-1:], _serials(page)[:1]
    return bool(last and first and first[0] == last[0] + 1)


def _table_goes_on(before: Page, page: Page) -> bool:
    """Whether a page begins with a row whose cells begin at the edges of the last row of the page before it."""
    rows = [[row for row in rows_of(cells_of(each)) if len(row) >= _COLUMNS] for each in (before, page)]
    if not all(rows) or rows[0][-1][0].box.y0 < _LOW or rows[1][0][0].box.y0 > _TOP:
        return False
    return shared_edges(rows[1][0], rows[0][-1]) >= _COLUMNS


def _serials(page: Page) -> list[int]:
    left = min((line.box.x0 for line in page.lines), default=0.0)
    return [int(c.text) for c in cells_of(page) if c.box.x0 < left + 0.06 and re.fullmatch(r"\d{1,3}", c.text)]


def _is_photo(page: Page, run: Run | None) -> bool:
    """Whether a page of little text goes on with photos: a picture under, or without, a caption."""
    photos = run is not None and any(kind.id == "site_photo" for kind in run.kinds)
    few = len(page.lines) <= 8
    captions = any(_CAPTION.fullmatch(flat(line.text)) for line in page.lines)
    return few and page.problem is None and not page.blank and (captions or (photos and not page.lines))
