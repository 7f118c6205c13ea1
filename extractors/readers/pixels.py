"""Stored image bytes to pixels: BGR uint8, upright as the file says (EXIF), no larger than reading needs."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, ImageOps

from checker.errors import CaseFileError, UnsupportedFileError

Pixels = npt.NDArray[np.uint8]
LONG_SIDE = 5200  # an A3 sheet at 300 dpi; anything longer is halved until it fits
_JPEG = b"\xff\xd8"
_SOF = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, TypeError, OverflowError, MemoryError)

# Size limits are ours (`Limits.pixels`, checked on the header before anything is decoded): Pillow's own limit is
# fixed, only warns, and would refuse what a person has allowed in the settings.
Image.MAX_IMAGE_PIXELS = None


@contextmanager
def open_picture(path: Path) -> Iterator[Image.Image]:
    """A picture with its header read and nothing decoded. `UnsupportedFileError` where Pillow cannot read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a scanner's odd tags are no news for a clerk
        try:
            picture = Image.open(path)
        except BROKEN as error:
            raise UnsupportedFileError("图片损坏，无法打开", how="重新扫描或重新导出该图片") from error
        with picture:
            yield picture


def load_image(path: Path, index: int) -> Pixels:
    """Frame `index` of an image file. `CaseFileError` where it is damaged beyond reading."""
    if index == 0:
        data = path.read_bytes()
        if data.startswith(_JPEG):
            return decode_jpeg(data, exif=True)
    with open_picture(path) as picture:
        try:
            picture.seek(index)
            _allow_truncated(picture)
            upright = ImageOps.exif_transpose(picture)
            return _shrink(_to_bgr(upright))
        except BROKEN as error:
            raise CaseFileError("图片损坏，无法解码", how="重新扫描或重新导出该图片") from error


def decode_jpeg(data: bytes, *, exif: bool) -> Pixels:
    """A JPEG, reduced while decoding where it is larger than needed. `exif`: turn it as its EXIF tag says."""
    size = jpeg_size(data)
    if size is None:
        raise CaseFileError("JPEG 图像损坏，无法解码", how="重新扫描该页")
    if size[2] != 4:  # CMYK is for Pillow, which knows Adobe's inversion
        flag = _reduction(max(size[:2])) | (0 if exif else cv2.IMREAD_IGNORE_ORIENTATION)
        try:
            image = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
        except cv2.error:
            image = None
        if image is not None:
            return np.asarray(image, np.uint8)
    return _decode_tolerantly(data, exif=exif)


def _decode_tolerantly(data: bytes, *, exif: bool) -> Pixels:
    """What OpenCV does not take; of a JPEG that was cut off, the part that is there."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            _allow_truncated(picture)
            return _shrink(_to_bgr(ImageOps.exif_transpose(picture) if exif else picture))
    except BROKEN as error:
        raise CaseFileError("JPEG 图像损坏，无法解码", how="重新扫描该页") from error


def jpeg_size(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and number of colour components from the header; None where there is no sound header."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _SOF:
            height, width, components = struct.unpack(">HHB", data[at + 5 : at + 10])
            return (width, height, components) if width and height else None
        if marker == 0xFF:
            at += 1
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _reduction(long_side: int) -> int:
    for factor, flag in ((1, cv2.IMREAD_COLOR), (2, cv2.IMREAD_REDUCED_COLOR_2), (4, cv2.IMREAD_REDUCED_COLOR_4)):
        if long_side <= LONG_SIDE * factor:
            return int(flag)
    return int(cv2.IMREAD_REDUCED_COLOR_8)


def _allow_truncated(picture: Image.Image) -> None:
    """Decode what is there of a cut file; the flag is Pillow's, global, and only ever set to this value."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    picture.load()


def _to_bgr(picture: Image.Image) -> Pixels:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.new("RGBA", layer.size, "white")
        picture.alpha_composite(layer)
    if picture.mode.startswith(("I", "F")):
        return cv2.cvtColor(_to_8_bit(np.asarray(picture, np.float32)), cv2.COLOR_GRAY2BGR)  # type: ignore[return-value]
    rgb = np.asarray(picture.convert("RGB"), np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _to_8_bit(values: npt.NDArray[np.float32]) -> Pixels:
    """16- and 32-bit grey: the full range of the data becomes 0–255."""
    low, high = float(values.min()), float(values.max())
    return ((values - low) * (255.0 / max(high - low, 1.0))).astype(np.uint8)


def _shrink(image: Pixels) -> Pixels:
    factor = LONG_SIDE / max(image.shape[:2])
    if factor >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
