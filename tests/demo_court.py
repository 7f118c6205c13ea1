"""The demo court as a fixture: made once for all processes of a test run, copied by whoever changes it."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from service.accounts.users import add_user
from service.cases.checking import run_check
from service.context import Service, open_service
from service.database.migrate import upgrade
from service.database.models import Check, CheckState, Role
from service.demo import beginning, make_demo
from service.demo.files import lay_readings
from service.demo.people import add_people
from service.moment import as_if_at
from service.settings import load_settings

PASSWORD = "k7mp-3xqa-w9td"
_WHOLE = "whole"


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo court. Nobody changes it; see `copy_home`."""
    return _once(tmp_path_factory, "demo-court", lambda service: make_demo(service, PASSWORD))


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A court with the demo's people and what was read of its papers, and no cases."""

    def fill(service: Service) -> None:
        with service.writing() as session:
            add_people(session, PASSWORD)
        lay_readings(service.settings.readings)

    return _once(tmp_path_factory, "empty-court", fill)


def copy_home(source: Path, target: Path) -> Path:
    """A court of one's own from one made before; the originals are linked, as nobody changes them."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("store"))
    if (source / "store").exists():
        shutil.copytree(source / "store", target / "store", copy_function=_link)
    return target


@contextmanager
def checks_made(service: Service) -> Iterator[None]:
    """Checks that are asked for meanwhile are made, as a worker would."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.1):
            with service.reading() as session:
                waiting = session.scalars(select(Check.id).where(Check.state == CheckState.WAITING)).all()
            for number in waiting:
                run_check(service, number)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)


def _once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Service], object]) -> Path:
    """A home with an administrator, filled by whichever process comes first; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / _WHOLE).exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            service = open_service(load_settings(home=home, database_url=""))
            upgrade(service.database.engine)
            with as_if_at(beginning()), service.writing() as session:
                add_user(
                    session, None, login="admin", name="系统管理员", role=Role.ADMIN, group=None, password=PASSWORD,
                    must_change=False,
                )  # fmt: skip
            fill(service)
            service.close()
            (home / _WHOLE).touch()
    return home


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)
