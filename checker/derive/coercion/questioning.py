"""Whether a respondent was questioned (法释〔2017〕8号 第十五条；民诉法解释 第四百八十二条).

The person himself, or an organisation's 法定代表人、负责人、实际控制人. A talk with somebody's lawyer or clerk is one with the
party, yet not the questioning that the law means: a person looks. A record that he was to sign and did not, without a word
on why, proves nothing.
"""

from __future__ import annotations

import re

from checker.casefile import Document, Party, PartyKind
from checker.derive.closing.talks import represents, talk_fact, talks_with
from checker.derive.parties.names import Match, compare
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.signing.record_signatures import asked_signed
from checker.derive.signing.signatures import RESPONDENT_LABEL, signed
from checker.derive.text.wording import compiled, either, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

RECORDS = ("询问笔录", "谈话笔录")
_HEAD = 400  # characters
_IN_CHARGE = r"(?:法定代表人|法人代表|(?<!财务)(?<!部门)(?<!项目)负责人|实际控制人|执行董事|董事长|总经理|厂长|理事长|经营者|投资人)"
_AGENT = r"代理人|律师|法律工作者"


@fact("被执行人.询问材料")
def questioned(view: View, subject: Subject) -> Fact:
    """A record of a questioning of him, or of whoever directs the organisation."""
    party = party_of(view, subject)
    own, _ = talks_with(view, party, *RECORDS)
    if not own:
        return talk_fact(view, party, *RECORDS)
    return either(*(_weighed(view, paper, party) for paper in own))


def _weighed(view: View, paper: Document, party: Party) -> Fact:
    if not _with_himself(view, paper, party):
        return Fact(None, paper.evidence, f"{paper.kind}的谈话对象看不出是{party.name}本人或者其负责人，须看原件")
    pen = either(signed(paper, RESPONDENT_LABEL, (party.name,)), asked_signed(view, paper))
    if pen.value is False:
        return Fact(False, (*paper.evidence, *pen.evidence), f"{paper.kind}没有被询问人签名，也没有注明原因")
    return Fact(True, paper.evidence)


def _with_himself(view: View, paper: Document, party: Party) -> bool:
    """Whether the one asked is the party, or stands at the head of the organisation."""
    asked = [str(f.value) for f in paper.fields.get("person", ()) if f.value]
    head = wording(view, paper).text[:_HEAD].split("问：")[0]
    if party.kind is PartyKind.ORGANISATION:
        return any(_is_in_charge(flat(name), head) or represents(view, name, party) for name in asked)
    himself = any(compare(name, party.name) is not Match.NO for name in asked)
    return himself or (not asked and compiled(_AGENT).search(head) is None)


def _is_in_charge(name: str, head: str) -> bool:
    """Whether the head of a record says of the one asked that he directs the organisation: beside his name, nobody between."""
    own = re.escape(name)
    return re.search(rf"{own}[^。；，：]{{0,40}}?{_IN_CHARGE}|{_IN_CHARGE}[：，（]?{own}", head) is not None
