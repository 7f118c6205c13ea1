"""执行期限: papers of time that is not counted, or of a longer period (执行规定 第63条).

Suspension, appraisal and auction, audit, a settlement being performed, and an extension granted by the president. How many
days they take out of the six months is a person's to reckon.
"""

from __future__ import annotations

from checker.casefile import Document
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject

_ALWAYS = (
    "评估报告", "询价报告", "司法审计报告", "拍卖公告", "流拍记录", "成交确认书", "拍卖裁定书", "成交裁定书", "移送评估拍卖表", "执行和解协议",
)  # fmt: skip
_WHERE_IT_SAYS = {
    "其他裁定书": r"中止(?:[^。；，]{0,30})执行",
    "其他决定书": r"暂缓(?:[^。；，]{0,20})执行",
    "其他审批表": r"(?:延长|顺延)(?:[^。；，]{0,10})(?:执行)?期限|中止(?:[^。；，]{0,20})执行|暂缓(?:[^。；，]{0,20})执行",
    "研究记录": r"(?:延长|顺延)(?:[^。；，]{0,6})执行期限",
}


@fact("案件.扣除期间后未超期")
def within_after_all(view: View, subject: Subject) -> Fact:
    """否 where the file holds no paper of excluded time; else the papers, for a person."""
    papers = [paper for paper in view.papers(*_ALWAYS, *_WHERE_IT_SAYS) if _tells(view, paper)]
    if papers:
        names = "、".join(dict.fromkeys(paper.kind for paper in papers))
        places = tuple(e for paper in papers for e in paper.evidence)
        return Fact(None, places, f"卷内有{names}，扣除中止、评估拍卖、延长等期间后是否超过执行期限，须由人计算")
    return view.presence((), (*_ALWAYS, *_WHERE_IT_SAYS))


def _tells(view: View, paper: Document) -> bool:
    wanted = _WHERE_IT_SAYS.get(paper.kind)
    return wanted is None or affirmed(wanted, paper.title + wording(view, paper).text) is not None
