"""The pairs of a generation are worked out once, by one of those who want them."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from app.search.engines.local.parallels.shifts.file import kept_table, read_table
from app.search.engines.local.parallels.shifts.table import ShiftTable


def table(text: str) -> ShiftTable:
    names = ["occurrences", "articles", "date", "block", "start", "first", "second", "frames"]
    names += ["here-block", "here-start", "there-block", "there-start"]
    return ShiftTable([text], {name: np.zeros(1, np.int32) for name in names})


def refused() -> ShiftTable:
    raise AssertionError("found anew")


def test_it_is_found_once(tmp_path: Path) -> None:
    assert list(kept_table(tmp_path, lambda: table("普惠")).texts) == ["普惠"]
    assert list(kept_table(tmp_path, refused).texts) == ["普惠"]
    (kept,) = tmp_path.glob("shifts-1-*")
    assert kept.stat().st_size > 0


def test_what_is_damaged_is_found_anew(tmp_path: Path) -> None:
    kept_table(tmp_path, lambda: table("普惠"))
    (kept,) = tmp_path.glob("shifts-1-*")
    for damaged in (kept.read_bytes()[:-9], b"", kept.read_bytes().replace("普".encode(), "善".encode())):
        kept.write_bytes(damaged)
        assert read_table(tmp_path) is None
    assert list(kept_table(tmp_path, lambda: table("普惠")).texts) == ["普惠"]
    assert list(kept_table(tmp_path, refused).texts) == ["普惠"]


def test_a_folder_that_cannot_be_written_to_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    assert list(kept_table(gone, lambda: table("普惠")).texts) == ["普惠"]
    assert not gone.exists()

    def full(_self: ShiftTable, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ShiftTable, "write", full)
    assert list(kept_table(tmp_path, lambda: table("普惠")).texts) == ["普惠"]
    assert [path.name for path in tmp_path.iterdir()] == ["shifts-1.lock"]


def test_what_fails_is_raised(tmp_path: Path) -> None:
    def fails() -> ShiftTable:
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        kept_table(tmp_path, fails)


def test_of_several_one_finds_it(tmp_path: Path) -> None:
    """A lock is held by an open file: threads are kept out as other processes are."""
    times: list[int] = []

    def find() -> ShiftTable:
        times.append(1)
        time.sleep(0.05)
        return table("均衡")

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: kept_table(tmp_path, find), range(3)))
    assert [list(each.texts) for each in found] == [["均衡"]] * 3
    assert times == [1]
