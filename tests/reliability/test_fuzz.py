"""Strange requests by the ten thousand, made from the description of the API and from every route."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings

from tests.reliability.attack import ANSWER_IN, asked
from tests.reliability.conftest import Server
from tests.reliability.test_attacks import MEGABYTES
from tests.web.addresses import DESK_ADDRESSES, GET_ADDRESSES
from tests.web.api.test_openapi import CHECKS
from tests.web.api.test_openapi import PATHS as API_PATHS
from tests.web.test_fuzz import PAIRS, STRANGE, escaped

STRANGELY, STRANGELY_AT_THE_DESK, BY_DESCRIPTION = 300, 1000, 1000
MANY = hypothesis_settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("path", GET_ADDRESSES)
def test_hundreds_of_strange_requests_to_each_address(server: Server, path: str) -> None:
    times = STRANGELY_AT_THE_DESK if path in DESK_ADDRESSES else STRANGELY

    @hypothesis_settings(MANY, max_examples=times)
    @given(STRANGE, PAIRS)
    def ask(inside: str, pairs: list[tuple[str, str]]) -> None:
        query = "&".join(f"{name}={escaped(value)}" for name, value in pairs)
        request = asked(f"{path.replace('{x}', escaped(inside) or 'x')}?{query}")
        answer, took = server.answer(request)
        if took >= ANSWER_IN:
            answer, took = server.answer(request)
        assert took < ANSWER_IN
        assert 200 <= answer.status < 500

    ask()


@pytest.mark.parametrize("path", API_PATHS)
def test_a_thousand_requests_as_the_api_describes_them(server: Server, path: str) -> None:
    described = schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/api/openapi.json")

    @hypothesis_settings(MANY, max_examples=BY_DESCRIPTION)
    @given(described[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_after_all_of_them_memory_is_bounded(server: Server) -> None:
    assert server.megabytes < MEGABYTES
