"""A kill at any step of an upload: nothing is lost and nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from service.cases import taking, uploads
from service.store.blobs import Blobs
from tests.service.cases.sending import PAPER, Sender, archive, image, kept
from tests.service.conftest import Court


class Killed(BaseException):
    """Like the end of the process: no handler of ours catches it."""


def _dies(*_: Any, **__: Any) -> None:
    raise Killed


def _after(act: Callable[..., Any]) -> Callable[..., Any]:
    def done_then_dies(*given: Any, **more: Any) -> None:
        act(*given, **more)
        raise Killed

    return done_then_dies


STEPS: dict[str, tuple[Any, str, bool]] = {
    "before the part is written": (uploads, "_write", False),
    "after the part is on the disk, before it is counted": (uploads, "_count", False),
    "after it is counted": (uploads, "_count", True),
    "before the file is looked at": (uploads, "require_paper", False),
    "before it is hashed": (uploads, "sha256_of", False),
    "after it is hashed": (uploads, "sha256_of", True),
    "before it goes into the store": (Blobs, "put_file", False),
    "half into the store": (Blobs, "_keep", False),
    "after it is in the store": (Blobs, "put_file", True),
    "before the paper": (uploads, "add_paper", False),
    "after paper and ledger entry, before the commit": (uploads, "add_paper", True),
    "after the commit": (uploads, "_enter", True),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_loses_nothing_and_doubles_nothing(any_court: Court, step: str) -> None:
    case_id = any_court.add_case()
    sender = Sender(any_court, case_id)
    place, name, done = STEPS[step]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, _after(getattr(place, name)) if done else _dies)
        with pytest.raises(Killed):
            sender.send()
    assert sender.send().finished
    assert sender.send().finished  # and the answer got lost
    assert kept(any_court, case_id) == (["笔录.png"], 1, 1)
    assert any_court.service.blobs.get(sha256(PAPER).hexdigest()) == PAPER


@pytest.mark.parametrize("times", range(1, 8))
def test_a_kill_amid_a_zip(court: Court, times: int) -> None:
    """After each of the acts that taking a ZIP of three is made of."""
    case_id = court.add_case()
    sender = Sender(court, case_id, part=10_000)
    data = archive(**{"1.png": image("red"), "2.png": image("green"), "3.png": image("blue")})
    left = times
    whole = taking.take_paper, Blobs.put_file

    def dying(act: Callable[..., Any]) -> Callable[..., Any]:
        def one(*given: Any, **more: Any) -> Any:
            nonlocal left
            done = act(*given, **more)
            left -= 1
            if not left:
                raise Killed
            return done

        return one

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "take_paper", dying(whole[0]))
        patch.setattr(Blobs, "put_file", dying(whole[1]))
        if times <= 6:
            with pytest.raises(Killed):
                sender.send("卷.zip", data)
        else:
            sender.send("卷.zip", data)
    assert sender.send("卷.zip", data).finished
    assert kept(court, case_id) == (["卷/1.png", "卷/2.png", "卷/3.png"], 3, 3)
    assert [path.name for path in taking.incoming(court.service).glob("*.part")] == []
