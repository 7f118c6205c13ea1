"""The page viewer in a real browser: keys, zoom, boxes drawn by hand, corrections by clicking; and without JavaScript."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("playwright")
uvicorn = pytest.importorskip("uvicorn")

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright  # noqa: E402

from service.accounts.login import open_session  # noqa: E402
from service.app import create_app  # noqa: E402
from service.cases.corrections import in_force  # noqa: E402
from service.context import open_service  # noqa: E402
from service.database.migrate import upgrade  # noqa: E402
from service.database.models import Case, Correction  # noqa: E402
from service.deps import COOKIE  # noqa: E402
from service.settings import load_settings  # noqa: E402
from tests.browser.axe import violations  # noqa: E402
from tests.service.conftest import Court, _people  # noqa: E402
from tests.service.viewer.samples import add_sample  # noqa: E402

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"


@dataclass
class Shown:
    """The viewer on a running service."""

    court: Court
    browser: Browser
    origin: str
    path: str
    token: str
    case_id: int
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, query: str = "", **options: Any) -> Page:
        context = self.browser.new_context(viewport={"width": 1366, "height": 768}, **options)
        self.contexts.append(context)
        context.add_cookies([{"name": COOKIE, "value": self.token, "url": self.origin}])
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.origin}{self.path}{query}")
        return page

    def corrections(self) -> list[Correction]:
        with self.court.service.reading() as session:
            return list(in_force(session, session.get_one(Case, self.case_id)))


def press(page: Page, key: str) -> None:
    """Presses a key on the page that is there now, once it listens: the one before may just have been left by a key."""
    page.wait_for_selector("html.js", state="attached")
    page.keyboard.press(key)


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The browser that the tests of this folder share; where they share none, one of its own."""
    try:
        yield request.getfixturevalue("chromium")
        return
    except pytest.FixtureLookupError:
        pass
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        own = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield own
        own.close()


@pytest.fixture(scope="module")
def running(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    service = open_service(load_settings(home=tmp_path_factory.mktemp("viewer"), database_url=""))
    upgrade(service.database.engine)
    court = Court(service, _people(service))
    case_id, check_id = add_sample(court)
    with service.writing() as session:
        token = open_session(session, service.settings, court.person(session, "chen.zhongben"), "127.0.0.1", "test")
    server = uvicorn.Server(uvicorn.Config(create_app(service), port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    path = f"/cases/{case_id}/checks/{check_id}/pages"
    yield Shown(court, browser, f"http://127.0.0.1:{port}", path, token, case_id)
    server.should_exit = True
    thread.join()


@pytest.fixture
def shown(running: Shown) -> Iterator[Shown]:
    with running.court.service.writing() as session:
        session.query(Correction).delete()
    running.complaints.clear()
    yield running
    for context in running.contexts:
        context.close()
    running.contexts.clear()
    assert running.complaints == []


def size(page: Page, selector: str) -> dict[str, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box  # type: ignore[return-value]


def until(holds: Callable[[], bool]) -> None:
    """Waits for something that the browser does in its own time."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def drawn(page: Page) -> None:
    """Waits for the picture."""
    page.locator(".v-sheet img").evaluate("image => image.decode()")


def test_through_the_file_by_keys(shown: Shown) -> None:
    page = shown.open()
    press(page, "ArrowRight")
    expect(page.get_by_label("页次")).to_have_value("2")
    press(page, "ArrowLeft")
    expect(page.get_by_label("页次")).to_have_value("1")
    press(page, "j")
    now = page.locator("rect.now").first
    expect(now).to_be_visible()
    drawn(page)
    frame, spot = size(page, ".v-scroll"), now.bounding_box()
    assert spot is not None
    assert frame["y"] <= spot["y"] <= frame["y"] + frame["height"]
    expect(page.locator(".v-finding")).to_contain_text("不符合")
    page.locator(".v-finding .places a").last.click()
    expect(page.locator(".v-finding")).to_be_visible()
    first = page.url
    press(page, "j")
    page.wait_for_url(lambda url: url != first)
    press(page, "k")
    expect(page.locator(".v-finding")).to_be_visible()


def test_zoom_and_rotation(shown: Shown) -> None:
    page = shown.open("?at=5")
    drawn(page)
    frame, wide = size(page, ".v-scroll"), size(page, ".v-sheet")
    assert abs(wide["width"] - (frame["width"] - 16)) < 20
    press(page, "+")
    assert size(page, ".v-sheet")["width"] > wide["width"] * 1.15
    press(page, "9")
    assert size(page, ".v-sheet")["height"] <= frame["height"]
    page.mouse.move(frame["x"] + 100, frame["y"] + 100)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    until(lambda: size(page, ".v-sheet")["height"] > frame["height"])
    page.get_by_role("button", name="适合宽度").click()
    press(page, "r")
    turned = size(page, ".v-sheet")
    assert turned["width"] > turned["height"]
    press(page, "h")
    expect(page.locator(".v-boxes a rect").first).to_be_hidden()


def test_what_one_sets_stays_from_page_to_page(shown: Shown) -> None:
    page = shown.open("?at=5")
    drawn(page)
    press(page, "9")
    high = size(page, ".v-sheet")["height"]
    press(page, "ArrowRight")
    expect(page.get_by_label("页次")).to_have_value("6")
    drawn(page)
    assert abs(size(page, ".v-sheet")["height"] - high) < 3


def test_a_kind_is_found_by_a_few_letters(shown: Shown) -> None:
    page = shown.open("?at=5")
    press(page, "e")
    page.keyboard.type("送回证")
    select = page.get_by_label("文书种类")
    expect(select.locator("option")).to_have_text(["送达回证"])
    page.get_by_role("button", name="更正为所选种类").click()
    expect(page.locator(".v-done")).to_contain_text("更正已经记录")
    expect(page.get_by_role("button", name="按更正重新检查")).to_be_visible()
    (one,) = shown.corrections()
    assert (one.value, one.page, one.before) == ("送达回证", 5, "执行通知书")
    page.locator(".made").get_by_role("button", name="撤销").click()
    expect(page.locator(".v-done")).to_contain_text("已经撤销")
    assert shown.corrections() == []


def test_a_field_with_its_place_drawn_on_the_turned_page(shown: Shown) -> None:
    page = shown.open("?at=1")
    drawn(page)
    press(page, "9")
    press(page, "r")
    row = page.locator(".v-fields details", has=page.get_by_text("立案日期")).first
    row.locator("summary").click()
    row.get_by_role("textbox").fill("2022-03-02")
    row.get_by_role("button", name="在图上框选").click()
    sheet = size(page, ".v-sheet")
    # turned clockwise by a quarter: what is above lies right, what is left lies above
    page.mouse.move(sheet["x"] + sheet["width"] * 0.9, sheet["y"] + sheet["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(sheet["x"] + sheet["width"] * 0.8, sheet["y"] + sheet["height"] * 0.5, steps=5)
    page.mouse.up()
    expect(row).to_contain_text("已框选")
    row.get_by_role("button", name="更正", exact=True).click()
    expect(page.locator(".v-done")).to_contain_text("更正已经记录")
    (one,) = shown.corrections()
    assert one.box is not None
    for edge, wanted in zip(one.box.split(","), (0.2, 0.1, 0.5, 0.2), strict=True):
        assert abs(float(edge) - wanted) < 0.02


def test_a_row_shows_its_place_when_pointed_at_or_focused(shown: Shown) -> None:
    page = shown.open("?at=1")
    row = page.locator(".v-fields details[data-box]").first
    row.hover()
    expect(page.locator("rect.hint")).to_have_count(1)
    page.mouse.move(0, 0)
    expect(page.locator("rect.hint")).to_have_count(0)
    row.locator("summary").focus()
    expect(page.locator("rect.hint")).to_have_count(1)


def test_letters_can_be_turned_off_and_do_nothing_while_typing(shown: Shown) -> None:
    page = shown.open("?at=5")
    page.get_by_label("页次").focus()
    press(page, "j")
    assert "finding" not in page.url
    page.get_by_label("页次").blur()
    press(page, "?")
    page.get_by_label("使用字母和符号快捷键").uncheck()
    press(page, "Escape")
    expect(page.locator("#v-help")).to_be_hidden()
    press(page, "j")
    press(page, "ArrowRight")
    expect(page.get_by_label("页次")).to_have_value("6")
    assert "finding" not in page.url


def test_keys_work_at_once_after_the_help_has_closed(shown: Shown) -> None:
    page = shown.open("?at=5")
    # All in one turn of the page's loop: the browser has not yet taken the focus away from what is hidden now.
    page.evaluate("""() => {
        const help = document.getElementById("v-help");
        help.showModal();
        help.querySelector("input").focus();
        help.close();
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
    }""")
    expect(page.get_by_label("页次")).to_have_value("6")


def test_without_javascript_the_page_its_boxes_and_its_forms_are_there(shown: Shown) -> None:
    page = shown.open("?finding=1", java_script_enabled=False)
    expect(page.locator("rect.now").first).to_be_visible()
    assert size(page, ".v-sheet img")["width"] > 400
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_label("页次")).to_have_value("2")
    page.locator("[data-kind] summary").click()
    page.get_by_role("button", name="空白", exact=True).click()
    assert [one.value for one in shown.corrections()] == ["空白"]


@pytest.mark.parametrize("query", ["?at=1", "?finding=2", "?at=12", "?show=unknown"])
def test_accessible(shown: Shown, query: str) -> None:
    page = shown.open(query)
    page.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    assert violations(page) == []
    page.goto(f"{shown.origin}/cases/{shown.case_id}/corrections")
    assert violations(page) == []
