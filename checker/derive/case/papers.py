"""文书: single papers as subjects, for requirements that hold of each record (第二组1: 制作调查笔录附卷)."""

from __future__ import annotations

from collections import Counter

from checker.casefile import Document
from checker.derive.memory import remembered
from checker.derive.offline import inquiries as asked
from checker.derive.registry import fact
from checker.derive.signing.record_signatures import asked_signed, investigators_signed
from checker.derive.subjects import subjects
from checker.derive.view import View
from checker.facts import Fact, Subject

KINDS = (asked.RECORD,)
"""The kinds some requirement is made of one by one; a paper of another kind would only ever be 不适用."""


def name_of(paper: Document) -> str:
    """调查笔录（卷宗.pdf 第12页）: so that a person finds it."""
    first = paper.pages[0]
    return f"{paper.kind}（{first.file} 第{first.number}页）"


@subjects("文书")
def papers(view: View) -> list[Subject]:
    """Every 调查笔录, in file order."""
    names = {paper.id: name for name, paper in _by_name(view).items()}
    return [Subject("文书", names[paper.id]) for paper in view.papers(*KINDS)]


def paper_of(view: View, subject: Subject) -> Document:
    """The document of a subject."""
    return _by_name(view)[subject.name]


@remembered
def _by_name(view: View) -> dict[str, Document]:
    """Unique: of several that begin on one page the others are told by their number there (第12页第2份)."""
    begun: Counter[str] = Counter()
    named: dict[str, Document] = {}
    for paper in view.case.documents:
        name = name_of(paper)
        begun[name] += 1
        named[name if begun[name] == 1 else f"{name[:-1]}第{begun[name]}份）"] = paper
    return named


@fact("案件.有调查笔录")
def any_record(view: View, subject: Subject) -> Fact:
    """Whether there is any 调查笔录."""
    return view.paper(asked.RECORD)


@fact("文书.种类")
def kind(view: View, subject: Subject) -> Fact:
    """What the paper was catalogued as."""
    paper = paper_of(view, subject)
    return Fact(paper.kind, paper.evidence)


@fact("文书.调查人员签名")
def investigators(view: View, subject: Subject) -> Fact:
    """Two investigators signed (民事诉讼法 第一百三十三条: 由被调查人、调查人签名或者盖章)."""
    return investigators_signed(view, paper_of(view, subject))


@fact("文书.被调查人签名")
def person_asked(view: View, subject: Subject) -> Fact:
    """The person asked signed, or the reason for refusal is noted."""
    return asked_signed(view, paper_of(view, subject))
