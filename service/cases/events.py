"""How far a check is, as server-sent events. No session and no thread is held between two looks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.concurrency import run_in_threadpool

from service.cases.checks import Progress, progress_of
from service.context import Service

SECONDS = 1.0  # between two looks
_LOOKS = 600  # then the browser asks again, and whether it still may is looked at anew
_QUIET = 15  # looks without news after which a sign of life is sent, so that nothing between closes the connection


async def events(service: Service, check_id: int, gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
    """`progress` with text, pages done and pages in all, whenever that changes; `over` at the end."""
    last: Progress | None = None
    quiet = 0
    for _ in range(_LOOKS):
        progress = await run_in_threadpool(_look, service, check_id)
        if progress is None or progress.state.over:
            yield event("over", {"state": str(progress.state) if progress else ""})
            return
        quiet = quiet + 1 if progress == last else 0
        if not quiet:
            told = {"text": progress.text, "done": progress.pages_done, "all": progress.pages_all}
            yield event("progress", told)
        elif quiet % _QUIET == 0:
            yield ": \n\n"
        last = progress
        if await gone():
            return
        await asyncio.sleep(SECONDS)


def event(name: str, data: object) -> str:
    """One event of the stream."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _look(service: Service, check_id: int) -> Progress | None:
    with service.reading() as session:
        return progress_of(session, check_id)
