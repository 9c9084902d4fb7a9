"""Lists of hits that are read slice by slice while builds publish."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.errors import InputError
from app.library.hits import ExactHits
from app.library.library import Library
from app.library.queries import parse_query
from app.search.request import Group, Sort
from tests.builders import markdown, settings_in, write_seed
from tests.search.stand_in import use_stand_in

ALL = 40


@pytest.fixture(params=["embedded", "elsewhere"])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    if request.param == "elsewhere":
        use_stand_in(monkeypatch, tmp_path / "server")
    made = settings_in(tmp_path)
    for number in range(ALL):
        write_seed(made, f"{number:02}.md", f"# 第{number}篇\n\n开放{'开放' * (number % 7)}，{number}。\n")
    build(made)
    return made


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    opened = Library(settings)
    yield opened
    opened.close()


def slice_of(
    library: Library, after: str, group: Group = Group.PARAGRAPH, sort: Sort = Sort.RELEVANCE
) -> ExactHits:
    request = parse_query("开放", limit=7, after=after, group=group, sort=sort, facet_limit=0).request
    with library.snapshot() as snapshot:
        return snapshot.search(request)


def blocks(found: ExactHits) -> list[str]:
    hits = [hit for group in found.groups for hit in group.hits]
    return [hit.block.id for hit in sorted(hits, key=lambda hit: hit.place)]


@pytest.mark.parametrize("sort", Sort)
def test_each_hit_comes_once_and_in_order_across_a_publication(
    library: Library, settings: Settings, sort: Sort
) -> None:
    with library.snapshot() as snapshot:
        asked = parse_query("开放", limit=1000, sort=sort, facet_limit=0).request
        whole = blocks(snapshot.search(asked))
    found = slice_of(library, "", sort=sort)
    read, counts = blocks(found), found.counts
    # Whoever is first in any order, and what shifts all scores.
    write_seed(settings, "00-.md", markdown("开放开放", "开放" * 30))
    (settings.seeds / "39.md").unlink()
    build(settings)
    while found.following:
        found = slice_of(library, found.following, sort=sort)
        assert found.counts == counts
        read += blocks(found)
    with library.snapshot() as snapshot:
        gone = [name for name in whole if not snapshot.blocks([name])]
    assert len(gone) == 1
    assert read == [name for name in whole if name not in gone or name in read]
    assert len(set(read)) == len(read) >= ALL - 1


def test_articles_go_on_too(library: Library) -> None:
    found, read = slice_of(library, "", Group.ARTICLE), []
    while True:
        read += [group.article.id for group in found.groups]
        if not found.following:
            break
        found = slice_of(library, found.following, Group.ARTICLE)
    assert len(set(read)) == len(read) == ALL


def test_a_state_that_is_no_longer_kept_is_told(library: Library, settings: Settings) -> None:
    after = slice_of(library, "").following
    for number in range(2):
        write_seed(settings, "more.md", markdown("又一篇", 50 + number))
        build(settings)
    with pytest.raises(InputError, match="no longer kept"):
        slice_of(library, after)
    with pytest.raises(InputError, match="no longer kept"):
        slice_of(library, replace_generation(after, "g999999-00000000"))
    with pytest.raises(InputError, match="no place"):
        slice_of(library, "nowhere")


def replace_generation(after: str, name: str) -> str:
    return f"{name}.{after.partition('.')[2]}"
