"""Libraries that an engine has built and opened, for tests of its readers."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.search.contract import ExactReader, OpenIndex, RelatedReader, SearchEngine, SuggestionReader
from tests.search.libraries import SMALL, SPACED, generation, opened, seeds_library


@pytest.fixture(scope="module")
def small_index(engine: SearchEngine) -> Iterator[OpenIndex]:
    with closing(opened(engine, generation(engine, SMALL), SMALL)) as index:
        yield index


@pytest.fixture(scope="module")
def small(small_index: OpenIndex) -> ExactReader:
    return small_index.exact


@pytest.fixture(scope="module")
def spaced(engine: SearchEngine) -> Iterator[ExactReader]:
    with closing(opened(engine, generation(engine, SPACED), SPACED)) as index:
        yield index.exact


@pytest.fixture(scope="module")
def seeds_index(engine: SearchEngine) -> Iterator[OpenIndex]:
    library = seeds_library()
    with closing(opened(engine, generation(engine, library), library)) as index:
        yield index


@pytest.fixture(scope="module")
def seeds(seeds_index: OpenIndex) -> ExactReader:
    return seeds_index.exact


@pytest.fixture(scope="module")
def related(seeds_index: OpenIndex) -> RelatedReader:
    return seeds_index.related


@pytest.fixture(scope="module")
def suggestions(seeds_index: OpenIndex) -> SuggestionReader:
    if seeds_index.suggestions is None:
        pytest.skip("this engine suggests nothing")
    return seeds_index.suggestions
