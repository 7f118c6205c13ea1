"""Whether 执行通知书 and 报告财产令 went out to a respondent by a way of service that the law knows (法〔2016〕373号 第一条第（一）项).

By receipt (signed, substitute, left at his home), by post (signed for), electronically (arrived, and he had agreed), by
notice that names the paper. Photos of his door prove a search, no service. What was posted and came back is served only
where the address was his own word (邮寄送达规定 第十一条): that is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document, Party
from checker.derive.memory import remembered
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.address_forms import agrees_to_electronic, confirmed_address
from checker.derive.service.mail_outcome import refused, signed_for
from checker.derive.service.paper_lists import names_in
from checker.derive.service.paper_names import PaperNames
from checker.derive.service.posting import SLIP, enclosing, may_enclose
from checker.derive.service.public_service import NOTICE, may_serve, notices
from checker.derive.service.receipts import RECEIPT, is_about, receiver_marks
from checker.derive.service.served import NAMES, SERVED, UNDATED_WORD, party_of, service_of
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

MESSAGE, PHOTO = "短信告知记录", "现场照片"
_WAYS = (RECEIPT, SLIP, NOTICE, MESSAGE)
_ELECTRONIC = r"电子送达|短信|邮箱|电子邮件|传真|微信|送达平台|接收(?:号码|手机)"
_ARRIVED = r"(?<!未)(?<!不)(?:发送|送达|投递|接收)成功|已(?:签收|查收|送达|阅读?|查看|打开)"
_FAILED = r"(?:发送|送达|投递|接收)(?:失败|不成功)|未(?:能)?(?:发送|送达|接收)成功"


@remembered
def lawfully_served(view: View, party: Party, kind: str) -> Fact:
    """是 where one way is proved; 否 where every way was looked for and none is; else unknown, with the way to look at."""
    found = [*_by_receipt(view, party, kind), *_by_notice(view, party, kind)]
    found += [*_by_post(view, party, kind), *_electronic(view, party, kind)]
    for value in (True, None):
        if decisive := next((way for way in found if way.value is value), None):
            return decisive
    missing = view.presence((), _WAYS)
    if missing.value is None:
        return missing
    told = [way.note for way in found if way.note] or [f"没有向{party.name}依法送达{kind}的材料"]
    if view.papers(PHOTO, about=party):
        told.append("现场照片不是送达")
    places = tuple(dict.fromkeys(e for way in found for e in way.evidence))
    return Fact(False, places, "；".join(dict.fromkeys(told)), missing.searched)


def _by_receipt(view: View, party: Party, kind: str) -> Iterator[Fact]:
    served = service_of(view, party, kind)
    if served.value in SERVED:
        yield Fact(True, served.evidence, str(served.value))
    elif served.value == UNDATED_WORD:
        yield Fact(None, served.evidence, f"{kind}的送达回证已签名而没有注明收到日期，须核对")
    elif served.value is None:
        yield Fact(None, served.evidence, served.note)
    elif served.evidence:
        yield Fact(False, served.evidence, f"送达回证{served.value}")


def _by_notice(view: View, party: Party, kind: str) -> Iterator[Fact]:
    for paper, places in notices(view, party, kind):
        yield Fact(True, (*paper.evidence, *places), "公告送达")
    for paper in may_serve(view, party, kind):
        yield Fact(None, paper.evidence, f"公告没有读清是否向{party.name}送达{kind}，须看原件")


def _by_post(view: View, party: Party, kind: str) -> Iterator[Fact]:
    for slip, places in enclosing(view, party, kind):
        came = signed_for(view, slip, party)
        if came.value is False:
            yield _returned(view, party, came, slip, kind)
        else:
            yield Fact(came.value, (*came.evidence, *places), came.note or "邮寄签收")
    for slip in may_enclose(view, party, kind):
        yield Fact(None, slip.evidence, f"邮寄凭证看不清收件人或者内件是否为{kind}，须看原件")


def _returned(view: View, party: Party, came: Fact, slip: Document, kind: str) -> Fact:
    """What came back counts from the day of return where he gave the address himself, or refused to take it."""
    if places := refused(view, slip):
        return Fact(None, places, f"邮寄的{kind}被拒收，退回之日能否视为送达之日（邮寄送达规定第十一条），须由人判断")
    address = confirmed_address(view, party)
    if address.value is False:
        return Fact(False, came.evidence, f"邮寄{kind}的邮件没有签收而退回，也没有公告送达")
    note = f"邮寄的{kind}已退回；寄往的是不是其本人确认的送达地址（邮寄送达规定第十一条），须核对"
    return Fact(None, (*came.evidence, *address.evidence), note)


def _electronic(view: View, party: Party, kind: str) -> Iterator[Fact]:
    """Proofs of electronic service, on which nobody signs: arrived, and by his consent (民事诉讼法 第九十条)."""
    wanted = PaperNames(NAMES[kind])
    for paper in _messages(view, party):
        words = wording(view, paper)
        named = [n for n in names_in(view, paper) if wanted.search(flat(n.text).split("送达")[-1]) and not n.denied]
        if not named or words.find(_FAILED) or not words.find(_ELECTRONIC):
            continue
        arrived, consent = words.find(_ARRIVED), agrees_to_electronic(view, party)
        to_him = words.find(rf"(?:受送达人|接收人|收件人|收信人|发送对象)[：]?{re.escape(flat(party.name))}")
        if arrived and to_him and consent.value:
            yield Fact(True, (*to_him, *arrived, *consent.evidence), "电子送达")
        else:
            open_ = consent.note or f"没有读清{kind}的电子送达是否发给{party.name}、是否成功"
            yield Fact(None, arrived or paper.evidence, open_)


def _messages(view: View, party: Party) -> Iterator[Document]:
    """Messages sent to him; and receipts of his that have no place to sign."""
    yield from (p for p in view.papers(MESSAGE) if made_out_to(view, p, party).value)
    yield from (r for r in view.papers(RECEIPT) if is_about(view, r, party.name) and not receiver_marks(r))


def _register(kind: str) -> None:
    @fact(f"被执行人.{kind}依法送达")
    def lawful(view: View, subject: Subject) -> Fact:
        """Served on him by one of the ways of 民事诉讼法 第八十八条至第九十五条."""
        return lawfully_served(view, party_of(view, subject), kind)


for _kind in ("执行通知书", "报告财产令"):
    _register(_kind)
