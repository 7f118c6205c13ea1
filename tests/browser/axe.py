"""Accessibility by axe-core, from its npm package (`npm install --prefix .cache/axe axe-core@4`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.lacking import lacks

AXE = Path(__file__).parents[2] / ".cache" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """What breaks WCAG 2 A or AA on the page as it stands: `rule: element — why`, one a place."""
    page.evaluate(_source())  # through the debugger, so the page's own policy stays in force
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", _RULES)
    return [
        f"{one['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@cache
def _source() -> str:
    if not AXE.exists():
        lacks("no axe-core: npm install --prefix .cache/axe axe-core@4")
    return AXE.read_text(encoding="utf-8")
