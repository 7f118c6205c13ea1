"""The columns of the case system's export, by their headings. Headings differ from court to court and year to year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from service.cases.sheets import Cell, Row

COLUMNS = {
    "number": ("案号", "执行案号", "案件号", "案件编号", "执行案件案号"),
    "filed_on": ("立案日期", "立案时间", "立案日", "执行立案日期", "收案日期"),
    "applicants": ("申请执行人", "申请人", "申请执行人姓名", "申请执行人名称", "申请执行人姓名或名称"),
    "respondents": ("被执行人", "被申请执行人", "被申请人", "被执行人姓名", "被执行人名称", "被执行人姓名或名称"),
    "respondent_numbers": (
        "被执行人证件号码",
        "被执行人身份证号",
        "被执行人身份证号码",
        "被执行人证件号",
        "被执行人证照号码",
    ),
    "claim": (
        "执行标的",
        "申请执行金额",
        "申请执行标的",
        "申请执行标的额",
        "申请执行标的金额",
        "执行标的额",
        "执行标的金额",
        "申请标的额",
        "标的额",
        "标的金额",
        "执行金额",
    ),
    "paid": (
        "已执行金额",
        "已执行到位金额",
        "执行到位金额",
        "实际到位金额",
        "到位金额",
        "已到位金额",
        "实际执行到位金额",
    ),
    "group": ("承办组", "现承办组", "所在组", "当前组", "办理组", "承办小组"),
    "handler": ("承办人", "现承办人", "承办法官", "执行法官", "执行员", "承办人姓名"),
    "entered_on": ("进入本组日期", "进入本组时间", "接收日期", "接收时间", "转入日期", "移送日期", "现组接收日期"),
    "phone": ("电话", "联系电话", "申请执行人电话", "申请执行人联系电话", "申请人电话", "手机", "手机号", "手机号码"),
    "closing_kind": ("结案方式",),
}
"""Field → headings that name it; the first is the one of the template."""
REQUIRED = ("number", "filed_on", "applicants", "respondents")
_BY_HEADING = {heading: name for name, headings in COLUMNS.items() for heading in headings}
_HEADER_WITHIN = 20  # rows; above the headings stand titles
_BRACKETED = re.compile(r"[（(【\[].*?[）)】\]]")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns are. `at`: field → index. `in_ten_thousands`: fields whose heading says 万元."""

    row: int
    texts: tuple[str, ...]
    at: dict[str, int]
    in_ten_thousands: frozenset[str]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The headings that must be there and are not."""
        return tuple(COLUMNS[name][0] for name in REQUIRED if name not in self.at)


def find_heading(rows: Sequence[Row]) -> Heading | None:
    """The row of headings: the one among the first that has the most columns that are known, the number among them."""
    found = [_heading(number, cells) for number, cells in rows[:_HEADER_WITHIN]]
    named = [heading for heading in found if "number" in heading.at and len(heading.at) > 1]
    return max(named, key=lambda heading: len(heading.at), default=None)


def _heading(number: int, cells: Sequence[Cell]) -> Heading:
    at: dict[str, int] = {}
    unknown, doubled, ten_thousands = [], [], set()
    texts = tuple("" if cell is None else " ".join(str(cell).split()) for cell in cells)
    for index, text in enumerate(texts):
        name = _BY_HEADING.get(_plain(text))
        if name is None:
            unknown += [text] if text else []
        elif name in at:
            doubled.append(text)
        else:
            at[name] = index
            if "万" in text:
                ten_thousands.add(name)
    return Heading(number, texts, at, frozenset(ten_thousands), tuple(unknown), tuple(doubled))


def _plain(text: str) -> str:
    """A heading without brackets (the unit, a hint), stars, colons and blanks."""
    bare = _BRACKETED.sub("", unicodedata.normalize("NFKC", text)) or text
    return re.sub(r"[\s*＊:：、/_\-]|万元|\(元|元\)", "", bare)
