"""《退回整改通知书》 of a return: for the group that gets the file, so it never holds the internal note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.gates import GATES, OWNERS
from checker.places import subject_text
from checker.reports.paper import Paper
from checker.reports.words import chinese_date
from service.database.models import CaseParty, Decision, ReturnItem, Role, Submission, User
from service.handover.reasons import REASONS
from service.moment import day_of

TITLE = "退回整改通知书"
_HEAD_WIDTHS = (3.2, 13.2)
_ITEMS = ("序号", "要件和对象", "存在的问题和所在页", "补正内容、期限和依据")
_ITEM_WIDTHS = (1.3, 3.4, 6.0, 5.7)
_FOOT_WIDTHS = (3.2, 5.0, 3.2, 5.0)
_NUMERALS = "一二三四五六七八九十"
_OFFICES = {Role.COMMAND: "指挥监控组", Role.REVIEWER: "结案审查组", Role.DIRECTOR: "执行局局长"}


def notice_docx(court: str, submission: Submission, decision: Decision, by: User, to_user: User, day: date) -> bytes:
    """The DOCX file; the same decision gives the same bytes."""
    paper = Paper(TITLE, day)
    paper.text(decision.notice_number or "", right=True)
    paper.table(_HEAD_WIDTHS, None, _head(submission, day))
    to_group = OWNERS[decision.to_group or submission.from_group]
    paper.text(
        f"{to_group}：{chinese_date(day_of(submission.at))}报送的本案，经审查不符合“{GATES[submission.gate]}”的流转标准，"
        f"现退回整改，退回事项共{len(decision.items)}项。"
    )
    if decision.text:
        for line in decision.text.splitlines():
            paper.text(line)
    paper.text(_what_next(decision))
    owners = [owner for owner in OWNERS if any(item.owner == owner for item in decision.items)]
    for number, owner in enumerate(owners):
        items = [item for item in decision.items if item.owner == owner]
        paper.heading(f"{_NUMERALS[number]}、{OWNERS[owner]}（{len(items)}项）")
        paper.table(_ITEM_WIDTHS, _ITEMS, [_row(at, item) for at, item in enumerate(items, 1)])
    if others := [OWNERS[owner] for owner in owners if owner != decision.to_group]:
        paper.text(_of_others(others, decision))
    paper.text("")
    paper.table(
        _FOOT_WIDTHS,
        None,
        [
            ("退回部门", _OFFICES.get(Role(by.role), by.title), "经办人", by.name),
            ("退回日期", chinese_date(day), "接收部门", to_group),
            ("接收人", to_user.name, "签收人及日期", ""),
        ],
    )
    paper.text(court, right=True)
    paper.text(chinese_date(day), right=True)
    return paper.save()


def _head(submission: Submission, day: date) -> list[tuple[str, str]]:
    case = submission.case
    return [
        ("案号", case.number),
        ("关口", GATES[submission.gate]),
        ("报送", f"{OWNERS[submission.from_group]} {submission.by.name}，{chinese_date(day_of(submission.at))}"),
        ("申请执行人", _names(case.applicants)),
        ("被执行人", _names(case.respondents)),
        ("退回日期", chinese_date(day)),
    ]


def _names(parties: Sequence[CaseParty]) -> str:
    return "、".join(party.name for party in parties) or "没有登记"


def _what_next(decision: Decision) -> str:
    if not decision.fixable:
        return "本次退回的事项不能通过补正材料解决，不再按本关口报送；有不同意见的，由组长报局长处理。"
    days = [item.due_on for item in decision.items if item.due_on]
    last = f"，至迟于{chinese_date(max(days))}" if days else ""
    return f"请下列责任组逐项补正，补正材料附卷后{last}重新报送。"


def _of_others(others: Sequence[str], decision: Decision) -> str:
    """第六组1: what earlier groups owe is urged, done in their place, or goes to the bureau chief."""
    if decision.to_group == "zhongben":
        how = (
            "由终本办理组组长和该组组长协商督促其完成，也可以安排本组人员完成；经督促不愿完成、本组也不愿完成的，"
            "报局长处理（监法〔2022〕19号 第六组1）。"
        )
    else:
        how = "由接收组联系该组补齐后一并报送。"
    return f"属于{'、'.join(others)}的事项，{how}"


def _row(number: int, item: ReturnItem) -> tuple[str, ...]:
    what = f"{item.title}\n（{subject_text(item.subject)}）" + (f"\n{item.code}" if item.code else "")
    problem = [f"【{REASONS[item.reason].chinese}】{item.problem}".strip()]
    if item.pages:
        problem.append(f"见：{item.pages}")
    return str(number), what, "\n".join(problem), "\n".join(_repair(item))


def _repair(item: ReturnItem) -> list[str]:
    lines = [item.remedy] if item.remedy else []
    if item.fixable:
        lines.append(f"期限：{chinese_date(item.due_on)}前" if item.due_on else "期限：一并补正")
    else:
        lines.append("不能补正")
    return [*lines, f"依据：{item.basis}"] if item.basis else lines
