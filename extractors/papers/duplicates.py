"""Pages that were scanned twice: they look the same and read the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from checker.casefile import Evidence, Line, MarkKind, Page, PageRef, Presence
from extractors.ocr.looks import SAME_LOOK, look_distance
from extractors.papers.titles import best_heading
from extractors.text.flat import flat
from extractors.text.flow import Flow

_ALIKE = 0.96
_RUN = 2  # letters that differ in a row are a name, not a misread letter
_SHORT = 14  # letters: a short line is a name, a number, a cell: there one letter makes another paper
_APART = 0.03  # of the page: how far apart the middles of a line may be in two scans
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖")


def find_duplicates(pages: Sequence[Page]) -> dict[PageRef, PageRef]:
    """Every page that repeats an earlier one, with that one. Forms of one layout with other names or numbers are no
    duplicates: where in doubt a page is kept, since a lost paper is worse than a page too many.
    """
    found: dict[PageRef, PageRef] = {}
    kept: list[tuple[Page, Flow]] = []
    before: Page | None = None
    for page in (page for page in pages if not page.blank):
        if page.problem is None:
            flow = Flow([page])
            twins = (earlier for earlier, words in kept if _same(earlier, words, page, flow))
            twin = next((one for one in twins if _same_bytes(one, page) or _again(one, page, before, found)), None)
            if twin is None:
                kept.append((page, flow))
            else:
                found[page.ref] = twin.ref
        before = page
    return found


def _again(twin: Page, page: Page, before: Page | None, found: Mapping[PageRef, PageRef]) -> bool:
    """Whether a page that looks like its twin is a second scan of it. One without a heading goes on with another page: the last
    pages of two tables, one of each respondent, may say the same. It is a second scan where the page before it is one too, or
    is the twin.
    """
    return before is None or before is twin or before.ref in found or best_heading(page) is not None


def _same(one: Page, words: Flow, other: Page, flow: Flow) -> bool:
    if _same_bytes(one, other):
        return True
    if not one.look or not other.look or not words.text or look_distance(one.look, other.look) > SAME_LOOK:
        return False
    return words.text == flow.text or _misread_only(words, flow) or _placed_alike(words, flow)


def _same_bytes(one: Page, other: Page) -> bool:
    return bool(one.sha256) and one.sha256 == other.sha256


def _misread_only(one: Flow, other: Flow) -> bool:
    """Whether two texts differ by slips of the recogniser only."""
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return False
    return all(_is_slip(one, (a0, a1), other, (b0, b1)) for a0, a1, b0, b1 in _changes(matcher))


def _is_slip(one: Flow, here: tuple[int, int], other: Flow, there: tuple[int, int]) -> bool:
    """Whether two texts differ in a stretch by the recogniser's slip. A sign or a seal's words may be seen on one scan alone,
    and so may a speck that was read as a letter.
    """
    read = one.text[slice(*here)] + other.text[slice(*there)]
    if not re.search(r"\w", read):
        return True
    if here[0] == here[1] or there[0] == there[1]:
        flow, stretch = (other, there) if here[0] == here[1] else (one, here)
        if not _NUMERALS & set(read) and all(_is_beside_the_text(flow, e) for e in flow.evidence(*stretch)):
            return True
    return _is_misread(one, *here) and _is_misread(other, *there)


def _is_beside_the_text(flow: Flow, line: Evidence) -> bool:
    """Whether a line is a letter by itself, or stands in a seal."""
    seals = (mark.box for page in flow.pages for mark in page.marks if mark.kind is MarkKind.SEAL)
    x, y = line.box.mid_x, line.box.mid_y
    return len(flat(line.text)) == 1 or any(s.x0 < x < s.x1 and s.y0 < y < s.y1 for s in seals)


def _changes(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in which two texts differ."""
    return ((a0, a1, b0, b1) for tag, a0, a1, b0, b1 in matcher.get_opcodes() if tag != "equal")


def _placed_alike(one: Flow, other: Flow) -> bool:
    """Whether every line of a page stands at the same place of the other, the same but for a misread letter. A scan set
    askew is read in another order; a signature reads otherwise each time.
    """
    left = list(other.lines)
    for page, line, text in one.lines:
        twin = next((found for found in left if _is_twin((page, line, text), found)), None)
        if twin is None:
            return False
        left.remove(twin)
    return not left


def _is_twin(one: tuple[Page, Line, str], other: tuple[Page, Line, str]) -> bool:
    (page, line, text), (other_page, other_line, other_text) = one, other
    apart = (abs(line.box.mid_x - other_line.box.mid_x), abs(line.box.mid_y - other_line.box.mid_y))
    if max(apart) > _APART:
        return False
    if text == other_text:
        return True
    changes = list(_changes(SequenceMatcher(None, text, other_text, autojunk=False)))
    single = all(a1 - a0 < _RUN and b1 - b0 < _RUN for a0, a1, b0, b1 in changes)
    numerals = any(_NUMERALS & {*text[a0:a1], *other_text[b0:b1]} for a0, a1, b0, b1 in changes)
    long = min(len(text), len(other_text)) > _SHORT
    by_hand = _is_signed(page, line) and _is_signed(other_page, other_line) and len(text) > len(changes) * _RUN
    return single and not numerals and (long or by_hand)


def _is_signed(page: Page, line: Line) -> bool:
    """Whether a line is what was written in a place to sign."""
    x, y = line.box.mid_x, line.box.mid_y
    rooms = (m.box for m in page.marks if m.kind is MarkKind.SIGNATURE and m.presence is Presence.PRESENT)
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in rooms)


def _is_misread(flow: Flow, start: int, end: int) -> bool:
    """Whether a stretch that reads otherwise on the other page may be misread: a single letter in a long line, no numeral."""
    long_lines = all(len(flat(e.text)) > _SHORT for e in flow.evidence(start, end))
    return end - start < _RUN and long_lines and not _NUMERALS & set(flow.text[start:end])
