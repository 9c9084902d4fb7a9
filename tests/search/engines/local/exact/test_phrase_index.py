from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact import phrase_index as phrase_index_module
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.text import close_up, fold
from tests.builders import index_article

CHARS = st.one_of(st.sampled_from("甲乙丙，\0\uffff💡\ud800"), st.characters())


# The builder takes a text that begins so for a heading.
TEXTS = st.text(CHARS, max_size=12).filter(lambda text: not text.startswith("#"))


def phrase_index(texts: list[str], folder: Path) -> PhraseIndex:
    write_segment(folder / "exact", [index_article("a", None, *texts)])
    return ExactSearcher([folder / "exact"], 10**9).plain


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, max_size=8), st.lists(st.text(CHARS, min_size=1, max_size=3)))
def test_counts_and_offsets_are_those_of_a_scan(texts: list[str], others: list[str]) -> None:
    with TemporaryDirectory() as folder:
        index = phrase_index(texts, Path(folder))
        folded = [close_up(fold(text)) for text in texts]
        parts = [text[a : a + n] for text in folded for a in range(len(text)) for n in (1, 2, 5)]
        for phrase in {*parts, *map(fold, others)}:
            wanted = [[at for at in range(len(text)) if text.startswith(phrase, at)] for text in folded]
            postings = index.postings(phrase)
            assert index.count(phrase) == sum(map(len, wanted))
            assert postings.blocks.tolist() == [n for n, found in enumerate(wanted) if found]
            assert postings.frequencies.tolist() == [len(found) for found in wanted if found]
            begins = [index.begin(n) for n, found in enumerate(wanted) for _ in found]
            assert postings.positions is not None
            assert (postings.positions - np.array(begins, np.int64)).tolist() == sum(wanted, [])
            assert [index.find(n, phrase) for n in range(len(texts))] == wanted
        assert [index.text(n) for n in range(len(texts))] == folded


def test_many_occurrences_count_as_few_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_index_module, "_MANY", 4_000)
    index = phrase_index(["甲乙" * 70, "乙" * 9, ""] * 100, tmp_path)
    assert index.postings("乙").frequencies.tolist() == [70, 9] * 100
    assert index.postings("乙甲").frequencies.tolist() == [69] * 100
    assert index.postings("乙甲").positions is None
    assert [index.count("乙甲" * n) for n in (2, 3, 35, 69, 70)] == [6_800, 6_700, 3_500, 100, 0]


def test_an_alphabet_beyond_two_bytes(tmp_path: Path) -> None:
    everything = "".join(char for char in map(chr, range(0x1, 0x1F000)) if fold(char) == char)
    index = phrase_index([everything, "甲\ud7ff\U0001efff"], tmp_path)
    assert index.count(everything[5000:5200]) == 1
    assert index.postings("甲").blocks.tolist() == [0, 1]
    assert index.find(1, "\U0001efff") == [2]


def test_the_longest_beginning_that_occurs(tmp_path: Path) -> None:
    index = phrase_index(["新质生产力", "新质的"], tmp_path)
    assert [index.common_prefix(phrase) for phrase in ("新质生态", "新的", "旧", "新质生产力")] == [
        3,
        1,
        0,
        5,
    ]
    assert index.after(int(index.positions("质生")[0]), 9) == "质生产力"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(CHARS, max_size=12), max_size=8), st.integers(1, 9), st.data())
def test_many_phrases_count_together_as_one_by_one(
    texts: list[str], length: int, data: st.DataObject
) -> None:
    phrases = data.draw(st.lists(st.text(CHARS, min_size=length, max_size=length), max_size=9))
    phrases += [text[:length] for text in map(fold, texts) if len(text) >= length]
    with TemporaryDirectory() as folder:
        index = phrase_index(texts, Path(folder))
        assert index.counted_places(phrases, 0)[0].tolist() == [index.count(phrase) for phrase in phrases]


BLOCKS = st.lists(st.integers(0, 39), unique=True).map(sorted)


@given(BLOCKS, BLOCKS, st.sampled_from([40, 2_000]))
def test_frequencies_are_looked_up_in_small_and_in_large_libraries(
    having: list[int], asked: list[int], size: int
) -> None:
    postings = Postings(np.array(having, np.int32), np.arange(1, len(having) + 1, dtype=np.int32))
    found = postings.frequencies_in(np.array(asked, np.int32), size)
    assert found.tolist() == [having.index(block) + 1 if block in having else 0 for block in asked]
