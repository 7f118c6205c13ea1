"""Which words are labels: those that any kind asks for, and the common ones of court forms."""

from __future__ import annotations

import re
from functools import cache

from extractors.kinds import load_kinds

COMMON_LABELS = (
    "案号",
    "案由",
    "时间",
    "地点",
    "日期",
    "姓名",
    "性别",
    "年龄",
    "民族",
    "职业",
    "住址",
    "地址",
    "电话",
    "联系电话",
    "身份证号",
    "身份证号码",
    "公民身份号码",
    "工作单位",
    "与被执行人关系",
    "与本案关系",
    "调查人",
    "被调查人",
    "询问人",
    "被询问人",
    "谈话人",
    "被谈话人",
    "记录人",
    "书记员",
    "在场人",
    "见证人",
    "参加人",
    "主持人",
    "承办人",
    "审判长",
    "审判员",
    "受送达人",
    "送达人",
    "代收人",
    "送达地点",
    "送达处所",
    "送达方式",
    "送达文书",
    "文书名称",
    "送达时间",
    "收到日期",
    "签收日期",
    "收件人签收",
    "备注",
    "申请执行人",
    "被执行人",
    "执行标的",
    "立案日期",
    "结案方式",
    "结案日期",
    "填表人",
    "填表日期",
    "组长",
    "局长",
    "院长",
    "审批意见",
    "承办人意见",
    "组长意见",
    "局长意见",
    "院领导意见",
    "签名",
    "签字",
    "盖章",
    "单位",
    "名称",
    "事由",
    "出差事由",
    "出差地点",
    "出差人",
    "交通工具",
    # what the system that printed a page sets over it: no time of the paper's own
    *(f"{act}{when}" for act in ("打印", "导出", "下载", "生成", "录入", "上传") for when in ("时间", "日期")),
)


@cache
def known_labels() -> tuple[str, ...]:
    """Every label any kind asks for, and the common ones of court forms, longest first."""
    asked = {label for kind in load_kinds() for spec in kind.fields.values() for label in spec.label}
    return tuple(sorted(asked.union(COMMON_LABELS), key=lambda label: (-len(label), label)))


def is_label(text: str) -> bool:
    """Whether a text in the matching spelling is nothing but a label."""
    return text.rstrip("：") in _all_labels()


@cache
def _all_labels() -> frozenset[str]:
    return frozenset(known_labels())


@cache
def known_pattern() -> re.Pattern[str]:
    """Any label, be it printed letter by letter."""
    return re.compile("|".join(spread(label) for label in known_labels()))


_ASKED = re.compile(r"[被受](?:调查|询问|谈话|约谈|走访|访谈?)人")
_OR_ELSE = r"(?: ?（[一-鿿]{2,3}）|[/、][一-鿿]{2,3})?"


def spread(label: str) -> str:
    """A pattern for a label whose letters may stand apart. A form for several uses has the other in brackets: 被调查（谈话）人."""
    letters = [re.escape(char) for char in label]
    if _ASKED.fullmatch(label):
        letters[-2] += _OR_ELSE
    return " ?".join(letters)
