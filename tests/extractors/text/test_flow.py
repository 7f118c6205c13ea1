"""What a field's text is worth when one of its lines was read badly."""

import pytest

from checker.casefile import Box, Evidence
from extractors.text.flow import make_fields

WELL, BADLY = 0.98, 0.35


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ((("周启明，男，系本案申请执行", WELL), ("人", BADLY)), "周启明"),
        ((("周启明，男，系本案申请执行", BADLY), ("人", WELL)), None),
        ((("周启", WELL), ("明，男", BADLY)), None),
        ((("周启明", WELL),), "周启明"),
    ],
)
def test_a_name_is_sure_where_the_line_that_it_stands_in_was_read_well(
    lines: tuple[tuple[str, float], ...], value: str | None
) -> None:
    places = tuple(Evidence("a.pdf", 1, Box(0, 0, 1, 1), text, confidence) for text, confidence in lines)
    (field,) = make_fields("name", "".join(text for text, _ in lines), places)
    assert field.value == value
