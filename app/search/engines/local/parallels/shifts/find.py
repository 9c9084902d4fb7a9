"""Pairs of wordings that stand in one frame, over a whole library, as whole words."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex, points_of, text_of
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
    listed = [_shift(exact, borders, pair, sorted(places.values())) for pair, places in frames.items()]
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


def _shift(exact: ExactSearcher, borders: WordBorders, pair: _Pair, places: list[Where]) -> FoundPair:
    """Return a pair with its number of frames and one of them; a short wording is told with the word beside
    it if all frames have the same."""
    first, second = pair
    if min(map(len, pair)) < _SHORT:
        ends = [
            (_position(exact, each.block, each.start), _position(exact, each.other, each.other_start))
            for each in places[:_LOOKED_AT]
        ]
        after = {_beside(exact, borders, (a + len(first), b + len(second)), 1) for a, b in ends}
        before = {_beside(exact, borders, each, -1) for each in ends}
        if len(after) == 1 and (word := after.pop()):
            first, second = first + word, second + word
        elif len(before) == 1 and (word := before.pop()):
            first, second = word + first, word + second
    return FoundPair(first, second, len(places), places[0])


def _beside(exact: ExactSearcher, borders: WordBorders, ends: tuple[int, int], step: int) -> str:
    """Return the word of two characters or more beside both wordings; empty if there is none, or another."""
    for length in range(2, _MOST_ADDED + 1):
        starts = [end if step > 0 else end - length for end in ends]
        if min(starts) < 0:
            return ""
        words = {exact.bare.after(start, length) for start in starts}
        parted = borders.part_words(np.array(starts)[:, None] + np.arange(length + 1))
        # A word that is whole: parted inside, and nowhere else.
        if len(words) == 1 and (parted == [False, *[True] * (length - 1), False]).all():
            return words.pop() if len(next(iter(words))) == length else ""
    return ""


def _position(exact: ExactSearcher, block: int, start: int) -> int:
    return int(exact.bare.starts[block]) + start
