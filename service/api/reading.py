"""The OpenAPI document as a page shows it: operations by heading, with their fields in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.accounts.tokens import SCOPES

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是否",
    "array": "列表",
    "object": "对象",
    "null": "空",
}
_FORMATS = {"date": "日期", "date-time": "时刻", "binary": "文件"}
_PLACES = {"path": "路径", "query": "查询", "header": "请求头"}
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A parameter or a field: where it stands, its name, type and meaning."""

    place: str
    name: str
    type: str
    must: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the interface."""

    method: str
    path: str
    summary: str
    about: str
    scope: str
    roles: str
    fields: tuple[FieldLine, ...]
    answer: str


def sections(made: Schema) -> list[tuple[str, list[Operation]]]:
    """Headings with their operations, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_operation(made, path, method, operation))
    return list(found.items())


def _operation(made: Schema, path: str, method: str, operation: Schema) -> Operation:
    scope = operation.get("x-scope", "")
    lines = [
        FieldLine(
            _PLACES[one["in"]],
            one["name"],
            type_text(made, one["schema"]),
            one.get("required", False),
            one.get("description", ""),
        )
        for one in operation.get("parameters", ())
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        lines += _body_lines(made, content["schema"])
    return Operation(
        method.upper(),
        path,
        operation["summary"],
        operation.get("description", ""),
        f"{SCOPES[scope]}（{scope}）" if scope else "",
        "、".join(operation.get("x-roles", ())),
        tuple(lines),
        _answer(made, operation),
    )


def _body_lines(made: Schema, schema: Schema) -> Iterator[FieldLine]:
    whole = _resolve(made, schema)
    for name, field in whole.get("properties", {}).items():
        yield FieldLine("正文", name, type_text(made, field), name in whole.get("required", ()), _about(made, field))


def models(made: Schema) -> list[tuple[str, str, list[FieldLine]]]:
    """The models that operations name: name, what it is, its fields."""
    found = made["components"]["schemas"].items()
    return [
        (name, one.get("description", ""), list(_body_lines(made, one)))
        for name, one in sorted(found)
        if one.get("type") == "object" and not name.startswith(("Page_", "Body_"))
    ]


def _about(made: Schema, field: Schema) -> str:
    """What a field is: its own words, or those of what it may be."""
    parts = (field, *field.get("anyOf", ()), _resolve(made, field))
    return next((str(one["description"]) for one in parts if "description" in one), "")


def _answer(made: Schema, operation: Schema) -> str:
    """The type of the good answer."""
    for code, answer in operation["responses"].items():
        if code.startswith("2"):
            for media, content in answer.get("content", {}).items():
                named = type_text(made, content.get("schema", {}))
                return f"{code} {named}" if media == "application/json" else f"{code} {media}"
            return str(code)
    return ""


def type_text(made: Schema, schema: Schema) -> str:
    """The type of a field in words."""
    if "$ref" in schema:
        whole = _resolve(made, schema)
        return _words_of(whole) if "enum" in whole else str(whole.get("title", schema["$ref"].rpartition("/")[2]))
    if "anyOf" in schema:
        parts = [type_text(made, one) for one in schema["anyOf"] if one.get("type") != "null"]
        return "或".join(dict.fromkeys(parts))
    if "enum" in schema:
        return _words_of(schema)
    if schema.get("type") == "array":
        return f"{type_text(made, schema.get('items', {}))}的列表"
    return _FORMATS.get(schema.get("format", ""), _TYPES.get(str(schema.get("type", "")), "任意"))


def _words_of(schema: Schema) -> str:
    words = [str(one) for one in schema["enum"]]
    return "、".join(words) if len(words) <= 10 else f"{'、'.join(words[:4])}……共{len(words)}种"


def _resolve(made: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = made["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
