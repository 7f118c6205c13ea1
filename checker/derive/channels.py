"""The channels of a property search (金融机构, 不动产, 车辆, 法人登记, 公积金) and what a paper says of each.

A paper names a channel in a heading or a cell of a table, not in its running text; what the channel answered stands in
the same row or under the heading. 查询失败 and 未反馈 are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Page
from extractors.cells import Cell, cells_of, same_row, x_overlap

BANK, ESTATE, VEHICLE, REGISTER, FUND = "金融机构", "不动产", "车辆", "法人登记", "公积金"

WORDS = {
    BANK: r"银行存款|银行账户|银行(?:业)?(?:反馈|查询)|商业银行|金融机构|存款|人民银行|信用(?:合作)?联?社|农商行?|开户(?:银)?行"
    r"|(?:中国|工商|农业|建设|交通|储蓄|招商|中信|光大|民生|兴业|发展|平安|华夏|广发|湖北|汉口|农村|村镇|城市|恒丰|浙商|渤海)银行",
    ESTATE: r"不动产|房地产|房产|房屋|土地|自然资源",
    VEHICLE: r"车\s*辆|机动车|车管|交通管理|交警|公安部",
    REGISTER: r"工商|市场监督|市场监管|企业登记|法人登记|股权|对外投资|投资企业|登记注册|企业信息|统一社会信用代码中心",
    FUND: r"公积金",
}
_PATTERNS = {channel: re.compile(words) for channel, words in WORDS.items()}
_FAILED = re.compile(
    r"未反馈|没有反馈|尚未反馈|无反馈|未返回|查询失败|反馈失败|发送失败|提交失败|超时|处理中|待反馈|等待反馈|未查询(?!到)|查询中|未发起|系统故障|无法查询|未联网|暂不支持"
)
_NONE = re.compile(
    r"(?:^|[^有])无(?!法)|未(?:查询?到|发现|开户|登记|见|开立)|没有|查无|不存在|名下无|[—\-－/]{1,3}$|^0(?:\.00)?(?:元|个|户|辆|台|套|处|宗|家|条)?$|^零$"
)
_COUNT = re.compile(r"(?<![\d.])(\d{1,3})\s*(?:个|户|辆|台|套|处|宗|家|笔|条)|数量?[：]?(\d{1,3})(?!\d)")
_HEADING = 26  # characters: a longer line is running text


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says of a channel in one place: the text of the row; its first `heading` characters name the channel."""

    text: str
    heading: int
    evidence: tuple[Evidence, ...]

    @property
    def failed(self) -> bool:
        """Whether the channel gave no answer."""
        return _FAILED.search(self.text) is not None

    @property
    def none(self) -> bool:
        """Whether it says that there is nothing."""
        return _NONE.search(self.answer) is not None

    @property
    def told(self) -> bool:
        """Whether anything stands there beside the heading."""
        return bool(self.answer)

    @property
    def answer(self) -> str:
        """What stands beside the heading, without it."""
        return self.text[self.heading :].strip("　 ：:")

    @property
    def count(self) -> int | None:
        """A number of things it states (3个, 2辆); the sum is not made, the first counts."""
        found = _COUNT.search(self.text)
        return int(found[1] or found[2]) if found else None


def said_of(paper: Document, channel: str, pages: tuple[Page, ...] | None = None) -> tuple[Said, ...]:
    """Every place where a paper deals with a channel, in reading order."""
    return tuple(said for page in pages or paper.pages for said in _on_page(page, _PATTERNS[channel]))


def _on_page(page: Page, pattern: re.Pattern[str]) -> Iterator[Said]:
    cells = cells_of(page)
    for cell in cells:
        label = [cell] if len(cell.text) <= _HEADING and pattern.search(cell.text) else _wrapped(cell, cells, pattern)
        if label:
            row = [c for c in cells if c not in label and c.box.x0 >= cell.box.x0 and any(_with(p, c) for p in label)]
            told = [*label, *(row or _under(cell, cells))]
            heading = len("　".join(c.text for c in label))
            yield Said("　".join(c.text for c in told), heading, tuple(e for c in told[:4] for e in c.evidence(page)))


def _wrapped(cell: Cell, cells: tuple[Cell, ...], pattern: re.Pattern[str]) -> list[Cell]:
    """A channel's name wrapped in a narrow cell (不动 / 产): the two lines, where only both together name it."""
    if len(cell.text) > 4:
        return []
    for below in cells:
        width = min(cell.box.x1 - cell.box.x0, below.box.x1 - below.box.x0)
        near = 0 < below.box.y0 - cell.box.y0 < 2.2 * cell.box.height and len(below.text) <= 4
        if near and x_overlap(cell.box, below.box) > 0.5 * width and pattern.search(cell.text + below.text):
            return [] if pattern.search(below.text) else [cell, below]
    return []


def _with(cell: Cell, other: Cell) -> bool:
    """Whether a cell is of the row that another begins; cells that wrap reach a little above and below it."""
    return same_row(cell.box, other.box) or (
        other.box.x0 > cell.box.x1 and abs(other.middle - cell.middle) < 1.6 * cell.box.height
    )


def _under(cell: Cell, cells: tuple[Cell, ...]) -> list[Cell]:
    """The rows right under a heading that stands alone."""
    below = [c for c in cells if 0 < c.box.y0 - cell.box.y0 < 7 * cell.box.height and c is not cell]
    return sorted(below, key=lambda c: (c.middle, c.box.x0))[:12]
