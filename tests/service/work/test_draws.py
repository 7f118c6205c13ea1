"""Draws are even whoever comes and goes, can be repeated by anybody, and cannot be steered."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.work.draws import Draw, draw, places_before, replay

PEOPLE = (11, 12, 13, 14, 15)
Rounds = list[tuple[list[int], int, int]]
ROUNDS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True),  # who is there
        st.integers(0, 9),  # how many cases
        st.integers(0, 2**32),  # seed
    ),
    max_size=25,
)


def _play(rounds: Rounds) -> list[Draw]:
    """The draws of some rounds, one after the other."""
    drawn: list[Draw] = []
    case = 0
    for present, number, seed in rounds:
        before = places_before(drawn[-1] if drawn else None, {}, sorted(present))
        drawn.append(draw("clue", str(seed), before, range(case, case + number)))
        case += number
    return drawn


@given(ROUNDS)
def test_counts_since_a_common_start_differ_by_at_most_one(rounds: Rounds) -> None:
    """For any two people: the cases each drew since both are there without a break."""
    got: Counter[tuple[int, tuple[int, int]]] = Counter()
    together: set[tuple[int, int]] = set()
    for drawn in _play(rounds):
        now = set(combinations(sorted(drawn.before), 2))
        for pair in now - together:
            got[pair[0], pair] = got[pair[1], pair] = 0
        together = now
        for handler in drawn.handlers:
            for pair in now:
                if handler in pair:
                    got[handler, pair] += 1
                    # also in the middle of a draw: whoever looks then sees no more than one between two
                    assert abs(got[pair[0], pair] - got[pair[1], pair]) <= 1, (pair, drawn)


@given(ROUNDS)
def test_every_draw_can_be_repeated_from_what_is_kept(rounds: Rounds) -> None:
    for drawn in _play(rounds):
        kept = Draw.from_json(drawn.to_json())
        assert replay(kept) == list(drawn.handlers)
        assert kept.to_json() == drawn.to_json()


def test_who_comes_back_is_not_flooded() -> None:
    alone = draw("clue", "a", {11: Fraction(0)}, range(40))
    both = draw("clue", "b", places_before(alone, {}, [11, 12]), range(40, 50))
    assert Counter(both.handlers) == {11: 5, 12: 5}


def test_who_was_given_cases_by_hand_waits_until_the_others_have_as_many() -> None:
    first = draw("clue", "a", {11: Fraction(0), 12: Fraction(0)}, range(4))
    later = draw("clue", "b", places_before(first, {11: 3}, [11, 12]), range(4, 9))
    assert Counter(later.handlers) == {12: 4, 11: 1}


def test_among_equals_chance_decides() -> None:
    """A thousand seeds give each of three people about a third: no place in the list is better."""
    first = Counter(
        draw("clue", str(seed), dict.fromkeys((1, 2, 3), Fraction(0)), [7]).handlers[0] for seed in range(999)
    )
    assert all(260 < first[person] < 400 for person in (1, 2, 3)), first


def test_a_changed_record_does_not_hold() -> None:
    drawn = draw("clue", "seed", dict.fromkeys(PEOPLE, Fraction(0)), range(5))
    for change in ({"seed": "other"}, {"handlers": list(reversed(drawn.handlers))}, {"cases": [9, 1, 2, 3, 4]}):
        kept = Draw.from_json(json.dumps(json.loads(drawn.to_json()) | change))
        assert replay(kept) != list(kept.handlers), change


def test_an_unknown_scheme_is_refused() -> None:
    drawn = draw("clue", "seed", {1: Fraction(0)}, [1])
    with pytest.raises(ValueError, match="scheme"):
        Draw.from_json(drawn.to_json().replace("even/1", "even/9"))
    with pytest.raises(ValueError, match="nobody"):
        draw("clue", "seed", {}, [1])
