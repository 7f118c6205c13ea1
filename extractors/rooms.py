"""The room for a signature: beside, inside or under its printed label, and what was recognised in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, Rulings
from extractors.signature_grids import grid_cells
from extractors.signature_labels import SIGN, Label, find_labels
from extractors.wrapped_labels import join_wrapped

_WIDEST = 0.36  # of the page's width: a room without borders is at most this wide
_HEADER_ROOM = 2.2  # label heights: less room than that to its right, and the label is a table's heading
_ROWS = 14  # rows of a table under a heading
_GAP = 1.9  # character pitches: a wider gap ends a piece
_INTO = 20.0  # pixels beyond a rule: in the next cell, past where rules overshoot
_SAME = 8.0  # pixels by which the edges of cells in a column may differ
_LONG = 7  # characters: longer text after a label is what the form says, no name
_STEP = 1.25  # times the usual step between letters: what follows a wider one was written for itself
_OFFICE = re.compile(r"[（(][^（）()]{0,6}(?:组长|局长|院长|书记|庭长)[）)]")  # behind a name: whose the room is
NAME = r"[一-鿿]{2,4}"  # a person's, as a pattern
_ON_A_DAY = r"[\d年月日./．-]"
_GOES_ON = 3.0  # heights of the label: a wider gap parts what was written there from what stands farther right
_SENTENCE = 24  # characters of what one writes before one's name
_LAST = 4  # lines at the end of a page
_TURNS = 2  # questions and answers: from so many on a page is a record's
_TURN = re.compile(r"\s*[问答]\s*[：:]")
_CONFIRMING = re.compile(
    r"(?:.{0,2}上|上述)?(?:.{0,2}[笔举][录錄]|.{0,2}记录|.{0,2}内容)"  # 以上笔录…, whose 以 or 笔 was misread
    r"|(?:.{0,2}上|上述|情况|内容)?(?:均|都|全部)?(?:属实|乐实|无误)|(?:我|本人)?已?(?:看过|阅过|核对过)"
)
_LONGEST_WRITTEN = 4  # characters of a person's name
_NAME = 5  # characters: as much may stand between two labels of one line
_CONFIRMS = r"(?:以?上(?:述)?(?:笔录|内容|记录)?)?(?:我|本人)?已?经?(?:看过?|阅过?|核对过?)?[，,]?(?:情况|均|都)?(?:属实|无误|一致)"  # what one writes before one's name: 以上笔录看过，无误
_CUTS = re.compile(
    r"[☑☒✅√■□☐](?:建议|拟)?(?:不?同意|不?(?:予|予以)?批准|准予|退回)?(?:不予|予以|不)?(?:拘留|报结|终本|结案)?"
    rf"|{_CONFIRMS}(?:[，,。]|(?=[一-鿿]))"
    r"|(?<=[。；])(?=.)|(?=[（(])|(?<=[一-鿿])(?=\d{4}|\d{1,4}[./．-]\d)|\d{1,4}[年./．-]\d{1,2}(?:[月./．-]\d{1,2}日?|$)|[〇零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters as read, with its place in pixels and the middle of each character."""

    text: str
    place: Place
    centres: tuple[float, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Room:
    """Where a signature is to be looked for. `height` is the label's, in pixels; `below` a second choice."""

    label: str
    place: Place
    label_place: Place
    pieces: tuple[Piece, ...]
    below: Place | None = None

    @property
    def height(self) -> float:
        """Height of the printed label, pixels."""
        return self.label_place[3] - self.label_place[1]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A label where it was read."""

    label: Label
    line: SeenLine
    place: Place
    rest: tuple[Piece, ...]


def find_rooms(lines: Sequence[SeenLine], rulings: Rulings, height: int, width: int) -> list[Room]:
    """The rooms of a page of this size in pixels, in reading order of their labels."""
    own = {id(line) for line in lines}
    spots = [
        # What follows the label in a wrapped line is more of the label, not what was written after it.
        spot if id(line) in own else replace(spot, rest=())
        for line in join_wrapped(lines, rulings)
        for spot in _spots(line)
    ]
    spots = [spot for spot in spots if not _says_who(spot, spots, lines, height)]
    grid = [
        Room(
            heading,
            cell,
            place,
            tuple(piece for line in lines if _inside(line.place, cell) for piece in pieces_of(line)),
        )
        for heading, place, cell in grid_cells(lines, rulings)
    ]
    asked = [room for spot in spots for room in _rooms_of(spot, spots, lines, rulings, width)]
    taken = {room.place for room in grid}
    return (
        [room for room in asked if room.place not in taken]
        + grid
        + _unlabelled(lines, spots)
        + _at_the_end(lines, rulings, width)
    )


def _says_who(spot: _Spot, spots: Sequence[_Spot], lines: Sequence[SeenLine], height: int) -> bool:
    """Whether a label with a colon only says who took part: the head of a record, not a place to sign.

    So it is where the same role is asked for its signature elsewhere on the page, and in the upper half where the
    lines around it ask for time, place or particulars.
    """
    if spot.label.form != "colon":
        return False
    role = spot.label.words
    talk = sum(_TURN.match(line.text) is not None for line in lines) >= _TURNS
    lower = (other for other in spots if other is not spot and other.place[1] > height / 2 > spot.place[1])
    if any(other.label.words == role and (talk or (other.rest and _confirmed(other.rest))) for other in lower):
        return True
    if any(other.label.form in ("asked", "signed") and other.label.words.startswith(role) for other in spots):
        return True
    if spot.place[1] > height / 2:
        return False
    reach = 2.6 * (spot.place[3] - spot.place[1])
    near = (line for line in lines if spot.place[1] - reach < line.place[1] < spot.place[3] + reach)
    return any(_PARTICULARS.search(line.text.replace(" ", "")) for line in near)


def pieces_of(line: SeenLine, start: int = 0, end: int | None = None) -> list[Piece]:
    """The characters `start` to `end` of a line, cut where the gaps are wide, after sentences and around dates.

    Recognition joins what stands close together: “同意。张某2023年8月21日” is an opinion, a name and a date. Spaces are
    no characters.
    """
    letters = _letters(line)[start:end]
    if not letters:
        return []
    x0, y0, x1, y1 = line.place
    pitch = _pitch(line)
    text = "".join(letter for letter, _ in letters)
    cuts = {edge for found in _CUTS.finditer(text) for edge in found.span()} | _after_opinions(letters, text)
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


def _letters(line: SeenLine) -> list[tuple[str, float]]:
    pairs = zip(line.text, line.centres, strict=False)
    return [(letter, centre) for letter, centre in pairs if not letter.isspace()]


def _pitch(line: SeenLine) -> float:
    """How far apart full-width characters stand: about a line's height without its margins."""
    return 0.8 * (line.place[3] - line.place[1])


def _spots(line: SeenLine) -> Iterator[_Spot]:
    letters = _letters(line)
    text = "".join(letter for letter, _ in letters)
    labels: list[Label] = []
    for label in find_labels(text):
        since = label.start - labels[-1].end if labels else len(text)
        if _stands_alone(label, text) or since <= _NAME:
            labels.append(label)
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else len(letters)
        half = 0.6 * _pitch(line)
        place = (
            max(line.place[0], letters[label.start][1] - half),
            line.place[1],
            min(line.place[2], letters[label.end - 1][1] + half),
            line.place[3],
        )
        named = Label(text[: label.end].strip("：:"), 0, label.end, label.form) if label.form == "bracket" else label
        yield _Spot(named, line, place, tuple(pieces_of(line, label.end, until)))


def _stands_alone(label: Label, text: str) -> bool:
    """Whether a label is one, not a word of a sentence."""
    before = text[: label.start]
    if label.form in ("colon", "bare"):
        return not before or before[-1] in "、：:）)；;。，" or bool(re.search(r"[日号]$", before))
    return len(before) <= 12


def _rooms_of(
    spot: _Spot, spots: Sequence[_Spot], lines: Sequence[SeenLine], rulings: Rulings, width: int
) -> Iterator[Room]:
    x0, y0, x1, y1 = spot.place
    height = y1 - y0
    cell = rulings.cell((x0 + x1) / 2, (y0 + y1) / 2)
    if cell is not None and not spot.rest and _fills(spot, cell, lines, rulings):
        yield from _cells_for_heading(spot, cell, lines, rulings)
        return
    if spot.label.form == "opinion":
        return
    if spot.label.form == "colon" and spot.rest and not _confirmed(spot.rest) and _is_speech(spot.rest):
        return
    end, farthest = _right_end(spot, spots, cell, width)
    top, bottom = y0 - 0.5 * height, y1 + 0.5 * height
    if cell is not None:
        top, bottom = max(top, cell[1]), min(bottom, cell[3])
    # What stands in a row with a label of its own was written for that one.
    elsewhere = {id(other.line) for other in spots if not y0 < (other.place[1] + other.place[3]) / 2 < y1}
    lines = [line for line in lines if id(line) not in elsewhere]
    place = (x1, top, _written_end(spot, (x1, top, end, bottom), farthest, lines), bottom)
    pieces = (*spot.rest, *_pieces_in(place, lines, spot.line))
    if cell is not None and not pieces and (beside := _filled_cell_beside(cell, lines, rulings, spot)):
        yield beside
        return
    below = None if cell is not None else (x0, y1 + 0.1 * height, x0 + 0.6 * _WIDEST * width, y1 + 2.0 * height)
    if below is not None and (spot.label.form == "colon" or _pieces_in(below, lines, spot.line)):
        below = None
    office = next((piece.text for piece in pieces if _OFFICE.fullmatch(piece.text)), "")
    yield Room(spot.label.words + office, place, spot.place, pieces, below)


def _fills(spot: _Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> bool:
    """Whether a label leaves no room in its cell. An office or 签名 alone in a wide one is a heading all the same, and so
    is what heads a column in which names stand.
    """
    _, y0, x1, y1 = spot.place
    if cell[2] - x1 < _HEADER_ROOM * (y1 - y0):
        return True
    if _pieces_in((x1, cell[1], cell[2], cell[3]), lines, spot.line):
        return False
    return spot.label.form == "opinion" or _heads_names(spot, cell, lines, rulings)


def _heads_names(spot: _Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> bool:
    """Whether a name stands alone in the cell right under a label that asks for a signature; in the first column
    labels stand under labels.
    """
    below = rulings.cell((cell[0] + cell[2]) / 2, cell[3] + _INTO)
    first_column = rulings.cell(cell[0] - _INTO, (cell[1] + cell[3]) / 2) is None
    if spot.label.form != "asked" or below is None or first_column or _holds_label(below, lines):
        return False
    column = abs(below[0] - cell[0]) <= _SAME and abs(below[2] - cell[2]) <= _SAME
    return column and any(re.fullmatch(NAME, piece.text) for piece in _pieces_in(below, lines, spot.line))


def _confirmed(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a label are the words that one writes before signing, or a sentence, and a name comes next."""
    texts = [piece.text for piece in pieces]
    while texts and re.fullmatch(rf"{_ON_A_DAY}+", texts[-1]):
        texts.pop()
    said, name = "".join(texts[:-1]), texts[-1] if texts else ""
    confirms = re.match(_CONFIRMS, said) or (said.endswith("。") and len(said) <= _SENTENCE)
    return bool(confirms and re.fullmatch(rf"{NAME}{_ON_A_DAY}*", name))


def _unlabelled(lines: Sequence[SeenLine], spots: Sequence[_Spot]) -> list[Room]:
    """What the person asked writes under the last answer without a label that asks him to: 以上笔录我已看过，无误。张某."""
    spoken = [line for line in lines if _TURN.match(line.text)]
    if len(spoken) < _TURNS:
        return []
    last = max(spoken, key=lambda line: line.place[1])
    if any(spot.label.words.startswith("被") and spot.place[1] > last.place[1] for spot in spots):
        return []
    under = (line for line in lines if line.place[1] > last.place[1] + 0.5 * (last.place[3] - last.place[1]))
    half = 0.6 * _pitch(last)
    turn = (last.place[0], last.place[1], last.centres[min(1, len(last.centres) - 1)] + half, last.place[3])
    return [
        Room("被谈话人", line.place, turn, tuple(pieces_of(line)))
        for line in under
        if _CONFIRMING.match(line.text) and not any(spot.line is line for spot in spots)
    ]


def _at_the_end(lines: Sequence[SeenLine], rulings: Rulings, width: int) -> list[Room]:
    """A name alone at the right, over a date that ends the page: who writes a declaration signs so, without a label."""
    low = sorted(lines, key=lambda line: line.place[1])
    for name, day in pairwise(low[-_LAST:]):
        x0, y0, x1, y1 = name.place
        alone = re.fullmatch(NAME, name.text.replace(" ", "")) and (x0 + x1) / 2 > width / 2
        dated = re.fullmatch(r"\d{4}[年./．-]\d{1,2}[月./．-]\d{1,2}日?", day.text.replace(" ", ""))
        under = day.place[1] - y1 < 1.5 * (y1 - y0) and min(x1, day.place[2]) > max(x0, day.place[0])
        if alone and dated and under and rulings.cell((x0 + x1) / 2, (y0 + y1) / 2) is None:
            return [Room("具状人", name.place, day.place, tuple(pieces_of(name)))]
    return []


def _is_speech(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a label is what the form says, particulars, or an answer: no name."""
    said = "".join(piece.text for piece in pieces)
    return len(pieces[0].text) >= _LONG or bool(_CLAUSES.search(said)) or said[-1] in "。？！?"


def _filled_cell_beside(cell: Place, lines: Sequence[SeenLine], rulings: Rulings, spot: _Spot) -> Room | None:
    """The cell to the right of a wide cell that holds only the label, where something stands in it."""
    right = rulings.cell(cell[2] + _INTO, (cell[1] + cell[3]) / 2)
    if right is None or _holds_label(right, lines):
        return None
    pieces = _pieces_in(right, lines, spot.line)
    if not pieces or any(_HEADING.search(piece.text) for piece in pieces):
        return None
    return Room(spot.label.words, right, spot.place, tuple(pieces))


def _right_end(spot: _Spot, spots: Sequence[_Spot], cell: Place | None, width: int) -> tuple[float, float]:
    """Where the room ends, and as far as it may reach where the writing goes on: to the next label of the row, the
    cell's edge, or the page's margin.
    """
    _, y0, x1, y1 = spot.place
    ends = [0.97 * width]
    if cell is not None:
        ends.append(cell[2])
    for other in spots:
        middle = (other.place[1] + other.place[3]) / 2
        if other.place[0] > x1 and y0 < middle < y1:
            ends.append(other.place[0])
    return min(*ends, x1 + _WIDEST * width), min(ends)


def _written_end(spot: _Spot, place: Place, farthest: float, lines: Sequence[SeenLine]) -> float:
    """Where a room ends in which the writing goes on from piece to piece: words that confirm come before the name."""
    end = place[2]
    row = (place[0], place[1], farthest, place[3])
    pieces = sorted((*spot.rest, *_pieces_in(row, lines, spot.line)), key=lambda piece: piece.place[0])
    reached = place[0]
    for piece in pieces:
        if piece.place[0] - reached > _GOES_ON * (spot.place[3] - spot.place[1]):
            break
        reached = max(reached, piece.place[2])
    return min(farthest, max(end, reached))


def _cells_for_heading(spot: _Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> Iterator[Room]:
    """A label that fills its cell: the cell to its right where that is free, else the cells of its column.

    In the first column labels stand under one another: the room is to the right, though its border was not seen.
    """
    middle = (cell[1] + cell[3]) / 2
    first_column = rulings.cell(cell[0] - _INTO, middle) is None
    right = rulings.cell(cell[2] + _INTO, middle) or (rulings.beside(cell) if first_column else None)
    if right is not None and re.fullmatch(SIGN, spot.label.words):
        right = _above_labels(right, lines)
    if right is not None and not _holds_label(right, lines) and not _heads_names(spot, cell, lines, rulings):
        pieces = _pieces_in(right, lines, spot.line)
        if not any(_HEADING.search(piece.text) for piece in pieces):
            yield Room(spot.label.words, right, spot.place, tuple(pieces))
            return
    if spot.label.form != "asked" or first_column:
        return
    below: Place | None = cell
    for _ in range(_ROWS):
        below = rulings.cell((cell[0] + cell[2]) / 2, below[3] + _INTO) if below else None
        if below is None or abs(below[0] - cell[0]) > _SAME or abs(below[2] - cell[2]) > _SAME:
            return
        pieces = _pieces_in(below, lines, spot.line)
        if _holds_label(below, lines) or sum(len(piece.text) for piece in pieces) >= 2 * _LONG:
            return
        if pieces or _row_is_filled(below, lines):
            yield Room(spot.label.words, below, spot.place, tuple(pieces))


_OPINION_AND_NAME = re.compile(
    r"(?:同意|准予|批准|属实|(?:报请?|呈|请|拟|建议)[一-鿿]{0,4}?(?:审批|批示|审核|终本|结案))[一-鿿]{2,14}(?=$|[\d〇二])"
)
_PARTICULARS = re.compile(
    r"(?:时间|地点|性别|年龄|民族|职业|住址|住所|住所地|(?:工作)?单位(?:及|和|、)?(?:职务)?|职务|身份证号码?|电话|联系方式|出生|事由|案由|案号|与.{0,6}关系)[：:]"
)
_CLAUSES = re.compile(r"[，,；;。].{2,}")  # 张某，男，…: particulars
_HEADING = re.compile(
    r"(?:时间|日期|备注|件数|份数|名称|方式|地点|签名|签收|盖章|意见|案号|案由|事由|理由|号码|电话|身份)[：:]?$"
)


def _holds_label(cell: Place, lines: Sequence[SeenLine]) -> bool:
    return any(_inside(spot.place, cell) for line in lines if _inside(line.place, cell) for spot in _spots(line))


def _row_is_filled(cell: Place, lines: Sequence[SeenLine]) -> bool:
    """Whether anything stands in the row of a cell: nobody signs for a row that was not used."""
    return any(cell[1] < (line.place[1] + line.place[3]) / 2 < cell[3] for line in lines)


def _above_labels(cell: Place, lines: Sequence[SeenLine]) -> Place:
    """The part of a cell above the first label in it: under the members' names stands 记录人：."""
    labels = [line.place for line in lines if _inside(line.place, cell) and any(True for _ in _spots(line))]
    first = min(labels, key=lambda place: place[1], default=None)
    if first is None or first[1] - cell[1] < first[3] - first[1]:
        return cell
    return (cell[0], cell[1], cell[2], first[1])


def _pieces_in(place: Place, lines: Sequence[SeenLine], but: SeenLine) -> list[Piece]:
    return [p for line in lines if line is not but and _inside(line.place, place) for p in pieces_of(line)]


def _inside(part: Place, whole: Place) -> bool:
    x, y = (part[0] + part[2]) / 2, (part[1] + part[3]) / 2
    return whole[0] <= x <= whole[2] and whole[1] <= y <= whole[3]
