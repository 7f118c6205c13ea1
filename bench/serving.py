"""How long pages take with thousands of cases, one after the other and for many people at once: `python -m bench.serving`.

The demo court is made, filled up with invented cases (`bench.many`) and served by `zhongben serve` in a process of its own. First every
page is asked for by itself, then many people look at pages at once, each thinking a little between two.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import httpx2
from sqlalchemy import select

from bench.many import Shown, fill
from service.accounts.login import open_session
from service.accounts.users import add_user
from service.context import Service, open_service
from service.database.migrate import upgrade
from service.database.models import Check, Role, User
from service.demo import make_demo
from service.deps import COOKIE
from service.moment import today
from service.settings import load_settings
from tests.every_page import addresses, page_paths

ROUNDS = 15
_PASSWORD = "only-for-measuring-7"
OVER_ALL = ("command.1", "director", "auditor", "admin", "reviewer")
OF_GROUPS = ("zhongben.leader", "clue.leader", "online.leader")


@dataclass(frozen=True, slots=True)
class Taken:
    """A page and the seconds it took. `status` other than 200, or 0 for no answer, is an error."""

    page: str
    seconds: float
    status: int


def make_court(home: Path, cases: int, database_url: str) -> Service:
    """The demo court with so many invented cases more."""
    service = open_service(load_settings(home=home, database_url=database_url))
    upgrade(service.database.engine)
    with service.writing() as session:
        add_user(
            session,
            None,
            login="admin",
            name="系统管理员",
            role=Role.ADMIN,
            group=None,
            password=_PASSWORD,
            must_change=False,
        )
    make_demo(service, _PASSWORD)
    with service.reading() as session:
        check = session.scalars(select(Check).where(Check.violated > 0).order_by(Check.pages_all.desc())).first()
        assert check
        assert check.report_sha256
        assert check.reading_sha256
        assert check.paper_sha256
        shown = Shown(check.report_sha256, check.reading_sha256, check.paper_sha256)
    fill(service, cases, today(), shown)
    return service


@contextmanager
def served(service: Service, database_url: str) -> Iterator[str]:
    """The address of `zhongben serve` over the court."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "ZHONGBEN_HOME": str(service.settings.home), "ZHONGBEN_SERVE_WORKER": "false"}
    if database_url:
        env["DATABASE_URL"] = database_url
    program = subprocess.Popen([sys.executable, "-m", "checker.cli", "serve", "--port", str(port)], env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx2.get(f"{address}/healthz").raise_for_status()
                break
            except httpx2.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        program.terminate()
        program.wait(30)


def pages_of(service: Service, logins: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The pages that each of these people may open: name of the page and address."""
    found: dict[str, list[tuple[str, str]]] = {}
    with service.reading() as session:
        for user in session.scalars(select(User).where(User.login.in_(logins))).all():
            pages = ((page.path, next(addresses(session, user, page), None)) for page in page_paths())
            found[user.login] = [(path, address) for path, address in pages if address]
    return found


def working(service: Service, most: int) -> list[str]:
    """Logins of people at work: those who look over all, and members and leaders of the groups."""
    with service.reading() as session:
        groups = [role for role in Role if role.of_group]
        query = select(User.login).where(User.active, User.role.in_(groups)).order_by(User.id)
        return [*OVER_ALL, *session.scalars(query)][:most]


def cookie_of(service: Service, login: str) -> str:
    """A new login of a person."""
    with service.writing() as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return open_session(session, service.settings, user, "127.0.0.1", "bench")


def one_by_one(address: str, cookies: Mapping[str, str], pages: Mapping[str, list[tuple[str, str]]]) -> list[Taken]:
    """Each page of each person some times, one after the other."""
    taken = []
    for login, his in pages.items():
        with httpx2.Client(base_url=address, cookies={COOKIE: cookies[login]}, timeout=60) as client:
            for page, where in his:
                client.get(where)  # whatever is kept after the first time is kept in use, too
                for _ in range(ROUNDS):
                    began = time.perf_counter()
                    status = client.get(where).status_code
                    taken.append(Taken(f"{page} ({login})", time.perf_counter() - began, status))
    return taken


async def all_at_once(
    address: str, people: Sequence[tuple[str, list[tuple[str, str]]]], seconds: float, think: float
) -> list[Taken]:
    """People (cookie and pages) who look at a page, think for about `think` seconds, and look at the next, for so long."""
    taken: list[Taken] = []
    until = time.perf_counter() + seconds

    async def one(number: int, cookie: str, pages: list[tuple[str, str]]) -> None:
        chance = random.Random(number)
        async with httpx2.AsyncClient(base_url=address, cookies={COOKIE: cookie}, timeout=60) as client:
            while time.perf_counter() < until:
                await asyncio.sleep(think * chance.uniform(0.5, 1.5))
                page, where = chance.choice(pages)
                began = time.perf_counter()
                try:
                    status = (await client.get(where)).status_code
                except httpx2.HTTPError:
                    status = 0
                taken.append(Taken(page, time.perf_counter() - began, status))

    await asyncio.gather(*(one(number, *person) for number, person in enumerate(people)))
    return taken


def table(taken: Sequence[Taken], most: int = 200) -> str:
    """Median and 95th percentile in milliseconds by page, the slowest first, and all together."""
    by_page: dict[str, list[float]] = defaultdict(list)
    for one in taken:
        by_page[one.page].append(one.seconds * 1000)
    rows = sorted(by_page.items(), key=lambda row: -_p95(row[1]))
    lines = [f"{page:<70}{len(times):>6}{median(times):>9.1f}{_p95(times):>9.1f}" for page, times in rows[:most]]
    whole = [one.seconds * 1000 for one in taken]
    errors = sum(one.status != 200 for one in taken)
    last = f"{'all':<70}{len(whole):>6}{median(whole):>9.1f}{_p95(whole):>9.1f}   errors {errors}"
    return "\n".join([f"{'page':<70}{'times':>6}{'median':>9}{'p95':>9}", *lines, last])


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--think", type=float, default=1.0, help="seconds between two pages of a person")
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database; default SQLite")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = make_court(Path(folder), asked.cases, asked.database_url)
        pages = pages_of(service, (*OVER_ALL, *OF_GROUPS))
        cookies = {login: cookie_of(service, login) for login in pages}
        logins = working(service, asked.people)
        theirs = pages_of(service, logins)
        people = [(cookie_of(service, login), theirs[login]) for login in islice(cycle(logins), asked.people)]
        with served(service, asked.database_url) as address:
            alone = one_by_one(address, cookies, pages)
            print(table(alone))
            print(f"\n{asked.people} people for {asked.seconds:.0f} s, {asked.think} s between two pages:")
            together = asyncio.run(all_at_once(address, people, asked.seconds, asked.think))
            print(table(together))
        service.close()
    if asked.json:
        rows = [
            [kind, one.page, one.seconds, one.status]
            for kind, ones in (("alone", alone), ("together", together))
            for one in ones
        ]
        asked.json.write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
