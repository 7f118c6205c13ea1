"""Titles: which kinds the headings of a page may name.

A heading may carry the court's name before the title and （回执）（存根） after it, and have misread characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.casefile import Page
from checker.derive.parties.names import distance
from extractors.fields.label_words import is_label
from extractors.kinds import Kind, Phrase, load_kinds
from extractors.papers.headings import LEADING_ROWS, SENTENCE, Heading, headings, without_numbers
from extractors.text.cells import Cell, cells_of, rows_of, stack
from extractors.text.identifiers import find_case_numbers

GOOD = 0.72  # a heading that scores less names no kind
_TAIL = re.compile(r"([（〔][^）〕]{0,16}[）〕]?|[第之][一二三四五六七八九十\d]+[号次联页]?|[一二三四])$")
_ASIDE = re.compile(r"（[^）]{1,10}）")  # 财产（行踪）线索书
_SECTION = re.compile(
    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]）|第.{1,3}[章节条部]|附[件录：]|[\d图表]|.{2,16}人民法院$"
)
_BEGINNING = re.compile(r"(?:谈话|调查|询问|笔录)?(?:时间|地点)：|案[号由]：")
_COURT = re.compile(r"^.{0,20}(人民法院|执行局|执行庭|执行指挥中心|执行事务中心|法院)")
_UNDONE = re.compile(r"(?:撤回|撤销|取消|解除|停止|删除|屏蔽|暂缓|中止|终结|不予|延期|更正)(?:对.{2,20}的?)?$")
_ABOUT_IT = re.compile(
    r"(?:审批[表单]|呈批[表件]|签批[表单]|审签[表单]|申请[书表]|登记[表簿]|须知|样式|样本|模板|范本|稿纸?)$"
)
_FORMS = frozenset("书令表单函证票")
_DRAFT = re.compile(r"(?:送审|拟|草|初|讨论|签发|修改|征求意见)稿|草案|样式|样本|模板|范本|作废|（稿）")


@dataclass(frozen=True, slots=True)
class Match:
    """A kind that a heading may name; `score` 0–1, 1: exactly one of its titles; `length`: of that title."""

    kind: Kind
    score: float
    length: int


def match_heading(heading: Heading) -> tuple[Match, ...]:
    """The kinds a heading may name, best first; none where it reads like a sentence or a case number."""
    return match_text(heading.text)


@lru_cache(maxsize=4096)
def match_text(text: str) -> tuple[Match, ...]:
    """The kinds that a text in the matching spelling names if it is a heading."""
    text = without_numbers(text)
    if not text or SENTENCE.search(text):
        return ()
    cut = _TAIL.sub("", text)
    asides = [aside[1:-1] for aside in _ASIDE.findall(text) if len(aside) > 5]
    spelled = (text, cut, _COURT.sub("", text), _COURT.sub("", cut), _ASIDE.sub("", text), *asides)
    forms = tuple(form for form in dict.fromkeys(spelled) if form)
    letters = set(text)
    best: dict[str, Match] = {}
    for kind, title, needed in _titles():
        if len(needed - letters) > _slips_allowed(len(title.text)) or any(word in text for word in kind.not_titles):
            continue
        score = max(_score(title, form) for form in forms)
        match = Match(kind, score, len(title.text))
        known = best.get(kind.id)
        if score >= GOOD and (known is None or (score, match.length) > (known.score, known.length)):
            best[kind.id] = match
    if is_label(text):  # a form's 申请执行人 is no misread 申请执行书
        best = {name: match for name, match in best.items() if match.score >= 1}
    return tuple(sorted(best.values(), key=lambda m: (-m.score, -m.length, m.kind.weak, m.kind.id)))


@cache
def _titles() -> tuple[tuple[Kind, Phrase, frozenset[str]], ...]:
    """Every title with the letters a heading needs to be it: most titles are ruled out by them at once."""
    return tuple(
        (kind, title, frozenset() if title.pattern else frozenset(title.text))
        for kind in load_kinds()
        for title in kind.titles
    )


def is_draft(heading: str) -> bool:
    """Whether a heading says that the paper is a draft, a form's pattern, or void: it proves nothing."""
    return _DRAFT.search(heading) is not None


def _is_another_paper(word: str, text: str) -> bool:
    """Whether the words around a title make it another paper: 解除限制消费令 undoes one, 执行通知书审批表 is about one."""
    before, _, after = text.partition(word)
    return _UNDONE.search(before) is not None or _ABOUT_IT.search(after) is not None


def _score(title: Phrase, text: str) -> float:
    """1 the same; less for words before or after it and for misread characters; 0.88 by a regular expression."""
    if title.pattern is not None:
        return 0.88 if title.pattern.fullmatch(text) else 0.0
    word, extra = title.text, len(text) - len(title.text)
    if text == word:
        return 1.0
    if word in text and _is_another_paper(word, text):
        return 0.0
    if len(word) >= 3 and text.endswith(word):
        return 0.97 - 0.008 * extra
    if len(word) >= 4 and text.startswith(word):
        return 0.9 - 0.012 * extra
    if len(word) >= 5 and word in text:
        return 0.84 - 0.01 * extra
    slips = _slips_allowed(len(word))
    if not slips:
        return 0.0
    if word[-1] != text[-1] and {word[-1], text[-1]} <= _FORMS:  # 案件移送函 is no misread 案件移送表
        return 0.0
    apart = distance(word, text, slips + 1)
    if apart <= slips:
        return 0.95 - 0.6 * apart / len(word)
    if extra > 0 and distance(word, text[-len(word) :], 2) == 1:
        return 0.9 - 0.6 / len(word) - 0.008 * extra
    return 0.0


def _slips_allowed(length: int) -> int:
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 11 else 3


def best_heading(page: Page) -> tuple[Heading, tuple[Match, ...]] | None:
    """The heading of a page and the kinds it may name; None where no line reads like one. The first good one from
    the top wins; one that fits clearly better further down, and looks more like a heading, takes its place.
    """
    best: tuple[float, Heading, tuple[Match, ...]] | None = None
    for heading in headings(page):
        matches = match_heading(heading)
        if not matches:
            continue
        worth = matches[0].score * (1 + heading.weight) / 2 - 0.25 * heading.y
        if best is None or worth > best[0] + 0.05:
            best = (worth, heading, matches)
    return (best[1], best[2]) if best else None


def begins_paper(page: Page) -> bool:
    """Whether a page without a known heading begins a paper all the same: a large centred line, the court's name, the
    case number alone on its row, or the labels a record begins with stand at its top.
    """
    rows = [stack(row) for row in rows_of(cells_of(page))[:LEADING_ROWS]]
    if any(_BEGINNING.match(row.text) or _alone_number(row) or _court_over(row) for row in rows if row.box.y0 < 0.3):
        return True
    top = rows[1].box.y0 if len(rows) > 1 else 0.0
    return any(
        heading.weight > 0.99 and heading.y <= min(top, 0.25) and len(heading.text) >= 4 and _names_paper(heading.text)
        for heading in headings(page)
    )


def _names_paper(text: str) -> bool:
    """Whether a text could be the heading of some paper: no section of one, no sentence, no remark in brackets."""
    return not (text.startswith("（") or _SECTION.match(text) or "，" in text or SENTENCE.search(text))


def _court_over(row: Cell) -> bool:
    """Whether a row is the court's name in the middle; at the foot it stands at the right."""
    return abs(row.box.x0 + row.box.x1 - 1) < 0.16 and re.fullmatch(r"[^，。：]{2,14}人民法院", row.text) is not None


def _alone_number(row: Cell) -> bool:
    return any(found.start == 0 and found.end == len(row.text) for found in find_case_numbers(row.text))
