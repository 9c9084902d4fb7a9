"""``parallels/shifts/test_file.py`` tries damage, full disks and several readers."""

from pathlib import Path

from app.search.engines.local.files.kept_file import KeptFile


def write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def test_files_of_other_names_and_versions_are_not_read(tmp_path: Path) -> None:
    first, second = KeptFile(tmp_path, "first-1"), KeptFile(tmp_path, "first-2")
    assert first.value(Path.read_text, lambda: "one", write) == "one"
    assert (first.read(Path.read_text), second.read(Path.read_text)) == ("one", None)
    assert second.value(Path.read_text, lambda: "two", write) == "two"
    assert first.value(Path.read_text, lambda: "three", write) == "one"
