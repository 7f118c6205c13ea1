"""The handler of record follows the file (第一组3, 第二组3): from group 1 to 2, from 2 to 3.

The case system's record decides; the printed change sheet is its evidence where no record came with the file. Before a
hand-over is approved the change is not owed yet: the service makes it on approval.
"""

from __future__ import annotations

from checker.casefile import Evidence
from checker.derive.case import RECORD, record_of
from checker.derive.registry import fact
from checker.derive.view import View
from checker.derive.wording import wording
from checker.facts import Fact, Subject

CHANGE = ("承办人变更表", "案件流程信息表")
ORDER = ("online", "offline", "clue", "disposal", "refusal", "zhongben")
GROUPS = {"offline": "线下查控组", "clue": "线索查控组"}
_GATE_TO = {"offline": "online-offline", "clue": "offline-clue"}


def passed(view: View, group: str) -> Fact:
    """Whether the hand-over to the group was approved: by the history of the case system."""
    record = record_of(view)
    gate = _GATE_TO[group]
    day = next((on for g, on in record.history if g == gate), None)
    if day:
        return Fact(True, (Evidence(RECORD, 1, text=f"{gate} {day}"),), f"案件系统记载{day}移送{GROUPS[group]}")
    return Fact(False, note=f"没有已经移送{GROUPS[group]}的记录，承办人在批准移送时变更")


def handler_is(view: View, group: str) -> Fact:
    """Whether the handler of record is of this group, or of one the file went to afterwards."""
    record = record_of(view)
    if record.group in ORDER:
        reached = ORDER.index(record.group) >= ORDER.index(group)
        place = (Evidence(RECORD, 1, text=f"group: {record.group}"),)
        return Fact(reached, place, "" if reached else "案件系统记载的承办组没有变更")
    changes = [p for p in view.papers(*CHANGE) if wording(view, p).find(GROUPS[group])]
    return view.presence(changes, CHANGE[:1])


def _register(group: str) -> None:
    @fact(f"案件.已移送{GROUPS[group]}")
    def handed_on(view: View, subject: Subject) -> Fact:
        """The hand-over is on record."""
        return passed(view, group)

    @fact(f"案件.承办人变更至{GROUPS[group]}")
    def changed(view: View, subject: Subject) -> Fact:
        """The handler of record is the group's."""
        return handler_is(view, group)


for _group in GROUPS:
    _register(_group)
