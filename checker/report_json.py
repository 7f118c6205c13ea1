"""The report as JSON (`zhongben/report/1`). Stable order, rounded numbers, no clock: the same input, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from checker.assume import Assumption
from checker.casefile import Document, Evidence, FieldValue, TakenCorrection, UnknownPage, Waiver
from checker.closing_conditions import ConditionMet
from checker.conflicts import Outcome, Standing
from checker.facts import Value
from checker.outline import logic_json
from checker.periods import Period
from checker.places import places_text
from checker.report import Ahead, Because, Finding, GivenWaiver, PageCount, Repair, Report, not_found
from checker.sources import Basis

SCHEMA = "zhongben/report/1"


def report_bytes(report: Report) -> bytes:
    """The JSON file of a report, UTF-8."""
    return dump_json(report_json(report))


def dump_json(content: object) -> bytes:
    """JSON as this product writes it: UTF-8, two spaces, a final newline. Half a character, which the text layer of a
    broken PDF may hold, becomes a question mark.
    """
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def report_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, keys in fixed order. The receipt ends it, with a seal over every part."""
    content = _content(report)
    receipt = {
        "inputs": dict(sorted(report.receipt.inputs.items())),
        "rules": dict(sorted(report.receipt.rules.items())),
        "versions": dict(sorted(report.receipt.versions.items())),
    }
    return {**content, "receipt": {**receipt, "seals": seals({**content, **receipt})}}


def seals(parts: Mapping[str, object]) -> dict[str, str]:
    """SHA-256 of each part of a report, by its key; `inputs`, `rules` and `versions` are parts of the receipt."""
    return {name: sha256(_plain(part)).hexdigest() for name, part in parts.items()}


def _plain(part: object) -> bytes:
    """JSON without layout: a tenth of the time of `dump_json`, which a seal does not need."""
    return json.dumps(part, ensure_ascii=False).encode(errors="replace")


def _content(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "case": report.case,
        "name": report.name,
        "gate": report.gate,
        "as_of": report.as_of.isoformat(),
        "verdict": str(report.verdict),
        "packs": {pack: str(verdict) for pack, verdict in sorted(report.packs.items())},
        "settings": {"national": str(report.national)},
        "assumed": [assumption_json(assumption) for assumption in report.assumed],
        "conditions": [condition_json(one) for one in report.conditions],
        "parties": [{"role": role, "name": name} for role, name in report.parties],
        "findings": [finding_json(finding) for finding in report.findings],
        "conflicts": [standing_json(standing) for standing in report.conflicts],
        "waivers": [given_json(given) for given in report.waivers],
        "passed_by_waiver": report.passed_by_waiver,
        "ahead": [_ahead(item) for item in report.ahead],
        "repair": [repair_json(repair) for repair in report.repair],
        "documents": [document_json(document) for document in report.documents],
        "foreign": [document_json(document) for document in report.foreign],
        "pages": page_count_json(report.pages),
        "unknown_pages": [unknown_json(unknown) for unknown in report.unknown],
        "problems": list(report.problems),
        "notes": list(report.notes),
        **({"corrections": [correction_json(one) for one in report.corrections]} if report.corrections else {}),
    }


def correction_json(taken: TakenCorrection) -> dict[str, str | int]:
    """What a person saw on a page; `ignored`: why it was not used. A report without corrections has no such key."""
    one = taken.correction
    return {
        "file": one.file,
        "page": one.page,
        "of": one.of,
        "name": one.name,
        "value": one.value,
        "by": one.by,
        "on": one.on.isoformat(),
        "ignored": taken.ignored,
    }


def page_count_json(pages: PageCount) -> dict[str, int]:
    """The page accounting: `in` = the sum of the others."""
    return {
        "in": pages.in_,
        "catalogued": pages.catalogued,
        "blank": pages.blank,
        "duplicate": pages.duplicate,
        "unknown": pages.unknown,
        "foreign": pages.foreign,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """How one rule came out for one subject."""
    return {
        "rule": finding.rule,
        "code": finding.code,
        "title": finding.title,
        "subject": finding.subject,
        "status": str(finding.status),
        "level": str(finding.level),
        "message": finding.message,
        "remedy": finding.remedy,
        "papers": list(finding.papers),
        "owner": finding.owner,
        "basis": [_basis(basis) for basis in finding.basis],
        "because": [_because(because) for because in finding.because],
        "logic": logic_json(finding.logic),
        "evidence": [evidence_json(evidence) for evidence in finding.evidence],
        "earlier": [{"gate": item.gate, **_told(item.finding)} for item in finding.earlier],
        "waiver": waiver_json(finding.waiver) if finding.waiver else None,
        "nearest": [{"place": evidence_json(one.place), "says": one.says} for one in finding.nearest],
    }


def _told(finding: Finding) -> dict[str, Any]:
    """An item of another gate: what its own report would say, without the trace."""
    left_out = ("because", "logic", "earlier", "waiver", "nearest")
    told = {key: value for key, value in finding_json(finding).items() if key not in left_out}
    lacking = [
        {"name": value.name, "pages": len(value.searched), "in": places_text(value.searched)}
        for value in not_found(finding)
    ]
    return {**told, "not_found": lacking}


def _ahead(item: Ahead) -> dict[str, Any]:
    """An item that a later gate will ask for."""
    due = item.due.isoformat() if item.due else None
    return {"gate": item.gate, "condition": item.condition, "due": due, **_told(item.finding)}


def waiver_json(waiver: Waiver) -> dict[str, str]:
    """A waiver of the case record; an empty subject: for every one."""
    return {
        "rule": waiver.rule,
        "subject": waiver.subject,
        "reason": waiver.reason,
        "approver": waiver.approver,
        "expires": waiver.expires.isoformat(),
    }


def given_json(given: GivenWaiver) -> dict[str, str]:
    """A waiver and what it did."""
    return waiver_json(given.waiver) | {"state": str(given.state)}


def assumption_json(assumption: Assumption) -> dict[str, Any]:
    """A fact set by hand; an empty subject: of every subject of its kind."""
    return {
        "fact": assumption.fact.name,
        "subject": assumption.subject,
        "value": value_json(assumption.value),
        "shown": assumption.text,
    }


def condition_json(met: ConditionMet) -> dict[str, Any]:
    """A condition of 终本 and how it came out."""
    one = met.condition
    return {
        "scheme": one.scheme,
        "pack": one.pack,
        "number": one.number,
        "title": one.title,
        "status": str(met.status),
        "rules": list(one.rules),
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """A conflict between the plan and the superior rules, with what its rules found."""
    conflict = standing.conflict
    return {
        "id": conflict.id,
        "title": conflict.title,
        "nature": conflict.nature,
        "state": str(standing.state),
        "plan": {"says": conflict.plan.says, "cite": conflict.plan.cite},
        "superior": {"says": conflict.superior.says, "cite": conflict.superior.cite},
        "jianli": [_outcome(outcome) for outcome in standing.own],
        "national": [_outcome(outcome) for outcome in standing.national],
        "follows": conflict.follows,
    }


def _outcome(outcome: Outcome) -> dict[str, str]:
    return {"rule": outcome.rule, "subject": outcome.subject, "status": str(outcome.status)}


def _because(because: Because) -> dict[str, Any]:
    return {
        "sentence": because.sentence,
        "truth": because.truth,
        "condition": because.condition,
        "open": because.open,
        "values": [
            {
                "name": named.name,
                "type": named.type,
                "value": value_json(named.value),
                "shown": named.shown,
                "note": named.note,
                "searched": len(named.searched),
                "searched_in": places_text(named.searched),
                "evidence": [evidence_json(evidence) for evidence in named.evidence],
            }
            for named in because.values
        ],
    }


def repair_json(repair: Repair) -> dict[str, Any]:
    """A paper or act that is owed."""
    return {
        "owner": repair.owner,
        "subject": repair.subject,
        "do": repair.do,
        "papers": list(repair.papers),
        "deadline": repair.deadline.isoformat() if repair.deadline else None,
        "counted_from": repair.counted_from.isoformat() if repair.counted_from else None,
        "period": repair.period,
        "period_source": repair.period_source,
        "rules": list(repair.rules),
        "needs": [str(need) for need in repair.needs],
        "basis": [_basis(basis) for basis in repair.basis],
    }


def _basis(basis: Basis) -> dict[str, str]:
    return {"cite": basis.cite, "grade": basis.grade}


def value_json(value: Value | Period | None) -> bool | int | str | list[str] | None:
    """A fact's value in JSON: dates as ISO text, sets as sorted lists, money as fen."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Period) else value


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """A place: file, page from 1, box as fractions 0–1 of the upright page, what was read there."""
    return {
        "file": evidence.file,
        "page": evidence.page,
        "box": [round(float(edge), 4) for edge in evidence.box],
        "text": evidence.text,
        "confidence": round(float(evidence.confidence), 3),
    }


def document_json(document: Document) -> dict[str, Any]:
    """A document: kind, pages, and its fields as lists of the values read (null: seen but not readable)."""
    return {
        "kind": document.kind,
        "title": document.title,
        "pages": [{"file": page.file, "page": page.number} for page in document.pages],
        "fields": {
            name: [field_json(field.value) for field in fields] for name, fields in sorted(document.fields.items())
        },
        "rows": {
            table: [{column: field_json(cell.value) for column, cell in sorted(row.items())} for row in rows]
            for table, rows in sorted(document.rows.items())
        },
        "confidence": round(float(document.confidence), 3),
    }


def field_json(value: FieldValue | None) -> str | int | bool | None:
    """A field's value in JSON."""
    return value.isoformat() if isinstance(value, date) else value


def unknown_json(unknown: UnknownPage) -> dict[str, Any]:
    """A page no kind could be settled for, with the kinds it may be."""
    return {
        "file": unknown.page.file,
        "page": unknown.page.number,
        "candidates": list(unknown.candidates),
        "readable": unknown.readable,
        "problem": unknown.page.problem or "",
    }
