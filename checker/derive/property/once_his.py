"""Things that a paper names only as what was his and went: 无（原赣E12345已于2020年11月转出）."""

from __future__ import annotations

import re

from checker.casefile import Document
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from extractors.text.flat import flat

_WAS = r"(?:原有?(?:的|车辆|车牌号?|房屋)?|曾有?|以前有?|名下原有?)"
_WENT = r"(?:转出|转移|过户|转让|出售|卖[掉出给]|注销|报废|灭失|拆除)"


def was_once_his(view: View, paper: Document, key: str) -> bool:
    """Whether a thing is named behind a word for what was, and before one that it went, in one sentence."""
    text = wording(view, paper).text
    gone = rf"{_WAS}{re.escape(flat(key))}[^。；]{{0,34}}?{_WENT}"
    return key in text and compiled(gone).search(text) is not None
