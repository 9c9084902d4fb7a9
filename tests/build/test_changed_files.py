from pathlib import Path

import pytest

from app.build.build import build
from app.build.changed_files import select_changed
from app.config import Settings
from app.folder_files import FolderFiles
from app.store.store import open_to_write
from tests.builders import build_library, markdown, write_seed


def selected(settings: Settings, *, full: bool = False) -> list[str]:
    """Return the names of the files that the next build would parse."""
    store = open_to_write(settings.database_url)
    try:
        with store.writing() as writer:
            plan = select_changed(settings, writer, FolderFiles(settings.seeds), full)
            return [seed.file for seed in plan.parse]
    finally:
        store.close()


def test_nothing_is_parsed_again_without_a_change(tmp_path: Path) -> None:
    assert selected(build_library(tmp_path)) == []


def test_a_file_with_other_bytes_is_parsed_again(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "a.md", markdown("另一题", 40))
    write_seed(settings, "d.md", markdown("新的一题", 41))
    assert selected(settings) == ["a.md", "d.md"]


def test_a_file_whose_sidecar_came_or_changed_is_parsed_again(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "a.toml", 'newspaper = "某报"')
    assert selected(settings) == ["a.md"]
    build(settings)
    assert selected(settings) == []
    write_seed(settings, "a.toml", 'newspaper = "另一报"')
    assert selected(settings) == ["a.md"]


def test_everything_is_parsed_again_where_that_is_asked_for(tmp_path: Path) -> None:
    assert selected(build_library(tmp_path), full=True) == ["2024/c.md", "a.md", "b.md"]


def test_a_changed_parser_parses_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = build_library(tmp_path)
    monkeypatch.setattr("app.build.changed_files.parser_fingerprint", lambda _: "another")
    assert selected(settings) == ["2024/c.md", "a.md", "b.md"]
