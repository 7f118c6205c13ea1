"""Looks for signatures in the rooms that printed labels ask for.

| in the room | presence |
|---|---|
| handwriting (by `handwriting.Strokes.score`), or much ink that reads as nothing | PRESENT |
| ink of which it cannot be told whether it is written or printed, a little ink, a grey seal over the room; a sentence written by the person asked | DOUBTFUL |
| nothing but clean paper, an unfilled 年 月 日, or only a date | ABSENT |
| a printed name, of a person or of a unit, which seals | no mark: this is no room for a signature (调查人：张某 at the head of a record) |

`Mark.text` is the handwriting as read, without dates. Amounts of ink are square millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from checker.casefile import Box, Mark, MarkKind, Presence
from extractors.marks.handwriting import PRINTED, WRITTEN, measure
from extractors.marks.pieces import NAME, Piece, pieces_of
from extractors.marks.room import Room
from extractors.marks.rooms import find_rooms
from extractors.marks.signature_labels import ROLES, find_labels
from extractors.ocr.engine import SeenLine
from extractors.ocr.models import Gray
from extractors.ocr.orientation import Image
from extractors.ocr.rulings import Mask, Place, find_rulings, ink_mask

_CLEAN = 1.5  # mm² of ink: up to this a room is clean
_MUCH = 12.0  # mm²: from this ink that reads as nothing is taken for a signature
_SPECK = 0.35  # mm²: smaller pieces of ink are dust
_RED = 24  # grey levels by which red is above the other colours: not a pen's ink
_COLOURLESS = 0.9  # of a seal's ink: as much that is not red, and the scan shows no colour
_LONGEST_NAME = 12  # characters: longer runs are sentences, not signatures
_DATE = re.compile(
    r"[\d〇零一二三四五六七八九十]\s*[年月日号]|^[年月日号\s]+$|\d{4}|\d{1,4}[./．-]\d{1,2}|^[\d日.．/\s-]+$"
)
_SHORTEST = 2  # characters of a person's name
_ASKED = re.compile(r"被|申请|当事人|受访|答话")
_SIGNING = re.compile(r"签名|签字|签章|签收|捺印|盖章|意见")
_SENTENCE = re.compile(r"[。；]$|同意|属实|无误|看过|阅过|请.{0,4}(?:审批|批示|审核)|拟")
_OPINION = re.compile(
    r"^(?:拟|情况属实，?)?(?:同意|准予|批准)(?:依法|予以)?(?:报审|报结|报批|报请|上报|呈报|审批|终本|结案|终结|本次|执行|程序|移送|恢复"
    r"|立案|办理|出差|冻结|查封|拘留|处置|评估|拍卖|意见)*"
)
_UNIT = re.compile(r"(?:公司|银行|支行|中心|[局厂店社所院]|合作社|委员会|学校|集团)$")
_OFFICE = re.compile("|".join(sorted(ROLES, key=len, reverse=True)))
_FILLER = re.compile(r"^[或及、，。,.:：;；（）()_—\-·~|/\\]*$")


def find_signatures(image: Image, text: Gray, lines: Sequence[SeenLine], seals: Sequence[Mark]) -> tuple[Mark, ...]:
    """The places to sign on an upright page (BGR, and its text plane) whose lines were all read; `seals` found before."""
    if not _may_be_signed(lines):
        return ()
    every = ink_mask(text)
    rulings, ruled = find_rulings(every)
    every &= 1 - np.minimum(ruled, 1)
    ink = np.asarray(every & (_redness(image) < _RED), np.uint8)
    height, width = text.shape
    rooms = find_rooms(lines, rulings, height, width)
    judge = _Judge(image, every, ink, lines, tuple(_pixels(mark.box, width, height) for mark in seals))
    return tuple(mark for room in rooms for mark in judge.marks(room))


def _may_be_signed(lines: Sequence[SeenLine]) -> bool:
    """Whether anything on a page asks for a signature, or a name stands alone: most printed pages are done with so."""
    words = "".join(line.text for line in lines)
    asks = any(role in words for role in ROLES) or _SIGNING.search(words) is not None
    return asks or any(re.fullmatch(NAME, line.text) for line in lines)


def _redness(image: Image) -> npt.NDArray[np.int16]:
    red = image[:, :, 2].astype(np.int16) - np.maximum(image[:, :, 0], image[:, :, 1])
    return np.asarray(cv2.blur(red, (3, 3)), np.int16)


class _Judge:
    """One page's ink and lines, asked about its rooms."""

    def __init__(self, image: Image, every: Mask, ink: Mask, lines: Sequence[SeenLine], seals: Sequence[Place]) -> None:
        self._image, self._every, self._ink, self._lines = image, every, ink, lines
        self._grey_seals = [seal for seal in seals if _is_grey(seal, every, ink)]
        # What was read, run by run: a line's box may hold a signature of which nothing was read.
        self._read = [_whole(piece.place) for line in lines for piece in pieces_of(line)]
        self._per_mm2: float = (max(ink.shape) / 297) ** 2

    def marks(self, room: Room) -> Iterator[Mark]:
        """The mark of a room; none where a printed name fills it."""
        names = [piece for piece in room.pieces if _may_be_name(piece) and not self._is_red(piece)]
        label = _label_piece(room)
        strokes = [measure(self._image, self._ink, piece, label) for piece in names]
        names = [piece for piece, seen in zip(names, strokes, strict=True) if seen.height > 0]
        scores = [seen.score for seen in strokes if seen.height > 0]
        written = [piece for piece, score in zip(names, scores, strict=True) if score >= WRITTEN]
        unsure = [piece for piece, score in zip(names, scores, strict=True) if PRINTED < score < WRITTEN]
        loose = self._loose_ink(room.place)
        holds = _may_follow if _ASKED.match(room.label) else _may_hold_name
        unsure += [piece for piece in room.pieces if holds(piece) and self._is_written(piece, label)]
        if written:
            sure = min(1.0, max(scores) / (2 * WRITTEN))
            yield self._mark(room, Presence.PRESENT, written, sure)
        elif loose >= _MUCH and not self._sealed(room.place):
            yield self._mark(room, Presence.PRESENT, unsure, 0.6)
        elif unsure or (loose > _CLEAN and not names):
            yield self._mark(room, Presence.DOUBTFUL, unsure, 0.5)
        elif not names and not any(_UNIT.search(piece.text) for piece in room.pieces):
            yield from self._empty(room)

    def _is_written(self, piece: Piece, label: Piece) -> bool:
        return measure(self._image, self._ink, piece, label).score >= WRITTEN

    def _empty(self, room: Room) -> Iterator[Mark]:
        """A clean room; what is signed on the next line instead counts too."""
        if room.below is not None and self._loose_ink(room.below) >= _MUCH:
            yield self._mark(Room(room.label, room.below, room.label_place, ()), Presence.DOUBTFUL, [], 0.5)
            return
        if any(self._reaches_in(line, room) for line in self._lines):
            yield self._mark(room, Presence.DOUBTFUL, [], 0.5)
            return
        yield self._mark(room, Presence.ABSENT, [], 0.9)

    def _reaches_in(self, line: SeenLine, room: Room) -> bool:
        """Whether something that may be a name stands across the room's edge: then the room was measured wrongly."""
        if _share(line.place, room.label_place) > 0.2:
            return False
        return any(_may_be_name(piece) and _share(piece.place, room.place) > 0.2 for piece in pieces_of(line))

    def _loose_ink(self, place: Place) -> float:
        """Ink in a room outside of everything that was read as text, mm²."""
        x0, y0, x1, y1 = _whole(place)
        part = self._ink[y0:y1, x0:x1].copy()
        for a, b, c, d in self._read:
            part[max(0, b - y0) : max(0, d - y0), max(0, a - x0) : max(0, c - x0)] = 0
        count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
        flat = 5  # pixels: the rest of a rule
        areas = [float(area) / self._per_mm2 for _, _, w, h, area in stats[1:count].tolist() if min(w, h) > flat]
        return sum(area for area in areas if area >= _SPECK)

    def _is_red(self, piece: Piece) -> bool:
        """Whether what was read is a seal's own characters; a name under a seal or fingerprint is not."""
        x0, y0, x1, y1 = _whole(piece.place)
        left = float(self._ink[y0:y1, x0:x1].sum())
        return left < max(_CLEAN * self._per_mm2, 0.25 * float(self._every[y0:y1, x0:x1].sum()))

    def _sealed(self, place: Place) -> bool:
        """Whether a seal without colour lies over a place: its ink cannot be told from a pen's."""
        return any(_share(place, seal) > 0.2 for seal in self._grey_seals)

    def _mark(self, room: Room, presence: Presence, pieces: Sequence[Piece], sure: float) -> Mark:
        height, width = self._ink.shape
        x0, y0, x1, y1 = room.place
        if pieces:
            x0, x1 = min(p.place[0] for p in pieces), max(p.place[2] for p in pieces)
            y0, y1 = min(p.place[1] for p in pieces), max(p.place[3] for p in pieces)
        box = Box(*(round(v, 5) for v in (x0 / width, y0 / height, x1 / width, y1 / height)))
        text = " ".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.place[0]))
        confidence = min([sure, *(piece.confidence for piece in pieces)])
        return Mark(MarkKind.SIGNATURE, presence, box, room.label, text, round(confidence, 3))


def _is_grey(seal: Place, every: Mask, ink: Mask) -> bool:
    """Whether a seal's ink counts as a pen's: a red one leaves none of its own, a grey one all of it."""
    x0, y0, x1, y1 = _whole(seal)
    return float(ink[y0:y1, x0:x1].sum()) > _COLOURLESS * float(every[y0:y1, x0:x1].sum())


def _may_be_name(piece: Piece) -> bool:
    """Whether a piece could be a signature, be it behind an office (审判员张某): no date, no filling mark, no label, no
    sentence.
    """
    if _DATE.search(piece.text) or _FILLER.match(piece.text) or len(piece.text) > _LONGEST_NAME:
        return False
    if _SENTENCE.search(piece.text):
        return False
    if any(role in piece.text for role in ROLES):
        return re.fullmatch(NAME, _OFFICE.sub("", piece.text)) is not None
    return not any(True for _ in find_labels(piece.text))


def _may_hold_name(piece: Piece) -> bool:
    """Whether an opinion goes on with more than opinions say: a name may stand close behind it."""
    rest = _OPINION.sub("", piece.text)
    return rest != piece.text and len(rest) >= 2 and not _SENTENCE.search(rest)


def _may_follow(piece: Piece) -> bool:
    """Whether a person who is asked to sign wrote more than a date: that he read the record, and maybe his name."""
    words = re.sub(_DATE, "", piece.text)
    return len(words) > _SHORTEST and not _FILLER.match(piece.text) and not any(True for _ in find_labels(piece.text))


def _label_piece(room: Room) -> Piece:
    x0, _, x1, _ = room.label_place
    count = max(1, len(room.label))
    step = (x1 - x0) / count
    return Piece(room.label, room.label_place, tuple(x0 + (i + 0.5) * step for i in range(count)), 1.0)


def _pixels(box: Box, width: int, height: int) -> Place:
    return box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height


def _whole(place: Place) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (max(0, round(v)) for v in place)
    return x0, y0, x1, y1


def _share(part: Place, whole: Place) -> float:
    wide = max(0.0, min(part[2], whole[2]) - max(part[0], whole[0]))
    high = max(0.0, min(part[3], whole[3]) - max(part[1], whole[1]))
    return wide * high / max(1.0, (part[2] - part[0]) * (part[3] - part[1]))
