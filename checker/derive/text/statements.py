"""What a paper *states*: sentences of its text and answers of its record, told apart from what is asked, denied or supposed.

A form prints 有无证据证明…, an officer asks 是否下落不明, a note says 并非没有证据: the words are there, nobody states them.
So a conclusion is drawn from a sentence only where the words stand in it affirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence
from checker.derive.memory import remembered
from checker.derive.text.wording import compiled, not_said, wording
from checker.derive.view import View
from checker.facts import Fact

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_CLAUSE_END = re.compile(r"[，、：。；！？（）“”]")
_OPENS_DOUBT = re.compile(
    r"(?:是否|有无|有没有|能否|可否|应否|未|不(?!动产)|没有?|无|非|并未|从未|尚未|勿|如果?|若|倘若?|一旦|假如|待|拒绝|撤销|解除|停止|取消)[^，、：。；！？（）“”]{0,3}$"
)
_ASKS = re.compile(r"(?:[吗么呢]|是不是|有没有|是否|能否|可否)[^。；！？]{0,4}？?$|？$")
_PUTS_TO_HIM = re.compile(
    r"(?:征询|征求|询问|请问)[^。；]{0,20}(?:是否|能否|可否|有无|有没有|愿不愿)(?![^。；]*(?:表示|答[复：]|回[复答]|称|认为|[，：]不))"
)
"""现征询你是否同意以…接受该房屋抵偿债务。: a question in indirect speech, with no answer behind it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or one answer of a record with the question it answers (empty elsewhere); flat spelling."""

    text: str
    evidence: tuple[Evidence, ...]
    question: str = ""


@remembered
def statements(view: View, paper: Document) -> tuple[Statement, ...]:
    """The answers of a record; of any other paper its sentences, in order. Questions are not statements."""
    if rows := paper.rows.get("answers", ()):
        return tuple(
            Statement(row["answer"].raw, row["answer"].evidence, row["question"].raw if "question" in row else "")
            for row in rows
            if "answer" in row
        )
    words = wording(view, paper)
    return tuple(
        Statement(found[0], words.evidence(found.start(), found.end()))
        for found in _SENTENCE.finditer(words.text)
        if not (_ASKS.search(found[0]) or _PUTS_TO_HIM.search(found[0]))
    )


def affirmed(pattern: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern in a text that stands there affirmed: no 未/不/是否/如… right before it in its clause,
    and no question. A pattern may itself hold a denial (没有工作单位): only the words before the match are judged.
    """
    return next((found for found in _undenied(pattern, text) if not _ASKS.search(_rest_of_sentence(found))), None)


def undenied(pattern: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern that is not denied or supposed; questions count. What an officer tells in a record
    stands in his questions: 现告知你执行风险，听明白了吗？
    """
    return next(_undenied(pattern, text), None)


def _undenied(pattern: str, text: str) -> Iterator[re.Match[str]]:
    for found in compiled(pattern).finditer(text):
        before = _CLAUSE_END.split(text[: found.start()])[-1]
        if not (_OPENS_DOUBT.search(before) or _asks_both_ways(before, found[0])):
            yield found


def _rest_of_sentence(found: re.Match[str]) -> str:
    """What stands behind a match in its sentence."""
    sentence = _SENTENCE.match(found.string, found.start())
    return sentence[0][found.end() - found.start() :] if sentence else ""


def _asks_both_ways(before: str, words: str) -> bool:
    """有无…, 有没有…, 是不是…: the verb stands before its own denial."""
    verb = before[-1:]
    return bool(verb) and (words.startswith(f"不{verb}") or (verb == "有" and words.startswith(("无", "没"))))


def stated(view: View, papers: Sequence[Document], *patterns: str) -> tuple[Evidence, ...]:
    """Where one of these papers states it; empty where none does."""
    for paper in papers:
        for statement in statements(view, paper):
            if any(affirmed(pattern, statement.text) for pattern in patterns):
                return statement.evidence
    return ()


def states(view: View, papers: Sequence[Document], *patterns: str, about: str) -> Fact:
    """Whether one of these papers states it: like `wording.says`, but only words that are affirmed count.

    Where the words stand only in questions, denials or suppositions, the answer is false; in a paper that was read
    badly, unknown.
    """
    found = stated(view, papers, *patterns)
    return Fact(True, found) if found else not_said(view, papers, about)


def raises(view: View, papers: Sequence[Document], *patterns: str, about: str) -> Fact:
    """Whether one of these records takes it up, in a question or an answer, without denying it."""
    for paper in papers:
        words = wording(view, paper)
        for pattern in patterns:
            if found := undenied(pattern, words.text):
                return Fact(True, words.evidence(found.start(), found.end()))
    return not_said(view, papers, about)
