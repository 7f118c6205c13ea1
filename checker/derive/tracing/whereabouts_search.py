"""What was done to find a respondent whose whereabouts are unknown (法〔2016〕373号 第一条第（五）项: 依法予以查找).

Whether it was enough is for a person: the papers are laid out. Only where nothing at all was done is the answer no. Calls
that nobody answers show that he cannot be reached; they do not look for him, and neither does a paper sent back.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.casefile import Document, Party
from checker.derive.offline.inquiries import RECORD, counts, inquiries
from checker.derive.offline.inquiry_subjects import about
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.wording import compiled, wording
from checker.derive.tracing.whereabouts import PHOTO, site_photos
from checker.derive.view import View
from checker.facts import Fact, Subject

_ASKS_WHERE = (
    r"下落|去向|行踪|查找|寻找|联系|在哪|哪里|何处|在家|回(?:来|家)|见(?:到|过)|看(?:到|见)|居住|住在|外出|搬|失踪|躲"
)
_OTHERS = {
    "公告": r"下落不明|公告送达|查找|行踪",
    "悬赏公告": r"下落|行踪|去向|线索",
    "核查回函": r"下落|去向|行踪|查找|居住|外出|失踪",
    "协助查询通知书": r"公安|派出所|户籍|暂住|居住|出入境|住宿|轨迹|协查",
    "搜查笔录": r"",
    "出差审批表": r"查找|寻找|下落|行踪",
}
"""Other papers by which a search is made or told, with the words that tell it."""
_QUESTION = "须核对查找是否充分：村居委、工作单位、邻居、公安机关协查、现场照片、公告等"


@fact("被执行人.查找充分")
def searched_enough(view: View, subject: Subject) -> Fact:
    """No where nothing was done to find him; else the papers, for a person."""
    party = party_of(view, subject)
    found = list(dict.fromkeys(e for paper in _papers(view, party) for e in paper.evidence))
    photos = site_photos(view, subject)
    places = tuple(dict.fromkeys((*found, *(photos.evidence if photos.value else ()))))
    if places:
        return Fact(None, places, _QUESTION)
    missing = view.presence((), (RECORD, PHOTO, *_OTHERS))
    if missing.value is None or photos.value is None:
        return Fact(None, missing.evidence or photos.evidence, missing.note or photos.note)
    return Fact(False, note=f"没有查找{party.name}下落的材料", searched=missing.searched)


def _papers(view: View, party: Party) -> Iterator[Document]:
    """Records in which somebody was asked where he is, and other papers of a search; what may be one counts."""
    for inquiry in inquiries(view):
        if about(view, inquiry, party) is not False and counts(view, inquiry) is not False:
            talk = "。".join(f"{turn.question}。{turn.answer}" for turn in inquiry.turns) or inquiry.words.text
            if compiled(_ASKS_WHERE).search(talk):
                yield inquiry.paper
    for kind, words in _OTHERS.items():
        for paper in view.papers(kind):
            if made_out_to(view, paper, party).value is not False and wording(view, paper).find(words):
                yield paper
