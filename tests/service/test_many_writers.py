"""More writers at once than the server has threads: each gets his turn, none is told that the database is locked."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx2
from sqlalchemy import select

from service.accounts.login import csrf_token, open_session, session_of
from service.database.models import Check
from service.deps import COOKIE, CSRF_HEADER
from tests.service.conftest import Court, app_over

WRITERS = 80


async def _write_all(court: Court, case_id: int, token: str, word: str) -> list[int]:
    transport = httpx2.ASGITransport(app=app_over(court.service))
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://court", cookies={COOKIE: token}, headers={CSRF_HEADER: word}, timeout=120
    ) as client:
        asked = [client.post(f"/cases/{case_id}/checks", data={"gate": "online-offline"}) for _ in range(WRITERS)]
        answers = await asyncio.gather(*asked)
    return [answer.status_code for answer in answers]


def test_eighty_at_once(court: Court) -> None:
    case_id = court.add_case()
    with court.service.writing() as session:
        token = open_session(session, court.service.settings, court.person(session, "li.online"), "127.0.0.1", "test")
    with court.service.reading() as session:
        word = csrf_token(court.service.secret, session_of(session, court.service.settings, token))
    with ThreadPoolExecutor(1) as apart:  # a browser test in this process may have left a loop running here
        statuses = apart.submit(asyncio.run, _write_all(court, case_id, token, word)).result()
    assert statuses == [303] * WRITERS
    with court.service.reading() as session:
        assert len(session.scalars(select(Check.id)).all()) == 1
