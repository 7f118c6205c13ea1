"""How well seals, signatures, blank backs and quarter turns are told, on pages drawn anew from a seed.

    python -m bench.marks seals --seed 11 --pages 80          # marks drawn by bench/drawn.py on worn pages; no recognition
    python -m bench.marks papers --seed 11 --pages 40         # papers of the fixtures, worn and turned, read in full

Needs the fonts of `make fixtures`. A seed the thresholds were not chosen on gives the honest figure (README.md says which).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from bench.drawn import draw_marks
from checker.casefile import Box, Mark, MarkKind, Page, Presence
from extractors.marks.seals import find_seals
from extractors.ocr.engine import Engine
from extractors.ocr.page import always_full, read_image
from fixtures.fonts import FONTS
from fixtures.spec import CASES, load_spec
from fixtures.typeset import TypesetPage, typeset
from fixtures.wear import LEVELS, to_grey, turn, wear_page

Image = npt.NDArray[np.uint8]
Tally = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Worn:
    """A clean page, its scan, and what was done to it."""

    clean: TypesetPage
    scan: Image
    level: str
    grey: bool
    turned: int


def main() -> None:
    """Prints counts: what was there, what was said of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("seals", "papers"))
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    tally = (score_seals if asked.what == "seals" else score_papers)(asked.seed, asked.pages)
    for key in sorted(tally):
        print(f"{' · '.join(key):60} {tally[key]}")


def score_seals(seed: int, count: int) -> Tally:
    """Drawn marks and decoys on worn pages that bear no mark of their own."""
    rng, tally = random.Random(seed), Tally()
    for worn in pages(rng, count, turned=False, sealed=False):
        page, truth = draw_marks(worn.scan, rng, FONTS)
        if worn.grey:
            page = cv2.cvtColor(to_grey(page), cv2.COLOR_GRAY2BGR).astype(np.uint8)
        high, wide = page.shape[:2]
        wanted = [
            Mark(kind, Presence.PRESENT, Box(x0 / wide, y0 / high, x1 / wide, y1 / high))
            for kind, (x0, y0, x1, y1) in truth
        ]
        count_marks(tally, wanted, find_seals(through_jpeg(page, worn.level)), "grey" if worn.grey else "colour")
    return tally


def score_papers(seed: int, count: int) -> Tally:
    """Papers of the fixtures, some unsigned, unsealed, turned: rotation, seals and signatures after a full reading."""
    rng, tally, engine = random.Random(seed), Tally(), Engine()
    for worn in pages(rng, count, turned=True, sealed=True):
        page = read_image(engine, through_jpeg(worn.scan, worn.level), Page("", 1), always_full)
        right = (worn.turned + page.rotation) % 360 == 0
        tally["turned", str(worn.turned), "right" if right else f"wrong {page.rotation}"] += 1
        if right:
            group = "grey" if worn.grey else "colour"
            seals = [mark for mark in worn.clean.marks if mark.kind is not MarkKind.SIGNATURE]
            count_marks(tally, seals, [m for m in page.marks if m.kind is not MarkKind.SIGNATURE], group)
            count_signatures(tally, worn.clean.marks, page.marks, worn.level)
    return tally


def pages(rng: random.Random, count: int, *, turned: bool, sealed: bool) -> Iterator[Worn]:
    """Random papers of random cases, worn at random."""
    specs = [load_spec(path.stem) for path in sorted(CASES.glob("*.yaml"))]
    made = 0
    while made < count:
        spec = rng.choice(specs)
        paper = rng.choice(spec.papers)
        bare = {"unsigned": rng.random() < 0.4, "unsealed": not sealed or rng.random() < 0.3}
        for clean in typeset(paper.kind, paper.layout, spec.case, {**paper.data, **bare})[-1:]:
            level, grey = rng.choice(("clean", "normal", "normal", "poor")), rng.random() < 0.25
            noise = np.random.default_rng(rng.randrange(1 << 30))
            scan = wear_page(clean.image, LEVELS[level], noise, folio=made + 1)
            if grey and sealed:
                scan = cv2.cvtColor(to_grey(scan), cv2.COLOR_GRAY2BGR).astype(np.uint8)
            degrees = rng.choice((0, 0, 90, 180, 270)) if turned else 0
            yield Worn(clean, turn(scan, degrees), level, grey, degrees)
            made += 1


def count_marks(tally: Tally, wanted: Sequence[Mark], found: Sequence[Mark], group: str) -> None:
    """Seals of one kind that lie on each other are the same."""
    left = list(found)
    for mark in (mark for mark in wanted if mark.presence is Presence.PRESENT):
        same = next((m for m in left if m.kind is mark.kind and _overlap(m.box, mark.box) > 0.3), None)
        if same is not None:
            left.remove(same)
        tally[mark.kind.value, group, "there", same.presence.value if same else "missed"] += 1
    for mark in left:
        tally[mark.kind.value, group, "not there", mark.presence.value] += 1


def count_signatures(tally: Tally, wanted: Sequence[Mark], found: Sequence[Mark], level: str) -> None:
    """Each place to sign of the truth, and what was said of the room around it."""
    for mark in (mark for mark in wanted if mark.kind is MarkKind.SIGNATURE):
        x, y = mark.box.x0 + 0.02, (mark.box.y0 + mark.box.y1) / 2
        near = [m for m in found if m.kind is mark.kind and _holds(m.box, x, y)]
        said = {m.presence for m in near}
        told = mark.presence if mark.presence in said else min(said, default=None)
        tally["signature", level, mark.presence.value, told.value if told else "no room found"] += 1


def through_jpeg(page: Image, level: str) -> Image:
    """What the scanner's compression leaves."""
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, LEVELS[level].quality])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return np.asarray(decoded, np.uint8)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 - 0.04 <= x <= box.x1 + 0.04 and box.y0 - 0.015 <= y <= box.y1 + 0.015


def _overlap(one: Box, other: Box) -> float:
    wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
    if wide <= 0 or high <= 0:
        return 0.0
    both = (one.x1 - one.x0) * one.height + (other.x1 - other.x0) * other.height
    return wide * high / (both - wide * high)


if __name__ == "__main__":
    main()
