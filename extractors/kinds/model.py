"""What a kind file says, as immutable values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

TYPES = frozenset(
    {"text", "name", "names", "date", "amount", "number", "case_number", "id_number", "credit_code", "phone", "account"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word to look for, or, written `/…/` in the file, a regular expression."""

    text: str
    pattern: re.Pattern[str] | None = None

    def find(self, text: str) -> int:
        """Where it first stands in `text`; -1 where it does not."""
        if self.pattern is None:
            return text.find(self.text)
        found = self.pattern.search(text)
        return found.start() if found else -1

    def end(self, text: str) -> int:
        """Where its first occurrence ends in `text`; -1 where it does not stand there."""
        if self.pattern is None:
            start = text.find(self.text)
            return start + len(self.text) if start >= 0 else -1
        found = self.pattern.search(text)
        return found.end() if found else -1


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How one field is found. The finders are tried in the order `pattern`, `label`, `salutation`, `foot`, `checkbox`,
    `title`; the first that finds anything gives the values, unless `all` asks for every finder's.
    """

    name: str
    type: str = "text"
    pattern: tuple[re.Pattern[str], ...] = ()
    label: tuple[str, ...] = ()
    salutation: bool = False
    foot: bool = False
    checkbox: tuple[str, ...] = ()
    title: re.Pattern[str] | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table: its id, the words its heading may read, the type of its cells."""

    name: str
    words: tuple[str, ...]
    type: str = "text"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a kind: a header row that holds at least `least` of the columns begins it. Rows without any of
    `needs` are not rows (sums, remarks).
    """

    name: str
    columns: tuple[ColumnSpec, ...]
    needs: tuple[str, ...] = ()
    least: int = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `must`, if any, asks that one of its phrases stands in the text, unless the title itself holds
    one of `must_unless_title`; `weak` kinds win only where no other kind of that title fits.
    """

    name: str
    id: str
    titles: tuple[Phrase, ...]
    not_titles: tuple[str, ...] = ()
    must: tuple[Phrase, ...] = ()
    must_unless_title: tuple[str, ...] = ()
    must_not: tuple[Phrase, ...] = ()
    cues: tuple[Phrase, ...] = ()
    weak: bool = False
    volume: str = "正卷"
    catalogue_item: int = 31
    full: bool = True
    court_seal: bool = False
    signed: bool = False
    dialogue: bool = False
    fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    code: str | None = None
