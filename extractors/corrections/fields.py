"""Fields as a person read them on the paper: his text as a value of the field's type, and put in the place of what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.casefile import WHOLE_PAGE, Box, Document, Evidence, Field, FieldValue, PageCorrection
from checker.errors import UserError
from extractors.kinds import Kind, kind_by_name
from extractors.text.dates import find_dates, parse_date
from extractors.text.flat import flat
from extractors.text.money import parse_amount
from extractors.text.values import typed

GENERIC: Mapping[str, str] = {
    "case_number": "case_number",
    "mentioned_case_numbers": "case_number",
    "made_on": "date",
    "replied_on": "date",
    "court": "text",
}
"""Fields that every kind has, with their types (`extractors.fields.generic`)."""
PARTED = re.compile("[；;\n]+")
"""What stands between several values of one field."""
FORMS: Mapping[str, str] = {
    "text": "文字",
    "name": "一个人名或者单位全称",
    "names": "人名或者单位全称，几个之间用顿号",
    "date": "日期，写成 2022-03-01 或者 2022年3月1日",
    "amount": "金额（元），写成 58833.00、58,833元 或者大写",
    "number": "整数",
    "case_number": "案号，写成（2022）鄂1023执1234号",
    "id_number": "18位身份证号码",
    "credit_code": "18位统一社会信用代码",
    "phone": "手机或者固定电话号码",
    "account": "账号，只写数字",
}
"""How a value of each type is to be written, for a person."""
SAID = "人工更正："
"""How the place of a value begins that a person gave."""
_AMOUNT = re.compile(
    r"(?:人民币|[¥￥])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2}|(?:\.\d+)?(?=[万亿千百]))?[亿万千百]?(?:元|圆)?整?"
)
_WORDED = re.compile(
    r"(?:人民币)?[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+[元圆][角分整正零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]*"
)
_NUMBER = re.compile(r"-?\d{1,9}|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,8}")


def field_types(kind: Kind) -> dict[str, str]:
    """The fields that a paper of a kind may have, with their types; the general ones last."""
    own = {spec.name: spec.type for spec in kind.fields.values()}
    return own | {name: type_ for name, type_ in GENERIC.items() if name not in own}


def field_values(type_: str, text: str) -> tuple[FieldValue, ...]:
    """The values that a person's text gives: several where ； or a new line parts them, none where it is empty (the paper has
    none). `UserError` that says what form is wanted.
    """
    values: list[FieldValue] = []
    for part in PARTED.split(text.strip()):
        if part.strip():
            values += _one(type_, part)
    return tuple(values)


def _one(type_: str, text: str) -> tuple[FieldValue, ...]:
    spelled = flat(text)
    found: tuple[FieldValue | None, ...]
    match type_:
        case "date":
            found = (parse_date(text) if _is_date(spelled) else None,)
        case "amount":
            fits = _AMOUNT.fullmatch(spelled) or _WORDED.fullmatch(spelled)
            found = (parse_amount(spelled) if fits else None,)
        case "number":
            found = typed(type_, text) if _NUMBER.fullmatch(spelled) else (None,)
        case _:
            found = typed(type_, text)
    if any(value is None for value in found):
        raise UserError(f"“{text.strip()[:40]}”不是这一项要的内容", how=f"这一项填{FORMS[type_]}")
    return tuple(value for value in found if value is not None)


def is_said(field: Field) -> bool:
    """Whether a person gave this value."""
    return any(place.text.startswith(SAID) for place in field.evidence)


def _is_date(spelled: str) -> bool:
    """Whether a text is a date and nothing else."""
    if re.fullmatch(r"\d{8}", spelled):
        return True
    return any(found.start == 0 and found.end == len(spelled) for found in find_dates(spelled))


def with_fields(
    document: Document, corrections: Sequence[PageCorrection]
) -> tuple[Document, dict[PageCorrection, str]]:
    """The paper with these fields, and the corrections that do not fit it, with the reason (Chinese)."""
    types = field_types(_kind(document))
    fields = dict(document.fields)
    unfit: dict[PageCorrection, str] = {}
    for one in corrections:
        if one.name not in types:
            unfit[one] = f"{document.kind}没有这一项"
            continue
        try:
            values = field_values(types[one.name], one.value)
        except UserError as error:
            unfit[one] = error.what
            continue
        fields[one.name] = _replaced(fields.get(one.name, ()), one, values)
        if not fields[one.name]:
            del fields[one.name]
    return replace(document, fields=fields), unfit


def _kind(document: Document) -> Kind:
    try:
        return kind_by_name(document.kind)
    except KeyError:  # a paper of another case whose kind nobody told
        return Kind(document.kind, "", ())


def _replaced(read: Sequence[Field], one: PageCorrection, values: Sequence[FieldValue]) -> tuple[Field, ...]:
    """The values of a field: those read on the page of the correction give way to what the person read; where none was read
    on it, all do.
    """
    on_page = [field for field in read if any(place.ref == one.ref for place in field.evidence)]
    gone = on_page or list(read)
    at = next((number for number, field in enumerate(read) if field in gone), 0)
    kept = [field for field in read if field not in gone]
    box = one.box or next(
        (place.box for field in on_page for place in field.evidence if place.ref == one.ref), WHOLE_PAGE
    )
    made = [_field(one, value, box) for value in values]
    return (*kept[:at], *made, *kept[at:])


def _field(one: PageCorrection, value: FieldValue, box: Box) -> Field:
    text = f"{SAID}{one.value.strip()}（{one.by}，{one.on.isoformat()}）"
    return Field(value, (Evidence(one.file, one.page, box, text, 1.0),), one.value)
