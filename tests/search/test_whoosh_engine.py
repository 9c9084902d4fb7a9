import pytest

from app.search.contract import SearchEngine
from app.search.whoosh_engine import WhooshEngine
from tests.search.contract_tests import *  # noqa: F403


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    return WhooshEngine()
