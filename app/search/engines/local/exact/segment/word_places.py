"""Write where words begin in the texts of a segment, and which words those are.

Words are whole words, none inside another. Two masks tell of each character of an index whether a word
begins there or goes on there; every word of the text has its number in the segment's vocabulary.
"""

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayWriter
from app.words.words import located_words

GRAIN = 64
"""The block of a position, and the words before it, are found by one entry for so many characters and a mask
of those among them."""


def write_word_places(writer: ArrayWriter, text: str, kept: Array, dictionary: Path | None) -> None:
    """Write the words of a segment's text for both indexes; ``kept`` are the characters of the bare one."""
    vocabulary: dict[str, int] = {}
    numbers, starts, lengths = array("I"), array("I"), array("I")
    for start, word in located_words(text, dictionary):
        numbers.append(vocabulary.setdefault(word, len(vocabulary)))
        starts.append(start)
        lengths.append(len(word))
    writer.put_strings("word", list(vocabulary))
    writer.put_order("word", list(vocabulary))
    found = np.array(numbers, np.uint32)
    writer.put("word-numbers", found)
    writer.put("word-counts", np.bincount(found, minlength=len(vocabulary)).astype(np.uint32))
    for name, begins, goes_on in _masks(np.array(starts, np.int64), np.array(lengths, np.int64), kept):
        size = -(-len(begins) // GRAIN) * GRAIN
        bits = np.zeros((2, size), bool)
        bits[0, : len(begins)], bits[1, : len(goes_on)] = begins, goes_on
        writer.put(f"{name}-word-begins", np.packbits(bits[0], bitorder="little").view(np.uint64))
        writer.put(f"{name}-word-goes-on", np.packbits(bits[1], bitorder="little").view(np.uint64))
        before = np.cumsum(bits[0].reshape(-1, GRAIN).sum(axis=1))
        writer.put(f"{name}-words-before", np.concatenate(([0], before))[:-1].astype(np.uint32))


def _masks(starts: Array, lengths: Array, kept: Array) -> Iterator[tuple[str, Array, Array]]:
    """Yield for each index where words begin, and where they go on."""
    begins, borders = np.zeros(len(kept), bool), np.zeros(len(kept) + 1, np.int8)
    begins[starts] = True
    borders[starts] += 1
    np.subtract.at(borders, starts + lengths, 1)
    inside = np.cumsum(borders[:-1]).astype(bool)
    yield "plain", begins, inside & ~begins
    # A word may begin with a mark that the bare index lacks: there it begins with what follows.
    bare = np.zeros(int(kept.sum()), bool)
    bare[(np.cumsum(kept) - kept)[starts]] = True
    yield "bare", bare, inside[kept] & ~bare
