"""Pairs of wordings that stand in one frame, over a whole library, as whole words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from app.code_points import points_of, text_of
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.word_places import WordBorders
from app.search.engines.local.parallels.shifts.frames import LONGEST, Fillings, find_fillings
from app.search.parallels import FRAME_FOOT

_SHORT = 4
"""Wordings that are shorter are told with the word beside them, where that is the same in all frames."""
_MOST_ADDED = 3
"""Characters that are added on either side for whole words, all of them in the frame."""
_LOOKED_AT = 8
"""Frames that are looked at for a word beside a short wording."""
_NUMERALS = points_of("0123456789一二三四五六七八九十百千万亿零〇两")

_Pair = tuple[str, str]


class Where(NamedTuple):
    """Where two wordings stand in one frame: blocks, and offsets in these; as in the whole library."""

    block: int
    start: int
    other: int
    other_start: int


class FoundPair(NamedTuple):
    """Two wordings, the number of frames that both fill, and where they fill the first."""

    first: str
    second: str
    frames: int
    where: Where


def find_shifts(exact: ExactSearcher) -> list[FoundPair]:
    """Return all pairs of wordings of a library, those of the most frames first."""
    borders = WordBorders(exact.segments, "bare")
    frames: defaultdict[_Pair, dict[str, Where]] = defaultdict(dict)
    for fillings in find_fillings(exact.bare):
        for pair, frame, where in _worded(exact, borders, fillings):
            known = frames[pair].get(frame)
            # The first in page order, however the library is divided.
            frames[pair][frame] = where if known is None else min(known, where)
    listed = _with_words_beside(exact, borders, {pair: sorted(own.values()) for pair, own in frames.items()})
    found: dict[_Pair, FoundPair] = {}
    for each in sorted(listed, key=lambda each: (-each.frames, each.where)):
        found.setdefault((each.first, each.second), each)
    return sorted(found.values(), key=lambda each: (-each.frames, each.first, each.second))


def _worded(
    exact: ExactSearcher, borders: WordBorders, fillings: Fillings
) -> Iterator[tuple[_Pair, str, Where]]:
    """Yield the wordings of two articles as whole words, what stands around both, and where they stand."""
    index = exact.bare
    left = _added(borders, fillings.first, fillings.second, -1)
    right = _added(borders, fillings.first_ends, fillings.second_ends, 1)
    blocks = index.blocks(fillings.first), index.blocks(fillings.second)
    articles = exact.columns.article_of[blocks[0]], exact.columns.article_of[blocks[1]]
    chosen = (articles[0] != articles[1]) & (left >= 0) & (right >= 0) & ~_are_numbers(index, fillings)
    fillings = Fillings(*(column[chosen] for column in fillings))
    left, right = left[chosen], right[chosen]
    one, other = fillings.first - left, fillings.second - left
    lengths = fillings.first_ends + right - one, fillings.second_ends + right - other
    width = LONGEST + 2 * _MOST_ADDED + 2 * FRAME_FOOT
    texts = [index.windows(np.maximum(at - FRAME_FOOT, 0), width) for at in (one, other)]
    offsets = one - index.starts[blocks[0][chosen]], other - index.starts[blocks[1][chosen]]
    columns = (*lengths, blocks[0][chosen], offsets[0], blocks[1][chosen], offsets[1])
    for n, (length, other_length, *row) in enumerate(zip(*(at.tolist() for at in columns), strict=True)):
        here, there = (text_of(text[n]) for text in texts)
        first, second = here[FRAME_FOOT : FRAME_FOOT + length], there[FRAME_FOOT : FRAME_FOOT + other_length]
        frame = here[:FRAME_FOOT] + here[FRAME_FOOT + length : 2 * FRAME_FOOT + length]
        if first <= second:
            yield (first, second), frame, Where(*row)
        else:
            yield (second, first), frame, Where(*row[2:], *row[:2])


def _are_numbers(index: PhraseIndex, fillings: Fillings) -> Array:
    """Say which pairs are numbers: those of articles, years, sums."""
    found = np.ones(len(fillings.first), bool)
    for starts, ends in ((fillings.first, fillings.first_ends), (fillings.second, fillings.second_ends)):
        beyond = np.arange(LONGEST) >= (ends - starts)[:, None]
        found &= (np.isin(index.windows(starts, LONGEST), _NUMERALS) | beyond).all(axis=1)
    return found


def _added(borders: WordBorders, first: Array, second: Array, step: int) -> Array:
    """Return how many characters on it is until no word is parted in either text; -1 if it is too far."""
    found = np.full(len(first), -1, np.int64)
    for added in range(_MOST_ADDED, -1, -1):
        parted = borders.part_words(np.maximum(first + step * added, 0))
        parted |= borders.part_words(np.maximum(second + step * added, 0))
        found[~parted] = added
    return found


def _with_words_beside(
    exact: ExactSearcher, borders: WordBorders, places: Mapping[_Pair, Sequence[Where]]
) -> list[FoundPair]:
    """Return pairs with their number of frames and one of them; a short wording is told with the word beside
    it if all frames have the same."""
    short = [
        (pair, each)
        for pair, own in places.items()
        if min(map(len, pair)) < _SHORT
        for each in own[:_LOOKED_AT]
    ]
    where = np.array([each for _, each in short], np.int64).reshape(-1, len(Where._fields))
    begins = exact.bare.starts[where[:, ::2]] + where[:, 1::2]
    ends = begins + np.array([(len(one), len(other)) for (one, other), _ in short], np.int64).reshape(-1, 2)
    owners = [pair for pair, _ in short]
    after = _the_same(owners, _beside(exact, borders, ends, 1))
    before = _the_same(owners, _beside(exact, borders, begins, -1))
    found = []
    for pair, own in places.items():
        behind, ahead = after.get(pair, ""), "" if after.get(pair) else before.get(pair, "")
        first, second = (f"{ahead}{each}{behind}" for each in pair)
        found.append(FoundPair(first, second, len(own), own[0]))
    return found


def _the_same(owners: Sequence[_Pair], words: Sequence[str]) -> dict[_Pair, str]:
    """Return the word of each pair that has the same one everywhere."""
    found: defaultdict[_Pair, set[str]] = defaultdict(set)
    for owner, word in zip(owners, words, strict=True):
        found[owner].add(word)
    return {owner: own.pop() for owner, own in found.items() if len(own) == 1}


def _beside(exact: ExactSearcher, borders: WordBorders, edges: Array, step: int) -> list[str]:
    """Return of two positions a row the word of two characters or more behind both, or before; empty if there
    is none, or another."""
    found = [""] * len(edges)
    for length in range(_MOST_ADDED, 1, -1):
        starts = edges if step > 0 else edges - length
        there = np.flatnonzero((starts >= 0).all(axis=1))
        starts = starts[there]
        words = exact.bare.windows(starts.ravel(), length).reshape(-1, 2, length)
        same = (words[:, 0] == words[:, 1]).all(axis=1) & (words[:, 0] != 0).all(axis=1)
        # A word that is whole: parted inside, and nowhere else.
        parted = borders.part_words(starts[:, :, None] + np.arange(length + 1))
        whole = (parted == [False, *[True] * (length - 1), False]).all(axis=(1, 2))
        for n in np.flatnonzero(same & whole).tolist():
            found[there[n]] = text_of(words[n, 0])
    return found
