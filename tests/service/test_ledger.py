"""The audit ledger shows every way of tampering with it."""

from __future__ import annotations

import resource
import signal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from service.ledger import Act, record
from service.ledger.verify import LedgerState, verify_ledger
from tests.service.conftest import Court


def _acts(court: Court, many: int = 6) -> None:
    for number in range(many):
        with court.service.writing() as session:
            record(session, Act.CASE_CREATED, court.person(session, "li.online"), about=f"案{number}", number=number)


def _verify(court: Court, known: tuple[int, str] | None = None) -> LedgerState:
    with court.service.reading() as session:
        return verify_ledger(session, court.service.checkpoints, known)


def test_an_untouched_ledger_holds(any_court: Court) -> None:
    _acts(any_court)
    state = _verify(any_court)
    assert (state.holds, state.entries, state.checkpoints) == (True, 6, 6)


def test_an_undone_act_leaves_nothing(court: Court) -> None:
    def act_and_fail() -> None:
        with court.service.writing() as session:
            record(session, Act.LOGIN, None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_and_fail()
    assert _verify(court).entries == 0


TAMPERINGS: dict[str, tuple[str, str]] = {
    "edit": ("UPDATE ledger_entries SET detail = '{}' WHERE seq = 3", "内容被改写"),
    "actor": ("UPDATE ledger_entries SET actor = '别人' WHERE seq = 3", "内容被改写"),
    "delete": ("DELETE FROM ledger_entries WHERE seq = 3", "被删除"),
    "first": ("DELETE FROM ledger_entries WHERE seq = 1", "被删除"),
    "end": ("DELETE FROM ledger_entries WHERE seq > 4", "末尾被截断"),
    "all": ("DELETE FROM ledger_entries", "末尾被截断"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_shows(any_court: Court, name: str) -> None:
    _acts(any_court)
    statement, told = TAMPERINGS[name]
    with any_court.service.database.engine.begin() as connection:
        connection.execute(text(statement))
    state = _verify(any_court)
    assert not state.holds
    assert any(told in fault for fault in state.faults), state.faults


def _swap(session: Session) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        session.execute(text("UPDATE ledger_entries SET seq = :new WHERE seq = :old"), {"old": old, "new": new})


def test_swapped_entries_show(court: Court) -> None:
    _acts(court)
    with court.service.database.writing() as session:
        _swap(session)
    assert not _verify(court).holds


def test_a_ledger_written_anew_without_the_key_shows(court: Court) -> None:
    """Whoever rewrites the whole chain cannot sign the checkpoints."""
    _acts(court)
    with court.service.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entries"))
    with court.service.database.writing() as session:  # not sealed
        for number in range(6):
            record(session, Act.CASE_CREATED, None, about=f"假{number}")
    assert any("校验点" in fault for fault in _verify(court).faults)


def test_a_changed_checkpoint_shows(court: Court) -> None:
    _acts(court)
    path = next(court.service.checkpoints.folder.glob("*.jsonl"))
    path.write_text(path.read_text().replace('"seq":6', '"seq":5', 1))
    assert any("签名不对" in fault for fault in _verify(court).faults)


def test_a_full_disk_leaves_no_half_checkpoint(court: Court) -> None:
    """The act itself is kept by then; the next checkpoint covers it."""
    _acts(court, 2)
    path = next(court.service.checkpoints.folder.glob("*.jsonl"))
    size, limits = path.stat().st_size, resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, limits[1]))
    try:
        with pytest.raises(OSError, match="space"):
            court.service.checkpoints.append((3, "0" * 64))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert path.stat().st_size == size
    _acts(court, 2)
    assert _verify(court).holds


def test_a_ledger_whose_checkpoints_are_gone_does_not_hold(court: Court) -> None:
    _acts(court)
    for path in court.service.checkpoints.folder.glob("*.jsonl"):
        path.unlink()
    with court.service.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entries WHERE seq > 4"))
    assert _verify(court).faults == ("没有一个签名的校验点：校验点文件不在了，末尾是否被截断无从核验",)


def test_a_printed_checkpoint_catches_a_ledger_whose_files_were_cut_too(court: Court) -> None:
    _acts(court)
    printed = _verify(court)
    known = (printed.entries, printed.head)
    path = next(court.service.checkpoints.folder.glob("*.jsonl"))
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:4]))
    with court.service.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entries WHERE seq > 4"))
    assert _verify(court).holds  # nothing left shows it
    assert not _verify(court, known).holds  # but the printed one
