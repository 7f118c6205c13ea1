"""The sentences of a rule as an outline that keeps 全部 and 任一, for people; and its logic as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.logic import AllOf, AnyOf, Leaf, Logic, Not, Tree, Truth, kleene

ALL, ANY, NOT = "以下各项都要有", "以下有其一即可", "以下不得成立"
_MARKS: dict[Truth, str] = {True: "✔", False: "✘", None: "？"}
NOT_NEEDED = "－"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an outline: a sentence by its number, or a heading over the deeper lines below it.

    `needed` False: it does not hold, and need not, for an alternative does.
    """

    depth: int
    heading: str = ""
    atom: int = -1
    truth: Truth = None
    needed: bool = True

    @property
    def mark(self) -> str:
        """✔ true, ✘ false, ？ unknown, － false or unknown without its being needed."""
        return _MARKS[self.truth] if self.needed else NOT_NEEDED


def outline(tree: Tree | None, truths: Sequence[Truth]) -> list[Entry]:
    """The lines of a tree; a list of sentences at the top needs no heading."""
    if tree is None:
        return []
    parts = tree.parts if isinstance(tree, AllOf) else (tree,)
    return [entry for part in parts for entry in _entries(part, truths, 0, needed=True)]


def _entries(tree: Tree, truths: Sequence[Truth], depth: int, *, needed: bool) -> Iterator[Entry]:
    truth = kleene(tree, truths)
    shown = needed or truth is True
    if isinstance(tree, Leaf):
        yield Entry(depth, atom=tree.atom, truth=truth, needed=shown)
        return
    if isinstance(tree, AllOf | AnyOf) and len(tree.parts) == 1:
        yield from _entries(tree.parts[0], truths, depth, needed=needed)
        return
    yield Entry(depth, _heading(tree), truth=truth, needed=shown)
    parts = (tree.part,) if isinstance(tree, Not) else tree.parts
    for part in parts:
        inside = needed and not (isinstance(tree, AnyOf) and truth is True)
        yield from _entries(part, truths, depth + 1, needed=inside)


def _heading(tree: Tree) -> str:
    return {AllOf: ALL, AnyOf: ANY, Not: NOT}[type(tree)]


def logic_json(logic: Logic) -> dict[str, Any]:
    """`applies` and `requires` as nested lists under `all`, `any`, `not`; a number is a sentence of `because`."""
    requires = None if logic.requires is None else _plain(logic.requires)
    return {"applies": _plain(logic.applies), "requires": requires}


def read_logic(plain: Mapping[str, Any]) -> Logic:
    """The logic that `logic_json` wrote. KeyError, TypeError or ValueError where it is no such thing."""
    requires = plain["requires"]
    return Logic(_tree(plain["applies"]), None if requires is None else _tree(requires))


def _plain(tree: Tree) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(tree, Leaf):
        return tree.atom
    if isinstance(tree, Not):
        return {"not": _plain(tree.part)}
    return {"any" if isinstance(tree, AnyOf) else "all": [_plain(part) for part in tree.parts]}


def _tree(plain: Any) -> Tree:  # noqa: ANN401 (JSON)
    if isinstance(plain, int):
        return Leaf(plain)
    ((key, inside),) = plain.items()
    if key == "not":
        return Not(_tree(inside))
    parts = tuple(_tree(part) for part in inside)
    if key not in ("all", "any"):
        raise KeyError(key)
    return AllOf(parts) if key == "all" else AnyOf(parts)
