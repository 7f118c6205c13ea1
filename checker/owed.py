"""What a requirement still lacks: of its tree of sentences only those that must yet be met.

A sentence that holds is left out, and so is an alternative once another one holds. An alternative that the case
itself rules out (what is asked of a company, of a natural person) is owed by nobody. Of a paper that is lacking, its
signature and contents are not told besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.conditions import Atom
from checker.literals import TRUE_FALSE
from checker.logic import AllOf, AnyOf, Leaf, Not, Tree, Truth, kleene


def unmet(tree: Tree, atoms: Sequence[Atom], truths: Sequence[Truth]) -> Tree:
    """The part of a tree that does not hold (false or unknown); `AllOf()` where all of it holds."""
    rest = _rest(tree, atoms, truths)
    facts = {atoms[atom].fact.name for atom in atoms_of(rest)}
    return _without(rest, {i for i, atom in enumerate(atoms) if facts & set(atom.fact.parts_of)})


def atoms_of(tree: Tree) -> Iterator[int]:
    """The numbers of the sentences of a tree, in the order written."""
    if isinstance(tree, Leaf):
        yield tree.atom
    elif isinstance(tree, Not):
        yield from atoms_of(tree.part)
    else:
        for part in tree.parts:
            yield from atoms_of(part)


def is_owed(atom: Atom) -> bool:
    """Whether somebody can supply it. Nobody owes an absence (是 无, 是 否), nor what only describes the case."""
    wanted = atom.operand.literal if atom.operand else None
    if atom.fact.type in TRUE_FALSE and isinstance(wanted, bool) and wanted is (atom.word == "不是"):
        return False
    return atom.fact.owed


def _rest(tree: Tree, atoms: Sequence[Atom], truths: Sequence[Truth]) -> Tree:
    if kleene(tree, truths) is True:
        return AllOf()
    if isinstance(tree, Leaf | Not):
        return tree
    if isinstance(tree, AllOf):
        return _joined(_rest(part, atoms, truths) for part in tree.parts)
    possible = [part for part in tree.parts if not _ruled_out(part, atoms, truths)] or tree.parts
    rest = [_rest(part, atoms, truths) for part in possible]
    return rest[0] if len(rest) == 1 else AnyOf(tuple(rest))


def _ruled_out(branch: Tree, atoms: Sequence[Atom], truths: Sequence[Truth]) -> bool:
    """Whether an alternative is not for this case: a sentence that describes the case is false."""
    leaves = branch.parts if isinstance(branch, AllOf) else (branch,)
    return any(
        isinstance(leaf, Leaf) and truths[leaf.atom] is False and not is_owed(atoms[leaf.atom]) for leaf in leaves
    )


def _without(tree: Tree, told: set[int]) -> Tree:
    """The tree without sentences that another one already tells."""
    if isinstance(tree, AllOf):
        return _joined(_without(part, told) for part in tree.parts)
    if isinstance(tree, AnyOf):
        kept = [part for part in (_without(part, told) for part in tree.parts) if part != AllOf()]
        return kept[0] if len(kept) == 1 else (AnyOf(tuple(kept)) if kept else AllOf())
    return AllOf() if isinstance(tree, Leaf) and tree.atom in told else tree


def _joined(parts: Iterator[Tree]) -> Tree:
    """All of the parts, without empty ones and without lists inside lists."""
    flat: list[Tree] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, AllOf) else [part])
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))
