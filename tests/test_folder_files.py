from pathlib import Path

import pytest

from app import folder_files
from app.folder_files import FolderFiles, FolderState


def state(folder: Path, fresh: set[str] | None = None) -> FolderState:
    files = FolderFiles(folder)
    return files.state(files.fresh if fresh is None else fresh)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below" / "deep").mkdir(parents=True)
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    (tmp_path / "below" / "deep" / "b.md").write_text("two", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("nothing")
    return tmp_path


@pytest.mark.parametrize("fresh", [True, False])
def test_any_change_of_a_file_is_another_state(
    folder: Path, fresh: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fresh:
        monkeypatch.setattr(folder_files, "_FRESH_NS", -(10**18))
    before = state(folder)
    assert bool(before.fresh) is fresh
    assert state(folder) == before
    for change in (
        lambda: (folder / "a.md").write_text("other", encoding="utf-8"),
        lambda: (folder / "c.md").write_text("", encoding="utf-8"),
        lambda: (folder / "below" / "deep" / "b.md").rename(folder / "below" / "b.md"),
        lambda: (folder / "c.md").unlink(),
        lambda: (folder / "nothing").write_text("there", encoding="utf-8"),
    ):
        change()
        assert state(folder) != before
        before = state(folder)


def test_what_was_changed_a_moment_ago_is_read(folder: Path) -> None:
    """Another text of the same size and time is seen, also when the file is no longer new."""
    before = state(folder)
    assert before.fresh.keys() == {"a.md", "below/deep/b.md", "link.md"}
    (folder / "a.md").write_text("eno", encoding="utf-8")
    assert state(folder, set(before.fresh)) != before


def test_files_that_begin_with_a_dot_do_not_count(folder: Path) -> None:
    before = state(folder)
    (folder / ".hidden").write_text("", encoding="utf-8")
    assert state(folder) == before


def test_names_may_be_any_bytes(folder: Path) -> None:
    before = state(folder)
    (folder / "\udcff.md").write_text("", encoding="utf-8")
    assert state(folder) != before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        state(tmp_path / "nothing")
