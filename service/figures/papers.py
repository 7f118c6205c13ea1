"""The monthly papers as DOCX, in the typography of the court's documents. At the end of each stands the check code of the
audit ledger, so that a ledger cut off or written anew later on shows against the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.reports.paper import Paper
from checker.reports.words import chinese_date
from service.figures.clue import HandlerRow
from service.figures.events import CLOSED, Figure
from service.figures.month import Month
from service.figures.problems import GroupProblems, Problem
from service.figures.transfers import GroupRow
from service.figures.words import CLUE_NOTES, transfer_notes

_NUMBERS = "一二三四五六七八九十"
_CASES = 12  # case numbers printed for one problem; the rest is counted


def transfers_docx(rows: Sequence[GroupRow], month: Month, court: str, code: str, today: date) -> bytes:
    """《各组送审案件情况统计表》 for 院党组 (第七组3)."""
    paper = Paper(f"各组送审案件情况统计表（{month.chinese}）", today)
    paper.heading("一、送审和审批")
    paper.table(
        (2.3, 1.2, 1.2, 1.2, 1.5, 1.2, 1.2, 3.3, 3.3),
        ("组别", "收案", "移出", "送审", "重新送审", "审批", "退回", "退回率", "一次通过率"),
        [_approvals(row) for row in rows],
    )
    paper.heading("二、办理用时")
    paper.table(
        (4.0, 3.0, 3.4, 3.0, 3.0),
        ("组别", "离组", "平均用时（天）", "期限（天）", "超期"),
        [
            (row.name, _n(row, Figure.LEFT), row.average_days, str(row.budget or "—"), _n(row, Figure.OVER))
            for row in rows
        ],
    )
    paper.heading("三、结案")
    paper.table(
        (4.0, 2.4, 2.5, 2.5, 2.5, 2.5),
        ("组别", "合计", *(figure.chinese for figure in CLOSED)),
        [(row.name, str(row.closed), *(_n(row, figure) for figure in CLOSED)) for row in rows],
    )
    paper.heading("四、说明")
    for note in transfer_notes(month, today):
        paper.text(note)
    return _signed(paper, court, code, today)


def clue_docx(rows: Sequence[HandlerRow], month: Month, court: str, code: str, today: date) -> bytes:
    """《线索查控组办案业绩通报》 (第三组2)."""
    paper = Paper(f"线索查控组办案业绩通报（{month.chinese}）", today)
    paper.heading("一、结案和移送")
    paper.table(
        (2.3, 1.2, 2.6, 2.6, 2.6, 2.6, 2.5),
        ("承办人", "在办", "结案", "执行完毕", "执行终结", "移送财产处置组", "移送拒执打击组"),
        [
            (row.name or "全组", str(len(row.stays)), *(share.text for share in (
                row.closed, row.performed, row.settled, row.to_disposal, row.to_refusal)))
            for row in rows
        ],
    )  # fmt: skip
    paper.heading("二、拘留和罚款")
    paper.table(
        (4.4, 6.0, 6.0),
        ("承办人", "拘留", "罚款"),
        [(row.name or "全组", row.detentions.text, row.fines.text) for row in rows],
    )
    paper.heading("三、说明")
    for note in CLUE_NOTES:
        paper.text(note)
    return _signed(paper, court, code, today)


def problems_docx(groups: Sequence[GroupProblems], month: Month, court: str, code: str, today: date) -> bytes:
    """《流转审批问题汇总》 for the bureau chief (第七组2)."""
    paper = Paper(f"流转审批问题汇总（{month.chinese}）", today)
    if not groups:
        paper.text(f"{month.chinese}没有退回整改的事项。")
    else:
        paper.text(f"{month.chinese}各组案件退回整改的主要问题如下，按次数从多到少列出，呈请研究解决。")
    for number, group in enumerate(groups):
        paper.heading(f"{_NUMBERS[number]}、{group.name}（涉及退回 {group.returns} 次）")
        paper.table(
            (1.2, 5.6, 1.5, 3.2, 4.9),
            ("序号", "问题", "次数", "与上月比较", "案件"),
            [_problem(at, problem) for at, problem in enumerate(group.problems, 1)],
        )
        if group.more:
            paper.text(f"另有 {group.more} 个问题次数较少，见台账。")
    return _signed(paper, court, code, today)


def _approvals(row: GroupRow) -> tuple[str, ...]:
    figures = (Figure.RECEIVED, Figure.HANDED_ON, Figure.SUBMITTED, Figure.RESUBMITTED, Figure.DECIDED, Figure.RETURNED)
    return (row.name, *(_n(row, figure) for figure in figures), row.returned.text, row.approved_first.text)


def _n(row: GroupRow, figure: Figure) -> str:
    return str(row.count(figure))


def _problem(number: int, problem: Problem) -> tuple[str, ...]:
    numbers = [case.number + (f"（{case.times}次）" if case.times > 1 else "") for case in problem.cases]
    listed = "、".join(numbers[:_CASES]) + (f"等{len(numbers)}案" if len(numbers) > _CASES else "")
    what = f"{problem.title}（{problem.code}）" if problem.code else problem.title
    return str(number), f"{what}\n原因：{'、'.join(problem.reasons)}", str(problem.times), problem.trend, listed


def _signed(paper: Paper, court: str, code: str, today: date) -> bytes:
    paper.text("")
    paper.text(f"{court}指挥监控组", right=True)
    paper.text(chinese_date(today), right=True)
    # Flush left: a long word at the end of a line would draw the line before it apart.
    paper.text(f"校验码：{code}", left=True)
    paper.text("核对方法：审计、局长或者系统管理员在“操作记录”页填入校验码核验。", left=True)
    return paper.save()
