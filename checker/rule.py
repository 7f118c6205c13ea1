"""One rule: what a YAML file under `rules/packs/PACK/SECTION/SLUG.yaml` says (its form: `rules/README.md`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.conditions import Atom, SentenceReader
from checker.errors import RulebookError, RuleCompileError
from checker.examples import Example, read_example
from checker.facts import CASE, SUBJECT_KINDS
from checker.gates import GATES, OWNERS
from checker.logic import MAX_ATOMS, AllOf, Logic, Not
from checker.messages import check_message
from checker.outcome import Level
from checker.owed import atoms_of, is_owed
from checker.parameters import Parameters, read_date
from checker.sources import Basis, Sources, read_basis, too_hard
from checker.vocabulary import Vocabulary
from checker.yamlfile import Block, Entry, Series, block, check_keys, choose, read_yaml, series, word

EVERY_GATE = "every"
REQUIRED = ("id", "code", "title", "gates", "level", "in_force", "basis", "for_each", "requires")
REQUIRED_TEXTS = ("on_violation", "on_unknown", "remedy", "examples")
OPTIONAL = ("if_none", "applies_when", "conflicts_with")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){2}")


@dataclass(frozen=True, slots=True)
class Libraries:
    """What rules are read against."""

    vocabulary: Vocabulary
    parameters: Parameters
    sources: Sources


@dataclass(frozen=True, slots=True)
class Remedy:
    """How a violation is repaired: the group that owes it, what it does, and the papers (kinds) it may ask for.

    `do` is the whole; `acts` its parts by the fact that each repairs, empty where one act repairs everything.
    """

    owner: str
    do: str
    papers: tuple[str, ...] = ()
    acts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Sentences with their logic: what is asked of one subject."""

    atoms: tuple[Atom, ...]
    logic: Logic


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement. `start` and `end` are the first and last day in force (None: still).

    `question` is asked of each subject; `if_none` once, of 案件, where its kind has no subject.
    `condition_count` of the question's atoms come from `applies_when`, the rest from `requires` alone.
    """

    id: str
    code: str
    title: str
    gates: tuple[str, ...]
    level: Level
    start: date
    end: date | None
    basis: tuple[Basis, ...]
    conflicts_with: tuple[str, ...]
    for_each: str
    question: Question
    condition_count: int
    if_none: Question | None
    on_violation: str
    on_unknown: str
    remedy: Remedy
    examples: tuple[Example, ...]
    place: str

    @property
    def pack(self) -> str:
        """The pack it belongs to."""
        return self.id.partition("/")[0]

    def in_force(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def can_be_excluded(self) -> bool:
        """Whether it can come out 不适用."""
        return self.condition_count > 0 or self.if_none is not None


def load_rule(path: Path, packs: Path, libraries: Libraries) -> Rule:
    """One rule file. Raises RulebookError with file, line and the nearest right word."""
    entry = read_yaml(path)
    entry.place = entry.place or f"{path}:1"
    check_keys(entry, (*REQUIRED, *REQUIRED_TEXTS), OPTIONAL)
    try:
        return _read_rule(entry, path.relative_to(packs).with_suffix("").as_posix(), libraries)
    except RuleCompileError as error:
        raise RuleCompileError(error.what, where=error.where or entry.place, how=error.how) from error


def _read_rule(entry: Block, expected_id: str, libraries: Libraries) -> Rule:
    rule_id = word(entry["id"])
    if rule_id != expected_id or not _ID.fullmatch(rule_id):
        raise RulebookError(f"规则的 id 与文件位置不符：“{rule_id}”", where=rule_id.place, how=f"应为 {expected_id}")
    kind = choose(entry["for_each"], SUBJECT_KINDS, "主体")
    kinds = kinds_for(kind)
    question, condition_count = _read_question(entry, kinds, libraries)
    if_none = _read_if_none(entry, kind, libraries)
    level = Level(choose(entry["level"], list(Level), "等级"))
    basis = tuple(read_basis(block(item), libraries.sources) for item in series(entry["basis"]))
    if not basis or too_hard(level, basis):
        raise RulebookError(
            "依据的等级撑不起这条规则的 level",
            where=entry.line_of("level"),
            how="A、B 级依据可以 blocking，C 级至多 defect，M 级至多 notice",
        )
    start, end = _read_interval(block(entry["in_force"]))
    for key in ("on_violation", "on_unknown"):
        check_message(word(entry[key]), kinds, libraries.vocabulary, libraries.parameters)
    asked = question.atoms + (if_none.atoms if if_none else ())
    examples = tuple(
        read_example(block(item), asked, libraries.vocabulary, kinds) for item in series(entry["examples"])
    )
    return Rule(
        id=str(rule_id), code=str(word(entry["code"])), title=str(word(entry["title"])),
        gates=_read_gates(series(entry["gates"])), level=level, start=start, end=end, basis=basis,
        conflicts_with=_read_ids(entry.optional("conflicts_with", Series())), for_each=str(kind),
        question=question, condition_count=condition_count, if_none=if_none,
        on_violation=str(entry["on_violation"]), on_unknown=str(entry["on_unknown"]),
        remedy=_read_remedy(block(entry["remedy"]), _required(question)), examples=examples, place=entry.place,
    )  # fmt: skip


def kinds_for(kind: str) -> tuple[str, ...]:
    """The kinds of fact a rule for a kind of subject may name."""
    return (CASE,) if kind == CASE else (str(kind), CASE)


def _read_question(entry: Block, kinds: tuple[str, ...], libraries: Libraries) -> tuple[Question, int]:
    reader = SentenceReader(kinds, libraries.vocabulary, libraries.parameters)
    applies = reader.read(series(entry.optional("applies_when", Series())))
    condition_count = len(reader.atoms)
    requires_entry = series(entry["requires"])
    if not requires_entry:
        raise RulebookError("requires 至少要有一句", where=requires_entry.place)
    logic = Logic(applies, reader.read(requires_entry))
    return _checked(Question(reader.atoms, logic), requires_entry.place), condition_count


def _read_if_none(entry: Block, kind: str, libraries: Libraries) -> Question | None:
    if "if_none" not in entry:
        return None
    sentences = series(entry["if_none"])
    if kind == CASE or not sentences:
        raise RulebookError("if_none 只用于 for_each 不是案件的规则，至少一句", where=entry.line_of("if_none"))
    reader = SentenceReader((CASE,), libraries.vocabulary, libraries.parameters)
    logic = Logic(Not(reader.read(sentences)), None)
    return _checked(Question(reader.atoms, logic), sentences.place)


def _checked(question: Question, place: str) -> Question:
    if len(question.atoms) > MAX_ATOMS:
        raise RuleCompileError(
            f"句子太多（{len(question.atoms)} 句，最多 {MAX_ATOMS} 句）", where=place, how="请把这条规则拆成几条"
        )
    try:
        question.logic.ways()
    except RuleCompileError as error:
        raise RuleCompileError(error.what, where=place, how=error.how) from error
    return question


def _read_interval(entry: Block) -> tuple[date, date | None]:
    check_keys(entry, ("from",), ("to",))
    return read_date(entry["from"]), read_date(entry["to"]) if "to" in entry else None


def _read_gates(entry: Series) -> tuple[str, ...]:
    chosen = [choose(item, (*GATES, EVERY_GATE), "关口") for item in entry]
    if not chosen:
        raise RulebookError("gates 至少写一个关口，或写 every", where=entry.place)
    return tuple(g for g in GATES if EVERY_GATE in chosen or g in chosen)


def _read_ids(entry: Entry) -> tuple[str, ...]:
    for item in series(entry):
        if not _ID.fullmatch(word(item)):
            raise RulebookError(f"“{item}”不是规则的 id", where=item.place, how="写成 包/关口/规则")
    return tuple(str(item) for item in series(entry))


def _required(question: Question) -> list[Atom]:
    required = question.logic.requires or AllOf()
    return [question.atoms[atom] for atom in dict.fromkeys(atoms_of(required))]


def _read_remedy(entry: Block, atoms: Sequence[Atom]) -> Remedy:
    check_keys(entry, ("owner", "do"), ("papers",))
    papers = series(entry.optional("papers", Series()))
    owner = choose(entry["owner"], OWNERS, "责任组")
    acts = _read_acts(entry["do"], atoms)
    do = "；".join(dict.fromkeys(acts.values())) or str(word(entry["do"]))
    return Remedy(str(owner), do, tuple(str(word(p)) for p in papers), acts)


def _read_acts(entry: Entry, atoms: Sequence[Atom]) -> dict[str, str]:
    """One act for each fact that is required; a part of a paper is repaired with the paper."""
    if not isinstance(entry, Block):
        return {}
    facts = {atom.fact.name: atom.fact for atom in atoms}
    acts = {str(choose(name, facts, "事实")): str(word(act)) for name, act in entry.items()}
    for atom in atoms:
        fact = atom.fact
        if is_owed(atom) and not {fact.name, *fact.parts_of} & acts.keys():
            raise RulebookError(f"补正没有写“{fact.name}”", where=entry.place, how="每项要求写一句，或者只写一句总的")
    return acts
