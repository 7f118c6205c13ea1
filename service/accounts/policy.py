"""Who may do what. Access is denied unless this table grants it; `may` is asked before every act and every page.

Two questions, both here: may this role do such a thing at all (`GRANTED`), and may he do it to this case (`sees`, `holds`,
`decides`). A person acts only for his group.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from service.database.models import Case, CaseState, Escalation, Passage, Role, Submission, User
from service.errors import ForbiddenError, NotFoundError


class Doing(StrEnum):
    """What a route lets somebody do."""

    USE = "use"
    """Be logged in: desk, own password, own tokens, the rules."""
    SEE_CASES = "see-cases"
    CREATE_CASES = "create-cases"
    CHANGE_CASES = "change-cases"
    """Correct what was registered about a case; which cases, `keeps_record` says."""
    WORK_ON_CASE = "work-on-case"
    """Upload, check, correct, submit, tell the applicant."""
    ASSIGN = "assign"
    SEE_DRAWS = "see-draws"
    """Who drew which case: the group whose cases are drawn, and who sees all cases."""
    SEE_TRANSFERS = "see-transfers"
    DECIDE = "decide"
    """Approve or return what was submitted; which gates, `decides` says."""
    WAIVE = "waive"
    ESCALATE = "escalate"
    SETTLE_ESCALATION = "settle-escalation"
    SEE_LEDGER = "see-ledger"
    """The ledger of returns and approvals (台账)."""
    SEE_CLOCKS = "see-clocks"
    SEE_AFTERCARE = "see-aftercare"
    """What is due after 终本: 终本办理组, and who sees all cases."""
    DO_AFTERCARE = "do-aftercare"
    SEE_FIGURES = "see-figures"
    SEE_AUDIT = "see-audit"
    """The audit ledger: every act."""
    SEE_PERSONAL_DATA = "see-personal-data"
    """Names and numbers of parties unmasked in exports."""
    MANAGE_USERS = "manage-users"
    MANAGE_WEBHOOKS = "manage-webhooks"


_R = Role
_HANDLING = {_R.MEMBER, _R.LEADER}
_ALL_CASES = {_R.COMMAND, _R.DIRECTOR, _R.PRESIDENT, _R.AUDITOR}
GRANTED: Mapping[Doing, frozenset[Role]] = {
    Doing.USE: frozenset(_R),
    Doing.SEE_CASES: frozenset(_HANDLING | _ALL_CASES | {_R.REVIEWER}),
    Doing.CREATE_CASES: frozenset(_HANDLING | {_R.COMMAND}),
    Doing.CHANGE_CASES: frozenset(_HANDLING | {_R.COMMAND}),
    Doing.WORK_ON_CASE: frozenset(_HANDLING),
    Doing.ASSIGN: frozenset({_R.LEADER}),
    Doing.SEE_DRAWS: frozenset(_HANDLING | _ALL_CASES),
    Doing.SEE_TRANSFERS: frozenset(_HANDLING | _ALL_CASES | {_R.REVIEWER}),
    Doing.DECIDE: frozenset({_R.COMMAND, _R.REVIEWER, _R.LEADER, _R.DIRECTOR}),
    Doing.WAIVE: frozenset({_R.DIRECTOR}),
    Doing.ESCALATE: frozenset({_R.LEADER}),
    Doing.SETTLE_ESCALATION: frozenset({_R.DIRECTOR}),
    Doing.SEE_LEDGER: frozenset(_HANDLING | _ALL_CASES),
    Doing.SEE_CLOCKS: frozenset(_HANDLING | _ALL_CASES),
    Doing.SEE_AFTERCARE: frozenset(_HANDLING | _ALL_CASES),
    Doing.DO_AFTERCARE: frozenset(_HANDLING),
    Doing.SEE_FIGURES: frozenset(_ALL_CASES | {_R.LEADER}),
    Doing.SEE_AUDIT: frozenset({_R.AUDITOR, _R.ADMIN, _R.DIRECTOR}),
    Doing.SEE_PERSONAL_DATA: frozenset({_R.COMMAND, _R.DIRECTOR}),
    Doing.MANAGE_USERS: frozenset({_R.ADMIN}),
    Doing.MANAGE_WEBHOOKS: frozenset({_R.ADMIN}),
}
"""Who may do a thing at all. The administrator keeps accounts and sees no case."""

MOST_ID = 2**31 - 1
"""The largest number that an id can have in the databases."""
REGISTERING = "online"
"""The group that registers cases (第一组1)."""
DRAWING = "clue"
"""The group whose leader has its cases drawn at random and evenly (第三组1)."""
ENDING = "zhongben"
"""The group that ends cases by 终本 and looks after them for five years (第六组4)."""
OF_GROUP: Mapping[Doing, str] = {
    Doing.CREATE_CASES: REGISTERING,
    Doing.SEE_DRAWS: DRAWING,
    Doing.SEE_AFTERCARE: ENDING,
    Doing.DO_AFTERCARE: ENDING,
}
"""What of members and leaders only those of one group may do."""
CLOSINGS = ("closing-performed", "closing-waived", "closing-settled")
"""Gates that 结案审查 decides."""
RESUMPTION = "resumption"
"""组长初审, 局长审核 (第一组1)."""


def may(user: User, doing: Doing) -> bool:
    """Whether his role may do such a thing at all."""
    role = Role(user.role)
    if role.of_group and user.group != OF_GROUP.get(doing, user.group):
        return False
    return role in GRANTED[doing]


def require(user: User, doing: Doing) -> None:
    """`ForbiddenError` where his role may not."""
    if not may(user, doing):
        raise ForbiddenError


def visible(user: User) -> ColumnElement[bool]:
    """The condition on `Case` under which he sees it: a group its own cases, those it handed over, and those in which the bureau
    chief ordered it to do something; 结案审查 those that
    were submitted for closing; the command centre, the bureau chief, the court's leaders and auditors all.
    """
    role = Role(user.role)
    if role in _ALL_CASES:
        return true()
    if role.of_group:
        handed_over = select(Passage.case_id).where(Passage.from_group == user.group)
        submitted = select(Submission.case_id).where(Submission.from_group == user.group)
        ordered = select(Escalation.case_id).where(Escalation.ordered_group == user.group)
        seen = [Case.group == user.group, *(Case.id.in_(which) for which in (handed_over, submitted, ordered))]
        if user.group == REGISTERING:  # whose leader reviews resumptions, whichever group submits them
            seen.append(Case.id.in_(select(Submission.case_id).where(Submission.gate == RESUMPTION)))
        return or_(*seen)
    if role is Role.REVIEWER:
        return Case.id.in_(select(Submission.case_id).where(Submission.gate.in_(CLOSINGS)))
    return false()


def case_for(session: Session, user: User, case_id: int) -> Case:
    """The case, if he may see it; else `NotFoundError`, which does not tell whether it exists."""
    known = 0 < case_id <= MOST_ID  # beyond it databases fail instead of finding nothing
    case = session.scalar(select(Case).where(Case.id == case_id, visible(user))) if known else None
    if case is None:
        raise NotFoundError("没有这个案件，或者您无权查看")
    return case


def holds(user: User, case: Case) -> bool:
    """Whether he may work on the case: his group has it now. A handler's own colleagues may help him, other groups not."""
    return Role(user.role).of_group and case.group == user.group and may(user, Doing.WORK_ON_CASE)


def require_holding(user: User, case: Case) -> None:
    """`ForbiddenError` where the case is not with his group."""
    if not holds(user, case):
        raise ForbiddenError("案件现在不在您的组，不能改动", how="由现承办组办理；需要补正的，等指挥中心退回")


def still_ordered(user: User) -> ColumnElement[bool]:
    """The condition on `Escalation` under which the bureau chief ordered his group to do something that is not done yet."""
    if not Role(user.role).of_group:
        return false()
    open_ = Escalation.case.has(Case.state == CaseState.OPEN)
    return and_(Escalation.ordered_group == user.group, Escalation.done_at.is_(None), open_)


def supplies(session: Session, user: User, case: Case) -> bool:
    """Whether he may add papers to the case: his group has it, or was ordered to complete something in it (第六组1)."""
    if holds(user, case):
        return True
    ordered = select(Escalation.id).where(Escalation.case_id == case.id, still_ordered(user)).limit(1)
    return may(user, Doing.WORK_ON_CASE) and session.scalar(ordered) is not None


def require_supplying(session: Session, user: User, case: Case) -> None:
    """`ForbiddenError` where he may not add papers."""
    if not supplies(session, user, case):
        require_holding(user, case)


def keeps_record(user: User, case: Case) -> bool:
    """Whether he may correct what was registered about the case: its group, and the command centre for all cases."""
    return holds(user, case) or Role(user.role) is Role.COMMAND


def sees_numbers(user: User, case: Case) -> bool:
    """Whether he is shown identity and telephone numbers of the parties: who works on the case, and who may see personal data."""
    return holds(user, case) or may(user, Doing.SEE_PERSONAL_DATA)


def decides(user: User, submission: Submission) -> bool:
    """Whether he is the one to decide on a submission in the state it is in. Nobody approves his own, nor what he agreed to
    himself before he had another role: 初审 and 审核 are two people's.
    """
    role = Role(user.role)
    if submission.by_id == user.id:
        return False
    if submission.gate in CLOSINGS:
        return role is Role.REVIEWER and submission.state == "waiting"
    if submission.gate == RESUMPTION:
        if submission.state == "forwarded":
            return role is Role.DIRECTOR and not any(one.by_id == user.id for one in submission.decisions)
        return role is Role.LEADER and user.group == REGISTERING and submission.state == "waiting"
    return role is Role.COMMAND and submission.state == "waiting"


def waits_for(user: User) -> ColumnElement[bool]:
    """The condition on `Submission` under which `decides` is true for him."""
    role, waiting = Role(user.role), Submission.state == "waiting"
    if role is Role.COMMAND:
        mine = waiting & Submission.gate.not_in((*CLOSINGS, RESUMPTION))
    elif role is Role.REVIEWER:
        mine = waiting & Submission.gate.in_(CLOSINGS)
    elif role is Role.DIRECTOR:
        agreed_himself = Submission.decisions.any(by_id=user.id)
        mine = (Submission.state == "forwarded") & (Submission.gate == RESUMPTION) & ~agreed_himself
    elif role is Role.LEADER and user.group == REGISTERING:
        mine = waiting & (Submission.gate == RESUMPTION)
    else:
        return false()
    return mine & (Submission.by_id != user.id)
