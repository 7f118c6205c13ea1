"""Objects of the database as programs see them: the models of `service.api.models` made of them."""

from __future__ import annotations

from datetime import date

from service.accounts.policy import holds, sees_numbers
from service.api.models.cases import CaseBrief, CaseWhole, ClockModel, Paper, Party, PassageModel, PersonName
from service.clocks.due import Clock, stage_clock
from service.database.models import Case, CasePaper, CaseParty, User
from service.figures.masking import hide_number


def named(user: User) -> PersonName:
    """A person."""
    return PersonName(id=user.id, name=user.name, title=user.title)


def clock_model(clock: Clock) -> ClockModel:
    """A clock."""
    return ClockModel(
        due_on=clock.due_on, left=clock.left, colour=str(clock.colour), text=clock.text, source=clock.source
    )


def case_brief(case: Case, today: date) -> CaseBrief:
    """A case in a list."""
    return CaseBrief(
        id=case.id,
        number=case.number,
        state=case.state,
        group=case.group,
        handler=named(case.handler) if case.handler else None,
        filed_on=case.filed_on,
        entered_on=case.entered_on,
        closing_kind=case.closing_kind,
        claim_fen=case.claim_fen,
        paid_fen=case.paid_fen,
        applicants=[party.name for party in case.applicants],
        respondents=[party.name for party in case.respondents],
        clock=clock_model(stage_clock(case, today)),
        version=case.version,
    )


def case_whole(user: User, case: Case, today: date) -> CaseWhole:
    """A case with all its parts, as far as this person may see them."""
    full = sees_numbers(user, case)
    return CaseWhole(
        **case_brief(case, today).model_dump(),
        parties=[_party(party, full=full) for party in case.parties],
        passages=[PassageModel.model_validate(passage) for passage in case.passages],
        papers=sum(1 for paper in case.papers if paper.removed_at is None),
        working=holds(user, case),
        closed_on=case.closed_on,
        created_at=case.created_at,
    )


def paper_model(paper: CasePaper) -> Paper:
    """An original."""
    return Paper.model_validate(paper)


def _party(party: CaseParty, *, full: bool) -> Party:
    return Party(
        role=party.role,
        name=party.name,
        kind=party.kind,
        number=party.number if full else hide_number(party.number) or None,
        phone=party.phone if full else hide_number(party.phone) or None,
    )
