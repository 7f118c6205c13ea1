"""Raw text to a typed value. None means: something stands there, but it is not a readable value of that type."""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.casefile import FieldValue
from extractors.text.dates import parse_date
from extractors.text.flat import flat
from extractors.text.identifiers import (
    parse_account,
    parse_case_number,
    parse_credit_code,
    parse_id_number,
    parse_phone,
)
from extractors.text.money import parse_amount, parse_number

ROLES = "申请执行人|被执行人|申请人|被申请人|原告|被告|第三人|异议人|案外人|委托人|受送达人|利害关系人|权利人|义务人"
_ROLE = re.compile(rf"^(?:致|送)?(?:{ROLES})(?:[（][^）]{{1,8}}[）])?[：、]?")
_EDGES = "：:，,。；;、.·_＿-—~*'\"“”《》<>|/\\"
_COURTESY = re.compile(r"(先生|女士|同志|小姐)$")
_SPLIT = re.compile(r"[、，；,;/]|(?<=[\u4e00-\u9fff]{2})及(?=[\u4e00-\u9fff]{2})")
_DETAILS = re.compile(
    r"[，；。]|[（](?![\u4e00-\u9fff]{1,6}[）][\u4e00-\u9fff]{2})|(?:公民)?身份证|统一社会信用代码|[男女](?=[，、])(?!.[男女](?:[，、]|$))|住所地|住(?=[\u4e00-\u9fff]{2}[省市县区])"
)
_PARTICULAR = re.compile(
    r"[男女]$|[\u4e00-\u9fff]{1,3}族$|\d|(?:出生|身份证|公民身份|住址|住所|电话|联系|职务|职业|法定代表|负责人)"
)
"""What may stand between commas behind a name, and is none: sex, people, day of birth, address, office."""
_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])（[^（）]*(?:$|）(?=[、，；,;/]|$)|\d[^（）]*）)")
"""What stands in brackets behind a name, or holds a number: 张三（男，1975年生）、李四. It may hold what parts names."""


def parse_name(text: str) -> str | None:
    """A person's or organisation's name, without role, courtesy and what follows in brackets or after a comma."""
    name = _ROLE.sub("", flat(text).strip(_EDGES))
    cut = _DETAILS.search(name)
    name = _COURTESY.sub("", (name[: cut.start()] if cut else name).strip(_EDGES))
    return name if re.search(r"[\u4e00-\u9fffA-Za-z]{2}", name) else None


def parse_names(text: str) -> tuple[str, ...]:
    """Several names, parted by 、 or ，."""
    said = _ASIDE.sub("", _ROLE.sub("", flat(text)))
    names = (parse_name(part) for part in _SPLIT.split(said))
    return tuple(name for name in names if name and not _PARTICULAR.match(name))


def parse_text(text: str) -> str | None:
    """Text without spaces and blank rules; None where nothing is left."""
    return flat(text).strip("_＿ ：") or None


PARSERS: dict[str, Callable[[str], FieldValue | None]] = {
    "text": parse_text,
    "name": parse_name,
    "date": parse_date,
    "amount": parse_amount,
    "number": parse_number,
    "case_number": parse_case_number,
    "id_number": parse_id_number,
    "credit_code": parse_credit_code,
    "phone": parse_phone,
    "account": parse_account,
}


def typed(type_: str, text: str) -> tuple[FieldValue | None, ...]:
    """The values of this type in `text`: one, or several for `names`; (None,) where it cannot be read as such."""
    if type_ == "names":
        return parse_names(text) or (None,)
    return (PARSERS[type_](text),)
