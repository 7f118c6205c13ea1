"""Pages that were scanned twice: they look the same and read the same."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from checker.casefile import Page, PageRef
from extractors.flow import Flow
from extractors.looks import SAME_LOOK, look_distance

_ALIKE = 0.96
_RUN = 2  # letters that differ in a row are a name, not a misread letter


def find_duplicates(pages: Sequence[Page]) -> dict[PageRef, PageRef]:
    """Every page that repeats an earlier one, with that one. Forms of one layout with other names or numbers are no
    duplicates: where in doubt a page is kept, since a lost paper is worse than a page too many.
    """
    found: dict[PageRef, PageRef] = {}
    kept: list[tuple[Page, str]] = []
    for page in pages:
        if page.blank or page.problem is not None:
            continue
        text = Flow([page]).text
        twin = next((earlier for earlier, words in kept if _same(earlier, words, page, text)), None)
        if twin is None:
            kept.append((page, text))
        else:
            found[page.ref] = twin.ref
    return found


def _same(one: Page, words: str, other: Page, text: str) -> bool:
    if one.sha256 and one.sha256 == other.sha256:
        return True
    if not one.look or not other.look or not words or look_distance(one.look, other.look) > SAME_LOOK:
        return False
    return near_equal(words, text)


def near_equal(one: str, other: str) -> bool:
    """Whether two texts differ by misread letters only: single letters here and there, and no digit."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 0.1 * max(len(one), len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return False
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            continue
        changed = one[a0:a1] + other[b0:b1]
        if max(a1 - a0, b1 - b0) >= _RUN or any(c.isdigit() for c in changed):
            return False
    return True
