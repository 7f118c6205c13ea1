"""The form of the ruling of 终本: 由审判人员、书记员署名，加盖人民法院印章 (民事诉讼法 第一百五十七条).

The copy in the file bears printed names as often as signatures; both are read. An image alone never fails it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from checker.casefile import Document, Evidence, Line, Page, Presence
from checker.derive.closing.ruling import RULING
from checker.derive.registry import fact
from checker.derive.signing.signatures import sealed, signing_marks
from checker.derive.text.wording import either, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.cells import same_row
from extractors.text.flat import flat

_ORDERS = re.compile(r"裁定(?:如下)?[：]")
_JUDGE = re.compile(r"(?:代理|助理)?审判长|(?:代理|助理)?审判员|人民陪审员|执行员|执行法官")
_CLERK = re.compile(r"(?:代|代理|见习)?书记员")
_NAME = re.compile(r"[：]?(?!书记|法官|审判|人民陪审|执行员|本件|年|月|日)[\u4e00-\u9fff·]{2,}")
_COURT = re.compile(r"[：]?[\u4e00-\u9fff]{2,14}法院")
_BLANK_DAY = r"(?<![\d〇零○一二三四五六七八九十])年月?日"


def _of_ruling(view: View, ask: Callable[[View, Document], Fact]) -> Fact:
    papers = view.papers(RULING)
    return either(*(ask(view, paper) for paper in papers)) if papers else view.paper(RULING)


@fact("案件.裁定审判人员署名")
def signed_by_judges(view: View, subject: Subject) -> Fact:
    """An odd number of judges, each with a name. Of an even number a person looks whether one was not read."""
    return _of_ruling(view, _judges)


@fact("案件.裁定书记员署名")
def signed_by_clerk(view: View, subject: Subject) -> Fact:
    """A clerk with a name."""
    return _of_ruling(view, _clerk)


@fact("案件.裁定写明日期")
def dated(view: View, subject: Subject) -> Fact:
    """The day at its foot."""
    return _of_ruling(view, _day)


@fact("案件.裁定加盖院印")
def court_sealed(view: View, subject: Subject) -> Fact:
    """The court's seal; where none is seen a person looks at the paper."""
    return _of_ruling(view, _seal)


def _judges(view: View, paper: Document) -> Fact:
    rooms = list(_rooms(paper, _JUDGE))
    if not rooms:
        return _unsigned(view, paper, _JUDGE, "审判人员")
    places = tuple(e for _, evidence in rooms for e in evidence)
    named = [there for there, _ in rooms]
    if all(named) and len(named) % 2:
        return Fact(True, places)
    if False in named and legible(view, paper):
        return Fact(False, places, "终本裁定书上有审判人员没有署名")
    if all(named):  # another's name may lie under the seal
        return Fact(None, places, f"终本裁定书上读到{len(named)}名审判人员署名，合议庭成员应当是单数，须看原件")
    return Fact(None, places, "终本裁定书上审判人员的署名没有读清，须看原件")


def _clerk(view: View, paper: Document) -> Fact:
    rooms = list(_rooms(paper, _CLERK))
    for value in (True, None, False):
        if places := next((evidence for there, evidence in rooms if there is value), ()):
            note = {True: "", None: "书记员的署名没有读清，须看原件", False: "终本裁定书上书记员没有署名"}[value]
            return Fact(value, places, note)
    return _unsigned(view, paper, _CLERK, "书记员")


def _unsigned(view: View, paper: Document, office: re.Pattern[str], who: str) -> Fact:
    """Nobody of that office stands at its foot: known only of a paper that was read well and nowhere names the office."""
    words = wording(view, paper)
    ordered = list(_ORDERS.finditer(words.text))
    named = office.search(words.text, ordered[-1].end() if ordered else 0)
    if named or not legible(view, paper):
        return Fact(None, paper.evidence, f"没有读清终本裁定书上{who}的署名，须看原件")
    return Fact(False, paper.evidence, f"终本裁定书没有{who}署名", tuple(p.ref for p in paper.pages))


def _rooms(paper: Document, office: re.Pattern[str]) -> Iterator[tuple[bool | None, tuple[Evidence, ...]]]:
    """Every line that opens with such an office: whether a name stands behind it, in its row, or written beside it."""
    for page, line in paper.lines():
        text = flat(line.text)
        starts = [found for found in office.finditer(text) if office.match(text)]
        for found in starts:
            named = _is_name(text[found.end() :]) or any(_is_name(flat(o.text)) for o in _behind(page, line))
            yield named or _written(paper, found[0]), (page.evidence(line),)


def _is_name(text: str) -> bool:
    """Whether a text begins with a name, and not with the court's or with the next label."""
    return _NAME.match(text) is not None and not _COURT.match(text)


def _behind(page: Page, line: Line) -> Iterator[Line]:
    return (o for o in page.lines if o.box.x0 >= line.box.x1 - 0.01 and same_row(o.box, line.box))


def _written(paper: Document, office: str) -> bool | None:
    """Whether somebody signed behind a label of which no name was read: False only where every such room is empty."""
    marks = [mark for _, mark in signing_marks(paper) if office in flat(mark.label)]
    if marks and all(mark.presence is Presence.PRESENT for mark in marks):
        return True
    return False if marks and all(mark.presence is Presence.ABSENT for mark in marks) else None


def _day(view: View, paper: Document) -> Fact:
    for found in paper.fields.get("made_on", ()):
        if isinstance(found.value, date):
            return Fact(True, found.evidence)
    words = wording(view, paper)
    if legible(view, paper) and (blank := words.find(_BLANK_DAY)):
        return Fact(False, blank, "终本裁定书没有填写日期")
    return Fact(None, paper.evidence, "终本裁定书的落款日期没有读到")


def _seal(view: View, paper: Document) -> Fact:
    found = sealed(paper)
    return found if found.value is not False else Fact(None, found.evidence, "终本裁定书上未见院印，须看原件")
