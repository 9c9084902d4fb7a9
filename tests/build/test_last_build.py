import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.build.build import build
from app.build.last_build import RECORD, LastBuild
from app.config import Settings
from app.folder_files import FolderFiles
from app.library.library import open_snapshot
from app.search.generation import NAME
from tests.builders import build_library, markdown, write_seed


def unchanged(settings: Settings) -> bool:
    return LastBuild(settings).if_unchanged() is not None


def generation(settings: Settings) -> Path:
    return max(path for path in settings.index.iterdir() if NAME.fullmatch(path.name))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def alter_database(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.index / "articles.db")) as connection, connection:
        connection.execute("UPDATE state SET value = '0' WHERE name = 'schema'")


def test_what_is_told_is_what_a_build_would_report(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "picture.jpg", "no page")
    built = build(settings)
    told = LastBuild(settings).if_unchanged()
    assert built.skipped
    assert told == replace(built, published=False) == build(settings)


def test_readers_change_nothing(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    build(settings)
    with open_snapshot(settings) as snapshot:
        snapshot.count(["创新"])
        assert unchanged(settings)
    assert unchanged(settings)


CHANGES: dict[str, Callable[[Settings], object]] = {
    "a page more": lambda s: write_seed(s, "new.md", markdown("新页", 40)),
    "a page of the same length": lambda s: write_seed(s, "a.md", (s.seeds / "a.md").read_text()[::-1]),
    "a page less": lambda s: (s.seeds / "a.md").unlink(),
    "a sidecar": lambda s: write_seed(s, "a.toml", 'newspaper = "某报"'),
    "a folder's table": lambda s: write_seed(s, "2024/_folder.toml", 'title = "年"'),
    "words": lambda s: write_seed(s, "dictionary.txt", "新词 3"),
    "a database altered": alter_database,
    "a seal lost": lambda s: (s.index / "articles.db.seal").unlink(),
    "a segment cut off": lambda s: cut(next(generation(s).glob("segments/*/phrases"))),
    "a list lost": lambda s: (generation(s) / "manifest.json").unlink(),
    "a generation that another build left": lambda s: (s.index / "g000009-00000000").mkdir(),
    "a record cut off": lambda s: cut(s.index / RECORD),
    "a record altered": lambda s: (s.index / RECORD).write_text(
        (s.index / RECORD).read_text().replace('"pages": 3', '"pages": 4')
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_left_to_a_build(tmp_path: Path, change: str) -> None:
    settings = build_library(tmp_path)
    assert unchanged(settings)
    CHANGES[change](settings)
    assert not unchanged(settings)


@pytest.mark.parametrize("setting", [{"file_patterns": "{date}"}, {"max_file_bytes": 10_000}])
def test_other_settings_are_left_to_a_build(tmp_path: Path, setting: dict[str, str | int]) -> None:
    settings = build_library(tmp_path)
    assert unchanged(settings)
    assert not unchanged(replace(settings, **setting))  # type: ignore[arg-type]


def test_other_code_is_left_to_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = build_library(tmp_path)
    assert unchanged(settings)
    monkeypatch.setattr("app.code_fingerprint._code", lambda _: b"other")
    assert not unchanged(settings)


def test_a_file_that_may_be_readable_the_next_time_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "new.md", markdown("新页", 40))

    def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as fault:
        fault.setattr("app.build.parsing.parse_file.parse_page", broken)
        assert build(settings, jobs=1).skipped
    assert not unchanged(settings)
    assert build(settings).parsed == 1
    assert unchanged(settings)


def test_nothing_is_known_of_a_build_that_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = build_library(tmp_path)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.build.build.select_changed", ended)
    with pytest.raises(KeyboardInterrupt):
        build(settings)
    assert not unchanged(settings)


def test_a_file_changed_while_a_build_reads_is_seen_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = build_library(tmp_path)
    look = LastBuild.look

    def look_and_change(last: LastBuild, files: FolderFiles) -> object:
        found = look(last, files)
        write_seed(settings, "a.md", markdown("别的", 41))
        return found

    monkeypatch.setattr(LastBuild, "look", look_and_change)
    assert build(settings).parsed == 1
    assert not unchanged(settings)


def test_a_database_elsewhere_is_always_asked(tmp_path: Path) -> None:
    settings = replace(build_library(tmp_path), database=f"sqlite:///{tmp_path / 'other.db'}")
    build(settings)
    assert not unchanged(settings)
    assert not (settings.index / RECORD).exists()


def test_a_record_holds_no_setting_in_clear(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    known = json.loads((settings.index / RECORD).read_text().partition("\n")[2])
    assert known.keys() == {"before", "seeds", "index", "generation", "skipped"}
    assert len(known["before"]) == 32
