"""Draws seals, name seals, fingerprints and things that look like them, at random, onto pages: for measuring only.

Nothing here is shared with the templates of `fixtures/`: the detectors are to be scored on marks drawn another way.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from checker.casefile import MarkKind

Image = npt.NDArray[np.uint8]
MM = 200 / 25.4
FACES = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "gkai00mp.ttf", "LXGWWenKai-Bold.ttf")
OWNERS = (
    "云山县人民法院",
    "江北区人民法院",
    "清河农村商业银行股份有限公司",
    "云山县不动产登记中心",
    "白马镇柳林村村民委员会",
    "云山县住房公积金管理中心",
    "江北区宏远建筑工程有限公司",
)
NAMES = ("周启明", "何文斌", "李建国", "王芳", "欧阳海涛", "陈玉兰")


class Pen:
    """A layer of ink (0–1 per pixel) the size of a page, and the marks drawn on it."""

    def __init__(self, shape: tuple[int, int], rng: random.Random, fonts: Path) -> None:
        self.ink = Pillow.new("L", (shape[1], shape[0]), 0)
        self.rng, self.fonts = rng, fonts

    def font(self, size: float, face: str | None = None) -> ImageFont.FreeTypeFont:
        """One of the faces at a size in pixels."""
        return ImageFont.truetype(str(self.fonts / (face or self.rng.choice(FACES))), max(6, round(size)))

    def letter(self, middle: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, turn: float = 0) -> None:
        """One character, turned by degrees clockwise."""
        side = int(font.size * 1.6)
        tile = Pillow.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, side / 2), text, 255, font, anchor="mm")
        tile = tile.rotate(-turn, resample=Pillow.Resampling.BICUBIC)
        self.ink.paste(255, (round(middle[0] - side / 2), round(middle[1] - side / 2)), tile)

    def round_seal(self, x: float, y: float) -> tuple[float, float, float, float]:
        """A round or, one time in six, an oval seal; returns its box in pixels."""
        r = self.rng
        oval = r.random() < 1 / 6
        a = r.uniform(38, 45) * MM / 2
        b = a * (r.uniform(0.64, 0.75) if oval else 1)
        draw = ImageDraw.Draw(self.ink)
        draw.ellipse((x - a, y - b, x + a, y + b), outline=255, width=round(r.uniform(0.8, 1.5) * MM))
        if r.random() < 0.3:
            gap = r.uniform(1.6, 2.2) * MM
            draw.ellipse((x - a + gap, y - b + gap, x + a - gap, y + b - gap), outline=255, width=2)
        if not oval and r.random() < 0.85:
            star(draw, x, y, a * r.uniform(0.25, 0.38))
        owner = r.choice(OWNERS)
        span = min(290.0, r.uniform(24, 32) * len(owner))
        font = self.font(min(r.uniform(0.24, 0.32) * b, 2.2 * a / len(owner)), r.choice(FACES[:2]))
        spin = r.uniform(-14, 14)
        for k, character in enumerate(owner):
            degrees = -90 - span / 2 + span * k / (len(owner) - 1) + spin
            at = math.radians(degrees)
            self.letter((x + 0.74 * a * math.cos(at), y + 0.74 * b * math.sin(at)), character, font, degrees + 90)
        if r.random() < 0.4:
            word = r.choice(("执行专用章", "业务专用章", "财务专用章"))
            draw.text((x, y + 0.5 * b), word, 255, self.font(0.2 * b), anchor="mm")
        return x - a, y - b, x + a, y + b

    def name_seal(self, x: float, y: float) -> tuple[float, float, float, float]:
        """A square name seal, red on white or white on red, slightly turned."""
        r = self.rng
        half = r.uniform(10, 18) * MM / 2
        side = int(3 * half)
        tile = Pillow.new("L", (side, side), 0)
        draw = ImageDraw.Draw(tile)
        box = (side / 2 - half, side / 2 - half, side / 2 + half, side / 2 + half)
        carved = r.random() < 0.3
        if carved:
            draw.rectangle(box, fill=255)
        else:
            draw.rectangle(box, outline=255, width=round(r.uniform(0.6, 1.2) * MM))
        letters = r.choice(NAMES)
        letters += {2: "之印", 3: "印", 4: ""}[len(letters)]
        font = self.font(0.8 * half, FACES[2 + r.randrange(2)])
        for k, letter in enumerate(letters):
            spot = (side / 2 + (0.45 if k < 2 else -0.45) * half, side / 2 + (-0.45 if k % 2 == 0 else 0.45) * half)
            draw.text(spot, letter, 0 if carved else 255, font, anchor="mm")
        tile = tile.rotate(r.uniform(-12, 12), resample=Pillow.Resampling.BICUBIC)
        self.ink.paste(255, (round(x - side / 2), round(y - side / 2)), tile)
        return x - half, y - half, x + half, y + half

    def fingerprint(self, x: float, y: float) -> tuple[float, float, float, float]:
        """Ridges inside an oval."""
        r = self.rng
        a, b = r.uniform(4.5, 7) * MM, r.uniform(6, 9) * MM
        side = int(2.4 * b)
        yy, xx = np.mgrid[0:side, 0:side].astype(np.float32) - side / 2
        swirl = np.hypot(xx + r.uniform(-20, 20), yy * 0.8 + r.uniform(-30, 10))
        ridges = (np.sin(swirl / (0.42 * MM / 2) + 0.02 * xx * yy / MM) > -0.2) * ((xx / a) ** 2 + (yy / b) ** 2 < 1)
        rough = cv2.GaussianBlur(np.random.default_rng(r.randrange(1 << 30)).random((side, side)), (0, 0), 6)
        tile = Pillow.fromarray(((ridges & (rough > 0.46)) * 255).astype(np.uint8))
        self.ink.paste(255, (round(x - side / 2), round(y - side / 2)), tile)
        return x - a, y - b, x + a, y + b

    def decoy(self, x: float, y: float) -> None:
        """Something red that is no seal: a header, a rectangular stamp, a pen's loop, a tick, an underline."""
        r, draw = self.rng, ImageDraw.Draw(self.ink)
        kind = r.choice(("header", "stamp", "loop", "tick", "writing"))
        if kind == "header":
            draw.text((x, y), "云山县人民法院文件", 255, self.font(r.uniform(14, 20) * MM / 2, FACES[0]), anchor="mm")
            draw.line((x - 80 * MM, y + 12 * MM, x + 80 * MM, y + 12 * MM), 255, 4)
        elif kind == "stamp":
            w, h = r.uniform(20, 30) * MM, r.uniform(6, 10) * MM
            draw.rectangle((x - w, y - h, x + w, y + h), outline=255, width=6)
            draw.text((x, y), "与原件核对无异", 255, self.font(5 * MM), anchor="mm")
        elif kind == "loop":
            points = [
                (
                    x + r.uniform(0.8, 1.2) * 12 * MM * math.cos(t / 6),
                    y + r.uniform(0.9, 1.1) * 7 * MM * math.sin(t / 6),
                )
                for t in range(34)
            ]
            draw.line(points, 255, 5, joint="curve")
        elif kind == "tick":
            draw.line([(x - 9 * MM, y), (x - 3 * MM, y + 8 * MM), (x + 12 * MM, y - 9 * MM)], 255, 7, joint="curve")
        else:
            draw.text((x, y), r.choice(("同意", "已阅", "属实")), 255, self.font(12 * MM, FACES[2]), anchor="mm")


def star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    """A five-pointed star."""
    points = []
    for k in range(10):
        at, length = math.radians(-90 + 36 * k), radius * (1 if k % 2 == 0 else 0.38)
        points.append((x + length * math.cos(at), y + length * math.sin(at)))
    draw.polygon(points, fill=255)


def press(page: Image, ink: Pillow.Image, rng: random.Random, red: bool = True) -> Image:
    """Presses an ink layer onto a page as a stamp pad does: uneven, here and there missing, text shows through."""
    high, wide = page.shape[:2]
    noise = np.random.default_rng(rng.randrange(1 << 30))
    coarse = noise.uniform(rng.uniform(0.45, 0.9), 1.0, (9, 7)).astype(np.float32)
    strength = cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(noise.standard_normal((high, wide)).astype(np.float32), (0, 0), 1.2)
    layer = np.asarray(ink, np.float32) / 255 * np.clip(strength - 0.25 * (grain > 0.35), 0, 1)
    layer = cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.5, 1.1))[:, :, None]
    base = np.array(rng.choice(((45, 35, 205), (60, 50, 190), (70, 70, 225), (50, 40, 165))) if red else (90,) * 3)
    keep = 1 - layer * (1 - base.astype(np.float32) / 255)
    return np.asarray(np.clip(page.astype(np.float32) * keep, 0, 255), np.uint8)


Truth = list[tuple[MarkKind, tuple[float, float, float, float]]]


def draw_marks(page: Image, rng: random.Random, fonts: Path) -> tuple[Image, Truth]:
    """A page with up to a seal, a name seal, a fingerprint and a decoy; and where the marks are, in pixels."""
    high, wide = page.shape[:2]
    pen, truth = Pen((high, wide), rng, fonts), Truth()
    spots = [(0.7, 0.78), (0.3, 0.55), (0.72, 0.4), (0.3, 0.82), (0.5, 0.12)]
    rng.shuffle(spots)
    for draw, kind, chance in (
        (pen.round_seal, MarkKind.SEAL, 0.5),
        (pen.name_seal, MarkKind.NAME_SEAL, 0.3),
        (pen.fingerprint, MarkKind.FINGERPRINT, 0.3),
    ):
        fx, fy = spots.pop()
        if rng.random() < chance:
            truth.append((kind, draw(wide * (fx + rng.uniform(-0.05, 0.05)), high * (fy + rng.uniform(-0.04, 0.04)))))
    if rng.random() < 0.5:
        fx, fy = spots.pop()
        pen.decoy(wide * fx, high * fy)
    return press(page, pen.ink, rng), truth
