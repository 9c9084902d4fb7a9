"""No file that a person can write costs more than a moment, and every fault is told in words."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SidecarError
from app.ingest.catalogue.bounded_toml import MOST_BYTES, read_toml


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 20_000) + "=1",
        "a = " + "[" * 20_000 + "]" * 20_000,
        "a = " + "{b=" * 20_000,
        "a = " + "9" * 5_000,
        "a = 0x" + "f" * 5_000,
        'a = """' + '\\"""' * 100_000,
        "a = '" + "x" * (MOST_BYTES + 1),
        "a" * 900_000,
        "[" + ".".join("a" * 1_000) + "]",
    ],
    ids=["keys", "arrays", "tables", "digits", "hexadecimal", "quotes", "size", "one key", "header"],
)
def test_what_is_excessive_is_refused_at_once(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    with pytest.raises(SidecarError) as caught:
        read_toml(path, tmp_path)
    assert time.process_time() - start < 5
    assert len(str(caught.value)) < 300


def test_no_setting_is_named_that_does_not_govern_a_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = '" + "x" * MOST_BYTES + "'", encoding="utf-8")
    with pytest.raises(SidecarError, match="larger than") as caught:
        read_toml(path, tmp_path)
    assert "JUDOU" not in str(caught.value)


def test_brackets_and_digits_in_texts_and_comments_are_free(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = '" + "[" * 50 + "." * 50 + "9" * 50 + "'  # " + "[" * 50, encoding="utf-8")
    assert read_toml(path, tmp_path) == {"a": "[" * 50 + "." * 50 + "9" * 50}


@given(st.text(alphabet="[]{}='\"\\\n.a0#, é", max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("toml") / "a.toml"
    path.write_text(text, encoding="utf-8")
    with suppress(SidecarError):
        assert read_toml(path, path.parent) is not None
