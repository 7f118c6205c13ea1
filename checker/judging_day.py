"""The day a file is judged by, and the facts of that day. The command line and the service ask here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.assume import AssumedFacts, Assumption
from checker.casefile import CaseFile
from checker.errors import SettingsError
from checker.evaluate import FactSource
from checker.facts import THE_CASE
from checker.gates import GATES
from checker.reports.words import chinese_date
from checker.rulebook import Rulebook

CLOSING_DAYS = ("案件.裁定日期", "案件.报结日期")
AFTER_CLOSING = ("resumption", "aftercare")
"""These gates look at what happened since the closing."""


def facts_to_judge(
    case: CaseFile,
    gate: str,
    wanted: date | None,
    today: date,
    rulebook: Rulebook,
    assumptions: Sequence[Assumption] = (),
) -> tuple[date, FactSource]:
    """The day judged on and the facts of that day. Where no day is wanted: the day of the ruling, of closing, or today."""
    from checker.derive import facts_of as facts_of_file

    def facts_of(day: date) -> FactSource:
        found = facts_of_file(case, day)
        return AssumedFacts(found, assumptions, rulebook.libraries.vocabulary) if assumptions else found

    as_of = wanted or today
    source = facts_of(as_of)
    if wanted or gate in AFTER_CLOSING:
        return as_of, source
    known = (source.fact(THE_CASE, name).value for name in CLOSING_DAYS if name in rulebook.libraries.vocabulary)
    closing = next((value for value in known if isinstance(value, date)), None)
    return (closing, facts_of(closing)) if closing else (as_of, source)


def require_rules(rulebook: Rulebook, gate: str, as_of: date, how: str) -> None:
    """Refuses a day on which no rule of the gate was in force yet: nothing would be checked. `how` to name another day."""
    starts = [rule.start for rule in rulebook.for_gate(gate)]
    if starts and as_of < min(starts):
        raise SettingsError(
            f"{chinese_date(as_of)}，“{GATES[gate]}”的规则尚未施行，无从检查",
            how=f"最早的规则自{chinese_date(min(starts))}起施行；核对裁定日期，或{how}",
        )
