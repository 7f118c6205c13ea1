"""The plain reading of a rule's logic: what the engine must agree with, and what stands in where it fails."""

from __future__ import annotations

from collections.abc import Sequence

from checker.logic import Logic, Truth, kleene
from checker.outcome import Status


def judge(logic: Logic, truths: Sequence[Truth]) -> Status:
    """The status of one rule for one subject, from the truth of its atoms."""
    applies = kleene(logic.applies, truths)
    if applies is False:
        return Status.NOT_APPLICABLE
    met = None if logic.requires is None else kleene(logic.requires, truths)
    if applies is None or met is None:
        return Status.UNDETERMINED
    return Status.SATISFIED if met else Status.VIOLATED
