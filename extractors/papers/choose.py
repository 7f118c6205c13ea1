"""Which kind a paper is: its heading proposes, its text decides where several kinds share a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from extractors.fields.dialogue import SPOKEN
from extractors.kinds import Kind, load_kinds
from extractors.papers.titles import Match, is_draft

EXACT = 0.96  # a heading that scores this names its kind beyond doubt
CUE_WORTH, MOST_CUES = 0.035, 5.0  # what the cues add to the score of a heading that is not exact
NEAR = 0.03  # scores this close name the kinds equally well
WEAK_MARGIN = 0.15  # how much better a weak kind's title must fit to win over a real one
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
    """The kind of a paper with this heading and text (in the matching spelling). A heading that reads exactly decides;
    of one that was misread or is worded otherwise, the cues of the text have a say.
    """
    names = tuple(m.kind.name for m in matches)
    if is_draft(heading):
        return Choice(None, 0.0, names)
    fitting = _without_weak([m for m in matches if fits(m.kind, heading, text)])
    if not fitting:
        return Choice(None, 0.0, names)
    top = max(m.score for m in fitting)
    if top < EXACT:
        return _with_cues([m for m in fitting if m.score >= top - 0.2], heading, text)
    best = min((m for m in fitting if m.score >= top - NEAR), key=lambda m: _rank(m, heading, text))
    return Choice(best.kind, best.score, names)


def _without_weak(fitting: Sequence[Match]) -> list[Match]:
    """Without the weak kinds, where another's title fits about as well."""
    strong = [m for m in fitting if not m.kind.weak]
    top = max((m.score for m in fitting), default=0.0)
    return strong if any(m.score >= top - WEAK_MARGIN for m in strong) else list(fitting)


def _with_cues(near: Sequence[Match], heading: str, text: str) -> Choice:
    """The kind that heading and cues together speak for; None where two do alike."""
    worth = {m.kind.id: m.score + CUE_WORTH * min(cue_weight(m.kind, text), MOST_CUES) for m in near}
    ranked = sorted(near, key=lambda m: (-worth[m.kind.id], *_rank(m, heading, text)))
    names = tuple(m.kind.name for m in ranked)
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    if second and worth[first.kind.id] - worth[second.kind.id] < NEAR and _alike(first, second, heading, text):
        return Choice(None, first.score, names)
    return Choice(first.kind, first.score, names)


def _alike(first: Match, second: Match, heading: str, text: str) -> bool:
    """Whether nothing but the cues could tell two kinds apart."""
    return _rank(first, heading, text)[:3] == _rank(second, heading, text)[:3]


def fits(kind: Kind, heading: str, text: str) -> bool:
    """Whether the text allows this kind under this heading."""
    if _told_by_title(kind, heading):
        return True
    if any(phrase.find(text) >= 0 for phrase in kind.must_not):
        return False
    return not kind.must or _must_end(kind, text) < _AFAR


def _rank(match: Match, heading: str, text: str) -> tuple[float, ...]:
    """Sorts the best first: not weak, told by its own phrase and by the earliest one, score, length, cues."""
    kind = match.kind
    told = bool(kind.must) and not _told_by_title(kind, heading)
    end = _must_end(kind, text) if told else _AFAR
    return (kind.weak, not told and bool(kind.must), end, -match.score, -match.length, -cue_hits(kind, text))


def _told_by_title(kind: Kind, heading: str) -> bool:
    return any(word in heading for word in kind.must_unless_title)


def _must_end(kind: Kind, text: str) -> int:
    return min((end for phrase in kind.must if (end := phrase.end(text)) >= 0), default=_AFAR)


def cue_hits(kind: Kind, text: str) -> int:
    """How many of a kind's cues stand in the text."""
    return sum(phrase.find(text) >= 0 for phrase in kind.cues)


def cue_weight(kind: Kind, text: str) -> float:
    """How strongly a text speaks for a kind: its cues in it, each the more the fewer kinds share it."""
    return sum(1 / sqrt(_shared()[phrase.text]) for phrase in kind.cues if phrase.find(text) >= 0)


def by_cues(text: str, enough: int = ENOUGH_CUES) -> tuple[tuple[Kind, float], ...]:
    """The kinds of which at least `enough` cues stand in a text, with their weight, best first."""
    talk = SPOKEN.search(text) is not None
    found = [
        (kind, cue_weight(kind, text))
        for kind in load_kinds()
        if (talk or not kind.dialogue) and cue_hits(kind, text) >= enough and fits(kind, "", text)
    ]
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
