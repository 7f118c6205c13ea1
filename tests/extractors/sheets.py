"""Pages written by hand for tests: a line is text (set below the last one) or (text, x0, y0[, confidence])."""

from __future__ import annotations

from checker.casefile import Box, Depth, Line, Page

WIDTH, HEIGHT, STEP = 0.022, 0.014, 0.028  # of a character, of a line, from line to line


def page(
    *lines: str | tuple[str, float, float] | tuple[str, float, float, float],
    number: int = 1,
    file: str = "a.pdf",
    look: str = "",
    **more: object,
) -> Page:
    """A page with these lines in reading order. `^` before a text centres it and makes it large, as a heading is."""
    made, y = [], 0.06
    for line in lines:
        if isinstance(line, str):
            y += STEP
            made.append(_heading(line[1:], y) if line.startswith("^") else _line(line, 0.12, y, 0.98))
            y += 0.02 if line.startswith("^") else 0.0
        else:
            y = line[2]
            made.append(_line(line[0], line[1], y, line[3] if len(line) == 4 else 0.98))
    return Page(file, number, tuple(made), depth=Depth.FULL, look=look, sha256=f"{file}-{number}", **more)  # type: ignore[arg-type]


def _line(text: str, x0: float, y: float, confidence: float) -> Line:
    return Line(text, Box(x0, y, min(x0 + WIDTH * len(text), 0.95), y + HEIGHT), confidence)


def _heading(text: str, y: float) -> Line:
    half = 0.016 * len(text)
    return Line(text, Box(0.5 - half, y, 0.5 + half, y + 0.026), 0.99)
