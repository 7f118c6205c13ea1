"""At which gates a case may be submitted now, and by whom."""

from __future__ import annotations

from checker.gates import RECEIVER, SENDER
from service.accounts.policy import CLOSINGS, REGISTERING, RESUMPTION, holds
from service.database.models import Case, CaseState, Role, User

CLOSING_GROUPS = ("online", "offline", "clue", "refusal")
"""The groups that close cases (第一组4、第二组4、第三组12、第五组2)."""
REVIEW, CLOSING, AFTERCARE = "zhongben-review", "zhongben", "aftercare"
_RESUMED = "恢"  # in the number of a case that was opened to resume another: （2026）鄂1023执恢12号


def gates_of(case: Case) -> tuple[str, ...]:
    """The gates that a case may be submitted at in its group and state, in the order of the plan; empty where it is closed."""
    if case.state == CaseState.AFTERCARE:
        return (RESUMPTION, AFTERCARE)
    if case.state != CaseState.OPEN:
        return ()
    gates = [gate for gate, group in SENDER.items() if group == case.group and gate != CLOSING]
    if case.group == SENDER[CLOSING] and review_passed(case):
        gates.insert(0, CLOSING)
    if case.group in CLOSING_GROUPS:
        gates.extend(CLOSINGS)
    if case.group == REGISTERING and _RESUMED in case.number:
        gates.insert(0, RESUMPTION)
    return tuple(gates)


def review_passed(case: Case) -> bool:
    """Whether 终本报审 was passed since the case came to its group: only then it may be reported as closed."""
    passed = False
    for passage in case.passages:
        passed = passage.gate == REVIEW or (passed and passage.gate not in RECEIVER)
    return passed


def submits(user: User, case: Case, gate: str) -> bool:
    """Whether it is his to submit a case at a gate: the handler of record's, or the leader's of the group that has it.

    A resumption is for everybody of that group but the leader who gives the first review: nobody reviews his own.
    """
    if not holds(user, case):
        return False
    leads = Role(user.role) is Role.LEADER
    if gate == RESUMPTION:
        return not (leads and user.group == REGISTERING)
    return leads or case.handler_id == user.id


def gates_for(user: User, case: Case) -> tuple[str, ...]:
    """The gates at which he may submit a case now."""
    return tuple(gate for gate in gates_of(case) if submits(user, case, gate))
