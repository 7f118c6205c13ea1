"""Very many at once, and one whose line is slow: nobody waits for another longer than his work takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from starlette.requests import ClientDisconnect

from service.deps import COOKIE, CSRF_HEADER
from tests.service.conftest import Court, app_over
from tests.service.viewer.samples import add_sample

MANY = 120
_PATIENCE = 20  # seconds; a pool without a free connection would keep everybody for thirty


def _apart(court: Court, login: str, act: Callable[[httpx2.AsyncClient], Awaitable[Any]]) -> Any:
    """Lets a person's browser do something in a loop of its own: a browser test may have left one running here."""
    browser = court.browser(login)
    transport = httpx2.ASGITransport(app=app_over(court.service), raise_app_exceptions=False)

    async def run() -> Any:
        cookies, headers = {COOKIE: browser.cookies[COOKIE]}, {CSRF_HEADER: browser.headers[CSRF_HEADER]}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://court", cookies=cookies, headers=headers, timeout=120
        ) as client:
            return await asyncio.wait_for(act(client), 90)

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, run()).result()


@pytest.mark.parametrize("path", ["/cases/{case}", "/cases/{case}/checks/{check}/report.json"])
def test_more_readers_than_connections(court: Court, path: str) -> None:
    case, check = add_sample(court)
    address = path.format(case=case, check=check)

    async def ask(client: httpx2.AsyncClient) -> list[int]:
        asked = asyncio.gather(*(client.get(address) for _ in range(MANY)))
        return [answer.status_code for answer in await asyncio.wait_for(asked, _PATIENCE)]

    assert _apart(court, "wei.command", ask) == [200] * MANY


@pytest.mark.parametrize("path", ["/transfers/1/withdraw", "/cases/{case}/edit", "/api/v1/cases/{case}/checks"])
def test_who_sends_slowly_does_not_keep_the_turn_to_write(court: Court, path: str) -> None:
    case = court.add_case()

    async def act(client: httpx2.AsyncClient) -> tuple[int, bool]:
        go_on = asyncio.Event()

        async def slowly() -> AsyncIterator[bytes]:
            yield b"version=1"
            await go_on.wait()

        kind = {"content-type": "application/json" if "api" in path else "application/x-www-form-urlencoded"}
        slow = asyncio.create_task(client.post(path.format(case=case), content=slowly(), headers=kind))
        await asyncio.sleep(0.3)
        made = client.post("/account/tokens", data={"name": "程序", "days": "1", "scopes": "read"})
        answer = await asyncio.wait_for(made, _PATIENCE)
        waiting = not slow.done()
        go_on.set()
        await slow
        return answer.status_code, waiting

    assert _apart(court, "wang.online", act) == (200, True)


def test_who_leaves_before_all_is_sent_is_no_fault_of_ours(court: Court, caplog: pytest.LogCaptureFixture) -> None:
    async def act(client: httpx2.AsyncClient) -> int:
        async def broken() -> AsyncIterator[bytes]:
            yield b"version=1"
            raise ClientDisconnect

        kind = {"content-type": "application/x-www-form-urlencoded"}
        return (await client.post("/transfers/1/withdraw", content=broken(), headers=kind)).status_code

    assert _apart(court, "wang.online", act) == 400
    assert caplog.text == ""
