"""Money in a feedback that no account number stands beside: accounts whose number was misread, left out, or is a phone's.

A balance above zero in the row of a bank or of 网络资金, or under 余额, is somebody's account. Such an account cannot be
matched with the papers that freeze it, so a person looks; but it must not be overlooked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker.casefile import Document, Evidence, Page
from checker.derive.memory import remembered
from checker.derive.online.holdings import ACCOUNT, Holding, headed_by_balance, holdings
from checker.derive.online.owners import owners
from checker.derive.property.things import AMOUNT, BALANCE, BANK_NAME, FIGURE, NUMBER, PAY_PLATFORM, PHONE, yuan
from checker.derive.text.layout import follows, without_notes
from checker.derive.text.sheets import Sheet
from checker.derive.text.wrapped_numbers import with_whole_numbers
from checker.derive.view import View
from extractors.text.cells import Cell, same_row
from extractors.text.money import parse_amount

_TOTAL = re.compile(
    r"(?:余额(?:合计|总计|总额|共计|之和)|(?:合计|总计|共计|累计)(?:存款)?余额)(?:（元）)?[为：]?(?:人民币|[¥￥])?(\d[\d,]*(?:\.\d{1,2})?)"
)
_SUM_ROW = re.compile(r"合计|总计|小计|共计|累计")
_OTHER_MONEY = re.compile(r"公积金|证券|保险|社保|标的|申请冻结|冻结(?:金额|额度|限额)|限额|扣划")
_MASKED = re.compile(r"(?<![\d*])\d{2,6}\*{2,}\d{2,6}(?![\d*])")


@remembered
def unread_accounts(view: View, paper: Document) -> tuple[Holding, ...]:
    """Accounts with a balance that `holdings` does not list. Their key is a phone or masked number, else words for them.

    A total (余额合计…) that is more than all balances together stands for one that was not seen.
    """
    listed = [h for h in holdings(view, paper) if h.kind == ACCOUNT]
    shown = frozenset(e for h in listed for e in h.evidence)
    whose = owners(view, paper)
    found: dict[tuple[str, str], Holding] = {}
    totals: list[Holding] = []
    for page in paper.pages:
        cells = with_whole_numbers(without_notes(view, page))
        for cell in cells:
            if total := _total_in(cell, cells):
                totals.append(_total(page, cell, parse_amount(total), whose.of(page, cell, cells)))
            elif (fen := _balance_of(cell, cells)) and not _accounted_for(page, cell, cells, shown):
                account, owner = _described(page, cell, cells, fen), whose.of(page, cell, cells)
                found[account.key, owner] = replace(account, owner=owner)
    known = sum(h.balance or 0 for h in (*listed, *found.values()))
    return (*found.values(), *[h for h in totals if (h.balance or 0) > known][:1])


@remembered
def wallets(view: View, paper: Document) -> int:
    """How many rows of a payment platform tell a balance, be it none, without a number that `holdings` lists: a form may
    count them among the accounts (3户), or not.
    """
    shown = frozenset(e for h in holdings(view, paper) if h.kind == ACCOUNT for e in h.evidence)
    sheets = ((page, without_notes(view, page)) for page in paper.pages)
    return sum(_is_wallet(page, cell, cells, shown) for page, cells in sheets for cell in cells)


def _is_wallet(page: Page, cell: Cell, cells: Sheet, shown: frozenset[Evidence]) -> bool:
    """Whether a cell is the first that names a payment platform in a row that tells a balance of its own."""
    row = cells.beside(cell)
    first = not any(PAY_PLATFORM.search(c.text) for c in row if c.box.x0 < cell.box.x0)
    amounts = [c for c in row if c.box.x0 > cell.box.x0 and AMOUNT.fullmatch(c.text)]
    named = PAY_PLATFORM.search(cell.text) is not None and first
    return named and bool(amounts) and not _accounted_for(page, amounts[0], cells, shown)


def _total_in(cell: Cell, cells: Sheet) -> str:
    """The total that a line tells, or ends that the line above in its cell begins: …1个，余额合计 / 213.46元."""
    above = next((c.text for c in cells if follows(c, cell)), "")
    found = _TOTAL.search(above + cell.text)
    return found[1] if found and found.end() > len(above) else ""


def _total(page: Page, cell: Cell, fen: int | None, owner: str) -> Holding:
    key = f"账号没有读到的账户（余额合计{yuan(fen or 0)}）"
    return Holding(ACCOUNT, key, "", fen, owner, cell.evidence(page), read=False)


def _balance_of(cell: Cell, cells: Sheet) -> int | None:
    """A balance that a cell tells: by its own words, by the head of its column, or as the sum in the row of a bank."""
    left = "".join(c.text for c in cells.beside(cell) if c.box.x0 < cell.box.x0)
    if _SUM_ROW.search(left + cell.text) or _OTHER_MONEY.search(left + cell.text):
        return None
    if told := BALANCE.search(cell.text):
        return parse_amount(told[1])
    in_bank_row = AMOUNT.fullmatch(cell.text) and (BANK_NAME.search(left) or PAY_PLATFORM.search(left))
    in_column = FIGURE.fullmatch(cell.text) and headed_by_balance(cell, cells)
    return parse_amount(cell.text) if in_bank_row or in_column else None


def _accounted_for(page: Page, cell: Cell, cells: Sheet, shown: frozenset[Evidence]) -> bool:
    """Whether the balance is of an account that is listed: its number stands in the cell, its row, or the line above."""
    own = [c for c in cells if shown.intersection(c.evidence(page))]
    numbers = [c for c in own if NUMBER.search(c.text)]
    return cell in own or any(same_row(c.box, cell.box) or follows(c, cell) for c in numbers)


def _described(page: Page, cell: Cell, cells: Sheet, fen: int) -> Holding:
    row = sorted(cells.beside(cell), key=lambda c: c.box.x0)
    number = next((m[0] for c in row for p in (PHONE, _MASKED) for m in p.finditer(c.text)), "")
    keeper = next((c.text for c in row if BANK_NAME.search(c.text) or PAY_PLATFORM.search(c.text)), "")
    key = number or f"{keeper or '开户行没有读到'}的账户（账号没有读到，余额{yuan(fen)}）"
    return Holding(ACCOUNT, key, keeper, fen, "", tuple(e for c in row for e in c.evidence(page)), read=False)
