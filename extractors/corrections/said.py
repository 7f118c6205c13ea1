"""What people corrected in the reading of a case, put in order for `catalogue`: which corrections hold, and of what.

The later of two on the same thing holds. A correction follows its page into a file of another name, or to another place in it.
One whose page is no longer in the file, or that nobody can have seen, is not used, and the report says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.casefile import Document, Page, PageCorrection, PageRef, TakenCorrection
from extractors.corrections.fields import with_fields
from extractors.corrections.marks import WORDS, with_marks
from extractors.kinds import load_kinds

__all__ = [
    "BLANK",
    "DUPLICATE",
    "FIRST",
    "FOREIGN",
    "NEXT",
    "OWN",
    "STATES",
    "UNKNOWN",
    "PageCorrection",
    "Said",
    "followed",
    "in_force",
    "is_kind",
    "pages_to_read_whole",
    "read_corrections",
    "replaces",
]

BLANK, DUPLICATE, FOREIGN, UNKNOWN, OWN = "空白", "重复", "他案", "未归类", "本案"
STATES = (BLANK, DUPLICATE, FOREIGN, UNKNOWN, OWN)
"""What may be said of a page instead of a kind. 本案: the paper is this case's, though number and parties read otherwise."""
FIRST, NEXT = "first", "next"
_LEFT_OUT = (BLANK, DUPLICATE)
_NEITHER = (BLANK, DUPLICATE, UNKNOWN)
_WHOSE = (FOREIGN, OWN)
_GONE = "卷里已没有这一页"
_REPLACED = "这一页的文件已经更换，不是更正时的那一页"
_UNSEEN = "这一页打不开，没有内容可以更正"


@dataclass(frozen=True, slots=True)
class Said:
    """The corrections that hold. `kinds`: page → what was said of its kind; `others`, `own`: pages of papers of another case,
    and of this one. `ignored`: corrections that cannot be used, with the reason.
    """

    kinds: Mapping[PageRef, PageCorrection] = field(default_factory=dict)
    others: Mapping[PageRef, PageCorrection] = field(default_factory=dict)
    own: Mapping[PageRef, PageCorrection] = field(default_factory=dict)
    fields: tuple[PageCorrection, ...] = ()
    marks: tuple[PageCorrection, ...] = ()
    current: tuple[PageCorrection, ...] = ()
    ignored: Mapping[int, str] = field(default_factory=dict)

    def left_out(self, ref: PageRef) -> str:
        """空白 or 重复 where somebody said so, else empty."""
        word = self.kinds[ref].value if ref in self.kinds else ""
        return word if word in _LEFT_OUT else ""

    def kept(self, ref: PageRef) -> bool:
        """Whether somebody said that the page is part of a paper, so that it is neither blank nor a duplicate."""
        return ref in self.others or ref in self.own or (ref in self.kinds and not self.left_out(ref))

    def seen(self, pages: Sequence[Page]) -> list[Page]:
        """The pages as people saw them: with their seals and signatures, and not blank where they are none."""
        marked = with_marks(pages, self.marks)
        return [_not_blank(page) if page.blank and self.kept(page.ref) else page for page in marked]

    def is_others(self, document: Document) -> bool:
        """Whether somebody said that it is a paper of another case."""
        return any(page.ref in self.others for page in document.pages)

    def is_own(self, document: Document) -> bool:
        """Whether somebody said that it is a paper of this case."""
        return any(page.ref in self.own for page in document.pages)

    def corrected(self, document: Document) -> Document:
        """A paper with the fields that people read on it."""
        refs = {page.ref for page in document.pages}
        own = [one for one in self.fields if one.ref in refs]
        return with_fields(document, own)[0] if own else document

    def told(self, documents: Iterable[Document]) -> tuple[TakenCorrection, ...]:
        """All corrections in the order they were made, with the reason where one was not used."""
        holder = {page.ref: document for document in documents for page in document.pages}
        unfit = dict(self.ignored)
        for one in self.fields:
            document = holder.get(one.ref)
            reason = with_fields(document, [one])[1].get(one) if document else "这一页没有归入文书"
            if reason:
                unfit[self.current.index(one)] = reason
        return tuple(TakenCorrection(one, unfit.get(number, "")) for number, one in enumerate(self.current))


def read_corrections(corrections: Sequence[PageCorrection], pages: Sequence[Page]) -> Said:
    """The corrections that hold for these pages."""
    if not corrections:
        return Said()
    by_ref = {page.ref: page for page in pages}
    current = tuple(in_force(followed(corrections, {page.ref: page.sha256 for page in pages})))
    ignored = {number: reason for number, one in enumerate(current) if (reason := _unusable(one, by_ref.get(one.ref)))}
    used = [one for number, one in enumerate(current) if number not in ignored]
    kinds = [one for one in used if one.of == "kind"]
    return Said(
        kinds={one.ref: one for one in kinds if one.value not in _WHOSE},
        others={one.ref: one for one in kinds if one.value == FOREIGN},
        own={one.ref: one for one in kinds if one.value == OWN},
        fields=tuple(one for one in used if one.of == "field"),
        marks=tuple(one for one in used if one.of == "mark"),
        current=current,
        ignored=ignored,
    )


def followed(corrections: Sequence[PageCorrection], lies: Mapping[PageRef, str]) -> list[PageCorrection]:
    """The corrections where their pages lie now: one whose page lies elsewhere, and only there, has moved with it. `lies`: the
    hash of each page that is in the file.
    """
    places: dict[str, list[PageRef]] = {}
    for ref, sha256 in lies.items():
        places.setdefault(sha256, []).append(ref)

    def follow(one: PageCorrection) -> PageCorrection:
        if not one.sha256 or lies.get(one.ref) == one.sha256 or len(now := places.get(one.sha256, [])) != 1:
            return one
        return replace(one, file=now[0].file, page=now[0].page)

    return [follow(one) for one in corrections]


def pages_to_read_whole(corrections: Sequence[PageCorrection], lies: Mapping[PageRef, str]) -> frozenset[PageRef]:
    """The pages of which a person said what they are: their words are needed, whatever their heading makes of them. `lies` as
    in `followed`.
    """
    return frozenset(one.ref for one in followed(corrections, lies) if one.value not in STATES)


def is_kind(name: str) -> bool:
    """Whether a name is that of a kind of papers."""
    return any(kind.name == name for kind in load_kinds())


def in_force(corrections: Iterable[PageCorrection]) -> list[PageCorrection]:
    """The corrections that no later one replaces, in the order they were made."""
    current: list[PageCorrection] = []
    for one in corrections:
        current = [earlier for earlier in current if not replaces(one, earlier)]
        current.append(one)
    return current


def replaces(one: PageCorrection, earlier: PageCorrection) -> bool:
    """Whether a correction takes the place of an earlier one. A kind and whose paper it is do not exclude each other; a page
    that is blank, a duplicate or not known has neither.
    """
    if (one.ref, one.of) != (earlier.ref, earlier.of):
        return False
    if one.of == "mark":
        return one.name == earlier.name and one.box == earlier.box
    if one.of == "field":
        return one.name == earlier.name
    whose, had_whose = one.value in _WHOSE, earlier.value in _WHOSE
    return whose == had_whose or one.value in _NEITHER or earlier.value in _NEITHER


def _unusable(one: PageCorrection, page: Page | None) -> str:
    if page is None:
        return _GONE
    if one.sha256 and one.sha256 != page.sha256:
        return _REPLACED
    if page.problem is not None and not page.sha256:  # it stands for a file, or pages, that cannot be opened
        return _UNSEEN
    if one.of == "kind" and one.value not in STATES and not is_kind(one.value):
        return f"文书种类里没有“{one.value}”"
    if one.of == "mark" and one.value not in WORDS:
        return f"签章只能是{'、'.join(WORDS)}"
    return ""


def _not_blank(page: Page) -> Page:
    return replace(page, blank=False)
