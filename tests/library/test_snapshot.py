from pathlib import Path

import pytest

from app.build.build import build
from app.errors import NotFoundError
from app.library.library import Library
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from tests.builders import build_library, paragraph, settings_in, write_seed


def test_an_article_knows_its_page_and_neighbours(tmp_path: Path) -> None:
    library = Library(build_library(tmp_path))
    with library.snapshot() as snapshot:
        page = snapshot.page("a")
        (view,) = page.articles
        assert snapshot.article(view.article.id) == view
        assert (view.article.title, view.page.id, view.previous, view.following) == (
            "开放的大门",
            "a",
            None,
            None,
        )
        assert [block.text for block in view.blocks] == [paragraph(n) for n in (1, 2, 3)]
        assert view.title_id is not None
        assert page.source.text.startswith("# 开放的大门")
        with pytest.raises(NotFoundError):
            snapshot.article("0000000000000000")
        with pytest.raises(NotFoundError):
            snapshot.page("nowhere")
    library.close()


def test_neighbours_stand_on_the_same_page(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for seed in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))[:2]:
        write_seed(settings, seed.name, seed.read_text(encoding="utf-8"))
    build(settings)
    library = Library(settings)
    with library.snapshot() as snapshot:
        for page in snapshot.pages():
            views = snapshot.page(page.id).articles
            ids = [None, *(view.article.id for view in views), None]
            for before, view, after in zip(ids, views, ids[2:], strict=False):
                alone = snapshot.article(view.article.id)
                assert alone == view
                assert (view.previous and view.previous.id) == before
                assert (view.following and view.following.id) == after
    library.close()


def test_hits_come_with_their_texts_grouped_by_article(tmp_path: Path) -> None:
    library = Library(build_library(tmp_path))
    with library.snapshot() as snapshot:
        lane = snapshot.search(SearchRequest("年", Phrase("年"), limit=100))
        assert lane.counts == snapshot.count(["年"])[0]
        hits = [hit for group in lane.groups for hit in group.hits]
        assert len(hits) == lane.counts.paragraphs
        assert all(hit.block.text[start:end] == "年" for hit in hits for start, end in hit.spans)
        assert all(hit.block.article == group.article.id for group in lane.groups for hit in group.hits)
    library.close()


def test_related_hits_are_grouped_as_well(tmp_path: Path) -> None:
    library = Library(build_library(tmp_path))
    with library.snapshot() as snapshot:
        found = snapshot.search_related(SearchRequest("开放的大门", Phrase("开放的大门")))
        assert found.total == sum(len(group.hits) for group in found.groups) > 0
        assert "大门" in found.words
    library.close()


def test_pages_come_with_their_articles(tmp_path: Path) -> None:
    library = Library(build_library(tmp_path))
    with library.snapshot() as snapshot:
        entries = [(entry.page.id, [a.title for a in entry.articles]) for entry in snapshot.page_entries()]
    library.close()
    assert entries == [("2024/c", ["乡村的变化"]), ("a", ["开放的大门"]), ("b", ["创新的力量"])]


def test_what_is_made_of_a_generation_is_made_once(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    library = Library(settings)
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return [len(made)]

    for _ in range(2):
        with library.snapshot() as snapshot:
            assert snapshot.once(list, make) == [1]
    write_seed(settings, "d.md", "# 新的\n\n一段话。\n")
    build(settings)
    library.close()
    with Library(settings).snapshot() as snapshot:
        assert snapshot.once(list, make) == [2]


def test_what_was_read_once_stays_in_memory_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    for n in range(4):
        write_seed(settings, f"shelf-{n}/a.txt", f"# 第{n}篇\n\n{paragraph(n)}\n")
    build(settings)
    library = Library(settings)
    shelves = [f"shelf-{n}" for n in range(4)]
    monkeypatch.setattr("app.library.snapshot.CACHED", 2)
    with library.snapshot() as snapshot:
        for wanted in (shelves[:2], shelves, [*shelves, "nowhere"], shelves[::-1]):
            found = snapshot.tallies_of("folder", wanted)
            assert {name: found[name].number for name in found} == dict.fromkeys(shelves[: len(wanted)], 1)
            assert set(snapshot.pages_by_id(f"{shelf}/a" for shelf in wanted)) == {
                f"{shelf}/a" for shelf in wanted if shelf != "nowhere"
            }
    library.close()
