"""What a note or an opinion concludes of one respondent on a question: yes, no, both, or nothing.

A conclusion stands affirmed in a part of the paper that speaks of him (`spoken_of`), or that names nobody; where the
discussion goes both ways, its last word counts if it is marked as the result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.text.spoken_of import parts
from checker.derive.text.statements import affirmed, statements
from checker.derive.view import View
from extractors.text.flat import flat

_RESULT = re.compile(r"经研究|结果|结论|一致|决定|意见[：:为]|意见$|综上")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One side of the question, as stated; `result`: it is marked as what was decided."""

    side: bool
    evidence: tuple[Evidence, ...]
    result: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a paper concludes of a respondent: `value` None where it goes both ways. `of_others`: only of others."""

    value: bool | None
    evidence: tuple[Evidence, ...] = ()
    silent: bool = False
    of_others: bool = False


def concluded(view: View, paper: Document, party: Party, yes: Sequence[str], no: Sequence[str]) -> Concluded:
    """What the paper concludes of this party; `yes` and `no` are patterns of the two sides."""
    own: list[Conclusion] = []
    others = False
    title = flat(paper.title)
    asks = "涉嫌" in title  # 涉嫌拒不执行判决、裁定罪审查意见 says nothing
    for statement in statements(view, paper):
        said = statement.text.replace(title, "") if asks else statement.text
        for text, who in parts(view, said):
            found = [(side, m) for side, p in ((True, yes), (False, no)) if (m := _first(p, text))]
            if who and party not in who:
                others = others or bool(found)
                continue
            marked = _RESULT.search(statement.text) is not None
            ordered = sorted(found, key=lambda item: item[1].start())
            own += [Conclusion(side, statement.evidence, marked) for side, _ in ordered]
    if not own:
        return Concluded(None, paper.evidence, silent=True, of_others=others)
    last = own[-1]
    if last.result or all(c.side is last.side for c in own):
        return Concluded(last.side, last.evidence)
    return Concluded(None, last.evidence)


def _first(patterns: Sequence[str], text: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := affirmed(p, text))), None)
