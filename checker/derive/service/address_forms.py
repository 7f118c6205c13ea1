"""送达地址确认书: whose it is, and whether he agrees in it to electronic service (民事诉讼法 第九十条; 邮寄送达规定)."""

from __future__ import annotations

from checker.casefile import Document, Party
from checker.derive.memory import remembered
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.fields.ticks import BOXES_TICKED

FORM = "送达地址确认书"
_AGREES = (
    rf"(?:电子|短信|邮件|微信)(?:方式)?送达[^。；□☐]{{0,12}}[{BOXES_TICKED}]\s*(?:同意|接受|是)",
    rf"[{BOXES_TICKED}]\s*(?:同意|接受)(?:采用|使用)?[^。；□☐]{{0,8}}(?:电子|短信)",
    r"(?<![不□☐])(?:同意|愿意|接受)(?:人民法院)?(?:采用|使用|通过|以)?(?:电子|短信|电子邮件)(?:方式)?送达",
)
_AGREES_NOT = rf"[{BOXES_TICKED}]\s*(?:不同意|不接受|否)|不(?:同意|接受)[^。；]{{0,6}}电子"


@remembered
def address_forms(view: View, party: Party) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """His forms, and those that may be his: they name other parties too, or nobody."""
    named = [(p, [q for q in view.parties if view.is_named(q.name, p.text)]) for p in view.papers(FORM)]
    own = tuple(p for p, whom in named if whom == [party])
    maybe = tuple(p for p, whom in named if p not in own and (not whom or party in whom))
    return own, maybe


def confirmed_address(view: View, party: Party) -> Fact:
    """有/无/unknown: a form in which he gave or confirmed an address."""
    own, maybe = address_forms(view, party)
    if own or not maybe:
        return view.presence(own, (FORM,))
    return Fact(None, maybe[0].evidence, f"送达地址确认书没有读清是不是{party.name}的")


def agrees_to_electronic(view: View, party: Party) -> Fact:
    """Whether he agreed: ticked or written so. A form that is silent, or was read badly, leaves it open."""
    own, _ = address_forms(view, party)
    for form in own:
        words = wording(view, form)
        if legible(view, form) and not words.find(_AGREES_NOT) and (places := words.find(*_AGREES)):
            return Fact(True, places)
    return Fact(None, own[0].evidence if own else (), f"没有读到{party.name}同意电子送达的送达地址确认书")
