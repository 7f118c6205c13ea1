"""The list of all that a backup holds, with the SHA-256 of each part; what it does not name is not restored.

A backup is a folder or a tar with the same names:

    manifest.json
    tables/cases.jsonl …      one line of column names, then one line a row
    store/ab/abcdef…          originals and made papers, by SHA-256
    ledger/2026-11.jsonl …    signed checkpoints, up to the last entry of the rows
    keys/ledger.key …
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.errors import UserError

NAME = "manifest.json"
FORMAT = "zhongben/backup/1"
_ALLOWED = re.compile(
    r"tables/[a-z][a-z_]{0,62}\.jsonl|store/([0-9a-f]{2})/\1[0-9a-f]{62}|ledger/\d{4}-\d{2}\.jsonl|keys/[a-z]{1,32}\.key"
)
"""The only names that a backup may hold: none leads out of its folder."""


class BackupError(UserError):
    """A backup that cannot be used: not one of ours, or not what was written."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    `tables`: rows of each table. `head`: number and hash of the ledger's last entry; `holds`: whether the ledger was whole.
    `missing`: blobs that the rows name, but that were gone or damaged when the backup was made.
    """

    at: str
    court: str
    program: str
    revision: str
    database: str
    tables: Mapping[str, int]
    head: tuple[int, str]
    holds: bool
    missing: tuple[str, ...]
    files: Mapping[str, Part]

    def to_bytes(self) -> bytes:
        """The JSON of `manifest.json`."""
        content = {
            "format": FORMAT,
            "at": self.at,
            "court": self.court,
            "program": self.program,
            "revision": self.revision,
            "database": self.database,
            "tables": dict(self.tables),
            "ledger": {"seq": self.head[0], "hash": self.head[1], "holds": self.holds},
            "missing": list(self.missing),
            "files": {name: {"bytes": part.size, "sha256": part.sha256} for name, part in sorted(self.files.items())},
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: bytes, where: str) -> Manifest:
    """The manifest of these bytes. `BackupError` where it is none, is newer than this program, or names what may not be."""
    try:
        content: dict[str, Any] = json.loads(data)
        if content["format"] != FORMAT:
            raise BackupError(f"备份的格式不认识：{content['format']}", where=where, how="用做备份的那个版本的程序恢复")
        files = {name: Part(int(part["bytes"]), str(part["sha256"])) for name, part in content["files"].items()}
        ledger = content["ledger"]
        manifest = Manifest(
            at=str(content["at"]),
            court=str(content["court"]),
            program=str(content["program"]),
            revision=str(content["revision"]),
            database=str(content["database"]),
            tables={str(name): int(rows) for name, rows in content["tables"].items()},
            head=(int(ledger["seq"]), str(ledger["hash"])),
            holds=bool(ledger["holds"]),
            missing=tuple(str(one) for one in content["missing"]),
            files=files,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError("备份的清单读不出来", where=where, how="换一份备份") from error
    if wrong := next((name for name in files if not _ALLOWED.fullmatch(name)), None):
        raise BackupError(f"备份里有不该有的文件名：{wrong!r}", where=where, how="这不是本程序做的备份，不要使用")
    return manifest
