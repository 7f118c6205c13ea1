"""Pieces: runs of characters of a line, cut where one hand stops and another thing begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.marks.signature_labels import find_labels
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, inside
from extractors.text.surnames import SURNAMES

_GAP = 1.9  # character pitches: a wider gap ends a piece
_STEP = 1.25  # times the usual step between letters: what follows a wider one was written for itself
NAME = r"[一-鿿]{2,4}"  # a person's, as a pattern
_LONGEST_WRITTEN = 4  # characters of a person's name
_ON_A_DAY = r"[\d年月日./．-]"
_SENTENCE = 24  # characters of what one writes before one's name
_CONFIRMS = r"(?:以?上(?:述)?(?:笔录|内容|记录)?)?(?:我|本人)?已?经?(?:看过?|阅过?|核对过?)?[，,]?(?:情况|均|都)?(?:属实|无误|一致)"  # what one writes before one's name: 以上笔录看过，无误
_CUTS = re.compile(
    r"[☑☒✅√■□☐](?:建议|拟)?(?:不?同意|不?(?:予|予以)?批准|准予|退回)?(?:不予|予以|不)?(?:拘留|报结|终本|结案)?"
    rf"|{_CONFIRMS}(?:[，,。]|(?=[一-鿿]))"
    r"|(?<=[。；])(?=.)|(?=[（(])|(?<=[一-鿿])(?=\d{4}|\d{1,4}[./．-]\d)|\d{1,4}[年./．-]\d{1,2}(?:[月./．-]\d{1,2}日?|$)|[〇零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日"
)
_OPINION = r"(?:同意|准予|批准|属实|(?:报请?|呈|请|拟|建议)[一-鿿]{0,4}?(?:审批|批示|审核|终本|结案))"
_OPINION_AND_NAME = re.compile(rf"{_OPINION}[一-鿿]{{2,14}}(?=$|[\d〇二])")
_OPINION_THEN_NAME = re.compile(
    rf"{_OPINION}(?:报审|报批|报结|报请|呈报|终本|结案|拟办|办理|承办人意见|合议庭意见|上述意见)?(?=[{SURNAMES}][一-鿿]{{1,2}}(?:$|[\d〇二]))"
)
_SPECK = ".．·"
_BRIDGED = 2.4  # character pitches from letter to letter: a dot between them is dirt, not a mark of theirs


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters as read, with its place in pixels and the middle of each character."""

    text: str
    place: Place
    centres: tuple[float, ...]
    confidence: float


def pieces_of(line: SeenLine, start: int = 0, end: int | None = None) -> list[Piece]:
    """The characters `start` to `end` of a line, cut where the gaps are wide, after sentences, around dates and labels.

    Recognition joins what stands close together: “同意。张某2023年8月21日” is an opinion, a name and a date. Spaces are
    no characters.
    """
    pitch = pitch_of(line)
    letters = _without_specks(letters_of(line)[start:end], pitch)
    if not letters:
        return []
    x0, y0, x1, y1 = line.place
    text = "".join(letter for letter, _ in letters)
    cuts = {edge for found in _CUTS.finditer(text) for edge in found.span()} | _after_opinions(letters, text)
    cuts |= {found.end() for found in _OPINION_THEN_NAME.finditer(text)}
    cuts |= {edge for label in find_labels(text) if text[label.end - 1] in "：:" for edge in (label.start, label.end)}
    runs: list[list[tuple[str, float]]] = [[letters[0]]]
    for index, (before, letter) in enumerate(pairwise(letters), 1):
        if letter[1] - before[1] > _GAP * pitch or index in cuts:
            runs.append([])
        runs[-1].append(letter)
    return [
        Piece(
            "".join(text for text, _ in run),
            (max(x0, run[0][1] - 0.6 * pitch), y0, min(x1, run[-1][1] + 0.6 * pitch), y1),
            tuple(centre for _, centre in run),
            line.confidence,
        )
        for run in runs
    ]


def pieces_in(place: Place, lines: Sequence[SeenLine], but: SeenLine) -> list[Piece]:
    """The pieces in a place, `but` for those of the line of the label itself. A line may reach in from the cell before
    (a day and a name written close to it), or go on with a label (张某 李某 记录人：): its pieces count one by one.
    """
    return [p for line in lines if line is not but for p in pieces_of(line) if inside(p.place, place)]


def confirmed(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a label are the words that one writes before signing, or a sentence, and a name comes next."""
    texts = [piece.text for piece in pieces]
    while texts and re.fullmatch(rf"{_ON_A_DAY}+", texts[-1]):
        texts.pop()
    said, name = "".join(texts[:-1]), texts[-1] if texts else ""
    confirms = re.match(_CONFIRMS, said) or (said.endswith("。") and len(said) <= _SENTENCE)
    return bool(confirms and re.fullmatch(rf"{NAME}{_ON_A_DAY}*", name))


def pitch_of(line: SeenLine) -> float:
    """How far apart full-width characters stand: about a line's height without its margins."""
    return 0.8 * (line.place[3] - line.place[1])


def _without_specks(letters: list[tuple[str, float]], pitch: float) -> list[tuple[str, float]]:
    """The characters without dots that stand alone in a gap: dirt that would join two names (章某． 熊某)."""
    last = len(letters) - 1
    return [
        letter
        for at, letter in enumerate(letters)
        if letter[0] not in _SPECK or not 0 < at < last or letters[at + 1][1] - letters[at - 1][1] < _BRIDGED * pitch
    ]


def _after_opinions(letters: Sequence[tuple[str, float]], text: str) -> set[int]:
    """Where a name begins that stands close behind an opinion (同意报审 张某): after the widest of the letters' steps."""
    cuts = set()
    for found in _OPINION_AND_NAME.finditer(text):
        steps = [
            (b[1] - a[1], found.start() + i) for i, (a, b) in enumerate(pairwise(letters[slice(*found.span())]), 1)
        ]
        widest, start = max(steps)
        usual = sorted(step for step, _ in steps)[len(steps) // 2]
        if widest > _STEP * usual and 2 <= found.end() - start <= _LONGEST_WRITTEN:
            cuts.add(start)
    return cuts


def letters_of(line: SeenLine) -> list[tuple[str, float]]:
    """The characters of a line but for spaces, each with its middle in pixels from the left."""
    pairs = zip(line.text, line.centres, strict=False)
    return [(letter, centre) for letter, centre in pairs if not letter.isspace()]
