"""The OpenAPI document and the page of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from service.accounts.policy import Doing
from service.api.openapi import document
from service.app import create_app
from service.deps import SAFE
from tests.service.conftest import Court

_HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def made(court: Court) -> dict[str, Any]:
    return court.browser().get("/api/v1/openapi.json").json()


def _operations(made: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in made["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_has_the_routes_of_the_interface_and_no_page(made: dict[str, Any]) -> None:
    assert len(made["paths"]) > 50
    assert all(path.startswith("/api/v1/") for path in made["paths"])
    assert not {"/api/v1/docs", "/api/v1/openapi.json"} & made["paths"].keys()


def test_every_operation_says_in_chinese_what_it_does_and_who_may(made: dict[str, Any]) -> None:
    doings = {str(doing) for doing in Doing}
    names = [operation["operationId"] for _, operation in _operations(made)]
    assert len(set(names)) == len(names)
    for name, operation in _operations(made):
        assert _HAN.search(operation["summary"]), name
        assert len(operation["summary"]) <= 40, name
        assert operation["x-doing"] in doings, name
        assert operation["x-roles"], name
        write = name.split()[0] not in SAFE
        assert operation["security"] == [{"token": []}, {"cookie": [], "csrf": []} if write else {"cookie": []}], name


def test_every_error_has_the_one_shape(made: dict[str, Any]) -> None:
    shape = {"$ref": "#/components/schemas/Problem"}
    for name, operation in _operations(made):
        errors = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
        assert {"401", "403", "422", "500"} <= errors.keys(), name
        assert all(one["content"]["application/json"]["schema"] == shape for one in errors.values()), name
    assert set(made["components"]["schemas"]["ProblemDetail"]["properties"]) >= {"status", "what", "where", "how"}
    assert "HTTPValidationError" not in made["components"]["schemas"]


def test_every_write_takes_a_key_or_needs_none(made: dict[str, Any]) -> None:
    for name, operation in _operations(made):
        takes = "Idempotency-Key" in [one["name"] for one in operation.get("parameters", ())]
        if name.split()[0] not in SAFE:
            assert takes != bool(operation.get("x-repeatable-by-nature")), name


def test_every_list_has_pages(made: dict[str, Any]) -> None:
    for name, operation in _operations(made):
        answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if answer.get("$ref", "").rpartition("/")[2].startswith("Page_"):
            assert {"page", "limit"} <= {one["name"] for one in operation["parameters"]}, name


def test_models_tell_in_chinese_what_they_are(made: dict[str, Any]) -> None:
    ours = {name: one for name, one in made["components"]["schemas"].items() if one.get("type") == "object"}
    for name, one in ours.items():
        assert name.startswith(("Page_", "Body_")) or _HAN.search(one.get("description", "")), name


def test_the_document_is_made_once_for_an_application(court: Court) -> None:
    app = create_app(court.service)
    assert document(app) is document(app)


def test_the_page_shows_every_operation_and_is_small(court: Court, made: dict[str, Any]) -> None:
    answer = court.browser("li.online").get("/api/v1/docs")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert len(answer.content) < 200_000
    for name, _ in _operations(made):
        method, path = name.split()
        assert re.search(rf">{method}</span>\s*<code>{re.escape(path)}</code>", answer.text), name
    assert " style=" not in answer.text
    assert not re.search(r"<script(?! src=)", answer.text)


def test_the_page_leads_to_the_login(court: Court) -> None:
    answer = court.browser().get("/api/v1/docs", headers={"accept": "text/html"})
    assert answer.headers["location"] == "/login?next=/api/v1/docs"
