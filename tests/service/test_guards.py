"""What is too large is refused, announced or not; a route without its doing stops the start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.app import create_app, refuse_open_routes
from tests.service.conftest import Court


def test_a_body_above_the_limit_is_refused_before_it_is_read(court: Court) -> None:
    answer = court.browser("li.online").post("/account/tokens", data={"name": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "太大" in answer.text


def test_a_body_that_does_not_say_its_length_is_counted(court: Court) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 65_536

    answer = court.browser("li.online").post(
        "/account/tokens", content=pieces(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


def test_a_form_of_too_many_fields_is_refused_in_chinese(court: Court) -> None:
    answer = court.browser("li.online").post(
        "/account/password", content="a=1&" * 5_000, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 400
    assert "提交的内容看不懂" in answer.text
    assert "Too many" not in answer.text


def test_a_route_that_names_no_doing_stops_the_start(court: Court) -> None:
    app = create_app(court.service)

    @app.get("/open")
    def open_door() -> str:
        return "anybody"

    with pytest.raises(RuntimeError, match="/open"):
        refuse_open_routes(app)
