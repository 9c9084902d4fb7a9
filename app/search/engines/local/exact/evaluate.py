"""Evaluate a query: the blocks that match and the frequencies in each, over sets of blocks or articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.errors import LimitError
from app.search.contract import Filter, Scope
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.doc_values import TITLE_TYPE, ColumnStore
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings
from app.search.engines.local.exact.proximity import Positions, find_positions
from app.search.engines.local.exact.spans import index_form
from app.search.language.tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    NotWithin,
    Or,
    Phrase,
    compared_phrases,
    counted_terms,
    has_only_fields,
    required_fields,
    shown_phrases,
)
from app.text import fold


class _UnitSet(NamedTuple):
    """A set of blocks or articles: the ascending ``ids``, or all others if ``complement``."""

    ids: Array
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """All matching blocks in page order, the occurrences in each, and the postings of each term."""

    blocks: Array
    frequencies: Array
    term_postings: tuple[Postings, ...]


class Evaluator:
    """Evaluates queries over one index; ``bare`` tells that it has no punctuation.

    More than two phrases are compared by position only if together they have at most ``most`` positions.
    """

    def __init__(self, index: PhraseIndex, bare: bool, columns: ColumnStore, scope: Scope, most: int) -> None:
        self._most = most
        self._index, self._bare, self._columns = index, bare, columns
        self._by_article = scope is Scope.ARTICLE
        self._size = columns.articles if self._by_article else columns.blocks
        self._postings: dict[Node, Postings] = {}

    def evaluate(self, node: Node, filters: tuple[Filter, ...]) -> Matches:
        """Return all matches of a query; raises LimitError where it would compare too many positions."""
        self._check_cost(list(compared_phrases(node)))
        # Spellings with one index form are one term: 國 OR 国 occurs as often as 国.
        leaves = list({self._searched(leaf): leaf for leaf in counted_terms(node)}.values())
        shown = [self._postings_of(leaf) for leaf in leaves]
        if isinstance(node, Phrase | Near | NotWithin) and not self._by_article:
            blocks, frequencies = shown[0]
        elif not shown and has_only_fields(node):
            blocks, frequencies = self._first_blocks(self._units(node), node)
        else:
            blocks, frequencies = self._blocks(self._units(node), self._counted(leaves))
        if filters:
            kept = filter_mask(self._columns, filters)[self._columns.article_of[blocks]]
            blocks, frequencies = blocks[kept], frequencies[kept]
        return Matches(blocks, frequencies, tuple(shown))

    def _check_cost(self, texts: list[str]) -> None:
        """Raise LimitError for too many positions; two phrases are always compared, in any library."""
        if len(texts) <= 2:
            return
        positions = sum(self._index.count(index_form(text, self._bare)) for text in texts)
        if positions > self._most:
            places, most = f"{positions:,}", f"{self._most:,}"
            raise LimitError("query-places-too-many", places=places, most=most)

    def _units(self, node: Node) -> _UnitSet:
        """Return the blocks, or articles, that satisfy a node."""
        match node:
            case Not(part):
                units = self._units(part)
                return _UnitSet(units.ids, not units.complement)
            case And(parts):
                units = _UnitSet(np.zeros(0, np.int32), complement=True)
                for part in parts:
                    units = self._both(units, self._units(part))
                return units
            case Or(parts):
                units = _UnitSet(np.zeros(0, np.int32), complement=True)
                for part in parts:
                    other = self._units(part)
                    units = self._both(units, _UnitSet(other.ids, not other.complement))
                return _UnitSet(units.ids, not units.complement)
            case Field(name, value):
                return self._of_articles(self._columns.articles_with_field(name, fold(value)))
            case _:
                blocks = self._postings_of(node).blocks
                return _UnitSet(np.unique(self._columns.article_of[blocks]) if self._by_article else blocks)

    def _of_articles(self, articles: Array) -> _UnitSet:
        """Return articles as units: themselves, or their blocks."""
        if self._by_article:
            return _UnitSet(articles)
        chosen = np.zeros(self._columns.articles, bool)
        chosen[articles] = True
        return _UnitSet(np.flatnonzero(chosen[self._columns.article_of]).astype(np.int32))

    def _both(self, one: _UnitSet, other: _UnitSet) -> _UnitSet:
        """Return the intersection of two sets."""
        if one.complement and other.complement:
            either = np.zeros(self._size, bool)
            either[one.ids] = either[other.ids] = True
            return _UnitSet(np.flatnonzero(either).astype(np.int32), complement=True)
        if one.complement:
            one, other = other, one
        if not len(other.ids):
            return one if other.complement else other
        inside = np.zeros(self._size, bool)
        inside[other.ids] = True
        return _UnitSet(one.ids[inside[one.ids] != other.complement])

    def _postings_of(self, node: Node) -> Postings:
        """Return the postings of a positional node, computed once for each query."""
        if node not in self._postings:
            if isinstance(node, Phrase):
                self._postings[node] = self._index.postings(index_form(node.text, self._bare))
            else:
                positions = find_positions(node, self._leaf, self._index.blocks)
                self._postings[node] = self._index.postings_at(positions.starts)
        return self._postings[node]

    def _searched(self, leaf: Phrase | Near | NotWithin) -> str | Node:
        """Return a key that is equal for terms with the same occurrences."""
        return index_form(leaf.text, self._bare) if isinstance(leaf, Phrase) else leaf

    def _counted(self, leaves: Sequence[Phrase | Near | NotWithin]) -> list[Postings]:
        """Return postings in which every occurrence counts once.

        甲 OR (甲 NEAR/9 乙) finds the same 甲 in both parts. Two phrases never share an occurrence;
        positional parts may, with each other and with a phrase in them.
        """
        placed = [leaf for leaf in leaves if not isinstance(leaf, Phrase)]
        inside = {index_form(text, self._bare) for leaf in placed for text in shown_phrases(leaf)}
        shared = placed + [leaf for leaf in leaves if self._searched(leaf) in inside]
        if len(shared) < 2:
            return [self._postings_of(leaf) for leaf in leaves]
        alone = [leaf for leaf in leaves if leaf not in shared]
        return [self._postings_of(Or(tuple(shared))), *(self._postings_of(leaf) for leaf in alone)]

    def _leaf(self, text: str) -> Positions:
        """Return the occurrences of a phrase, in order."""
        phrase = index_form(text, self._bare)
        starts = np.sort(self._index.positions(phrase))
        return Positions(starts, starts + np.int32(len(phrase)))

    def _all(self, units: _UnitSet) -> Array:
        """Return the ids of a set, also of a complement."""
        if not units.complement:
            return units.ids
        chosen = np.ones(self._size, bool)
        chosen[units.ids] = False
        return np.flatnonzero(chosen).astype(np.int32)

    def _blocks(self, units: _UnitSet, shown: list[Postings]) -> Postings:
        """Return the blocks to show for matching units, with the occurrences of the terms in each."""
        frequencies = np.zeros(self._columns.blocks, np.int32)
        for postings in shown:
            frequencies[postings.blocks] += postings.frequencies
        blocks = self._all(units)
        if self._by_article:
            blocks = self._all_of(blocks, frequencies if shown else None)
        return Postings(blocks, frequencies[blocks])

    def _all_of(self, articles: Array, frequencies: Array | None) -> Array:
        """Return the blocks of articles in which a term occurs, or all their blocks if no term counts."""
        chosen = np.zeros(self._columns.articles, bool)
        chosen[articles] = True
        wanted = chosen[self._columns.article_of]
        return np.flatnonzero(wanted if frequencies is None else wanted & (frequencies > 0)).astype(np.int32)

    def _first_blocks(self, units: _UnitSet, node: Node) -> Postings:
        """Return the first block, a title if there is one, of each article that fields alone have matched."""
        articles = self._all(units)
        blocks = self._columns.first_block[articles]
        blocks = blocks[blocks < self._columns.first_block[articles + 1]]
        frequencies = np.zeros(self._columns.blocks, np.int32)
        for value in {
            index_form(field.value, self._bare) for field in required_fields(node) if field.name == "title"
        }:
            postings = self._index.postings(value)
            frequencies[postings.blocks] += postings.frequencies
        return Postings(blocks, np.where(self._columns.types[blocks] == TITLE_TYPE, frequencies[blocks], 0))


def filter_mask(columns: ColumnStore, filters: tuple[Filter, ...]) -> Array:
    """Return for each article whether it passes the filters: one value of each filter name."""
    allowed = np.ones(columns.articles, bool)
    for name in dict.fromkeys(known.name for known in filters):
        chosen = np.zeros(columns.articles, bool)
        for known in filters:
            if known.name == name:
                chosen[columns.articles_with_value(name, known.value)] = True
        allowed &= chosen
    return allowed
