"""The reports of checks: loading them, and what differs from one to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.outcome import OPEN, Level, Status
from checker.read_report import read_report
from checker.report import Report
from service.context import Service
from service.database.models import Check
from service.errors import ConflictError, NotFoundError
from service.store.blobs import Blobs

_NONE, _HOW = "这次检查还没有结果", "检查完成后再看；未能检查的，重新检查"
_KEPT = 8  # reports ready in memory: a report is read many times while somebody works on it


def load_report(service: Service, check: Check) -> dict[str, Any]:
    """The report of a check as JSON values. `NotFoundError` where there is none: it is not over, or failed."""
    if check.report_sha256 is None:
        raise NotFoundError(_NONE, how=_HOW)
    plain: dict[str, Any] = json.loads(service.blobs.get(check.report_sha256))
    return plain


def report_of(service: Service, check: Check) -> Report:
    """The report of a check. `NotFoundError` where there is none, `ConflictError` where another version wrote it in another
    shape.
    """
    if check.report_sha256 is None:
        raise NotFoundError(_NONE, how=_HOW)
    try:
        return _report(service.blobs, check.report_sha256)
    except (KeyError, TypeError, ValueError) as error:
        raise ConflictError("这次检查的报告是程序的另一个版本写的，不能显示", how="请重新检查") from error


@lru_cache(maxsize=_KEPT)
def _report(blobs: Blobs, digest: str) -> Report:
    """A report by its digest, which is what it says: it can be kept in memory without growing old."""
    return read_report(json.loads(blobs.get(digest)))


@dataclass(frozen=True, slots=True)
class Change:
    """A finding of two checks: as the later one has it (as the earlier one where the later does not ask it), with its status
    before and after; None: not asked.
    """

    finding: Mapping[str, Any]
    before: Status | None
    after: Status | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What became of the findings that ask for something, from an earlier check to a later one."""

    settled: tuple[Change, ...]
    still_open: tuple[Change, ...]
    newly_open: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether there was or is anything open at all."""
        return bool(self.settled or self.still_open or self.newly_open)


def differences(old_report: Mapping[str, Any], new_report: Mapping[str, Any]) -> Differences:
    """What differs between two reports (JSON values) on one case at one gate. A finding is known by its rule and subject;
    advice is left out, and what was waived asks for nothing.
    """
    old, new = _by_key(old_report), _by_key(new_report)
    settled, still, newly = [], [], []
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        change = Change(after or before or {}, _status(before), _status(after))
        was, is_ = _open(before), _open(after)
        if was and is_:
            still.append(change)
        elif was:
            settled.append(change)
        elif is_:
            newly.append(change)
    return Differences(tuple(settled), tuple(still), tuple(newly))


def differences_of(service: Service, old: Check, new: Check) -> Differences:
    """What differs between the reports of two checks that are done."""
    return _differences(service.blobs, old.report_sha256 or "", new.report_sha256 or "")


@lru_cache(maxsize=_KEPT)
def _differences(blobs: Blobs, old: str, new: str) -> Differences:
    return differences(json.loads(blobs.get(old)), json.loads(blobs.get(new)))


def _by_key(report: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(finding["rule"], finding["subject"]): finding for finding in report["findings"]}


def _open(finding: Mapping[str, Any] | None) -> bool:
    if finding is None or finding["waiver"] or finding["level"] == Level.NOTICE:
        return False
    return finding["status"] in OPEN


def _status(finding: Mapping[str, Any] | None) -> Status | None:
    return Status(finding["status"]) if finding else None
