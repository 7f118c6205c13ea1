"""Rules and facts, timed without reading: `python -m bench.judging`.

Every recorded case is catalogued once; then facts are derived and the rules of its gate judged, on two engines: the
product's (durable_rules in its worker) and the oracle in plain Python. The median per case is printed.
"""

from __future__ import annotations

from datetime import date
from statistics import median
from time import perf_counter

from checker.check import check
from checker.derive import facts_of
from checker.rulebook import load_rulebook
from checker.worker import Engine
from fixtures.recordings import load, recorded_names
from fixtures.spec import load_spec

ROUNDS = 5


def main() -> None:
    """Measure and print."""
    rulebook = load_rulebook()
    facts, whole = [], []
    with Engine() as engine:
        for name in recorded_names():
            case = load(name).case_file()
            for expected in load_spec(name).expect:
                day = date.fromisoformat(expected.as_of or "2024-12-31")
                check(case, facts_of(case, day), expected.gate, day, rulebook, engine)  # the engine compiles once
                for _ in range(ROUNDS):
                    start = perf_counter()
                    report = check(case, facts_of(case, day), expected.gate, day, rulebook, engine)
                    whole.append(perf_counter() - start)
                    facts.append(len(report.findings))
    print(f"{len(whole)} checks, median {median(whole) * 1000:.1f} ms a case, slowest {max(whole) * 1000:.1f} ms")
    print(f"findings a case: median {median(facts):.0f}")


if __name__ == "__main__":
    main()
