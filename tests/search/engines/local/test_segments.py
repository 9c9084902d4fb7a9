from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import IndexDamagedError
from app.search.contract import IndexArticle
from app.search.engines.local import segments
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.segments import divided, outgrown, read_segments, write_segments
from tests.builders import index_article
from tests.search.libraries import request


def page(number: int, text: str = "一段文字") -> IndexArticle:
    article = index_article(f"a{number}", f"第{number}篇", text)
    return replace(article, page=f"p{number:03}", page_order=f"p{number:03}")


def names(folder: Path) -> list[tuple[str, tuple[int, ...]]]:
    return [(segment.folder.name, segment.removed) for segment in read_segments(folder)]


def grown(folder: Path, new: list[IndexArticle], leaving: set[str]) -> Path:
    after = folder.with_name(folder.name + "+")
    LocalEngine().build(after, new, folder, leaving)
    return after


@pytest.fixture
def first(tmp_path: Path) -> Path:
    LocalEngine().build(tmp_path / "g", [page(n) for n in range(9)])
    return tmp_path / "g"


def test_a_change_links_what_stands_and_adds_a_segment(first: Path) -> None:
    second = grown(first, [page(3, "另一段"), page(9)], {"p003", "p005", "p009"})
    assert names(second) == [("000001", (3, 5)), ("000002", ())]
    assert read_segments(first)[0].phrases.samefile(read_segments(second)[0].phrases)
    searcher = LocalEngine().open(second)
    assert [counts.articles for counts in searcher.count(["一段文字", "另一段"])] == [8, 1]
    assert {hit.article for hit in searcher.search_related(request("另一段")).hits} >= {"a3"}
    assert list(searcher.count_by_article(request("篇"))) == [f"a{n}" for n in (0, 1, 2, 3, 4, 6, 7, 8, 9)]


def test_a_segment_of_which_nothing_counts_goes(first: Path) -> None:
    second = grown(first, [page(20)], set())
    assert names(grown(second, [], {"p020"})) == [("000001", ())]
    assert names(grown(first, [], {f"p{n:03}" for n in range(9)})) == []


def test_small_segments_are_written_anew_together(first: Path) -> None:
    folder = first
    for number in range(20, 22):
        folder = grown(folder, [page(number)], set())
        assert not outgrown(read_segments(folder))
    folder = grown(folder, [page(22)], set())
    pages = outgrown(read_segments(folder))
    assert pages == {f"p{n:03}" for n in (*range(9), 20, 21, 22)}
    every = [page(n) for n in (*range(9), 20, 21, 22)]
    assert len(names(grown(folder, every, set(pages)))) == 1


def test_a_segment_that_is_mostly_gone_is_written_anew(first: Path) -> None:
    second = grown(first, [], {f"p{n:03}" for n in range(4)})
    assert outgrown(read_segments(second)) == {f"p{n:03}" for n in range(4, 9)}
    assert not outgrown(read_segments(first))


def test_segments_stay_few_whatever_comes_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_SMALLEST", 20)
    monkeypatch.setattr(segments, "MOST_CHARACTERS", 400)
    folder, library = tmp_path / "g", {0: page(0)}
    LocalEngine().build(folder, library.values())
    for step in range(40):
        library |= {step % 13: page(step % 13, f"第{step}步"), step + 20: page(step + 20)}
        folder = grown(folder, [library[step % 13], library[step + 20]], {f"p{step % 13:03}"})
        if pages := outgrown(read_segments(folder)):
            again = [one for _, one in sorted(library.items()) if one.page in pages]
            folder = grown(folder, again, set(pages))
        assert len(names(folder)) <= 14
    asked = request("第", limit=100)
    LocalEngine().build(tmp_path / "whole", [one for _, one in sorted(library.items())])
    assert LocalEngine().open(folder).search(asked) == LocalEngine().open(tmp_path / "whole").search(asked)


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
