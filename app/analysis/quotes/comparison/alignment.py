"""Find the stretch of a passage that a quotation was made of.

Both are folded and without punctuation. A character of the quotation that the stretch has not costs two, one
of the stretch that the quotation has not costs one: words left out are bridged, and the stretch stays short.
All passages that come into question are aligned together, a row of the dynamic program for each character of
the quotation.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.search.results import Span

_SEED = 3
"""Characters in common by which a place in a long passage is found."""
_MOVED = 4
"""Characters, at least, that may have been moved here from beside the stretch."""
_SHORT_EDGE = 2
"""Characters at an edge of a stretch that a quotation has not, from which on it may do without them."""
_BITS = 16
"""Bits below the cost, which tell where a stretch begins."""
_EXTRA, _SKIPPED = 2, 1
_JOINT = 4
"""What a stretch of two passages costs beyond what its parts do: of one it is simpler."""


class Stretch(NamedTuple):
    """A stretch of a passage, by its number, and what the alignment of a quotation with it costs."""

    passage: int
    span: Span
    cost: int


class Joint(NamedTuple):
    """Two stretches: a quotation begins with the one, as far as ``cut``, and goes on with the other."""

    first: Stretch
    second: Stretch
    cut: int

    @property
    def cost(self) -> int:
        """What both cost, and that there are two."""
        return self.first.cost + self.second.cost + _JOINT


class Alignments:
    """A quotation aligned with some passages."""

    def __init__(self, quote: str, passages: Sequence[str], *, every: bool = False) -> None:
        self._quote = quote
        crops = [_crop(quote, passage) for passage in passages]
        self._bases = [base for base, _ in crops]
        self._texts = [text for _, text in crops]
        self._ends, self._costs = _aligned(quote, self._texts, every=every)

    def stretches(self) -> list[Stretch]:
        """Return the best stretch of each passage."""
        size = len(self._quote)
        return [
            Stretch(number, self._shown(number, *self._span(number, size)), int(self._costs[size, number]))
            for number in range(len(self._texts))
        ]

    def with_moved(self, stretch: Stretch) -> tuple[Span, ...]:
        """Return where a stretch may stand, what the quotation moved included: with what it has at its edges
        in place of the quotation's words, and without if that is short."""
        base, text = self._bases[stretch.passage], self._texts[stretch.passage]
        start, end = (at - base for at in stretch.span)
        if self._quote == text[start:end]:
            return (stretch.span,)
        long, short = _without_edges(self._quote, text, (start, end))
        spans = [_extended(self._quote, text, long, _MOVED)]
        if short != long:
            spans.append(_extended(self._quote, text, short, _SHORT_EDGE))
        return tuple(dict.fromkeys(self._shown(stretch.passage, *each) for each in spans))

    def joint(self, together: Sequence[str]) -> Joint | None:
        """Return the best two stretches of which a quotation may have been made one, of passages that are
        ``together``: that have the same name there, article by article."""
        size = len(self._quote)
        if size < 2 * _MOVED:
            return None
        begun = Alignments(self._quote, self._texts, every=True)
        mirrored = Alignments(self._quote[::-1], [text[::-1] for text in self._texts], every=True)
        found = []
        for name in dict.fromkeys(together):
            own = [number for number, other in enumerate(together) if other == name]
            before, after = begun._costs[:, own], mirrored._costs[::-1, own]
            both = (before.min(axis=1) + after.min(axis=1))[_MOVED : size - _MOVED + 1]
            cut = _MOVED + int(np.argmin(both))
            one, two = own[int(np.argmin(before[cut]))], own[int(np.argmin(after[cut]))]
            start, end = mirrored._span(two, size - cut)
            length = len(self._texts[two])
            first = Stretch(one, self._shown(one, *begun._span(one, cut)), int(before[cut].min()))
            second = Stretch(two, self._shown(two, length - end, length - start), int(after[cut].min()))
            found.append(Joint(first, second, cut))
        return min(found, key=lambda each: each.cost, default=None)

    def _span(self, number: int, length: int) -> Span:
        """Return the stretch of a passage that so many characters of the quotation are best aligned with."""
        return int(self._ends[length, number, 0]), int(self._ends[length, number, 1])

    def _shown(self, number: int, start: int, end: int) -> Span:
        return self._bases[number] + start, self._bases[number] + end


def _crop(quote: str, passage: str) -> tuple[int, str]:
    """Return the part of a long passage around the place with most in common, and where it begins.

    What a passage has in many places speaks little for any of them.
    """
    width = len(quote) + 40
    if len(passage) <= 4 * width:
        return 0, passage
    votes = np.zeros(len(passage) // width + 2)
    for seed in {quote[at : at + _SEED] for at in range(max(1, len(quote) - _SEED + 1))}:
        places = [found.start() // width for found in re.finditer(re.escape(seed), passage)]
        votes[list(set(places))] += 1 / max(1, len(places))
    base = max(0, (int(np.argmax(votes[:-1] + votes[1:])) - 1) * width)
    return base, passage[base : base + 4 * width]


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _aligned(
    quote: str, passages: Sequence[str], *, every: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the best stretch of each passage and its cost: in the last row those of all of the quotation, in
    those before, if ``every`` one is wanted, of as many of its characters.

    Of equal ones the longer: what was changed at an edge is a change, not something added.
    """
    size, number = max(map(len, passages), default=0), len(passages)
    texts = np.zeros((number, size), np.uint32)
    lengths = np.array([len(text) for text in passages], np.int64)
    for row, text in enumerate(passages):
        texts[row, : len(text)] = _points(text)
    one = 1 << _BITS
    places = np.arange(size + 1, dtype=np.int32)
    steps = places * np.int32(_SKIPPED * one)
    outside = places > lengths[:, None]
    state = np.broadcast_to(places, (number, size + 1)).copy()
    ends = np.zeros((len(quote) + 1, number, 2), np.int32)
    costs = np.zeros((len(quote) + 1, number), np.int32)
    for row, char in enumerate(_points(quote).tolist(), start=1):
        kept = state[:, :-1] + np.where(texts == char, np.int32(0), np.int32(_EXTRA * one))
        state += np.int32(_EXTRA * one)
        np.minimum(state[:, 1:], kept, out=state[:, 1:])
        state -= steps
        np.minimum.accumulate(state, axis=1, out=state)
        state += steps
        if row < len(quote) and not every:
            continue
        cost = np.where(outside, np.int32(2**31 - 1), state >> _BITS)
        best = size - np.argmin(cost[:, ::-1], axis=1)
        ends[row, :, 1], costs[row] = best, cost[np.arange(number), best]
        ends[row, :, 0] = state[np.arange(number), best] & (one - 1)
    return ends, costs


def _extended(quote: str, passage: str, window: Span, least: int) -> Span:
    """Return a stretch that also has what the quotation moved, so many characters at ``least``: what stands
    just before it or after it."""
    start, end = window
    reach = len(quote) + 20
    around = passage[max(0, start - reach) : end + reach]
    base = max(0, start - reach)
    for a, z in _unmatched(quote, passage[start:end], least):
        found = SequenceMatcher(None, quote[a:z], around, autojunk=False).find_longest_match()
        if found.size < least or 2 * found.size < z - a:
            continue
        at = base + found.b
        if (at + found.size <= start or at >= end) and similarity(
            quote, passage[min(start, at) : max(end, at + found.size)]
        ) > similarity(quote, passage[start:end]):
            start, end = min(start, at), max(end, at + found.size)
    return start, end


def _without_edges(quote: str, passage: str, window: Span) -> tuple[Span, Span]:
    """Return a stretch without long edges that the quotation has not, which are other words, not changed; and
    without any, since what stands there may have been moved."""
    start, end = window
    codes = SequenceMatcher(None, quote, passage[start:end], autojunk=False).get_opcodes()
    before = codes[0][4] if codes and codes[0][0] != "equal" else 0
    after = end - start - codes[-1][3] if len(codes) > 1 and codes[-1][0] != "equal" else 0
    long, any_at_all = (
        (start + before * (before >= least), end - after * (after >= least))
        for least in (_MOVED, _SHORT_EDGE)
    )
    return long, any_at_all


def _unmatched(quote: str, source: str, least: int) -> list[Span]:
    """Return the stretches of a quotation, long enough to be looked for, that a source has not."""
    codes = SequenceMatcher(None, quote, source, autojunk=False).get_opcodes()
    return [(a, z) for tag, a, z, _, _ in codes if tag in ("delete", "replace") and z - a >= least]


def similarity(quote: str, source: str) -> float:
    """Return how much of the wording both have in common, from 0 to 1: in runs of two or more characters,
    longer ones also where they were moved."""
    common, added, missing = 0, [], []
    for tag, a, z, b, y in SequenceMatcher(None, quote, source, autojunk=False).get_opcodes():
        if tag == "equal":
            common += z - a if z - a > 1 else 0
        else:
            added.append(quote[a:z])
            missing.append(source[b:y])
    moved = 0
    for piece in added:
        runs = [
            SequenceMatcher(None, piece, other, autojunk=False).find_longest_match().size for other in missing
        ]
        moved += max((run for run in runs if run >= _MOVED), default=0)
    longest = max(len(quote), len(source) - moved)
    return (common + moved) / longest if longest else 0.0
