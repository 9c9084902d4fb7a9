"""What stands around the strings of a changed text, wherever these occur in the library."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.title_spans import TitleSpans
from app.search.engines.local.exact.segment.word_places import WordBorders
from app.search.engines.local.formulations.candidates import ALONE, Found, find_candidates
from app.search.engines.local.formulations.function_words import LINKS
from app.search.engines.local.formulations.lookup import look_up
from app.search.engines.local.formulations.phrases import QUOTE
from app.search.engines.local.formulations.repeats import Repeats, Side, surroundings
from app.search.engines.local.formulations.updates.changes import PageText
from app.search.engines.local.formulations.windows import LEAST, MOST
from app.text import is_punctuation

_MANY = 1500
"""Strings from which on a suffix array is read as a whole."""
_TOGETHER = 1_000_000
"""Occurrences that are looked at together, where they are of several strings."""
_CODE_POINTS = 0x110000


def cut_strings(pages: Iterable[PageText]) -> list[str]:
    """Return all strings of some pages that may be formulations by where they begin and end."""
    return sorted({string for page in pages for string in _strings(page)})


def _strings(page: PageText) -> Iterator[str]:
    text, edges = page
    border = len(text)
    for first in range(len(text) - 1, -1, -1):
        if text[first] != QUOTE and is_punctuation(text[first]):
            border = first
        elif edges[first] and text[first] != QUOTE:
            ends = np.flatnonzero(edges[first + LEAST : min(first + MOST, border) + 1]) + first + LEAST
            for end in ends.tolist():
                yield text[first:end]


def restate(
    exact: ExactSearcher, strings: Sequence[str], least: int, dictionary: Path | None
) -> Iterator[Found]:
    """Yield those of some strings that may be units, by all of their occurrences."""
    library, ranges = _Occurrences(exact), look_up(exact.plain, strings)
    sizes = sum((last - first for first, last in ranges), np.zeros(len(strings), np.int64))
    often = np.flatnonzero(sizes >= least)
    group = np.cumsum(sizes[often]) // _TOGETHER
    for own in np.split(often, np.flatnonzero(np.diff(group)) + 1) if len(often) else []:
        texts = [strings[n] for n in own.tolist()]
        chosen, repeats = library.repeats(texts, [(first[own], last[own]) for first, last in ranges], least)
        yield find_candidates([texts[n] for n in chosen.tolist()], repeats, least, dictionary)


class _Occurrences:
    """The occurrences of strings, and what stands around them."""

    def __init__(self, exact: ExactSearcher) -> None:
        self._index = exact.plain
        self._parts_word = WordBorders(exact.segments, "plain").part_words
        self._titles = TitleSpans(exact.segments, exact.plain.bases)
        self._borders, self._links = np.zeros(_CODE_POINTS, bool), np.zeros(_CODE_POINTS, bool)
        self._borders[[0, *map(ord, filter(is_punctuation, exact.plain.alphabet))]] = True
        self._links[list(map(ord, LINKS))] = True

    def repeats(
        self, texts: Sequence[str], ranges: Sequence[tuple[Array, Array]], least: int
    ) -> tuple[Array, Repeats]:
        """Return which texts occur well cut often enough, and what stands around them."""
        owners, places, ends = self._well_cut(texts, ranges)
        counts = np.bincount(owners, minlength=len(texts))
        chosen = np.flatnonzero(counts >= least)
        kept = counts[owners] >= least
        owners, places, ends = np.searchsorted(chosen, owners[kept]), places[kept], ends[kept]
        sides = [self._side(beside) for beside in (places - 1, ends)]
        return chosen, surroundings(owners, counts[chosen], sides, ~self._parts_word(ends - 1))

    def _well_cut(
        self, texts: Sequence[str], ranges: Sequence[tuple[Array, Array]]
    ) -> tuple[Array, Array, Array]:
        """Return the well-cut occurrences: of which text, and where they begin and end."""
        found = [self._places(number, *own) for number, own in enumerate(ranges)]
        owners, places = (np.concatenate(column) for column in zip(*found, strict=True))
        ends = places + np.fromiter(map(len, texts), np.int64, len(texts))[owners]
        alone = np.fromiter((text[0] in ALONE for text in texts), bool, len(texts))
        cut = ~self._parts_word(places) & ~self._parts_word(ends) & ~self._titles.contain(places)
        cut &= ~alone[owners] | self._parts_word(places + 1)
        return owners[cut], places[cut], ends[cut]

    def _places(self, number: int, first: Array, last: Array) -> tuple[Array, Array]:
        """Return where in one segment the suffixes of some ranges begin: of which range, which position."""
        segment, sizes = self._index.segments[number], last - first
        owners = np.repeat(np.arange(len(sizes)), sizes)
        if len(sizes) > _MANY:
            places = segment.suffixes(0, segment.suffix_count)[in_ranges(first, sizes)]
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
        return Side(points.astype(np.int64), self._borders[points], self._links[points])
