import logging
from pathlib import Path

import pytest

from app.article import Page
from app.build.parsing.parse_file import parse_file
from app.build.parsing.parse_files import ParsedFile
from app.build.sources import find_seeds
from app.config import Settings
from app.folder_files import FolderFiles
from tests.builders import markdown, settings_in, write_seed

LIMIT = 1_000_000


def parsed(settings: Settings) -> list[ParsedFile]:
    return [parse_file(seed, settings.seeds, LIMIT) for seed in find_seeds(FolderFiles(settings.seeds))]


def test_a_page_takes_what_its_sidecar_says(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("题目", 1, 2))
    write_seed(settings, "a.toml", 'newspaper = "某报"\ndate = 2024-03-12\n')
    (found,) = parsed(settings)
    assert found.page
    assert (found.page.articles[0].newspaper, found.page.articles[0].date) == ("某报", "2024-03-12")


def test_a_wrong_sidecar_is_told_and_the_page_taken(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "sub/a.md", markdown("题目", 1, 2))
    write_seed(settings, "sub/a.toml", 'newspapper = "某报"\n')
    (found,) = parsed(settings)
    assert found.page
    (fault,) = found.faults
    assert fault.where == "sub/a.toml"
    assert "newspapper" in str(fault.why)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (settings.seeds / "a.txt").write_bytes(b"%PDF-1.4 \x00\x01")
    write_seed(settings, "b.txt", "")
    write_seed(settings, "c.txt", "字" * LIMIT)
    (settings.seeds / "d.txt").symlink_to("/etc/hostname")
    (settings.seeds / "e.txt").symlink_to("nowhere")
    (settings.seeds / "f.txt").mkdir()
    found = parsed(settings)
    assert [each.page for each in found] == [None] * 5
    assert all(each.why and not each.why.where for each in found)


def test_a_mistake_of_the_parser_stays_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: object) -> Page:
        raise IndexError("list index out of range")

    monkeypatch.setattr("app.build.parsing.parse_file.parse_page", broken)
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("题目", 1))
    (seed,) = find_seeds(FolderFiles(settings.seeds))
    with caplog.at_level(logging.ERROR):
        found = parse_file(seed, settings.seeds, LIMIT)
    assert found.page is None
    assert found.why
    assert "IndexError" in str(found.why)
    assert "a.md" in caplog.text
