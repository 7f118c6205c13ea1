"""The originals of a case: put in, taken out. What was taken out stays on record and in the store."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.ordering import natural_key
from service.accounts.policy import MOST_ID, case_for, require_holding, require_supplying
from service.cases.names import free_name, same_but_number
from service.cases.submitted import closed_upon, require_not_submitted
from service.context import Service
from service.database.models import Case, CasePaper, User
from service.errors import ConflictError, NotFoundError
from service.ledger import Act, record
from service.moment import now


def papers_of(case: Case) -> list[CasePaper]:
    """Its papers, without those taken out, in the order of their names (1, 2, 10)."""
    return sorted((paper for paper in case.papers if paper.removed_at is None), key=lambda one: natural_key(one.name))


def add_paper(
    session: Session, actor: User, case: Case, name: str, digest: str, size: int, *, archive: str | None = None
) -> CasePaper:
    """Puts a blob of the store into a case under a clean name. One of the same name and content is there already: that one
    is returned. Where the name is taken by another content, the next free name. `archive`: SHA-256 of the ZIP it came in.
    """
    lock_papers(session, actor, case, adding=True)
    if same := find_same(session, case, name, digest):
        return same
    present = select(CasePaper.name).where(CasePaper.case_id == case.id, CasePaper.removed_at.is_(None))
    paper = CasePaper(
        case_id=case.id,
        name=free_name(name, session.scalars(present)),
        sha256=digest,
        size=size,
        added_by_id=actor.id,
        added_at=now(),
    )
    session.add(paper)
    session.flush()
    session.expire(case, ["papers"])
    record(session, Act.PAPER_ADDED, actor, case=case, name=paper.name, sha256=digest, size=size, archive=archive)
    return paper


def find_same(session: Session, case: Case, name: str, digest: str) -> CasePaper | None:
    """The paper of this name and content that lies in the case."""
    query = select(CasePaper).where(
        CasePaper.case_id == case.id, CasePaper.sha256 == digest, CasePaper.removed_at.is_(None)
    )
    return next((one for one in session.scalars(query) if same_but_number(name, one.name)), None)


def remove_paper(session: Session, actor: User, case: Case, paper_id: int, reason: str = "") -> CasePaper:
    """Takes a paper out of the case; a second time changes nothing."""
    lock_papers(session, actor, case)
    paper = paper_for(session, case, paper_id)
    if paper.removed_at is None:
        if closed_upon(case, paper):
            raise ConflictError("结案以前入卷的材料不能撤下", how="需要补充的，另行上传")
        paper.removed_at, paper.removed_by_id = now(), actor.id
        session.flush()
        session.expire(case, ["papers"])
        record(session, Act.PAPER_REMOVED, actor, case=case, name=paper.name, sha256=paper.sha256, reason=reason[:200])
    return paper


def paper_for(session: Session, case: Case, paper_id: int) -> CasePaper:
    """A paper of the case, one that was taken out too; `NotFoundError` where it is of another."""
    mine = select(CasePaper).where(CasePaper.id == paper_id, CasePaper.case_id == case.id)
    paper = session.scalar(mine) if 0 < paper_id <= MOST_ID else None
    if paper is None:
        raise NotFoundError("这个案件没有这份材料")
    return paper


def view_original(service: Service, user: User, case_id: int, paper_id: int) -> tuple[CasePaper, Path]:
    """The original of a paper, compared with its SHA-256, and the act recorded before anybody sees it.

    `DamagedOriginalError` where the store holds something else.
    """
    with service.reading() as session:
        paper = paper_for(session, case_for(session, user, case_id), paper_id)
    path = service.blobs.checked_path(paper.sha256)
    with service.writing() as session:
        case = case_for(session, user, case_id)
        record(session, Act.VIEWED_ORIGINAL, user, case=case, name=paper.name, sha256=paper.sha256)
    return paper, path


def lock_papers(session: Session, actor: User, case: Case, *, adding: bool = False) -> None:
    """Sees that he may change the papers (`adding`: add some), and keeps others who want to out until the commit."""
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    if adding:
        require_supplying(session, actor, case)
    else:
        require_holding(actor, case)
    require_not_submitted(session, case)
