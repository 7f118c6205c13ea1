"""Who prosecutes for 拒不执行判决、裁定罪 (法释〔2024〕13号 第十四条；法释〔2015〕16号 第三条).

Private prosecution belongs to the applicant; the court itself transfers the matter to the police and sues nobody. Who sues
stands in the complaint (自诉人：…) or in what the criminal court says of it (周启明诉何文斌…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document, Evidence
from checker.derive.coercion.refusal import SUIT
from checker.derive.parties.addressed import SURE, made_out_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.statements import stated
from checker.derive.text.wording import wording
from checker.derive.view import APPLICANT, View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

_SUES = r"自诉人(?:（[^）]{1,12}）)?[：:]?(?P<who>[\u4e00-\u9fff（）·]{2,40}?)(?=[，。；、：（]|性别|[男女]|住所|住|公民|统一|于|向|书面|申请|提起|控告|诉|以)"
_COURT_SUES = r"(?:我院|本院|执行局|人民法院)[^，。；：]{0,10}(?:作为自诉人|(?<!受理)(?:提起|启动)(?:了)?(?:刑事)?自诉)"
_V = r"^[^，。；：]{0,40}?(?P<who>[\u4e00-\u9fff（）·]{2,40})(?:诉|控告)(?!讼)[^，。；]{2,30}(?:拒不执行|拒执)"
_TRANSFERS = (
    r"(?:现|依法|决定|予以|特|将)[^，。；：]{0,30}?移送[^，。；：]{0,16}(?:公安|你局|贵局|侦查|处理|查处)",
    r"移送[^，。；：]{0,16}(?:公安机关|公安局)(?:侦查|立案|处理|查处)?",
)
_APPLICANT, _COURT, _OTHER = "申请执行人", "法院", "他人"
_TRANSFER_TITLE = re.compile(r"移送")


@fact("被执行人.自诉人为申请执行人")
def sued_by_applicant(view: View, subject: Subject) -> Fact:
    """Yes: every complaint names an applicant. No: one names the court. Unknown: a name that is neither, or none read."""
    papers = _papers(view, subject)
    found = [item for paper in papers for item in _suing(view, paper)]
    if courts := [places for who, places in found if who == _COURT]:
        return Fact(False, courts[0], "自诉状写明由法院提起自诉")
    others = [places for who, places in found if who == _OTHER]
    if found and not others:
        return Fact(True, tuple(dict.fromkeys(e for _, places in found for e in places)))
    shown = tuple(e for paper in papers for e in paper.evidence)
    if others:
        return Fact(None, others[0], "自诉人不是申请执行人，须看由谁提起自诉")
    if papers and all(_is_transfer(view, paper) for paper in papers):
        return Fact(False, shown, "卷内是移送公安机关的材料，没有申请执行人的自诉状")
    return Fact(None, shown, "没有读到由谁提起自诉，须看原件")


@fact("被执行人.移送公安机关")
def transferred(view: View, subject: Subject) -> Fact:
    """有 where the court's letter transfers the matter to the police."""
    papers = _papers(view, subject)
    if own := [paper for paper in papers if _is_transfer(view, paper)]:
        return view.presence(own, (SUIT,))
    missing = view.presence((), (SUIT,))
    shown = tuple(e for paper in papers for e in paper.evidence)
    return Fact(missing.value, missing.evidence or shown, missing.note or "没有移送公安机关的函", missing.searched)


def _papers(view: View, subject: Subject) -> list[Document]:
    party = party_of(view, subject)
    return [paper for paper in view.papers(SUIT) if made_out_to(view, paper, party).value is not False]


def _is_transfer(view: View, paper: Document) -> bool:
    """By its title, and by words that stand affirmed: 现移送你局."""
    head = flat(paper.title) + wording(view, paper).text[:30]
    return _TRANSFER_TITLE.search(head) is not None and bool(stated(view, (paper,), *_TRANSFERS))


def _suing(view: View, paper: Document) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """Who sues by this paper: `_APPLICANT`, `_COURT`, or `_OTHER`."""
    words = wording(view, paper)
    if places := stated(view, (paper,), _COURT_SUES):
        yield _COURT, places
    for pattern in (_SUES, _V):
        for found, places in words.matches(pattern):
            if who := _who(view, found["who"], places, labelled="：" in found[0]):
                yield who, places


def _who(view: View, name: str, places: tuple[Evidence, ...], *, labelled: bool) -> str:
    """Whom a name means; empty where the words are no name."""
    if any(p.role == APPLICANT and view.is_named(p.name, name) for p in view.parties):
        return _APPLICANT
    if re.search(r"法院(?:执行局)?$", name):
        return _COURT if all(e.confidence >= SURE for e in places) else _OTHER
    return _OTHER if labelled else ""
