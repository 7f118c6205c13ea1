"""Chinese names of what the readers call in English: fields of documents, programs of the receipt."""

from __future__ import annotations

from datetime import date

from checker.casefile import Document, FieldValue

FIELDS = {
    "case_number": "案号",
    "made_on": "落款日期",
    "court": "法院",
    "addressee": "受送达人",
    "received_on": "收到日期",
    "way": "送达方式",
    "papers": "文书名称",
    "respondent": "被执行人",
    "respondents": "被执行人",
    "applicant": "申请执行人",
    "asked_on": "询问日期",
    "asked_at": "询问地点",
    "asked": "被询问人",
    "amount": "金额",
    "remark": "备注",
}
_SHOWN = 4  # values of one field


def field_texts(document: Document) -> list[tuple[str, str]]:
    """The fields of a document that have a Chinese name, with their values as a clerk reads them."""
    texts = []
    for name, label in FIELDS.items():
        values = dict.fromkeys(_show(field.value, name) for field in document.fields.get(name, ()))
        if values:
            more = "…" if len(values) > _SHOWN else ""
            texts.append((label, "、".join(list(values)[:_SHOWN]) + more))
    return texts


def chinese_date(day: date) -> str:
    """2022年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _show(value: FieldValue | None, name: str) -> str:
    if value is None:
        return "看不清"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, int) and "amount" in name:
        return f"{value // 100:,}.{value % 100:02}元"
    return str(value)
