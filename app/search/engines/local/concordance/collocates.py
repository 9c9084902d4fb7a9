"""The words near occurrences, by where the words of each segment begin."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from app.search.concordance import Collocate, Collocates
from app.search.engines.local.exact.arrays import Array, ArrayReader, set_before
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.segment.word_places import GRAIN, WordBorders

_UP_TO = np.array([(1 << place) - 1 for place in range(GRAIN)], np.uint64)


class WordPlaces:
    """Which words of an index stand before and after a position.

    Words are numbered through all segments, in the order in which the texts of these stand.
    """

    def __init__(
        self, segments: Sequence[ArrayReader], name: str, index: PhraseIndex, articles: Array
    ) -> None:
        self._segments, self._name, self._index, self._articles = segments, name, index, articles
        self._vocabularies = [arrays.strings("word") for arrays in segments]
        self._numbers = [arrays.disk_array("word-numbers") for arrays in segments]
        self._spelt: list[int] = [0, *np.cumsum([len(own) for own in self._vocabularies]).tolist()]
        self._counts = [arrays["word-counts"] for arrays in segments]
        self._bases: list[int] = [0, *np.cumsum([len(own) for own in self._numbers]).tolist()]
        # The entry beyond the last grain has all words.
        self._before = set_before(self._read_begins())[:-1]

    def _read_begins(self) -> Array:
        """Return where words begin, a bit for each position, and no word beyond the last: a bit for each
        character of a library is read in a millisecond, and would be held by every worker."""
        bits = [arrays[f"{self._name}-word-begins"] for arrays in self._segments]
        return np.concatenate([*bits, np.zeros(1, np.uint64)])

    def find_collocates(self, places: Places, window: int, least: int) -> Collocates:
        """Return the words near occurrences."""
        near = np.flatnonzero(self._near(places, window))
        stands_in = self._articles_of(near)
        together, spread = np.zeros((2, len(self._words)), np.int64)
        for segment, own in self._by_segment(near):
            numbers = self._numbers[segment].rows(near[own] - self._bases[segment], 1)[:, 0]
            counted, wide = _count(numbers, stands_in[own], len(self._vocabularies[segment]))
            # A segment has each of its words once, and an article stands in one segment.
            together[self._known[segment]] += counted
            spread[self._known[segment]] += wide
        found = np.flatnonzero(together >= max(1, least))
        found = found[np.argsort(-together[found], kind="stable")]
        columns = (together[found], spread[found], self._frequencies[found])
        rows = zip(found.tolist(), *(column.tolist() for column in columns), strict=True)
        words = tuple(Collocate(self._word(number), *counts) for number, *counts in rows)
        return Collocates(words, len(near), self.total)

    def _articles_of(self, words: Array) -> Array:
        """Return the article of each of ascending words."""
        articles, first = self._first_words
        bounds = np.append(np.searchsorted(words, first), len(words))
        return np.repeat(articles, np.diff(bounds))

    def _near(self, places: Places, window: int) -> Array:
        """Return a mask of the words that are near any occurrence and overlap none."""
        index, near = self._index, np.zeros(self._bases[-1], bool)
        starts = index.starts[places.blocks]
        ends = starts + index.lengths[places.blocks]
        low, high, left, right = self._words_before(starts, ends, places.starts, places.ends)
        # A word that goes on where an occurrence begins overlaps it.
        left -= WordBorders(self._segments, self._name).part_words(places.starts)
        for step in range(window):
            before, after = left - 1 - step, right + step
            near[before[before >= low]] = True
            near[after[after < high]] = True
        for step in range(int((right - left).max(initial=0))):
            over = left + step
            near[over[over < right]] = False
        return near

    def _words_before(self, *positions: Array) -> Iterator[Array]:
        """Yield for lists of positions the number of words that begin before each."""
        begins = self._read_begins()
        for own in positions:
            grain = own >> 6
            yield self._before[grain] + np.bitwise_count(begins[grain] & _UP_TO[own & (GRAIN - 1)])

    @cached_property
    def _first_words(self) -> tuple[Array, Array]:
        """The articles in the order of the texts, and the first word of each."""
        blocks = np.argsort(self._index.starts, kind="stable")
        own = self._articles[blocks]
        first = blocks[np.append(True, own[1:] != own[:-1])[: len(own)]]
        (words,) = self._words_before(self._index.starts[first])
        return self._articles[first], words

    def _by_segment(self, words: Array) -> Iterator[tuple[int, slice]]:
        """Yield each segment that has some of ascending words, and which."""
        bounds = np.searchsorted(words, self._bases)
        for segment, (first, end) in enumerate(zip(bounds.tolist(), bounds[1:].tolist(), strict=False)):
            if first < end:
                yield segment, slice(first, end)

    @cached_property
    def total(self) -> int:
        """The number of all words."""
        first, end = self._living()
        return int((end - first).sum(dtype=np.int64))

    def _living(self) -> Iterator[Array]:
        """Yield the first word of each block, and the end of its words."""
        starts = self._index.starts
        return self._words_before(starts, starts + self._index.lengths)

    @cached_property
    def _known(self) -> list[Array]:
        """The number in the whole library of each word of each vocabulary."""
        numbers: dict[str, int] = {}
        return [
            np.fromiter((numbers.setdefault(word, len(numbers)) for word in own), np.int32, count=len(own))
            for own in self._vocabularies
        ]

    @cached_property
    def _words(self) -> Array:
        """Where each word of the library is spelt: vocabularies stand one after another."""
        every = np.concatenate([np.zeros(0, np.int32), *self._known])
        return np.unique(every, return_index=True)[1].astype(np.int32)

    def _word(self, number: int) -> str:
        """Return a word of the library."""
        at = int(self._words[number])
        segment = bisect_right(self._spelt, at) - 1
        word: str = self._vocabularies[segment][at - self._spelt[segment]]
        return word

    @cached_property
    def _frequencies(self) -> Array:
        """How often each word of the library occurs in blocks that count."""
        frequencies = np.zeros(len(self._words), np.int32)
        for segment, counts in enumerate(self._counted()):
            frequencies[self._known[segment]] += counts
        return frequencies

    def _counted(self) -> Iterator[Array]:
        """Yield how often each word of each vocabulary occurs in blocks that count."""
        if self.total == self._bases[-1]:
            yield from self._counts
            return
        first, end = self._living()
        change = np.zeros(self._bases[-1] + 1, np.int32)
        np.add.at(change, first, 1)
        np.subtract.at(change, end, 1)
        living = np.cumsum(change[:-1]) > 0
        for numbers, base, counts in zip(self._numbers, self._bases, self._counts, strict=False):
            own = numbers[0 : len(numbers)][living[base : base + len(numbers)]]
            yield np.bincount(own, minlength=len(counts))


def _count(numbers: Array, articles: Array, size: int) -> tuple[Array, Array]:
    """Return how often each word occurs, and in how many articles; words are below ``size`` and come article
    by article."""
    # Numbers of 16 bits are sorted by radix, in a tenth of the time.
    order = np.argsort(numbers.astype(np.uint16) if size < 1 << 16 else numbers, kind="stable")
    numbers, articles = numbers[order], articles[order]
    new = np.ones(len(numbers), bool)
    new[1:] = (numbers[1:] != numbers[:-1]) | (articles[1:] != articles[:-1])
    return np.bincount(numbers, minlength=size), np.bincount(numbers[new], minlength=size)
