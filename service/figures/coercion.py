"""Detentions and fines of a case in a month, as the papers of its last check show them.

The service keeps no register of its own of either: what the papers do not show is not known, and never counted as none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import Check, CheckState
from service.figures.month import Month
from service.store.blobs import Blobs, DamagedOriginalError

DETENTION, FINE = "拘留决定书", "罚款决定书"
_ANY = re.compile(f'"kind":\\s*"(?:{DETENTION}|{FINE})"'.encode())
_MADE, _BEGINS = "made_on", "start_on"
_IN_ONE = 500


@dataclass(frozen=True, slots=True)
class Coercion:
    """How many papers of each kind are of the month, and how many bear no day that could be read."""

    detentions: int
    fines: int
    undated: int


def coercion_of(service: Service, session: Session, case_ids: Iterable[int], month: Month) -> Mapping[int, Coercion]:
    """By case. A case that was never checked, or whose report cannot be read, is not in it: nothing is known of it."""
    found: dict[int, Coercion] = {}
    for case_id, digest in _last_reports(session, sorted(set(case_ids))).items():
        try:
            papers = _papers(service.blobs, digest)
        except DamagedOriginalError:
            continue
        found[case_id] = _in_month(papers, month)
    return found


def _in_month(papers: tuple[tuple[str, date | None], ...], month: Month) -> Coercion:
    dated = [kind for kind, day in papers if day and month.first <= day <= month.last]
    return Coercion(dated.count(DETENTION), dated.count(FINE), sum(day is None for _, day in papers))


def _last_reports(session: Session, ids: list[int]) -> dict[int, str]:
    reports: dict[int, str] = {}
    for start in range(0, len(ids), _IN_ONE):
        done = (
            select(func.max(Check.id))
            .where(
                Check.case_id.in_(ids[start : start + _IN_ONE]),
                Check.state == CheckState.DONE,
                Check.report_sha256.is_not(None),
            )
            .group_by(Check.case_id)
        )
        query = select(Check.case_id, Check.report_sha256).where(Check.id.in_(done))
        reports |= {case_id: digest for case_id, digest in session.execute(query) if digest}
    return reports


@lru_cache(maxsize=16_384)
def _papers(blobs: Blobs, digest: str) -> tuple[tuple[str, date | None], ...]:
    """The papers of both kinds in a report, with their days. A report never changes, so it is read once for a process."""
    data = blobs.get(digest)
    if not _ANY.search(data):  # most have none, and reading half a megabyte of JSON takes ten times as long
        return ()
    report: dict[str, Any] = json.loads(data)
    papers = [paper for paper in report.get("documents", []) if paper.get("kind") in (DETENTION, FINE)]
    return tuple((paper["kind"], _day(paper.get("fields", {}))) for paper in papers)


def _day(fields: Mapping[str, list[Any]]) -> date | None:
    for name in (_MADE, _BEGINS):
        for value in fields.get(name, []):
            try:
                return date.fromisoformat(str(value))
            except ValueError:
                continue
    return None
