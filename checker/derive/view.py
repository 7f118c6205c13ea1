"""The case file as derivations see it: parties settled, papers found by kind and by whom they concern.

This is the only place that decides whether a paper is *missing* (every page that could be it was read) or *not
known to be there* (an unreadable page, or a page that may be that kind), so that no fact function can get it wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checker.casefile import CaseFile, Document, Evidence, PageRef, Party, UnknownPage
from checker.derive.case.case_numbers import case_number_of, is_anothers, own_number
from checker.derive.parties.names import Match, best, called, occurs
from checker.facts import Fact
from extractors.text.flat import flat

APPLICANT, RESPONDENT = "申请执行人", "被执行人"


@dataclass(frozen=True)
class View:
    """A case file and the day by whose rules it is judged. `parties` were settled from case.yaml and the papers."""

    case: CaseFile
    parties: tuple[Party, ...]
    as_of: date

    @cached_property
    def respondents(self) -> tuple[Party, ...]:
        """被执行人, in the order of the case record, else of the papers."""
        return tuple(p for p in self.parties if p.role == RESPONDENT)

    @cached_property
    def applicants(self) -> tuple[Party, ...]:
        """申请执行人, likewise."""
        return tuple(p for p in self.parties if p.role == APPLICANT)

    def party(self, name: str) -> Party | None:
        """The party that bears this name (one slip tolerated)."""
        index, _ = best(name, [p.name for p in self.parties])
        return self.parties[index] if index >= 0 else None

    def named_in(self, name: str, text: str) -> Match:
        """Whether a text names this party; the exact name of another party is no slip of this one's."""
        asked = (name, text)  # many facts ask the same of the same paper
        if asked not in self._matches:
            self._matches[asked] = occurs(name, text, (p.name for p in self.parties if p.name != name))
        return self._matches[asked]

    @cached_property
    def _matches(self) -> dict[tuple[str, str], Match]:
        return {}

    def is_named(self, name: str, text: str) -> bool:
        """Whether a text names this party, a slip in the name or none."""
        return self.named_in(name, text) is not Match.NO

    def is_spoken_of(self, party: Party, text: str) -> bool:
        """Whether a text names this party; a firm also by what people call it, no other party being called so."""
        if self.is_named(party.name, text):
            return True
        others = [form for p in self.parties if p.name != party.name for form in (p.name, *called(p.name))]
        own = (name for name in called(party.name) if not any(name in other for other in others))
        return any(re.search(rf"(?<![省市县区]){re.escape(flat(name))}", text) for name in own)

    def papers(self, *kinds: str, about: Party | None = None) -> tuple[Document, ...]:
        """This case's papers of these kinds, in file order; with `about`, those that concern that party. Papers that
        bear another case's number are left out: see `strays`.
        """
        strays = self._strays
        found = (d for d in self.case.documents if d.kind in kinds and d.id not in strays)
        return tuple(d for d in found if about is None or self.concerns(d, about))

    def strays(self, *kinds: str) -> tuple[Document, ...]:
        """Papers of these kinds that name this case's parties but bear another case's number: they prove nothing here
        until a person has looked.
        """
        return tuple(d for d in self.case.documents if d.kind in kinds and d.id in self._strays)

    @cached_property
    def _strays(self) -> frozenset[str]:
        own = case_number_of(self.case.documents, self.case.record)
        return frozenset(d.id for d in self.case.documents if is_anothers(d, own))

    def concerns(self, paper: Document, party: Party) -> bool:
        """Whether a paper is made out to, or about, this party.

        A paper with an addressee concerns its addressees only. Else it concerns every party of that role it names,
        and a paper that names no party of the role concerns the only one there is.
        """
        addressees = [str(f.value) for f in paper.fields.get("addressee", ()) if f.value]
        same_role = [p.name for p in self.parties if p.role == party.role]
        everyone = [p.name for p in self.parties]
        hits = [everyone[i] for i, m in (best(a, everyone) for a in addressees) if m is not Match.NO]
        if hits:
            return party.name in hits
        named = [n for n in same_role if self.is_named(n, paper.text)]
        if named:
            return party.name in named
        return len(same_role) == 1

    def paper(self, *kinds: str, about: Party | None = None) -> Fact:
        """有/无/unknown: is a paper of one of these kinds there? Evidence: where it begins; else what was searched."""
        return self.presence(self.papers(*kinds, about=about), kinds)

    def presence(self, found: Sequence[Document], kinds: Iterable[str]) -> Fact:
        """有 with the papers as evidence; else 无, or unknown where a page that was not settled may be of `kinds`."""
        if found:
            return Fact(True, tuple(e for d in found for e in d.evidence))
        wanted = tuple(kinds)
        if strays := self.strays(*wanted):
            told = "、".join(f"{d.kind}（{own_number(d)}）" for d in strays[:3])
            return Fact(
                None, tuple(e for d in strays for e in d.evidence), f"{told}与本案案号不同，不能作为本案材料，须核对"
            )
        maybe = self.unsettled(wanted)
        if maybe:
            pages = "、".join(f"{e.file} 第{e.page}页" for e in maybe[:5])
            return Fact(None, maybe, note=f"未见，但{pages}未能辨认，可能即为该材料")
        return Fact(False, note=self.searched_note(), searched=self.searched)

    def unsettled(self, kinds: Iterable[str]) -> tuple[Evidence, ...]:
        """Pages that may hold a paper of these kinds: unreadable ones, and unknown ones that speak for such a kind."""
        return tuple(
            Evidence(u.page.file, u.page.number, text=u.page.problem or u.page.text[:40])
            for u in self._unsettled(frozenset(kinds))
        )

    def _unsettled(self, kinds: AbstractSet[str]) -> Iterator[UnknownPage]:
        return (u for u in self.case.unknown if not u.readable or not kinds.isdisjoint(u.candidates))

    @cached_property
    def searched(self) -> tuple[PageRef, ...]:
        """Every page of the file, in order: what was looked through when something was not found."""
        return tuple(p.ref for p in self.case.pages)

    @cached_property
    def place_in_file(self) -> Mapping[PageRef, int]:
        """Where each page lies in the whole file, from 0."""
        return {page.ref: place for place, page in enumerate(self.case.pages)}

    def unsettled_places(self, kind: str) -> frozenset[int]:
        """Where in the file the pages lie that may be of this kind: see `unsettled`."""
        return frozenset(self.place_in_file[u.page.ref] for u in self._unsettled(frozenset([kind])))

    def searched_note(self) -> str:
        """The sentence for a paper that was not found."""
        return f"查遍{len(self.case.documents)}份文书（共{len(self.case.pages)}页），未见"
