from pathlib import Path

import pytest

from app.search.engines.local.files.hard_links import link


def test_a_file_is_linked_or_else_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, linked, copied = (tmp_path / name for name in ("source", "a/linked", "b/copied"))
    source.write_text("text", encoding="utf-8")
    link(source, linked)
    assert linked.samefile(source)

    def refused(_source: Path, _target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refused)
    link(source, copied)
    assert not copied.samefile(source)
    assert copied.read_text(encoding="utf-8") == "text"
