"""How right the checker is on whole case folders: `python -m bench.accuracy ROOT [CASE…] [--json F] [-v]`.

ROOT holds case folders with their answers beside them (`fixtures/answers.py`): rendered fixtures, or cases made elsewhere.
Every folder is read by the real recogniser (readings are kept under ZHONGBEN_HOME, so a second run only judges) and checked
at each gate that its answers name. Printed: wrong passes, missing items found, reported items right, the share of findings
left to a person, and pages put to the right kind. Of the court's own pack, of which the answers speak.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from checker.casefile import CaseFile, papers_by_page
from checker.check import check
from checker.commands.case import read_case
from checker.derive import facts_of
from checker.outcome import Status
from checker.report import Report
from checker.rulebook import Rulebook, load_rulebook
from checker.verdicts import OWN_PACK, own_verdict
from checker.worker import Engine
from fixtures.answers import Answers, answered_cases, means
from fixtures.spec import Expectation

_FIXED = ("案件", "被执行人:", "申请执行人:")  # subjects whose names are not free
_IN_COMMON = 4  # characters


@dataclass
class Score:
    """Counts over checks. A missing item is an expected violated finding; `left` = it came out undetermined."""

    checks: int = 0
    right_verdicts: int = 0
    wrong_passes: list[str] = field(default_factory=list)
    missing: int = 0
    found: int = 0
    left: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    reported: int = 0
    false_reports: list[str] = field(default_factory=list)
    findings: int = 0
    undetermined: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    right_pages: int = 0
    wrong_pages: list[str] = field(default_factory=list)

    def add_check(self, case: str, expected: Expectation, report: Report) -> None:
        """Counts one report against what a person expects."""
        where = f"{case}@{expected.gate}"
        by_status: dict[Status, list[str]] = {status: [] for status in Status}
        verdict = own_verdict(report)
        for finding in (one for one in report.findings if one.pack == OWN_PACK):
            by_status[finding.status].append(f"{finding.rule} {finding.subject}")
        self.checks += 1
        self.right_verdicts += verdict == expected.verdict
        if verdict == "pass" and expected.verdict != "pass":
            self.wrong_passes.append(where)
        self.findings += sum(len(found) for found in by_status.values())
        for one in by_status[Status.UNDETERMINED]:
            rule = one.partition(" ")[0]
            self.undetermined[rule] = self.undetermined.get(rule, 0) + 1
        if expected.violated is None:
            return
        violated = by_status[Status.VIOLATED]
        for one in expected.violated:
            self.missing += 1
            if any(_meant(one, other) for other in violated):
                self.found += 1
            elif any(_meant(one, other) for other in by_status[Status.UNDETERMINED]):
                self.left.append(f"{where}: {one}")
            else:
                self.missed.append(f"{where}: {one}")
        self.reported += len(violated)
        for one in violated:
            if not any(_meant(other, one) for other in expected.violated):
                self.false_reports.append(f"{where}: {one}")

    def add_pages(self, answers: Answers, case: CaseFile) -> None:
        """Counts the pages that ended in the right state and kind."""
        kinds = {ref: paper.kind for ref, paper in papers_by_page(case).items()}
        if len(answers.pages) != len(case.pages):
            if answers.pages:
                self.wrong_pages.append(
                    f"{answers.case}: {len(case.pages)} pages read, answers for {len(answers.pages)}"
                )
            return
        for page, answer in zip(case.pages, answers.pages, strict=True):
            state, kind = case.states[page.ref].value, kinds.get(page.ref, "")
            right = state == answer.state and (state != "catalogued" or answer.kind in ("", kind))
            self.pages += 1
            self.right_pages += right
            if not right:
                told = f"{answer.state} {answer.kind}, came out {state} {kind}"
                self.wrong_pages.append(f"{answers.case} {page.file}#{page.number}: {told}")


def _meant(expected: str, found: str) -> bool:
    """Whether a finding is what the answers name: files made elsewhere name papers, leads and things in words of their own,
    of which four characters in a row must stand in ours; any paper will do.
    """
    if means(expected, found):
        return True
    (rule, _, subject), (found_rule, _, found_subject) = expected.partition(" "), found.partition(" ")
    if rule != found_rule or subject.startswith(_FIXED) or found_subject.startswith(_FIXED):
        return False
    name = subject.partition(":")[2]
    runs = (name[i : i + _IN_COMMON] for i in range(len(name) - _IN_COMMON + 1))
    return found_subject.startswith("文书:") or any(run in found_subject for run in runs)


def score_case(score: Score, root: Path, answers: Answers, rulebook: Rulebook, engine: Engine) -> None:
    """Reads one case folder and checks it at every gate its answers name."""
    with read_case([root / answers.case]) as opened:
        score.add_pages(answers, opened.case)
        for expected in answers.expect:
            day = date.fromisoformat(expected.as_of) if expected.as_of else date.today()
            report = check(opened.case, facts_of(opened.case, day), expected.gate, day, rulebook, engine)
            score.add_check(answers.case, expected, report)


def print_score(score: Score, verbose: bool) -> None:
    """The figures; with `verbose` also every single fault."""

    def share(part: int, whole: int) -> str:
        return f"{part}/{whole}" + (f" = {100 * part / whole:.1f} %" if whole else "")

    undetermined = sum(score.undetermined.values())
    print(f"verdicts right       {share(score.right_verdicts, score.checks)}")
    print(f"wrong passes         {len(score.wrong_passes)}")
    print(
        f"missing items found  {share(score.found, score.missing)}  ({len(score.left)} left to a person, {len(score.missed)} missed)"
    )
    print(f"reported items right {share(score.reported - len(score.false_reports), score.reported)}")
    print(f"undetermined         {share(undetermined, score.findings)}")
    print(f"pages right          {share(score.right_pages, score.pages)}")
    if not verbose:
        return
    lists = ("wrong_passes", "missed", "left", "false_reports", "wrong_pages")
    for name in lists:
        for one in getattr(score, name):
            print(f"  {name}: {one}")
    for rule, count in sorted(score.undetermined.items(), key=lambda entry: -entry[1]):
        print(f"  undetermined {count} {rule}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--json", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="name every fault")
    asked = parser.parse_args()
    rulebook, score = load_rulebook(), Score()
    with Engine() as engine:
        for answers in answered_cases(asked.root):
            if not asked.cases or answers.case in asked.cases:
                score_case(score, asked.root, answers, rulebook, engine)
    print_score(score, asked.verbose)
    if asked.json:
        asked.json.write_text(json.dumps(asdict(score), ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
