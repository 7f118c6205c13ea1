"""Small input files for tests, built at run time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject


def sheet(width: int = 1000, height: int = 1400, mark: int = 0) -> Image.Image:
    """A light page with a dark bar in the top left corner; `mark` makes it differ from others."""
    pixels = np.full((height, width, 3), 245, np.uint8)
    pixels[height // 20 : height // 10, width // 20 : width // 2] = 30
    pixels[height // 2 : height // 2 + 10 + 5 * mark, width // 4 : width // 3] = 60
    return Image.fromarray(pixels)


def image_bytes(form: str = "JPEG", **options: object) -> bytes:
    """One sheet in a format of Pillow."""
    out = io.BytesIO()
    sheet().save(out, form, **options)
    return out.getvalue()


def scan_pdf(pages: int = 3, *, inverted: bool = False) -> bytes:
    """A PDF as a scanner writes it: one JPEG a page, the page objects in file order."""
    first, *rest = [ImageOps.invert(sheet(mark=number)) if inverted else sheet(mark=number) for number in range(pages)]
    out = io.BytesIO()
    first.save(out, "PDF", resolution=120, save_all=True, append_images=rest)
    return out.getvalue()


def text_pdf(lines: list[str], *, hidden: bool = False, over_scan: bool = False) -> bytes:
    """A PDF of one page with ASCII text, visible or not, over a full-page scan or not."""
    writer = PdfWriter()
    if over_scan:
        writer.append(io.BytesIO(scan_pdf(1)))
        page = writer.pages[0]
    else:
        page = writer.add_blank_page(595, 842)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    resources = page.setdefault(NameObject("/Resources"), DictionaryObject())
    resources[NameObject("/Font")] = DictionaryObject({NameObject("/F1"): font})
    rows = "".join(f"1 0 0 1 72 {760 - 40 * row} Tm ({text}) Tj\n" for row, text in enumerate(lines))
    stream = StreamObject()
    old = page.get_contents()
    drawn = (old.get_data() if old is not None else b"") + f"\nBT /F1 12 Tf {3 if hidden else 0} Tr\n{rows}ET".encode()
    stream.set_data(drawn)
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def add_field(data: bytes, kind: str) -> bytes:
    """The PDF with a form field that shows a red square in the lower left: `/Sig` is an electronic seal."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    look = StreamObject()
    look.set_data(b"1 0 0 rg 0 0 100 100 re f")
    look[NameObject("/Type")] = NameObject("/XObject")
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 100, 100)))
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject(kind),
            NameObject("/T"): TextStringObject("field"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (100, 100, 200, 200))),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    holder = ArrayObject([writer._add_object(field)])
    writer.pages[0][NameObject("/Annots")] = holder
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): holder})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_pdf(user: str, owner: str) -> bytes:
    """A scan with passwords."""
    writer = PdfWriter(clone_from=io.BytesIO(scan_pdf(1)))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bare_pdf(pages: int) -> bytes:
    """A PDF with many empty pages, all one object."""
    kids = b"3 0 R " * pages
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 4>>\n%%%%EOF\n" % (pages, kids)
    )


def zip_bytes(members: Mapping[str, bytes], *, packed: bool = False) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder and give the folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
