"""Claims that a respondent declares (某人欠本人货款): no network query reaches them, only asking their debtor does.

法释〔2017〕8号 第八条: what he reports is to be checked. A claim whose debtor no other paper of the file names was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.closing.talks import TALKS, talks_with
from checker.derive.parties.addressed import SURE
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.text.flat import flat

_OWES = re.compile(
    r"(?:^|[，、；。：）\d])(?P<who>[\u4e00-\u9fff（）·]{2,30}?)(?:现|尚|还|仍)*(?:拖|下|结)?欠(?:付)?"
    r"(?=[^，、；。]{0,16}(?:款|钱|债|费|租|\d))"
)
"""Who owes him, in the words of a form's cell: 霍邱县单庆国欠菜款12000元."""
_NOBODY = re.compile(r"本人|我|自己|申报人|[他她别某]人?$|外面|对外|共|总|无|没|未|不|[尚还仍现]$")
"""What stands before 欠 where he owes himself (本人欠银行贷款), nobody owes (没有人欠), or nobody is named (别人欠)."""
_FIRM = re.compile(r"(?:公司|合作社|厂|店|部|行|队|站|社|所|院|局|会|中心|学校|商行|工地|项目部)$")
_OF_A_FIRM, _OF_A_PERSON = 5, 3  # characters of a debtor's name by which other papers would know him


@dataclass(frozen=True, slots=True)
class Claim:
    """A declared claim by its debtor's name."""

    debtor: str
    evidence: tuple[Evidence, ...]

    @property
    def known_by(self) -> str:
        """The end of the name: what stands before it is where he lives (霍邱县单庆国), or left out elsewhere."""
        return self.debtor[-(_OF_A_FIRM if _FIRM.search(self.debtor) else _OF_A_PERSON) :]


def unverified_claim(view: View, party: Party, reports: Sequence[Document]) -> Fact | None:
    """否 where the debtor of a declared claim is named nowhere else, unknown where only the respondent himself named him
    or a paper was read badly; None where there is nothing to object to.
    """
    claims = [claim for paper in reports for claim in _in(paper)]
    if not claims:
        return None
    reported, talks = {paper.id for paper in reports}, {p.id for own in talks_with(view, party, *TALKS) for p in own}
    others = [paper for paper in view.case.documents if paper.id not in reported]
    for claim in claims:
        named = [paper for paper in others if claim.known_by in wording(view, paper).text]
        told = f"申报了{claim.debtor}所欠的债权"
        if named and all(paper.id in talks for paper in named):
            return Fact(None, claim.evidence, f"{told}，只有笔录提到，须看是否已经核查")
        if not named:
            sure = all(legible(view, paper) for paper in others) and not view.case.unknown
            clear = all(place.confidence >= SURE for place in claim.evidence)
            note = f"{told}，没有核查的材料" if sure and clear else f"{told}，没有读到核查的材料，须看原件"
            return Fact(False if sure and clear else None, claim.evidence, note)
    return None


def _in(report: Document) -> Iterator[Claim]:
    for page, line in report.lines():
        for found in _OWES.finditer(flat(line.text)):
            if not _NOBODY.search(found["who"]):
                yield Claim(found["who"], (page.evidence(line),))
