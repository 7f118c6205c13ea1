"""Drawing handlers at random and evenly (第三组1), so that anybody can draw again and see the same.

Everybody carries a number, his *place*; the next case goes to whoever has the lowest, and then adds one to it. Who has the
same place is chosen between by SHA-256 over seed, case and person: no program's random numbers are needed to repeat it.

Who comes (or comes back) takes the middle between the lowest place and the highest that is at most one above it. So nobody is
flooded with cases because he was away, and for any two people the cases they drew since both were there differ by at most
one, however others came and went: their places stay within one of each other, and when the later of them came they were less
than one apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

SCHEME = "even/1"
"""Name of this way of drawing; another way gets another name, and old draws stay repeatable."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw: who took part and at what place he stood before, who was left out, which cases in which order, whom each went to.

    `before` maps a user's id to his place; ids of `absent` were left out by the leader.
    """

    group: str
    seed: str
    before: Mapping[int, Fraction]
    cases: Sequence[int]
    handlers: Sequence[int]
    absent: Sequence[int] = ()

    def to_json(self) -> str:
        """As it is kept: sorted, places as fractions in text."""
        return json.dumps(
            {
                "scheme": SCHEME,
                "group": self.group,
                "seed": self.seed,
                "before": {str(person): str(place) for person, place in sorted(self.before.items())},
                "absent": sorted(self.absent),
                "cases": list(self.cases),
                "handlers": list(self.handlers),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def from_json(text: str) -> Draw:
        """A kept draw. `ValueError` where it is none of this scheme."""
        given = json.loads(text)
        if given["scheme"] != SCHEME:
            raise ValueError(f"unknown scheme {given['scheme']}")
        return Draw(
            group=given["group"],
            seed=given["seed"],
            before={int(person): Fraction(place) for person, place in given["before"].items()},
            cases=given["cases"],
            handlers=given["handlers"],
            absent=given["absent"],
        )

    @property
    def after(self) -> dict[int, Fraction]:
        """The places after it."""
        places = dict(self.before)
        for handler in self.handlers:
            places[handler] += 1
        return places


def draw(
    group: str, seed: str, before: Mapping[int, Fraction], cases: Sequence[int], absent: Sequence[int] = ()
) -> Draw:
    """Draws a handler for each case, in the order given. `ValueError` where nobody takes part."""
    if not before:
        raise ValueError("nobody to draw from")
    places = dict(before)
    handlers = []
    for case in cases:
        chosen = _next(seed, case, places)
        places[chosen] += 1
        handlers.append(chosen)
    return Draw(group, seed, before, tuple(cases), tuple(handlers), tuple(absent))


def replay(drawn: Draw) -> list[int]:
    """The handlers' ids as the seed and the places give them; they are those of the draw, or it was tampered with."""
    return list(draw(drawn.group, drawn.seed, drawn.before, drawn.cases).handlers)


def _next(seed: str, case: int, places: Mapping[int, Fraction]) -> int:
    lowest = min(places.values())
    tied = [person for person, place in places.items() if place == lowest]
    return min(tied, key=lambda person: (sha256(f"{seed}:{case}:{person}".encode()).digest(), person))


def places_before(last: Draw | None, given_by_hand: Mapping[int, int], present: Sequence[int]) -> dict[int, Fraction]:
    """The places of those present before the next draw: as the last draw left them, one more for each case that was given by
    hand since; who was not in the last draw comes in the middle, at zero where nobody was.
    """
    known = last.after if last else {}
    staying = {person: known[person] + given_by_hand.get(person, 0) for person in present if person in known}
    if not staying:
        return {person: Fraction(given_by_hand.get(person, 0)) for person in present}
    lowest = min(staying.values())
    highest = max(place for place in staying.values() if place <= lowest + 1)
    middle = (lowest + highest) / 2
    return {person: staying.get(person, middle + given_by_hand.get(person, 0)) for person in present}
