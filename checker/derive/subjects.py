"""Whom and what findings are about: one lister a kind of subject, each with its own module.

A lister gives the subjects of its kind in a stable order (that of the case record, else of the papers).
"""

from __future__ import annotations

from collections.abc import Callable

from checker.derive.view import View
from checker.facts import CASE, THE_CASE, Subject

Lister = Callable[[View], list[Subject]]

SUBJECTS: dict[str, Lister] = {}


def subjects(kind: str) -> Callable[[Lister], Lister]:
    """Register the lister of a kind of subject (被执行人, 账户 …)."""

    def register(lister: Lister) -> Lister:
        if kind in SUBJECTS:
            raise ValueError(f"subjects {kind} are listed twice")
        SUBJECTS[kind] = lister
        return lister

    return register


@subjects(CASE)
def the_case(view: View) -> list[Subject]:
    """The case itself."""
    return [THE_CASE]


@subjects("被执行人")
def respondents(view: View) -> list[Subject]:
    """Every 被执行人."""
    return [Subject("被执行人", p.name) for p in view.respondents]


@subjects("申请执行人")
def applicants(view: View) -> list[Subject]:
    """Every 申请执行人."""
    return [Subject("申请执行人", p.name) for p in view.applicants]
