"""A record cut into its head, its questions and answers, and its foot.

Handwriting loses the colon after 问 and 答, so a turn is told by the first letter of its line. The foot begins with the
closing formula or the first printed label of a signature after the last turn: what stands there is the court's own note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Evidence, Line, Page
from extractors.dialogue import ANSWERS, ASKS, begins_turn
from extractors.flow import Flow

_FOOT = re.compile(
    r"（?(?:以上|上述|本|此)?(?:笔录|记录)|以上(?:内容|属实|所说|所述)|阅读无误|被(?:调查|询问|走访|访|谈话|查询)(?:人|单位|对象)"
    r"|调查人|执行(?:人员|员)|记录人|书记员|见证人|在场人|（?(?:备注|附注|说明|注)[：（]"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question (`answer` empty where none was given) and its answer, flat spelling, with the answer's lines."""

    question: str
    answer: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """The text before the first question, the turns, and the text behind the last answer."""

    head: str
    turns: tuple[Turn, ...]
    foot: str


_Lines = Sequence[tuple[Page, Line, str]]


def parts(words: Flow) -> Parts:
    """The parts of a record. A paper without questions has a head only, which is all of it."""
    lines = words.lines
    starts = [i for i, (_, _, text) in enumerate(lines) if begins_turn(text)]
    if not starts:
        return Parts(words.text, (), words.text)
    end = next((i for i in range(starts[-1] + 1, len(lines)) if _FOOT.match(lines[i][2])), len(lines))
    pieces = [lines[first:last] for first, last in zip(starts, [*starts[1:], end], strict=True)]
    return Parts(_text(lines[: starts[0]]), tuple(_turns(pieces)), _text(lines[end:]))


def _turns(pieces: Sequence[_Lines]) -> list[Turn]:
    """Questions joined with the answers that follow them."""
    turns: list[Turn] = []
    question = ""
    for piece in pieces:
        text = _text(piece)
        if found := ANSWERS.match(text):
            evidence = tuple(page.evidence(line) for page, line, _ in piece)
            turns.append(Turn(question, text[found.end() :], evidence))
            question = ""
            continue
        if question:
            turns.append(Turn(question, ""))
        asked = ASKS.match(text)
        question = text[asked.end() :] if asked else text
    return [*turns, Turn(question, "")] if question else turns


def _text(lines: _Lines) -> str:
    return "".join(text for _, _, text in lines)
