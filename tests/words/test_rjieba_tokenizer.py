"""rjieba is compared with jieba, on whatever hypothesis thinks of and on the library's own pages."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import fold
from app.words import jieba_tokenizer
from app.words.dictionary import jieba_dictionary
from app.words.words import Cutter, Tokenizer

rjieba_tokenizer = pytest.importorskip("app.words.rjieba_tokenizer", exc_type=ImportError)

SEEDS = Path(__file__).parents[2] / "seeds"
FURTHER = {
    "新质生产力": 100_000,
    "gdp": 5,
    "步道": 3,
    "三农b计划": 7,
    "a股上": 2,
    "甲壬癸": 4,
    "v2.0": 9,
    "的人民": 40,
}

COMMON = st.sampled_from(
    sorted(
        {
            char
            for word in ("，。的人民生产力改革开放发展中国共产党步道三农计划新质甲壬癸出了",)
            for char in word
        }
    )
)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
LATIN = st.sampled_from("abgdpv0123459.%-+#&_ ·γé")
ANY = st.text(st.one_of(COMMON, HAN, LATIN, st.characters(exclude_categories=["Cs"])), max_size=20)
WORDS = st.sampled_from(
    [
        "t恤",
        "江南style",
        "c++",
        "c#",
        "at&t",
        "x射线",
        "γ射线",
        "26341-2010",
        "5.1.1",
        "20.0cm2",
        "卡拉ok",
        *FURTHER,
    ]
)
TEXTS = st.lists(st.one_of(ANY, WORDS), max_size=6).map("".join).map(fold)


@cache
def both() -> tuple[Tokenizer, Tokenizer]:
    with jieba.Tokenizer().get_dict_file() as file:
        chars = {fold(line.decode("utf-8")[0]) for line in file}
    total = jieba_dictionary().total
    made = jieba_tokenizer.Tokenizer(total), rjieba_tokenizer.Tokenizer(total)
    for tokenizer in made:
        for char in chars:
            tokenizer.load(jieba_dictionary().beginning_with(char))
        for word, frequency in FURTHER.items():
            tokenizer.add(word, frequency)
    return made


def jieba_for_search(text: str) -> Iterator[str]:
    reference: Any = both()[0]
    found: Iterator[str] = reference._jieba.cut_for_search(text)
    return found


def for_search(tokenizer: Tokenizer, text: str) -> list[str]:
    return [part for word in tokenizer.cut(text) for part in (*tokenizer.inside(word), word)]


@given(TEXTS)
def test_every_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    reference, ours = both()
    assert ours.cut(text) == reference.cut(text)
    assert for_search(ours, text) == for_search(reference, text) == list(jieba_for_search(text))
    assert ours.cut_known(text) == reference.cut_known(text)


def test_the_pages_of_the_library_are_cut_as_jieba_cuts_them() -> None:
    reference, ours = both()
    lines = [fold(line) for page in SEEDS.glob("*.txt") for line in page.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    assert [for_search(ours, line) for line in lines] == [list(jieba_for_search(line)) for line in lines]


def test_words_get_other_frequencies_alike() -> None:
    made = jieba_tokenizer.Tokenizer(10), rjieba_tokenizer.Tokenizer(10)
    for tokenizer in made:
        tokenizer.load({"甲乙": 3, "乙丙": 5, "甲": 2})
        assert tokenizer.cut_known("甲乙丙") == ["甲", "乙丙"]
        tokenizer.add("甲乙", 3_000)
        assert tokenizer.cut_known("甲乙丙") == ["甲乙", "丙"]


def test_its_own_dictionary_is_not_asked() -> None:
    _, ours = both()
    assert for_search(ours, "速度快步道") == ["速度", "快步", "道"]


@given(TEXTS)
def test_words_that_are_loaded_when_they_are_needed_cut_alike(text: str) -> None:
    """The words of other characters change nothing, in whatever order they come."""
    whole, _ = both()
    total = jieba_dictionary().total
    for tokenizer in (jieba_tokenizer.Tokenizer(total), rjieba_tokenizer.Tokenizer(total)):
        for char in set(text) | {word[0] for word in FURTHER}:
            tokenizer.load(jieba_dictionary().beginning_with(char))
        for word, frequency in FURTHER.items():
            tokenizer.add(word, frequency)
        assert for_search(tokenizer, text) == for_search(whole, text)


def test_threads_share_a_cutter() -> None:
    texts = [fold(page.read_text("utf-8")) for page in sorted(SEEDS.glob("*.txt"))]
    alone, shared = Cutter(()), Cutter(())
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(shared.cut, texts * 8))
    assert together == [alone.cut(text) for text in texts] * 8
