"""What cannot be read is not gone, and much of a library does not go unasked."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.article import Page
from app.build.build import build
from app.build.last_build import BuildReport
from app.build.removal import check_removal
from app.config import Settings
from app.errors import RemovalError, UnreadableError
from app.library.library import Library
from app.permalinks.resolve import Status
from app.store.rows import SourceFile
from app.store.set_aside import set_aside
from tests.builders import markdown, settings_in, write_seed

PAGES = 30
NOBODY = 65534


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Return a built library of thirty pages, half of them in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        for number in range(PAGES):
            write_seed(settings, f"{'sub/' * (number % 2)}{number:02}.md", markdown(f"题{number}", number))
        write_seed(settings, "sub/01.toml", 'newspaper = "某报"')
        write_seed(settings, "sub/_folder.toml", 'date = "2024-03-12"')
        build(settings)
        yield settings


@pytest.fixture
def unprivileged(settings: Settings) -> Iterator[None]:
    """Let permissions bind this process, which they do not for root."""
    if os.geteuid() != 0:
        yield
        return
    for path in (settings.seeds.parent, *settings.seeds.parent.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def statuses(settings: Settings, ids: list[str]) -> set[Status]:
    library = Library(settings)
    with library.snapshot() as snapshot:
        found = {snapshot.resolve_block(old).status for old in ids}
    library.close()
    return found


def links(settings: Settings) -> list[str]:
    library = Library(settings)
    with library.snapshot() as snapshot:
        found = [block.id for view in snapshot.every_article() for block in view.blocks]
    library.close()
    return found


def whys(report: BuildReport) -> dict[str, str]:
    return {each.where: str(each.why) for each in report.skipped}


def closed(path: Path) -> Callable[[], None]:
    before = path.stat().st_mode
    path.chmod(0o000)
    return lambda: path.chmod(before)


def dangling(path: Path) -> Callable[[], None]:
    aside = path.with_name(".aside")
    path.rename(aside)
    path.symlink_to("unmounted/page.md")
    return partial(put_back, aside, path)


def put_back(aside: Path, path: Path) -> None:
    path.unlink()
    aside.rename(path)


def looping(path: Path) -> Callable[[], None]:
    undo = dangling(path)
    path.unlink()
    path.symlink_to(path.name)
    return undo


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("sub", closed),
        ("sub/03.md", closed),
        ("sub/01.toml", closed),
        ("sub/_folder.toml", closed),
        ("00.md", dangling),
        ("00.md", looping),
        ("sub/01.toml", dangling),
    ],
)
@pytest.mark.usefixtures("unprivileged")
def test_what_cannot_be_read_keeps_its_pages_and_is_told(
    settings: Settings, name: str, harm: Callable[[Path], Callable[[], None]]
) -> None:
    before = links(settings)
    undo = harm(settings.seeds / name)
    try:
        report = build(settings)
        again = build(settings)
    finally:
        undo()
    assert (report.generation.pages, report.gone) == (PAGES, 0)
    assert list(whys(report)) == [name]
    assert "as it was" in whys(report)[name] or "as they were" in whys(report)[name]
    assert statuses(settings, before) == {Status.CURRENT}
    assert not again.published
    assert links(settings) == before
    assert build(settings).skipped == ()
    assert links(settings) == before


@pytest.mark.parametrize("name", [".", "dictionary.txt"])
@pytest.mark.usefixtures("unprivileged")
def test_without_the_dictionary_nothing_is_built(settings: Settings, name: str) -> None:
    before = links(settings)
    write_seed(settings, "dictionary.txt", "先行先试 10")
    undo = closed(settings.seeds / name)
    try:
        with pytest.raises(UnreadableError, match="dictionary.txt: cannot be read"):
            build(settings)
    finally:
        undo()
    assert statuses(settings, before) == {Status.CURRENT}


@pytest.mark.usefixtures("unprivileged")
def test_what_repeats_an_unread_page_is_still_a_repetition(settings: Settings) -> None:
    shutil.copy(settings.seeds / "sub/03.md", settings.seeds / "twin.md")
    build(settings)
    undo = closed(settings.seeds / "sub")
    try:
        assert "twin.md" in whys(build(settings))
    finally:
        undo()


@pytest.mark.usefixtures("unprivileged")
def test_a_full_build_keeps_what_cannot_be_read(settings: Settings) -> None:
    before = links(settings)
    undo = closed(settings.seeds / "sub")
    try:
        assert build(settings, full=True).generation.pages == PAGES
    finally:
        undo()
    assert links(settings) == before


def test_an_empty_folder_is_not_published_unasked(settings: Settings) -> None:
    before = links(settings)
    settings.seeds.rename(settings.seeds.with_name("aside"))
    settings.seeds.mkdir()
    with pytest.raises(RemovalError, match=r"30 of 30 .* --allow-removal"):
        build(settings)
    assert statuses(settings, before) == {Status.CURRENT}
    assert build(settings, allow_removal=True).gone == PAGES
    assert statuses(settings, before) == {Status.GONE}


def test_pages_that_move_are_not_gone(settings: Settings) -> None:
    before = links(settings)
    (settings.seeds / "new").mkdir()
    for path in settings.seeds.rglob("*.md"):
        path.rename(settings.seeds / "new" / path.name)
    assert build(settings).gone == PAGES
    assert statuses(settings, before) == {Status.CURRENT}


def test_a_store_that_is_replaced_is_guarded_too(settings: Settings) -> None:
    before = links(settings)
    set_aside(settings.database_url)
    settings.seeds.rename(settings.seeds.with_name("aside"))
    settings.seeds.mkdir()
    for _ in range(2):
        with pytest.raises(RemovalError):
            build(settings)
    settings.seeds.rmdir()
    settings.seeds.with_name("aside").rename(settings.seeds)
    build(settings)
    assert links(settings) == before


@pytest.mark.parametrize(
    ("gone", "pages", "refused"), [(20, 20, False), (21, 21, True), (21, 210, False), (22, 210, True)]
)
def test_a_tenth_may_go_and_twenty_pages(gone: int, pages: int, refused: bool) -> None:
    before = [SourceFile(f"{n}.md", "", f"digest{n}", f"{n}") for n in range(pages)]
    if refused:
        with pytest.raises(RemovalError):
            check_removal(before, before[gone:], allowed=False)
    check_removal(before, before[gone:], allowed=refused)


def test_a_page_stays_where_the_parser_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> Page:
        raise IndexError("list index out of range")

    before = links(settings)
    write_seed(settings, "00.md", markdown("另一题", 901))
    write_seed(settings, "new.md", markdown("新题", 902))
    with monkeypatch.context() as broken_parser:
        broken_parser.setattr("app.build.parsing.parse_file.parse_page", broken)
        report = build(settings)
    assert "as it was" in whys(report)["00.md"]
    assert "IndexError" in whys(report)["00.md"]
    assert "stays" not in whys(report)["new.md"]
    assert links(settings) == before
    assert build(settings).skipped == ()
    assert links(settings) != before
