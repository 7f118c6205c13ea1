"""Live progress: told when it changes, ended when the check is over or nobody listens any more."""

from __future__ import annotations

import asyncio
import json

import pytest

from service.cases import events as module
from service.cases.checking import run_check
from service.cases.checks import progress_of
from service.cases.events import events
from service.database.models import Check, CheckState
from tests.service.checks.samples import add_sample, asked
from tests.service.conftest import Court


async def _here() -> bool:
    return False


async def _gone() -> bool:
    return True


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.001)


def _move(court: Court, check_id: int, state: CheckState, done: int = 0, total: int = 0) -> None:
    with court.service.writing() as session:
        check = session.get_one(Check, check_id)
        check.state, check.pages_done, check.pages_all = state, done, total


def test_each_change_is_told_once_and_the_end_ends_it(court: Court) -> None:
    check_id = asked(court, court.add_case(), "online-offline")
    steps = iter(
        [
            (CheckState.WAITING, 0, 0),
            (CheckState.READING, 0, 10),
            (CheckState.READING, 7, 10),
            (CheckState.JUDGING, 10, 10),
            (CheckState.DONE, 10, 10),
        ]
    )

    async def listened() -> list[str]:
        heard: list[str] = []
        async for one in events(court.service, check_id, _here):
            if one.startswith("event"):
                heard.append(one)
                if one.startswith("event: progress"):
                    _move(court, check_id, *next(steps))
        return heard

    next(steps)
    heard = asyncio.run(listened())
    texts = [json.loads(one.partition("data: ")[2])["text"] for one in heard[:-1]]
    assert texts[0].startswith("排队等候")
    assert texts[1:] == ["正在辨认材料：0 / 10 页", "正在辨认材料：7 / 10 页", "材料已经读完，正在对照标准核对"]
    assert heard[-1].startswith("event: over")


def test_it_ends_when_nobody_listens_and_after_a_while_of_its_own(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_id = asked(court, court.add_case(), "online-offline")

    async def count(gone: object) -> int:
        return len([one async for one in events(court.service, check_id, gone)])  # type: ignore[arg-type]

    assert asyncio.run(count(_gone)) == 1
    monkeypatch.setattr(module, "_LOOKS", 31)
    assert asyncio.run(count(_here)) == 3  # the state, and two signs of life


def test_it_holds_no_connection_between_two_looks(court: Court) -> None:
    check_id = asked(court, court.add_case(), "online-offline")

    async def held() -> int:
        listening = [events(court.service, check_id, _here) for _ in range(40)]  # more than there are connections
        for one in listening:
            await anext(one)
        count: int = court.service.database.engine.pool.checkedout()  # type: ignore[attr-defined]
        for one in listening:
            await one.aclose()  # type: ignore[attr-defined]
        return count

    assert asyncio.run(held()) == 0


def test_the_route_streams_to_the_end(court: Court) -> None:
    case_id = add_sample(court, "online-poor")
    check_id = asked(court, case_id, "online-offline")
    run_check(court.service, check_id)
    answer = court.browser("li.online").get(f"/cases/{case_id}/checks/{check_id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.startswith("event: over\n")


def test_who_waits_is_told_how_many_are_before(court: Court) -> None:
    ids = [asked(court, court.add_case(f"（2022）鄂1023执{n}号"), "online-offline") for n in (1, 2, 3)]
    with court.service.reading() as session:
        before = [progress.before for one in ids if (progress := progress_of(session, one))]
        assert before == [0, 1, 2]
        assert progress_of(session, 999) is None
