"""Hides who a party is, as courts do it when they publish rulings; for exports of those who may not see personal data.

- A person: the surname stays, each character of the given name becomes 某 (法释〔2016〕19号 第九条); of a name that is no Han
  name the first character stays. Two of one case that would look alike get a number: 张某1, 张某2.
- A company: place and legal form stay, the name between becomes 某某: 监利市某某有限公司.
- Numbers: of an identity number the first four and the last two digits stay, of a mobile number the first three and the last
  four, of a telephone or a bank account the last four.

Only parties of the case are known by name. A neighbour or a spouse that a free text names stays; numbers go wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司徒",
        "司空",
        "夏侯",
        "端木",
        "百里",
        "南宫",
        "轩辕",
        "钟离",
        "闻人",
        "澹台",
        "公冶",
        "太史",
        "申屠",
        "第五",
    ]
)
_FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "专业合作社", "合作社", "村民委员会", "居民委员会", "委员会", "合伙企业",
    "个人独资企业", "经营部", "门市部", "加工厂", "分公司", "公司", "商行", "银行", "工厂", "中心", "医院", "学校", "厂", "店", "部", "社", "行",
)  # fmt: skip
_PLACE = re.compile(r"^(?:[^省市县区镇乡]{1,6}(?:省|自治区|市|县|区|镇|乡)){1,3}")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])|(?<!\d)[1-9]\d{14}(?!\d)")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?![0-9A-Za-z])")
_TELEPHONE = re.compile(r"(?<![0-9A-Za-z])0\d{2,3}[ -]?\d{3,4}(\d{4})(?![0-9A-Za-z])")
_ACCOUNT = re.compile(r"(?<![0-9A-Za-z])\d{12,15}(\d{4})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Masker:
    """Hides the parties of one case. `names`: each name as it is → as it is shown."""

    names: Mapping[str, str]

    def text(self, text: str) -> str:
        """A text in which names of parties and numbers are hidden."""
        for name in sorted(self.names, key=len, reverse=True):
            text = text.replace(name, self.names[name])
        return mask_numbers(text)


OPEN = Masker({})
"""Knows no party; hides numbers only."""


def masker_of(parties: Iterable[tuple[str, str | None]], former: Iterable[str] = ()) -> Masker:
    """The masker of a case with these parties (name, kind: 自然人, 企业 or None). `former`: names that they had before they were
    corrected; nobody is told apart from them.
    """
    masked: dict[str, str] = {}
    for name, kind in dict.fromkeys((name.strip(), kind) for name, kind in parties):
        if name:
            masked[name] = mask_name(name, kind)
    shown = list(masked.values())
    counts: dict[str, int] = {}
    for name, mask in masked.items():
        if shown.count(mask) > 1:
            counts[mask] = counts.get(mask, 0) + 1
            masked[name] = f"{mask}{counts[mask]}"
    return Masker({name: mask_name(name) for name in former if name} | masked)


def mask_name(name: str, kind: str | None = None) -> str:
    """A name of a person or of a company. `kind` None: what it is shows by its form."""
    if kind == "企业" or (kind is None and _is_company(name)):
        return mask_company(name)
    return mask_person(name)


def mask_person(name: str) -> str:
    """张三 → 张某, 欧阳修远 → 欧阳某某, 阿依古丽·买买提 → 阿某某."""
    if not _HAN_NAME.fullmatch(name):
        return f"{name[:1]}某某"
    kept = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:kept] + "某" * (len(name) - kept)


def mask_company(name: str) -> str:
    """监利市宏达建材有限公司 → 监利市某某有限公司."""
    form = next((form for form in _FORMS if name.endswith(form)), "")
    rest = name.removesuffix(form)
    place = _PLACE.match(rest)
    return f"{place[0] if place else ''}某某{form}"


def mask_numbers(text: str) -> str:
    """Identity, telephone and account numbers in a text."""
    text = _IDENTITY.sub(lambda match: _middle(match[0], 4, 2), text)
    text = _MOBILE.sub(r"\1****\2", text)
    text = _TELEPHONE.sub(r"****\1", text)
    return _ACCOUNT.sub(r"****\1", text)


def hide_number(text: str | None) -> str:
    """A number of a person with its middle hidden, empty where there is none: 138****0001."""
    if not text:
        return ""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else f"****{text[-2:]}"


def _middle(number: str, first: int, last: int) -> str:
    return number[:first] + "*" * (len(number) - first - last) + number[-last:]


def _is_company(name: str) -> bool:
    return len(name) > 4 and name.endswith(_FORMS)
