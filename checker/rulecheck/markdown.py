"""Markdown for the generated pages: headings, tables, links from page to page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import relpath

MARK = "<!-- 由 zhongben rules docs 从 rules/ 生成，请改规则，不要改这一页。 -->"


def page(title: str, *parts: str) -> str:
    """A whole page; parts that are empty are left out."""
    return "\n\n".join([MARK, f"# {title}", *(part for part in parts if part)]) + "\n"


def section(heading: str, *parts: str) -> str:
    """A part under a heading."""
    return "\n\n".join([f"## {heading}", *(part for part in parts if part)])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar or a line's end in a cell would end it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def bullets(lines: Iterable[str], depth: int = 0) -> str:
    """A list."""
    return "\n".join(f"{'  ' * depth}- {line}" for line in lines)


def link(text: str, target: str, source: str) -> str:
    """A link from one page to another; both are paths from the same folder."""
    return f"[{text}]({relpath(target, source.rpartition('/')[0] or '.')})"
