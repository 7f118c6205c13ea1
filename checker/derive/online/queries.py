"""总对总: whether the query was made for a respondent, and which channels answered (第一组3, 第六组3(二))."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from checker.casefile import Document, Party
from checker.derive.memory import remembered
from checker.derive.online.channels import Said, said_of, told_in_prose
from checker.derive.online.owners import owners
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.parties.names import Match, occurs
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.answers import AWAITED, BANK, ESTATE, REGISTER, VEHICLE
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import either, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates
from extractors.text.flat import flat

FEEDBACK = "总对总查控反馈"
CHANNELS = (BANK, ESTATE, VEHICLE, REGISTER)
NOT_ANSWERED = "未反馈"
LOCAL = "地方金融机构"
_EMPTY = "总对总反馈列有该项，但没有读到反馈结果"
LOCAL_BANKS = (r"农村商业银行|农商行|农商银行|信用社|信用合作", r"村镇银行")


def feedback_for(view: View, party: Party) -> tuple[Document, ...]:
    """The feedback papers that name this respondent."""
    return papers_for(view, party, FEEDBACK)


@fact("被执行人.总对总反馈")
def feedback(view: View, subject: Subject) -> Fact:
    """A feedback that names the respondent: the query was made and answered. A sheet that only tells that answers are
    awaited is none.
    """
    party = party_of(view, subject)
    own = feedback_for(view, party)
    told = [one for paper in own for channel in CHANNELS for one in said_to(view, paper, party, channel)]
    awaited = [wording(view, paper).find(AWAITED) for paper in own]
    if not own or not all(awaited) or any(one.value for one in told):
        return paper_for(view, party, FEEDBACK)
    read = all(legible(view, paper) for paper in own) and not view.unsettled((FEEDBACK,))
    open_ = any(one.value is None and one.note != _EMPTY for one in told)
    shown = tuple(e for paper, places in zip(own, awaited, strict=True) for e in (*paper.evidence, *places))
    note = f"只写明等待反馈，没有读到{party.name}的反馈结果"
    return Fact(False if read and not open_ else None, shown, note, view.searched)


def channel_answer(view: View, party: Party, channel: str) -> Fact:
    """Whether the channel answered for this respondent in any feedback.

    False needs papers that were read whole: a failed query may have been made again on a page that nobody can read.
    """
    papers = feedback_for(view, party)
    if not papers:
        return paper_for(view, party, FEEDBACK)
    told = [one for paper in papers for one in said_to(view, paper, party, channel)]
    answers = [one for one in told if one.value]
    if answers:
        return answers[0]
    unread = not all(legible(view, p) for p in papers) or bool(view.unsettled((FEEDBACK,)))
    if unread:
        note = f"总对总反馈有看不清的地方，未能确认有无{party.name}的{channel}反馈"
        return Fact(None, told[0].evidence if told else papers[0].evidence, note)
    open_ = [one for one in told if one.value is None and one.note != _EMPTY]
    if deciding := open_ or [one for one in told if one.value is False] or list(told):
        return deciding[0]
    searched = tuple(p.ref for d in papers for p in d.pages)
    return Fact(False, papers[0].evidence, f"总对总反馈中没有{party.name}的{channel}查询结果", searched)


@remembered
def said_to(view: View, paper: Document, party: Party, channel: str) -> tuple[Fact, ...]:
    """What each place of a feedback says of the channel for this respondent, where it is not of another's part.

    An answer that stands in nobody's part, in a paper for several respondents, is unknown.
    """
    places = [(said, _owner(view, paper, said)) for said in feedback_says(view, paper, channel)]
    return tuple(_answer(said, owner, channel) for said, owner in places if owner in (party.name, ""))


def feedback_says(view: View, paper: Document, channel: str) -> tuple[Said, ...]:
    """Every place of a feedback that deals with the channel: labels with their answers, and running text."""
    return (*said_of(view, paper, channel), *told_in_prose(view, paper, channel))


def _owner(view: View, paper: Document, said: Said) -> str:
    named = [p.name for p in view.respondents if not said.label and occurs(p.name, said.answer) is not Match.NO]
    if len(named) == 1:
        return named[0]
    return owners(view, paper).of(said.page, said.cell, sheet(view, said.page))


def _answer(said: Said, owner: str, channel: str) -> Fact:
    if said.answered is False:
        return Fact(False, said.evidence, f"{channel}查询失败或者没有反馈")
    if said.answered is None:
        return Fact(None, said.evidence, _EMPTY if said.bare else f"看不出{channel}一项有没有反馈结果，须看原件")
    if not owner:
        return Fact(None, said.evidence, f"总对总反馈没有写明{channel}一项是哪一名被执行人的查询结果")
    return Fact(True, said.evidence)


def _register(channel: str) -> None:
    @fact(f"被执行人.总对总{channel}反馈")
    def answered(view: View, subject: Subject) -> Fact:
        """This channel answered."""
        return channel_answer(view, party_of(view, subject), channel)


for _channel in CHANNELS:
    _register(_channel)


@fact("被执行人.总对总金融机构渠道")
def bank_channel(view: View, subject: Subject) -> Fact:
    """Which banks answered, compared with 参数.总对总覆盖渠道.

    The system does not reach every institution of a county: only where its own kinds (农商行 or 信用社, and 村镇银行) answered
    too is it 地方金融机构; where some bank did, 金融机构; else 未反馈.
    """
    party = party_of(view, subject)
    answer = channel_answer(view, party, BANK)
    if answer.value is None:
        return answer
    if not answer.value:
        return Fact(NOT_ANSWERED, answer.evidence, answer.note, answer.searched)
    told = [one for paper in feedback_for(view, party) for one in said_to(view, paper, party, BANK)]
    local = [_local(told, kind) for kind in LOCAL_BANKS]
    if all(one.value for one in local):
        return Fact(LOCAL, tuple(e for one in local for e in one.evidence))
    if any(one.value is False for one in local):
        return Fact(BANK, answer.evidence)
    return next(one for one in local if one.value is None)


def _local(told: Sequence[Fact], kind: str) -> Fact:
    """Whether a kind of local bank answered: in a place that names it."""
    named = [one for one in told if any(re.search(kind, flat(e.text)) for e in one.evidence)]
    return either(*named) if named else Fact(False)


def queried_on(paper: Document) -> date | None:
    """The day a feedback was given: its latest date of the kind (查询, 反馈), else any date it bears."""
    days = [f.value for n in ("replied_on", "queried_on", "made_on") for f in paper.fields.get(n, ())]
    known = [d for d in days if isinstance(d, date)]
    if known:
        return max(known)
    found = (d.value for _, line in paper.lines() for d in find_dates(flat(line.text)))
    return max((d for d in found if d), default=None)
