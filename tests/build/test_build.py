import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread

import pytest

from app.article import Skipped
from app.build import build as build_module
from app.build.build import build
from app.config import Settings
from app.errors import IndexDamagedError, IndexWriteError, InputError, UnreadableError
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.messages import Message
from app.permalinks.resolve import Status
from app.search.generation import NAME
from tests.builders import build_library, markdown, paragraph, settings_in, write_seed


@contextmanager
def snapshot(settings: Settings) -> Iterator[Snapshot]:
    library = Library(settings)
    try:
        with library.snapshot() as opened:
            yield opened
    finally:
        library.close()


def generations(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.index.iterdir() if NAME.fullmatch(path.name))


def texts(settings: Settings) -> list[str]:
    with snapshot(settings) as opened:
        return [block.text for view in opened.every_article() for block in view.blocks]


def test_a_library_is_built_and_read(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    with snapshot(settings) as opened:
        assert [page.id for page in opened.pages()] == ["2024/c", "a", "b"]
        assert opened.generation.paragraphs == 9
        assert opened.count(["年"])[0].at_least >= 9


def test_without_a_change_nothing_is_published(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    report = build(settings)
    assert (report.published, report.parsed, report.gone) == (False, 0, 0)
    assert len(generations(settings)) == 1


def test_a_checksum_is_written_where_none_stands_or_what_it_is_of_has_changed(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    # What is too new to be sure of is looked into by the next build, which then writes that it is settled.
    for file in settings.seeds.iterdir():
        os.utime(file, (10**9, 10**9))
    build(settings)
    seal = settings.index / "articles.db.seal"
    first = seal.stat().st_ino
    build(settings)
    assert seal.stat().st_ino == first
    written = seal.read_bytes()
    seal.unlink()
    assert not build(settings).published
    assert seal.read_bytes() == written
    write_seed(settings, "broken.txt", "%PDF-1.7")
    build(settings)
    assert seal.read_bytes() != written


def test_only_what_changed_is_parsed(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "a.md", markdown("开放的大门", 1, 20, 3))
    (settings.seeds / "b.md").unlink()
    report = build(settings)
    assert (report.published, report.parsed, report.gone) == (True, 1, 1)
    assert texts(settings) == [paragraph(n) for n in (7, 8, 9, 1, 20, 3)]


def test_a_changed_folder_table_parses_the_files_that_it_changes(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "2024/_folder.toml", 'newspaper = "某报"\ntable = "list.csv"')
    write_seed(settings, "2024/list.csv", "文件,版次\nd.md,7\n")
    write_seed(settings, "2024/d.md", markdown("另一篇", 30))
    assert build(settings).parsed == 2
    assert build(settings).parsed == 0
    write_seed(settings, "2024/list.csv", "文件,版次\nx.md,1\nd.md,8\n")
    report = build(settings)
    assert (report.parsed, [told.where for told in report.skipped]) == (1, ["2024/list.csv:2"])
    with snapshot(settings) as opened:
        found = {view.article.page: view.article for view in opened.every_article()}
    assert [found[page].newspaper for page in ("2024/c", "2024/d", "a")] == ["某报", "某报", None]
    assert [found[page].edition for page in ("2024/c", "2024/d", "a")] == [None, "8", None]


def test_what_is_wrong_with_a_row_is_told_until_it_is_mended(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "_folder.toml", 'table = "list.csv"')
    write_seed(settings, "list.csv", "文件,首句\na.md,没有这样的开头\n")
    for _ in range(2):
        (told,) = build(settings).skipped
        assert (told.where, told.why.code) == ("list.csv: a.md", "sidecar-names-none")
    (settings.seeds / "_folder.toml").unlink()
    assert [told.where for told in build(settings).skipped] == ["list.csv"]


def test_contradictions_are_told_with_the_build_and_kept_with_the_page(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "rmrb20240102.md", markdown("题目", 1))
    write_seed(settings, "rmrb20240102.toml", "date = 2024-01-03")
    (noted,) = build(settings).noted
    assert noted.where == "rmrb20240102.md"
    assert (
        str(noted.why)
        == "题目: date: '2024-01-03' (the sidecar) is taken, not '2024-01-02' (the name of the file)"
    )
    with snapshot(settings) as opened:
        assert [page.notes for page in opened.pages()] == [(noted.why,)]


def test_front_matter_against_print_and_doubtful_names_are_told_with_the_build(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    printed = markdown("题目", 1).replace("\n", "\n\n本报记者 何静\n", 1)
    write_seed(settings, "人民日报/gmrb/x.md", f"---\nauthor: 林舟\n---\n{printed}")
    write_seed(settings, "人民日报/gmrb20240102.md", markdown("又题", 2))
    told = sorted(str(each.why) for each in build(settings).noted)
    assert told == [
        "newspaper: the name of the file gives 人民日报, 光明日报; none of them is taken",
        "题目: authors: '林舟' (the front matter) is taken, not '何静' (print)",
    ]


@pytest.mark.parametrize("name", ["a.toml", "_folder.toml", "list.csv", "dictionary.txt"])
@pytest.mark.parametrize("harm", ["pipe", "device", "outside"])
def test_nothing_beside_a_page_stops_a_build_or_is_read_beyond_the_folder(
    tmp_path: Path, name: str, harm: str
) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("题目", 1))
    write_seed(settings, "_folder.toml", 'table = "list.csv"')
    path = settings.seeds / name
    path.unlink(missing_ok=True)
    if harm == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if harm == "device" else "/etc/passwd")
    if name == "dictionary.txt":
        with pytest.raises(UnreadableError, match="dictionary.txt"):
            build(settings)
        return
    report = build(settings)
    assert report.generation.articles == 1
    assert path.name in {told.where for told in report.skipped}


def test_full_parses_everything_and_keeps_every_link(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    with snapshot(settings) as opened:
        ids = [block.id for view in opened.every_article() for block in view.blocks]
    assert build(settings, full=True).parsed == 3
    with snapshot(settings) as opened:
        assert {opened.resolve_block(known).status for known in ids} == {Status.CURRENT}


def test_a_deleted_index_gives_the_same_ids_again(tmp_path: Path) -> None:
    first, second = build_library(tmp_path), settings_in(tmp_path, index="other")
    build(second)
    with snapshot(first) as one, snapshot(second) as other:
        assert list(one.every_article()) == list(other.every_article())


def test_a_renamed_file_keeps_its_links_and_leads_to_its_page(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    with snapshot(settings) as opened:
        ids = [block.id for view in opened.page("a").articles for block in view.blocks]
    (settings.seeds / "a.md").rename(settings.seeds / "renamed.md")
    build(settings)
    with snapshot(settings) as opened:
        assert {opened.resolve_block(known).status for known in ids} == {Status.CURRENT}
        found = opened.resolve_page("a")
        assert (found.status, found.current and found.current.id) == (Status.MOVED, "renamed")


def test_two_generations_are_kept_for_those_who_still_read(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    for number in range(3):
        write_seed(settings, "d.md", markdown("又一页", 30 + number))
        report = build(settings)
    assert len(generations(settings)) == 2
    assert generations(settings)[-1] == report.generation.name


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    leftover = settings.index / "g000009-deadbeef"
    leftover.mkdir()
    (leftover / "half").write_text("x", encoding="utf-8")
    build(settings)
    assert not leftover.exists()


def test_what_is_skipped_is_told_until_it_is_mended(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    write_seed(settings, "twin.md", markdown("开放的大门", 1, 2, 3))
    write_seed(settings, "bad.txt", "\0\1\2" * 50)
    write_seed(settings, "b.toml", "unknown = 1")
    for _ in range(2):
        told = {each.where: each.why for each in build(settings).skipped}
        assert told.keys() == {"bad.txt", "twin.md", "b.toml"}
        assert told["twin.md"] == Message("content-twice", {"file": "a.md"})
    with snapshot(settings) as opened:
        assert {row.file for row in opened.skipped()} == told.keys()
    (settings.seeds / "a.md").unlink()
    write_seed(settings, "bad.txt", markdown("修好了", 40))
    write_seed(settings, "b.toml", 'newspaper = "某报"')
    assert build(settings).skipped == ()
    with snapshot(settings) as opened:
        assert [page.id for page in opened.pages()] == ["2024/c", "b", "bad", "twin"]


def test_a_changed_engine_indexes_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = build_library(tmp_path)
    monkeypatch.setattr("app.build.build.engine_fingerprint", lambda _: "another")
    report = build(settings)
    assert (report.published, report.parsed) == (True, 0)


def test_a_store_of_another_version_is_built_anew_and_keeps_old_ids(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    with snapshot(settings) as opened:
        old = opened.page("a").articles[0].blocks[1]
    write_seed(settings, "a.md", markdown("开放的大门", 1, 3))
    build(settings)
    with closing(sqlite3.connect(settings.index / "articles.db")) as connection, connection:
        connection.execute("UPDATE state SET value = '0' WHERE name = 'schema'")
        # Versions before this one did not tell authors and page of what is lost.
        connection.execute("ALTER TABLE aliases DROP COLUMN authors")
        connection.execute("ALTER TABLE aliases DROP COLUMN page")
    assert build(settings).parsed == 3
    with snapshot(settings) as opened:
        assert (opened.resolve_block(old.id).status, opened.resolve_block(old.id).was) == ("gone", old.text)


def test_damaged_engine_files_are_written_anew(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    folder = settings.index / generations(settings)[0]
    victim = max((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])
    with pytest.raises(IndexDamagedError, match="judou build"), snapshot(settings):
        pass
    assert build(settings).published
    assert len(texts(settings)) == 9


def test_a_damaged_database_asks_for_a_full_build(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    database = settings.index / "articles.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 255
    database.write_bytes(data)
    with pytest.raises(IndexDamagedError, match="judou build --full"):
        build(settings)
    assert build(settings, full=True).published
    assert len(texts(settings)) == 9


def test_the_seeds_are_never_written(tmp_path: Path) -> None:
    settings = build_library(tmp_path)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ctime_ns) for p in settings.seeds.rglob("*")}
    build(settings, full=True)
    assert before == {p: (p.stat().st_mtime_ns, p.stat().st_ctime_ns) for p in settings.seeds.rglob("*")}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, index="file/index")
    (tmp_path / "file").touch()
    with pytest.raises(IndexWriteError, match="choose --index"):
        build(settings)


def test_an_index_below_the_seeds_is_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, index="seeds/index")
    with pytest.raises(InputError, match="never written"):
        build(settings)
    assert list(settings.seeds.iterdir()) == []


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert build(settings).generation.pages == 0
    with snapshot(settings) as opened:
        assert opened.count(["年"])[0].occurrences == 0
    assert not build(settings).published


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("题目", 1))
    told: list[tuple[str, int, int]] = []
    build(settings, progress=lambda *each: told.append(each))
    assert told == [("parse", 1, 1), ("index", 2, 2), ("publish", 1, 1)]


def test_an_unpublished_build_shows_nothing(tmp_path: Path) -> None:
    """A build that dies before its last step leaves the old generation as it was."""
    settings = build_library(tmp_path)
    before = texts(settings)
    write_seed(settings, "a.md", markdown("开放的大门", 50))
    script = (
        "import os, app.build.build as b\n"
        "b.Writer.publish = lambda *a, **k: os._exit(9)\n"
        "from app.config import read_settings\n"
        f"b.build(read_settings(seeds={str(settings.seeds)!r}, index={str(settings.index)!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], timeout=300, check=False
    )
    assert done.returncode == 9
    assert texts(settings) == before
    assert build(settings).published
    assert paragraph(50) in texts(settings)


def test_skipped_is_part_of_the_report(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "empty.txt", "")
    (told,) = build(settings).skipped
    assert told == Skipped("empty.txt", Message("file-empty"))


@pytest.mark.parametrize(("jobs", "most"), [(1, 0), (2, 2)])
def test_no_stage_starts_more_processes_than_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, most: int
) -> None:
    monkeypatch.setattr("app.search.engines.local.segments.MOST_CHARACTERS", 1)
    settings = settings_in(tmp_path)
    for number in range(12):
        write_seed(settings, f"{number}.md", markdown(f"题目{number}", number))
    seen: list[int] = []
    done = Event()

    def watch() -> None:
        while not done.wait(0.005):
            seen.append(len(active_children()))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        build(settings, jobs=jobs)
    finally:
        done.set()
        watcher.join()
    assert max(seen) == most


def test_pages_that_are_written_a_few_at_a_time_have_the_same_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for at_once in (1, 2, 100):
        monkeypatch.setattr(build_module, "PAGES_AT_ONCE", at_once)
        (tmp_path / str(at_once)).mkdir()
        settings = settings_in(tmp_path / str(at_once))
        for name in ("a", "b", "c/d", "e"):
            write_seed(settings, f"{name}.md", markdown("同一题目", 1, 2) + f"\n尾段{name[:1]}。\n")
        report = build(settings)
        assert (report.parsed, report.generation.pages, report.generation.articles) == (4, 4, 4)
        library = Library(settings)
        with library.snapshot() as snapshot:
            found.append([(b.id, b.text) for view in snapshot.every_article() for b in view.blocks])
            assert [page.position for page in snapshot.pages()] == [0, 1, 2, 3]
        library.close()
    assert found[0] == found[1] == found[2]
