"""When a clock turns yellow, orange and red: the thresholds of `lights.yaml`, the only place where they are set."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from checker.errors import RulebookError
from checker.yamlfile import Block, block, check_keys, read_yaml, word

_FILE = Path(__file__).parent / "lights.yaml"


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many days before its limit a clock turns: a share of the whole, within bounds."""

    share: Fraction
    at_least: int
    at_most: int

    def reached(self, left: int, whole: int) -> bool:
        """Whether a clock of `whole` days with `left` days to go has turned."""
        return left <= min(max(Fraction(self.at_least), whole * self.share), Fraction(self.at_most))


@dataclass(frozen=True, slots=True)
class Lights:
    """The three thresholds."""

    yellow: Threshold
    orange: Threshold
    red: Threshold


@lru_cache(maxsize=1)
def lights() -> Lights:
    """The thresholds of this installation. A wrong file is a `RulebookError` that names the line."""
    return read_lights(_FILE)


def read_lights(path: Path) -> Lights:
    """The thresholds of a file."""
    found = read_yaml(path)
    check_keys(found, ("黄色", "橙色", "红色"))
    return Lights(*(_threshold(block(found[name])) for name in ("黄色", "橙色", "红色")))


def _threshold(entry: Block) -> Threshold:
    check_keys(entry, ("share", "at_least", "at_most"))
    try:
        return Threshold(Fraction(word(entry["share"])), int(word(entry["at_least"])), int(word(entry["at_most"])))
    except (ValueError, ZeroDivisionError):
        raise RulebookError(
            "预警灯的数值不对", where=entry.place, how="share 写成 1/3，at_least、at_most 写整数天"
        ) from None
