"""总对总: whether the query was made for a respondent, and which channels answered (第一组3, 第六组3(二))."""

from __future__ import annotations

import re
from datetime import date

from checker.casefile import Document, Evidence, Party
from checker.derive.addressed import paper_for, papers_for
from checker.derive.channels import BANK, ESTATE, REGISTER, VEHICLE, said_of
from checker.derive.registry import fact
from checker.derive.service import party_of
from checker.derive.view import View
from checker.derive.wording import legible
from checker.facts import Fact, Subject
from extractors.dates import find_dates
from extractors.flat import flat

FEEDBACK = "总对总查控反馈"
NOT_ANSWERED = "未反馈"
LOCAL = "地方金融机构"
LOCAL_BANKS = (r"农村商业银行|农商行|农商银行|信用社|信用合作", r"村镇银行")


def feedback_for(view: View, party: Party) -> tuple[Document, ...]:
    """The feedback papers that name this respondent."""
    return papers_for(view, party, FEEDBACK)


@fact("被执行人.总对总反馈")
def feedback(view: View, subject: Subject) -> Fact:
    """A feedback that names the respondent: the query was made and answered."""
    return paper_for(view, party_of(view, subject), FEEDBACK)


def channel_answer(view: View, party: Party, channel: str) -> Fact:
    """Whether the channel answered for this respondent in any feedback."""
    papers = feedback_for(view, party)
    if not papers:
        return paper_for(view, party, FEEDBACK)
    failed: tuple[Evidence, ...] = ()
    for paper in papers:
        for said in said_of(paper, channel):
            if not said.failed:
                return Fact(True, said.evidence)
            failed = failed or said.evidence
    if failed:
        return Fact(False, failed, f"{channel}查询失败或者没有反馈")
    if not all(legible(view, p) for p in papers):
        return Fact(None, papers[0].evidence, f"总对总反馈有看不清的地方，未能确认有无{channel}的反馈")
    searched = tuple(p.ref for d in papers for p in d.pages)
    return Fact(False, papers[0].evidence, f"总对总反馈中没有{channel}的查询结果", searched)


def _register(channel: str) -> None:
    @fact(f"被执行人.总对总{channel}反馈")
    def answered(view: View, subject: Subject) -> Fact:
        """This channel answered."""
        return channel_answer(view, party_of(view, subject), channel)


for _channel in (BANK, ESTATE, VEHICLE, REGISTER):
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
    said = [one for paper in feedback_for(view, party) for one in said_of(paper, BANK) if not one.failed]
    places = [place for one in said for place in one.evidence]
    local = [next((e for e in places if re.search(kind, flat(e.text))), None) for kind in LOCAL_BANKS]
    if all(local):
        return Fact(LOCAL, tuple(e for e in local if e))
    return Fact(BANK, answer.evidence)


def queried_on(paper: Document) -> date | None:
    """The day a feedback was given: its latest date of the kind (查询, 反馈), else any date it bears."""
    days = [f.value for n in ("replied_on", "queried_on", "made_on") for f in paper.fields.get(n, ())]
    known = [d for d in days if isinstance(d, date)]
    if known:
        return max(known)
    found = (d.value for _, line in paper.lines() for d in find_dates(flat(line.text)))
    return max((d for d in found if d), default=None)


def first_query_on(paper: Document) -> date | None:
    """The day the query was made: its earliest query date."""
    known = [f.value for f in paper.fields.get("queried_on", ()) if isinstance(f.value, date)]
    return min(known) if known else queried_on(paper)
