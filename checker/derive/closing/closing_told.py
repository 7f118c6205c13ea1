"""What the applicant is told before 终本, and that he is heard (法〔2016〕373号 第五条).

Told in a talk, or by a notice that was served on him: how the case was handled, the measures of investigation, what was
found, the ground and the consequences. Who himself asked for 终本 needs not be told; who only agreed in writing may.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Party
from checker.derive.closing.interviews import CLOSING
from checker.derive.closing.talks import best_of, party_of, talk_fact, talks_with
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.registry import fact
from checker.derive.service.receipts import RECEIPT, is_about, listed_pattern, listings, received_on, signature
from checker.derive.signing.signatures import APPLICANT_LABEL, date_by, rooms_of, signed
from checker.derive.text.statements import Statement, affirmed, raises, statements
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject

NOTICE, REQUEST = "拟终本告知书", "终本申请书"
_LISTED_AS = ("拟终本告知书", "拟终结本次执行程序告知书", "终结本次执行程序告知书", "终本告知书")
_COURT = "人民法院"
_ENDS = r"终(?:本|结(?:本案|[^。；，]{0,24}案件?)?的?本次执行)"
_ASKS = rf"(?:申请|请求)(?:贵院|法院|人民法院|依法|裁定|予以|将本案|对本案|对[^。；，]{{0,40}}一?案)*{_ENDS}"
_AGREES = rf"(?<!不)(?:同意|无异议|没有异议|认可|接受)[^。；]{{0,24}}{_ENDS}|{_ENDS}[^。；]{{0,16}}(?:(?<!不)同意|无异议|没有异议)"
_NOTHING_LEFT = r"(?:可供执行|财产|履行能力|偿还能力|处置)"
"""What a closing is told to rest on, where no article is named: 因未发现可供执行的财产，拟终结本次执行程序."""
_YES = r"(?<!不)同意|(?:没有|无)(?:其他)?(?:意见|异议)"

_POINTS = {
    "办理情况": r"办(?:理|案)(?:的)?(?:情况|经过|过程)|执行(?:经过|情况|过程|进展)|案件进展|立案(?:执行|后)|(?:执行|实际)到位"
    r"|(?:送达|发出)[^。；]{0,24}(?:执行通知|报告财产)|(?:执行通知|报告财产)[^。；？]{0,24}(?:送达|发出|寄出)",
    "调查措施": r"调查措施|查控系统|总对总|点对点|(?:查询|调查|核查)[^。；？]{0,40}(?:存款|不动产|房产|车辆|财产)|走访|(?:线下|现场|传统)(?:财产)?调查|穷尽",
    "财产结果": r"(?:未|没有?|无法)(?:能)?(?:发现|查到|查找到|找到|查明|查询到)[^。；？]{0,30}(?:财产|房|车|存款|线索)|名下(?:均)?(?:无|没有|仅有|只有|有|登记)"
    r"|(?:财产|调查|查询|查控|查找)(?:的)?(?:结果|情况)[：为]|查(?:明|到|获|扣)[^。；？]{0,16}(?:财产|存款|房|车)|(?:无|没有)[^。；？]{0,12}可供执行",
    "终本依据": r"第五百一十[七九]条|第一十六条|第十六条|终结本次执行程序的规定|(?:依据|依照|根据)[^。；？]{0,50}(?:规定|解释|条)|符合[^。；？]{0,12}终(?:本|结)[^。；？]{0,12}条件"
    rf"|以[^。；？]{{0,40}}为(?:理)?由[^。；？]{{0,16}}{_ENDS}|(?:因|由于|鉴于)[^。；？]{{0,40}}{_NOTHING_LEFT}[^。；？]{{0,40}}{_ENDS}",
    "法律后果": r"法律后果|(?:恢复|再次申请|随时申请|重新申请)(?:强制)?执行|不受[^。；？]{0,14}(?:时效|期间|期限)|继续(?:向[^。；？]{0,8})?履行|债权[^。；？]{0,6}存在",
}
_OPINION = (
    rf"{_ENDS}[^。；]{{0,36}}?(?:是否|有无|有何|有没有|不)?(?:意见|异议|同意)",
    rf"(?:是否|有无|有何|有没有|不)?(?:意见|异议|同意|听取)[^。；？]{{0,30}}{_ENDS}",
)


def _own(view: View, subject: Subject) -> tuple[Party | None, tuple[Document, ...]]:
    """The applicant, with the records of talks with him and the notices to him."""
    party = party_of(view, subject.name)
    if party is None:
        return None, ()
    return party, (*talks_with(view, party, CLOSING)[0], *papers_for(view, party, NOTICE))


def _point(view: View, subject: Subject, patterns: tuple[str, ...], about: str) -> Fact:
    party, papers = _own(view, subject)
    if party is None:
        return UNKNOWN
    if papers:
        return raises(view, papers, *patterns, about=about)
    talk = talk_fact(view, party, CLOSING)
    return view.presence((), (CLOSING, NOTICE)) if talk.value is False else talk


def _register(point: str, pattern: str) -> None:
    @fact(f"申请执行人.已告知{point}")
    def told(view: View, subject: Subject) -> Fact:
        """Whether a talk or a notice tells this point."""
        return _point(view, subject, (pattern,), f"告知{point}")


for _name, _words in _POINTS.items():
    _register(_name, _words)


@fact("申请执行人.已听取终本意见")
def heard(view: View, subject: Subject) -> Fact:
    """Whether he was asked for his opinion on 终本, or gave it."""
    return _point(view, subject, _OPINION, "听取其对终本的意见")


@fact("申请执行人.拟终本告知书")
def notice(view: View, subject: Subject) -> Fact:
    """A notice to him."""
    party = party_of(view, subject.name)
    return paper_for(view, party, NOTICE) if party else UNKNOWN


@fact("申请执行人.拟终本告知书送达")
def notice_served(view: View, subject: Subject) -> Fact:
    """Whether he signed for it, on the notice or on a receipt."""
    party, missing = party_of(view, subject.name), notice(view, subject)
    if party is None or missing.value is not True:
        return missing
    found = [signature for signature, _ in _services(view, party)]
    if not found:
        return Fact(None, missing.evidence, "没有找到拟终本告知书的签收处、送达回证，须看原件")
    return best_of(found)


@fact("申请执行人.拟终本告知书送达日期")
def notice_served_on(view: View, subject: Subject) -> Fact:
    """The first day on which he signed for it."""
    party = party_of(view, subject.name)
    days = [day for signature, day in _services(view, party) if signature.value] if party else []
    dated = [day for day in days if isinstance(day.value, date)]
    return min(dated, key=lambda day: str(day.value), default=Fact(None, note="没有读到拟终本告知书的签收日期"))


def _services(view: View, party: Party) -> Iterator[tuple[Fact, Fact]]:
    """His signature for a notice, with its day: at the foot of the notice, and where receipts list it."""
    for paper in papers_for(view, party, NOTICE):
        label = rf"{APPLICANT_LABEL}|受送达|签收|收到"
        for page, mark in rooms_of(paper, label, (party.name,))[:1]:
            yield signed(paper, label, (party.name,)), date_by(page, mark)
    for receipt in view.papers(RECEIPT):
        if is_about(view, receipt, party.name):
            for listed in listings(view, receipt, listed_pattern(_LISTED_AS)):
                yield signature(listed), received_on(listed)


@fact("申请执行人.本人申请终本")
def asked_himself(view: View, subject: Subject) -> Fact:
    """A request of his own, signed. A mere consent leaves it to a person whether he had been told what he must know."""
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    papers = papers_for(view, party, REQUEST)
    if not papers:
        return paper_for(view, party, REQUEST)
    return best_of([_request(view, paper, party) for paper in papers])


def _request(view: View, paper: Document, party: Party) -> Fact:
    text = wording(view, paper).text
    if affirmed(_ASKS, text):
        return signed(paper, APPLICANT_LABEL, (party.name,))
    if affirmed(_AGREES, text):
        return Fact(None, paper.evidence, "只有同意终本的书面意见，办理情况、依据和后果是否已经告知须由人核对")
    return Fact(None, paper.evidence, "没有读清是否本人申请终结本次执行程序")


@fact("申请执行人.是人民法院")
def is_a_court(view: View, subject: Subject) -> Fact:
    """What a court enforces of its own motion (诉讼费、罚款) has a court for its applicant."""
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    places = party.evidence or tuple(e for p in view.case.documents[:1] for e in p.evidence)
    return Fact(party.name.endswith(_COURT), places)


def agreed_in_writing(view: View, party: Party) -> Fact:
    """Whether he signed that he agrees to 终本 or has nothing against it: in a paper of his, or in the record of a talk."""
    papers = (*papers_for(view, party, REQUEST), *talks_with(view, party, CLOSING)[0])
    agreeing = [p for p in papers if any(_agrees(said) for said in statements(view, p))]
    if agreeing:
        return best_of([signed(paper, APPLICANT_LABEL, (party.name,)) for paper in agreeing])
    return Fact(False, papers[0].evidence) if papers else view.presence((), (REQUEST, CLOSING))


def _agrees(said: Statement) -> bool:
    """By his own words, or by a plain yes where he is asked about 终本."""
    asked = compiled(_ENDS).search(said.question)
    return bool(affirmed(f"{_AGREES}|{_ASKS}", said.text) or (asked and affirmed(_YES, said.text)))
