"""Cases out of a table of the case system: every row is either taken, there already, or told what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.errors import CaseFileError
from checker.gates import GROUPS
from service.accounts.policy import REGISTERING
from service.cases.columns import COLUMNS, Heading, find_heading
from service.cases.entry import APPLICANT, RESPONDENT, CaseForm, PartyForm, faults_of, party_faults
from service.cases.receiving import filing_leader
from service.cases.register import GIVABLE, create_case, rights_faults
from service.cases.sheets import Cell, Formula, read_sheets
from service.cases.values import WrongValueError, case_number, day, fen, names, plain_words, several
from service.context import Service
from service.database.models import Case, Role, User
from service.errors import ConflictError, FormError
from service.ledger import Act, record

_AT_ONCE = 200  # cases in one transaction: others who write wait meanwhile
_ORDINALS = dict(zip(("第一组", "第二组", "第三组", "第四组", "第五组", "第六组"), GIVABLE, strict=True))
_FIELD_OF = {"claim_fen": "claim", "paid_fen": "paid", "handler_id": "handler"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell. `column`: the heading as it stands in the table."""

    column: str
    what: str


@dataclass
class RowRead:
    """A row of the table: its number there, its cells as text, and the case in it, or what is wrong. `known`: in words, that
    it is a duplicate.
    """

    number: int
    cells: list[str]
    form: CaseForm | None = None
    faults: list[Fault] = field(default_factory=list)
    known: str = ""

    @property
    def good(self) -> bool:
        """Whether a case can be made of it."""
        return self.form is not None and not self.faults and not self.known


@dataclass(frozen=True, slots=True)
class ImportRead:
    """A table that was read. `sheet`: the name of the sheet that was taken, empty for CSV."""

    sheet: str
    heading: Heading
    rows: tuple[RowRead, ...]

    @property
    def good(self) -> list[RowRead]:
        """The rows that can be taken."""
        return [row for row in self.rows if row.good]

    @property
    def bad(self) -> list[RowRead]:
        """The rows that something is wrong with."""
        return [row for row in self.rows if row.faults]

    @property
    def known(self) -> list[RowRead]:
        """The rows of cases that are there already, or stand higher up in the table."""
        return [row for row in self.rows if row.known and not row.faults]


def read_import(session: Session, actor: User, path: Path, name: str, today: date) -> ImportRead:
    """Reads a table. `CaseFileError` and its kin where it is no table of cases at all."""
    for sheet, rows in read_sheets(path, name):
        heading = find_heading(rows)
        if heading is None:
            continue
        if heading.lacking:
            told = f"表头缺少：{'、'.join(heading.lacking)}"
            raise CaseFileError(told, where=f"{name} 第{heading.row}行", how="补上这些列，或者下载模板照填")
        reader = _Reader(actor, heading, _handlers(session), filing_leader(session), today)
        read = [reader.row(number, cells) for number, cells in rows if number > heading.row]
        _note_duplicates(session, read)
        return ImportRead(sheet, heading, tuple(read))
    raise CaseFileError(
        "没有找到表头：前20行里没有同时写着“案号”和其他列名的一行", where=name, how="下载模板，看列名怎样写"
    )


def take_import(service: Service, actor: User, read: ImportRead, source: str, digest: str) -> list[RowRead]:
    """Registers the good rows, some hundred at a time, so that a break loses nothing and a repetition doubles nothing. Returns
    the rows that were registered. `digest`: SHA-256 of the table, which the store keeps.
    """
    taken: list[RowRead] = []
    for some in _batches(read.good, _AT_ONCE):
        with service.writing() as session:
            for row in some:
                if _register(session, actor, row, source):
                    taken.append(row)
    with service.writing() as session:
        record(
            session,
            Act.CASES_IMPORTED,
            actor,
            about=source,
            sha256=digest,
            taken=len(taken),
            known=len(read.known),
            refused=len(read.bad),
        )
    return taken


def _register(session: Session, actor: User, row: RowRead, source: str) -> bool:
    assert row.form is not None  # noqa: S101 — `good` says so
    try:
        create_case(session, actor, row.form, source=f"{source} 第{row.number}行"[:200])
    except ConflictError:
        row.known = "已经登记，不再导入"
        return False
    except FormError as error:
        row.faults += [Fault(name, told) for name, told in error.fields.items()]
        return False
    return True


class _Reader:
    """Rows of one table to cases."""

    def __init__(
        self, actor: User, heading: Heading, handlers: Mapping[str, list[User]], leader: int | None, today: date
    ) -> None:
        self.actor, self.heading, self.handlers, self.leader, self.today = actor, heading, handlers, leader, today

    def row(self, number: int, cells: Sequence[Cell]) -> RowRead:
        """One row, with all that is wrong in it."""
        read = RowRead(number, ["" if cell is None else _shown(cell) for cell in cells])
        values = {name: cells[at] for name, at in self.heading.at.items() if at < len(cells)}
        for name, value in values.items():
            if isinstance(value, Formula):
                self._fault(read, name, f"单元格里是公式“{value.text[:30]}”：改成文字、数字或日期")
                values[name] = None
        form = self._form(read, values)
        told = {fault.column for fault in read.faults}
        others = {name: what for name, what in faults_of(form, self.today).items() if name != "parties"}
        for name, what in (others | party_faults(form) | rights_faults(self.actor, form)).items():
            column = self._column(_FIELD_OF.get(name, name))
            if column not in told and not (told & self._causes(name)):
                read.faults.append(Fault(column, what))
        read.form = form
        return read

    def _form(self, read: RowRead, values: Mapping[str, Cell]) -> CaseForm:
        def get(name: str, reader: Callable[[Cell], _T]) -> _T | None:
            if values.get(name) is None:
                return None
            try:
                return reader(values[name])
            except WrongValueError as error:
                self._fault(read, name, str(error))
                return None

        group = get("group", lambda cell: _group(_text(cell)))
        known = group is not None or values.get("group") is None
        group = group or REGISTERING
        money = self.heading.in_ten_thousands
        return CaseForm(
            number=get("number", lambda cell: case_number(_text(cell))) or "",
            filed_on=get("filed_on", lambda cell: day(cell, self.today)),
            group=group,
            parties=(*self._parties(get, "applicants"), *self._parties(get, "respondents")),
            entered_on=get("entered_on", lambda cell: day(cell, self.today)),
            closing_kind=get("closing_kind", _text),
            claim_fen=get("claim", lambda cell: fen(cell, ten_thousands="claim" in money)),
            paid_fen=get("paid", lambda cell: fen(cell, ten_thousands="paid" in money)),
            handler_id=self._handled_by(get, group) if known else None,
        )

    def _handled_by(self, get: Callable[[str, Callable[[Cell], int]], int | None], group: str) -> int | None:
        """Who is named; of what is just filed, where nobody is, the leader (第一组3)."""
        found = get("handler", lambda cell: self._handler(_text(cell), group))
        return self.leader if found is None and group == REGISTERING else found

    def _parties(
        self, get: Callable[[str, Callable[[Cell], list[str]]], list[str] | None], side: str
    ) -> list[PartyForm]:
        found = get(side, lambda cell: names(_text(cell))) or []
        if side == "applicants":
            phones = get("phone", lambda cell: _matched(several(_text(cell)), len(found), "电话")) or []
            return [PartyForm(APPLICANT, name, phone=_at(phones, at)) for at, name in enumerate(found)]
        numbers = get("respondent_numbers", lambda cell: _matched(several(_text(cell)), len(found), "证件号码")) or []
        return [PartyForm(RESPONDENT, name, number=_at(numbers, at)) for at, name in enumerate(found)]

    def _handler(self, name: str, group: str) -> int:
        found = [user for user in self.handlers.get(name, []) if user.group == group]
        if not found:
            raise WrongValueError(
                f"{GROUPS[group]}没有名叫“{name[:20]}”的在用承办人", "核对姓名和承办组，或者留空待分配"
            )
        if len(found) > 1:
            raise WrongValueError(f"{GROUPS[group]}有{len(found)}人名叫“{name[:20]}”", "改写用户名")
        return found[0].id

    def _causes(self, name: str) -> set[str]:
        """The columns whose own fault makes this one: one mistake is told once."""
        return {
            self._column(cause)
            for cause in {"respondents": ("applicants",), "entered_on": ("filed_on", "group")}.get(name, ())
        }

    def _fault(self, read: RowRead, name: str, what: str) -> None:
        read.faults.append(Fault(self._column(name), what))

    def _column(self, name: str) -> str:
        at = self.heading.at.get(name)
        return COLUMNS.get(name, (name,))[0] if at is None else self.heading.texts[at]


def _note_duplicates(session: Session, rows: Sequence[RowRead]) -> None:
    first: dict[str, int] = {}
    numbers = {row.form.number for row in rows if row.form and row.form.number}
    there: set[str] = set()
    for some in _batches(sorted(numbers), 500):
        there |= set(session.scalars(select(Case.number).where(Case.number.in_(some))))
    for row in rows:
        number = row.form.number if row.form else ""
        if number in there:
            row.known = "已经登记，不再导入"
        elif number in first:
            row.known = f"与第{first[number]}行重复，只取第{first[number]}行"
        elif number and not row.faults:
            first[number] = row.number


def _handlers(session: Session) -> dict[str, list[User]]:
    """Who may handle cases, by name and by login."""
    found: dict[str, list[User]] = {}
    for user in session.scalars(select(User).where(User.active, User.role.in_([Role.MEMBER, Role.LEADER]))):
        for name in {user.name, user.login}:
            found.setdefault(name, []).append(user)
    return found


def _group(text: str) -> str:
    bare = text.removeprefix("执行").strip()
    for slug in GIVABLE:
        if bare in (slug, GROUPS[slug], GROUPS[slug].removesuffix("组")):
            return slug
    ordinal = next((slug for word, slug in _ORDINALS.items() if bare in (word, word[1:])), None)
    if ordinal is None:
        raise WrongValueError(f"没有名为“{text[:20]}”的组", f"可写：{'、'.join(GROUPS[slug] for slug in GIVABLE)}")
    return ordinal


def _matched(values: list[str], many: int, what: str) -> list[str]:
    """Values that stand for so many parties in their order; one may stand for the first."""
    if many and len(values) > 1 and len(values) != many:
        raise WrongValueError(f"{what}有{len(values)}个，当事人有{many}名，不能对应", "个数写成一样，次序对应")
    return values


def _at(values: Sequence[str], index: int) -> str | None:
    return values[index] if index < len(values) else None


def _text(cell: Cell) -> str:
    return plain_words(_shown(cell)) if not isinstance(cell, str) else cell.strip()


def _shown(cell: Cell) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(cell)


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
