from pathlib import Path

from app.library.index_documents import read_index_articles
from app.store.store import open_to_read
from tests.builders import build_library


def test_an_engine_gets_every_text_in_order(tmp_path: Path) -> None:
    store = open_to_read(build_library(tmp_path).database_url)
    with store.reading() as reader:
        articles = list(read_index_articles(reader))
    store.close()
    assert [article.page for article in articles] == ["2024/c", "a", "b"]
    assert [block.type for block in articles[0].blocks] == ["title", "paragraph", "paragraph", "paragraph"]
    assert [block.n for block in articles[0].blocks] == [None, 1, 2, 3]
