"""Where a party lives, as the papers give it behind his name: 何文斌，男，…，住监利市汴河镇长湖村三组."""

from __future__ import annotations

import re

from checker.casefile import Party
from checker.derive.memory import remembered
from checker.derive.text.wording import wording
from checker.derive.view import View
from extractors.text.flat import flat

_PARTICULARS = (
    r"(?:（[^）]*）)?[，：][^。；]{0,60}?(?:现住|住(?:址|所地?)?|户籍(?:所在)?地)[：]?(?P<home>[^，。；（）]{4,40})"
)
_LETTER = r"(?:(?![省市县区镇乡])[\u4e00-\u9fff])"
_PLACE = re.compile(
    rf"(?:^|(?<=[省市县区镇乡])|(?<=街道))(?P<name>{_LETTER}{{1,5}}?(?:村|社区|湾|塆|屯|小区|花园|家园)|{_LETTER}{{1,4}}?(?:路|街|巷|弄|胡同)(?=\d))"
)


@remembered
def home_of(view: View, party: Party) -> str:
    """His home in the flat spelling; empty where no paper gives it."""
    pattern = re.compile(re.escape(flat(party.name)) + _PARTICULARS)
    found = (pattern.search(wording(view, paper).text) for paper in view.case.documents)
    return next((match["home"] for match in found if match), "")


def neighbourhood(home: str) -> frozenset[str]:
    """The villages, estates and numbered streets an address names."""
    return frozenset(found["name"] for found in _PLACE.finditer(home))
