"""What the court did about a respondent who did not report: a fine, or a note why nobody was punished (法释〔2017〕8号 第九条).

Detention, listing as dishonest and criminal steps are facts of their own.
"""

from __future__ import annotations

from checker.derive.coercion.refusal import is_about
from checker.derive.parties.addressed import paper_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.conclusions import concluded
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

FINE = "罚款决定书"
_NOTES = ("研究记录", "不予拘留审批表", "案件审查报告", "合议庭评议笔录", "其他审批表")
_TOPIC = r"罚款|拘留|处罚|制裁|惩戒"
_ACT = r"(?:罚款|(?:司法)?拘留|处罚|(?:司法)?制裁|惩戒)"
_SPARED = (
    rf"(?:不予|暂不|不宜|不应当?|不再|无需|无须|不|免予|无法|未能)(?:采取|作出|适用|给予|进行|对[^，。；]{{1,12}})*{_ACT}",
    rf"不(?:符合|具备|属于|满足)[^。；，]{{0,24}}{_ACT}",
    rf"(?:没有|无)[^，。；]{{0,6}}{_ACT}[^，。；]{{0,4}}(?:必要|事由|情形|条件)",
)
_PUNISHED = (
    rf"(?:决定|建议|应当?|应予|同意|拟|予以)(?:依法)?(?:对[^，。；不]{{1,16}})?(?:采取|作出|处以|予以|给予|处)?{_ACT}",
)


@fact("被执行人.罚款决定书")
def fine(view: View, subject: Subject) -> Fact:
    """A decision that fines him."""
    return paper_for(view, party_of(view, subject), FINE)


@fact("被执行人.不予处罚记录")
def spared(view: View, subject: Subject) -> Fact:
    """有: a note, report or approval that concludes that he is not fined or detained. Silence of a note is no reason."""
    party = party_of(view, subject)
    notes = [n for n in view.papers(*_NOTES) if is_about(view, n, party)]
    notes = [n for n in notes if compiled(_TOPIC).search(wording(view, n).text)]
    read = [(n, concluded(view, n, party, _SPARED, _PUNISHED)) for n in notes]
    if found := next(((n, c) for n, c in read if c.value), None):
        return Fact(True, (*found[0].evidence, *found[1].evidence))
    if unread := next((n for n in notes if not legible(view, n)), None):
        return Fact(None, unread.evidence, f"{unread.kind}有看不清的地方，未能确认是否写明不予处罚的理由")
    if open_ := next((c for n, c in read if c.value is None and not c.silent), None):
        return Fact(None, open_.evidence, "记录没有写清是否处罚，须看原件")
    missing = view.presence((), _NOTES)
    note = f"没有写明不处罚{party.name}的理由的记录" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)
