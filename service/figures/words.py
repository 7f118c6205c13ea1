"""What stands below the monthly tables: how each number is counted."""

from __future__ import annotations

from datetime import date

from service.figures.events import Figure
from service.figures.month import Month

_TOLD = (
    Figure.RECEIVED, Figure.HANDED_ON, Figure.SUBMITTED, Figure.RESUBMITTED, Figure.DECIDED, Figure.RETURNED,
    Figure.APPROVED_FIRST, Figure.LEFT, Figure.OVER,
)  # fmt: skip
CLUE_NOTES = (
    "在办：当月在线索查控组办理过的案件，各项率均以此为分母。",
    "执行完毕含申请执行人放弃其他权利结案的（方案第一组4）；执行终结指和解终结。",
    "拘留、罚款：按最近一次检查认出的拘留决定书、罚款决定书的日期统计；没有检查过的案件为未知，不计为零。",
    "百分比只舍不入。",
)


def transfer_notes(month: Month, today: date) -> list[str]:
    """The notes of 各组送审案件情况统计表, as it is made on a day."""
    told = [f"{figure.chinese}：{figure.means}。" for figure in _TOLD]
    return [
        f"统计期间：{month.first}至{month.until(today)}。",
        *told,
        "百分比和平均数只舍不入；用时按自然日计算，未扣除节假日。",
    ]
