"""Whether a paper was read well enough to say what it does not say."""

from dataclasses import replace

import pytest

from checker.casefile import Box, Document, Line
from checker.derive.text.wording import legible
from checker.derive.view import View
from tests.checker.derive.build import DAY, ZHOU, case, paper, seal

SAYS = ("线索核查结果告知书", "周启明：", "你提供的线索已核查。", "如有异议可书面提出。", "核查结果已告知我。")
UNDER_SEAL, ASIDE = Box(0.62, 0.75, 0.78, 0.77), Box(0.12, 0.75, 0.3, 0.77)


def notice(text: str, box: Box) -> Document:
    made = paper("线索核查结果告知书", *SAYS, seal())
    (page,) = made.pages
    return replace(made, pages=(replace(page, lines=(*page.lines, Line(text, box, 0.5))),))


@pytest.mark.parametrize(
    ("text", "box", "expected"),
    [
        ("余川县人民法院", UNDER_SEAL, True),
        ("余川县人民法院", ASIDE, False),
        ("你提供的另一条线索经本院核查也已经办理完毕", UNDER_SEAL, False),
    ],
)
def test_the_courts_name_under_its_seal_says_nothing(text: str, box: Box, expected: bool) -> None:
    file = case(notice(text, box))
    assert legible(View(file, (ZHOU,), DAY), file.documents[0]) is expected
