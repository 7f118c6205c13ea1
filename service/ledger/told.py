"""An entry of the audit ledger in words. What an entry keeps as a slug or an id is said as people say it; a key that is not
known here is shown as it stands, for nothing of an entry is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from checker.gates import GATES, OWNERS
from checker.places import subject_text
from service.database.models import (
    CaseState,
    CheckPurpose,
    CheckState,
    DecisionKind,
    LedgerEntry,
    Role,
    SubmissionState,
)
from service.figures.reasons import reason_names
from service.ledger.acts import Act
from service.rulebase import rulebook

_LABELS = {
    "accepted": "接受", "act": "事项", "active": "在用", "address": "地址", "after": "变更后", "again": "再次", "archive": "压缩包",
    "as_of": "判断日", "backup_at": "备份时间", "basis": "依据", "before": "变更前", "case": "案件", "changed": "变更", "check": "检查编号",
    "code": "编号", "days": "天数", "decision": "决定编号", "did": "办理", "draw": "抽取", "due_on": "期限", "expires": "有效至", "field": "项目",
    "file": "文件", "files": "文件", "fixable": "能补正", "form": "格式", "from_group": "移出组", "gate": "关口", "group": "组", "handler": "承办人",
    "head": "截至条号", "how": "方式", "items": "事项", "kind": "种类", "looked": "人工核对", "made_by": "更正人", "manifest": "清单校验值",
    "manner": "通过情形", "message": "短信编号", "note": "说明", "month": "月份", "name": "名称", "number": "号", "of": "内容", "on": "日期", "ordered_group": "指定办理组", "owed_by": "责任组",
    "owner": "责任组", "page": "页", "parties": "当事人", "password": "重设密码", "period": "期间", "purpose": "目的", "reason": "理由",
    "replaced": "替换的操作记录末条", "report": "报告校验值", "report_sha256": "报告校验值", "role": "角色", "rows": "行数", "rule": "规则", "scopes": "权限", "seed": "随机种子",
    "served_on": "送达日期", "sha256": "校验值", "size": "字节数", "source": "来源", "stage": "阶段", "state": "状态", "subject": "对象",
    "submission": "报送编号", "tasks": "事项数", "text": "内容", "to_group": "移入组", "to_user": "移交给", "token": "令牌", "value": "值",
    "verdict": "结论", "version": "版本", "waived": "豁免", "webhook": "推送编号", "what": "内容", "yes": "是", "login": "用户名",
    "filed_on": "立案日期", "closing_kind": "结案方式", "claim_fen": "标的额（分）", "paid_fen": "到位金额（分）", "entered_on": "进入本组日期",
    "actor": "操作人", "escalation": "报局长编号", "found": "查询结果", "item": "退回事项编号", "known": "已登记", "order": "处理意见",
    "previous": "上次报送编号", "refused": "未导入", "taken": "已导入", "title": "要件", "waiver": "豁免编号",
}  # fmt: skip
_GROUPS = {"group", "to_group", "from_group", "owed_by", "ordered_group", "owner", "stage"}
_PEOPLE = {"handler", "to_user", "by", "user"}
_VERDICTS = {"pass": "符合", "return": "退回整改", "review": "人工复核"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "state": {one.value: one.chinese for one in (*CaseState, *CheckState, *SubmissionState)},
    "role": {one.value: one.chinese for one in Role},
    "kind": {one.value: one.chinese for one in DecisionKind},
    "purpose": {CheckPurpose.PRECHECK.value: "预检", CheckPurpose.SUBMISSION.value: "报送"},
    "verdict": _VERDICTS,
    "gate": GATES,
    "how": {"random": "随机", "by_hand": "指定", "handover": "移交", "registered": "登记"},
    "did": {"added": "新增", "stopped": "停用", "started": "启用", "tested": "试送", "changed": "变更"},
}
_DIGEST = re.compile(r"[0-9a-f]{64}")


def act_name(act: str) -> str:
    """The act in words."""
    return Act(act).chinese if act in [*Act] else act


def told(entry: LedgerEntry, people: Mapping[int, str]) -> list[tuple[str, str]]:
    """The detail of an entry: (what, how it was). `people`: names by id."""
    detail = json.loads(entry.detail)
    if not isinstance(detail, dict):
        return [("", str(detail))]
    lines = _changes(detail, people) if isinstance(detail.get("before"), dict) else []
    left = {key: value for key, value in detail.items() if not (lines and key in ("before", "after"))}
    return [
        *lines,
        *((_label(key), _value(key, value, people)) for key, value in left.items() if value not in ("", None)),
    ]


def _changes(detail: Mapping[str, Any], people: Mapping[int, str]) -> list[tuple[str, str]]:
    """Before and after, side by side; what stayed is left out."""
    before, after = detail["before"], detail.get("after")
    if not isinstance(after, dict):
        return []
    changed = [key for key in before if before[key] != after.get(key)]
    return [
        (_label(key), f"{_value(key, before[key], people)} → {_value(key, after.get(key), people)}") for key in changed
    ] or [("变更", "没有变化")]


def _label(key: str) -> str:
    return _LABELS.get(key, key)


def _value(key: str, value: Any, people: Mapping[int, str]) -> str:  # noqa: ANN401 (JSON)
    if value is None or value == "":
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return people.get(value, f"{value}号用户") if key in _PEOPLE else str(value)
    if isinstance(value, str):
        return _word(key, value)
    if isinstance(value, Mapping):
        return "；".join(f"{_label(name)}：{_value(name, one, people)}" for name, one in value.items())
    if isinstance(value, Sequence):
        parts = [_value(key, one, people) for one in value]
        nested = any(isinstance(one, list | dict) for one in value)
        return ("；" if nested else "、").join(parts) or "无"
    return str(value)


def _word(key: str, value: str) -> str:
    if rule := _rules().get(value):
        return rule
    if key in _GROUPS and value in OWNERS:
        return OWNERS[value]
    if key == "items":  # rule, subject, reason, owner of what was returned
        return OWNERS.get(value) or reason_names().get(value) or subject_text(value)
    if key == "subject":
        return subject_text(value)
    if _DIGEST.fullmatch(value):
        return f"{value[:12]}…"
    return _WORDS[key].get(value, value) if key in _WORDS else value


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, str]:
    """Rule → code and title."""
    return {rule.id: f"{rule.code} {rule.title}" for rule in rulebook().rules}
