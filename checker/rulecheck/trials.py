"""What a rule is tried on: its examples, and the kept readings of the sample files where the source is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker import oracle
from checker.conditions import Atom
from checker.errors import UserError
from checker.evaluate import FactSource, decide
from checker.examples import EXAMPLE_NAME, GivenFacts
from checker.facts import CASE, THE_CASE, Subject
from checker.logic import Logic, Truth
from checker.outcome import Status
from checker.rule import Rule
from checker.rulecheck.table import Table

_DAY = date(2024, 12, 31)
"""The day of a sample file whose expectation names none: it does not depend on it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The truth of every sentence of a table in one example or file, and the status that must come out."""

    nobody: bool
    truths: tuple[Truth, ...]
    expect: Status

    def told_apart(self, asked: Logic, of_nobody: Logic) -> bool:
        """Whether a rule that asks this comes out otherwise."""
        return oracle.judge(of_nobody if self.nobody else asked, self.truths) is not self.expect


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file at a gate: what is known of it, judged on a day."""

    gate: str
    day: date
    source: FactSource


def of_examples(rule: Rule, atoms: Sequence[Atom]) -> list[Trial]:
    """The trials that the examples of a rule are."""
    trials = []
    for example in rule.examples:
        nobody = example.no_subjects and rule.for_each != CASE
        subject = THE_CASE if nobody or rule.for_each == CASE else Subject(rule.for_each, EXAMPLE_NAME)
        facts = GivenFacts(rule.for_each, example)
        trials.append(Trial(nobody, _truths(atoms, subject, facts, example.as_of or rule.start), example.expect))
    return trials


def of_files(rule: Rule, table: Table, files: Iterable[Kept]) -> Iterator[Trial]:
    """The trials that kept files are: the rule's own status is what is expected of its mutants."""
    for kept in files:
        if kept.gate not in rule.gates or not rule.in_force(kept.day):
            continue
        subjects = kept.source.subjects(rule.for_each)
        for subject in subjects or [THE_CASE]:
            truths = _truths(table.atoms, subject, kept.source, kept.day, nobody=not subjects)
            yield Trial(not subjects, truths, oracle.judge(table.asked if subjects else table.of_nobody, truths))


def _truths(
    atoms: Sequence[Atom], subject: Subject, source: FactSource, day: date, *, nobody: bool = False
) -> tuple[Truth, ...]:
    """The truth of each sentence; without a subject those about one are not asked."""
    return tuple(
        None if nobody and any(fact.kind != CASE for fact in atom.facts) else decide(atom, subject, source, day).truth
        for atom in atoms
    )


def kept_files() -> list[Kept]:
    """Every kept reading at every gate that its spec names. Only a source checkout has them."""
    try:
        from fixtures.recordings import IDEAL, RECORDED, load, recorded_names
        from fixtures.spec import load_spec
    except ImportError as error:
        raise UserError(
            "这里没有样卷的读取结果", how="--fixtures 只能在源代码目录里用（样卷不随程序安装）；请去掉这个选项"
        ) from error
    from checker.derive import facts_of

    files = []
    for folder in (IDEAL, RECORDED):
        for name in recorded_names(folder):
            case = load(name, folder).case_file()
            for expected in load_spec(name).expect:
                day = date.fromisoformat(expected.as_of) if expected.as_of else _DAY
                files.append(Kept(expected.gate, day, facts_of(case, day)))
    return files
