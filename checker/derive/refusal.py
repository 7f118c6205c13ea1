"""Bank flows and whether there is evidence of 拒执罪 (监法〔2022〕19号 第五组1、2，第六组3(五))."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Party
from checker.derive.addressed import paper_for, papers_for
from checker.derive.names import Match, compare
from checker.derive.registry import fact
from checker.derive.service import party_of
from checker.derive.view import View
from checker.derive.wording import either, says, wording
from checker.facts import Fact, Subject
from extractors.flat import flat

FLOW = ("银行流水", "银行流水查询回执")
OPINION = ("拒执审查意见", "研究记录", "案件审查报告", "合议庭评议笔录")
SUIT = ("自诉材料", "移送函")

_BANK = r"[\u4e00-\u9fff]{2,16}(?:银行|农商行|信用社|信用合作联社|信用联社)|工行|农行|建行|中行|邮储|邮政储蓄"
_NO_EVIDENCE = (
    r"(?:无|没有|未发现|未查见|缺乏|暂无|尚无|未收集到|未掌握)[^。；]{0,14}证据[^。；]{0,30}(?:拒执|拒不执行|拒不履行|犯罪|转移|隐匿|能力)",
    r"(?:不构成|不涉嫌|未构成|尚不构成|不符合|够不上)[^。；]{0,20}(?:拒执|拒不执行|犯罪)",
    r"(?:未发现|没有发现|没有|无)[^。；]{0,16}(?:拒执|拒不执行)[^。；]{0,16}(?:行为|情形|线索|证据|事实)",
    r"证据不足[^。；]{0,24}(?:拒执|自诉|追究|移送)|(?:拒执|拒不执行)[^。；]{0,20}证据不足",
    r"不(?:予|宜|启动|提起|追究|移送)[^。；]{0,12}(?:自诉|刑事|拒执|拒不执行)",
)
_COMPLAINT, _HEAD = r"自诉状|起诉状|控告书|控告状", 40  # characters of the head
_COURT_ENDED = (
    r"刑事(?:附带民事)?(?:判决|裁定|调解)书",
    r"(?:裁定|决定)(?:如下[：:]?)?[^。；]{0,12}(?:不予受理|驳回|准许|终止审理)|准许[^。；]{0,12}撤(?:诉|回)|驳回(?:起诉|自诉)",
    r"已(?:撤诉|撤回自诉)|自诉[^。；]{0,16}(?:已|被)(?:驳回|受理|撤回)|判处|宣告无罪|免予刑事处罚",
)
_ENDED = (*_COURT_ENDED, r"不予立案|撤销案件|不起诉|撤回(?:自诉|起诉)", r"(?:处理|办理|审理)结果[：:]?[^。；]{2,}")


@fact("被执行人.银行流水")
def bank_flow(view: View, subject: Subject) -> Fact:
    """第五组1: 到县内各金融机构柜台查询被执行人银行流水. The flow or the bank's reply, naming him."""
    return paper_for(view, party_of(view, subject), *FLOW)


@fact("被执行人.银行流水载明机构")
def institution(view: View, subject: Subject) -> Fact:
    """Whether these papers name an institution."""
    papers = papers_for(view, party_of(view, subject), *FLOW)
    return says(view, papers, _BANK, about="查询的金融机构") if papers else bank_flow(view, subject)


@fact("被执行人.无拒执证据结论")
def no_evidence(view: View, subject: Subject) -> Fact:
    """第五组1: 无证据证明涉嫌构成犯罪的移送终本办理组. An opinion (else a note, a report) about him that says so."""
    party = party_of(view, subject)
    opinions = [p for p in view.papers("拒执审查意见") if _is_about(view, p, party)]
    others = [
        p for p in view.papers(*OPINION[1:]) if _is_about(view, p, party) and wording(view, p).find(r"拒执|拒不执行")
    ]
    for papers in (opinions, others):
        found = _concluded(view, papers, party)
        if papers and (found.value is not False or opinions):
            return found
    unsure = paper_for(view, party, "拒执审查意见")
    return (
        Fact(None, unsure.evidence, unsure.note)
        if unsure.value is None
        else Fact(
            False,
            unsure.evidence,
            unsure.note or "没有无证据追究拒执罪的审查意见、研究记录",
            unsure.searched or view.searched,
        )
    )


def _concluded(view: View, papers: Sequence[Document], party: Party) -> Fact:
    """Whether one of them says so of this party. A conclusion that names respondents speaks of those only."""
    for paper in papers:
        words = wording(view, paper)
        for pattern in _NO_EVIDENCE:
            for match, places in words.matches(pattern):
                start = words.text.rfind("。", 0, match.start()) + 1
                end = words.text.find("。", match.end())
                sentence = words.text[start : end if end >= 0 else len(words.text)]
                named = [p for p in view.respondents if view.named_in(p.name, sentence) is not Match.NO]
                if party in named or not named:
                    return Fact(True, places)
    found = says(view, papers, *_NO_EVIDENCE, about="无证据证明涉嫌拒执罪")
    if found.value is True:
        return Fact(False, found.evidence, f"审查意见的结论没有提到{party.name}")
    return found


def _is_about(view: View, paper: Document, party: Party) -> bool:
    """By who is examined; an opinion on 被执行人 without a name, or with all names, is about everyone it names."""
    listed = [str(f.value) for f in paper.fields.get("addressee", ()) if f.value]
    known = [name for name in listed if any(compare(name, p.name) is not Match.NO for p in view.parties)]
    if known:
        return any(compare(name, party.name) is not Match.NO for name in known)
    named = [p for p in view.respondents if view.named_in(p.name, wording(view, paper).text) is not Match.NO]
    return party in named or (not named and len(view.respondents) == 1)


@fact("被执行人.自诉材料")
def suit(view: View, subject: Subject) -> Fact:
    """Papers of a private prosecution against him, or of a transfer to the police for 拒执罪."""
    party = party_of(view, subject)
    transfers = [p for p in view.papers("移送函", about=party) if wording(view, p).find(r"拒执|拒不执行")]
    if transfers:
        return view.presence(transfers, SUIT)
    return paper_for(view, party, "自诉材料")


@fact("被执行人.自诉结果")
def outcome(view: View, subject: Subject) -> Fact:
    """What became of it."""
    kinds = (*SUIT, "拒执审查意见", "其他裁定书", "其他决定书", "民事判决书")
    papers = view.papers(*kinds, about=party_of(view, subject))
    papers = tuple(p for p in papers if wording(view, p).find(r"拒执|拒不执行|自诉|刑事"))
    if not papers:
        missing = suit(view, subject)
        return Fact(missing.value if missing.value is None else False, missing.evidence, missing.note, missing.searched)
    complaints = tuple(p for p in papers if re.search(_COMPLAINT, flat(p.title) + wording(view, p).text[:_HEAD]))
    others = tuple(p for p in papers if p not in complaints)
    # a complaint tells that the police refused before it: that is its ground, not its outcome
    told = [says(view, complaints, *_COURT_ENDED, about="自诉的处理结果")] if complaints else []
    told += [says(view, others, *_ENDED, about="自诉的处理结果")] if others else []
    return either(*told)
