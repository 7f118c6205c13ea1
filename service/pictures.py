"""Pictures of pages for whoever asks, on a page or by the interface: they are drawn one at a time, and the turn is waited for
without a thread and a connection. A hundred pages asked for at once would hold all of them, and nobody else would be answered.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from service.cases.checks import check_for
from service.cases.images import Picture, kept_picture, picture_of
from service.cases.reading import ReadPage
from service.cases.viewed import Viewed, viewed
from service.context import Service
from service.database.models import User
from service.deps import Places, place
from service.errors import NotFoundError

_DRAWING = Places()


def seen_picture(
    service: Service, user: User, case_id: int, check_id: int, file: str, page: int
) -> tuple[Viewed, ReadPage]:
    """The page asked for, in a session that is closed before anything is drawn: it would keep a connection all the while."""
    with service.reading() as session:
        view = viewed(service, check_for(session, user, case_id, check_id))
    shown = view.page(file, page)
    if shown is None:
        raise NotFoundError("这次检查没有这一页")
    return view, shown


async def picture_in_turn(request: Request, service: Service, view: Viewed, shown: ReadPage) -> Picture | None:
    """Its picture, drawn before or now; None where whoever asked has left meanwhile."""
    picture = await run_in_threadpool(kept_picture, service, view.inputs, shown)
    if picture is None:
        async with place(_DRAWING, 1):
            if await request.is_disconnected():  # turned the page meanwhile
                return None
            picture = await run_in_threadpool(picture_of, service, view.inputs, shown)
    return picture
