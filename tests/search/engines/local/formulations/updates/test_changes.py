from dataclasses import replace
from pathlib import Path

from app.search.contract import IndexArticle
from app.search.engines.local.engine import LocalEngine
from app.search.engines.local.formulations.updates.changes import Change, find_change
from app.search.engines.local.segments import carry_segments, read_segments
from tests.builders import index_article
from tests.search.libraries import generation


def article(name: str, *texts: str) -> IndexArticle:
    return replace(index_article(f"{name}1", None, *texts), page_order=name)


def change(folder: Path, before: list[IndexArticle], after: list[IndexArticle], changed: set[str]) -> Change:
    """What has changed where pages of a library are others now."""
    engine = LocalEngine(folder)
    handle = generation(engine, before)
    following = generation(engine, after, handle, changed)
    kept = carry_segments(folder / "again", folder / handle.name, changed)
    old, new = (read_segments(folder / each.name) for each in (handle, following))
    parts = [[(each.phrases, each.removed) for each in segments] for segments in (old, new)]
    return find_change(parts[0], parts[1], len(kept))


def test_pages_that_came_and_left_are_told_with_their_texts(tmp_path: Path) -> None:
    before = [article("a", "开放", "发展"), article("b", "改革"), article("c", "创新")]
    after = [before[0], article("b", "深化改革"), article("d", "共享")]
    found = change(tmp_path, before, after, {"page-b", "page-c", "page-d"})
    assert [page.text for page in found.came] == ["深化改革\0", "共享\0"]
    assert [page.text for page in found.left] == ["改革\0", "创新\0"]
    assert found.came[0].edges.tolist() == [True, False, False, False, True, True]
    assert (found.slots.tolist(), found.characters()) == ([0, -1, -1], 14)


def test_a_page_that_is_written_again_as_it_was_has_only_moved(tmp_path: Path) -> None:
    before = [article("a", "开放"), article("b", "改革")]
    found = change(tmp_path, before, [article("a", "開放"), article("b", "改革")], {"page-a", "page-b"})
    assert [[page.text for page in pages] for pages in (found.came, found.left)] == [["开放\0"], ["开放\0"]]
    assert found.slots.tolist() == [-1, 1]
