"""What a query feedback or a form of holdings lists: accounts with balances, vehicles, real estate, companies; per owner.

Layouts differ from system to system (a table a channel, one long list, a filled-in form), so things are known by how
they look themselves: an account number, a plate, a title number, a company's name; the rest of the row belongs to
them. Whose they are is the party named in the row, else the one named last above it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.casefile import Document, Evidence, Page
from checker.derive.memory import remembered
from checker.derive.online.owners import owners
from checker.derive.parties.names import Match, bare, occurs
from checker.derive.property.once_his import was_once_his
from checker.derive.property.things import (
    AMOUNT,
    BALANCE,
    BANK_NAME,
    FIGURE,
    FIRM,
    MOMENT,
    NO_ACCOUNT,
    NOT_HELD,
    NUMBER,
    PHONE,
    PLATE,
    PLATE_BEGUN,
    SIGN_WITHIN,
    TITLE,
    TITLE_BEGUN,
    TITLE_SIGN,
)
from checker.derive.text.layout import STACKED, follows, stacked
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.text.wrapped_numbers import with_whole_numbers
from checker.derive.view import View
from extractors.text.cells import Cell, x_overlap
from extractors.text.flat import flat
from extractors.text.identifiers import ID_NUMBER, valid_credit_code
from extractors.text.money import parse_amount

ACCOUNT, VEHICLE, ESTATE, COMPANY = "账户", "车辆", "不动产", "股权"

_BREAKS_OFF = re.compile(r"[\u4e00-\u9fff]\D*\d{4,}$|(?:[行社]|[账帐卡]号：?)\d{2,3}$")
"""Running text that ends in a number, or behind a bank in the first figures of one."""
_SUM_BEHIND = re.compile(
    r"(?:[，,、：:（）]{1,2}(?:余额)?[：]?(\d[\d,]*\.\d{2}元?|\d[\d,]*(?:\.\d)?元)|(?:账户|卡)(\d[\d,]*(?:\.\d{1,2})?元))(?!\d)"
)
_SURE = 0.85
_BALANCE_LABEL = re.compile(r"(?:账户|账面|当前|可用|存款|实时|活期)?余额(?:（(?:人民币)?元?）)?[：]?")
_BALANCE_LINE = re.compile(rf"{_BALANCE_LABEL.pattern}(?:人民币|[¥￥])?\d")
_BANK_LABEL = re.compile(r"(?:开户|存款|查询)?(?:银行|行|机构|网点)(?:名称)?[：]?")
_BANK_HEAD = re.compile(r"(?:银行|金融机构)?(?:存款|账户)(?:信息|情况)?[：]?")
"""What a row of a form is called, which is no bank."""
_BANK_ENDS, _BANK_REST = re.compile(r"[行社部处]$"), 4  # how a bank's name ends; characters that may be wrapped of it
_BLOCK = 9  # of an account number's height: how far below it the block of its labels reaches
_NEXT_LINE = 2.6  # of a line's height: how far apart lines of widely spaced text begin
_KEEPS_MONEY = re.compile(r"的?(?:账户|帐户|存款|储蓄|银行卡|卡号|开户|余额|尾号)")
"""Words behind a firm's name for which it is the bank, not a firm that he holds shares of: 广信农商行账户1个."""
_BESIDE = 1.3  # of an account number's height: how far above and below it the lines of its bank may stand


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing listed: its kind, what names it (account number, plate, title number, name), where it is kept (bank),
    the balance in fen (accounts; None: not read), the owner's name (empty: not told), the places. `read` is False
    where the account number could not be read, and `key` describes it (`balances`).
    """

    kind: str
    key: str
    keeper: str = ""
    balance: int | None = None
    owner: str = ""
    evidence: tuple[Evidence, ...] = ()
    read: bool = True

    @property
    def sure(self) -> bool:
        """Whether it was read well enough to be held against another reading."""
        return all(e.confidence >= _SURE for e in self.evidence)


@remembered
def holdings(view: View, paper: Document) -> tuple[Holding, ...]:
    """Everything a paper lists, in reading order, each thing once per owner."""
    found: dict[tuple[str, str, str], Holding] = {}
    whose = owners(view, paper)
    for page in paper.pages:
        cells = with_whole_numbers(sheet(view, page))
        for holding, cell in _on_page(view, page, cells):
            if holding.kind in (VEHICLE, ESTATE) and was_once_his(view, paper, holding.key):
                continue
            owner = whose.of(page, cell, cells)
            known = found.get((holding.kind, holding.key, owner))
            if known is None or (known.balance is None and holding.balance is not None):
                found[holding.kind, holding.key, owner] = replace(holding, owner=owner)
    return tuple(found.values())


def _on_page(view: View, page: Page, cells: Sheet) -> Iterator[tuple[Holding, Cell]]:
    parties = [p.name for p in view.parties]
    for cell in cells:
        if not NO_ACCOUNT.search(cell.text.split("余额")[0]):
            for number, behind in _numbers(cell, cells):
                if _is_account(number) and not _labelled(cell, cells):
                    yield _account(page, cell, cells, number, behind), cell
        for plate in _plates(cell, cells):
            yield Holding(VEHICLE, re.sub(r"[·.\-]", "", plate), evidence=cell.evidence(page)), cell
        for title in _titles(cell, cells):
            yield Holding(ESTATE, title, evidence=cell.evidence(page)), cell
        for match in FIRM.finditer(cell.text):
            of_party = any(occurs(p, match[0]) is not Match.NO or _ends(p, match) for p in parties)
            keeps = _KEEPS_MONEY.match(cell.text, match.end()) is not None
            if not NOT_HELD.search(match[0]) and not of_party and not keeps:
                yield Holding(COMPANY, match[0], evidence=cell.evidence(page)), cell


def _numbers(cell: Cell, cells: Sheet) -> Iterator[tuple[str, str]]:
    """The numbers that begin in a line, each with what stands behind it. In running text a number may go on in the next
    line of its cell (…支行62179947100283 / 15507，0.00元).
    """
    text = (_joined(cell, cells) if _BREAKS_OFF.search(cell.text) else cell.text).replace("-", "")
    if not NUMBER.search(text):
        return
    goes_on = any(_BREAKS_OFF.search(c.text) for c in _right_above(cell, cells))
    for match in NUMBER.finditer(text):
        if match.start() < len(cell.text) and not (goes_on and match.start() == 0):
            yield match[1], text[match.end() :]


def _right_above(cell: Cell, cells: Sheet) -> Iterator[Cell]:
    """The lines of the same cell of the table that a line stands right under."""
    return (c for c in cells.around(cell.box.y0 - cell.box.height, cell.box.y0) if follows(c, cell))


def _ends(name: str, match: re.Match[str]) -> bool:
    """Whether what begins a line is the end of a name that was begun in the line above."""
    return match.start() == 0 and bare(name).endswith(bare(match[0]))


def _is_account(number: str) -> bool:
    """Whether a number may be an account's: no phone's, no person's, no time; a masked one may be short (4367***1186)."""
    long = len(number) >= 12 or ("*" in number and not PHONE.fullmatch(number))
    another = ID_NUMBER.fullmatch(number) or MOMENT.fullmatch(number)
    return long and not another and not (number.isdigit() and valid_credit_code(number))


def _labelled(cell: Cell, cells: Sheet) -> bool:
    """Whether the cell left of a bare number says that it is no account (证件号码 | 4210…)."""
    left = [c for c in cells.beside(cell) if c.box.x1 <= cell.box.x0 + 0.01]
    return bool(left) and NO_ACCOUNT.search(max(left, key=lambda c: c.box.x1).text) is not None


def _plates(cell: Cell, cells: Sheet) -> Iterator[str]:
    """The plates in a cell's line, and the one that it begins and the line under it ends (1辆（赣 / E5K38M）)."""
    yield from (m[0] for m in PLATE.finditer(cell.text))
    if begun := PLATE_BEGUN.search(cell.text):
        plate = PLATE.match(_joined(cell, cells), begun.start())
        if plate and plate.end() > len(cell.text):
            yield plate[0]


def _titles(cell: Cell, cells: Sheet) -> Iterator[str]:
    """The title numbers that begin in a cell; most cells show within their next few lines that none does. One that
    breaks off at the end of a line goes on in the next, which may stand farther below than the lines of a cell do.
    """
    if TITLE_BEGUN.search(cell.text):
        text = _joined(cell, cells, reach=_NEXT_LINE)
    elif TITLE_SIGN.search(_joined(cell, cells, len(cell.text) + SIGN_WITHIN - 1)):
        text = _joined(cell, cells)
    else:
        return
    yield from (m[0] for m in TITLE.finditer(text) if m.start() < len(cell.text))


def _joined(cell: Cell, cells: Sheet, enough: int = sys.maxsize, reach: float = STACKED) -> str:
    """A cell's line with the lines stacked under it in the same cell of the table, until there are `enough` characters."""
    text = ""
    for line in stacked(cell, cells, reach):
        text += line.text
        if len(text) >= enough:
            break
    return text


def _account(page: Page, cell: Cell, cells: Sheet, number: str, behind: str) -> Holding:
    row, reach = cells.beside(cell), _BESIDE * cell.box.height
    around = cells.around(cell.middle - reach, cell.middle + reach)
    band = [c for c in around if c in row or (_beside(c, cell) and not NUMBER.search(c.text))]
    banks = [c for c in (cell, *band) if BANK_NAME.search(c.text) and not _BANK_HEAD.fullmatch(c.text)]
    told = _SUM_BEHIND.match(behind)
    balance, place = (parse_amount(told[1] or told[2]), cell) if told else _balance(cell, cells, number)
    told_beside = "".join(dict.fromkeys(_whole_bank(c, cells, band) for c in banks if c is not cell))
    keeper = told_beside or _bank_in(cell.text) or _bank_above(cell, cells) or _bank_in_own_row(cell, cells)
    places = (*cell.evidence(page), *(place.evidence(page) if place and place is not cell else ()))
    return Holding(ACCOUNT, number, keeper, balance, evidence=places)


def _beside(other: Cell, cell: Cell) -> bool:
    """Whether a cell left of this one is a line of the same table row (a wrapped bank name)."""
    return other.box.x1 <= cell.box.x0 + 0.01 and abs(other.middle - cell.middle) < _BESIDE * cell.box.height


def _whole_bank(bank: Cell, cells: Sheet, band: Sequence[Cell]) -> str:
    """A bank's name with the line that it ends in, where that lies below what was seen of its row: …容城支 / 行."""
    if _BANK_ENDS.search(bank.text):
        return bank.text
    below = next((c for c in cells if follows(bank, c) and c not in band), None)
    ended = bank.text + below.text if below else ""
    return ended if _BANK_ENDS.search(ended) and len(ended) - len(bank.text) <= _BANK_REST else bank.text


def _bank_above(cell: Cell, cells: Sheet) -> str:
    """The bank that stands in the line above, in the same cell, with no number of its own."""
    above = _right_above(cell, cells)
    return next((_bank_in(c.text) for c in above if BANK_NAME.search(c.text) and not NUMBER.search(c.text)), "")


def _bank_in(text: str) -> str:
    found = re.search(r"[\u4e00-\u9fff]{2,20}(?:银行|信用社|支行|分行)", flat(text))
    return found[0] if found else ""


def _balance(cell: Cell, cells: Sheet, number: str) -> tuple[int | None, Cell | None]:
    """The balance told in the account's own cell or row, else the amount in its row under 余额, else the first there, else
    the one behind 余额 in a row of its own further down.
    """
    if told := _told_balance(_joined(cell, cells).replace("-", ""), number):
        return parse_amount(told[1]), cell
    row = [c for c in cells.beside(cell) if c.box.x0 >= cell.box.x1 - 0.01]
    for other in row:
        if told := BALANCE.search(other.text):
            return parse_amount(told[1]), other
    numbers = [c for c in row if FIGURE.fullmatch(c.text)]
    headed = [c for c in numbers if headed_by_balance(c, cells)]
    amounts = [c for c in numbers if AMOUNT.fullmatch(c.text)]
    for chosen in sorted(headed or amounts, key=lambda c: c.box.x0)[:1]:
        return parse_amount(chosen.text), chosen
    return _in_own_row(cell, cells)


def _told_balance(text: str, number: str) -> re.Match[str] | None:
    """The balance that a text tells of an account: behind its number, before the next one; else before it, where no other
    number stands.
    """
    before, _, behind = text.partition(number)
    if following := NUMBER.search(behind):
        behind = behind[: following.start()]
    return BALANCE.search(behind) or (None if NUMBER.search(before) else BALANCE.search(before))


def _in_own_row(cell: Cell, cells: Sheet) -> tuple[int | None, Cell | None]:
    """The amount behind 余额 in the block of an account."""
    for value in _behind_label(_BALANCE_LABEL, cell, cells):
        if FIGURE.fullmatch(value.text):
            return parse_amount(value.text), value
        if told := BALANCE.search(value.text):
            return parse_amount(told[1]), value
    return None, None


def _bank_in_own_row(cell: Cell, cells: Sheet) -> str:
    """The bank behind its label in the block of an account."""
    return next((v.text for v in _behind_label(_BANK_LABEL, cell, cells) if BANK_NAME.search(v.text)), "")


def _behind_label(wanted: re.Pattern[str], cell: Cell, cells: Sheet) -> Iterator[Cell]:
    """What stands right of such a label in the rows under an account, down to the next account: some forms give each
    account a block of labels.
    """
    for label in cells:
        if not cell.box.y1 < label.middle < cell.box.y1 + _BLOCK * cell.box.height:
            continue
        if NUMBER.search(label.text):
            return
        if wanted is _BALANCE_LABEL and _BALANCE_LINE.match(label.text) and label.box.x0 <= cell.box.x0:
            yield label  # label and amount on one line; a total (余额合计…) is nobody's own
        elif wanted.fullmatch(label.text):
            right = (c for c in cells.beside(label) if c.box.x0 >= label.box.x1 - 0.01)
            yield from sorted(right, key=lambda c: c.box.x0)[:1]


def headed_by_balance(amount: Cell, cells: Sheet) -> bool:
    """Whether the nearest heading above an amount says 余额."""
    above = [
        c
        for c in cells
        if c.box.y1 <= amount.box.y0 and x_overlap(c.box, amount.box) > 0 and not FIGURE.fullmatch(c.text)
    ]
    return bool(above) and "余额" in max(above, key=lambda c: c.box.y1).text
