"""The sentences of a rule and of what it might have been, in one numbering, so that each is decided once an example."""

from __future__ import annotations

from dataclasses import replace

from checker.conditions import Atom, SentenceReader
from checker.judge import question_for
from checker.logic import Leaf
from checker.parameters import Parameter
from checker.rule import Libraries, Rule, kinds_for
from checker.rulecheck.shapes import renumbered_logic
from checker.yamlfile import Word


class Table:
    """`asked` and `of_nobody` are the rule's own logic, with the one asked where its kind has no subject."""

    def __init__(self, rule: Rule, libraries: Libraries) -> None:
        self._kinds, self._libraries = kinds_for(rule.for_each), libraries
        self.atoms: list[Atom] = []
        self._numbers: dict[str, int] = {}
        for atom in rule.question.atoms:
            self.number(atom)
        nobody = question_for(rule, nobody=True)
        numbers = [self.number(atom) for atom in nobody.atoms]
        self.asked = rule.question.logic
        self.of_nobody = renumbered_logic(nobody.logic, numbers.__getitem__)
        self.own = tuple(self.atoms)

    def number(self, atom: Atom) -> int:
        """The number of a sentence; equal sentences are one."""
        if atom.sentence not in self._numbers:
            self._numbers[atom.sentence] = len(self.atoms)
            self.atoms.append(atom)
        return self._numbers[atom.sentence]

    def read(self, sentence: str, place: str) -> Leaf:
        """Another sentence, read as the rule's own are."""
        reader = SentenceReader(self._kinds, self._libraries.vocabulary, self._libraries.parameters)
        word = Word(sentence)
        word.place = place
        reader.read(word)
        return Leaf(self.number(reader.atoms[0]))

    def with_parameter(self, number: int, changed: Parameter, gives: str) -> int:
        """The number of the same sentence under another parameter: its own where it does not name it."""
        atom = self.own[number]
        operand = atom.operand
        if operand is None or changed.name not in {parameter.name for parameter in atom.parameters}:
            return number
        if operand.parameter and operand.parameter.name == changed.name:
            operand = replace(operand, parameter=changed)
        if isinstance(operand.period, Parameter) and operand.period.name == changed.name:
            operand = replace(operand, period=changed)
        sentence = f"{atom.sentence}（参数.{changed.name} = {gives}）"
        return self.number(replace(atom, operand=operand, sentence=sentence))
