"""The words for the reasons of returns."""

from __future__ import annotations


def reason_names() -> dict[str, str]:
    """Code → Chinese, in the order in which the reasons are offered."""
    try:
        from service.handover.reasons import REASONS  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ModuleNotFoundError:
        return {}
    return {code: reason.chinese for code, reason in REASONS.items()}
