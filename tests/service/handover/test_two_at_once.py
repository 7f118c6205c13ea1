"""Two who act on the same submission at the same moment: one wins, the other is told. Real threads, real commits."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from service.database.models import Decision, LedgerEntry, Passage, Submission
from service.errors import ConflictError
from service.ledger.verify import verify_ledger
from tests.service.handover.conftest import Road, a_person_found
from tests.service.handover.made import report

GATE = "online-offline"
Act = Callable[[Road, int, int], object]


def _race(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Begins all acts at once; what each raised."""
    barrier, ends = Barrier(len(acts)), [None] * len(acts)  # type: ignore[var-annotated]

    def run(at: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except BaseException as error:
            ends[at] = error

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends


def _approve(login: str) -> Act:
    return lambda road, submission, version: road.approve(login, submission, version=version)


def _return(login: str) -> Act:
    return lambda road, submission, version: road.send_back(login, submission, version=version)


def _withdraw(road: Road, submission: int, _: int) -> None:
    road.withdraw("wang.online", submission)


PAIRS: dict[str, tuple[Act, Act]] = {
    "approve and approve": (_approve("wei.command"), _approve("jiang.command")),
    "approve and return": (_approve("wei.command"), _return("jiang.command")),
    "return and return": (_return("wei.command"), _return("jiang.command")),
    "the same man twice": (_approve("wei.command"), _approve("wei.command")),
    "approve and withdraw": (_approve("wei.command"), _withdraw),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_one_wins_and_the_other_is_told(any_road: Road, pair: str) -> None:
    submission = any_road.wait("wang.online", GATE)
    version = any_road.version(submission)
    ends = _race(*(lambda act=act: act(any_road, submission, version) for act in PAIRS[pair]))  # type: ignore[misc]
    lost = [end for end in ends if end is not None]
    assert len(lost) == 1, ends
    assert isinstance(lost[0], ConflictError), lost
    with any_road.court.service.reading() as session:
        state = session.get_one(Submission, submission).state
        assert session.query(Decision).count() == (state != "withdrawn")
        assert session.query(Passage).count() == (state == "approved")
        acts = [entry.act for entry in session.query(LedgerEntry)]
        assert sum(acts.count(act) for act in ("approved", "returned", "withdrawn")) == 1
        assert verify_ledger(session, any_road.court.service.checkpoints).holds


def test_two_submissions_of_one_case_at_once(any_road: Road) -> None:
    ends = _race(*(lambda gate=gate: any_road.submit("wang.online", gate) for gate in (GATE, "closing-performed")))  # type: ignore[misc]
    assert sorted(type(end).__name__ for end in ends) == ["ConflictError", "NoneType"]
    with any_road.court.service.reading() as session:
        assert session.query(Submission).count() == 1


def test_returns_of_two_cases_at_once_get_two_numbers(any_road: Road) -> None:
    roads = [any_road, Road(any_road.court, any_road.court.add_case("（2022）鄂1023执2号"))]
    waiting = [(road, road.wait("wang.online", GATE)) for road in roads]
    ends = _race(
        *(
            lambda road=road, one=one, login=login: road.send_back(login, one, a_person_found())  # type: ignore[misc]
            for (road, one), login in zip(waiting, ("wei.command", "jiang.command"), strict=True)
        )
    )
    assert ends == [None, None]
    with any_road.court.service.reading() as session:
        assert len({one.notice_number for one in session.query(Decision)}) == 2


def test_a_withdrawal_while_the_check_comes_back(any_road: Road) -> None:
    """Whichever is first, the submission ends as withdrawn or the withdrawal is told; it is never both."""
    submission = any_road.submit("wang.online", GATE)
    ends = _race(
        lambda: any_road.withdraw("wang.online", submission), lambda: any_road.check_back(submission, report(GATE))
    )
    assert ends[1] is None
    assert any_road.state(submission) == ("waiting" if isinstance(ends[0], ConflictError) else "withdrawn")
