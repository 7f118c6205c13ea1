"""Assignments, messages, tasks and limits as programs see them."""

from __future__ import annotations

from datetime import date

from service.api.models.work import (
    AftercareModel,
    BoardRow,
    CandidateModel,
    DrawModel,
    DrawnCase,
    FeedbackModel,
    LimitModel,
)
from service.api.showing import clock_model
from service.clocks.board import Row
from service.clocks.legal import Standing
from service.database.models import AftercareTask, Feedback
from service.work.aftercare import task_clock
from service.work.draw_log import MadeDraw
from service.work.phones import masked


def feedback_model(one: Feedback) -> FeedbackModel:
    """A message; the number is masked for everybody, as on the page."""
    return FeedbackModel(
        id=one.id,
        stage=one.stage,
        to_name=one.to_name,
        phone=masked(one.phone),
        text=one.text,
        state=one.state,
        error=one.error,
        at=one.at,
        sent_at=one.sent_at,
    )


def task_model(task: AftercareTask, today: date) -> AftercareModel:
    """A task after 终本."""
    return AftercareModel(
        id=task.id,
        case_id=task.case_id,
        case_number=task.case.number,
        kind=task.kind,
        number=task.number,
        due_on=task.due_on,
        done_on=task.done_on,
        result=task.result,
        clock=clock_model(task_clock(task, today)),
    )


def board_row(row: Row) -> BoardRow:
    """The counts of a group."""
    return BoardRow(group=row.group, counts={str(band): number for band, number in row.counts.items()}, total=row.total)


def limit_model(one: Standing) -> LimitModel:
    """A limit of the law in a case."""
    return LimitModel(
        limit=one.limit.id,
        title=one.limit.title,
        cite=one.limit.cite,
        grade=one.limit.grade,
        case_id=one.case.id,
        case_number=one.case.number,
        subject=one.subject,
        start=one.start,
        due=one.due,
        done=one.done,
        clock=clock_model(one.clock),
    )


def draw_model(made: MadeDraw) -> DrawModel:
    """A draw with what is needed to draw again."""
    return DrawModel(
        at=made.at,
        by=made.by,
        seed=made.draw.seed,
        candidates=[CandidateModel(name=one.name, before=str(one.before), got=one.got) for one in made.candidates],
        absent=list(made.absent),
        cases=[DrawnCase(case_id=case, number=number, handler=name) for case, number, name in made.cases],
        holds=made.holds,
    )
