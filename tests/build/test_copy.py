"""Two machines that share a database, each with an index folder of its own."""

from pathlib import Path

import pytest

from app.build.build import build
from app.build.copy import copy_published
from app.config import Settings
from app.errors import BuildBusyError, IndexMissingError, SearchUnavailableError
from app.library.library import Library, open_snapshot
from app.search.generation import NAME
from app.store.server_lock import locked_server
from tests.builders import build_library, markdown, paragraph, settings_in, write_seed
from tests.postgres import on


@pytest.fixture
def one(shared: str, tmp_path: Path) -> Settings:
    """The settings of the machine that builds."""
    settings = on(shared, settings_in(tmp_path, "one"))
    for number in range(4):
        write_seed(settings, f"{number}.md", markdown(f"第{number}篇", number, number + 10))
    return settings


@pytest.fixture
def other(shared: str, one: Settings, tmp_path: Path) -> Settings:
    """The settings of another machine, which sees the same sources."""
    return on(shared, settings_in(tmp_path, "other"))


def counts(settings: Settings) -> list[int | None]:
    with open_snapshot(settings) as snapshot:
        found = snapshot.count(["第", "年", *map(paragraph, (0, 3, 13, 40))])
    return [each.occurrences for each in found]


def folders(settings: Settings) -> set[str]:
    return {path.name for path in settings.index.iterdir() if NAME.fullmatch(path.name)}


def test_a_machine_without_a_copy_reads_and_says_so_when_it_searches(one: Settings, other: Settings) -> None:
    name = build(one).generation.name
    with open_snapshot(other) as snapshot:
        assert snapshot.generation.name == name
        assert len(snapshot.pages()) == 4
        assert snapshot.resolve_article(snapshot.article_ids()[0]).current
        with pytest.raises(SearchUnavailableError, match="judou build --copy"):
            snapshot.count(["年"])


def test_a_copy_counts_what_the_first_index_counts_and_follows_it(one: Settings, other: Settings) -> None:
    build(one)
    library = Library(other)
    for number in (40, 41, 42, 43):
        assert copy_published(other) == copy_published(other)
        assert counts(other) == counts(one)
        with library.snapshot() as snapshot:
            assert snapshot.count(["第"])[0].occurrences == counts(one)[0]
        write_seed(one, "more.md", markdown("又一篇", number))
        build(one)
    library.close()
    assert len(folders(other)) == 2
    assert len(list(other.index.glob("copies/*"))) == 2


def test_whoever_finds_nothing_changed_makes_a_copy_and_publishes_nothing(
    one: Settings, other: Settings
) -> None:
    first = build(one)
    report = build(other)
    assert (report.published, report.generation) == (False, first.generation)
    assert counts(other) == counts(one)
    assert not build(one).published
    # Whoever is first builds; the other one then copies.
    write_seed(one, "more.md", markdown("又一篇", 40))
    assert build(other).published
    assert not build(one).published
    assert counts(one) == counts(other)


def test_a_copy_that_was_not_finished_or_is_damaged_is_made_anew(one: Settings, other: Settings) -> None:
    name = build(one).generation.name
    (other.index / name / "segments").mkdir(parents=True)
    (other.index / "g000000-00000000").mkdir()
    copy_published(other)
    assert folders(other) == {name}
    (phrases,) = (other.index / name).rglob("phrases")
    phrases.write_bytes(phrases.read_bytes()[:-1])
    with pytest.raises(SearchUnavailableError, match="truncated"):
        counts(other)
    copy_published(other)
    assert counts(other) == counts(one)


def test_a_machine_copies_while_another_one_builds(one: Settings, other: Settings) -> None:
    build(one)
    with locked_server(one.database_url):
        with pytest.raises(BuildBusyError, match="judou build"):
            build(other)
        assert copy_published(other)
    assert counts(other) == counts(one)


def test_nothing_is_copied_where_there_is_nothing_or_no_need(one: Settings, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        copy_published(one)
    (tmp_path / "alone").mkdir()
    assert copy_published(build_library(tmp_path / "alone")) is None
