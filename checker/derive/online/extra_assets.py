"""公积金, 理财产品, 收益类保险, 股息红利: whether each was looked into (终本合规核查清单 第4项).

An item was looked into where a feedback has a row for it with an answer, or where an institution that was asked about it, or
its sealed result, answered. What the respondent says of himself, and what the forms of the groups tell, is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.casefile import Document, Page, Party
from checker.derive.closing.talks import talks_with
from checker.derive.offline.capacity_signs import INSTITUTIONS
from checker.derive.offline.inquiries import counts, inquiries, topics
from checker.derive.offline.inquiry_subjects import about
from checker.derive.offline.visits import searched, stamped
from checker.derive.online.owners import owners
from checker.derive.online.queries import FEEDBACK, feedback_for
from checker.derive.parties.addressed import papers_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.answers import BANK, FUND, answered
from checker.derive.text.layout import below, right_of, without_notes
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.cells import Cell

ITEMS = {
    "公积金": r"公积金",
    "金融理财产品": r"理财",
    "收益类保险": r"保险(?!箱|柜)|保单",
    "股息红利": r"股息|红利|分红",
}
"""The items and the words for them. That a respondent holds no shares in the register says nothing of dividends."""
REPLIES = ("协助查询通知书", "银行流水查询回执", "核查回函", "公积金查询结果")
FORMS = ("总对总查控实有情况表", "线下查控实有情况表", "财产申报表")

_IDENTITY = r"(?<!\d)\d{17}[\dXx]"
_ASKS = r"请|需(?:向|要)?|有无|是否|特此通知"
"""What the court's own notice says above the reply."""
_SENTENCE = r"[^。；]*(?:{words})[^。；]*"


def looked_into(view: View, party: Party, item: str) -> Fact:
    """Whether an item was looked into for this respondent."""
    words = ITEMS[item]
    told = list(_told(view, party, item, words))
    for value in (True, None):
        if found := next((one for one in told if one.value is value), None):
            return found
    papers = (*feedback_for(view, party), *papers_for(view, party, *REPLIES))
    if unread := [paper for paper in papers if not legible(view, paper)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认有无{item}一项")
    missing = view.presence((), (FEEDBACK, "调查笔录", *REPLIES))
    if missing.value is None:
        return missing
    return told[0] if told else Fact(False, note=f"没有查询{item}的反馈、笔录或者回函", searched=missing.searched)


def _told(view: View, party: Party, item: str, words: str) -> Iterator[Fact]:
    if item == FUND:
        yield searched(view, party, FUND)
    for paper in feedback_for(view, party):
        yield from _in_feedback(view, paper, party, words)
    yield from _in_records(view, party, words)
    for paper in papers_for(view, party, *REPLIES):
        yield from _in_reply(view, paper, words)
    own, _ = talks_with(view, party, "询问笔录", "谈话笔录")
    for paper in (*own, *papers_for(view, party, *FORMS)):
        if places := wording(view, paper).find(words):
            yield Fact(None, places, f"{paper.kind}提到{item}，没有见到反馈、笔录或者回函，须核对是否查过")


def _in_feedback(view: View, paper: Document, party: Party, words: str) -> Iterator[Fact]:
    """The rows of a feedback that name the item, and its sentences, each with what was answered."""
    for page in paper.pages:
        cells = without_notes(view, page)
        for cell in cells:
            if not compiled(words).search(cell.text):
                continue
            if owners(view, paper).of(page, cell, cells) != party.name:
                continue
            row = right_of([cell], cells) or below(cell, cells, same_column=True)[:1]
            yield _answer(page, (cell, *row), paper.kind)


def _answer(page: Page, cells: tuple[Cell, ...], kind: str) -> Fact:
    """What a label and the cells beside it come to; a failed query is no answer."""
    places = tuple(e for cell in cells for e in cell.evidence(page))
    behind = [cells[0].text.partition("：")[2], *(cell.text for cell in cells[1:])]
    told = {_answers(text) for text in behind if text} or {_answers(cells[0].text)}
    if False in told:
        return Fact(False, places, f"{kind}写明该项查询失败或者没有反馈")
    return Fact(True if True in told else None, places, "" if True in told else f"{kind}列有该项，没有读到反馈结果")


def _answers(text: str) -> bool | None:
    """Whether words are an answer; the number of an identity card is no account."""
    return answered(compiled(_IDENTITY).sub("", text), BANK)


def _in_records(view: View, party: Party, words: str) -> Iterator[Fact]:
    """What institutions answered when they were asked about the item."""
    for inquiry in inquiries(view):
        named = about(view, inquiry, party)
        if named is False or not topics(inquiry) & set(INSTITUTIONS):
            continue
        for turn in inquiry.turns:
            asked = compiled(words).search(turn.question) or compiled(words).search(turn.answer)
            if asked and (result := _answers(turn.answer)) is not False:
                sure = bool(result and named and counts(view, inquiry))
                note = "" if sure else "调查笔录提到该项，没有读清对象、答复或者签名，须看原件"
                yield Fact(sure or None, (*inquiry.paper.evidence, *turn.evidence), note)


def _in_reply(view: View, paper: Document, words: str) -> Iterator[Fact]:
    """A reply that answers on the item, with the stamp of who answers."""
    for found, places in wording(view, paper).matches(_SENTENCE.format(words=words)):
        if _answers(found[0]) and not compiled(_ASKS).search(found[0]):
            stamp = stamped(paper)
            yield Fact(True if stamp.value else None, (*places, *stamp.evidence), stamp.note)


def _register(item: str) -> None:
    @fact(f"被执行人.{item}调查")
    def looked(view: View, subject: Subject) -> Fact:
        """The item was looked into."""
        return looked_into(view, party_of(view, subject), item)


for _item in ITEMS:
    _register(_item)
