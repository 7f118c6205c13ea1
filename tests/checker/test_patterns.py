"""A pattern that takes in another one is an f-string: a count in single braces ({0,6}) would be a tuple there, not a count."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("checker", "extractors", "service") for path in (ROOT / folder).rglob("*.py"))


def _is_a_count(value: ast.expr) -> bool:
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return bool(parts) and all(isinstance(part, ast.Constant) and isinstance(part.value, int) for part in parts)


@pytest.mark.parametrize("folder", ["checker", "extractors", "service"])
def test_no_count_is_taken_for_a_value(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if path.is_relative_to(ROOT / folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue) and _is_a_count(node.value)
    ]
    assert wrong == []
