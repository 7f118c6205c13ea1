"""What is known of a case for its time limits: its columns, and the report of its last check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Case, Check, CheckState
from service.store.blobs import Blobs

CASE = "案件"


class ReportFacts:
    """The facts and papers of a report (`zhongben/report/1`). What was not read, or read differently in two places, is None."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        self.report = report

    def value(self, name: str, subject: str = CASE) -> object:
        """The value of a fact (bool, text, number; days as ISO text) of a subject (`被执行人:张三`, or 案件)."""
        found = self._values.get((name, subject), set())
        return next(iter(found)) if len(found) == 1 else None

    def day(self, name: str, subject: str = CASE) -> date | None:
        """The value of a fact that is a day."""
        return day_of_text(self.value(name, subject))

    def subjects(self, kind: str) -> list[str]:
        """The subjects of a kind that findings are about, in order."""
        found = [finding["subject"] for finding in self.report["findings"]]
        return list(dict.fromkeys(one for one in found if one.startswith(f"{kind}:")))

    def names(self, role: str) -> list[str]:
        """The names of the parties of a role."""
        return [party["name"] for party in self.report["parties"] if party["role"] == role]

    def statuses(self, rule: str) -> dict[str, str]:
        """How a rule came out, by subject."""
        return {one["subject"]: one["status"] for one in self.report["findings"] if one["rule"] == rule}

    def papers(self, *kinds: str) -> list[Paper]:
        """The papers of these kinds, in the order of the file."""
        return [Paper(one) for one in self.report["documents"] if one["kind"] in kinds]

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], set[Any]]:
        found: dict[tuple[str, str], set[Any]] = {}
        for name, subject, value in self._named():
            found.setdefault((name, subject), set()).add(value)
        return found

    def _named(self) -> Iterator[tuple[str, str, Any]]:
        """Every fact that stands in the trace of a finding. A fact of another kind than the finding's subject says nothing of
        whom it is about, and is left out.
        """
        for finding in self.report["findings"]:
            kind = finding["subject"].partition(":")[0]
            for because in finding["because"]:
                for value in because["values"]:
                    about, _, _ = value["name"].partition(".")
                    if about in (CASE, kind) and value["value"] is not None and not isinstance(value["value"], list):
                        yield value["name"], CASE if about == CASE else finding["subject"], value["value"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a report."""

    document: Mapping[str, Any]

    @property
    def place(self) -> str:
        """What it is and where it lies: 协助冻结存款通知书（扫描件.pdf 第12页）."""
        kind, pages = self.document["kind"], self.document["pages"]
        return f"{kind}（{pages[0]['file']} 第{pages[0]['page']}页）" if pages else str(kind)

    def day(self, *names: str) -> date | None:
        """The first of these fields that is a day."""
        values = [value for name in names for value in self.document["fields"].get(name, ())]
        return next(filter(None, map(day_of_text, values)), None)

    def text(self, name: str) -> str | None:
        """A field that is text; None where it is missing or was not readable."""
        values: Sequence[object] = self.document["fields"].get(name, ())
        return next((value for value in values if isinstance(value, str)), None)


def day_of_text(value: object) -> date | None:
    """The day of an ISO text; None of anything else."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Known:
    """A case for the counting of its limits. `fresh`: it is with the group that registered it and never passed a gate, so
    `entered_on` is the day on which its first handler got it.
    """

    group: str
    filed_on: date | None
    entered_on: date
    fresh: bool
    facts: ReportFacts | None = None
    respondents: tuple[str, ...] = field(default=())


def known_of(case: Case, facts: ReportFacts | None) -> Known:
    """What is known of a case, its passages and parties loaded."""
    names = tuple(facts.names("被执行人")) if facts else ()
    return Known(
        group=case.group,
        filed_on=case.filed_on,
        entered_on=case.entered_on,
        fresh=case.group == "online" and not case.passages,
        facts=facts,
        respondents=names or tuple(party.name for party in case.respondents),
    )


def last_check(session: Session, case_id: int) -> Check | None:
    """The last check of a case that came to an end with a report."""
    return session.scalar(
        select(Check)
        .where(Check.case_id == case_id, Check.state == CheckState.DONE, Check.report_sha256.is_not(None))
        .order_by(Check.finished_at.desc(), Check.id.desc())
        .limit(1)
    )


def facts_of(blobs: Blobs, check: Check | None) -> ReportFacts | None:
    """The report of a check, for its facts."""
    if check is None or check.report_sha256 is None:
        return None
    return ReportFacts(json.loads(blobs.get(check.report_sha256)))
