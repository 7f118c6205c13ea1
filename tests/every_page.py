"""Every page of the service, with an address that a person of a court can open: for looks, accessibility, and time.

A page with a parameter that nobody here knows how to fill is an error: whoever adds such a page adds its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI
from sqlalchemy import Select, case, desc, func, select
from sqlalchemy.orm import Session

from service.accounts.policy import Doing, decides, may, visible
from service.database.models import Case, CaseState, Check, CheckState, Submission, User
from service.routes import ROUTERS
from service.routing import route_doing, routes_of
from service.rulebase import rulebook

NO_PAGES = re.compile(
    r"^/(api/|healthz|login$|$)|\.(xlsx|docx|csv|svg)$|/(events|progress|notices|uploads|image|paper|report)\b|/papers/|/export"
)
"""Programs' interfaces, what is downloaded, and what moves on by itself."""
QUERIES = {"/figures/cases": "of=returned", "/figures/clue/cases": "of=held"}
"""What pages behind a number are asked for."""
_ONLY_OF = {"/figures/clue": "clue", "/figures/clue/cases": "clue"}
"""Pages that of the groups only one may see."""
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True, slots=True)
class PagePath:
    """A page as its route has it: the path with its parameters, and what one must be allowed to do."""

    path: str
    doing: Doing | None

    def __str__(self) -> str:
        return self.path


def page_paths() -> list[PagePath]:
    """All pages, in the order of their paths."""
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    found = {route.path: route_doing(route) for route in routes_of(app) if "GET" in (route.methods or ())}
    return [PagePath(path, doing) for path, doing in sorted(found.items()) if not NO_PAGES.search(path)]


def addresses(session: Session, user: User, page: PagePath) -> Iterator[str]:
    """The addresses of a page that a person may open, the fullest first; none where his role may not or nothing fits."""
    if page.doing is not None and not may(user, page.doing):
        return
    if user.group and _ONLY_OF.get(page.path, user.group) != user.group:
        return
    names = _PARAMETER.findall(page.path)
    for values in _fitting(session, user, page, names):
        address = page.path
        for found in _PARAMETER.finditer(page.path):
            address = address.replace(found[0], quote(str(values[found[1]])))
        yield f"{address}?{QUERIES[page.path]}" if page.path in QUERIES else address


def _fitting(session: Session, user: User, page: PagePath, names: list[str]) -> Iterator[Mapping[str, object]]:
    if not names:
        yield {}
    elif "submission_id" in names:
        for submission in session.scalars(_submissions(user)):
            if not page.path.endswith("/return") or decides(user, submission):
                yield {"submission_id": submission.id, "case_id": submission.case_id}
    elif "check_id" in names:
        for check in session.scalars(_checks(user)):
            yield {"check_id": check.id, "case_id": check.case_id, "number": 1}
    elif names == ["case_id"]:
        for number in session.scalars(_cases(user)):
            yield {"case_id": number}
    elif "slug" in names:
        for rule in rulebook().rules[:3]:
            yield dict(zip(("pack", "section", "slug"), rule.id.split("/"), strict=True))
    else:
        fill = _OTHERS.get(names[0])
        if fill is None or len(names) > 1:
            raise LookupError(f"{page.path}: say in tests/every_page.py how its parameters are filled")
        for value in fill(session, user):
            yield {names[0]: value}


def _cases(user: User) -> Select[tuple[int]]:
    """Cases he sees: those his own group works on first, then those that were checked most."""
    held = case((Case.group == (user.group or ""), 1), else_=0) * case((Case.state == CaseState.OPEN, 1), else_=0)
    open_ones = select(func.count()).where(Submission.case_id == Case.id, Submission.state.in_(("checking", "waiting")))
    checked = select(func.count()).where(Check.case_id == Case.id)
    order = (desc(held), open_ones.scalar_subquery(), desc(checked.scalar_subquery()), Case.id)
    return select(Case.id).where(visible(user)).order_by(*order).limit(20)


def _checks(user: User) -> Select[tuple[Check]]:
    query = select(Check).join(Check.case).where(visible(user), Check.state == CheckState.DONE)
    return query.order_by(desc(Check.violated), Check.id).limit(20)


def _submissions(user: User) -> Select[tuple[Submission]]:
    query = select(Submission).join(Submission.case).where(visible(user))
    first = case((Submission.state == "waiting", 0), (Submission.state == "returned", 1), else_=2)
    return query.order_by(first, desc(Submission.previous_id.is_not(None)), Submission.id).limit(200)


_OTHERS: Mapping[str, Callable[[Session, User], list[object]]] = {
    "user_id": lambda session, _: list(session.scalars(select(User.id).order_by(User.id).limit(3))),
    "gate": lambda _, __: ["zhongben"],
}
