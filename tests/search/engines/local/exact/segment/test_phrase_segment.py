from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.code_points import points_of
from app.collation import SortKey, sort_key
from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment import phrase_segment
from app.search.engines.local.exact.segment.phrase_segment import PhraseSegment, write_phrases
from app.text import fold

TEXTS = st.lists(st.text("甲乙中。，Aa5 ", max_size=9), min_size=1, max_size=5)


def segment(folder: Path, texts: list[str]) -> PhraseSegment:
    with ArrayWriter(folder / "segment") as writer:
        write_phrases(writer, texts)
    return PhraseSegment(ArrayReader(folder / "segment"), "plain")


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_places_of_a_phrase_are_in_the_order_of_what_follows(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        index = segment(Path(folder), texts)
        for char in fold("甲乙，a"):
            first, last = index.suffix_range(char)
            follow = [index.text(at, 99).partition("\0")[0] for at in index.suffixes(first, last).tolist()]
            assert all(text.startswith(char) for text in follow)
            assert follow == sorted(follow, key=lambda text: [*map(sort_key, text)])


@settings(deadline=None, max_examples=50)
@given(TEXTS, st.lists(st.text("甲乙丙龘，A\ud800", max_size=3), max_size=4))
def test_phrases_are_looked_up_together_as_each_alone(texts: list[str], phrases: list[str]) -> None:
    with TemporaryDirectory() as folder:
        index = segment(Path(folder), texts)
        assert index.encoded_each(phrases) == list(map(index.encoded, phrases))


@settings(deadline=None, max_examples=50)
@given(TEXTS, st.text("甲乙丙龘，Ab5", min_size=1, max_size=4))
def test_any_text_is_sorted_in_between_the_suffixes(texts: list[str], text: str) -> None:
    def key(each: str) -> list[SortKey]:
        return [*map(sort_key, each)]

    with TemporaryDirectory() as folder:
        index = segment(Path(folder), texts)
        every = [index.beginning(rank, 99) for rank in range(index.suffix_count)]
        assert index.sorted_before(fold(text)) == sum(key(each) < key(fold(text)) for each in every)


def test_many_phrases_have_the_ranges_that_each_has(tmp_path: Path) -> None:
    index = segment(tmp_path, ["甲乙甲", "乙甲乙甲", "中"])
    phrases = ["甲乙", "乙甲", "乙乙", "丙甲"]
    first, last = index.suffix_ranges(phrases)
    ranges = zip(first.tolist(), last.tolist(), strict=True)
    assert [(a, z) if a < z else (0, 0) for a, z in ranges] == [
        (a, z) if a < z else (0, 0) for a, z in map(index.suffix_range, phrases)
    ]
    assert index.points(np.array([1, 3]), 2).tolist() == [[ord("乙"), ord("甲")], [0, ord("乙")]]


def test_a_long_range_is_bisected_as_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["甲乙甲乙甲乙甲" * 9, "乙甲甲乙" * 30, "甲甲甲甲乙" * 20, "中"]
    index, phrases = (
        segment(tmp_path, texts),
        ["甲", "甲乙", "甲乙甲乙", "乙甲甲乙乙", "甲乙甲乙甲乙甲", "乙乙", "中"],
    )
    short = [index.positions(points_of(phrase)).tolist() for phrase in phrases]
    assert [len(found) for found in short] == [
        sum(text.startswith(phrase, at) for text in texts for at in range(len(text))) for phrase in phrases
    ]
    monkeypatch.setattr(phrase_segment, "_NEAR", 0)
    assert [index.positions(points_of(phrase)).tolist() for phrase in phrases] == short


def test_characters_beyond_the_last_one_of_the_texts_are_in_none(tmp_path: Path) -> None:
    index = segment(tmp_path, ["甲乙", "中A"])
    for phrase in ("甲\U0010ffff", "龘", "a\ud800", "\0", ""):
        assert index.encoded(phrase) == b""
        assert not len(index.positions(points_of(phrase)))
        assert index.suffix_range(phrase) == (0, 0)
    assert index.ranks("龘\U0010ffff甲").tolist()[:2] == [0, 0]
