"""Papers about one thing found: those that name it, and those that may be about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checker.casefile import Document
from checker.derive.property.naming import may_be_one, names_another, speaks_of
from checker.derive.property.properties import OTHER, Property, properties, property_of
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

Keep = Callable[[Document], bool]


def _all(paper: Document) -> bool:
    """Every paper of the kinds asked for."""
    return True


def papers_of(view: View, subject: Subject, kinds: Sequence[str], keep: Keep = _all) -> Fact:
    """有/无/unknown: a paper of these kinds that names the thing. With one thing in the file, an unnamed one is its own."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    return presence(view, thing, kinds, keep)


def own(view: View, thing: Property, kinds: Sequence[str], keep: Keep = _all) -> tuple[list[Document], list[Document]]:
    """Papers that name the thing, and those that name no other thing for certain (they may be about it)."""
    papers = [p for p in view.papers(*kinds) if keep(p)]
    named = [p for p in papers if speaks_of(view, p, thing)]
    others = [p for p in properties(view) if p.name != thing.name and not may_be_one(p, thing)]
    vague = [p for p in papers if p not in named and not any(speaks_of(view, p, other) for other in others)]
    return named, vague


def presence(view: View, thing: Property, kinds: Sequence[str], keep: Keep = _all) -> Fact:
    """`papers_of` for a thing that is known. A paper that names no thing is the only thing's of its sort."""
    named, vague = own(view, thing, kinds, keep)
    if named:
        return view.presence(named, kinds)
    alike = [p for p in vague if _alike(view, p, thing)]
    others = [p for p in properties(view) if p.name != thing.name]
    strange = [p for p in alike if names_another(view, p, thing) or any(_alike(view, p, other) for other in others)]
    if sure := [p for p in alike if p not in strange]:
        return view.presence(sure, kinds)
    if alike or any(not legible(view, p) for p in vague):
        shown = alike or vague
        return Fact(None, tuple(e for p in shown for e in p.evidence), f"{shown[0].kind}没有写清是不是该财产")
    missing = view.presence((), kinds)
    note = f"没有写明该财产的{'、'.join(kinds)}" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


def or_headed(
    view: View, subject: Subject, kinds: Sequence[str], others: Sequence[str], heading: str, keep: Keep = _all
) -> Fact:
    """`papers_of`; else a paper of another kind that names the thing and is headed as one of these: what a survey found
    may be taken down in a record of inquiry.
    """
    found = papers_of(view, subject, kinds)
    thing = property_of(view, subject)
    if found.value is True or thing is None:
        return found
    headed = [p for p in view.papers(*others) if compiled(heading).search(_head(view, p)) and keep(p)]
    named = [p for p in headed if speaks_of(view, p, thing)]
    return view.presence(named, kinds) if named else found


def _head(view: View, paper: Document) -> str:
    """The title and the first words, which name the paper more closely than its kind."""
    return flat(paper.title) + wording(view, paper).text[:_HEAD]


_HEAD = 30  # characters
_SORTS = {
    "车辆": r"车|号牌",
    "不动产": r"房|不动产|土地|室|商铺|铺面|门面|车位|仓库",
    "股权": r"股权|股份|出资",
    OTHER: r"设备|机|船|货",
}


def _alike(view: View, paper: Document, thing: Property) -> bool:
    """Whether a paper that names no mark of any thing speaks of this sort of thing."""
    return re.search(_SORTS.get(thing.kind, r"财产"), wording(view, paper).text) is not None
