"""Writes the daily digests into the outbox: a text and a page for each. What is there for a day is not written again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.clocks.digest import Digest, digests
from service.context import Service
from service.ledger import Act, record
from service.pages import render_alone
from service.work.files import write_once

FOLDER = "digest"


@dataclass(frozen=True, slots=True)
class Written:
    """Where the digests of a day lie, and how many of the files were written now."""

    folder: Path
    names: Sequence[str]
    new: int


def write_digests(service: Service, day: date, out: Path | None = None) -> Written:
    """Writes the digests of a day to `out`, by default the outbox; each to a folder of its day."""
    folder = (out or service.settings.outbox / FOLDER) / day.isoformat()
    with service.reading() as session:
        made = digests(session, day)
    court, new = service.settings.court, 0
    for one in made:
        new += write_once(folder / f"{one.name}.txt", as_text(one, court))
        new += write_once(folder / f"{one.name}.html", render_alone("clocks/digest.html", digest=one, court=court))
    if new:
        with service.writing() as session:
            record(session, Act.EXPORTED, None, about=f"每日预警 {day}", files=new)
    return Written(folder, [one.name for one in made], new)


def as_text(digest: Digest, court: str) -> str:
    """A digest as plain text, for mail and short messages."""
    lines = [digest.title, f"{court}　{digest.day}"]
    for part in digest.parts:
        lines += ["", f"【{part.title}】", *(f"· {line}" for line in part.lines)]
        if part.more:
            lines.append(f"  另有{part.more}件，见系统“期限”页")
    if not digest.parts:
        lines += ["", "今天没有需要注意的案件。"]
    return "\n".join([*lines, "", "日数按自然日计算，法定期限的期满日遇休假日的已经顺延。", ""])
