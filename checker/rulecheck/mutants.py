"""Every way in which a rule might have been written wrong, one change at a time.

Among the changes are the silent errors of the one published program of this kind (`ORIGINS`): days counted as hours, a
period compared on one side, 无 taken for 有, nobody asked and yet passed, a status the wrong way round, what is missing
taken for there, an exception that is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.conditions import KNOWN
from checker.facts import CASE
from checker.logic import AllOf, AnyOf, Leaf, Logic, Not
from checker.owed import atoms_of
from checker.rule import Rule
from checker.rulecheck.sentences import ONE_SIDED, rewordings
from checker.rulecheck.shapes import Edit, Edited, edits, renumbered_logic
from checker.rulecheck.table import Table
from checker.rulecheck.values import HOURS_FOR_DAYS, parameter_changes

APPLIES, REQUIRES, NOBODY, PARAMETERS = "适用", "要求", "无主体", "参数"
UNREAD_HOLDS, UNREAD_EXCUSES = "没有读到当作成立", "没有读到当作不成立"
REVERSED, UNNAMED, NOBODY_PASSES = "整个反过来", "例外算符合，不说是哪一种", "没有主体算符合"

ORIGINS = {
    HOURS_FOR_DAYS: "三日、十日写成三小时、十小时",
    ONE_SIDED: "三个月的新旧只比一边，再旧的查询也算",
    "有无互换": "没有出现某类财产的字样，反而算查过",
    "是否互换": "没有出现某类财产的字样，反而算查过",
    NOBODY_PASSES: "一个被执行人也没有查，也算查过",
    REVERSED: "线索核实的状态码、仅为行为执行的判断写反",
    UNREAD_HOLDS: "日期为空、印章没有找到，都算符合",
    UNNAMED: "以“例外”通过，不说是哪一种例外",
}
"""Changes that the published program (终本合规核查清单) had made in earnest, and what it got wrong by them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule written wrong: what was done (its name within the rule), where, to which sentence, and what it asks."""

    rule: str
    mutation: str
    place: str
    sentence: str
    asked: Logic
    of_nobody: Logic


def mutants(rule: Rule, table: Table) -> list[Mutant]:
    """Every mutant of a rule, each with a name of its own."""
    made: list[Mutant] = []
    names: dict[str, int] = {}
    for mutant in [*_of_sentences(rule, table), *_of_parameters(rule, table), *_of_the_whole(rule, table)]:
        count = names[mutant.mutation] = names.get(mutant.mutation, 0) + 1
        made.append(replace(mutant, mutation=f"{mutant.mutation}（第{count}处）") if count > 1 else mutant)
    return made


def _of_sentences(rule: Rule, table: Table) -> Iterator[Mutant]:
    asked, nobody = table.asked, table.of_nobody
    for edit, tree in edits(asked.applies, lambda leaf: _of_leaf(leaf, table, APPLIES)):
        yield _mutant(rule, table, APPLIES, edit, (replace(asked, applies=tree), nobody))
    if asked.requires:
        for edit, tree in edits(asked.requires, lambda leaf: _of_leaf(leaf, table, REQUIRES)):
            yield _mutant(rule, table, REQUIRES, edit, (replace(asked, requires=tree), nobody))
    if rule.if_none and isinstance(nobody.applies, Not):
        for edit, tree in edits(nobody.applies.part, lambda leaf: _of_leaf(leaf, table, NOBODY)):
            yield _mutant(rule, table, NOBODY, edit, (asked, Logic(Not(tree), None)))


def _of_leaf(leaf: Leaf, table: Table, section: str) -> Iterator[Edited]:
    """The sentence in other words, and the sentence taken for settled where its facts are unknown."""
    atom = table.atoms[leaf.atom]
    for done, sentence in rewordings(atom):
        yield Edit(done, leaf, sentence), table.read(sentence, atom.place)
    if atom.word == KNOWN:
        return
    known = [table.read(f"{fact.name} {KNOWN}", atom.place) for fact in atom.facts]
    if section == APPLIES:
        yield Edit(UNREAD_EXCUSES, leaf), AllOf((leaf, *known))
    else:
        yield Edit(UNREAD_HOLDS, leaf), AnyOf((leaf, *(Not(one) for one in known)))


def _mutant(rule: Rule, table: Table, section: str, edit: Edit, asked: tuple[Logic, Logic]) -> Mutant:
    first = table.atoms[next(atoms_of(edit.node))]
    told = first.sentence if isinstance(edit.node, Leaf) else f"“{first.sentence}”起的一组"
    if edit.told:
        told = f"{told} → {edit.told}"
    return Mutant(rule.id, f"{section}·{edit.done}：{told}", first.place, first.sentence, *asked)


def _of_parameters(rule: Rule, table: Table) -> Iterator[Mutant]:
    naming = {parameter.name: (parameter, atom) for atom in reversed(table.own) for parameter in atom.parameters}
    for name, (parameter, atom) in sorted(naming.items()):
        for done, gives, changed in parameter_changes(parameter, atom.fact.words):
            numbers = [table.with_parameter(number, changed, gives) for number in range(len(table.own))]
            asked, nobody = (renumbered_logic(one, numbers.__getitem__) for one in (table.asked, table.of_nobody))
            told = f"{PARAMETERS}·{done}：{name} → {gives}"
            yield Mutant(rule.id, told, atom.place, atom.sentence, asked, nobody)


def _of_the_whole(rule: Rule, table: Table) -> Iterator[Mutant]:
    asked, nobody = table.asked, table.of_nobody
    applies, requires = asked.applies, asked.requires or AllOf()
    whole = [(REQUIRES, REVERSED, Logic(applies, Not(requires)), nobody)]
    if rule.condition_count:
        whole += [
            (APPLIES, REVERSED, Logic(Not(applies), requires), nobody),
            (APPLIES, UNNAMED, Logic(AllOf(), AnyOf((Not(applies), requires))), nobody),
        ]
    if rule.if_none:
        whole.append((NOBODY, "不再问", asked, Logic(AllOf(), None)))
    if rule.for_each != CASE:
        whole.append((NOBODY, NOBODY_PASSES, asked, Logic(AllOf(), AllOf())))
    for section, done, changed, of_nobody in whole:
        yield Mutant(rule.id, f"{section}·{done}", rule.place, "", changed, of_nobody)
