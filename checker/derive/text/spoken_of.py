"""Of which respondents a sentence speaks, clause by clause: 孙大力不符合条件；何文斌应当纳入 says two different things.

A clause speaks of the respondents it names; one that names nobody goes on speaking of those named before it in the
sentence, unless it says 二人, 均.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Party
from checker.derive.view import View
from extractors.text.flat import flat

_CLAUSES = re.compile(
    r"(?<=[，；。！？：])|(?=(?:审查|研究|处理|评议|讨论|审批|承办人?|组长)(?:意见|结果|结论)|(?:审查|研究)事项)"
)
_BESIDE = r"(?:审查|研究|处理|评议|讨论|审批|承办人?|组长)(?:意见|结果|结论|情况|事项)：?"
_EVERYBODY = re.compile(r"均|(?:[二两三四五六各几]|以上|上述|全部|所有)(?:名|位|个)?(?:被执行人|被审查人|人)")


def named_in(view: View, text: str) -> tuple[Party, ...]:
    """The respondents that a text names, in the order of the case."""
    return tuple(p for p in view.respondents if view.is_spoken_of(p, text))


def _names_made_whole(view: View, text: str) -> str:
    """The text with the names of respondents mended that wrap where the label of their cell stands, half-way down the
    cell beside them: 孙大|审查结论|力没有….
    """
    for name in (flat(p.name) for p in view.respondents):
        for at in range(1, len(name)):
            text = re.sub(f"{re.escape(name[:at])}{_BESIDE}{re.escape(name[at:])}", name, text)
    return text


def parts(view: View, text: str) -> Iterator[tuple[str, tuple[Party, ...]]]:
    """The text cut where the talk turns to other respondents, each part with those it speaks of (none: it names none)."""
    run, who = "", tuple[Party, ...]()
    for clause in _CLAUSES.split(_names_made_whole(view, text)):
        named = named_in(view, clause)
        turns = bool(named) or _EVERYBODY.search(clause) is not None
        if turns and run:
            yield run, who
            run = ""
        if turns:
            who = named
        run += clause
    if run:
        yield run, who
