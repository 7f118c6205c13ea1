"""The room for a signature, as found on a page."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.marks.pieces import Piece
from extractors.ocr.rulings import Place


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
