import json
import shutil
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.build.build import build
from app.errors import IndexDamagedError, IndexMissingError
from app.library.library import Library
from app.store.lists import ListQuery
from tests.builders import build_library, markdown, paragraph, settings_in, write_seed


def test_what_was_just_checked_is_not_checked_again(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    checked = build(settings).generation
    altered = json.dumps({"generation": checked.name, "sha256": "0"})
    (settings.index / "articles.db.seal").write_text(altered, encoding="utf-8")
    words = next((settings.index / checked.name).glob("segments/*/words"))
    words.rename(words.with_name("elsewhere"))
    library = Library(settings)
    with pytest.raises(IndexDamagedError), library.snapshot():
        pass
    library.trust(replace(checked, proof="another"))
    with pytest.raises(IndexDamagedError), library.snapshot():
        pass
    library.trust(checked)
    with library.snapshot() as snapshot:
        assert snapshot.generation == checked
    library.close()


def test_a_new_generation_is_followed_and_the_old_one_let_go(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    library = Library(settings)
    with library.snapshot() as old:
        write_seed(settings, "d.md", markdown("又一页", 40))
        name = build(settings).generation.name
        with library.snapshot() as new:
            assert new.generation.name == name
            assert new.articles(ListQuery()).total == 4
        assert old.generation.name != name
        assert old.articles(ListQuery()).total == 3
        assert old.count([paragraph(40)])[0].occurrences == 0
    with library.snapshot() as new:
        assert new.count([paragraph(40)])[0].occurrences == 1
    assert list(library._opened) == [name]
    library.close()


def test_readers_never_see_two_generations_at_once(tmp_path: Path) -> None:
    """While builds publish, every snapshot's engine counts what its own store holds."""
    settings = build_library(tmp_path)
    library, stop, wrong, seen = Library(settings), threading.Event(), [], set()

    def read() -> None:
        while not stop.is_set():
            with library.snapshot() as snapshot:
                texts = [b.text for view in snapshot.every_article() for b in view.blocks]
                counted = snapshot.count(["增补"])[0].occurrences
                seen.add(snapshot.generation.name)
                if counted != sum(text.count("增补") for text in texts):
                    wrong.append(snapshot.generation.name)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(4):
        write_seed(settings, f"n{number}.md", markdown(f"题{number}", 60 + number) + "\n增补一段。\n")
        build(settings)
    stop.set()
    for thread in threads:
        thread.join()
    library.close()
    assert wrong == []
    assert len(seen) >= 2


def test_an_index_deleted_and_built_again_is_followed(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    library = Library(settings)
    with library.snapshot() as snapshot:
        before = snapshot.generation.name
    shutil.rmtree(settings.index)
    with library.snapshot() as snapshot:
        assert snapshot.articles(ListQuery()).total == 3
    write_seed(settings, "d.md", markdown("又一页", 40))
    build(settings)
    with library.snapshot() as snapshot:
        assert snapshot.generation.name != before
        assert snapshot.articles(ListQuery()).total == 4
    library.close()


def test_an_index_built_again_is_followed_as_soon_as_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked while it was not ready makes no one wait who comes after."""
    monkeypatch.setattr("app.library.library.CHECK_INTERVAL", 3600)
    settings = build_library(tmp_path)
    with closing(Library(settings)) as library:
        with library.snapshot() as snapshot:
            before = snapshot.generation.name
        shutil.rmtree(settings.index)
        settings.index.mkdir()
        (settings.index / "articles.db").touch()
        with library.snapshot() as snapshot:
            assert snapshot.generation.name == before
        write_seed(settings, "d.md", markdown("又一页", 40))
        build(settings)
        with library.snapshot() as snapshot:
            assert snapshot.generation.name != before


def test_nothing_built_is_told(tmp_path: Path) -> None:
    library = Library(settings_in(tmp_path))
    with pytest.raises(IndexMissingError, match="judou build"), library.snapshot():
        pass
