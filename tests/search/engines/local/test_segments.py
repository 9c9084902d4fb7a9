from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.contract import IndexArticle
from app.search.engines.local import segments
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.segments import divided, outgrown, read_segments, write_segments
from tests.builders import index_article
from tests.search.libraries import generation, opened, request


def page(number: int, text: str = "一段文字") -> IndexArticle:
    article = index_article(f"a{number}", f"第{number}篇", text)
    return replace(article, page=f"p{number:03}", page_order=f"p{number:03}")


class Library:
    """Generations of a library of pages, one after another."""

    def __init__(self, index: Path, pages: Iterable[IndexArticle]) -> None:
        self.engine, self.index = LocalEngine(index), index
        self.pages = {one.page: one for one in pages}
        self.handle = generation(self.engine, self.articles)

    @property
    def articles(self) -> list[IndexArticle]:
        return [one for _, one in sorted(self.pages.items())]

    @property
    def folder(self) -> Path:
        return self.index / self.handle.name

    @property
    def segments(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(segment.folder.name, segment.removed) for segment in read_segments(self.folder)]

    def change(self, *coming: IndexArticle, gone: Iterable[str] = ()) -> None:
        for name in gone:
            del self.pages[name]
        self.pages |= {one.page: one for one in coming}
        changed = {*gone, *(one.page for one in coming)}
        self.handle = generation(self.engine, self.articles, self.handle, changed)


@pytest.fixture
def nine(tmp_path: Path) -> Library:
    return Library(tmp_path, map(page, range(9)))


def test_a_change_links_what_stands_and_adds_a_segment(nine: Library) -> None:
    before = read_segments(nine.folder)[0]
    nine.change(page(3, "另一段"), page(9), gone=["p005"])
    assert nine.segments == [("000001", (3, 5)), ("000002", ())]
    assert before.phrases.samefile(read_segments(nine.folder)[0].phrases)
    index = opened(nine.engine, nine.handle)
    assert [counts.articles for counts in index.exact.count(["一段文字", "另一段"])] == [8, 1]
    assert {hit.article for hit in index.related.search(request("另一段")).hits} >= {"a3"}
    found = index.exact.count_by_article(request("篇"))
    assert list(found) == [f"a{n}" for n in (0, 1, 2, 3, 4, 6, 7, 8, 9)]


def test_a_segment_of_which_nothing_counts_goes(nine: Library) -> None:
    nine.change(page(20))
    nine.change(gone=["p020"])
    assert nine.segments == [("000001", ())]
    nine.change(gone=list(nine.pages))
    assert nine.segments == []


def test_small_segments_are_written_anew_with_the_next_change(nine: Library) -> None:
    assert not outgrown(read_segments(nine.folder))
    nine.change(page(20))
    assert len(nine.segments) == 2
    assert outgrown(read_segments(nine.folder)) == set(nine.pages)
    nine.change(page(21))
    assert len(nine.segments) == 1


def test_segments_that_are_too_much_together_stay_as_they_are(nine: Library) -> None:
    nine.change(page(20))
    assert not outgrown(read_segments(nine.folder), most=sum(map(_characters, nine.articles)) - 1)


def _characters(article: IndexArticle) -> int:
    return sum(len(block.text) for block in article.blocks)


def test_what_is_too_much_for_that_is_written_anew_after_publishing(
    nine: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.search.engines.local.engine.MERGED_AT_ONCE", 0)
    nine.change(page(20))
    assert nine.engine.outgrown(nine.handle) == frozenset(nine.pages)
    nine.change(*nine.pages.values())
    assert len(nine.segments) == 1
    assert not nine.engine.outgrown(nine.handle)


def test_a_segment_that_is_mostly_gone_is_written_anew(nine: Library) -> None:
    assert not outgrown(read_segments(nine.folder))
    nine.change(gone=[f"p{n:03}" for n in range(4)])
    assert outgrown(read_segments(nine.folder)) == {f"p{n:03}" for n in range(4, 9)}


def test_segments_stay_few_whatever_comes_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_SMALLEST", 20)
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 400)
    library = Library(tmp_path, [page(0)])
    for step in range(40):
        library.change(page(step % 13, f"第{step}步"), page(step + 20))
        assert len(library.segments) <= 8
    asked = request("第", limit=100)
    fresh = generation(library.engine, library.articles)
    grown, whole = (opened(library.engine, each).exact.search(asked) for each in (library.handle, fresh))
    assert grown == whole


def test_a_page_is_never_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 20)
    articles = [replace(page(n), page=f"p{n // 3}") for n in range(9)]
    assert [[one.id for one in own] for own in divided(articles)] == [
        ["a0", "a1", "a2"], ["a3", "a4", "a5"], ["a6", "a7", "a8"]
    ]  # fmt: skip
    assert list(divided([])) == []


@pytest.mark.parametrize("listed", ["", "[]", '{"format": 0, "segments": []}', '{"format": 1}'])
def test_a_list_that_cannot_be_read_is_named(listed: str, tmp_path: Path) -> None:
    (tmp_path / "segments.json").write_text(listed, encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="judou build"):
        read_segments(tmp_path)
    write_segments(tmp_path, [])
    assert read_segments(tmp_path) == []


def test_a_folder_of_an_earlier_version_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "layout.json").write_text('{"format": 3, "parts": []}', encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="another version"):
        read_segments(tmp_path)
