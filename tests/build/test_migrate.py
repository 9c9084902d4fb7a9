"""A library's database moved elsewhere: every link that was ever given out answers as before."""

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.build.build import build
from app.build.lock import locked
from app.build.migrate import migrate
from app.config import Settings, read_settings
from app.errors import (
    BuildBusyError,
    IndexDamagedError,
    IndexMissingError,
    InputError,
    StoreUnavailableError,
)
from app.library.library import open_snapshot
from app.main import create_app
from app.permalinks.resolve import Status
from app.store.server_lock import locked_server
from app.store.store import open_to_write
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.postgres import on

Ids = set[tuple[str, str]]
"""Kind and id of what links lead to."""

_STATES: tuple[dict[str, str | None], ...] = (
    {
        "a.md": markdown("甲文", 1, 2, 3),
        "b.md": markdown("乙文", 4, 5, 6),
        "2024/c.md": markdown("丙文", 7, 8, 9),
        "d.md": markdown("丁文", 20, 21),
    },
    {"a.md": markdown("甲文", 1, paragraph(2).replace("在", "又在"), 3), "b.md": markdown("乙文", 4, 5)},
    {
        "a.md": markdown("甲文", 1, paragraph(2).replace("在", "却在"), 3, 9),
        "2024/c.md": markdown("丙文", 7, 8),
    },
    {"2025/c.md": markdown("丙文", 7, 8), "2024/c.md": None, "d.md": None},
)
"""What is written into files, and which are removed, before each build of a library."""


def progress(_stage: str, _done: int, _total: int) -> None:
    """Tell no one."""


def build_history(settings: Settings) -> Ids:
    """Build a library whose paragraphs stayed, moved, changed and went; return every id there ever was."""
    ids: Ids = set()
    for files in _STATES:
        for name, text in files.items():
            if text is None:
                (settings.seeds / name).unlink()
            else:
                write_seed(settings, name, text)
        build(settings)
        with open_snapshot(settings) as snapshot:
            for page in snapshot.pages():
                ids.add(("page", page.id))
                for view in snapshot.page(page.id).articles:
                    ids.add(("article", view.article.id))
                    ids |= {("block", block.id) for block in view.blocks}
    return ids


def resolved(settings: Settings, ids: Ids) -> dict[tuple[str, str], Any]:
    """Return what each id leads to: state, place, wording then and now, what stands near."""
    with open_snapshot(settings) as snapshot:
        ways: dict[str, Callable[[str], Any]] = {
            "block": snapshot.resolve_block,
            "article": snapshot.resolve_article,
            "page": snapshot.resolve_page,
        }
        return {(kind, id_): ways[kind](id_) for kind, id_ in sorted(ids)}


def answers(settings: Settings, ids: Ids) -> dict[str, tuple[int, str]]:
    """Return what each link answers: the status, and the page after all redirections but for the name of
    its generation."""
    with open_snapshot(settings) as snapshot:
        name = snapshot.generation.name
    found = {}
    with TestClient(create_app(settings)) as client:
        for kind, id_ in ids:
            address = f"/{ {'block': 'p', 'article': 'articles', 'page': 'pages'}[kind] }/{id_}"
            answer = client.get(address)
            found[address] = (answer.status_code, f"{answer.url.path}\n{answer.text}".replace(name, ""))
    return found


def file_of(folder: Path) -> str:
    """Return the address of a file that does not exist yet."""
    return f"sqlite:///{folder / 'articles.db'}"


def moved_to(url: str, settings: Settings, index: Path) -> Settings:
    return on(url, read_settings(seeds=settings.seeds, index=index))


def check_move(old: Settings, new: Settings) -> None:
    """Build a library, move it, and compare everything that links answer."""
    ids = build_history(old)
    before, pages = resolved(old, ids), answers(old, ids)
    assert {each.status for each in before.values()} == set(Status)
    copied = migrate(old, new.database_url, progress)
    assert copied["aliases"]
    assert copied["pages"] == 3
    with pytest.raises(IndexMissingError, match="judou build"), open_snapshot(new):
        pass
    report = build(new)
    assert (report.published, report.parsed, report.gone) == (True, 0, 0)
    assert resolved(new, ids) == before
    assert answers(new, ids) == pages
    assert not build(new).published
    # And the source is as it was.
    assert resolved(old, ids) == before


def test_every_link_holds_from_a_file_to_a_server(shared: str, tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    check_move(old, moved_to(shared, old, tmp_path / "new"))


def test_every_link_holds_from_a_server_to_a_file(shared: str, tmp_path: Path) -> None:
    old = on(shared, settings_in(tmp_path))
    new = read_settings(seeds=old.seeds, index=tmp_path / "new")
    check_move(old, new)


def test_every_link_holds_from_a_file_to_a_file(tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    check_move(old, read_settings(seeds=old.seeds, index=tmp_path / "new"))


def _kill_midway(settings: Settings, to: str, after: int) -> None:
    """Migrate in a process that is killed once so many rows are copied."""
    child = os.fork()
    if child == 0:

        def die(_stage: str, done: int, _total: int) -> None:
            if done > after:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            migrate(settings, to, die)
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_migration_killed_midway_leaves_an_empty_target(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    old = settings_in(tmp_path)
    ids = build_history(old)
    before = resolved(old, ids)
    to = request.getfixturevalue("shared") if kind == "server" else file_of(tmp_path / "new")
    for after in (0, 10, 20):
        _kill_midway(old, to, after)
        with closing(open_to_write(to)) as target:
            assert target.is_empty()
    migrate(old, to, progress)
    new = moved_to(to, old, tmp_path / "new")
    build(new)
    assert resolved(new, ids) == before


def test_a_database_that_holds_a_library_is_refused(tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    build_history(old)
    migrate(old, file_of(tmp_path / "new"), progress)
    for to in (file_of(tmp_path / "new"), old.database_url):
        with pytest.raises(InputError, match="name an empty one"):
            migrate(old, to, progress)


def test_a_target_of_another_version_is_refused(tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    build_history(old)
    to = file_of(tmp_path / "new")
    with closing(open_to_write(to)) as target, target.writing() as writer:
        writer._connection.exec_driver_sql("DROP TABLE blocks")
    with pytest.raises(InputError, match="name an empty one"):
        migrate(old, to, progress)


def test_a_source_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="nothing has been built yet"):
        migrate(settings_in(tmp_path), file_of(tmp_path / "new"), progress)
    assert not (tmp_path / "new").exists()


def test_a_source_of_another_version_is_told(tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    build_history(old)
    with closing(open_to_write(old.database_url)) as store, store.writing() as writer:
        writer._connection.exec_driver_sql("UPDATE state SET value = '1-0' WHERE name = 'schema'")
    with pytest.raises(IndexDamagedError, match="another version of Judou; run `judou build`"):
        migrate(old, file_of(tmp_path / "new"), progress)


def test_a_target_that_does_not_answer_is_told(tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    build_history(old)
    with pytest.raises(StoreUnavailableError, match="does not answer"):
        migrate(old, "postgresql+psycopg://judou@127.0.0.1:1/judou", progress)


def test_neither_database_is_written_to_by_a_build_meanwhile(shared: str, tmp_path: Path) -> None:
    old = settings_in(tmp_path)
    build_history(old)
    with locked(old.index), pytest.raises(BuildBusyError):
        migrate(old, shared, progress)
    with locked_server(shared), pytest.raises(BuildBusyError):
        migrate(old, shared, progress)

    def try_to_build(_stage: str, _done: int, _total: int) -> None:
        for settings in (old, moved_to(shared, old, tmp_path / "new")):
            with pytest.raises(BuildBusyError):
                build(settings)

    migrate(old, shared, try_to_build)
