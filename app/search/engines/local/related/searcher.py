"""Related search: rank blocks by the words of a query with BM25F, all postings of a word at once.

The formula is Whoosh's (``whoosh.scoring.bm25``); the fields of BM25F are the types of blocks, each block
being a document of its own. Whoosh scores one posting at a time; scoring by arrays answers six common words
40 times faster at 360,000 paragraphs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.bm25 import length_damping, term_scores, type_boosts
from app.search.engines.local.exact.evaluate import filter_mask
from app.search.engines.local.exact.ranking import round_scores, top_scores
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.spans import Shown
from app.search.engines.local.related.packed_lists import count_postings, unpack_postings
from app.search.language.tree import shown_wordings
from app.search.request import SearchRequest
from app.search.results import RelatedResults
from app.text import fold
from app.words.words import whole_words, words

_TYPE_BOOSTS = {"title": 1.1, "heading": 1.05}
_HIGHEST = max(_TYPE_BOOSTS.values())
_STOP_SHARE = 0.05
"""The share of blocks above which a word of one character (的, 在, 型) is a stop word.

Longer words always count: in a library on one theme its very subject is in most blocks.
"""


class _Word(NamedTuple):
    """A word: how many blocks have it, and its postings in each segment, packed."""

    blocks: int
    lists: Sequence[bytes]


class RelatedSearcher:
    """Ranks blocks by words; ``lengths`` counts the words of each block, ``read`` returns the postings of a
    word in each segment."""

    def __init__(
        self,
        exact: ExactSearcher,
        lengths: Array,
        read: Callable[[str], Sequence[bytes]],
        dictionary: Path | None,
    ) -> None:
        self._exact, self._read, self._dictionary = exact, read, dictionary
        blocks = exact.numbering.blocks
        self._starts, self._numbers = blocks.starts, blocks.of_slot
        # Of each slot, in which the postings of all segments stand one after another.
        self._damping, self._boosts = (np.ones(len(self._numbers), np.float32) for _ in range(2))
        self._damping[blocks.slots] = length_damping(lengths)
        self._boosts[blocks.slots] = type_boosts(_TYPE_BOOSTS)[exact.columns.types]
        living = self._numbers >= 0
        self._living = None if living.all() else living

    def search(self, request: SearchRequest) -> RelatedResults:
        """Return the words searched for, the number of blocks with any of them, and one slice of hits."""
        typed = " ".join(wording.text for wording in shown_wordings(request.node))
        searched = self._searched_words(typed)
        sums, lists = self._sums(list(searched.values()), self._allowed(request))
        last = request.offset + request.limit
        shown, scores = _best(sums, self._boosts, lists, self._numbers, last)
        shown, scores = shown[request.offset :], scores[request.offset :]
        hits = self._exact.hits(shown, self._shown(shown, searched), round_scores(scores))
        # Whole numbers are counted faster, and 0 is the same in both.
        found = int(np.count_nonzero(sums.view(np.int32)))
        return RelatedResults(tuple(_as_typed(word, typed) for word in searched), found, hits)

    def _allowed(self, request: SearchRequest) -> Array | None:
        """Return which slots have blocks that a request asks for, None where it asks for all."""
        if not request.filters and not request.unmatched:
            return self._living
        columns = self._exact.columns
        allowed: Array = filter_mask(columns, request.filters)[columns.article_of]
        if request.unmatched:
            allowed[self._exact.matches(request).blocks] = False
        found: Array = np.append(allowed, False)[self._numbers]  # The last one is that of no block.
        return found

    def _searched_words(self, typed: str) -> dict[str, _Word]:
        """Return the words that are no stop words; all words if every one is."""
        found: dict[str, _Word] = {}
        for run in fold(typed).split():
            self._look_up(run, found)
        most = _STOP_SHARE * self._exact.columns.blocks
        return {word: own for word, own in found.items() if len(word) > 1 or own.blocks <= most} or found

    def _look_up(self, run: str, found: dict[str, _Word]) -> None:
        """Look up a run of characters: as one word, else its words, else the parts of unknown words.

        Parts of known words are left out: they would count a long word several times.
        """
        if not self._take(run, found):
            for word in whole_words(run, self._dictionary):
                if not self._take(word, found):
                    for part in words(word, self._dictionary):
                        self._take(part, found)

    def _take(self, word: str, found: dict[str, _Word]) -> bool:
        """Look up one word; return whether it occurs."""
        if word not in found:
            lists = self._read(word)
            blocks = self._count(lists)
            if not blocks:
                return False
            found[word] = _Word(blocks, lists)
        return True

    def _count(self, lists: Sequence[bytes]) -> int:
        """Return how many blocks have a word, given its postings in each segment."""
        if self._living is None:
            return sum(map(count_postings, lists))
        return int(np.count_nonzero(self._living[self._unpacked(lists)[0]]))

    def _unpacked(self, *words: Sequence[bytes]) -> tuple[Array, Array]:
        """Return the slots that have some words, one word after another, and the frequencies; all postings
        are unpacked together, since most lists are short."""
        own = [each for lists in words for each in zip(lists, self._starts, strict=False) if each[0]]
        return unpack_postings([data for data, _ in own], [start for _, start in own])

    def _sums(self, searched: Sequence[_Word], allowed: Array | None) -> tuple[Array, list[Array]]:
        """Return what the words add up to in every slot, 0 where none stands or it is not allowed; and the
        slots of each word."""
        sums = np.zeros(len(self._damping), np.float32)
        slots, frequencies = self._unpacked(*(word.lists for word in searched))
        lists, end = [], 0
        for word in searched:
            first, end = end, end + sum(map(count_postings, word.lists))
            own = slots[first:end]
            sums[own] += term_scores(self._weight(word), frequencies[first:end], self._damping[own])
            lists.append(own)
        if allowed is not None:
            sums[~allowed] = 0
        return sums, lists

    def _weight(self, word: _Word) -> float:
        """Return the idf of a word: the rarer, the higher."""
        return log(self._exact.columns.blocks / (word.blocks + 1)) + 1

    def _shown(self, blocks: Array, found: Iterable[str]) -> Iterator[Shown]:
        """Yield what each of some blocks shows: the words that were found."""
        offsets = self._exact.offsets[False]
        for block, spans in zip(blocks.tolist(), self._exact.plain.marked(blocks, found), strict=True):
            displayed = offsets.spans(block, spans)
            yield Shown(displayed, displayed)


def _best(
    sums: Array, boosts: Array, lists: Iterable[Array], numbers: Array, count: int
) -> tuple[Array, Array]:
    """Return the ``count`` blocks with the highest scores above 0, best first, equal ones in order; and their
    scores, which are the sums times the boosts. ``numbers`` tells the block of each slot.

    The slots of one word tell what the last of the best has at least, so that few are boosted and sorted.
    """
    enough = [slots for slots in lists if len(slots) >= count > 0]
    least = float(np.finfo(np.float32).tiny)
    if enough:
        few = min(enough, key=len)
        reached = np.partition(sums[few] * boosts[few], len(few) - count)[len(few) - count]
        # A little less, since products are rounded.
        least = max(least, float(reached) / _HIGHEST * 0.9999)
    slots = np.flatnonzero(sums >= least)
    slots = slots[np.argsort(numbers[slots], kind="stable")]
    scores = sums[slots] * boosts[slots]
    chosen = top_scores(scores, count)
    return numbers[slots[chosen]], scores[chosen]


def _as_typed(word: str, typed: str) -> str:
    """Return a folded word as the query spells it."""
    at = fold(typed).find(word)
    return typed[at : at + len(word)] if at >= 0 else word
