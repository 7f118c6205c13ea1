"""Obstruction of enforcement and what followed it (法〔2016〕373号 第一条第（五）项；民事诉讼法 第一百一十四条).

He or others obstructed where the court found it: violence or threats against its officers, property hidden, moved away or
destroyed, or seized things disposed of, refusal to appear when summoned. Somebody who only does not come, and was brought
by 拘传, was dealt with by that very measure.
"""

from __future__ import annotations

from checker.derive.coercion.conduct import found_of
from checker.derive.coercion.hiding import HIDES, PROPERTY
from checker.derive.coercion.report_sanctions import FINE, spared
from checker.derive.coercion.summonses import ARREST
from checker.derive.parties.addressed import made_out_to, paper_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.wording import either
from checker.derive.view import View
from checker.facts import Fact, Subject

DETENTION, CRIME = "拘留决定书", "自诉材料"

_OFFICERS = r"(?:执行(?!通知|标的|款|费|依据)|司法|公务|搜查|查封|扣押|法院|法警|干警|工作人员)"
_RESISTS = (
    rf"(?:暴力|威胁|侮辱|围攻|围堵|殴打|辱骂|推搡|谩骂|阻碍|阻挠|妨碍|妨害|抗拒)[^，。；：]{{0,16}}?{_OFFICERS}",
    r"(?:妨害|妨碍)民事诉讼",
)
_MOVES = (
    rf"(?:转移|毁损|损毁|毁灭)(?!登记)(?:、[^，。；：、]{{2,6}}){{0,4}}[^，。；：]{{0,16}}?{PROPERTY}",
    r"[将把][^，。；：]{0,24}(?:转移|转|过户|登记)(?:至|到|给|入|于|在)[^，。；：]{0,10}?(?:他人|案外人|亲属|亲友|朋友|配偶|其[妻夫子女父母兄弟姐妹岳])",
    r"(?:擅自|私自|非法)[^，。；：]{0,30}(?:出售|变?卖|处[分置]|转[让移]|出租|启封|撕毁|隐[藏匿])",
)
_STAYS_AWAY = (r"(?:经|虽经|多次|依法)[^，。；：]{0,10}传唤[^。；：]{0,18}?(?:拒不|未|不)到|拒不到(?:庭|场|案|院)",)


@fact("被执行人.妨害执行")
def obstructed(view: View, subject: Subject) -> Fact:
    """The court found that enforcement against him was obstructed."""
    party = party_of(view, subject)
    acts = (*HIDES, *_MOVES, *_RESISTS)
    brought = paper_for(view, party, ARREST).value is True
    return found_of(view, party, acts if brought else (*acts, *_STAYS_AWAY), "妨害执行的行为")


@fact("被执行人.妨害执行处理材料")
def sanctioned(view: View, subject: Subject) -> Fact:
    """A fine, a detention or a step towards criminal charges. A decision against a stranger may be for who helped him;
    a note why nobody was punished (he cannot be found) is for a person to weigh.
    """
    party = party_of(view, subject)
    found = either(*(paper_for(view, party, kind) for kind in (FINE, DETENTION, CRIME)))
    if found.value is not False:
        return found
    others = [
        paper
        for paper in view.papers(FINE, DETENTION)
        if not any(made_out_to(view, paper, one).value for one in view.respondents)
    ]
    if others:
        return Fact(None, others[0].evidence, f"{others[0].kind}不是对被执行人作出的，须看是否针对妨害执行的行为")
    note = spared(view, subject)
    if note.value:
        return Fact(None, note.evidence, "有不予（无法）罚款、拘留的记录，理由是否成立须由人判断")
    return found
