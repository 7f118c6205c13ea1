"""The words for the reasons of returns."""

from __future__ import annotations

from service.handover.reasons import REASONS


def reason_names() -> dict[str, str]:
    """Code → Chinese, in the order in which the reasons are offered."""
    return {code: reason.chinese for code, reason in REASONS.items()}
