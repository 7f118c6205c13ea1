"""The register of facts: one small documented function a fact.

A fact function takes the view of the case file and the subject it is about, and returns a `Fact`. It is found by
its Chinese name, the one `rules/vocabulary/` lists. It never raises for missing papers: missing is a fact too.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.derive.view import View
from checker.facts import Fact, Subject

FactFunction = Callable[[View, Subject], Fact]

FACTS: dict[str, FactFunction] = {}


def fact(name: str) -> Callable[[FactFunction], FactFunction]:
    """Register the function that derives the fact `name` (主体.事实)."""

    def register(function: FactFunction) -> FactFunction:
        if name in FACTS:
            raise ValueError(f"fact {name} is derived twice")
        FACTS[name] = function
        return function

    return register
