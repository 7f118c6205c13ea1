"""What a query feedback or a form of holdings lists: accounts with balances, vehicles, real estate, companies; per owner.

Layouts differ from system to system (a table a channel, one long list, a filled-in form), so things are known by how
they look themselves: an account number, a plate, a title number, a company's name; the rest of the row belongs to
them. Whose they are is the party named in the row, else the one named last above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Page
from checker.derive.memory import remembered
from checker.derive.names import Match, occurs
from checker.derive.view import View
from extractors.cells import Cell, cells_of, same_row, x_overlap
from extractors.flat import flat
from extractors.money import parse_amount

ACCOUNT, VEHICLE, ESTATE, COMPANY = "账户", "车辆", "不动产", "股权"

_NUMBER = re.compile(r"(?<![0-9A-Za-z*])(\d[\d*]{9,24}\d)(?![0-9A-Za-z*])")
_NO_ACCOUNT = re.compile(r"证件|身份|代码|电话|手机|邮件|编号|单号|文号|流水号|回执号|序列|查询号|权证|字第")
_BIRTHDAY = re.compile(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dX]")
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·.\-]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"
)
_TITLE = re.compile(
    r"[（〔][12]\d{3}[）〕][\u4e00-\u9fff]{1,8}不动产权第?\d{3,}号?|[\u4e00-\u9fff]{0,6}(?:房权证|房产证|土地证|国用|集用)[\u4e00-\u9fff（）〔〕\d\-]{2,30}?号"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff（）]{3,28}(?:有限责任公司|有限公司|股份公司|集团公司|合伙企业|合作社|经营部|商行|分公司)"
)
_NOT_HELD = re.compile(
    r"银行|信用(?:合作)?社|支付宝|财付通|证券登记|登记结算|微众|网商|信息技术|人民法院|担保公司反馈|查询|协助"
)
_BANK = re.compile(r"银行|信用(?:合作)?联?社|农商|邮储|储蓄")
_BALANCE = re.compile(r"余额(?:（?(?:人民币)?元?）?)?[为：]?(?:人民币|[¥￥])?(\d[\d,]*(?:\.\d{1,2})?)")
_AMOUNT = re.compile(r"(?:人民币|[¥￥])?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}|\d+(?=元))元?")
_FIGURE = re.compile(r"(?:人民币|[¥￥])?\d[\d,]{0,12}(?:\.\d{1,2})?元?")
_SURE = 0.85


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing listed: its kind, what names it (account number, plate, title number, name), where it is kept (bank),
    the balance in fen (accounts; None: not read), the owner's name (empty: not told), the places, least confidence.
    """

    kind: str
    key: str
    keeper: str = ""
    balance: int | None = None
    owner: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it was read well enough to be held against another reading."""
        return all(e.confidence >= _SURE for e in self.evidence)


@remembered
def holdings(view: View, paper: Document) -> tuple[Holding, ...]:
    """Everything a paper lists, in reading order, each thing once per owner."""
    found: dict[tuple[str, str, str], Holding] = {}
    owner = ""
    names = [p.name for p in view.respondents]
    for page in paper.pages:
        cells = cells_of(page)
        owners = _owners(cells, names)
        for holding, cell in _on_page(view, page, cells):
            owner_here = _owner_at(cell, cells, names, owners) or owner or (names[0] if len(names) == 1 else "")
            known = found.get((holding.kind, holding.key, owner_here))
            if known is None or (known.balance is None and holding.balance is not None):
                found[holding.kind, holding.key, owner_here] = _with_owner(holding, owner_here)
        owner = owners[-1][1] if owners else owner
    return tuple(found.values())


def _with_owner(h: Holding, owner: str) -> Holding:
    return Holding(h.kind, h.key, h.keeper, h.balance, owner, h.evidence)


def _owners(cells: Sequence[Cell], names: Sequence[str]) -> list[tuple[float, str]]:
    """Where on the page a respondent is named, from top to bottom. A cell that names several names none."""
    found = []
    for cell in cells:
        named = [n for n in names if occurs(n, cell.text) is not Match.NO]
        if len(named) == 1:
            found.append((cell.middle, named[0]))
    return sorted(found)


def _owner_at(cell: Cell, cells: Sequence[Cell], names: Sequence[str], owners: Sequence[tuple[float, str]]) -> str:
    for other in cells:
        if other.box.x0 < cell.box.x0 and same_row(other.box, cell.box):
            for name in names:
                if occurs(name, other.text) is Match.SAME:
                    return name
    above = [name for height, name in owners if height < cell.middle]
    return above[-1] if above else ""


def _on_page(view: View, page: Page, cells: Sequence[Cell]) -> Iterator[tuple[Holding, Cell]]:
    parties = [p.name for p in view.parties]
    for cell in cells:
        if not _NO_ACCOUNT.search(cell.text.split("余额")[0]):
            for match in _NUMBER.finditer(cell.text.replace("-", "")):
                if len(match[1]) >= 12 and not _BIRTHDAY.fullmatch(match[1]) and not _labelled(cell, cells):
                    yield _account(page, cell, cells, match[1]), cell
        for match in _PLATE.finditer(cell.text):
            yield Holding(VEHICLE, re.sub(r"[·.\-]", "", match[0]), evidence=cell.evidence(page)), cell
        for match in _TITLE.finditer(_joined(cell, cells)):
            if match.start() < len(cell.text):
                yield Holding(ESTATE, match[0], evidence=cell.evidence(page)), cell
        for match in _FIRM.finditer(cell.text):
            if not _NOT_HELD.search(match[0]) and not any(occurs(p, match[0]) is not Match.NO for p in parties):
                yield Holding(COMPANY, match[0], evidence=cell.evidence(page)), cell


def _labelled(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether the cell left of a bare number says that it is no account (证件号码 | 4210…)."""
    left = [c for c in cells if c.box.x1 <= cell.box.x0 + 0.01 and same_row(c.box, cell.box)]
    return bool(left) and _NO_ACCOUNT.search(max(left, key=lambda c: c.box.x1).text) is not None


def _joined(cell: Cell, cells: Sequence[Cell]) -> str:
    """A cell's line with the lines stacked under it in the same cell of the table."""
    text, last = cell.text, cell
    for other in cells:
        near = 0 < other.box.y0 - last.box.y0 < 1.9 * last.box.height
        if near and x_overlap(other.box, cell.box) > 0.5 * min(other.box.x1 - other.box.x0, cell.box.x1 - cell.box.x0):
            text, last = text + other.text, other
    return text


def _account(page: Page, cell: Cell, cells: Sequence[Cell], number: str) -> Holding:
    band = [c for c in cells if same_row(c.box, cell.box) or (_beside(c, cell) and not _NUMBER.search(c.text))]
    banks = [c for c in (cell, *band) if _BANK.search(c.text)]
    balance, place = _balance(cell, cells)
    keeper = "".join(dict.fromkeys(c.text for c in banks if c is not cell)) or _bank_in(cell.text)
    places = (*cell.evidence(page), *(place.evidence(page) if place and place is not cell else ()))
    return Holding(ACCOUNT, number, keeper, balance, evidence=places)


def _beside(other: Cell, cell: Cell) -> bool:
    """Whether a cell left of this one is a line of the same table row (a wrapped bank name)."""
    return other.box.x1 <= cell.box.x0 + 0.01 and abs(other.middle - cell.middle) < 1.3 * cell.box.height


def _bank_in(text: str) -> str:
    found = re.search(r"[\u4e00-\u9fff]{2,20}(?:银行|信用社|支行|分行)", flat(text))
    return found[0] if found else ""


def _balance(cell: Cell, cells: Sequence[Cell]) -> tuple[int | None, Cell | None]:
    """The balance told in the account's own cell, else the amount in its row under 余额, else the first amount there."""
    told = _BALANCE.search(_joined(cell, cells))
    if told:
        return parse_amount(told[1]), cell
    numbers = [
        c for c in cells if c.box.x0 >= cell.box.x1 - 0.01 and same_row(c.box, cell.box) and _FIGURE.fullmatch(c.text)
    ]
    headed = [c for c in numbers if _heading(c, cells)]
    amounts = [c for c in numbers if _AMOUNT.fullmatch(c.text)]
    for chosen in sorted(headed or amounts, key=lambda c: c.box.x0)[:1]:
        return parse_amount(chosen.text), chosen
    return None, None


def _heading(amount: Cell, cells: Sequence[Cell]) -> bool:
    """Whether the nearest heading above an amount says 余额."""
    above = [
        c
        for c in cells
        if c.box.y1 <= amount.box.y0 and x_overlap(c.box, amount.box) > 0 and not _FIGURE.fullmatch(c.text)
    ]
    return bool(above) and "余额" in max(above, key=lambda c: c.box.y1).text
