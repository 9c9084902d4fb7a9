"""Texts that are looked up together against a plain scan, on disk and held in memory."""

from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.exact.segment.lookup import Lookup
from app.search.engines.local.exact.segment.suffix_array import sort_suffixes

MANY = 1000
"""Texts for which a small segment is held in memory."""
BLOCKS = st.lists(st.lists(st.integers(1, 3), max_size=40), min_size=1, max_size=4)


def written(folder: str, blocks: list[list[int]], width: int) -> tuple[ArrayReader, Array]:
    """A file of the text, suffix array and heads of blocks of ranks, each closed by a 0."""
    text = np.array([rank for block in blocks for rank in (*block, 0)], f">u{width}")
    suffixes = sort_suffixes(text)
    with ArrayWriter(Path(folder) / "segment") as writer:
        writer.put("text", text)
        writer.put_small("suffixes", suffixes)
    octets = text.tobytes() + bytes(8)
    heads = [int.from_bytes(octets[at * width :][:8]) for at in suffixes[::32].tolist()]
    return ArrayReader(Path(folder) / "segment"), np.array(heads, np.uint64)


def begins(text: list[int], wanted: list[int]) -> list[int]:
    return [at for at in range(len(text)) if text[at : at + len(wanted)] == wanted]


@settings(deadline=None, max_examples=80)
@given(
    BLOCKS,
    st.lists(st.integers(1, 4), min_size=1, max_size=9),
    st.sampled_from((1, MANY)),
    st.sampled_from((2, 4)),
)
def test_ranges_and_insertion_points_are_those_of_a_scan(
    blocks: list[list[int]], wanted: list[int], texts: int, width: int
) -> None:
    with TemporaryDirectory() as folder:
        arrays, heads = written(folder, blocks, width)
        text = [rank for block in blocks for rank in (*block, 0)]
        with Lookup.of(arrays.disk_array("text"), arrays.disk_array("suffixes"), heads, texts) as found:
            rows = np.array([wanted])
            first, last = found.ranges(rows)
            positions = arrays["suffixes"][first[0] : last[0]].tolist()
            assert sorted(positions) == begins(text, wanted)
            before = sum(text[at:] < wanted for at, rank in enumerate(text) if rank)
            assert found.insertion_points(rows).tolist() == [before]
            assert found.characters(np.arange(len(text))).tolist() == text


@pytest.mark.parametrize("width", [2, 4])
@pytest.mark.parametrize("texts", [1, MANY])
def test_texts_of_several_lengths_have_the_ranges_of_a_scan(width: int, texts: int) -> None:
    rng = Random(5)
    blocks = [[rng.choice((1, 1, 2, 3)) for _ in range(60)] for _ in range(20)]
    text = [rank for block in blocks for rank in (*block, 0)]
    wanted = [list(each) for size in range(1, 6) for each in product((1, 2, 4), repeat=size)] + blocks[:2]
    rows = np.zeros((len(wanted), 60), np.int64)
    for row, each in zip(rows, wanted, strict=True):
        row[: len(each)] = each
    with TemporaryDirectory() as folder:
        arrays, heads = written(folder, blocks, width)
        with Lookup.of(arrays.disk_array("text"), arrays.disk_array("suffixes"), heads, texts) as found:
            first, last = found.ranges(rows, np.array([*map(len, wanted)]))
    for each, low, high in zip(wanted, first.tolist(), last.tolist(), strict=True):
        assert sorted(arrays["suffixes"][low:high].tolist()) == begins(text, each)


@settings(deadline=None, max_examples=80)
@given(
    BLOCKS,
    st.lists(st.integers(1, 3), min_size=1, max_size=30),
    st.sampled_from((1, MANY)),
    st.sampled_from((2, 4)),
)
def test_common_lengths_are_those_of_a_scan(
    blocks: list[list[int]], own: list[int], texts: int, width: int
) -> None:
    with TemporaryDirectory() as folder:
        arrays, heads = written(folder, blocks, width)
        text = [rank for block in blocks for rank in (*block, 0)]
        pairs = [(here, there) for here in range(len(own)) for there in range(len(text))]
        at, positions = np.array(pairs).T
        with Lookup.of(arrays.disk_array("text"), arrays.disk_array("suffixes"), heads, texts) as found:
            each = found.characters_each
            rows = np.lib.stride_tricks.sliding_window_view(np.pad(own, (0, each)), each)
            numbers = found.numbers(rows)[0]
            lengths = found.common_lengths(numbers, at, len(own) - at, positions)
            back = found.common_before(numbers[at], positions)
        expected = []
        for here, there in pairs:
            agreeing = [a == b for a, b in zip(own[here:], [*text[there:], 0], strict=False)]
            expected.append(agreeing.index(False) if False in agreeing else len(agreeing))
        assert lengths.tolist() == expected
        padded, backward = [*own, *[0] * each], []
        for here, there in pairs:
            ahead, before = padded[here : here + each], ([0] * each + text[:there])[-each:]
            agreeing = [a == b for a, b in zip(ahead[::-1], before[::-1], strict=True)]
            backward.append([*agreeing, False].index(False))
        assert back.tolist() == backward
