"""PDF pages: which kind they are, what stands on them, and what is left of a truncated file."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Rectangle
from pypdf.generic import NameObject, StreamObject

from checker.errors import CaseFileError
from extractors.intake import Intake, open_case
from tests.extractors.papers import add_field, image_bytes, locked_pdf, put, scan_pdf, text_pdf

LINES = ["Notice of execution", "Second line of the paper", "third"]


def opened(tmp_path: Path, data: bytes) -> Intake:
    put(tmp_path, {"1.pdf": data})
    return open_case([tmp_path / "1.pdf"])


def turned(data: bytes, degrees: int) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (scan_pdf(1), "image"),
        (text_pdf(LINES), "text"),
        (text_pdf(LINES, hidden=True), "image"),
        (text_pdf(LINES, over_scan=True), "image"),
        (text_pdf(LINES, over_scan=True, hidden=True), "image"),
        (text_pdf(["3"]), "image"),
    ],
    ids=["scan", "text", "hidden text", "text over scan", "hidden text over scan", "page number only"],
)
def test_kind(tmp_path: Path, data: bytes, kind: str) -> None:
    page = opened(tmp_path, data).pages[0]
    assert page.kind == kind
    assert page.has_image
    assert bool(page.load_text()) == (kind == "text")


def test_text_layer_has_places(tmp_path: Path) -> None:
    page = opened(tmp_path, text_pdf(LINES)).pages[0]
    lines = page.load_text()
    assert [line.text for line in lines] == LINES
    first = lines[0].box
    assert first.x0 == pytest.approx(72 / 595, abs=0.01)
    assert first.y1 == pytest.approx((842 - 760) / 842, abs=0.02)
    assert first.y0 < first.y1 < lines[1].box.y0
    ink = page.load_image()[:, :, 1] < 128
    height, width = ink.shape
    inside = np.zeros_like(ink)
    for line in lines:
        box = line.box
        inside[int(box.y0 * height) : int(box.y1 * height) + 1, int(box.x0 * width) : int(box.x1 * width) + 1] = True
    assert ink.any()
    assert not (ink & ~inside).any()


def mapped(data: bytes, codes: dict[str, str]) -> bytes:
    """The paper with a character map that reads some of its letters as other characters (UTF-16, hex)."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    pairs = "".join(f"<{ord(letter):02X}> <{code}>\n" for letter, code in codes.items())
    stream = StreamObject()
    stream.set_data(
        b"begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        + f"{len(codes)} beginbfchar\n{pairs}endbfchar\nendcmap".encode()
    )
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_rare_character_is_whole_and_what_is_no_character_is_left_out(tmp_path: Path) -> None:
    """A name may have a character that UTF-16 writes in two halves; a half alone cannot be written anywhere."""
    odd = {"N": "D840DC00", "S": "D840", "x": "DC00", "l": "FFFE", "f": "0001"}
    lines = opened(tmp_path, mapped(text_pdf(LINES), odd)).pages[0].load_text()
    assert [line.text.replace(" ", "") for line in lines] == ["\U00020000oticeoeecution", "econdineothepaper", "third"]
    "".join(line.text for line in lines).encode()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_places_hold_on_turned_pages(tmp_path: Path, degrees: int) -> None:
    page = opened(tmp_path, turned(text_pdf(LINES), degrees)).pages[0]
    ink = np.argwhere(page.load_image()[:, :, 1] < 128) / page.load_image().shape[:2]
    boxes = [line.box for line in page.load_text()]
    assert min(box.y0 for box in boxes) == pytest.approx(ink[:, 0].min(), abs=0.02)
    assert max(box.x1 for box in boxes) == pytest.approx(ink[:, 1].max(), abs=0.02)


def test_cells_of_a_row_are_parted(tmp_path: Path) -> None:
    data = text_pdf(["Account) Tj 1 0 0 1 300 760 Tm (Balance", "Second row"])
    assert [line.text for line in opened(tmp_path, data).pages[0].load_text()] == ["Account", "Balance", "Second row"]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_scan_is_turned_as_the_page_says(tmp_path: Path, degrees: int) -> None:
    image = opened(tmp_path, turned(scan_pdf(1), degrees)).pages[0].load_image()
    assert image.shape == ((1400, 1000, 3) if degrees % 180 == 0 else (1000, 1400, 3))
    height, width = image.shape[:2]
    corners = {0: (0, 0), 90: (0, 1), 180: (1, 1), 270: (1, 0)}  # where the dark bar must be: row, column
    quarters = [
        image[r * height // 2 :][: height // 2, c * width // 2 :][:, : width // 2].mean()
        for r in (0, 1)
        for c in (0, 1)
    ]
    assert divmod(int(np.argmin(quarters)), 2) == corners[degrees]


def test_scan_keeps_its_own_pixels_and_hash(tmp_path: Path) -> None:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(scan_pdf(2))).pages:
        writer.add_page(page)
    writer.add_page(writer.pages[0])
    out = io.BytesIO()
    writer.write(out)
    pages = opened(tmp_path, out.getvalue()).pages
    assert pages[0].sha256 == pages[2].sha256 != pages[1].sha256
    assert pages[0].load_image().shape == (1400, 1000, 3)


def test_what_lies_over_a_scan_is_seen(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(scan_pdf(1)))
    stamp = Rectangle(rect=(300, 300, 500, 500), interior_color="ff0000")
    writer.add_annotation(0, stamp)
    out = io.BytesIO()
    writer.write(out)
    image = opened(tmp_path, out.getvalue()).pages[0].load_image()
    red = (image[:, :, 2] > 200) & (image[:, :, 1] < 80)
    assert red.mean() > 0.02


@pytest.mark.parametrize(("field", "kind"), [("/Sig", "text"), ("/Tx", "image")])
@pytest.mark.parametrize("base", [text_pdf(LINES), scan_pdf(1)], ids=["text", "scan"])
def test_electronic_seals_and_fields_are_drawn(tmp_path: Path, base: bytes, field: str, kind: str) -> None:
    page = opened(tmp_path, add_field(base, field)).pages[0]
    assert page.kind == (kind if base.count(b"DCTDecode") == 0 else "image")
    image = page.load_image()
    assert ((image[:, :, 2] > 200) & (image[:, :, 1] < 80)).mean() > 0.01


def test_a_scan_stored_inverted_is_shown_light(tmp_path: Path) -> None:
    data = scan_pdf(1, inverted=True)
    assert data.count(b"/Filter /DCTDecode") == 1
    data = data.replace(b"/Filter /DCTDecode", b"/Decode [1 0 1 0 1 0] /Filter /DCTDecode")
    assert opened(tmp_path, data).pages[0].load_image().mean() > 200


def test_owner_password_opens(tmp_path: Path) -> None:
    assert opened(tmp_path, locked_pdf("", "owner")).pages[0].load_image().any()


@pytest.mark.parametrize("share", [0.97, 0.7, 0.4])
@pytest.mark.parametrize("rewritten", [False, True])
def test_truncated(tmp_path: Path, share: float, rewritten: bool) -> None:
    data = scan_pdf(4)
    if rewritten:  # all pages before all scans
        data = turned(data, 0)
    intake = opened(tmp_path, data[: int(len(data) * share)])
    sound = [page for page in intake.pages if page.problem is None]
    assert sound
    assert intake.pages[-1].problem is not None
    assert any("不完整" in str(problem) for problem in intake.problems)
    for page in sound:
        assert page.load_image().min() < 100  # the bar is there: a lost page never passes for a blank one


def test_truncated_without_page_objects(tmp_path: Path) -> None:
    data = scan_pdf(2).replace(b"/Type /Page\n", b"/Type /Pxge\n")
    intake = opened(tmp_path, data[: int(len(data) * 0.9)])
    assert intake.pages[0].load_image().shape == (1400, 1000, 3)


def test_a_page_object_that_is_broken_is_one_bad_page(tmp_path: Path) -> None:
    data = scan_pdf(3)
    at = data.index(b"\xff\xd8", len(data) // 2)
    broken = data[:at] + b"\x00" * 40 + data[at + 40 :]
    intake = opened(tmp_path, broken)
    assert len(intake.pages) == 3
    for page in intake.pages[:2]:
        assert page.load_image().min() < 100
    with pytest.raises(CaseFileError, match="损坏"):
        intake.pages[2].load_image()


@pytest.mark.parametrize("words", [b"\xff\xfe\xfdDecode", b"NoDecode1", b"CCITTFaxD"])
def test_a_filter_nobody_knows_is_one_bad_page(tmp_path: Path, words: bytes) -> None:
    data = scan_pdf(2).replace(b"DCTDecode", words, 1)
    put(tmp_path, {"1.pdf": data, "2.jpg": image_bytes()})
    intake = open_case([tmp_path])
    assert [page.file for page in intake.pages] == ["1.pdf", "1.pdf", "2.jpg"]
    assert intake.pages[1].load_image().min() < 100


def test_images_of_other_kinds(tmp_path: Path) -> None:
    put(tmp_path, {"1.png": image_bytes("PNG")})
    assert open_case([tmp_path]).pages[0].load_image().shape == (1400, 1000, 3)


def test_table_rules_part_a_row(tmp_path: Path) -> None:
    data = text_pdf(["Account) Tj ET 130 700 m 130 800 l S BT /F1 12 Tf 1 0 0 1 134 760 Tm (Balance", "Second row"])
    assert [line.text for line in opened(tmp_path, data).pages[0].load_text()] == ["Account", "Balance", "Second row"]
