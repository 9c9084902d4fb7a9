from collections.abc import Callable
from pathlib import Path

import pytest

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from tests.search.libraries import SMALL

Open = Callable[[list[IndexArticle]], ExactSearcher]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Index a library and open it."""

    def open_library(library: list[IndexArticle]) -> ExactSearcher:
        write_segment(tmp_path / "exact", library)
        return ExactSearcher([tmp_path / "exact"], 10**9)

    return open_library


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> ExactSearcher:
    """The small library, opened."""
    path = tmp_path_factory.mktemp("small") / "exact"
    write_segment(path, SMALL)
    return ExactSearcher([path], 10**9)
