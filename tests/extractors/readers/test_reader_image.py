"""Image files: frames, orientation, depth of colour, size."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.intake import Intake, open_case
from extractors.limits import Limits
from extractors.readers.pixels import LONG_SIDE
from tests.extractors.papers import image_bytes, put, sheet


def opened(tmp_path: Path, name: str, data: bytes) -> Intake:
    return open_case([put(tmp_path, {name: data}) / name])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_forms(tmp_path: Path, form: str) -> None:
    intake = opened(tmp_path, f"1.{form.lower()}", image_bytes(form))
    image = intake.pages[0].load_image()
    assert (image.shape, image.dtype) == ((1400, 1000, 3), np.uint8)
    assert image[100, 100].mean() < 80 < 200 < image[1300, 900].mean()
    assert intake.problems == ()


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "RGBA", "LA", "P", "CMYK", "F"])
def test_colour_modes(tmp_path: Path, mode: str) -> None:
    grey = sheet().convert("L")
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(grey, np.uint16) * 257)
    else:
        picture = grey.convert("RGB").convert(mode) if mode != "F" else grey.convert("F")
    out = io.BytesIO()
    picture.save(out, "TIFF")
    image = opened(tmp_path, "1.tif", out.getvalue()).pages[0].load_image()
    assert image.shape == (1400, 1000, 3)
    assert image[100, 100].mean() < 80 < 200 < image[1300, 900].mean()


def test_transparent_is_white(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(tmp_path, "1.png", out.getvalue()).pages[0].load_image().min() == 255


def test_tiff_of_several_pages(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet().save(out, "TIFF", save_all=True, append_images=[sheet(800, 600), sheet(mark=3)])
    pages = opened(tmp_path, "1.tif", out.getvalue()).pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.load_image().shape[:2] for page in pages] == [(1400, 1000), (600, 800), (1400, 1000)]
    assert len({page.sha256 for page in pages}) == 3


@pytest.mark.parametrize("share", [0.9, 0.6, 0.45])
def test_truncated_tiff(tmp_path: Path, share: float) -> None:
    out = io.BytesIO()
    sheet().save(out, "TIFF", save_all=True, append_images=[sheet(mark=1), sheet(mark=2)])
    pages = opened(tmp_path, "1.tif", out.getvalue()[: int(len(out.getvalue()) * share)]).pages
    assert pages[0].load_image().min() < 100
    assert pages[-1].problem is not None
    assert "丢失" in pages[-1].problem


def test_one_page_that_is_too_large_is_one_bad_page(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet(100, 100).save(out, "TIFF", save_all=True, append_images=[sheet(300, 300), sheet(100, 100)])
    put(tmp_path, {"1.tif": out.getvalue()})
    pages = open_case([tmp_path], Limits(pixels=50_000)).pages
    assert [page.problem is None for page in pages] == [True, False, True]
    assert "ZHONGBEN_MAX_PIXELS" in (pages[1].problem or "")


@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG"])
def test_exif_orientation(tmp_path: Path, form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = opened(tmp_path, f"1.{form.lower()}", image_bytes(form, exif=exif)).pages[0].load_image()
    assert image.shape == (1000, 1400, 3)
    assert image[:500, 700:].mean() < image[:500, :700].mean()


def test_large_scans_are_reduced(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (5000, 7000), 240).save(out, "JPEG")
    image = opened(tmp_path, "1.jpg", out.getvalue()).pages[0].load_image()
    assert max(image.shape) <= LONG_SIDE
    assert image.shape[0] / image.shape[1] == pytest.approx(1.4, abs=0.01)


@pytest.mark.parametrize(("name", "form"), [("1.jpg", "JPEG"), ("1.png", "PNG")])
def test_truncated_shows_its_part(tmp_path: Path, name: str, form: str) -> None:
    data = image_bytes(form)
    intake = opened(tmp_path, name, data[: len(data) * 3 // 4])
    assert intake.pages[0].load_image()[100, 100].mean() < 80
    assert "不完整" in str(intake.problems[0])


def test_cmyk_jpeg(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet().convert("CMYK").save(out, "JPEG")
    image = opened(tmp_path, "1.jpg", out.getvalue()).pages[0].load_image()
    assert image[100, 100].mean() < 80 < 200 < image[1300, 900].mean()
