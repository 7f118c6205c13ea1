"""The table of `docs/settings.md`, from the settings themselves. `python -m tools.settings_table` writes it anew."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from service.settings import PREFIX, Settings

_PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
_HEAD = "| 环境变量 | 默认值 | 含义 |\n|---|---|---|\n"
_MADE = "由程序决定"  # a default that differs from machine to machine
_MIB = 1024**2


def settings_table() -> str:
    """Every setting: its variable, its default, what it means (Chinese, Markdown)."""
    rows = (_row(name, field) for name, field in Settings.model_fields.items())
    return _HEAD + "".join(rows)


def _row(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    variable = str(alias.choices[0]) if isinstance(alias, AliasChoices) else PREFIX + name.upper()
    return f"| `{variable}` | {_default(field)} | {field.description} |\n"


def _default(field: FieldInfo) -> str:
    default = field.default
    if field.default_factory is not None:
        return _MADE
    if default is None or default == "":
        return "不设"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, int) and default >= _MIB:
        return f"`{default}`（{default // _MIB} MiB）"
    return f"`{default}`"


def main() -> None:
    """Puts the table into the page, in place of the one that is there."""
    text = _PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_HEAD)
    after = "".join(line for line in rest.splitlines(keepends=True) if not line.startswith("| "))
    _PAGE.write_text(f"{before}{settings_table()}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
