"""Limits on input. Each has a safe default and a setting in the environment; crossing one is a `LimitError`.

`ZHONGBEN_MAX_FILE_BYTES=4G` overrides `file_bytes`; K, M and G are powers of 1024.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from checker.errors import LimitError, SettingsError

_PREFIX = "ZHONGBEN_MAX_"
_SUFFIXES = {"K": 1024, "M": 1024**2, "G": 1024**3}
_NAMES = {
    "files": "文件个数",
    "file_bytes": "单个文件字节数",
    "pages_per_file": "单个文件页数",
    "pages": "全卷页数",
    "pixels": "单幅图像像素数",
    "archive_entries": "压缩包内文件个数",
    "archive_bytes": "压缩包解开后总字节数",
    "archive_ratio": "压缩包膨胀倍数",
    "archive_nesting": "压缩包嵌套层数",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much input is accepted.

    `file_bytes` per input file; `archive_bytes` all files unpacked for one case together; `archive_ratio`
    unpacked size over packed size of one archive (only where it unpacks to more than 64 MiB);
    `archive_nesting` 1 = an archive, 2 = an archive inside it.
    """

    files: int = 10_000
    file_bytes: int = 2 * 1024**3
    pages_per_file: int = 5_000
    pages: int = 20_000
    pixels: int = 150_000_000
    archive_entries: int = 10_000
    archive_bytes: int = 4 * 1024**3
    archive_ratio: int = 200
    archive_nesting: int = 3

    def check(self, name: str, value: int, where: str) -> None:
        """Raise `LimitError` where `value` is above the limit `name`."""
        limit: int = getattr(self, name)
        if value > limit:
            raise LimitError(
                f"{_NAMES[name]}超过上限：实际 {value:,}，上限 {limit:,}",
                where=where,
                how=f"拆分或更换该文件；确属正常材料的，由技术人员调高设置 {setting_of(name)} 后重试",
            )


def setting_of(name: str) -> str:
    """The environment variable that overrides a limit."""
    return _PREFIX + name.upper()


def limits_from(environment: Mapping[str, str] | None = None) -> Limits:
    """The default limits with the overrides of the environment. A value that is no number is a `SettingsError`."""
    values = os.environ if environment is None else environment
    known = {setting_of(item.name): item.name for item in fields(Limits)}
    given = {known[key]: _number(key, text) for key, text in values.items() if key in known}
    return Limits(**given)


def _number(setting: str, text: str) -> int:
    plain = text.strip().upper().removesuffix("B")
    factor = _SUFFIXES.get(plain[-1:], 1)
    digits = plain[:-1] if factor > 1 else plain
    if not (digits.isascii() and digits.isdigit()) or int(digits) == 0:
        raise SettingsError(
            f"设置 {setting} 的值“{text}”不是正整数", where=setting, how="写成正整数，可带 K、M、G，例如 2G"
        )
    return int(digits) * factor
