"""研究记录: not to restrict consumption, not to list as dishonest; of whom, and in which sense."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper

BOTH = (ZHOU, HE, SUN)
LIMIT, LIST = "被执行人.不限制消费研究记录", "被执行人.不符合失信条件研究记录"


def note(*words: str) -> Document:
    return paper("研究记录", "研究记录", "参加人：陈某、丁某", *words)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        (LIMIT, "经研究，暂不对被执行人何文斌采取限制消费措施。", True),
        (LIMIT, "何文斌已提供足额担保，无需限制高消费。", True),
        (LIMIT, "因何文斌没有财产不予限制消费。", True),
        (LIMIT, "被执行人何文斌拒不履行生效判决，经研究应当限制高消费。", False),
        (LIMIT, "何文斌未报告财产，决定对其采取限制消费措施。", False),
        (LIMIT, "是否对被执行人何文斌限制高消费，下次再议。", None),
        (LIMIT, "不予将何文斌纳入失信名单。", False),
        (LIST, "何文斌患病靠低保生活，不符合纳入失信被执行人名单的条件。", True),
        (LIST, "是否将何文斌纳入失信被执行人名单研究结果：经研究，不予纳入。", True),
        (LIST, "何文斌不属于失信名单规定的情形，暂不列入。", True),
        (LIST, "被执行人何文斌没有履行义务，经研究应当纳入失信被执行人名单。", False),
        (LIST, "何文斌拒不报告财产，决定将其纳入失信被执行人名单。", False),
        (LIST, "丁某：不应纳入失信名单。陈某：应当纳入失信名单。经研究，决定将何文斌纳入失信名单。", False),
        (LIST, "丁某：应当纳入失信名单。经研究，何文斌不符合条件，不予纳入失信名单。", True),
        (LIST, "何文斌是否应当纳入失信名单？", None),
        (LIST, "暂不对何文斌采取限制消费措施。", False),
    ],
)
def test_in_which_sense(name: str, words: str, expected: bool | None) -> None:
    assert ask(name, note(words)).value is expected


@pytest.mark.parametrize(
    ("name", "words", "he", "sun"),
    [
        (LIST, "研究：孙大力不符合纳入失信名单的条件；何文斌应当纳入失信名单。", False, True),
        (LIMIT, "研究：孙大力不予限制消费；何文斌应当限制消费。", False, True),
        (LIST, "何文斌、孙大力均无履行能力，不予纳入失信名单。", True, True),
        (LIST, "何文斌家庭困难，孙大力患病，二人均不符合纳入失信名单的条件。", True, True),
        (LIST, "被执行人何文斌、孙大力。经研究，不予纳入失信名单。", True, True),
        (LIST, "被执行人何文斌、孙大力。经研究，孙大力不予纳入失信名单。", False, True),
    ],
)
def test_of_whom(name: str, words: str, he: bool, sun: bool) -> None:
    assert ask(name, note(words), about="何文斌", parties=BOTH).value is he
    assert ask(name, note(words), about="孙大力", parties=BOTH).value is sun
