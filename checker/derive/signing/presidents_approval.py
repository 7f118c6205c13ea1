"""The court president's approval of 拘传 and 拘留 (民事诉讼法 第一百一十九条: 拘传、罚款、拘留必须经院长批准).

He approved where he signs the paper itself or a form for the measure without refusing, or where the decision says that it
was made with his approval. 报院长批准 only asks for it, and a vice president is not the president.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document, Evidence
from checker.derive.coercion.summonses import ARREST
from checker.derive.parties.addressed import made_out_to, papers_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import PRESIDENT
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

FORM, DETENTION = "其他审批表", "拘留决定书"

_APPROVED = r"经(?:报|呈报?|报请|本院|我院|人民法院)*院长[\u4e00-\u9fff]{0,4}?(?:批准|同意|审批|签发)(?!后)"
_PRESIDENT = r"(?<!副)院长(?!执行员|书记员|审判|法官|签|意见|批|审|二〇)"
_SIGNED_OFF = (
    rf"(?:批准|审批|签发|核准)人?：?(?:本院)?{_PRESIDENT}[\u4e00-\u9fff·]{{2,4}}",
    r"(?:批准|审批|签发|核准)人?：?[\u4e00-\u9fff·]{2,4}（(?:本院)?院长）",
    rf"{_PRESIDENT}：?[\u4e00-\u9fff·]{{2,4}}（?已(?:审批|批准|签发|同意)",
)
"""What a paper prints of who approved it, his name with his office: 批准人：院长某某, 签发：某某（院长）."""
_OTHER_MEASURE = r"不予|解除|提前"


@fact("被执行人.拘留经院长批准")
def detention_approved(view: View, subject: Subject) -> Fact:
    """The detention was approved by the president."""
    return _approved(view, subject, DETENTION, "拘留")


@fact("被执行人.拘传经院长批准")
def arrest_approved(view: View, subject: Subject) -> Fact:
    """The arrest summons was approved by the president."""
    return _approved(view, subject, ARREST, "拘传")


def _approved(view: View, subject: Subject, kind: str, measure: str) -> Fact:
    party = party_of(view, subject)
    papers = papers_for(view, party, kind)
    if said := [places for paper in papers if (places := _says_so(view, paper))]:
        return Fact(True, said[0])
    forms = [p for p in _forms(view, measure) if made_out_to(view, p, party).value is not False]
    answers = [approved_by(paper, PRESIDENT, view) for paper in (*papers, *forms)]
    if granted := [one for one in answers if one.value]:
        return granted[0]
    if refused := [one for one in answers[len(papers) :] if one.value is False]:
        return refused[0]
    if forms:
        return Fact(None, forms[0].evidence, f"{measure}审批表上没有读出院长是否批准，须看原件")
    return _nowhere(view, papers, measure)


def _says_so(view: View, paper: Document) -> tuple[Evidence, ...]:
    words = wording(view, paper)
    found = next((found for pattern in (_APPROVED, *_SIGNED_OFF) if (found := affirmed(pattern, words.text))), None)
    return words.evidence(found.start(), found.end()) if found else ()


def _forms(view: View, measure: str) -> list[Document]:
    """The forms by which the measure was to be approved."""
    forms = [(paper, flat(paper.title) + wording(view, paper).text[:80]) for paper in view.papers(FORM)]
    return [paper for paper, head in forms if measure in head and not affirmed(_OTHER_MEASURE, head)]


def _nowhere(view: View, papers: Sequence[Document], measure: str) -> Fact:
    shown = tuple(e for paper in papers for e in paper.evidence)
    if not papers or not all(legible(view, paper) for paper in papers):
        return Fact(None, shown, f"{measure}的文书没有读清是否经院长批准，须看原件")
    missing = view.presence((), (FORM,))
    note = f"{measure}的文书没有写明经院长批准，也没有院长批准的审批表"
    if missing.value is None:
        return Fact(None, (*shown, *missing.evidence), missing.note)
    return Fact(False, shown, note, missing.searched)
