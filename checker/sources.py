"""Sources: every legal text a rule rests on, its dates and how well our copy was read (`rules/sources.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from checker.errors import InternalError, RulebookError
from checker.outcome import Level
from checker.parameters import read_date
from checker.yamlfile import Block, Word, block, check_keys, choose, nearest, read_yaml, word

SOON = timedelta(days=180)
GRADES = ("A", "B", "C", "M")
"""A read in full · B excerpt or repost · C third party · M from memory, to be checked."""

_HARDEST = {"A": Level.BLOCKING, "B": Level.BLOCKING, "C": Level.DEFECT, "M": Level.NOTICE}
_HARDNESS = (Level.NOTICE, Level.DEFECT, Level.BLOCKING)


@dataclass(frozen=True, slots=True)
class Source:
    """A legal text: citation, full title, first and last day in force, grade of our copy."""

    cite: str
    title: str
    start: date
    end: date | None
    grade: str
    place: str

    def in_force(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Basis:
    """One citation of a rule: the source and the article, with the grade of what was read."""

    cite: str
    grade: str


class Cites(Protocol):
    """A rule, as far as its citations go."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def basis(self) -> tuple[Basis, ...]:
        """What it rests on."""
        ...


Sources = Mapping[str, Source]


def load_sources(path: Path) -> Sources:
    """All sources of the file, by citation."""
    return {cite: _read(cite, block(entry)) for cite, entry in read_yaml(path).items()}


def _read(cite: Word, entry: Block) -> Source:
    check_keys(entry, ("title", "from", "grade"), ("to", "note"))
    end = read_date(entry["to"]) if "to" in entry else None
    grade = choose(entry["grade"], GRADES, "等级")
    return Source(cite, word(entry["title"]), read_date(entry["from"]), end, grade, cite.place)


def read_basis(entry: Block, sources: Sources) -> Basis:
    """A rule's citation. It must begin with a known source; its grade is the source's unless it says another."""
    check_keys(entry, ("cite",), ("grade",))
    basis = cited(word(entry["cite"]), sources)
    return Basis(basis.cite, str(choose(entry["grade"], GRADES, "等级"))) if "grade" in entry else basis


def cited(cite: Word, sources: Sources) -> Basis:
    """A citation with the grade of its source, which it must begin with."""
    source = _source_named(cite, sources)
    if source is None:
        raise RulebookError(
            f"依据“{cite}”不在 sources.yaml 中", where=cite.place, how=nearest(cite.split(" ")[0], sources)
        )
    return Basis(str(cite), source.grade)


def _source_named(cite: str, sources: Sources) -> Source | None:
    """The source that a citation begins with; of two of which one begins with the other, the longer."""
    known = [key for key in sources if cite.startswith(key)]
    return sources[max(known, key=len)] if known else None


def cited_on(bases: tuple[Basis, ...], sources: Sources, day: date) -> tuple[Basis, ...]:
    """The citations whose text was in force on a day, so that an article is cited by the number it bore then; all of them
    where none was.
    """
    current = tuple(basis for basis in bases if source_of(basis, sources).in_force(day))
    return current or bases


def source_of(basis: Basis, sources: Sources) -> Source:
    """The source of a citation. Every citation that was read has one."""
    source = _source_named(basis.cite, sources)
    if source is None:
        raise InternalError(f"依据“{basis.cite}”没有来源")
    return source


def ending_sources(rules: Iterable[Cites], sources: Sources, day: date) -> list[str]:
    """Warnings (Chinese) on texts that had ended by a day, or end within `SOON` after it, with nothing in their place."""
    warned: dict[str, list[str]] = {}
    for rule in rules:
        cited = [source_of(basis, sources) for basis in rule.basis]
        last = max(cited, key=lambda source: source.end or date.max)
        if last.end and last.end < day + SOON:
            when = "已经失效" if last.end < day else "即将失效"
            warned.setdefault(f"“{last.cite}”{when}（有效期至{last.end}）", []).append(rule.code)
    return [f"依据{text}，规则没有写替代的依据，须核对：{'、'.join(codes)}" for text, codes in warned.items()]


def hardest_level(bases: tuple[Basis, ...]) -> Level:
    """The hardest level a rule may have: its best-read citation decides."""
    return max((_HARDEST[b.grade] for b in bases), key=_HARDNESS.index)


def too_hard(level: Level, bases: tuple[Basis, ...]) -> bool:
    """Whether the level asks more than the citations bear."""
    return _HARDNESS.index(level) > _HARDNESS.index(hardest_level(bases))
