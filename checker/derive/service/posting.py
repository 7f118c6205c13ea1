"""执行通知书 and 报告财产令 were posted (第一组2): a slip, or a signed receipt, that names the respondent and the paper."""

from __future__ import annotations

from collections.abc import Iterator

from checker.casefile import Document, Evidence, Page, Party
from checker.derive.memory import remembered
from checker.derive.parties.addressed import made_out_to
from checker.derive.parties.names import reads_like
from checker.derive.registry import fact
from checker.derive.service.paper_lists import Named, names_in
from checker.derive.service.paper_names import PaperNames
from checker.derive.service.served import NAMES, SERVED, party_of, service_of
from checker.derive.text.layout import right_of
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import compiled, legible
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.fields.ticks import BOXES_TICKED

SLIP = "邮寄回执"
_RECEIVER = r"收件(?:人|单位|方)(?:姓名|名称|/单位)?(?:[：]|$)"


def posted(view: View, party: Party, kind: str) -> Fact:
    """The slip that names him and lists the paper; else a receipt that he signed for it."""
    own, open_ = _slips(view, party)
    wanted = PaperNames(NAMES[kind])
    for paper, places in enclosing(view, party, kind):
        return Fact(True, (*paper.evidence, *places))
    served = service_of(view, party, kind)
    if served.value in SERVED:
        return Fact(True, served.evidence, "已有签收的送达回证")
    unread = [paper for paper in own if not legible(view, paper) or _may_enclose(view, paper, party, wanted)]
    if unread or open_:
        paper = (*unread, *open_)[0]
        return Fact(None, paper.evidence, f"邮寄凭证看不清收件人或者内件是否为{kind}，须看原件")
    if own:
        places = tuple(e for p in own for e in p.evidence)
        return Fact(False, places, f"邮寄凭证没有写明内件有{kind}")
    if served.value is None:
        return served
    return view.presence((), (SLIP, "送达回证"))


def enclosing(view: View, party: Party, kind: str) -> Iterator[tuple[Document, tuple[Evidence, ...]]]:
    """This party's slips that list the paper, with the places where they list it."""
    wanted = PaperNames(NAMES[kind])
    for paper in _slips(view, party)[0]:
        if places := _enclosed(view, paper, party, wanted):
            yield paper, places


def may_enclose(view: View, party: Party, kind: str) -> tuple[Document, ...]:
    """The slips of which it cannot be told whether they are this party's, or whether they hold the paper."""
    own, open_ = _slips(view, party)
    sure = [paper for paper, _ in enclosing(view, party, kind)]
    wanted = PaperNames(NAMES[kind])
    named = (paper for paper in own if not legible(view, paper) or _may_enclose(view, paper, party, wanted))
    return tuple(paper for paper in (*named, *open_) if paper not in sure)


@remembered
def _slips(view: View, party: Party) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """This party's slips, and those that may be."""
    sent = [(paper, _sent_to(view, paper, party)) for paper in view.papers(SLIP)]
    return tuple(p for p, own in sent if own), tuple(p for p, own in sent if own is None)


def _sent_to(view: View, slip: Document, party: Party) -> bool | None:
    """Whether a slip is this party's: by the row of 收件人; where that names no party, by the whole slip. Who signed for
    it is named there too. A row that reads much like another party and not like this one is not his.
    """
    rows = "".join(text for page in slip.pages for _, text in _receiver(view, page))
    if named := _parties_in(view, rows):
        return party.name in named
    alike = [p.name for p in view.parties if reads_like(p.name, rows)]
    return False if alike and party.name not in alike else made_out_to(view, slip, party).value


def _receiver(view: View, page: Page) -> Iterator[tuple[float, str]]:
    """What the rows of 收件人 say, the label included, and how high they stand; a long name wraps in its cell."""
    cells = sheet(view, page)
    for label in cells:
        if compiled(_RECEIVER).match(label.text):
            yield label.middle, label.text + "".join(c.text for c in right_of([label], cells))


def _listed(view: View, slip: Document, party: Party) -> Iterator[Named]:
    """The papers a slip names; of several slips on one page, those that stand between this party's 收件人 and the next."""
    for named in names_in(view, slip):
        receivers = _receivers(view, named.page)
        above = [names for middle, names in receivers if middle <= named.line.box.y1]
        several = len(frozenset[str]().union(*(names for _, names in receivers))) > 1
        if not several or not above or party.name in above[-1]:
            yield named


@remembered
def _receivers(view: View, page: Page) -> tuple[tuple[float, frozenset[str]], ...]:
    """The places in the rows of 收件人 that name parties, from top to bottom: how high, and whom."""
    named = ((middle, frozenset(_parties_in(view, text))) for middle, text in sorted(_receiver(view, page)))
    return tuple((middle, names) for middle, names in named if names)


def _parties_in(view: View, text: str) -> list[str]:
    return [p.name for p in view.parties if view.is_named(p.name, text)]


def _enclosed(view: View, slip: Document, party: Party, wanted: PaperNames) -> tuple[Evidence, ...]:
    """Where a slip lists the paper. Its remarks list what is in it as well as its 内件品名 does; a denial, or a box left
    empty, undoes it.
    """
    named = [n for n in _listed(view, slip, party) if wanted.may_be(n.text) and not n.unticked]
    if any(n.denied for n in named):
        return ()
    return tuple(n.page.evidence(n.line) for n in named if wanted.search(n.text))[:1]


def _may_enclose(view: View, slip: Document, party: Party, wanted: PaperNames) -> bool:
    """Whether a slip names the paper at all; one whose box is empty is not in it where another box is ticked."""
    ticked = any(mark in page.text for page in slip.pages for mark in BOXES_TICKED)
    return any(wanted.may_be(named.text) and not (named.unticked and ticked) for named in _listed(view, slip, party))


@fact("被执行人.邮寄执行通知书")
def notice_posted(view: View, subject: Subject) -> Fact:
    """第一组2: 执行通知书邮寄发送."""
    return posted(view, party_of(view, subject), "执行通知书")


@fact("被执行人.邮寄报告财产令")
def report_order_posted(view: View, subject: Subject) -> Fact:
    """第一组2: 报告财产令邮寄发送."""
    return posted(view, party_of(view, subject), "报告财产令")
