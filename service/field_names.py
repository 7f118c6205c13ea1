"""What the fields of forms are called on pages: an error names the field as its page does, never by its name in the form."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "acknowledged": "上位规定风险",
    "act": "操作",
    "actor": "操作人",
    "again": "再输一次",
    "as_of": "判断日",
    "days": "有效天数",
    "done_on": "办理日期",
    "due_on": "补正期限",
    "expires": "有效期至",
    "found": "查询结果",
    "from": "开始日期",
    "gate": "关口",
    "group": "组",
    "handler": "承办人",
    "items": "退回事项",
    "kind": "结果",
    "login": "用户名",
    "looked": "须由人核对的事项",
    "month": "月份",
    "name": "姓名或名称",
    "note": "说明",
    "old": "原密码",
    "order": "处理意见",
    "ordered_group": "责成的组",
    "owed": "事项",
    "owner": "责任组",
    "page": "页码",
    "password": "密码",
    "phone": "手机号码",
    "problem": "问题",
    "reason": "理由",
    "remedy": "怎么补",
    "result": "说明",
    "role": "角色",
    "rule": "要件",
    "scopes": "权限",
    "served_on": "裁定书送达日期",
    "subject": "对象",
    "text": "内容",
    "title": "材料或者事项",
    "to": "收信人",
    "to_group": "退回给",
    "url": "地址",
    "value": "内容",
}


def told(fields: Mapping[str, str]) -> list[str]:
    """What is wrong with each field, under the name that its page gives it; a requirement stands under its own."""
    return [f"{known}：{wrong}" if (known := _known(name)) else wrong for name, wrong in fields.items()]


def _known(name: str) -> str:
    return NAMES.get(name, "" if name.isascii() else name)
