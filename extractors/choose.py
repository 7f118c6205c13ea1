"""Which kind a paper is: its heading proposes, its text decides where several kinds share a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from extractors.kinds import Kind, load_kinds
from extractors.titles import Match

NEAR = 0.03  # scores this close name the kinds equally well
WEAK_MARGIN = 0.12  # how much better a weak kind's title must fit to win over a real one
ENOUGH_CUES = 3
_CLEAR = 1.4  # times: how much better the best kind by cues must be than the next
_AFAR = 10**6


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind chosen, None where the text leaves it open; `candidates` are then the names it may be, best first."""

    kind: Kind | None
    score: float
    candidates: tuple[str, ...] = ()


def choose(matches: Sequence[Match], heading: str, text: str) -> Choice:
    """The kind of a paper with this heading and text (in the matching spelling)."""
    fitting = [m for m in matches if fits(m.kind, heading, text)]
    names = tuple(m.kind.name for m in matches)
    if not fitting:
        return Choice(None, 0.0, names)
    top = max(m.score for m in fitting)
    strong = [m for m in fitting if not m.kind.weak]
    if strong and max(m.score for m in strong) >= top - WEAK_MARGIN:
        fitting, top = strong, max(m.score for m in strong)
    best = [m for m in fitting if m.score >= top - NEAR]
    best.sort(key=lambda m: _rank(m, heading, text))
    if len(best) > 1 and top < 1.0 and _open(best[0], best[1], heading, text):
        return Choice(None, top, tuple(m.kind.name for m in best))
    return Choice(best[0].kind, best[0].score, names)


def fits(kind: Kind, heading: str, text: str) -> bool:
    """Whether the text allows this kind under this heading."""
    if any(phrase.find(text) >= 0 for phrase in kind.must_not):
        return False
    return not kind.must or _told_by_title(kind, heading) or _must_end(kind, text) < _AFAR


def _rank(match: Match, heading: str, text: str) -> tuple[float, ...]:
    """Sorts the best first: not weak, told by its own phrase and by the earliest one, score, length, cues."""
    kind = match.kind
    told = bool(kind.must) and not _told_by_title(kind, heading)
    end = _must_end(kind, text) if told else _AFAR
    return (kind.weak, not told and bool(kind.must), end, -match.score, -match.length, -cue_hits(kind, text))


def _open(first: Match, second: Match, heading: str, text: str) -> bool:
    """Whether two kinds of one misread heading cannot be told apart by their text."""
    if _rank(first, heading, text)[:3] != _rank(second, heading, text)[:3]:
        return False
    return cue_hits(first.kind, text) - cue_hits(second.kind, text) < 2 and first.score - second.score < 0.01


def _told_by_title(kind: Kind, heading: str) -> bool:
    return any(word in heading for word in kind.must_unless_title)


def _must_end(kind: Kind, text: str) -> int:
    return min((end for phrase in kind.must if (end := phrase.end(text)) >= 0), default=_AFAR)


def cue_hits(kind: Kind, text: str) -> int:
    """How many of a kind's cues stand in the text."""
    return sum(phrase.find(text) >= 0 for phrase in kind.cues)


def by_cues(text: str) -> tuple[tuple[Kind, float], ...]:
    """The kinds whose cues speak for a text without a heading, best first; a cue of few kinds weighs more."""
    found = []
    for kind in load_kinds():
        hits = [phrase.text for phrase in kind.cues if phrase.find(text) >= 0]
        if len(hits) >= ENOUGH_CUES and fits(kind, "", text):
            found.append((kind, sum(1 / sqrt(_shared()[hit]) for hit in hits)))
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0].id)))


def clear_by_cues(text: str) -> Kind | None:
    """The one kind that the cues of a text speak for clearly; None where none or several do."""
    found = by_cues(text)
    if not found or (len(found) > 1 and found[0][1] < _CLEAR * found[1][1]):
        return None
    return found[0][0]


@cache
def _shared() -> Counter[str]:
    """In how many kinds each cue speaks."""
    return Counter(phrase.text for kind in load_kinds() for phrase in kind.cues)
