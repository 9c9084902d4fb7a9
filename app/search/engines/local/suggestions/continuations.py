"""Texts that occur, made longer a character at a time: only what occurs is looked at again."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from app.search.engines.local.exact.phrase_index import PhraseIndex


class Beginning(NamedTuple):
    """A text that occurs, how often, and its range in the suffix array of each segment that has it."""

    text: str
    times: int
    ranges: tuple[tuple[int, int, int], ...]
    """Number of the segment, first suffix, end."""


def empty_beginning(index: PhraseIndex) -> Beginning:
    """Return what every text begins with."""
    every = ((number, 0, segment.suffix_count) for number, segment in enumerate(index.segments))
    return Beginning("", 0, tuple(every))


def continued(index: PhraseIndex, beginnings: Iterable[Beginning], chars: Collection[str]) -> list[Beginning]:
    """Return what occurs of some texts and one of some characters after them."""
    return [longer for each in beginnings for longer in _continued(index, each, chars)]


def most_frequent(beginnings: Iterable[Beginning]) -> list[Beginning]:
    """Return texts in the order of their frequency, then of their characters."""
    return sorted(beginnings, key=lambda each: (-each.times, each.text))


def _continued(index: PhraseIndex, beginning: Beginning, chars: Collection[str]) -> list[Beginning]:
    found: dict[str, list[tuple[int, int, int]]] = {}
    for number, first, end in beginning.ranges:
        own = index.segments[number].continuations(beginning.text, first, end, chars)
        for char, after, before in own:
            found.setdefault(char, []).append((number, after, before))
    longer = (
        Beginning(beginning.text + char, sum(index.living(*each) for each in ranges), tuple(ranges))
        for char, ranges in found.items()
    )
    return [each for each in longer if each.times]
