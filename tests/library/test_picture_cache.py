import os
import time
from pathlib import Path

from app.library.picture_cache import PictureCache


def test_what_is_put_is_there(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "new")
    assert cache.get("a") is None
    cache.put("a", b"picture")
    assert cache.get("a") == b"picture"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.png"]


def test_what_was_not_looked_at_for_longest_goes_first(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, most_bytes=25)
    for age, key in enumerate("cb"):
        cache.put(key, bytes(10))
        os.utime(tmp_path / f"{key}.png", (100 + age, 100 + age))
    assert cache.get("c")  # Now it was looked at last.
    cache.put("a", bytes(10))
    assert {path.stem for path in tmp_path.iterdir()} == {"a", "c"}


def test_unfinished_files_of_ended_processes_go(tmp_path: Path) -> None:
    old, new = tmp_path / "old.part", tmp_path / "new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 9000, time.time() - 9000))
    PictureCache(tmp_path).put("a", b"picture")
    assert {path.name for path in tmp_path.iterdir()} == {"new.part", "a.png"}


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PictureCache(tmp_path / "file" / "pictures")
    cache.put("a", b"picture")
    assert cache.get("a") is None
