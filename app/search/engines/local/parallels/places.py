"""Where wordings stand first in each article that has them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Self

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.pieces import Place


class FirstPlaces(Sequence[Place]):
    """Positions of the index as places, one in each article, in page order; looked up when they are read."""

    __slots__ = ("_exact", "_positions", "articles")

    def __init__(self, exact: ExactSearcher, articles: Array, positions: Array) -> None:
        self._exact, self.articles, self._positions = exact, articles, positions

    def without(self, *articles: int) -> "FirstPlaces":
        """Return the places in other articles."""
        kept = np.ones(len(self.articles), bool)
        for article in articles:
            kept &= self.articles != article
        return FirstPlaces(self._exact, self.articles[kept], self._positions[kept])

    def __len__(self) -> int:
        return len(self._positions)

    def __getitem__(self, n: Any) -> Any:
        if isinstance(n, slice):
            return [self[k] for k in range(*n.indices(len(self)))]
        index, columns = self._exact.bare, self._exact.columns
        position = self._positions[n : n + 1] if n >= 0 else self._positions[n:][:1]
        if not len(position):
            raise IndexError(n)
        block = int(index.blocks(position)[0])
        article = columns.article_ids[int(self.articles[n])]
        return Place(columns.block_ids[block], article, int(position[0] - index.starts[block]))


class PlaceLists(Iterable[FirstPlaces]):
    """Several lists of places in few arrays: the passages of a long law have thousands."""

    def __init__(self, exact: ExactSearcher, articles: Array, positions: Array, ends: Array) -> None:
        self._exact, self._articles, self._positions, self._ends = exact, articles, positions, ends

    @classmethod
    def of(cls, exact: ExactSearcher, owners: Array, positions: Array, number: int) -> Self:
        """Return the first in each of their articles of so many lists of positions; ``owners`` tells in which
        list each position is."""
        blocks = exact.bare.blocks(positions).astype(np.int64)
        order = np.lexsort((positions, owners * len(exact.columns.article_of) + blocks))
        owners, blocks, positions = owners[order], blocks[order], positions[order]
        articles = exact.columns.article_of[blocks]
        new = np.ones(len(order), bool)
        new[1:] = (owners[1:] != owners[:-1]) | (articles[1:] != articles[:-1])
        ends = np.searchsorted(owners[new], np.arange(number), "right")
        return cls(exact, articles[new], positions[new].astype(np.int32), ends.astype(np.int32))

    def __iter__(self) -> Iterator[FirstPlaces]:
        for start, end in pairwise([0, *self._ends.tolist()]):
            yield FirstPlaces(self._exact, self._articles[start:end], self._positions[start:end])


def places_by_article(exact: ExactSearcher, wording: str, among: Sequence[int] | None = None) -> FirstPlaces:
    """Return where a wording without punctuation stands first in each article; only some segments are read
    where it is known to stand in no other."""
    positions = exact.bare.positions(wording, among)
    (found,) = PlaceLists.of(exact, np.zeros(len(positions), np.int64), positions, 1)
    return found
