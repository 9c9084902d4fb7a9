import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.library.index_documents import handle_of, read_index_articles
from app.library.recall_check import LONGEST, Scan, recall
from app.search.contract import IndexArticle
from app.search.engines.registry import create_search_engine
from app.search.results import Counts
from app.store.store import open_to_read
from tests.builders import build_library, index_article


def library(*texts: str) -> list[IndexArticle]:
    """Return articles of two texts each."""
    return [index_article(str(at), None, *texts[at : at + 2]) for at in range(0, len(texts), 2)]


def test_overlapping_occurrences_count() -> None:
    scan = Scan(library("人人人", "人人", "開放"))
    assert scan.count("人人") == Counts(3, 2, 1)
    assert scan.count("开放") == Counts(1, 1, 1)
    assert scan.count("没有") == Counts(0, 0, 0)


def test_nothing_is_found_across_texts() -> None:
    assert Scan(library("全国", "人民")).count("国人").occurrences == 0


@given(st.lists(st.text("甲乙丙 ", min_size=1, max_size=20), min_size=1, max_size=6), st.integers(0, 99))
def test_samples_stand_where_they_were_taken(texts: list[str], seed: int) -> None:
    scan = Scan(library(*texts))
    for phrase in scan.samples(10, random.Random(seed)):
        assert 1 <= len(phrase) <= LONGEST
        assert scan.count(phrase).at_least >= 1
        assert any(phrase in text for text in texts)


def test_an_engine_that_miscounts_is_found(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    store = open_to_read(settings.database_url)
    with store.reading() as reader:
        generation, articles = reader.generation(), list(read_index_articles(reader))
    assert generation
    index = create_search_engine(settings).open(handle_of(generation), lambda _: {})
    assert recall(index.exact.count, Scan(articles), 200) == []
    doubled = recall(index.exact.count, Scan([*articles, *articles]), 20)
    assert len(doubled) == 20
    assert doubled[0].scanned.occurrences == 2 * doubled[0].answered.at_least
    index.close()
    store.close()
