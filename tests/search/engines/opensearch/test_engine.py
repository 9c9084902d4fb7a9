from pathlib import Path

import pytest

from app.errors import IndexDamagedError, SearchUnavailableError
from app.search.engines.opensearch.cluster import Address
from app.search.engines.opensearch.engine import OpenSearchEngine
from app.search.engines.opensearch.index.generation_reader import Place
from app.search.generation import Handle
from tests.search.libraries import request

NOBODY = Address(("http://127.0.0.1:1",), seconds=1)


def engine_without_cluster(shards: int = 1, dictionary: Path = Path("no-such-file")) -> OpenSearchEngine:
    return OpenSearchEngine(NOBODY, "judou", shards, replicas=0, dictionary=dictionary)


def test_a_generation_is_opened_before_anything_is_asked() -> None:
    engine = engine_without_cluster()
    place = Place("judou-texts", 1, 3, 1)
    index = engine.open(Handle("g000001-00000000", engine.name, place.proof()), lambda _: {})
    assert not index.has_changed()
    for ask in (index.exact.search, index.related.search):
        with pytest.raises(SearchUnavailableError):
            ask(request("开放"))
    index.close()


def test_a_handle_without_a_place_is_refused() -> None:
    engine = engine_without_cluster()
    with pytest.raises(IndexDamagedError, match="judou build"):
        engine.open(Handle("g000001-00000000", engine.name, "elsewhere"), lambda _: {})


def test_other_shards_are_another_index() -> None:
    assert engine_without_cluster(1).fingerprint() != engine_without_cluster(2).fingerprint()


def test_other_words_are_cut_anew(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    before = engine_without_cluster(dictionary=dictionary).fingerprint()
    dictionary.write_text("新质生产力\n", encoding="utf-8")
    assert engine_without_cluster(dictionary=dictionary).fingerprint() != before
