"""Server and worker killed at any step of a hand-over: submitted, checked, returned. Nothing is lost, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx2
import pytest
from sqlalchemy import select

from service.cases.papers import add_paper
from service.database.models import Case, Check, Decision, LedgerEntry, Submission
from service.demo.files import lay_readings, papers_of
from tests.service.conftest import Court
from tests.service.crashes.conftest import Trial, require_sound
from tests.service.crashes.forms import form_in
from tests.service.crashes.processes import Forks, alive, kill, serve, wait_until

GRACE = "2"  # seconds after which a worker that stands still is taken for dead


@pytest.fixture
def case_id(court: Court, forks: Forks) -> int:
    """Five papers of the demo court, which are read already; not enough for its gate. The worker's own tables are there."""
    lay_readings(court.service.settings.readings)
    number = court.add_case("（2022）鄂1023执1102号")
    kept = [(path, court.service.blobs.put_bytes(path.read_bytes())) for path in papers_of("online-compliant")[:5]]
    with court.service.writing() as session:
        leader, case = court.person(session, "wang.online"), session.get_one(Case, number)
        for path, digest in kept:
            add_paper(session, leader, case, path.name, digest, path.stat().st_size)
    worker = forks.start(["worker", "--once"], court.service.settings.home)
    wait_until(lambda: not alive(worker))
    return number


def submit(client: httpx2.Client, trial: Trial) -> None:
    """Looks whether it is submitted already, as a person would, and submits it if not."""
    page = client.get(f"/cases/{trial.case_id}/submit").raise_for_status().text
    if form := form_in(page, f"/cases/{trial.case_id}/submit"):
        answer = client.post(f"/cases/{trial.case_id}/submit", data={**form, "gate": "online-offline"})
        assert answer.status_code == 303, answer.text


def send_back(client: httpx2.Client, trial: Trial) -> None:
    """Returns it if that is not done yet, with all that the page offers."""
    address = f"/transfers/{_submission(trial)}/return"
    page = client.get(address)
    if page.status_code == 409:  # decided already
        return
    answer = client.post(address, data={**form_in(page.raise_for_status().text, address), "text": "请补齐"})
    assert answer.status_code == 303, answer.text


def _submission(trial: Trial) -> int:
    service = trial.open()
    with service.reading() as session:
        number = session.scalars(select(Submission.id)).one()
    service.close()
    return number


def check(forks: Forks, trial: Trial, die_at: int = 0) -> bool:
    """A worker makes the checks that wait; False where it died."""
    worker = forks.start(["worker", "--once"], trial.home, die_at, ZHONGBEN_WORKER_GRACE_SECONDS=GRACE)
    wait_until(lambda: not alive(worker))
    kill(worker)  # its helpers
    return die_at == 0 or trial.steps < die_at


@dataclass(frozen=True)
class Stage:
    """A part of a hand-over: who sends it (nobody: the worker does it), how, and in how many steps at least."""

    who: str
    send: Callable[[httpx2.Client, Trial], None] | None
    least: int


STAGES = {
    "submit": Stage("wang.online", submit, 5),
    "check": Stage("", None, 20),
    "return": Stage("wei.command", send_back, 8),
}


def _bring_to(forks: Forks, trial: Trial, stage: str) -> None:
    """Does what comes before a stage."""
    for name in list(STAGES)[: list(STAGES).index(stage)]:
        _do(forks, trial, STAGES[name], 0)


def _do(forks: Forks, trial: Trial, stage: Stage, die_at: int) -> bool:
    """Does a stage; False where the process died."""
    if stage.send is None:
        return check(forks, trial, die_at)
    server = serve(forks, trial.home, trial.tokens[stage.who], die_at)
    try:
        stage.send(server.client, trial)
    except httpx2.TransportError:
        return False
    finally:
        server.stop()
    return True


def _survives(forks: Forks, trial: Trial, name: str, die_at: int) -> bool:
    """Kills the process of a stage before a step, goes on with new ones, and looks; True where it was not killed."""
    _bring_to(forks, trial, name)
    trial.arm()
    lived = _do(forks, trial, STAGES[name], die_at)
    trial.disarm()
    for later in list(STAGES)[list(STAGES).index(name) :]:
        _do(forks, trial, STAGES[later], 0)
    require_once(trial)
    return lived


def require_once(trial: Trial) -> None:
    """One submission, one check that is done, one return with its notice, each once in the ledger."""
    service = trial.open()
    with service.reading() as session:
        submission = session.scalars(select(Submission)).one()
        made = session.scalars(select(Check)).one()
        decision = session.scalars(select(Decision)).one()
        acts = session.scalars(select(LedgerEntry.act).where(LedgerEntry.case_id == trial.case_id)).all()
    assert (submission.state, made.state, made.verdict) == ("returned", "done", "return")
    for digest in (made.report_sha256, made.reading_sha256, made.paper_sha256, decision.notice_sha256):
        assert digest
        service.blobs.get(digest)
    assert [acts.count(act) for act in ("submitted", "check-asked", "checked", "returned")] == [1, 1, 1, 1]
    service.blobs.sweep(seconds=-1)  # what was half written when the process died
    assert list(service.settings.originals.rglob("*.part")) == []
    require_sound(service)
    service.close()


@pytest.mark.parametrize(("stage", "die_at"), [("submit", 4), ("check", 14), ("return", 7)])
def test_killed_at_a_step(forks: Forks, new_trial: Callable[[], Trial], stage: str, die_at: int) -> None:
    assert not _survives(forks, new_trial(), stage, die_at), "it has fewer steps: choose an earlier one"


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_every_step(forks: Forks, new_trial: Callable[[], Trial], stage: str) -> None:
    die_at = 1
    while not _survives(forks, new_trial(), stage, die_at):
        die_at += 1
    assert die_at > STAGES[stage].least  # fewer would mean that nothing was killed
