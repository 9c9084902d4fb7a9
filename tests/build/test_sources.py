import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.build.build import build
from app.build.sources import (
    SeedFile,
    add_digest,
    add_name,
    add_surroundings,
    find_seeds,
    orphan_sidecars,
    printable,
    skip_duplicates,
)
from app.config import Settings
from app.folder_files import FolderFiles
from app.store.rows import SourceFile
from tests.builders import markdown, settings_in, write_seed


def whys(seeds: list[SeedFile]) -> dict[str, str | None]:
    return {seed.file: str(seed.why) if seed.why else None for seed in seeds}


def add_digests(seeds: list[SeedFile], known: Mapping[str, SourceFile], settings: Settings) -> list[SeedFile]:
    return skip_duplicates([add_digest(seed, known, settings) for seed in seeds])


def age(folder: Path) -> None:
    """Pretend that the files were changed long ago, as far as that can be pretended."""
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))


def test_pages_are_found_in_order_and_named_by_their_path(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for name in ("b.txt", "a/c.MD", "a.md", ".hidden.txt", ".git/x.txt", "b.toml", "dictionary.txt"):
        write_seed(settings, name, name)
    found = find_seeds(FolderFiles(settings.seeds))
    assert [(seed.file, seed.page) for seed in found] == [("a/c.MD", "a/c"), ("a.md", "a"), ("b.txt", "b")]


def test_the_second_file_of_one_stem_keeps_its_ending(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", "1")
    write_seed(settings, "a.txt", "2")
    first, second = find_seeds(FolderFiles(settings.seeds))
    assert [first.page, second.page] == ["a", "a.txt"]
    assert [note.code for note in second.notes] == ["page-id-taken"]
    assert not first.notes


def test_what_cannot_be_taken_is_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.xyz", "x")
    write_seed(settings, "b.doc", "x")
    (settings.seeds / "sub").mkdir()
    (settings.seeds / "loop").symlink_to(settings.seeds)
    odd = os.fsdecode(b"\xff\xfe.txt")
    (settings.seeds / odd).write_text("x", encoding="utf-8")
    told = whys(find_seeds(FolderFiles(settings.seeds)))
    assert told["a.xyz"] is not None
    assert "none of .txt .md" in told["a.xyz"]
    assert told["b.doc"] == "an old Word document (DOC, WPS); save it as DOCX"
    assert told["loop"] is not None
    assert "link to a folder" in told["loop"]
    assert told["\\xff\\xfe.txt"] is None


def test_signs_that_break_or_turn_a_line_are_spelled_out_in_names(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for name in ("a\nb.md", "gpj.\u202etxt.md", "第一版.md"):
        write_seed(settings, name, "x")
    assert [seed.page for seed in find_seeds(FolderFiles(settings.seeds))] == [
        "a\\nb",
        "gpj.\\u202etxt",
        "第一版",
    ]


@given(st.lists(st.binary(min_size=1, max_size=6), unique=True, min_size=2, max_size=40))
@example(
    [b"a\x01", rb"a\x01", b"a\xff", rb"a\xff", b"\xc2\x85", b"\x85", rb"\x85", b"\\", b"\\\\", rb"\n", b"\n"]
)
def test_no_two_names_are_shown_alike(names: list[bytes]) -> None:
    shown = [printable(os.fsdecode(name)) for name in names]
    assert len(set(shown)) == len(names)
    assert all(name.isprintable() or name.encode("utf-8") for name in shown)


def test_names_that_could_be_taken_for_each_other_are_built(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    names = (b"a\x01", rb"a\x01", b"a\xff", rb"a\xff", b"a\xc2\x85", b"a\x85", b"a\\", b"a\\\\")
    for number, name in enumerate(names):
        write_seed(settings, os.fsdecode(name + b".md"), markdown(f"题{number}", number))
        write_seed(settings, os.fsdecode(name + b".toml"), "unknown = 1")
        write_seed(settings, os.fsdecode(b"orphan" + name + b".toml"), "")
    report = build(settings)
    assert report.generation.pages == len(names)
    assert len(report.skipped) == 2 * len(names)
    assert not build(settings).published


def test_links_that_lead_in_circles_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "good.md", markdown("题", 1))
    for name, other in (("a.md", "b.md"), ("b.md", "a.md"), ("c.md", "c.md"), ("good.toml", "good.toml")):
        (settings.seeds / name).symlink_to(other)
    report = build(settings)
    assert [each.where for each in report.skipped] == ["a.md", "b.md", "c.md", "good.toml"]
    assert all("cannot be read" in str(each.why) for each in report.skipped)
    assert report.generation.pages == 1
    assert caplog.text == ""


@pytest.mark.parametrize("ending", [".md", ".txt", ".html", ".htm"])
def test_a_name_as_long_as_can_be_is_built(tmp_path: Path, ending: str) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a" * (255 - len(ending)) + ending, markdown("题", 1, 2))
    assert build(settings).generation.pages == 1


def test_pages_that_share_a_wrong_sidecar_are_built(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("甲", 1))
    write_seed(settings, "a.txt", markdown("乙", 2))
    write_seed(settings, "a.toml", "unknown = 1")
    for _ in range(2):
        assert [each.where for each in build(settings).skipped] == ["a.toml"]


def test_sidecars_in_capitals_are_not_passed_over(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("甲", 1))
    write_seed(settings, "A.TOML", "")
    assert [each.where for each in build(settings).skipped] == ["A.TOML"]


def test_the_same_content_twice_is_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        write_seed(settings, name, "same" if name != "b.txt" else "other")
    told = whys(add_digests(find_seeds(FolderFiles(settings.seeds)), {}, settings))
    assert told == {"a.txt": None, "b.txt": None, "c.txt": "the same content as a.txt; remove one of them"}


def test_a_file_with_a_known_stamp_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    path = write_seed(settings, "a.txt", "one")
    monkeypatch.setattr("app.folder_files._FRESH_NS", 0)
    (first,) = add_digests(find_seeds(FolderFiles(settings.seeds)), {}, settings)
    row = first.row()
    path.chmod(0o000)
    (second,) = add_digests(find_seeds(FolderFiles(settings.seeds)), {"a.txt": row}, settings)
    assert second.stamp != first.stamp  # even a change of rights is seen
    path.chmod(0o644)
    (third,) = find_seeds(FolderFiles(settings.seeds))
    stale = {"a.txt": type(row)("a.txt", third.stamp, "remembered", "a")}
    assert add_digests([third], stale, settings)[0].digest == "remembered"


def test_a_file_changed_just_now_has_no_stamp(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.txt", "one")
    assert find_seeds(FolderFiles(settings.seeds))[0].stamp == ""


def test_a_changed_sidecar_changes_the_digest(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.txt", "one")
    (plain,) = add_digests(find_seeds(FolderFiles(settings.seeds)), {}, settings)
    write_seed(settings, "a.toml", "newspaper = '某报'")
    (with_sidecar,) = add_digests(find_seeds(FolderFiles(settings.seeds)), {}, settings)
    assert with_sidecar.digest != plain.digest
    assert with_sidecar.digest.partition("+")[0] == plain.digest.partition("+")[0]


def test_lists_that_a_folder_names_are_no_pages(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "x/rmrb20240102.txt", "one")
    write_seed(settings, "x/_folder.toml", 'table = "list.csv"')
    write_seed(settings, "x/list.csv", "文件,版次\nrmrb20240102,7\n")
    write_seed(settings, "x/other.csv", "")
    files = FolderFiles(settings.seeds)
    seeds, tables = add_surroundings(files, find_seeds(files), settings)
    assert [seed.file for seed in seeds] == ["x/other.csv", "x/rmrb20240102.txt"]
    assert tables.faults == orphan_sidecars(files, [seed.path for seed in seeds]) == ()
    known = add_name(seeds[1], settings.file_patterns).known
    assert known.statements[0].values == {"newspaper": "人民日报", "date": "2024-01-02"}
    assert known.rows[0].entry.values == {"edition": "7"}


def test_a_pipe_or_a_broken_link_is_not_opened(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    os.mkfifo(settings.seeds / "pipe.txt")
    (settings.seeds / "broken.txt").symlink_to("nowhere")
    assert [seed.digest for seed in add_digests(find_seeds(FolderFiles(settings.seeds)), {}, settings)] == [
        "",
        "",
    ]


def test_sidecars_without_a_page_are_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.txt", "one")
    write_seed(settings, "a.toml", "")
    write_seed(settings, "b.toml", "")
    files = FolderFiles(settings.seeds)
    (orphan,) = orphan_sidecars(files, [seed.path for seed in find_seeds(files)])
    assert orphan.where == "b.toml"
