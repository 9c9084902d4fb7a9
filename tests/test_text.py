import os
import subprocess
import sys
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SettingsError
from app.text import LONG, _tokenizer, fold, is_word, strip_punctuation, words

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "".join(fold(char) for char in text)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_code_point_folds_to_one_stable_code_point() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("數字經濟", "数字经济"),
        ("ＧＤＰ", "gdp"),
        ("（２０２４）", "(2024)"),
        ("“一带一路”", "「一带一路」"),
        ("‘两个确立’", '"两个确立"'),
        ("——", "──"),
        ("……", "⋯⋯"),
        ("⻓期⾦融", "长期金融"),
        ("豈有", "岂有"),
        ("中国\u3000共产党", "中国 共产党"),
        ("︵一︶", "(一)"),
    ],
)
def test_spellings_that_are_the_same(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("軟體", "软件"), ("①", "1"), ("m²", "m2"), ("、", ","), ("著", "着")]
)
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_letters_whose_lower_case_is_longer_stay() -> None:
    assert fold("İ") == "İ"
    assert fold("ß") == "ß"


@given(ANY_TEXT)
def test_what_is_left_without_punctuation_is_where_it_says(text: str) -> None:
    folded = fold(text)
    kept, positions = strip_punctuation(folded)
    assert [folded[i] for i in positions] == list(kept)
    assert strip_punctuation(kept) == (kept, list(range(len(kept))))


def test_percent_signs_are_not_punctuation() -> None:
    assert strip_punctuation(fold("普惠、包容，５０％。"))[0] == "普惠包容50%"


def test_words_hold_the_long_word_and_the_words_in_it() -> None:
    found = words("中華人民共和國，2024！")
    assert {"中华人民共和国", "人民", "共和国", "2024"} <= set(found)
    assert "," not in found


def test_a_user_dictionary_adds_words(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("# ours\n新質生產力 100000\n天马行云术\n", encoding="utf-8")
    assert "新质生产力" in words("发展新质生产力", dictionary)
    assert "天马行云术" in words("学习天马行云术", dictionary)


def test_a_bad_line_of_the_dictionary_is_named(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.txt"
    dictionary.write_text("甲乙\n丙丁 often1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 2"):
        words("甲乙", dictionary)


def test_the_dictionary_is_loaded_late_and_leaves_no_cache(tmp_path: Path) -> None:
    script = (
        "import app.text, jieba; app.text.fold('甲'); assert not jieba.dt.initialized;"
        "assert app.text._tokenizer.cache_info().currsize == 0; app.text.words('北京')"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.iterdir())


def test_names_of_people_are_no_words() -> None:
    assert all(map(is_word, ["发展", "转变", "途径"]))
    assert not any(map(is_word, ["连欣", "何传启", "容发展", ""]))


def test_long_texts_fold_as_short_ones_do() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    short = "".join(fold(everything[start : start + 1000]) for start in range(0, len(everything), 1000))
    assert len(everything) > 2 * LONG
    assert fold(everything) == short


def test_the_dictionary_is_jiebas_own() -> None:
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        frequencies, total = tokenizer.gen_pfdict(file)
    assert (_tokenizer(None).FREQ, _tokenizer(None).total) == (frequencies, total)
