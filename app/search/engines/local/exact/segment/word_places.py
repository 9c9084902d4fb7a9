"""Where words begin and go on in the texts of a segment, and which words those are.

Words are whole words, none inside another. Two masks tell of each character of an index whether a word
begins there or goes on there; every word of the text has its number in the segment's vocabulary.
"""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.words.words import END, cut_together, find_runs, has_letters, load_words

GRAIN = 64
"""The block of a position, and the words before it, are found by the number of those before so many
characters and a mask of those among them."""
_CHUNK = 1 << 20
"""Words that are looked at together."""
_TOGETHER = 20_000
"""Runs that are cut together: their words are in memory as texts for a moment."""


class LocatedWords(NamedTuple):
    """The vocabulary of a text; and of each of its words the number, where it begins, its length."""

    vocabulary: list[str]
    numbers: Array
    starts: Array
    lengths: Array


def write_word_places(writer: ArrayWriter, words: LocatedWords, kept: Array) -> None:
    """Write the words of a segment's text for both indexes; ``kept`` are the characters of the bare one."""
    vocabulary, numbers, starts, lengths = words
    writer.put_strings("word", vocabulary)
    writer.put_order("word", vocabulary)
    writer.put("word-numbers", numbers.astype(np.uint16) if len(vocabulary) < 1 << 16 else numbers)
    counts = np.zeros(len(vocabulary), np.uint32)
    for own in _chunks(len(numbers)):
        counts += np.bincount(numbers[own], minlength=len(vocabulary)).astype(np.uint32)
    writer.put("word-counts", counts)
    for name, begins, goes_on in _masks(starts, lengths, kept):
        size = -(-len(begins) // GRAIN) * GRAIN
        bits = np.zeros((2, size), bool)
        bits[0, : len(begins)], bits[1, : len(goes_on)] = begins, goes_on
        writer.put(f"{name}-word-begins", np.packbits(bits[0], bitorder="little").view(np.uint64))
        writer.put(f"{name}-word-goes-on", np.packbits(bits[1], bitorder="little").view(np.uint64))


class WordBorders:
    """Which places of an index part a word, in the texts of all segments and just behind them."""

    def __init__(self, segments: Sequence[ArrayReader], name: str) -> None:
        bits = [arrays[f"{name}-word-goes-on"] for arrays in segments]
        self._octets = np.concatenate([*bits, np.zeros(1, np.uint64)]).view(np.uint8)

    def part_words(self, positions: Array) -> Array:
        """Say of each position whether a word goes on there."""
        octets = self._octets[positions >> 3] >> (positions & 7).astype(np.uint8)
        found: Array = octets & 1 == 1
        return found


class _Numbers(dict[str, int]):
    """Numbers of texts, given as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def locate_words(text: str, dictionary: Path | None) -> LocatedWords:
    """Return the words of a text. The same runs recur in official texts: each is cut once."""
    load_words(text, dictionary)
    distinct, numbers = _Numbers(), _Numbers()
    end = numbers[END]
    starts, runs = array("i"), array("I")
    for start, run in find_runs(text):
        starts.append(start)
        runs.append(distinct[run])
    cut_up, found = list(distinct), array("I")
    del distinct  # All runs as texts are a fifth of what the process holds.
    for at in range(0, len(cut_up), _TOGETHER):
        found.extend(map(numbers.__getitem__, cut_together(cut_up[at : at + _TOGETHER], dictionary)))
    del cut_up
    every, which = np.frombuffer(found, np.uint32), np.frombuffer(runs, np.uint32)
    ends = np.flatnonzero(every == end)
    first = np.concatenate(([0], ends + 1))[:-1].astype(np.int32)
    sizes = (ends - first)[which]
    # From the words of each run once to those of all runs of the text.
    every = every[in_ranges(first[which], sizes)]
    lengths = np.array([len(term) for term in numbers], np.int32)[every]
    begins = np.cumsum(lengths, dtype=np.int32) - lengths
    # What is cut stands without gaps within a run; each run has a start of its own.
    begins += np.repeat(np.frombuffer(starts, np.int32) - begins[np.cumsum(sizes) - sizes], sizes)
    is_word = np.array([has_letters(term) for term in numbers], bool)
    kept = is_word[every]
    renumbered = (np.cumsum(is_word) - 1).astype(np.uint32)
    words = [term for term, good in zip(numbers, is_word.tolist(), strict=True) if good]
    begins = begins[kept]
    lengths = lengths[kept]
    return LocatedWords(words, renumbered[every[kept]], begins, lengths)


def _chunks(length: int) -> Iterator[slice]:
    """Yield slices of so many words: what is chosen by numbers is widened to 8 bytes each meanwhile."""
    return (slice(at, at + _CHUNK) for at in range(0, length, _CHUNK))


def _masks(starts: Array, lengths: Array, kept: Array) -> Iterator[tuple[str, Array, Array]]:
    """Yield for each index where words begin, and where they go on."""
    begins, borders = np.zeros(len(kept), bool), np.zeros(len(kept) + 1, np.int8)
    # Words stand beside each other: no two begin, or end, at one place.
    for own in _chunks(len(starts)):
        begins[starts[own]] = True
        borders[starts[own]] += 1
        borders[starts[own] + lengths[own]] -= 1
    inside = np.cumsum(borders[:-1], dtype=np.int8).astype(bool)
    del borders
    yield "plain", begins, inside & ~begins
    # A word may begin with a mark that the bare index lacks: there it begins with what follows.
    before = np.cumsum(kept, dtype=np.int32)
    before -= kept
    bare = np.zeros(int(kept.sum()), bool)
    for own in _chunks(len(starts)):
        bare[before[starts[own]]] = True
    del before, begins
    yield "bare", bare, inside[kept] & ~bare
