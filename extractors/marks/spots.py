"""Spots: where on a page a label that may ask for a signature was read, and what follows it in its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.marks.pieces import Piece, confirmed, letters_of, pieces_of, pitch_of
from extractors.marks.signature_labels import Label, find_labels
from extractors.marks.wrapped_labels import join_wrapped
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, Rulings

_NAMES = 8  # characters: two names may stand between two labels of one line
_OPINION = re.compile(r"(?:审批|审查|审核)?意见$|审批$|审查$|审核$|批示$")
_SEVERAL = re.compile(r"(?:成员|人员)(?:签|$)")
TURNS = 2  # questions and answers: from so many on a page is a record's
TURN = re.compile(r"\s*[问答]\s*[：:]")
_PARTICULARS = re.compile(
    r"(?:时间|地点|性别|年龄|民族|职业|住址|住所|住所地|(?:工作)?单位(?:及|和|、)?(?:职务)?|职务|身份证号码?|电话|联系方式|出生|事由|案由|案号|与.{0,6}关系)[：:]"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A label where it was read."""

    label: Label
    line: SeenLine
    place: Place
    rest: tuple[Piece, ...]


def find_spots(lines: Sequence[SeenLine], rulings: Rulings, height: int) -> list[Spot]:
    """The labels of a page of this height in pixels that ask for a signature, in reading order."""
    own = {id(line) for line in lines}
    spots = [
        # What follows the label in a wrapped line is more of the label, not what was written after it.
        spot if id(line) in own else replace(spot, rest=())
        for line in join_wrapped(lines, rulings)
        for spot in spots_of(line)
    ]
    return [
        spot
        for spot in spots
        if not _says_who(spot, spots, lines, height)
        and not _heads_labels(spot, spots)
        and not _only_opinion(spot, spots)
    ]


def spots_of(line: SeenLine) -> Iterator[Spot]:
    """The labels of one line, each with what follows it up to the next."""
    letters = letters_of(line)
    text = "".join(letter for letter, _ in letters)
    labels: list[Label] = []
    for label in find_labels(text):
        since = label.start - labels[-1].end if labels else len(text)
        if _stands_alone(label, text) or since <= _NAMES or label.form == "bench":
            labels.append(label)
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else len(letters)
        half = 0.6 * pitch_of(line)
        place = (
            max(line.place[0], letters[label.start][1] - half),
            line.place[1],
            min(line.place[2], letters[label.end - 1][1] + half),
            line.place[3],
        )
        named = Label(text[: label.end].strip("：:"), 0, label.end, label.form) if label.form == "bracket" else label
        yield Spot(named, line, place, tuple(pieces_of(line, label.end, until)))


def _stands_alone(label: Label, text: str) -> bool:
    """Whether a label is one, not a word of a sentence. One that asks for a signature may come behind a whole sentence:
    以上笔录我已看过，与我所说的一致。被调查人签名：
    """
    before = text[: label.start]
    if label.form in ("colon", "bare"):
        return not before or before[-1] in "、：:）)；;。，" or bool(re.search(r"[日号]$", before))
    return len(before) <= 12 or (before[-1] in "。；;" and text[label.end - 1] in "：:")


def _heads_labels(spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a label for several (合议庭成员签名：) only heads the labels of each of them, behind it or right under it."""
    if spot.rest or not _SEVERAL.search(spot.label.words):
        return False
    x0, y0, _, y1 = spot.place
    reach = 2.5 * (y1 - y0)
    each = [other for other in spots if other.label.form in ("colon", "bench") and other is not spot]
    return any(
        (y0 < other.place[1] < y0 + reach and (other.label.form == "bench" or abs(other.place[0] - x0) < reach))
        or (other.line is spot.line and other.label.start == spot.label.end)
        for other in each
    )


def _only_opinion(spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a cell (组长意见) is for the opinion only: the same office is asked for its signature (组长签字：) as well."""
    if spot.label.form != "opinion":
        return False
    office = _OPINION.sub("", spot.label.words)
    return bool(office) and any(s.label.form == "asked" and s.label.words.startswith(office) for s in spots)


def _says_who(spot: Spot, spots: Sequence[Spot], lines: Sequence[SeenLine], height: int) -> bool:
    """Whether a label with a colon only says who took part: the head of a record, not a place to sign.

    So it is where the same role is asked for its signature elsewhere on the page, and in the upper half where the
    lines around it ask for time, place or particulars.
    """
    if spot.label.form != "colon":
        return False
    role = spot.label.words
    talk = sum(TURN.match(line.text) is not None for line in lines) >= TURNS
    lower = (other for other in spots if other is not spot and other.place[1] > height / 2 > spot.place[1])
    if any(other.label.words == role and (talk or (other.rest and confirmed(other.rest))) for other in lower):
        return True
    if any(other.label.form in ("asked", "signed") and other.label.words.startswith(role) for other in spots):
        return True
    if spot.place[1] > height / 2:
        return False
    reach = 2.6 * (spot.place[3] - spot.place[1])
    near = (line for line in lines if spot.place[1] - reach < line.place[1] < spot.place[3] + reach)
    return any(_PARTICULARS.search(line.text.replace(" ", "")) for line in near)
