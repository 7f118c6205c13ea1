"""Asks rules of subjects: which question, the truth of its sentences, and the status a judge gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checker import oracle
from checker.evaluate import AtomResult, FactSource, decide
from checker.examples import Example, GivenFacts
from checker.facts import THE_CASE, Subject
from checker.logic import AllOf, Inquiry, Logic, Ruleset, Truth
from checker.outcome import Status
from checker.rule import Question, Rule


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule put to a subject: the question with the truth of each of its sentences, in the order written.

    `nobody` is true where the rule's kind has no subject in the file, so that it was asked once, of 案件.
    """

    rule: Rule
    subject: Subject
    nobody: bool
    question: Question
    results: tuple[AtomResult, ...]

    @property
    def truths(self) -> tuple[Truth, ...]:
        """The truth of each sentence."""
        return tuple(result.truth for result in self.results)

    @property
    def inquiry(self) -> Inquiry:
        """What a judge is asked."""
        return Inquiry(self.rule.id + (NONE_SUFFIX if self.nobody else ""), self.question.logic, self.truths)


Judge = Callable[[Sequence[Inquiry]], list[Status]]
"""Statuses of inquiries, in order. The engine is one judge, `judge_plainly` the other."""

NONE_SUFFIX = "/none"

_NOBODY = Question((), Logic(applies=AllOf(), requires=None))


def ask(rule: Rule, source: FactSource, day: date) -> list[Asked]:
    """The rule put to each of its subjects, or once to 案件 where there is none."""
    subjects = source.subjects(rule.for_each)
    if subjects:
        return [_ask(rule, subject, False, source, day) for subject in subjects]
    return [_ask(rule, THE_CASE, True, source, day)]


def question_for(rule: Rule, *, nobody: bool) -> Question:
    """What a rule asks of a subject, or, with `nobody`, of 案件 because its kind has no subject."""
    return (rule.if_none or _NOBODY) if nobody else rule.question


def _ask(rule: Rule, subject: Subject, nobody: bool, source: FactSource, day: date) -> Asked:
    question = question_for(rule, nobody=nobody)
    results = tuple(decide(atom, subject, source, day) for atom in question.atoms)
    return Asked(rule, subject, nobody, question, results)


def judge_plainly(inquiries: Sequence[Inquiry]) -> list[Status]:
    """The oracle's statuses."""
    return [oracle.judge(inquiry.logic, inquiry.truths) for inquiry in inquiries]


def rulesets(rules: Iterable[Rule]) -> tuple[Ruleset, ...]:
    """The engine's rulesets, one per pack: each rule's question, and the one for where it has no subject."""
    packs: dict[str, list[tuple[str, Logic]]] = {}
    for rule in rules:
        named = packs.setdefault(rule.pack, [])
        named.append((rule.id, rule.question.logic))
        named.append((rule.id + NONE_SUFFIX, question_for(rule, nobody=True).logic))
    return tuple(tuple(named) for named in packs.values())


def run_example(rule: Rule, example: Example, judge: Judge = judge_plainly) -> Status:
    """The status an example of a rule comes out with."""
    asked = ask(rule, GivenFacts(rule.for_each, example), example.as_of or rule.start)
    return judge([one.inquiry for one in asked])[0]
