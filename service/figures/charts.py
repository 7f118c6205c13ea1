"""Charts as SVG, by leather. The numbers of each stand in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence

import leather

_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif"
_WHOLE, _PART = "#9fb8d1", "#a61b1b"  # told apart by lightness too
_WIDE = 14  # px of a Chinese character: leather reserves room by the number of characters

leather.theme.background_color = "#ffffff"
leather.theme.margin = 0.02
leather.theme.title_font_family = leather.theme.legend_font_family = _FONT
leather.theme.axis_title_font_family = leather.theme.tick_font_family = _FONT
leather.theme.title_color = leather.theme.legend_color = leather.theme.label_color = "#1c2430"
leather.theme.tick_color = "#d5dae1"
leather.theme.title_font_size = 15
leather.theme.tick_font_size = leather.theme.legend_font_size = 13
leather.theme.tick_font_char_width = leather.theme.legend_font_char_width = _WIDE


def part_of_whole(
    title: str, names: tuple[str, str], rows: Sequence[tuple[str, int, int]], *, width: int, height: int
) -> str:
    """Columns of a whole, each with the part of it before it. `names`: of the whole and of the part; `rows`: label, whole,
    part.
    """
    chart = leather.Chart(title)
    ticks = _ticks(max((whole for _, whole, _ in rows), default=0))
    chart.add_y_scale(0, ticks[-1])
    chart.add_y_axis(ticks=ticks)
    chart.add_columns([(label, whole) for label, whole, _ in rows], name=names[0], fill_color=_WHOLE)
    chart.add_columns([(label, part) for label, _, part in rows], name=names[1], fill_color=_PART)
    return str(chart.to_svg(width=width, height=height))


def _ticks(top: int) -> list[int]:
    """Whole numbers from zero to the top or just above it, five at most."""
    step = 1
    while step * 4 < top:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return list(range(0, max(-(-top // step), 1) * step + 1, step))
