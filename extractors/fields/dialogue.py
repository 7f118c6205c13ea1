"""Question-and-answer records (问：… 答：…) as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Field, Row
from extractors.text.flow import Flow

_NUMBER = r"(?:[（(]?\d{1,2}[.、．)）])?"
"""Some clerks number their questions (1.问：…), and the answers with them."""
ASKS = re.compile(rf"{_NUMBER}(?:问(?:[：；;:]|(?![题过询卷]))|[间向][：；;:](?!\d{{4}}))")
"""How a question begins its line. Handwriting loses the colon; 间：2022年… is the end of 时间：."""
ANSWERS = re.compile(rf"{_NUMBER}[答荅笞](?:[：；;:]|(?![应复辩案卷]))")
"""How an answer begins its line."""
SPOKEN = re.compile(r"[问答][：；]")
"""A turn anywhere in a text: only with the colon, which running text has not."""
_SIGNED = re.compile(
    r"(以上|上述)?(笔录|记录)(我|本人)?(已|均)?(经)?(阅|看|核对)|被(调查|询问|谈话)人[（(]?签|签名[：:]"
)


def read_dialogue(flow: Flow) -> tuple[Row, ...]:
    """Rows with `question` and `answer`, joined over lines and pages. A question without an answer, and an answer
    before any question, is a row with one of the two.
    """
    turns = list(_turns(flow))
    rows: list[dict[str, Field]] = []
    for is_question, start, end in turns:
        field = flow.fields("text", start, end)[0]
        if is_question or not rows or "answer" in rows[-1]:
            rows.append({"question" if is_question else "answer": field})
        else:
            rows[-1]["answer"] = field
    return tuple(rows)


def begins_turn(text: str) -> bool:
    """Whether a line in the flat spelling begins a question or an answer."""
    return ASKS.match(text) is not None or ANSWERS.match(text) is not None


def _turns(flow: Flow) -> Iterator[tuple[bool, int, int]]:
    """Who speaks (True: the question), and where the words begin and end; a turn begins its line."""
    begins: list[tuple[bool, int, int]] = []
    offset = 0
    for _page, _line, text in flow.lines:
        asks = ASKS.match(text)
        if found := asks or ANSWERS.match(text):
            begins.append((asks is not None, offset, offset + found.end()))
        offset += len(text)
    for i, (is_question, _, start) in enumerate(begins):
        end = begins[i + 1][1] if i + 1 < len(begins) else _last_end(flow, start)
        if end > start:
            yield is_question, start, end


def _last_end(flow: Flow, start: int) -> int:
    """Where the last answer ends: before the closing formula and the signatures."""
    signed = _SIGNED.search(flow.text, start)
    return signed.start() if signed else len(flow.text)
