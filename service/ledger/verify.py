"""Looks whether the ledger is what was written: edits, deletions, reordering and a cut-off end show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import LedgerEntry
from service.ledger.checkpoints import Checkpoints
from service.ledger.record import START, hash_of

_AT_ONCE = 2_000


def printed_code(text: str) -> tuple[int, str] | None:
    """Number and hash of a check code as it stands on a paper (379:994b…), blanks and line breaks in it taken out; None where
    it is none.
    """
    number, _, hash_ = re.sub(r"\s", "", text).replace("：", ":").partition(":")
    whole = number.isascii() and number.isdigit() and len(number) < 10 and re.fullmatch(r"[0-9a-fA-F]{64}", hash_)
    return (int(number), hash_.lower()) if whole and int(number) > 0 else None


@dataclass(frozen=True, slots=True)
class LedgerState:
    """How many entries there are, the last hash, how many checkpoints were compared, and what is wrong (Chinese)."""

    entries: int
    head: str
    checkpoints: int
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_ledger(
    session: Session, checkpoints: Checkpoints, known: tuple[int, str] | None = None, most: int = 20
) -> LedgerState:
    """Goes through the whole ledger. `known`: a number and hash printed on paper earlier. At most `most` faults are told."""
    sealed, faults, compared = _sealed(checkpoints)
    if known:
        sealed.setdefault(known[0], {})[known[1]] = "所给的校验码"
    previous, expected = START, 1
    for entry in _entries(session):
        faults += _faults_of(entry, expected, previous)
        for hash_, where in sealed.pop(entry.seq, {}).items():
            if hash_ != entry.hash:
                faults.append(f"第{entry.seq}条与签名的校验点不一致（{where}）：内容被改写")
        previous, expected = entry.hash, entry.seq + 1
        if len(faults) >= most:
            break
    else:
        if sealed:
            last = max(sealed)
            where = next(iter(sealed[last].values()))
            faults.append(f"台账只到第{expected - 1}条，校验点（{where}）证明曾有第{last}条：末尾被截断")
        if expected > 1 and not compared:  # every act that was answered had its end sealed
            faults.append("没有一个签名的校验点：校验点文件不在了，末尾是否被截断无从核验")
    return LedgerState(expected - 1, previous, compared, tuple(faults[:most]))


def _sealed(checkpoints: Checkpoints) -> tuple[dict[int, dict[str, str]], list[str], int]:
    sealed: dict[int, dict[str, str]] = {}
    faults: list[str] = []
    compared = 0
    for checkpoint in checkpoints.all():
        if checkpoint.valid:
            compared += 1
            sealed.setdefault(checkpoint.seq, {})[checkpoint.hash] = checkpoint.where
        else:
            faults.append(f"校验点 {checkpoint.where} 的签名不对：被改写或者写到一半")
    return sealed, faults, compared


def _entries(session: Session) -> Iterator[LedgerEntry]:
    query = select(LedgerEntry).order_by(LedgerEntry.seq).execution_options(yield_per=_AT_ONCE)
    return iter(session.scalars(query))


def _faults_of(entry: LedgerEntry, expected: int, previous: str) -> list[str]:
    faults = []
    if entry.seq != expected:
        faults.append(f"第{expected}条至第{entry.seq - 1}条不在了：被删除")
    if entry.previous != previous and entry.seq == expected:
        faults.append(f"第{entry.seq}条不接在前一条之后：次序或者前一条被改动")
    if hash_of(entry) != entry.hash:
        faults.append(f"第{entry.seq}条的内容与其校验值不符：内容被改写")
    return faults
