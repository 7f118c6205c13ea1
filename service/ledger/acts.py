"""What people do that the ledger records. A word that was once used keeps its meaning for good."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """An act; its value stands in the ledger."""

    LOGIN = "login"
    LOGIN_FAILED = "login-failed"
    LOGOUT = "logout"
    PASSWORD = "password"  # noqa: S105 — the name of an act
    USER_ADDED = "user-added"
    USER_CHANGED = "user-changed"
    SESSIONS_REVOKED = "sessions-revoked"
    TOKEN_MADE = "token-made"  # noqa: S105
    TOKEN_REVOKED = "token-revoked"  # noqa: S105
    CASE_CREATED = "case-created"
    CASE_CHANGED = "case-changed"
    CASES_IMPORTED = "cases-imported"
    PAPER_ADDED = "paper-added"
    PAPER_REMOVED = "paper-removed"
    CHECK_ASKED = "check-asked"
    CHECKED = "checked"
    CORRECTED = "corrected"
    CORRECTION_REVOKED = "correction-revoked"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    ACKNOWLEDGED = "acknowledged"
    WAIVED = "waived"
    WAIVER_REVOKED = "waiver-revoked"
    ESCALATED = "escalated"
    ESCALATION_DECIDED = "escalation-decided"
    ORDER_DONE = "order-done"
    ASSIGNED = "assigned"
    DRAWN = "drawn"
    FEEDBACK = "feedback"
    FEEDBACK_SENT = "feedback-sent"
    FEEDBACK_FAILED = "feedback-failed"
    AFTERCARE_OPENED = "aftercare-opened"
    AFTERCARE_DONE = "aftercare-done"
    EXPORTED = "exported"
    VIEWED_ORIGINAL = "viewed-original"
    WEBHOOK_CHANGED = "webhook-changed"
    BACKUP = "backup"
    RESTORED = "restored"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return _CHINESE[self]


_CHINESE = {
    Act.LOGIN: "登录",
    Act.LOGIN_FAILED: "登录失败",
    Act.LOGOUT: "退出",
    Act.PASSWORD: "修改密码",
    Act.USER_ADDED: "新增用户",
    Act.USER_CHANGED: "变更用户",
    Act.SESSIONS_REVOKED: "撤销登录",
    Act.TOKEN_MADE: "签发接口令牌",
    Act.TOKEN_REVOKED: "撤销接口令牌",
    Act.CASE_CREATED: "登记案件",
    Act.CASE_CHANGED: "变更案件信息",
    Act.CASES_IMPORTED: "导入案件",
    Act.PAPER_ADDED: "上传材料",
    Act.PAPER_REMOVED: "撤下材料",
    Act.CHECK_ASKED: "发起检查",
    Act.CHECKED: "检查完成",
    Act.CORRECTED: "人工更正",
    Act.CORRECTION_REVOKED: "撤销更正",
    Act.SUBMITTED: "报送",
    Act.WITHDRAWN: "撤回报送",
    Act.APPROVED: "审批通过",
    Act.RETURNED: "退回整改",
    Act.FORWARDED: "初审同意",
    Act.ACKNOWLEDGED: "确认上位规定风险",
    Act.WAIVED: "批准豁免",
    Act.WAIVER_REVOKED: "撤销豁免",
    Act.ESCALATED: "报局长处理",
    Act.ESCALATION_DECIDED: "局长处理",
    Act.ORDER_DONE: "报告局长交办事项完成",
    Act.ASSIGNED: "分配承办人",
    Act.DRAWN: "随机分案",
    Act.FEEDBACK: "反馈申请执行人",
    Act.FEEDBACK_SENT: "短信已交发",
    Act.FEEDBACK_FAILED: "短信交发失败",
    Act.AFTERCARE_OPENED: "开始终本后管理",
    Act.AFTERCARE_DONE: "终本后管理事项办结",
    Act.EXPORTED: "导出",
    Act.VIEWED_ORIGINAL: "下载原件",
    Act.WEBHOOK_CHANGED: "变更推送设置",
    Act.BACKUP: "备份",
    Act.RESTORED: "恢复备份",
}
