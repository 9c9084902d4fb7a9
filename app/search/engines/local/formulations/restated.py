"""What stands around the strings of a changed text, wherever these occur in the library."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.title_spans import TitleSpans
from app.search.engines.local.exact.segment.word_places import WordBorders
from app.search.engines.local.formulations.candidates import ALONE, Found, find_candidates
from app.search.engines.local.formulations.changes import PageText
from app.search.engines.local.formulations.function_words import LINKS
from app.search.engines.local.formulations.phrases import LEAST, MOST, QUOTE
from app.search.engines.local.formulations.repeats import Repeats, Side, surroundings
from app.text import is_punctuation

_MANY = 200
"""Strings from which on a suffix array is read as a whole."""

Strings = dict[int, dict[str, str]]
"""Strings by length, each with a shorter one that it begins with; empty where there is none."""


def cut_strings(pages: Iterable[PageText]) -> Strings:
    """Return all strings of some pages that may be formulations by where they begin and end."""
    found: Strings = {length: {} for length in range(LEAST, MOST + 1)}
    for page in pages:
        for string, shorter in _strings(page):
            found[len(string)][string] = shorter
    return found


def _strings(page: PageText) -> Iterator[tuple[str, str]]:
    text, edges = page
    border = len(text)
    for first in range(len(text) - 1, -1, -1):
        if text[first] != QUOTE and is_punctuation(text[first]):
            border = first
        elif edges[first] and text[first] != QUOTE:
            ends = np.flatnonzero(edges[first + LEAST : min(first + MOST, border) + 1]) + first + LEAST
            shorter = ""
            for end in ends.tolist():
                yield text[first:end], shorter
                shorter = text[first:end]


def restate(exact: ExactSearcher, strings: Strings, least: int, dictionary: Path | None) -> Iterator[Found]:
    """Yield those of some strings that may be units, by all of their occurrences."""
    library, often = _Occurrences(exact), {""}
    for own in strings.values():
        # What begins with a rare string is rare.
        texts = [text for text, shorter in own.items() if shorter in often]
        ranges = [segment.suffix_ranges(texts) for segment in exact.plain.segments]
        most = sum((last - first for first, last in ranges), np.zeros(len(texts), np.int64))
        enough = np.flatnonzero(most >= least)
        texts = [texts[n] for n in enough.tolist()]
        often.update(texts)
        if texts:
            ranges = [(first[enough], last[enough]) for first, last in ranges]
            chosen, repeats = library.repeats(texts, ranges, least)
            yield find_candidates([texts[n] for n in chosen.tolist()], repeats, least, dictionary)


class _Occurrences:
    """The occurrences of strings of one length, and what stands around them."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._index = exact.plain
        self._borders = WordBorders(exact.segments, "plain")
        self._titles = TitleSpans(exact.segments, exact.plain.bases)

    def repeats(
        self, texts: Sequence[str], ranges: Sequence[tuple[Array, Array]], least: int
    ) -> tuple[Array, Repeats]:
        """Return which texts occur well cut often enough, and what stands around them."""
        length = len(texts[0])
        owners, places = self._well_cut(texts, ranges)
        counts = np.bincount(owners, minlength=len(texts))
        chosen = np.flatnonzero(counts >= least)
        kept = counts[owners] >= least
        owners, places = np.searchsorted(chosen, owners[kept]), places[kept]
        sides = [self._side(places + offset) for offset in (-1, length)]
        apart = ~self._borders.part_words(places + (length - 1))
        return chosen, surroundings(owners, counts[chosen], sides, apart)

    def _well_cut(self, texts: Sequence[str], ranges: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
        """Return the well-cut occurrences: of which text, and at which positions."""
        found = [self._places(number, *own) for number, own in enumerate(ranges)]
        owners, places = (np.concatenate(column) for column in zip(*found, strict=True))
        alone = np.fromiter((text[0] in ALONE for text in texts), bool, len(texts))
        parts = self._borders.part_words
        cut = ~parts(places) & ~parts(places + len(texts[0])) & ~self._titles.contain(places)
        cut &= ~alone[owners] | parts(places + 1)
        return owners[cut], places[cut]

    def _places(self, number: int, first: Array, last: Array) -> tuple[Array, Array]:
        """Return where in one segment the suffixes of some ranges begin: of which range, which position."""
        segment, sizes = self._index.segments[number], last - first
        owners = np.repeat(np.arange(len(sizes)), sizes)
        if len(sizes) > _MANY:
            within = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            places = segment.suffixes(0, segment.suffix_count)[within + first[owners]]
        else:
            every = zip(first.tolist(), last.tolist(), strict=True)
            places = np.concatenate([segment.suffixes(*own) for own in every])
        places = places.astype(np.int64) + self._index.bases[number]
        if self._index.has_removed(number):
            living = self._index.blocks(places) >= 0
            owners, places = owners[living], places[living]
        return owners, places

    def _side(self, places: Array) -> Side:
        """Return the characters at some positions."""
        points = self._index.windows(places, 1)[:, 0]
        known, at = np.unique(points, return_inverse=True)
        chars = list(map(chr, known.tolist()))
        borders = np.array([is_punctuation(char) for char in chars], bool)[at]
        return Side(points.astype(np.int64), borders, np.array([char in LINKS for char in chars], bool)[at])
