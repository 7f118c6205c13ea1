"""Closing on a settlement that is not yet performed (民诉法解释 第四百六十四条；执行和解规定 第二条、第八条).

It needs the applicant's own word, in writing, that he withdraws his application: a paper of his, a clause of the
agreement, or his answer in a record. What the court's papers say of it is none. A settlement that is performed is closed
as performed.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document, Evidence, Party
from checker.derive.case.claims import claim
from checker.derive.case.payments import received
from checker.derive.closing.settlement import SETTLEMENT
from checker.derive.closing.talks import best_of, talks_with
from checker.derive.registry import fact
from checker.derive.signing.signatures import APPLICANT_LABEL, signed
from checker.derive.text.statements import Statement, affirmed, statements
from checker.derive.text.wording import compiled, every, legible
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from extractors.text.flat import flat

WITHDRAWAL = "撤回执行申请书"
_TALKS = ("谈话笔录", "询问笔录")
_LETTERS = (WITHDRAWAL, "放弃声明")
_WITHDRAWS = (
    r"(?:撤回|撤销)(?:对[^。；，]{1,30}的|本案的?|本次|上述|其|强制)*(?:强制)?执行(?:的)?申请|(?:撤回|撤销)(?:强制|本次|对本案的?)*申请(?:强制)?执行"
    r"|(?:申请|请求|同意|要求)(?:贵院|法院|人民法院|依法|裁定|将|对|本案)*终结(?:本案|对本案|[^。；，本]{0,20}案)?的?(?:强制)?执行(?!程序)"
    r"|(?:同意|自愿)[^。；，]{0,10}以终结执行(?:的)?方式结案"
)
_LATER = r"(?:后|之日|以后|届时|到期)[，]?[^。；，]{0,14}$"
_YES = r"^(?:是的?|对|我?(?:自愿|同意|愿意|撤回))"
_PERFORMED = (
    r"(?:已(?:经)?(?:全部|按[^。；，]{0,8})?|全部|均已)(?:履行|给付|支付|付|还|结)(?:完毕|清|完)|"
    r"(?:和解(?:协议)?|案款|款项)[^。；，]{0,20}(?:已(?:经)?(?:全部)?(?:履行完毕|付清|结清|收到|收清|到位))|(?:全部|所有)[^。；，]{0,10}(?:收到|收清|结清|付清)"
)
_TOLD_BY_COURT = ("结案审批表", "案件审查报告", "终结执行裁定书", "结案通知书", "结案审查表")
_SIGNS = rf"{APPLICANT_LABEL}|具状人|声明人|撤回人|债权人|法定代表人|负责人|代理人"


@fact("案件.撤回执行申请")
def withdrawn(view: View, subject: Subject) -> Fact:
    """Of every applicant."""
    if not view.applicants:
        return Fact(None, note="申请执行人没有确定")
    return every(*(_withdrawn_by(view, party) for party in view.applicants))


def _withdrawn_by(view: View, party: Party) -> Fact:
    sure, doubtful = _words_of(view, party)
    if sure:
        return Fact(True, tuple(e for _, places in sure for e in places))
    if doubtful:
        return Fact(None, doubtful[0], f"有撤回执行申请的内容，没有读清{party.name}是否已经撤回，须看原件")
    if unread := [p for p in _papers(view, party) if not legible(view, p)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认是否撤回执行申请")
    missing = view.presence((), (*_LETTERS, SETTLEMENT))
    note = f"没有{party.name}书面撤回执行申请的材料" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


@fact("案件.撤回执行申请签名")
def withdrawal_signed(view: View, subject: Subject) -> Fact:
    """Each of them signed the paper in which he withdraws."""
    if not view.applicants:
        return Fact(None, note="申请执行人没有确定")
    return every(*(_signed_by(view, party) for party in view.applicants))


def _signed_by(view: View, party: Party) -> Fact:
    sure, _ = _words_of(view, party)
    if not sure:
        return _withdrawn_by(view, party)
    label = rf"{_SIGNS}|甲方"
    return best_of([signed(paper, label, (party.name,)) for paper, _ in sure])


def _papers(view: View, party: Party) -> Sequence[Document]:
    return (*view.papers(*_LETTERS, SETTLEMENT, about=party), *talks_with(view, party, *_TALKS)[0])


_Said = list[tuple[Document, tuple[Evidence, ...]]]


def _words_of(view: View, party: Party) -> tuple[_Said, list[tuple[Evidence, ...]]]:
    """Where papers of his say that he withdraws, and where they say it only for later (付清后撤回)."""
    sure: _Said = []
    doubtful: list[tuple[Evidence, ...]] = []
    for paper in _papers(view, party):
        for said in statements(view, paper):
            certain = _withdraws(said)
            if certain:
                sure.append((paper, said.evidence))
            elif certain is False:
                doubtful.append(said.evidence)
    return sure, doubtful + _unsettled(view)


def _withdraws(said: Statement) -> bool | None:
    """是 where it says so; False where it says so of a later day; None where it does not speak of it."""
    found = affirmed(_WITHDRAWS, said.text)
    if found:
        return compiled(_LATER).search(said.text[: found.start()]) is None
    if compiled(_WITHDRAWS).search(said.question) and affirmed(_YES, said.text):
        return True
    return None


def _unsettled(view: View) -> list[tuple[Evidence, ...]]:
    """Pages that nobody could settle and that speak of a withdrawal."""
    return [
        (Evidence(unknown.page.file, unknown.page.number, text=unknown.page.text[:40]),)
        for unknown in view.case.unknown
        if compiled(_WITHDRAWS).search(flat(unknown.page.text))
    ]


@fact("案件.和解已履行完毕")
def performed(view: View, subject: Subject) -> Fact:
    """The whole claim came in, or the applicant says over his signature that he has what was agreed. Where only the
    court's papers say so, a person has to see.
    """
    total, came = claim(view), received(view, THE_CASE)
    if isinstance(total.value, int) and isinstance(came.value, int) and came.value >= total.value > 0:
        return Fact(True, (*total.evidence, *came.evidence))
    confirmed = [_confirmed(view, party) for party in view.applicants]
    if confirmed and all(f.value for f in confirmed):
        return every(*confirmed)
    told = next((places for p in view.papers(*_TOLD_BY_COURT) if (places := _says_performed(view, p))), ())
    if told or any(f.value is not False for f in confirmed):
        places = told or tuple(e for f in confirmed for e in f.evidence)
        return Fact(None, places, "有和解已经履行完毕的记载，须核对收款凭证或者申请执行人的确认")
    if came.value is None and came.note:
        return came
    return Fact(False, came.evidence, "和解协议没有履行完毕", came.searched)


def _confirmed(view: View, party: Party) -> Fact:
    papers = [p for p in _papers(view, party) if p.kind != SETTLEMENT and _says_performed(view, p)]
    return best_of([signed(p, _SIGNS, (party.name,)) for p in papers]) if papers else Fact(False)


def _says_performed(view: View, paper: Document) -> tuple[Evidence, ...]:
    return next((said.evidence for said in statements(view, paper) if affirmed(_PERFORMED, said.text)), ())
