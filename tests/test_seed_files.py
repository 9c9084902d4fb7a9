"""What cannot be read within bounds is refused in words, and never waited for."""

import os
from pathlib import Path

import pytest

from app.errors import UnreadableError
from app.seed_files import read_seed_file


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert read_seed_file(tmp_path / "a.txt", tmp_path, 1) == read_seed_file(tmp_path / "b.txt", tmp_path, 1)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("pipe", "not a regular file"),
        ("folder", "not a regular file"),
        ("device", "leads out"),
        ("out", "leads out"),
        ("loop", "cannot be read"),
        ("missing", "cannot be read"),
        ("large", "larger than"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, name: str, why: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "out").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "large").write_bytes(b"12345")
    with pytest.raises(UnreadableError, match=f"^{name}: .*{why}"):
        read_seed_file(tmp_path / name, tmp_path, 4)
