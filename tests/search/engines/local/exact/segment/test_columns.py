from dataclasses import replace
from pathlib import Path

from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.columns import write_columns
from tests.search.libraries import SMALL


def test_pages_are_listed_with_their_order_and_number_of_articles(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "columns") as writer:
        write_columns(writer, [replace(article, page_order=f"{article.page}.txt") for article in SMALL])
    arrays = ArrayReader(tmp_path / "columns")
    assert list(arrays.strings("page-id")) == ["page-a", "page-b"]
    assert list(arrays.strings("page-order")) == ["page-a.txt", "page-b.txt"]
    assert arrays["page-articles"].tolist() == [2, 3]
    assert arrays.string_index("page-id").get("page-b") == 1


def test_a_segment_may_be_empty(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "columns") as writer:
        write_columns(writer, [])
    assert ArrayReader(tmp_path / "columns")["page-articles"].tolist() == []
