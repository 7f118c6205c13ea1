"""The shape of a rule, written wrong: a sentence or a branch left out, 任一 for 全部, a 不得 lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from checker.logic import AllOf, AnyOf, Leaf, Logic, Not, Tree


class Edit(NamedTuple):
    """What was done to which node; `told`: the sentence it became, empty where it is gone or keeps its words."""

    done: str
    node: Tree
    told: str = ""


Edited = tuple[Edit, Tree]
"""A change, and the tree with it."""

LeafEdits = Callable[[Leaf], Iterator[Edited]]


def edits(tree: Tree, leaf_edits: LeafEdits) -> Iterator[Edited]:
    """Every tree that differs from this one in one place. A list at the top may lose its only sentence."""
    if isinstance(tree, AllOf) and len(tree.parts) == 1:
        yield Edit("删去", tree.parts[0]), AllOf()
    yield from _edits(tree, leaf_edits)


def _edits(tree: Tree, leaf_edits: LeafEdits) -> Iterator[Edited]:
    if isinstance(tree, Leaf):
        yield from leaf_edits(tree)
    elif isinstance(tree, Not):
        yield Edit("去掉“不得”", tree), tree.part
        for edit, changed in _edits(tree.part, leaf_edits):
            yield edit, Not(changed)
    else:
        yield from _of_group(tree, leaf_edits)


def _of_group(tree: AllOf | AnyOf, leaf_edits: LeafEdits) -> Iterator[Edited]:
    kind, other = (AllOf, AnyOf) if isinstance(tree, AllOf) else (AnyOf, AllOf)
    if len(tree.parts) > 1:
        yield Edit("全部改任一" if kind is AllOf else "任一改全部", tree), other(tree.parts)
    for index, part in enumerate(tree.parts):
        before, after = tree.parts[:index], tree.parts[index + 1 :]
        if before or after:
            yield Edit("删去", part), kind((*before, *after))
        for edit, changed in _edits(part, leaf_edits):
            yield edit, kind((*before, changed, *after))


def renumbered(tree: Tree, number: Callable[[int], int]) -> Tree:
    """The same tree of other atoms."""
    if isinstance(tree, Leaf):
        return Leaf(number(tree.atom))
    if isinstance(tree, Not):
        return Not(renumbered(tree.part, number))
    return type(tree)(tuple(renumbered(part, number) for part in tree.parts))


def renumbered_logic(logic: Logic, number: Callable[[int], int]) -> Logic:
    """The same logic of other atoms."""
    requires = None if logic.requires is None else renumbered(logic.requires, number)
    return Logic(renumbered(logic.applies, number), requires)
