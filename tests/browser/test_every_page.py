"""Every page, opened by people who may: quiet, accessible, light, steady, and whole on a small screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from service.context import open_service
from service.database.models import Role, User
from service.settings import load_settings
from tests.browser.axe import violations
from tests.browser.conftest import Site, serving
from tests.demo_court import copy_home
from tests.every_page import PagePath, addresses, page_paths

pytestmark = pytest.mark.browser

MOST_BYTES = 200_000
MOST_SHIFT = 0.02
LOGINS = ("clue.leader", "command.1", "zhongben.leader", "director", "online.leader", "reviewer", "auditor", "admin")
"""Who opens a page: the first of these who may, and of the two who look over groups the first who may."""
OVERSEERS = ("command.1", "director", "auditor", "admin")
EVERYBODY = ("/desk", "/account")
PAGES = page_paths()
_SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 150);
})"""


@pytest.fixture(scope="module")
def site(chromium: Browser, demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server over the demo court for all pages; none of them changes anything."""
    home = copy_home(demo_home, tmp_path_factory.mktemp("every") / "home")
    service = open_service(load_settings(home=home, database_url=""))
    with serving(service) as address:
        site = Site(service, address, chromium)
        yield site
        site.close()
    service.close()


def _openings() -> list[tuple[PagePath, tuple[str, ...]]]:
    """Each page with those who are tried, in this order."""
    once = [(page, LOGINS) for page in PAGES]
    overseen = [(page, OVERSEERS) for page in PAGES if page.doing and "see" in page.doing]
    everybody = [(page, (login,)) for page in PAGES if page.path in EVERYBODY for login in LOGINS]
    return once + overseen + everybody


def _told(value: object) -> str:
    return value[0] if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("page_path", "logins"), _openings(), ids=_told)
def test_page(site: Site, page_path: PagePath, logins: tuple[str, ...], shots: Callable[[Page, str], None]) -> None:
    login, address = _who_opens(site, page_path, logins)
    page = site.page(login)
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: _weigh(answer, sizes))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{address} as {login}"
    assert "text/html" in answer.headers["content-type"], f"{address} is no page: name it in NO_PAGES"
    page.wait_for_load_state("load")
    assert page.evaluate(_SHIFT) <= MOST_SHIFT
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert violations(page) == []
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    shots(page, f"{page_path.path.strip('/').replace('/', '_').replace('{', '').replace('}', '') or 'home'}@{login}")
    noises, site.noises = site.noises, []
    page.context.close()
    assert noises == []


def _who_opens(site: Site, page: PagePath, logins: tuple[str, ...]) -> tuple[str, str]:
    with site.service.reading() as session:
        people = {user.login: user for user in session.query(User)}
        for login in logins:
            if address := next(addresses(session, people[login], page), None):
                return login, address
    if logins == LOGINS:
        pytest.fail(f"nobody of the demo court can open {page.path}: its cases lack what it shows")
    pytest.skip(f"{page.path} is for none of {', '.join(logins)}")


def _weigh(answer: Response, sizes: dict[str, int]) -> None:
    if answer.request.resource_type in ("document", "stylesheet", "script") and answer.status == 200:
        sizes[answer.url] = len(answer.body())


def test_all_roles_are_looked_at() -> None:
    """A role without a login here would have pages that nobody looks at."""
    from service.demo.people import PEOPLE

    roles = {login: role for login, _, role, _ in PEOPLE} | {"admin": Role.ADMIN}
    assert {roles[login] for login in LOGINS} >= set(Role) - {Role.MEMBER, Role.PRESIDENT}
