"""Asks rules of subjects: which question, the truth of its sentences, and the status a judge gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checker import oracle
from checker.evaluate import AtomResult, FactSource, decide
from checker.examples import Example, GivenFacts
from checker.facts import THE_CASE, Subject
from checker.logic import AllOf, Logic, Truth
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


Judge = Callable[[Sequence[tuple[Logic, Sequence[Truth]]]], list[Status]]
"""Statuses of many (logic, truths), in order. The durable engine is one, `judge_plainly` the other."""

_NOBODY = Question((), Logic(applies=AllOf(), requires=None))


def ask(rule: Rule, source: FactSource, day: date) -> list[Asked]:
    """The rule put to each of its subjects, or once to 案件 where there is none."""
    subjects = source.subjects(rule.for_each)
    if subjects:
        return [_ask(rule, subject, False, rule.question, source, day) for subject in subjects]
    return [_ask(rule, THE_CASE, True, rule.if_none or _NOBODY, source, day)]


def _ask(rule: Rule, subject: Subject, nobody: bool, question: Question, source: FactSource, day: date) -> Asked:
    results = tuple(decide(atom, subject, source, day) for atom in question.atoms)
    return Asked(rule, subject, nobody, question, results)


def judge_plainly(questions: Sequence[tuple[Logic, Sequence[Truth]]]) -> list[Status]:
    """The oracle's statuses."""
    return [oracle.judge(logic, truths) for logic, truths in questions]


def judge_all(asked: Iterable[Asked], judge: Judge) -> list[Status]:
    """The statuses of what was asked, in order."""
    return judge([(one.question.logic, one.truths) for one in asked])


def run_example(rule: Rule, example: Example, judge: Judge = judge_plainly) -> Status:
    """The status an example of a rule comes out with."""
    asked = ask(rule, GivenFacts(rule.for_each, example), example.as_of or rule.start)
    return judge_all(asked, judge)[0]
