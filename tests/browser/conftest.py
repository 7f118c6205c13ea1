"""A real browser (Debian's Chromium) on a real server over a court, for the tests marked `browser`.

Every page that is looked at must be quiet: an error in its console, or something the content security policy refused, fails the
test. Pictures of the pages are kept under `out/screenshots/`.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from service.accounts.login import open_session
from service.app import create_app
from service.context import Service
from service.database.models import User
from service.deps import COOKIE
from tests.browser.lacking import lacks
from tests.demo_court import demo_home, empty_home

__all__ = ["demo_home", "empty_home"]

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "out" / "screenshots"
SIZES = ((1366, 768), (1920, 1080))


@dataclass
class Site:
    """A running service. `page(login)` is a tab of a person who is logged in; `noises` is what consoles complained of."""

    service: Service
    address: str
    browser: Browser
    noises: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, login: str | None = None, *, path: str | None = None, scripts: bool = True) -> Page:
        """A tab of a browser of its own."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": SIZES[0][0], "height": SIZES[0][1]},
            locale="zh-CN",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        if login:
            context.add_cookies([{"name": COOKIE, "value": self._token(login), "url": self.address}])
        page = context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.noises.append(f"{page.url}: {error}"))
        if path:
            page.goto(path)
        return page

    def close(self) -> None:
        """Closes all tabs."""
        for context in self._contexts:
            context.close()

    def _token(self, login: str) -> str:
        with self.service.writing() as session:
            user = session.query(User).filter_by(login=login).one()
            return open_session(session, self.service.settings, user, "127.0.0.1", "test")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.noises.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without it the test is skipped."""
    if not Path(CHROMIUM).exists():
        lacks("no Chromium: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--lang=zh-CN"],
            env={**os.environ, "LANGUAGE": "zh_CN.UTF-8"},
        )
        yield browser
        browser.close()


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """The service on a free port of this machine; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(service), host="127.0.0.1", port=port, log_level="warning", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 15
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(15)


@pytest.fixture
def open_site(chromium: Browser) -> Iterator[Callable[[Service], Site]]:
    """Serves a court and opens browsers on it; at the end all must have been quiet."""
    sites: list[Site] = []
    running: list[object] = []

    def begin(service: Service) -> Site:
        server = serving(service)
        sites.append(Site(service, server.__enter__(), chromium))
        running.append(server)
        return sites[-1]

    yield begin
    for site, server in zip(sites, running, strict=True):
        site.close()
        server.__exit__(None, None, None)  # type: ignore[attr-defined]
    assert [noise for site in sites for noise in site.noises] == []


@pytest.fixture(scope="session")
def shots() -> Callable[[Page, str], None]:
    """Keeps a picture of a page, whole, in both sizes of screen."""

    def keep(page: Page, name: str) -> None:
        for wide, high in SIZES:
            page.set_viewport_size({"width": wide, "height": high})
            folder = SCREENSHOTS / f"{wide}x{high}"
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})

    return keep
