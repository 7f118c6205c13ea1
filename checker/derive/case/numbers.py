"""案号: whether every paper bears the number of its case (`every-gate/case-number-agrees`).

A paper of this case that bears a slightly different number is this case's paper with a defect; papers of other cases
were already set apart when the file was catalogued. Papers that came from elsewhere (the judgment, an earlier closing)
rightly bear other numbers.
"""

from __future__ import annotations

from checker.casefile import Document, Field
from checker.derive.case.case_numbers import FROM_ELSEWHERE, SURE, base_number, enforcement_type, may_be_misread
from checker.derive.case.particulars import case_number
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import Fact, Subject


@fact("案件.案号一致")
def numbers_agree(view: View, subject: Subject) -> Fact:
    """是 where every paper that bears an enforcement number bears the case's."""
    own = case_number(view, subject)
    if own.value is None:
        return own
    same: list[Field] = []
    other: list[tuple[Document, Field]] = []
    for paper in view.case.documents:
        found = [f for f in paper.fields.get("case_number", ()) if f.value is not None]
        if paper.kind in FROM_ELSEWHERE or not found:
            continue
        matching = [f for f in found if base_number(str(f.value)) == base_number(str(own.value))]
        if matching:
            same.append(matching[0])
        elif enforcement_type(str(found[0].value)) == enforcement_type(str(own.value)):
            other.append((paper, found[0]))
    if other:
        note = "；".join(f"{paper.kind}载{f.value}" for paper, f in other)
        sure = any(f.confidence >= SURE and not may_be_misread(str(f.value), str(own.value)) for _, f in other)
        note = f"本案案号{own.value}，{note}" + ("" if sure else "（辨认把握不足，须看原件）")
        return Fact(False if sure else None, tuple(e for _, f in other for e in f.evidence), note)
    if not same:
        return Fact(None, note="卷内文书没有读到案号")
    return Fact(True, tuple(e for f in same for e in f.evidence[:1]))
