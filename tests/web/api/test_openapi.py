"""Requests made from our own OpenAPI description: every answer is one that it describes."""

from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.config import Settings
from app.main import create_app
from app.web.api.routes import router

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
ROUTES = [route for route in router.routes if isinstance(route, APIRoute)]
PATHS = [route.path.replace(":path", "") for route in ROUTES if "GET" in (route.methods or ())]
QUICK = hypothesis_settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="session")
def described(settings: Settings) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(settings))


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
