"""Requests made from our own OpenAPI description: every answer is one that it describes."""

import sys
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.config import Settings
from app.library.library import Library
from app.main import create_app
from app.web.api.mounted import MountedApi
from app.web.api.routes import router
from app.web.context import AppState

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
ROUTES = [route for route in router.routes if isinstance(route, APIRoute)]
PATHS = [route.path.replace(":path", "") for route in ROUTES if "GET" in (route.methods or ())]
ASKED: dict[str, dict[str, Any]] = {
    "/api/search": {"q": "制度型开放"},
    "/api/count": {"phrase": ["制度型开放", "高质量发展"]},
    "/api/concordance": {"q": "制度型开放"},
    "/api/trends": {"q": ["制度型开放", "高质量发展"]},
}
"""What is asked for where there is nothing to show without a query."""
QUICK = hypothesis_settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="session")
def described(settings: Settings) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(settings))


def test_threads_that_ask_at_once_get_the_same_document(settings: Settings) -> None:
    state, ready, interval = AppState(settings, Library(settings)), Barrier(4), sys.getswitchinterval()
    expected, fresh = MountedApi(state).application.openapi(), MountedApi(state)

    def ask(_: int) -> dict[str, Any]:
        ready.wait()
        return fresh.application.openapi()  # type: ignore[no-any-return]

    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(ask, range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert found[0] == expected
    assert len(set(map(id, found))) == 1


@pytest.mark.parametrize("path", PATHS)
def test_the_api_answers_as_described(described: schemathesis.BaseSchema, path: str) -> None:
    operation = described[path]["GET"]

    @QUICK
    @given(operation.as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_every_address_tells_that_a_parameter_may_be_too_large(described: schemathesis.BaseSchema) -> None:
    told = {path: described[path]["GET"].definition.raw["responses"] for path in PATHS}
    assert [path for path, responses in told.items() if not {"400", "413", "503"} <= set(responses)] == []


@pytest.mark.parametrize("path", PATHS)
def test_what_is_found_is_described(
    described: schemathesis.BaseSchema, client: TestClient, path: str
) -> None:
    article = client.get("/api/articles").json()["articles"][0]
    paragraph = client.get(f"/api/articles/{article['id']}").json()["blocks"][-1]
    names = {"/api/paragraphs/{id}": paragraph["id"], "/api/pages/{id}": article["page"]}
    case = described[path]["GET"].Case(
        path_parameters={"id": names.get(path, article["id"]), "phrase": "制度型开放"},
        query=ASKED.get(path, {}),
    )
    answer = case.call()
    assert answer.status_code == HTTPStatus.OK
    case.validate_response(answer, checks=CHECKS)


def test_a_checked_draft_is_described(described: schemathesis.BaseSchema) -> None:
    draft = (
        "他指出：“制度型开放要求主动对接国际低标准经贸规则，在规则、规制、管理等方面形成制度体系。”"
        "“不在此处的一句话，谁也没有说过。”"
    )
    case = described["/api/quote"]["POST"].Case(body={"text": draft}, media_type="application/json")
    answer = case.call()
    assert answer.status_code == HTTPStatus.OK
    assert [each["verdict"] for each in answer.json()["checked"]] == ["altered", "absent"]
    case.validate_response(answer, checks=CHECKS)
