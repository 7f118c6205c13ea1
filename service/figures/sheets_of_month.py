"""The monthly figures as XLSX. A rate stands as number, whole and percentage, so that it can be reckoned with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from service.figures.clue import HandlerRow
from service.figures.events import Figure
from service.figures.month import Month
from service.figures.rates import Share
from service.figures.sheets import Cell, Column, Sheet, xlsx
from service.figures.transfers import GroupRow
from service.figures.words import CLUE_NOTES, transfer_notes

_COUNTED = (Figure.RECEIVED, Figure.HANDED_ON, Figure.SUBMITTED, Figure.RESUBMITTED, Figure.DECIDED, Figure.RETURNED)
_ENDS = (Figure.PERFORMED, Figure.WAIVED, Figure.SETTLED, Figure.ENDED)


def transfers_xlsx(rows: Sequence[GroupRow], month: Month, code: str, today: date) -> bytes:
    """各组送审案件情况统计表."""
    headings = [
        "组别", *(figure.chinese for figure in _COUNTED), "退回率", "首次审批", "一次通过", "一次通过率", "离组",
        "平均用时（天）", "期限（天）", "超期", "结案", *(figure.chinese for figure in _ENDS),
    ]  # fmt: skip
    columns = [Column(heading, 14 if number == 0 else 10) for number, heading in enumerate(headings)]
    notes = [*transfer_notes(month, today), f"校验码：{code}"]
    return xlsx(Sheet(f"{month}", columns, [_group(row) for row in rows], notes))


def _group(row: GroupRow) -> list[Cell]:
    return [
        row.name,
        *(row.count(figure) for figure in _COUNTED),
        row.returned.percent,
        row.count(Figure.FIRST_DECIDED),
        row.count(Figure.APPROVED_FIRST),
        row.approved_first.percent,
        row.count(Figure.LEFT),
        float(row.average_days) if row.average_days.replace(".", "").isdigit() else row.average_days,
        row.budget,
        row.count(Figure.OVER),
        row.closed,
        *(row.count(figure) for figure in _ENDS),
    ]


def clue_xlsx(rows: Sequence[HandlerRow], month: Month, code: str) -> bytes:
    """线索查控组办案业绩."""
    headings = [
        "承办人", "在办", "结案", "结案率", "执行完毕", "执行完毕率", "执行终结", "执行终结率", "移送财产处置组",
        "移送财产处置组率", "拘留", "罚款", "移送拒执打击组",
    ]  # fmt: skip
    columns = [Column(heading, 12) for heading in headings]
    notes = [*CLUE_NOTES, f"校验码：{code}"]
    return xlsx(Sheet(f"{month}", columns, [_handler(row) for row in rows], notes))


def _handler(row: HandlerRow) -> list[Cell]:
    return [
        row.name or "全组",
        len(row.stays),
        *_both(row.closed),
        *_both(row.performed),
        *_both(row.settled),
        *_both(row.to_disposal),
        row.detentions.text,
        row.fines.text,
        row.to_refusal.part,
    ]


def _both(share: Share) -> tuple[int, str]:
    return share.part, share.percent
