from pathlib import Path

import jieba
import pytest

from app.errors import SettingsError
from app.text import fold
from app.words.dictionary import further_words, jieba_dictionary


def test_the_dictionary_is_jiebas_own_folded() -> None:
    with jieba.Tokenizer().get_dict_file() as file:
        every, total = jieba.Tokenizer.gen_pfdict(file)
    theirs = {word: often for word, often in every.items() if often}
    ours: dict[str, int] = {}
    for char in {fold(word[0]) for word in theirs}:
        ours |= jieba_dictionary().beginning_with(char)
    assert jieba_dictionary().total == total
    assert ours.keys() == {fold(word) for word in theirs}
    assert all(ours[fold(word)] >= often for word, often in theirs.items())
    merged = {word for word, often in theirs.items() if ours[fold(word)] != often}
    assert 0 < len(merged) < 2_500
    assert ours[fold("著名")] == theirs["著名"]


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
