"""`case.yaml`: what the court's case system exports about a case. Read as YAML 1.2: `on` is a word, not true.

The nodes of the file are read, not Python values: so every error has its line, money is taken from the digits as
they stand, and a bare date and a quoted one are the same. A wrong value is an error, never a guess.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NoReturn, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checker.casefile import CaseRecord, FieldValue, Party, PartyKind, Waiver
from checker.errors import CaseFileError
from checker.gates import GATES, GROUPS, by_either_name

_KNOWN = ("case_number", "filed_on", "closing_kind", "claim", "parties", "group", "history", "waivers")
_OF_WAIVER = ("rule", "subject", "reason", "approver", "expires")
_ROLES = {
    **dict.fromkeys(("申请执行人", "申请人", "applicant"), "申请执行人"),
    **dict.fromkeys(("被执行人", "被申请执行人", "被申请人", "respondent"), "被执行人"),
}
_BYSTANDERS = ("第三人", "利害关系人", "案外人", "担保人", "协助义务人", "委托诉讼代理人", "法定代表人")
_GROUPS, _GATES = by_either_name(GROUPS), by_either_name(GATES)
_KINDS = {
    **dict.fromkeys(("自然人", "个人", "公民", "个体", "个体工商户", "person"), PartyKind.PERSON),
    **dict.fromkeys(
        ("企业", "法人", "公司", "单位", "组织", "其他组织", "非法人组织", "非法人", "机关", "事业单位", "社会团体"),
        PartyKind.ORGANISATION,
    ),
    "organisation": PartyKind.ORGANISATION,
}
_MONEY = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d{1,2})?\s*元?")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TYPES = {"null": "空", "bool": "是否值", "int": "数", "float": "数", "timestamp": "日期"}
_T = TypeVar("_T")
_N = TypeVar("_N")


def load_record(text: str, where: str) -> CaseRecord:
    """The record in `text`. `where` is the file's name. `CaseFileError` with the line where something is wrong."""
    return read_record(text, where)[0]


def read_record(text: str, where: str) -> tuple[CaseRecord, tuple[str, ...]]:
    """The record, and remarks (Chinese) on what in the file was not understood."""
    reader = _Reader(where)
    root = reader.compose(text)
    if root is None:
        return CaseRecord(), ("案件信息是空的",)
    items = reader.mapping(root, "案件信息")
    claim = reader.optional(items, "claim", lambda node: reader.mapping(node, "claim")) or {}
    reader.remark_unknown(claim, ("amount", "paid"))
    record = CaseRecord(
        case_number=reader.optional(items, "case_number", reader.case_number),
        filed_on=reader.optional(items, "filed_on", reader.day),
        closing_kind=reader.optional(items, "closing_kind", reader.words),
        claim_fen=reader.optional(claim, "amount", reader.fen),
        paid_fen=reader.optional(claim, "paid", reader.fen),
        parties=reader.each(items, "parties", reader.party),
        group=reader.optional(items, "group", reader.group),
        history=reader.each(items, "history", reader.passed_gate),
        waivers=reader.each(items, "waivers", reader.waiver),
        extra=reader.other_values(items),
    )
    reader.raise_errors()
    return record, tuple(reader.remarks)


def _is_given(node: Node | None) -> bool:
    return node is not None and _type_of(node) != "null"


def _type_of(node: Node) -> str:
    return str(node.tag).rpartition(":")[2]


class _Reader:
    """Nodes to values; keeps the file's name, the remarks, and the errors, which are told all at once."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.remarks: list[str] = []
        self.errors: list[CaseFileError] = []

    def compose(self, text: str) -> Node | None:
        try:
            root: Node | None = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise self._syntax(line) from error
        except (YAMLError, ValueError, RecursionError) as error:
            raise self._syntax(1) from error
        return root if _is_given(root) else None

    def mapping(self, node: Node, name: str) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.fail(node, f"{name} 应当是若干“名称: 值”", "每行写一个“名称: 值”，下级各行缩进两格")
        found: dict[str, Node] = {}
        for key, value in node.value:
            word = self.words(key)
            if word in found:
                self.errors.append(self._error(key, f"{word} 写了两次", "删去其中一个"))
            found[word] = value
        return found

    def items(self, holder: dict[str, Node], name: str) -> Sequence[Node]:
        node = holder.get(name)
        if node is None or not _is_given(node):
            return ()
        if not isinstance(node, SequenceNode):
            self.fail(node, f"{name} 应当是清单", "每一项另起一行，以“- ”开头")
        return list(node.value)

    def optional(self, holder: dict[str, Node], name: str, read: Callable[[Node], _T]) -> _T | None:
        node = holder.get(name)
        return self._attempt(read, node) if node is not None and _is_given(node) else None

    def each(self, holder: dict[str, Node], name: str, read: Callable[[Node], _T | None]) -> tuple[_T, ...]:
        """The items of a list, without those that are wrong or of no use."""
        nodes = self._attempt(lambda holding: self.items(holding, name), holder) or ()
        return tuple(value for node in nodes if (value := self._attempt(read, node)) is not None)

    def _attempt(self, read: Callable[[_N], _T], node: _N) -> _T | None:
        try:
            return read(node)
        except CaseFileError as error:
            self.errors.append(error)
            return None

    def raise_errors(self) -> None:
        """Raise what was wrong: one error as it is, several as one that lists them by line."""
        if len(self.errors) == 1:
            raise self.errors[0]
        if self.errors:
            ordered = sorted(self.errors, key=lambda error: int(error.where.rpartition(":")[2]))
            listed = "\n".join(f"  第{e.where.rpartition(':')[2]}行：{e.what}（{e.how}）" for e in ordered)
            raise CaseFileError(f"案件信息有 {len(ordered)} 处错误", where=self.where, how=f"逐处改正：\n{listed}")

    def words(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            self.fail(node, "此处应当是文字", "写成一行文字")
        return str(node.value).strip()

    def case_number(self, node: Node) -> str:
        text = self.words(node).replace("(", "（").replace(")", "）").replace(" ", "")
        if not re.search(r"\d{4}.*\d+号?$", text):
            self.fail(node, f"案号“{text}”不完整", "写成“（2022）鄂1023执1234号”的样子")
        return text

    def day(self, node: Node) -> date:
        text = self.words(node)
        found = _DATE.match(text)
        rest = text[found.end() :] if found else text
        if found is None or re.fullmatch(r"([T ]\d{2}:\d{2}.*)?", rest) is None:
            self.fail(node, f"“{text}”不是日期", "写成 2022-03-01 的样子")
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            self.fail(node, f"“{text}”：历法上没有这一天", "核对年、月、日")

    def fen(self, node: Node) -> int:
        text = self.words(node)
        found = _MONEY.fullmatch(text)
        if found is None:
            self.fail(node, f"“{text}”不是金额", '以元为单位，至多两位小数，例如 "58833.00"')
        digits = found[1].replace(",", "").replace("，", "")
        return int(Decimal(digits + (found[2] or "")) * 100)

    def group(self, node: Node) -> str:
        text = self.words(node)
        if text not in _GROUPS:
            self.fail(node, f"没有名为“{text}”的组", self._nearest(text, _GROUPS))
        return _GROUPS[text]

    def party(self, node: Node) -> Party | None:
        items = self.mapping(node, "当事人")
        self.remark_unknown(items, ("role", "name", "kind", "id"))
        known = len(self.errors)
        name = self.optional(items, "name", self.words)
        role = self.optional(items, "role", self.words)
        if len(self.errors) > known:
            return None
        if not name:
            self.fail(node, "当事人没有姓名或名称", "补写 name")
        if not role:
            self.fail(node, f"当事人“{name}”没有写诉讼地位", "补写 role: 申请执行人 或 被执行人")
        if role in _BYSTANDERS:
            self.remarks.append(f"第{self._line(node)}行：{role}“{name}”不是本案双方当事人，未列入")
            return None
        if role not in _ROLES:
            self.fail(items["role"], f"不认识的诉讼地位“{role}”", self._nearest(role, _ROLES))
        kind = self.optional(items, "kind", self._kind)
        return Party(_ROLES[role], name, kind, self.optional(items, "id", self.words))

    def passed_gate(self, node: Node) -> tuple[str, date] | None:
        items = self.mapping(node, "history 的一项")
        self.remark_unknown(items, ("gate", "on"))
        known = len(self.errors)
        gate = self.optional(items, "gate", self.gate)
        on = self.optional(items, "on", self.day)
        if len(self.errors) > known:
            return None
        if not gate or on is None:
            self.fail(node, "流转记录缺少关口或日期", "写成 {gate: online-offline, on: 2022-03-20}")
        return gate, on

    def waiver(self, node: Node) -> Waiver | None:
        items = self.mapping(node, "waivers 的一项")
        self.remark_unknown(items, _OF_WAIVER)
        known = len(self.errors)
        rule, subject, reason, approver = (self.optional(items, name, self.words) for name in _OF_WAIVER[:-1])
        expires = self.optional(items, "expires", self.day)
        if len(self.errors) > known:
            return None
        if not (rule and reason and approver and expires):
            self.fail(
                node,
                "豁免记录不完整",
                "写明 rule 规则、reason 理由、approver 批准人、expires 有效期至；只对一人的加 subject",
            )
        return Waiver(rule, subject or "", reason, approver, expires)

    def gate(self, node: Node) -> str:
        text = self.words(node)
        if text not in _GATES:
            self.fail(node, f"没有这个关口：“{text}”", self._nearest(text, _GATES))
        return _GATES[text]

    def other_values(self, items: dict[str, Node]) -> dict[str, FieldValue]:
        """Keys of the court's own: single values are kept, as their YAML type says."""
        found: dict[str, FieldValue] = {}
        for name, node in items.items():
            if name in _KNOWN or not _is_given(node):
                continue
            if close := difflib.get_close_matches(name, _KNOWN, 1, 0.75):
                self.remarks.append(f"第{self._line(node)}行：不认识“{name}”，是不是“{close[0]}”？此项未按其读取")
            if isinstance(node, ScalarNode):
                value = self._attempt(self._plain, node)
                if value is not None:
                    found[name] = value
            else:
                self.remarks.append(f"第{self._line(node)}行：不认识“{name}”，未读取")
        return found

    def remark_unknown(self, items: dict[str, Node], known: tuple[str, ...]) -> None:
        """Remark on keys that have no meaning here."""
        for name, node in items.items():
            if name not in known:
                self.remarks.append(f"第{self._line(node)}行：不认识“{name}”，未读取（可写 {'、'.join(known)}）")

    def fail(self, node: Node, what: str, how: str) -> NoReturn:
        """Raise the error of a node, with its line."""
        raise self._error(node, what, how)

    def _error(self, node: Node, what: str, how: str) -> CaseFileError:
        return CaseFileError(what, where=f"{self.where}:{self._line(node)}", how=how)

    def _kind(self, node: Node) -> PartyKind:
        text = self.words(node)
        if text not in _KINDS:
            self.fail(node, f"不认识的当事人类型“{text}”", self._nearest(text, _KINDS))
        return _KINDS[text]

    def _plain(self, node: ScalarNode) -> FieldValue:
        text = str(node.value)
        match _type_of(node):
            case "bool":
                return text.lower() == "true"
            case "int" if re.fullmatch(r"[-+]?\d{1,18}", text):
                return int(text)
            case "timestamp":
                return self.day(node)
        return text

    def _syntax(self, line: int) -> CaseFileError:
        return CaseFileError(
            "案件信息的格式有误，无法解读",
            where=f"{self.where}:{line}",
            how="检查该行及上一行：冒号后要有空格，缩进用空格且对齐，引号和括号要成对",
        )

    @staticmethod
    def _line(node: Node) -> int:
        return int(node.start_mark.line) + 1

    @staticmethod
    def _nearest(word: str, known: Sequence[str] | dict[str, str] | dict[str, PartyKind]) -> str:
        close = difflib.get_close_matches(word, list(known), 1, 0.3)
        listed = "、".join(known)
        return f"是不是“{close[0]}”？可写：{listed}" if close else f"可写：{listed}"
