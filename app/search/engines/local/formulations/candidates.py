"""Strings that may be formulations, with the counts by which they are judged against each other."""

from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, StringArray, run_lengths
from app.search.engines.local.formulations.criteria import (
    WELL_CUT,
    cohesion,
    holds_together,
    is_whole,
    may_be_units,
)
from app.search.engines.local.formulations.fingerprints import Prefixes, are_among, may_be_among
from app.search.engines.local.formulations.function_words import FUNCTION_WORDS
from app.search.engines.local.formulations.repeats import Repeats
from app.search.engines.local.formulations.windows import LEAST, MOST
from app.words.words import located_words

ALONE = "".join(word for word in FUNCTION_WORDS if len(word) == 1)
"""Function words of one character."""
_SIEVE = 20
"""Bits of a number by which most strings are told not to be units."""
_TOGETHER = 20_000
"""Strings that are looked at together: the numbers of their prefixes take 400 bytes each."""


class Found(NamedTuple):
    """Strings that may be units: their well-cut occurrences, how often each is free on the side where it is
    less, and a mask of the characters at which its words begin."""

    texts: StringArray
    cut: Array
    free: Array
    words: Array

    @classmethod
    def joined(cls, parts: Iterable["Found"]) -> "Found":
        """Return the strings of several lists."""
        nothing = StringArray.of([]), np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.uint32)
        texts, *columns = zip(nothing, *parts, strict=True)
        return cls(reduce(StringArray.with_more, texts), *map(np.concatenate, columns))

    def take(self, chosen: Array) -> "Found":
        """Return some of the strings."""
        texts = self.texts.take(chosen)
        return Found(texts, self.cut[chosen], self.free[chosen], self.words[chosen])

    def owners(self) -> Array:
        """Return of each division which string it divides."""
        return np.repeat(np.arange(len(self.texts)), np.bitwise_count(self.words).astype(np.int64) - 1)

    def divisions(self) -> tuple[Array, Array]:
        """Return each string divided in two before each of its words but the first: which, and where."""
        found = [(np.zeros(0, np.int32), np.zeros(0, np.uint8))]
        for begin in range(0, len(self.words), _TOGETHER):
            words = self.words[begin : begin + _TOGETHER, None]
            owners, at = np.nonzero(words >> np.arange(MOST, dtype=np.uint32) & np.uint32(1))
            first, _ = run_lengths(owners)
            owners, at = np.delete(owners, first) + begin, np.delete(at, first)
            found.append((owners.astype(np.int32), at.astype(np.uint8)))
        owners, at = map(np.concatenate, zip(*found, strict=True))
        return owners, at

    def numbers(self) -> tuple[Array, Array]:
        """Return the number of each string, and those of both parts of each division, a row each."""
        found = [(np.zeros(0, np.uint64), np.zeros((0, 2), np.uint64))]
        for begin in range(0, len(self.words), _TOGETHER):
            end = min(begin + _TOGETHER, len(self.words))
            found.append(self.take(np.arange(begin, end))._numbers_at_once())
        whole, parts = map(np.concatenate, zip(*found, strict=True))
        return whole, parts

    def _numbers_at_once(self) -> tuple[Array, Array]:
        prefixes, (owners, at) = Prefixes(self.texts), self.divisions()
        left = prefixes.between(owners, np.zeros_like(at), at)
        right = prefixes.between(owners, at, prefixes.lengths[owners])
        return prefixes.whole(), np.stack((left, right), axis=1)


def find_candidates(texts: Sequence[str], repeats: Repeats, least: int, dictionary: Path | None) -> Found:
    """Return those of some repeats that tell nothing against being units themselves.

    ``dictionary`` has further words for the tokenizer.
    """
    ends_alone = np.fromiter((text[-1] in ALONE for text in texts), bool, len(texts))
    chosen = np.flatnonzero((repeats.cut >= least) & may_be_units(repeats, ends_alone))
    kept, words = [], []
    for n in chosen.tolist():
        located = list(located_words(texts[n], dictionary))
        if is_whole(texts[n], [word for _, word in located]):
            kept.append(n)
            words.append(sum(1 << at for at, _ in located))
    free = np.minimum(repeats.left_free, repeats.right_free)[kept]
    return Found(
        StringArray.of([texts[n] for n in kept]), repeats.cut[kept], free, np.array(words, np.uint32)
    )


class Candidates(NamedTuple):
    """Strings that may be units, how often each occurs, and so for its parts: a row for each division.

    Beside them the marks of all these strings (``fingerprints``), so that few need be read.
    """

    found: Found
    times: Array
    parts: Array
    marks: Array
    part_marks: Array

    def take(self, chosen: Array) -> "Candidates":
        """Return some of the candidates; ``chosen`` is a mask."""
        if chosen.all():
            return self
        rows = chosen[self.found.owners()]
        return Candidates(
            self.found.take(chosen),
            self.times[chosen],
            self.parts[rows],
            self.marks[chosen],
            self.part_marks[rows],
        )

    def touched(self, numbers: Array) -> Array:
        """Return a mask of those that can be, or have a part that can be, one of some strings."""
        found = may_be_among(self.marks, numbers)
        found[self.found.owners()[may_be_among(self.part_marks, numbers).any(axis=1)]] = True
        return found

    def with_more(self, more: "Candidates") -> "Candidates":
        """Return these and further candidates."""
        return Candidates(
            Found.joined((self.found, more.found)),
            np.concatenate((self.times, more.times)),
            np.concatenate((self.parts, more.parts)),
            np.concatenate((self.marks, more.marks)),
            np.concatenate((self.part_marks, more.part_marks)),
        )

    def units(self, characters: int) -> list[int]:
        """Return which are units, or variants of one, in a library of so many characters."""
        found, owners = self.found, self.found.owners()
        firm = found.cut >= WELL_CUT * self.times
        held = cohesion(self.times, owners, self.parts, characters)
        units = firm & holds_together(held, found.free)
        around = np.flatnonzero(firm & ~units & holds_together(held, found.free, around=True))
        known = Prefixes(found.take(np.flatnonzero(units)).texts).whole()
        units[around[_contain(found.take(around).texts, known)]] = True
        return np.flatnonzero(units).tolist()


def _contain(texts: Sequence[str], known: Array) -> Array:
    """Return which texts contain a shorter one that is known by its number."""
    prefixes, sieve = Prefixes(texts), np.zeros(1 << _SIEVE, bool)
    known = np.sort(known)
    sieve[known >> np.uint64(64 - _SIEVE)] = True
    found = np.zeros(len(texts), bool)
    for end in range(LEAST, MOST + 1):
        for first in range(end - LEAST + 1):
            own = np.flatnonzero((prefixes.lengths >= end) & (prefixes.lengths > end - first))
            numbers = prefixes.between(own, np.full(len(own), first), np.full(len(own), end))
            hit = np.flatnonzero(sieve[numbers >> np.uint64(64 - _SIEVE)])
            found[own[hit[are_among(numbers[hit], known)]]] = True
    return found
