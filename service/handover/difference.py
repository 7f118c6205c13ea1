"""What changed between two checks of a case at the same gate."""

from __future__ import annotations

from dataclasses import dataclass

from checker.outcome import Level
from service.handover.review import Item, Key, Review


@dataclass(frozen=True, slots=True)
class Differences:
    """Settled: open then, not now. Still: open both times. New: open only now."""

    settled: tuple[Item, ...]
    still: tuple[Item, ...]
    new: tuple[Item, ...]


def differences(then: Review, now: Review) -> Differences:
    """What changed from one check to the next; notices are left out."""
    before, after = _by_key(then), _by_key(now)
    return Differences(
        tuple(item for key, item in before.items() if key not in after),
        tuple(item for key, item in after.items() if key in before),
        tuple(item for key, item in after.items() if key not in before),
    )


def _by_key(review: Review) -> dict[Key, Item]:
    return {item.key: item for item in review.items if item.level is not Level.NOTICE and not item.waived}
