"""The shape of a report's JSON: which keys it has and what kind of value stands at each.

`verify` and `explain` read files that a person may have changed; whatever is of another shape is told by its place
before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.conflicts import State
from checker.gates import GATES, OWNERS
from checker.literals import FactType
from checker.outcome import Level, National, Status, Verdict
from checker.report import WaiverState

_MOST = 5  # places named
_DEEPEST = 20  # lists within lists that a rule's logic may have


@dataclass(frozen=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Each:
    """A mapping with names of its own, every value of one shape."""

    shape: object


@dataclass(frozen=True)
class Maybe:
    """A value of a shape, or null."""

    shape: object


@dataclass(frozen=True)
class MayLack:
    """A value of a shape, under a key that may be absent."""

    shape: object


_SCALAR = (str, int, bool)
_PLACE = {"file": str, "page": int, "box": [float], "text": str, "confidence": float}
_BASIS = {"cite": str, "grade": str}
_VALUE = {
    "name": str,
    "type": OneOf(tuple(FactType)),
    "value": Maybe((*_SCALAR, list)),
    "shown": str,
    "note": str,
    "searched": int,
    "searched_in": str,
    "evidence": [_PLACE],
}
_TOLD = {
    "rule": str,
    "code": str,
    "title": str,
    "subject": str,
    "status": OneOf(tuple(Status)),
    "level": OneOf(tuple(Level)),
    "message": str,
    "remedy": str,
    "papers": [str],
    "owner": OneOf(tuple(OWNERS)),
    "basis": [_BASIS],
    "evidence": [_PLACE],
}
_WAIVER = dict.fromkeys(("rule", "subject", "reason", "approver", "expires"), str)
_ITEM = _TOLD | {"gate": OneOf(tuple(GATES)), "not_found": [{"name": str, "pages": int, "in": str}]}
_OUTCOME = {"rule": str, "subject": str, "status": OneOf(tuple(Status))}
_SIDE = {"says": str, "cite": str}
_FINDING = _TOLD | {
    "because": [{"sentence": str, "truth": Maybe(bool), "condition": bool, "open": bool, "values": [_VALUE]}],
    "logic": {"applies": object, "requires": object},
    "earlier": [_ITEM],
    "waiver": Maybe(_WAIVER),
    "nearest": [{"place": _PLACE, "says": str}],
}
_REPAIR = {
    "owner": OneOf(tuple(OWNERS)),
    "subject": str,
    "do": str,
    "papers": [str],
    "deadline": Maybe(str),
    "counted_from": Maybe(str),
    "period": str,
    "period_source": str,
    "rules": [str],
    "needs": [str],
    "basis": [_BASIS],
}
_DOCUMENT = {
    "kind": str,
    "title": str,
    "pages": [{"file": str, "page": int}],
    "fields": Each([Maybe(_SCALAR)]),
    "rows": Each([Each(Maybe(_SCALAR))]),
    "confidence": float,
}
_REPORT = {
    "schema": str,
    "case": str,
    "name": str,
    "gate": str,
    "as_of": str,
    "verdict": OneOf(tuple(Verdict)),
    "packs": Each(OneOf(tuple(Verdict))),
    "settings": {"national": OneOf(tuple(National))},
    "assumed": [{"fact": str, "subject": str, "value": (*_SCALAR, list), "shown": str}],
    "conditions": [
        {"scheme": str, "pack": str, "number": str, "title": str, "status": OneOf(tuple(Status)), "rules": [str]}
    ],
    "parties": [{"role": str, "name": str}],
    "findings": [_FINDING],
    "conflicts": [
        {
            "id": str,
            "title": str,
            "nature": str,
            "state": OneOf(tuple(State)),
            "plan": _SIDE,
            "superior": _SIDE,
            "jianli": [_OUTCOME],
            "national": [_OUTCOME],
            "follows": str,
        }
    ],
    "waivers": [_WAIVER | {"state": OneOf(tuple(WaiverState))}],
    "passed_by_waiver": bool,
    "ahead": [_ITEM | {"condition": str, "due": Maybe(str)}],
    "repair": [_REPAIR],
    "documents": [_DOCUMENT],
    "foreign": [_DOCUMENT],
    "pages": dict.fromkeys(("in", "catalogued", "blank", "duplicate", "unknown", "foreign"), int),
    "unknown_pages": [{"file": str, "page": int, "candidates": [str], "readable": bool, "problem": str}],
    "problems": [str],
    "notes": [str],
    "corrections": MayLack(
        [
            {"file": str, "page": int, "of": OneOf(("kind", "field", "mark")), "name": str, "value": str, "by": str}
            | {"on": str, "ignored": str}
        ]
    ),
    "receipt": {"inputs": Each(str), "rules": Each(str), "versions": Each(str), "seals": Each(str)},
}
_NAMES = {str: "文字", int: "整数", float: "数", bool: "true 或 false", list: "列表"}


def wrong_shape(report: Mapping[str, Any]) -> list[str]:
    """What is of another shape, as Chinese sentences; the first few, empty where all is right."""
    wrong = list(_wrong(report, _REPORT, "报告")) or list(_wrong_logic(report["findings"]))
    return wrong[:_MOST] + ([f"此外还有 {len(wrong) - _MOST} 处"] if len(wrong) > _MOST else [])


def _wrong(value: Any, shape: Any, where: str) -> Iterator[str]:  # noqa: ANN401 (JSON)
    match shape:
        case Maybe():
            if value is not None:
                yield from _wrong(value, shape.shape, where)
        case MayLack():
            yield from _wrong(value, shape.shape, where)
        case OneOf():
            if not isinstance(value, str) or value not in shape.words:
                yield f"{where} 应为 {'、'.join(shape.words)} 之一"
        case Each():
            yield from _wrong_mapping(
                value, dict.fromkeys(value, shape.shape) if isinstance(value, dict) else {}, where
            )
        case dict():
            yield from _wrong_mapping(value, shape, where)
        case [item]:
            if not isinstance(value, list):
                yield f"{where} 应为列表"
            else:
                for number, one in enumerate(value, 1):
                    yield from _wrong(one, item, f"{where} 第{number}项")
        case _:
            kinds = shape if isinstance(shape, tuple) else (shape,)
            if not any(_is(value, kind) for kind in kinds):
                yield f"{where} 应为{'、'.join(_NAMES.get(kind, '值') for kind in kinds)}"


def _wrong_logic(findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """`explain` looks up the sentences that the logic numbers."""
    for number, finding in enumerate(findings, 1):
        for part, tree in finding["logic"].items():
            missing = part == "requires" and tree is None
            if not missing and not _is_tree(tree, len(finding["because"]), _DEEPEST):
                yield f"报告 findings 第{number}项 logic {part} 应由 all、any、not 与 because 各句的序号组成"


def _is_tree(tree: object, sentences: int, deepest: int) -> bool:
    if isinstance(tree, int):
        return not isinstance(tree, bool) and 0 <= tree < sentences
    if not isinstance(tree, dict) or len(tree) != 1 or not deepest:
        return False
    ((key, inside),) = tree.items()
    if key == "not":
        return _is_tree(inside, sentences, deepest - 1)
    return (
        key in ("all", "any")
        and isinstance(inside, list)
        and all(_is_tree(part, sentences, deepest - 1) for part in inside)
    )


def _wrong_mapping(value: object, shape: Mapping[str, object], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} 应为“名称: 值”"
        return
    for key in (*shape, *(key for key in value if key not in shape)):
        if key not in value:
            if isinstance(shape[key], MayLack):
                continue
            yield f"{where} 缺少 {key}"
        elif key not in shape:
            yield f"{where} 多出 {key}"
        else:
            yield from _wrong(value[key], shape[key], f"{where} {key}")


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind in (bool, object)
    return isinstance(value, (int, float) if kind is float else kind)
