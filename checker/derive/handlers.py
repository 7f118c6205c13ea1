"""Who has the file: hand-overs between groups, and the change of the handler of record (监法〔2022〕19号 各组)."""

from __future__ import annotations

from checker.casefile import Document
from checker.derive.registry import fact
from checker.derive.view import View
from checker.derive.wording import wording
from checker.facts import Fact, Subject

CHANGE = ("承办人变更表", "案件流程信息表")
_GATES_TO = {
    "拒执打击组": ("clue-refusal", "refusal-zhongben"),
    "终本办理组": ("refusal-zhongben", "disposal-zhongben"),
}
_AFTER = {"拒执打击组": ("refusal", "zhongben"), "终本办理组": ("zhongben",)}
_CHANGED = r"(?:变更后|现任?|新|接收|移送至|移交至|变更为|移送给|接手)[^。；]{{0,24}}{group}|{group}[^。；]{{0,6}}组长[^。；]{{0,10}}(?:承办|接收|签收)"


def _passed(view: View, group: str) -> Fact:
    """Whether the file went to a group: by the record's history or present group, else by a change of handler."""
    record = view.case.record
    if record is not None:
        gates = [gate for gate, _ in record.history]
        if gates or record.group:
            passed = any(g in _GATES_TO[group] for g in gates) if gates else record.group in _AFTER[group]
            return Fact(passed, note="据案件系统记录" if passed else "案件系统记录没有该次移送")
    changed = _changed(view, group)
    return Fact(True, changed.evidence) if changed.value else Fact(False, note="没有移送的记录", searched=view.searched)


def _changed(view: View, group: str) -> Fact:
    papers = [p for p in view.papers(*CHANGE) if _goes_to(view, p, group)]
    return view.presence(papers, CHANGE[:1])


def _goes_to(view: View, paper: Document, group: str) -> bool:
    to = [str(f.value) for f in paper.fields.get("to_group", ()) if f.value]
    if to:
        return any(group in t for t in to)
    return bool(wording(view, paper).find(_CHANGED.format(group=group)))


@fact("案件.已移送拒执打击组")
def passed_to_refusal(view: View, subject: Subject) -> Fact:
    """Before the hand-over is approved the change is not owed yet."""
    return _passed(view, "拒执打击组")


@fact("案件.承办人变更至拒执打击组")
def handler_refusal(view: View, subject: Subject) -> Fact:
    """第三组9: 案件承办人变更为拒执打击组组长."""
    return _changed(view, "拒执打击组")


@fact("案件.已移送终本办理组")
def passed_to_zhongben(view: View, subject: Subject) -> Fact:
    """Likewise."""
    return _passed(view, "终本办理组")


@fact("案件.承办人变更至终本办理组")
def handler_zhongben(view: View, subject: Subject) -> Fact:
    """第五组1、2: 移送终本办理组，并更换承办人."""
    return _changed(view, "终本办理组")
