"""A server killed at any step of an upload: the sender goes on with a new server, nothing is lost and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import httpx2
import pytest
from sqlalchemy import select

from service.database.models import CasePaper, LedgerEntry, Upload
from tests.service.crashes.conftest import Trial, require_sound
from tests.service.crashes.processes import Forks, Server, serve

PAPER = b"%PDF-1.4\n" + bytes(range(256)) * 300 + b"\n%%EOF\n"
PART = 30_000
KEY = "kill-9-kill-9"


def upload(client: httpx2.Client, case_id: int) -> None:
    """What the page's script does: begins or goes on where the server stands, part after part."""
    begun = client.post(f"/cases/{case_id}/uploads", json={"name": "通知书.pdf", "size": len(PAPER), "key": KEY})
    state = begun.raise_for_status().json()
    while not state["finished"]:
        offset = state["offset"]
        answer = client.put(
            f"/cases/{case_id}/uploads/{KEY}", params={"offset": offset}, content=PAPER[offset : offset + PART]
        )
        state = answer.raise_for_status().json()


def require_once(trial: Trial) -> None:
    """The paper is there, whole, once; and so is its entry in the ledger."""
    service = trial.open()
    with service.reading() as session:
        papers = session.scalars(select(CasePaper)).all()
        uploads = session.scalars(select(Upload)).all()
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "paper-added")).all()
    assert [(paper.name, paper.sha256) for paper in papers] == [("通知书.pdf", sha256(PAPER).hexdigest())]
    assert [one.finished_at is not None for one in uploads] == [True]
    assert len(entries) == 1
    assert service.blobs.get(papers[0].sha256) == PAPER
    assert list(trial.home.rglob("*.part")) == []
    require_sound(service)
    service.close()


def _dies(forks: Forks, trial: Trial, die_at: int) -> bool:
    """Uploads to a server that dies at a step, then to one that lives; whether it came to that step."""
    server = serve(forks, trial.home, trial.tokens["wang.online"], die_at, ZHONGBEN_UPLOAD_PART_BYTES=str(PART))
    trial.arm()
    died = False
    try:
        upload(server.client, trial.case_id)
    except httpx2.TransportError:
        died = True
    _again(forks, server, trial)
    return died


def _again(forks: Forks, server: Server, trial: Trial) -> None:
    server.stop()
    trial.disarm()
    server = serve(forks, trial.home, trial.tokens["wang.online"], ZHONGBEN_UPLOAD_PART_BYTES=str(PART))
    upload(server.client, trial.case_id)
    server.stop()


@pytest.mark.parametrize("die_at", [3, 8, 14])
def test_killed_at_a_step(forks: Forks, new_trial: Callable[[], Trial], die_at: int) -> None:
    trial = new_trial()
    assert _dies(forks, trial, die_at)
    require_once(trial)


@pytest.mark.slow
def test_killed_at_every_step(forks: Forks, new_trial: Callable[[], Trial]) -> None:
    die_at, died = 0, True
    while died:
        die_at += 1
        trial = new_trial()
        died = _dies(forks, trial, die_at)
        require_once(trial)
    assert die_at > 15  # it has about that many steps; fewer would mean that nothing was killed
