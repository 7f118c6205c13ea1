"""公告送达: notices that serve a paper on a respondent, and the day from which their period runs (民事诉讼法 第九十五条).

A notice serves the papers it names, on those it is addressed to. A notice of an auction or a seizure is another kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.casefile import Document, Evidence, Party
from checker.derive.memory import remembered
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.issue_days import made_on
from checker.derive.service.paper_lists import names_in
from checker.derive.service.paper_names import PaperNames
from checker.derive.service.served import NAMES, SERVED, party_of, service_of
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

NOTICE = "公告"
_SERVES = r"(?<!已)(?<!经)公告送达|视为送达|送达公告"
"""A notice that only tells what was served before (本院已向其送达执行通知书), to expose him, serves nothing."""


@remembered
def notices(view: View, party: Party, kind: str) -> tuple[tuple[Document, tuple[Evidence, ...]], ...]:
    """The notices that serve this paper on him, with the lines that name it."""
    return tuple(
        (paper, places)
        for paper in view.papers(NOTICE)
        if made_out_to(view, paper, party).value and (places := _names(view, paper, kind))
    )


def may_serve(view: View, party: Party, kind: str) -> tuple[Document, ...]:
    """Notices that may be his, or that were read too badly to tell which papers they name."""
    sure = [paper for paper, _ in notices(view, party, kind)]
    return tuple(p for p in view.papers(NOTICE) if p not in sure and _is_open(view, p, party, kind))


def _is_open(view: View, paper: Document, party: Party, kind: str) -> bool:
    own = made_out_to(view, paper, party).value
    return own is not False and ((own is None and bool(_names(view, paper, kind))) or not legible(view, paper))


def _names(view: View, paper: Document, kind: str) -> tuple[Evidence, ...]:
    """Where a notice that serves papers names this one: 现依法向你公告送达执行通知书、报告财产令."""
    if not wording(view, paper).find(_SERVES):
        return ()
    wanted = PaperNames(NAMES[kind])
    named = (n for n in names_in(view, paper) if not n.aside and not n.denied)
    return next(((n.page.evidence(n.line),) for n in named if wanted.search(flat(n.text).split("送达")[-1])), ())


def published_on(notice: Document) -> Fact:
    """The day of a notice; unknown where it was not read, or by half."""
    day, places = made_on(notice)
    return Fact(day, places, "" if day else "公告的日期没有读清，须看原件")


def _relied_on(view: View, party: Party) -> Iterator[tuple[str, Document]]:
    """The papers that no receipt of his proves served, with the notices that serve them."""
    for kind in NAMES:
        found = notices(view, party, kind)
        if found and service_of(view, party, kind).value not in SERVED:
            yield from ((kind, paper) for paper, _ in found)


@fact("被执行人.公告送达")
def by_notice(view: View, subject: Subject) -> Fact:
    """Whether one of the four papers was served on him by notice, and by no receipt."""
    party = party_of(view, subject)
    if relied := list(_relied_on(view, party)):
        kinds = "、".join(dict.fromkeys(kind for kind, _ in relied))
        return Fact(True, tuple(dict.fromkeys(e for _, paper in relied for e in paper.evidence)), f"公告送达{kinds}")
    if open_ := [paper for kind in NAMES for paper in may_serve(view, party, kind)]:
        return Fact(None, open_[0].evidence, f"公告没有读清是否向{party.name}送达文书，须看原件")
    if served := [paper for kind in NAMES for paper, _ in notices(view, party, kind)]:
        return Fact(False, served[0].evidence, "公告列明的文书另有签收的送达回证")
    missing = view.presence((), (NOTICE,))
    note = f"没有向{party.name}公告送达的公告" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


@fact("被执行人.公告日期")
def notice_day(view: View, subject: Subject) -> Fact:
    """The day of the notice; a paper published twice was served by the first, and of several papers the last counts."""
    first: dict[str, Fact] = {}
    for kind, paper in _relied_on(view, party_of(view, subject)):
        day = published_on(paper)
        if day.value is None:
            return day
        if kind not in first or str(day.value) < str(first[kind].value):
            first[kind] = day
    if not first:
        return Fact(None, note="没有公告送达的公告", searched=view.searched)
    return max(first.values(), key=lambda day: str(day.value))
