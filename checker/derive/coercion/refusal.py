"""Bank flows and whether there is evidence of 拒执罪 (监法〔2022〕19号 第五组1、2，第六组3(五))."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Party
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.parties.names import Match, compare
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.conclusions import concluded
from checker.derive.text.statements import affirmed, states
from checker.derive.text.wording import either, legible, says, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

FLOW = ("银行流水", "银行流水查询回执")
OPINION, SUIT = "拒执审查意见", "自诉材料"
OPEN = (OPINION, "研究记录")  # written to conclude: silence is for a person
NOTES = ("研究记录", "案件审查报告", "合议庭评议笔录")

_BANK = r"[\u4e00-\u9fff]{2,16}(?:银行|农商行|信用社|信用合作联?社|信用联社)|工行|农行|建行|中行|邮储|邮政储蓄"
_NOT_SEARCHED = (
    r"(?:无法|不能|未能|暂不能)(?:进行|提供|协助|予以)?(?:检索|查询|调取|核查)|查询(?:失败|不成功)|不予(?:协助)?查询"
)
_SEARCHED = r"共?\d+笔|明细(?:附后|如下|清单)|(?:流水|清单|明细)[^。；]{0,6}(?:附后|附上|见附|详见)|余额|(?:无|没有|未发生|未产生)[^。；]{0,10}(?:交易|流水|发生额|账户)|未(?:开户|开立)"
_CRIME = r"(?:拒执|拒不执行|拒不履行|犯罪)"
_NO_EVIDENCE = (
    rf"(?:无|没有|未发现|未查见|缺乏|暂无|尚无|未收集到|未掌握)[^。；]{{0,14}}证据[^。；]{{0,60}}(?:{_CRIME}|转移|隐匿|能力)",
    r"(?:不构成|不涉嫌|未构成|尚不构成|不符合|不具备|够不上|不能证明|不足以证明)[^。；]{0,20}(?:拒执|拒不执行|犯罪)",
    r"(?:未发现|没有发现|没有|无)[^，。；]{0,16}(?:拒执|拒不执行)[^，。；]{0,16}(?:行为|情形|线索|证据|事实)",
    r"证据不足[^。；]{0,24}(?:拒执|自诉|追究|移送)|(?:拒执|拒不执行)[^。；]{0,20}证据不足",
    r"排除[^。；]{0,24}(?:拒执|拒不执行|犯罪)[^。；]{0,10}嫌疑",
    r"不(?:能|足以)?(?:予|宜|启动|提起|追究|移送|认定)[^，。；]{0,12}(?:自诉|刑事|拒执|拒不执行)",
)
_EVIDENCE = (
    r"(?<!没)有(?:充分|确实|初步|相关|足够|一定)?的?证据(?:能够|可以|足以)?(?:证明|证实|表明|显示)",
    rf"(?:^|(?<=[，。；：]))(?:(?!证据|是否|有无|[无未没不如待])[^，。；：])*(?:涉嫌(?:构成)?{_CRIME}|构成拒(?:执|不执行))(?![^，。；：]{{0,10}}(?:审查|线索|研究|一案|问题|情况|事项|材料|的$))",
    r"(?:建议|决定|应当?|拟|同意)[^，。；不]{0,8}(?:启动|提起|移送|追究)[^，。；]{0,12}(?:自诉|公安|刑事)",
)
_CRIME_OF_REFUSAL = r"拒执|拒不执行"

_COMPLAINT, _HEAD = r"^[^：。，]{0,16}(?:自诉状|起诉状|控告书|控告状)", 40  # characters of the head
_COURT_ENDED = (
    r"刑事(?:附带民事)?(?:判决|裁定|调解)书",
    r"(?:裁定|决定)(?:如下[：:]?)?[^。；]{0,12}(?:不予受理|驳回|准许|终止审理)|准许[^。；]{0,12}撤(?:诉|回)|驳回(?:起诉|自诉)",
    r"已(?:撤诉|撤回自诉)|自诉[^。；]{0,16}(?:已|被)(?:驳回|受理|撤回)|判处|宣告无罪|免予刑事处罚",
)
_ENDED = (
    *_COURT_ENDED,
    r"不予(?:立案|受理)|决定(?:予以)?(?:立案)?受理|撤销案件|不起诉|撤回(?:自诉|起诉)|(?:决定|已|予以)[^，。；]{0,12}立案侦查|移送(?:审查)?起诉|提起公诉",
    r"(?:已|予以)(?:审结|结案|宣判|受理)|(?:调解|和解)[^，。；]{0,6}(?:结案|撤诉)",
)
_PENDING = r"尚在|正在|仍在|审理中|侦查中|办理中|审查中|(?:尚未|未)(?:审结|作出|回复|答复|有结果)"
_REPORTS = r"结果|裁定书|判决书|决定书|通知书|告知书"


@fact("被执行人.银行流水")
def bank_flow(view: View, subject: Subject) -> Fact:
    """第五组1: 到县内各金融机构柜台查询被执行人银行流水. The flow or the bank's reply, naming him; a reply that says that
    nothing could be searched is none.
    """
    party = party_of(view, subject)
    own = papers_for(view, party, *FLOW)
    fruitless = [
        p for p in own if affirmed(_NOT_SEARCHED, wording(view, p).text) and not wording(view, p).find(_SEARCHED)
    ]
    if own and len(fruitless) == len(own):
        return Fact(False, tuple(e for p in fruitless for e in p.evidence), "回执写明没有查询成功")
    return paper_for(view, party, *FLOW)


@fact("被执行人.银行流水载明机构")
def institution(view: View, subject: Subject) -> Fact:
    """Whether these papers name an institution."""
    papers = papers_for(view, party_of(view, subject), *FLOW)
    return says(view, papers, _BANK, about="查询的金融机构") if papers else bank_flow(view, subject)


@fact("被执行人.无拒执证据结论")
def no_evidence(view: View, subject: Subject) -> Fact:
    """第五组1: 无证据证明涉嫌构成犯罪的移送终本办理组. An opinion (else a note, a report) that concludes so of him.

    An opinion whose conclusion cannot be read either way is for a person; one that concludes the opposite, or of others
    only, is none.
    """
    party = party_of(view, subject)
    papers = [p for p in view.papers(OPINION, *NOTES) if is_about(view, p, party) and _is_of_refusal(view, p)]
    read = [(p, concluded(view, p, party, _NO_EVIDENCE, _EVIDENCE)) for p in papers]
    opinions = [(p, c) for p, c in read if p.kind == OPINION]
    for found in (opinions, read):
        if spared := [c for _, c in found if c.value]:
            return Fact(True, spared[0].evidence)
        if against := [c for _, c in found if c.value is False]:
            return Fact(False, against[0].evidence, "审查意见、研究记录的结论不是“无证据证明涉嫌拒执罪”")
        if found and all(c.of_others and legible(view, p) for p, c in found):
            return Fact(False, found[0][1].evidence, f"审查意见的结论没有提到{party.name}")
    if unread := [p for p in papers if not legible(view, p)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认是否写明无证据证明涉嫌拒执罪")
    if open_ := [(p, c) for p, c in read if not c.of_others and (p.kind in OPEN or not c.silent)]:
        return Fact(
            None, open_[0][1].evidence, f"{open_[0][0].kind}没有写清有无证据证明{party.name}涉嫌拒执罪，须看原件"
        )
    return _no_opinion(view, party)


def _is_of_refusal(view: View, paper: Document) -> bool:
    return paper.kind == OPINION or bool(wording(view, paper).find(_CRIME_OF_REFUSAL))


def _no_opinion(view: View, party: Party) -> Fact:
    unsure = paper_for(view, party, OPINION)
    if unsure.value is None:
        return unsure
    note = unsure.note or "没有无证据追究拒执罪的审查意见、研究记录"
    return Fact(False, unsure.evidence, note, unsure.searched or view.searched)


def is_about(view: View, paper: Document, party: Party) -> bool:
    """By who is examined; an opinion on 被执行人 without a name, or with all names, is about everyone it names."""
    listed = [str(f.value) for f in paper.fields.get("addressee", ()) if f.value]
    known = [name for name in listed if any(compare(name, p.name) is not Match.NO for p in view.parties)]
    if known:
        return any(compare(name, party.name) is not Match.NO for name in known)
    named = [p for p in view.respondents if view.is_named(p.name, wording(view, paper).text)]
    return party in named or (not named and len(view.respondents) == 1)


@fact("被执行人.自诉材料")
def suit(view: View, subject: Subject) -> Fact:
    """Papers of a private prosecution against him, or of a transfer to the police for 拒执罪."""
    return paper_for(view, party_of(view, subject), SUIT)


@fact("被执行人.自诉结果")
def outcome(view: View, subject: Subject) -> Fact:
    """What became of it: a decided act. A request to be told of it, or a suit still pending, is no outcome."""
    kinds = (SUIT, OPINION, "其他裁定书", "其他决定书", "民事判决书")
    papers = view.papers(*kinds, about=party_of(view, subject))
    papers = tuple(p for p in papers if wording(view, p).find(r"拒执|拒不执行|自诉|刑事"))
    if not papers:
        missing = suit(view, subject)
        return Fact(missing.value if missing.value is None else False, missing.evidence, missing.note, missing.searched)
    complaints = tuple(p for p in papers if re.search(_COMPLAINT, flat(p.title)) or wording(view, p).find(_COMPLAINT))
    others = tuple(p for p in papers if p not in complaints)
    # a complaint tells that the police refused before it: that is its ground, not its outcome
    told = [states(view, complaints, *_COURT_ENDED, about="自诉的处理结果")] if complaints else []
    told += [states(view, others, *_ENDED, about="自诉的处理结果")] if others else []
    found = either(*told)
    return _in_other_words(view, others) or found if found.value is False else found


def _in_other_words(view: View, papers: Sequence[Document]) -> Fact | None:
    """A paper that by its heading tells the outcome, in words that are not known here, is for a person."""
    for paper in papers:
        head = flat(paper.title) + wording(view, paper).text[:_HEAD]
        if paper.kind == SUIT and re.search(_REPORTS, head) and not wording(view, paper).find(_PENDING):
            return Fact(None, paper.evidence, "有告知处理结果的材料，没有读出是什么结果，须看原件")
    return None
