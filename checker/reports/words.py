"""Chinese names of what the readers call in English: fields of documents, programs of the receipt."""

from __future__ import annotations

from datetime import date

from checker.casefile import Document, FieldValue, PageCorrection

FIELDS = {
    "case_number": "案号",
    "made_on": "落款日期",
    "court": "法院",
    "addressee": "对象",
    "person": "被询问人",
    "unit": "单位及职务",
    "relation": "与被执行人关系",
    "investigators": "调查人",
    "held_on": "时间",
    "place": "地点",
    "received_on": "收到日期",
    "way": "送达方式",
    "way_ticked": "勾选的送达方式",
    "substitute": "代收",
    "institution": "金融机构",
    "queried_on": "查询日期",
    "replied_on": "反馈日期",
    "filled_on": "填表日期",
    "filed_on": "立案日期",
    "claim": "执行标的",
    "amount": "金额",
    "payer": "交款人",
    "number": "编号",
    "provider": "提供人",
    "destination": "出差地点",
    "reason": "事由",
    "start_on": "起",
    "end_on": "止",
    "days": "天数",
    "released_on": "解除日期",
    "round": "轮次",
    "from_group": "移送组",
    "to_group": "接收组",
    "changed_on": "变更日期",
    "reported_on": "报结日期",
    "remark": "备注",
}
_STATES = {
    "空白": "是空白页",
    "重复": "是重复页",
    "他案": "是他案材料",
    "本案": "是本案材料",
    "未归类": "不能归类",
}
_MONEY = ("claim", "amount")
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


def correction_text(one: PageCorrection) -> str:
    """What a person saw on a page: 自本页起是送达回证; 落款日期是2022-03-01; 受送达人：有."""
    match one.of:
        case "field":
            return f"{FIELDS.get(one.name, one.name)}{f'是{one.value}' if one.value.strip() else '没有填写'}"
        case "mark":
            return f"{one.name}：{one.value}"
        case _:
            return _STATES.get(one.value) or ("接前一份" if one.name == "next" else f"自本页起是{one.value}")


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
    if isinstance(value, int) and name in _MONEY:
        return f"{value // 100:,}.{value % 100:02}元"
    return str(value)
