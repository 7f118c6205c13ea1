"""The report of a submission's check, cut down to what whoever decides has to look at."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from checker.casefile import PageRef
from checker.conflicts import State
from checker.outcome import OPEN, Level, Status
from checker.periods import parse_period, shift
from checker.places import places_text
from checker.verdicts import NATIONAL_PACK, OWN_PACK
from service.context import Service
from service.database.models import Check
from service.errors import ConflictError
from service.store.blobs import Blobs

Key = tuple[str, str]
"""Rule id and subject: by these a finding is the same one in two reports."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page viewer opens: file, page, and the number of the finding in the report."""

    file: str
    page: int
    finding: int


@dataclass(frozen=True, slots=True)
class Item:
    """An open finding: 不符合 or 待核. `gate` is the earlier gate that asks for it, empty where this gate does.

    `lacks` names the facts that are not as the rule has them; `searched`: one of them was looked for in vain; `absent`: that
    one is a paper which the rule asks for, or none of those is in the file. `due` is the report's
    day of repair, counted as `period` from its own day.
    """

    rule: str
    code: str
    title: str
    subject: str
    status: Status
    level: Level
    problem: str
    remedy: str
    owner: str
    basis: str
    pages: str = ""
    lacks: tuple[str, ...] = ()
    searched: bool = False
    absent: bool = False
    due: date | None = None
    period: str = ""
    gate: str = ""
    place: Place | None = None
    waived: bool = False
    """The check already counted with a waiver: nothing is asked any more."""

    @property
    def key(self) -> Key:
        """Rule and subject."""
        return self.rule, self.subject

    @property
    def national(self) -> bool:
        """Whether a superior rule asks for it."""
        return self.rule.startswith(f"{NATIONAL_PACK}/")

    def due_from(self, day: date) -> date | None:
        """By when it is to be repaired where the file is returned on a day: the report's day, or where that is past the same
        period from now.
        """
        if self.due and self.due < day:
            period = parse_period(self.period)
            return shift(day, period, 1) if period else None
        return self.due


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the court's plan and the superior rules part for this file."""

    title: str
    nature: str
    follows: str


@dataclass(frozen=True, slots=True)
class Review:
    """What stands open after a check. `items` are the open findings of this gate, `earlier` those of the gates before it.

    `decides` is the pack that decides; `unread` the pages that nobody could read.
    """

    sha256: str
    gate: str
    as_of: date
    verdict: str
    decides: str
    items: tuple[Item, ...]
    earlier: tuple[Item, ...]
    unread: str
    differences: tuple[Difference, ...]

    def count(self, status: Status, *, decides: bool) -> int:
        """How many blocking items have a status: of the pack that decides, or of the others. What is waived does not count, here
        as in the list of checks.
        """
        return sum(
            item.level is Level.BLOCKING
            and not item.waived
            and item.status is status
            and item.rule.startswith(f"{self.decides}/") is decides
            for item in self.items
        )

    @property
    def counts(self) -> str:
        """The same in words."""
        violated, undetermined = (self.count(status, decides=True) for status in OPEN)
        superior = self.count(Status.VIOLATED, decides=False)
        waived = sum(item.waived for item in self.items)
        told = f"必备要件不符合 {violated} 项，待核 {undetermined} 项；上位规定不符 {superior} 项"
        return told + (f"；另有经批准豁免 {waived} 项" if waived else "")

    @property
    def open_keys(self) -> frozenset[Key]:
        """All that is open, here and at earlier gates."""
        return frozenset(item.key for item in (*self.items, *self.earlier))

    @property
    def violated_keys(self) -> frozenset[Key]:
        """All that is 不符合, here and at earlier gates."""
        return frozenset(item.key for item in (*self.items, *self.earlier) if item.status is Status.VIOLATED)

    @property
    def waived_keys(self) -> frozenset[Key]:
        """All that a waiver lets pass."""
        return frozenset(item.key for item in self.items if item.waived)

    def item(self, rule: str, subject: str) -> Item | None:
        """The open finding of a rule for a subject."""
        return next((one for one in (*self.items, *self.earlier) if one.key == (rule, subject)), None)


def review_of(service: Service, check: Check | None) -> Review | None:
    """What stands open after a check; None where it has made no report yet."""
    if check is None or not check.report_sha256:
        return None
    return _read(service.blobs, check.report_sha256)


def required_review(service: Service, check: Check | None) -> Review:
    """The same, `ConflictError` where there is no report yet."""
    review = review_of(service, check)
    if review is None:
        raise ConflictError("检查还没有完成，不能审批", how="等检查完成后再办理")
    return review


@lru_cache(maxsize=128)
def _read(blobs: Blobs, digest: str) -> Review:
    return read_review(json.loads(blobs.get(digest)), digest)


def read_review(report: Mapping[str, Any], digest: str = "") -> Review:
    """The same from the JSON of a report (`zhongben/report/1`)."""
    packs = report["packs"]
    findings = list(enumerate(report["findings"]))
    kinds = {one["kind"] for one in report["documents"]}
    unread = [PageRef(page["file"], page["page"]) for page in report["unknown_pages"] if page["problem"]]
    return Review(
        digest,
        report["gate"],
        date.fromisoformat(report["as_of"]),
        report["verdict"],
        OWN_PACK if OWN_PACK in packs else next(iter(packs), OWN_PACK),
        tuple(_item(one, report["repair"], at, kinds=kinds) for at, one in findings if one["status"] in OPEN),
        tuple(_earlier(findings, kinds)),
        places_text(unread),
        tuple(
            Difference(one["title"], one["nature"], one["follows"])
            for one in report["conflicts"]
            if one["state"] == State.DIFFERS
        ),
    )


def _earlier(findings: list[tuple[int, Mapping[str, Any]]], kinds: Container[str]) -> Iterator[Item]:
    for _, finding in findings:
        for item in finding["earlier"]:
            if item["status"] in OPEN:
                yield _item(item, (), None, item["gate"], kinds=kinds)


def _item(
    finding: Mapping[str, Any],
    repairs: Any,  # noqa: ANN401 (JSON)
    at: int | None,
    gate: str = "",
    *,
    kinds: Container[str],
) -> Item:
    places = [PageRef(place["file"], place["page"]) for place in finding["evidence"]]
    due, period = _due(finding, repairs)
    lacking = list(_lacking(finding))
    message = finding["message"]
    return Item(
        rule=finding["rule"],
        code=finding["code"],
        title=finding["title"],
        subject=finding["subject"],
        status=Status(finding["status"]),
        level=Level(finding["level"]),
        problem=f"{message.partition('：')[0]}，逐项见各组欠缺" if finding.get("earlier") else message,
        remedy=finding["remedy"] + (f"（{'、'.join(finding['papers'])}）" if finding["papers"] else ""),
        owner=finding["owner"],
        basis="；".join(basis["cite"] for basis in finding["basis"]),
        pages=places_text(places),
        lacks=tuple(name for name, _ in lacking),
        searched=any(searched for _, searched in lacking),
        absent=_absent(finding["papers"], lacking, kinds),
        due=due,
        period=period,
        gate=gate,
        place=Place(places[0].file, places[0].page, at) if places and at is not None else None,
        waived=bool(finding.get("waiver")),
    )


def _absent(papers: Sequence[str], lacking: Sequence[tuple[str, bool]], kinds: Container[str]) -> bool:
    """Whether a paper was looked for in vain: the fact is that paper itself, or none of what the rule asks for is in the file."""
    searched = [name.rpartition(".")[2] for name, vain in lacking if vain]
    nothing = bool(papers) and not any(kind in kinds for kind in papers)
    return any(name in papers for name in searched) or (bool(searched) and nothing)


def _due(finding: Mapping[str, Any], repairs: Any) -> tuple[date | None, str]:  # noqa: ANN401 (JSON)
    for repair in repairs:
        if repair["subject"] == finding["subject"] and finding["rule"] in repair["rules"] and repair["deadline"]:
            return date.fromisoformat(repair["deadline"]), repair["period"]
    return None, ""


def _lacking(finding: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The facts that are not as the rule has them, and whether each was looked for in vain."""
    for lacking in finding.get("not_found", ()):
        yield lacking["name"], True
    for because in finding.get("because", ()):
        if because["open"] and because["truth"] is False:
            searched = any(value["searched"] and value["value"] is not True for value in because["values"])
            yield because["sentence"].partition(" ")[0], searched
