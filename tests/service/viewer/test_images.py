"""Pictures of pages: drawn from the original, kept, and not to be had by a hostile name or file."""

from __future__ import annotations

import asyncio
import io
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import httpx2
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from checker.casefile import Box, Line, PageState
from checker.errors import CaseFileError
from service.cases.images import has_picture, mark_of, original_of, sweep
from service.cases.reading import ReadPage
from service.cases.rendering import LONGEST_SIDE, Drawing, Renderer, draw, renderer
from service.errors import NotFoundError
from tests.service.conftest import Court, app_over
from tests.service.viewer.conftest import Seen
from tests.service.viewer.samples import SAMPLES, add_sample

IMAGE = "image?file=扫描件.pdf&page=1"
PAGE = ReadPage("a.pdf", 1, "ab" * 32, 0, 0.0, PageState.CATALOGUED, "", "", "", "", (), (), ())
SCAN = SAMPLES / "zhongben-demo-faulty" / "扫描件.pdf"


def cache_of(seen: Seen) -> list[Path]:
    return sorted((seen.court.service.settings.home / "cache").rglob("*.*"))


def test_a_picture_is_drawn_once_and_told_to_be_the_same(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    answer = browser.get(f"{seen.pages}/{IMAGE}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "private, no-cache"  # else a browser shows it to whoever sits there next
    assert answer.headers["x-content-type-options"] == "nosniff"
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.format == "JPEG"
    assert max(picture.size) <= LONGEST_SIDE
    (kept,) = cache_of(seen)
    assert kept.read_bytes() == answer.content
    assert kept.stem.isalnum()
    kept.write_bytes(b"kept")
    assert browser.get(f"{seen.pages}/{IMAGE}").content == b"kept"
    same = browser.get(f"{seen.pages}/{IMAGE}", headers={"if-none-match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    browser.post("/logout")
    gone = browser.get(f"{seen.pages}/{IMAGE}", headers={"if-none-match": answer.headers["etag"]})
    assert gone.status_code == 303


async def _ask_many(
    seen: Seen, browser: TestClient, many: int, under: str, drawing: Event, answered: Event
) -> list[int]:
    """Asks for one picture many times, and for another page while the first of them is drawn; `answered` once it is there."""
    transport = httpx2.ASGITransport(app=app_over(seen.court.service))
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://court", cookies=dict(browser.cookies), timeout=60
    ) as client:
        asked = [asyncio.create_task(client.get(f"{under}{seen.pages}/{IMAGE}")) for _ in range(many)]
        while not drawing.is_set():
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)  # all of them wait for their picture
        assert (await client.get("/account")).status_code == 200
        answered.set()
        return [answer.status_code for answer in await asyncio.gather(*asked)]


@pytest.mark.parametrize("under", ["", "/api/v1"])
def test_who_asks_for_very_many_pictures_holds_up_nobody(
    seen: Seen, monkeypatch: pytest.MonkeyPatch, under: str
) -> None:
    drawing, answered = Event(), Event()
    in_time: list[bool] = []

    def until_another_is_answered(_: Drawing) -> bytes:
        drawing.set()
        in_time.append(answered.wait(20))
        return b"\xff\xd8"

    monkeypatch.setattr(renderer(), "draw", until_another_is_answered)
    browser = seen.court.browser("chen.zhongben")
    with ThreadPoolExecutor(1) as apart:  # a browser test in this process may have left a loop running here
        statuses = apart.submit(asyncio.run, _ask_many(seen, browser, 80, under, drawing, answered)).result()
    assert statuses == [200] * 80
    assert in_time == [True]  # drawn once: the others find it there when their turn comes


def test_an_original_that_was_changed_is_not_shown(seen: Seen) -> None:
    (original,) = [path for path in seen.court.service.blobs.folder.glob("??/*") if path.stat().st_size == SCAN.stat().st_size]  # fmt: skip
    original.chmod(0o644)
    original.write_bytes(original.read_bytes()[:-1] + b"x")
    answer = seen.court.browser("chen.zhongben", raise_server_exceptions=False).get(f"{seen.pages}/{IMAGE}")
    assert answer.status_code == 500
    assert "与入库时不一致" in answer.text
    assert cache_of(seen) == []


def test_a_page_in_an_archive(court: Court) -> None:
    case_id, check_id = add_sample(court, "company-offline", "offline")
    browser = court.browser("zhao.offline")
    answer = browser.get(f"/cases/{case_id}/checks/{check_id}/pages/image?file=扫描件.zip/001.jpg&page=1")
    assert answer.headers["content-type"] == "image/jpeg"


def test_what_a_name_is_made_of() -> None:
    assert original_of({"a.zip": "1", "a.zip/b": "2", "c.pdf": "3"}, "a.zip/b/1.jpg") == ("a.zip/b", "2")
    assert original_of({"c.pdf": "3"}, "c.pdf") == ("c.pdf", "3")
    for file in ("c.pdfx", "d.pdf", "", "../c.pdf"):
        with pytest.raises(NotFoundError):
            original_of({"c.pdf": "3"}, file)


def test_another_original_or_another_turn_is_another_picture() -> None:
    marks = {
        mark_of("1", PAGE),
        mark_of("2", PAGE),
        mark_of("1", replace(PAGE, rotation=90)),
        mark_of("1", replace(PAGE, skew=1.5)),
        mark_of("1", replace(PAGE, sha256="cd" * 32)),
        mark_of("1", replace(PAGE, page=2)),
    }
    assert len(marks) == 6


def test_what_has_no_picture() -> None:
    from extractors.readers.source import text_page

    lines = (Line("执行通知书", Box(0, 0, 1, 1)), Line("第二行", Box(0, 0, 1, 1)))
    assert not has_picture(replace(PAGE, lines=lines, sha256=text_page("a.docx", 1, lines).sha256))
    assert not has_picture(replace(PAGE, sha256=""))
    assert has_picture(replace(PAGE, lines=lines))


def test_the_page_stands_as_it_was_read() -> None:
    drawing = Drawing(SCAN, "扫描件.pdf", "ab" * 32, "扫描件.pdf", 1, longest_side=400)
    wide = Image.open(io.BytesIO(draw(replace(drawing, rotation=90))))
    high = Image.open(io.BytesIO(draw(drawing)))
    assert wide.size == high.size[::-1]
    assert max(high.size) == 400


def test_files_that_are_no_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer()
    for name, data in {"1.pdf": b"%PDF-1.4 nothing", "2.jpg": b"\xff\xd8\xff\xe0 nothing", "3.jpg": b""}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CaseFileError):
            renderer.draw(Drawing(tmp_path / name, name, "ab" * 32, name, 1))
    with pytest.raises(CaseFileError):
        renderer.draw(Drawing(tmp_path / "none.pdf", "none.pdf", "ab" * 32, "none.pdf", 1))
    assert renderer.draw(Drawing(SCAN, "a.pdf", "ab" * 32, "a.pdf", 2)).startswith(b"\xff\xd8")
    renderer.close()


def test_pictures_above_the_limit_are_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHONGBEN_MAX_PIXELS", "1000")
    with pytest.raises(CaseFileError, match="像素"):
        draw(Drawing(SCAN, "a.pdf", "ab" * 32, "a.pdf", 1))


def test_a_file_that_holds_up_the_drawing_does_not_hold_up_the_service(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "waits.pdf")  # opening it for reading waits for ever
    renderer = Renderer(seconds=0.5)
    with pytest.raises(CaseFileError):
        renderer.draw(Drawing(tmp_path / "waits.pdf", "waits.pdf", "ab" * 32, "waits.pdf", 1))
    renderer._seconds = 30
    assert renderer.draw(Drawing(SCAN, "a.pdf", "ab" * 32, "a.pdf", 1)).startswith(b"\xff\xd8")
    renderer._process.kill()  # type: ignore[union-attr] # as a picture would that makes the reader crash
    with pytest.raises(CaseFileError):
        renderer.draw(Drawing(SCAN, "a.pdf", "ab" * 32, "a.pdf", 1))
    assert renderer.draw(Drawing(SCAN, "a.pdf", "ab" * 32, "a.pdf", 1)).startswith(b"\xff\xd8")
    renderer.close()


def test_what_was_not_looked_at_for_longest_goes_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "middle", "old")):
        path = tmp_path / "ab" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (1000 - age, 1000 - age))
    sweep(tmp_path, most=250)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["middle", "new"]
