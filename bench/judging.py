"""Rules and facts, timed without reading: `python -m bench.judging`.

Every recorded case is catalogued, as after reading; then facts are derived and the rules of its gate judged by the
product's engine (durable_rules in its worker, warm) and compared with the oracle, as in use. What the program keeps of
texts is emptied before each round: a case in use is checked once. Of each case the quickest of its rounds counts, as
other work on the machine only ever adds. Wall and processor time of this process are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median, quantiles
from time import perf_counter, process_time

from checker.casefile import CaseFile
from checker.check import check
from checker.derive import facts_of
from checker.derive.online.channels import channels_in
from checker.derive.parties.names import bare
from checker.derive.parties.settled import tight
from checker.derive.service.paper_names import fits, plain
from checker.rulebook import load_rulebook
from checker.worker import Engine
from extractors.text.flat import flat, spaced
from fixtures.recordings import load, recorded_names
from fixtures.spec import load_spec

ROUNDS = 5
TEXTS = (bare, channels_in, fits, flat, plain, spaced, tight)


def fresh(name: str) -> CaseFile:
    """A recorded case as reading hands it over, none of its texts known to the checker."""
    for kept in TEXTS:
        kept.cache_clear()
    return load(name).case_file()


def told(what: str, seconds: Sequence[float]) -> str:
    """Median, ninth decile and maximum in milliseconds."""
    return (
        f"{what}: median {median(seconds) * 1000:.1f} ms a case, "
        f"nine of ten under {quantiles(seconds, n=10)[-1] * 1000:.1f} ms, slowest {max(seconds) * 1000:.1f} ms"
    )


def main() -> None:
    """Measure and print."""
    rulebook = load_rulebook()
    findings: list[int] = []
    wall, processor = [], []
    with Engine() as engine:
        for name in recorded_names():
            for expected in load_spec(name).expect:
                day = date.fromisoformat(expected.as_of or "2024-12-31")
                case = fresh(name)
                check(case, facts_of(case, day), expected.gate, day, rulebook, engine)  # the engine compiles once
                rounds = []
                for _ in range(ROUNDS):
                    case = fresh(name)
                    start, began = perf_counter(), process_time()
                    report = check(case, facts_of(case, day), expected.gate, day, rulebook, engine)
                    rounds.append((perf_counter() - start, process_time() - began))
                wall.append(min(took for took, _ in rounds))
                processor.append(min(worked for _, worked in rounds))
                findings.append(len(report.findings))
    print(f"{len(wall)} cases at a gate, each checked {ROUNDS} times, {median(findings):.0f} findings a case (median)")
    print(told("wall time", wall))
    print(told("processor time without the engine's process", processor))


if __name__ == "__main__":
    main()
