"""工商登记档案 of an organisation (第二组2): its own extract, and the five heads that it must deal with.

An extract bears the name of the company it is of; pages of the register filed after it often bear none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Party
from checker.derive.offline import inquiries as asked
from checker.derive.offline.inquiry_subjects import about
from checker.derive.offline.visits import REGISTER_KIND
from checker.derive.parties.addressed import SURE, made_out_to
from checker.derive.parties.names import Match, bare, compare, distance
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

HEADS = {
    "企业性质及设立": (
        r"企业性质|企业类型|公司类型|主体类型|类型|有限责任公司[（(]|(?:设立|成立)的[^，。；]{0,4}(?:有限|独资|合伙|集体|国有)[^，。；]{0,6}(?:公司|企业)|(?:系|为)[^，。；]{0,16}(?:公司|企业|个体工商户|合作社)",
        r"设立|成立日期|成立时间|注册日期|开业日期",
    ),
    "合并分立": (r"合并|分立",),
    "投资经营": (r"对外投资|投资经营|投资情况|投资企业|股权投资|分支机构|经营范围|经营状况|经营情况|年报|年度报告",),
    "债权债务": (r"债权|债务|抵押登记|动产抵押|股权出质|出质",),
    "变更终止": (r"变更|变动|由[^，。；]{2,20}变为", r"注销|吊销|清算|终止|登记状态|经营状态|企业状态|存续|在营"),
}
"""企业性质及设立、合并分立、投资经营、债权债务、变更终止; a head that says 无 is there too.
Every pattern of a head must stand in the extract."""

_COMPANY = r"(?<![原前用])(?:企业|公司|单位|市场主体|主体)?名称[：]?(?P<name>[\u4e00-\u9fff（）]{2,30}?(?:公司|厂|合作社|企业|商行|经营部|中心|店))"
"""Whose extract it is; a shareholder or an investment stands elsewhere."""


@fact("被执行人.工商登记档案")
def register(view: View, subject: Subject) -> Fact:
    """The extract of this organisation."""
    party = party_of(view, subject)
    own, unnamed = _extracts(view, party)
    if own:
        return view.presence(own, (REGISTER_KIND,))
    if unnamed:
        note = f"{REGISTER_KIND}上没有读到企业名称，不能确定是否为{party.name}的，须看原件"
        return Fact(None, tuple(e for paper in unnamed for e in paper.evidence), note)
    missing = view.presence((), (REGISTER_KIND,))
    others = view.papers(REGISTER_KIND)
    if missing.value is False and others:
        places = tuple(e for paper in others for e in paper.evidence)
        return Fact(False, places, f"卷内的{REGISTER_KIND}是其他企业的，没有{party.name}的", missing.searched)
    return missing


def _extracts(view: View, party: Party) -> tuple[list[Document], list[Document]]:
    """Its extract, with the pages filed after it that bear no name; and, where it has none, papers that bear no name.

    With several organisations a page without a name may be either's: it is nobody's beyond doubt.
    """
    graded = [(paper, _is_of(view, paper, party)) for paper in view.papers(REGISTER_KIND)]
    own = [paper for paper, of in graded if of]
    unnamed = [paper for paper, of in graded if of is None]
    alone = len([p for p in view.respondents if p.kind == party.kind]) == 1
    return (own + unnamed if alone else own, []) if own else ([], unnamed)


def _asked_at_register(view: View, party: Party) -> list[Document]:
    """Records of the registry's own answers about it: what the extract leaves out may be stated there as none."""
    records = [i for i in asked.inquiries(view) if asked.REGISTER in asked.topics(i)]
    return [i.paper for i in records if about(view, i, party) and asked.counts(view, i)]


def _is_of(view: View, paper: Document, party: Party) -> bool | None:
    """Whether an extract is of this organisation; None: it bears no name, or one that cannot be told from the party's.

    The party's name may also stand in another company's extract (股东, 对外投资): then a person must look.
    """
    made = made_out_to(view, paper, party).value
    words = wording(view, paper)
    named = re.search(_COMPANY, words.text)
    if named is None or compare(named["name"], party.name) is not Match.NO:
        return True if named else made
    sure = all(e.confidence >= SURE for e in words.evidence(*named.span("name")))
    return False if sure and not made and not _alike(named["name"], party.name) else None


def _alike(read: str, name: str) -> bool:
    """Whether a name may be the party's, badly read: a part of it, or two characters off."""
    read, name = bare(read), bare(name)
    return read in name or name in read or distance(read, name, 3) <= 2


def _head(name: str, patterns: Sequence[str]) -> None:
    @fact(f"被执行人.工商档案{name}")
    def covered(view: View, subject: Subject) -> Fact:
        """Whether the extract deals with this head, be it with 无."""
        party = party_of(view, subject)
        own, unnamed = _extracts(view, party)
        own = [*own, *_asked_at_register(view, party)] if own else own
        found = [next((w for p in own if (w := wording(view, p).find(pattern))), ()) for pattern in patterns]
        if own and all(found):
            return Fact(True, tuple(dict.fromkeys(e for places in found for e in places)))
        if unnamed or (own and not all(legible(view, p) for p in own)):
            return Fact(None, (own or unnamed)[0].evidence, f"{REGISTER_KIND}有看不清的地方，未能确认是否有{name}")
        if own:
            return Fact(False, own[0].evidence, f"{REGISTER_KIND}没有{name}的内容")
        return view.presence((), (REGISTER_KIND,))


for _name, _patterns in HEADS.items():
    _head(_name, _patterns)
