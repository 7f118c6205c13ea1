"""Looks ahead: what the later gates on the way to 终本 will ask for and the file does not secure yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.casefile import CaseFile
from checker.clock import stage_ends
from checker.evaluate import FactSource
from checker.gates import later_gates
from checker.judge_gate import judge_gate
from checker.outcome import OPEN, Level
from checker.report import Ahead, Finding
from checker.rulebook import Rulebook
from checker.verdicts import OWN_PACK
from checker.worker import Engine


def items_ahead(
    case: CaseFile,
    source: FactSource,
    gate: str,
    as_of: date,
    rulebook: Rulebook,
    engine: Engine,
    now: Sequence[Finding],
) -> tuple[Ahead, ...]:
    """The open items of later gates, each under the first gate that asks it, with the condition of 终本 it belongs to and the
    end of its group's time: blocking rules of the court's own plan that `now` does not tell of already.
    """
    number_of = {rule: one.number for one in rulebook.conditions if one.pack == OWN_PACK for rule in one.rules}
    ends = stage_ends(source, rulebook.libraries.parameters, as_of)
    seen = {(finding.rule, finding.subject) for finding in now}
    found: list[Ahead] = []
    for later in later_gates(gate):
        for finding in judge_gate(case, source, later, as_of, rulebook, engine):
            wanted = finding.pack == OWN_PACK and finding.level is Level.BLOCKING and finding.status in OPEN
            if wanted and (finding.rule, finding.subject) not in seen:
                found.append(Ahead(later, number_of.get(finding.rule, ""), finding, ends.get(finding.owner)))
            seen.add((finding.rule, finding.subject))
    order = (*dict.fromkeys(number_of.values()), "")
    gates = later_gates(gate)
    return tuple(sorted(found, key=lambda item: (gates.index(item.gate), order.index(item.condition))))
