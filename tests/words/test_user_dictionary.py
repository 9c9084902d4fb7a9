from pathlib import Path

import pytest

from app.errors import SettingsError, UnreadableError
from app.words.user_dictionary import MOST_BYTES, further_words, read_dictionary


def test_words_of_a_library_come_folded_with_their_frequencies(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_text("\ufeff# ours\n新質生產力 100000 n\n\n天马行云术\n甲乙 nz\n", encoding="utf-8")
    assert list(further_words(file)) == [("新质生产力", 100_000), ("天马行云术", None), ("甲乙", None)]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_text("甲乙\n丙丁 often1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 2"):
        list(further_words(file))


@pytest.mark.parametrize("line", ["长" * 65, "1" * 5_000, "甲乙 " + "9" * 5_000, "x" * 3_000_000])
def test_a_line_that_no_word_fills_is_named_and_not_repeated(tmp_path: Path, line: str) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_text(f"甲乙\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 2") as told:
        list(further_words(file))
    assert len(str(told.value)) < 300


def test_too_large_a_dictionary_names_no_setting_that_does_not_govern_it(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_bytes(b"#\n" * (MOST_BYTES // 2) + b"#")
    with pytest.raises(UnreadableError, match=r"dictionary.txt: larger than 5 MB") as told:
        read_dictionary(file, tmp_path)
    assert "JUDOU" not in str(told.value)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", "甲乙".encode("gb18030"), bytes(range(256)), b"\xed\xa0\x80"]
)
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_bytes(data)
    with pytest.raises(UnreadableError, match="save it as UTF-8"):
        read_dictionary(file, tmp_path)


def test_each_line_is_looked_at_before_anything_is_built(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.txt"
    file.write_text("甲乙\n丙丁 often1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"dictionary.txt line 2"):
        read_dictionary(file, tmp_path)
