"""Which rounds of a sale (一拍, 二拍, 变卖) a paper is about; one record of the platform may tell the outcome of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.casefile import Document
from checker.derive.text.layout import below, right_of
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import wording
from checker.derive.view import View
from extractors.text.flat import flat

FORCED = "变卖"
_FORCED_TITLE = re.compile(r"变卖(?![）])")
_FORCED_SALE = re.compile(
    r"(?:竞价阶段|轮次|阶段|处置方式)[：]?(?:网络)?变卖|(?<![/／])变卖(?:标的|价|期|不成|未成交|流拍|[，。]?(?:期满)?无人)|(?:本次|网络司法)变卖|^[^。，]{0,30}变卖的?公告"
)
_ROUNDS = (("二", r"第二次|二拍|再次拍卖"), ("三", r"第三次|三拍"), ("一", r"第一次|一拍"))
_UNTICKED = re.compile(r"[□☐](?:第[一二三]次(?:拍卖)?|[一二三]拍|变卖)")
"""Rounds that a form offers and nobody ticked."""
_HEAD = re.compile(r"第(?P<a>[一二三])次(?:公开|网络|司法)*拍卖|(?P<b>[一二三])拍|(?:网络|司法)*变卖")
"""The cell over, or before, what a table tells of one round."""
_OUTCOME = re.compile(r"流拍|成交|无人(?:报名|出价|竞买|参拍|竞价)|撤回|中止")


def count_rounds(view: View, papers: Sequence[Document]) -> int:
    """How many rounds these papers are about: each once; papers that name none count by themselves."""
    named = [frozenset(_in_table(view, paper)) or frozenset(filter(None, [round_of(view, paper)])) for paper in papers]
    return max(len(frozenset[str]().union(*named)), sum(not rounds for rounds in named))


def round_of(view: View, paper: Document) -> str:
    """By the title, the field, else the beginning. A first notice that warns of 变卖 is none of 变卖."""
    whole = wording(view, paper).text[:300]
    text = _UNTICKED.sub("", whole)
    if _FORCED_TITLE.search(flat(paper.title)) or _FORCED_SALE.search(text):
        return FORCED
    given = paper.fields.get("round", ()) if text == whole else ()  # of a form with boxes, what is ticked counts
    fields = [str(f.value) for f in given if f.value and FORCED not in str(f.value)]
    for word, pattern in _ROUNDS:
        if re.search(pattern, flat(paper.title) + (fields[0] if fields else text)):
            return word
    return ""


def _in_table(view: View, paper: Document) -> Iterator[str]:
    """The rounds of a table that has a column, or a row, with the outcome of each."""
    for page in paper.pages:
        cells = sheet(view, page)
        for head in cells:
            if found := _HEAD.fullmatch(head.text):
                told = (*right_of([head], cells), *below(head, cells, same_column=True))
                if any(_OUTCOME.search(cell.text) for cell in told):
                    yield found["a"] or found["b"] or FORCED
