"""Read the kind files. A mistake in one is an error with the file's name, never a kind that silently matches nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from checker.errors import RulebookError
from extractors.kinds.model import TYPES, ColumnSpec, FieldSpec, Kind, Phrase, TableSpec
from extractors.text.flat import flat

FOLDER = Path(__file__).parent
SHARED = FOLDER / "shared" / "patterns.yaml"
KEYS = frozenset(
    [
        "kind",
        "id",
        "titles",
        "not_titles",
        "must",
        "must_unless_title",
        "must_not",
        "cues",
        "weak",
        "volume",
        "catalogue_item",
        "read",
        "seal",
        "signature",
        "dialogue",
        "fields",
        "tables",
        "code",
    ]
)
FIELD_KEYS = frozenset(["type", "pattern", "label", "salutation", "foot", "checkbox", "title", "all"])
TABLE_KEYS = frozenset(["columns", "needs", "least"])


@cache
def load_kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of their ids."""
    kinds = tuple(read_kind(path) for path in sorted(FOLDER.glob("*.yaml")))
    for key in ("name", "id"):
        values = [getattr(kind, key) for kind in kinds]
        twice = {v for v in values if values.count(v) > 1}
        if twice:
            raise RulebookError(f"文书种类重复：{'、'.join(sorted(twice))}", where=str(FOLDER))
    return kinds


@cache
def _shared_patterns() -> Mapping[str, str]:
    patterns: Mapping[str, str] = YAML(typ="safe", pure=True).load(SHARED.read_text(encoding="utf-8"))
    return patterns


@cache
def _by_name() -> Mapping[str, Kind]:
    return {kind.name: kind for kind in load_kinds()}


def kind_by_name(name: str) -> Kind:
    """The kind of this (Chinese) name. KeyError where there is none."""
    return _by_name()[name]


def read_kind(path: Path) -> Kind:
    """One kind file. Raises RulebookError that names the file and what is wrong in it."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        return _kind(data, path)
    except (YAMLError, re.error, TypeError, ValueError, KeyError, AttributeError) as error:
        raise RulebookError(
            f"文书种类文件写法有误：{error}", where=str(path), how="对照 extractors/kinds/README.md 修改"
        ) from error


def _kind(data: Mapping[str, Any], path: Path) -> Kind:
    _known(data, KEYS)
    if data["id"] != path.stem:
        raise ValueError(f"id {data['id']} 与文件名不符")
    return Kind(
        name=data["kind"],
        id=data["id"],
        titles=_phrases(data["titles"]),
        not_titles=_words(data.get("not_titles", ())),
        must=_phrases(data.get("must", ())),
        must_unless_title=_words(data.get("must_unless_title", ())),
        must_not=_phrases(data.get("must_not", ())),
        cues=_phrases(data.get("cues", ())),
        weak=bool(data.get("weak", False)),
        volume=data.get("volume", "正卷"),
        catalogue_item=int(data.get("catalogue_item", 31)),
        full=_one_of(data.get("read", "full"), ("band", "full")) == "full",
        court_seal=_one_of(data.get("seal", "none"), ("none", "court")) == "court",
        signed=_one_of(data.get("signature", "none"), ("none", "required")) == "required",
        dialogue=bool(data.get("dialogue", False)),
        fields={name: _field(name, spec) for name, spec in (data.get("fields") or {}).items()},
        tables={name: _table(name, spec) for name, spec in (data.get("tables") or {}).items()},
        code=data.get("code"),
    )


def _field(name: str, spec: Mapping[str, Any]) -> FieldSpec:
    _known(spec, FIELD_KEYS)
    title = spec.get("title")
    return FieldSpec(
        name=name,
        type=_one_of(spec.get("type", "text"), sorted(TYPES)),
        pattern=tuple(_pattern(p) for p in _list(spec.get("pattern", ()))),
        label=_words(spec.get("label", ())),
        salutation=bool(spec.get("salutation", False)),
        foot=bool(spec.get("foot", False)),
        checkbox=_words(spec.get("checkbox", ())),
        title=_pattern(title) if title else None,
        all=bool(spec.get("all", False)),
    )


def _table(name: str, spec: Mapping[str, Any]) -> TableSpec:
    _known(spec, TABLE_KEYS)
    columns = tuple(_column(key, value) for key, value in spec["columns"].items())
    needs = _list(spec.get("needs", ()))
    _known(dict.fromkeys(needs), frozenset(c.name for c in columns))
    return TableSpec(name, columns, needs, int(spec.get("least", 2)))


def _column(name: str, spec: object) -> ColumnSpec:
    if not isinstance(spec, Mapping):
        return ColumnSpec(name, _words(spec))
    _known(spec, frozenset({"words", "type"}))
    return ColumnSpec(name, _words(spec["words"]), _one_of(spec.get("type", "text"), sorted(TYPES)))


def _phrases(values: object) -> tuple[Phrase, ...]:
    return tuple(_phrase(v) for v in _list(values))


def _phrase(value: str) -> Phrase:
    if len(value) > 2 and value[0] == value[-1] == "/":
        return Phrase(value, re.compile(value[1:-1]))
    return Phrase(flat(value))


def _pattern(value: str) -> re.Pattern[str]:
    if value.startswith("@"):
        name, patterns = value[1:], _shared_patterns()
        if name not in patterns:
            raise ValueError(f"shared/patterns.yaml 里没有 {name}")
        value = patterns[name]
    pattern = re.compile(value)
    if "value" not in pattern.groupindex:
        raise ValueError(f"正则没有 (?P<value>…)：{value}")
    return pattern


def _words(values: object) -> tuple[str, ...]:
    return tuple(flat(v) for v in _list(values))


def _list(values: object) -> tuple[str, ...]:
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, Sequence) or not all(isinstance(v, str) for v in values):
        raise TypeError(f"应为文字：{values}")
    return tuple(values)


def _one_of(value: object, words: Sequence[str]) -> str:
    if value not in words:
        raise ValueError(f"{value} 不是 {'、'.join(words)} 之一")
    return str(value)


def _known(data: Mapping[str, Any], keys: frozenset[str]) -> None:
    unknown = set(data) - keys
    if unknown:
        raise KeyError(f"不认识的键 {'、'.join(sorted(map(str, unknown)))}")
