"""Processes of the service that die (SIGKILL) just before the nth step of what they do.

A step is whatever changes something that lasts: a writing statement or a commit to a database, a file flushed to the disk,
renamed, linked, removed or made read-only. Killing before each step in turn is killing at every place there is between two. Steps are
counted from when the file `armed` lies in the home, so that starting and logging in are not.

`python -m tests.service.crashes.dying` loads the program once and forks for every line of JSON it is given
(`{"argv": ["serve", …], "home": …, "die_at": n}`); it answers with the process's id.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

_FILE_STEPS = ("fsync", "replace", "rename", "link", "unlink", "remove", "chmod")
_NEEDED = ("uvicorn", "checker.cli", "service.app", "service.context", "service.routes")
_WROTE = "dying_wrote"
_WRITING = ("INSERT", "UPDATE", "DELETE")


def die_before(number: int, home: Path) -> None:
    """Makes this process die before its nth step; 0: never. The steps are told in the home's `steps`, for whoever wonders."""
    from sqlalchemy import Connection, event
    from sqlalchemy.engine import Engine

    armed, told, counted = home / "armed", home / "steps", 0

    def step(what: str) -> None:
        nonlocal counted
        if not armed.exists():
            return
        counted += 1
        with told.open("a") as file:
            file.write(f"{counted} {what}\n")
        if counted == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_statement(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip()[:6].upper() in _WRITING:
            step(" ".join(statement.split()[:3]))
            connection.info[_WROTE] = True

    def on_commit(connection: Connection) -> None:
        if connection.info.pop(_WROTE, False):  # of a transaction that only looked nothing lasts
            step("commit")

    event.listen(Engine, "before_cursor_execute", on_statement)
    event.listen(Engine, "commit", on_commit)
    for name in _FILE_STEPS:
        setattr(os, name, _stepping(getattr(os, name), name, step))


def _stepping(done: Callable[..., Any], name: str, step: Callable[[str], None]) -> Callable[..., Any]:
    @wraps(done)
    def stepping(*given: Any, **named: Any) -> Any:
        step(name)
        return done(*given, **named)

    return stepping


def _run(order: dict[str, Any]) -> None:
    os.environ["ZHONGBEN_HOME"] = order["home"]
    os.environ.update(order.get("settings", {}))
    log = os.open(Path(order["home"]) / "output", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    die_before(order["die_at"], Path(order["home"]))
    from checker.cli import main

    os._exit(main(order["argv"]))


def _load() -> None:
    """Everything a process will need, before it is forked."""
    for name in _NEEDED:
        import_module(name)
    from service.rulebase import rulebook

    rulebook()


def _say(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no waiting for
    _say("ready")
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            os.setsid()
            _run(json.loads(line))
        _say(child)
