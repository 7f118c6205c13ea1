"""A record cut into its head, its questions and answers, and its foot.

Handwriting loses the colon after 问 and 答, so a turn is told by the first letter of its line. The foot begins with the
closing formula or the first printed label of a signature after the last turn: what stands there is the court's own note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Evidence, Line, Page
from extractors.fields.dialogue import ANSWERS, ASKS, begins_turn
from extractors.text.flow import Flow

_FOOT = re.compile(
    r"（?(?:以上|上述|本|此)?(?:笔录|记录)|以上(?:内容|属实|所说|所述)|阅读无误|经(?:当场|向其)?宣读"
    r"|被(?:调查|询问|走访|访|谈话|查询)(?:人|单位|对象)|受(?:调查|访)人|协助(?:查询|调查)?人|(?:反映|陈述)人"
    r"|调查人|执行(?:人员|员)|记录人|书记员|见证人|在场人|（?(?:备注|附注|说明|注)[：（]"
)
_SPEAKER = re.compile(r"(?P<who>[\u4e00-\u9fff]{1,4})：(?=[^：]{2,})")
_LEAST_SPOKEN = 4  # lines that begin so: labels of a form do it, too
_REPORTS = re.compile(
    r"(?:^|(?<=[，。；：]))(?:据)?(?:[\u4e00-\u9fff]{2,4}|受访人|被调查人|被走访人|被询问人|该村民|其)"
    r"(?:讲|称|反映|介绍|陈述|表示|答复|回答|说)(?:道|说)?[，：]"
    r"|(?<=[，。；])(?!申请|被执行)[\u4e00-\u9fff]{2,16}(?:接待并)?(?:反映|介绍|陈述|答复)(?:有关)?(?:情况)?(?:如下)?："
    r"|[作做](?:出|了)?如下(?:陈述|说明|答复|回答|介绍)[。：]|(?:陈述|说明|答复|回答|介绍|反映)(?:有关)?(?:情况)?如下[。：]"
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
        return _spoken(words) or _reported(words) or Parts(words.text, (), words.text)
    end = _foot(lines, starts[-1])
    pieces = [lines[first:last] for first, last in zip(starts, [*starts[1:], end], strict=True)]
    return Parts(_text(lines[: starts[0]]), tuple(_turns(pieces)), _text(lines[end:]))


def _spoken(words: Flow) -> Parts | None:
    """A dialogue whose speakers are told by their names or offices (谢：您好…宋：…): who speaks first asks."""
    said = [
        (at, found["who"], found.end())
        for at, (_, _, text) in enumerate(words.lines)
        if (found := _SPEAKER.match(text))
    ]
    often = Counter(who for _, who, _ in said)
    names = [who for who, count in often.items() if count > 1]
    said = [turn for turn in said if turn[1] in names]
    if len(names) != 2 or len(said) < _LEAST_SPOKEN:
        return None
    asks, turns, question = names[0], [], ""
    ends = [*(at for at, _, _ in said[1:]), _foot(words.lines, said[-1][0])]
    for (at, who, begin), end in zip(said, ends, strict=True):
        text = _text(words.lines[at:end])[begin:]
        if who == asks:
            question += text
        else:
            places = tuple(page.evidence(line) for page, line, _ in words.lines[at:end])
            turns.append(Turn(question, text, places))
            question = ""
    return Parts(_text(words.lines[: said[0][0]]), tuple(turns), _text(words.lines[ends[-1] :]))


def _reported(words: Flow) -> Parts | None:
    """What a record without questions reports that somebody said: 曹某讲，何某三月份在他们公司做过. Answers to no question."""
    said = list(_REPORTS.finditer(words.text))
    if not said:
        return None
    ends = [*(found.start() for found in said[1:]), len(words.text)]
    turns = (
        Turn("", words.text[found.end() : end], words.evidence(found.end(), end))
        for found, end in zip(said, ends, strict=True)
        if end > found.end()
    )
    return Parts(words.text[: said[0].start()], tuple(turns), words.text)


def _foot(lines: _Lines, last: int) -> int:
    """Where the foot of a record begins behind the last turn."""
    return next((i for i in range(last + 1, len(lines)) if _FOOT.match(lines[i][2])), len(lines))


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
