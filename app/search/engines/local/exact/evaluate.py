"""Which blocks a query matches, and how often: the tree evaluated over sets of blocks or articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.errors import LimitError
from app.search.contract import Filter, Scope
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.columns import TITLE_TYPE, ColumnStore
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings
from app.search.engines.local.exact.positions import Positions, find_positions
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
    """A set of blocks or articles, ascending; of all but these if ``complement``."""

    ids: Array
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """All matching blocks in page order, how often each counts, and the postings of each term."""

    blocks: Array
    frequencies: Array
    term_postings: tuple[Postings, ...]


class Evaluator:
    """Evaluates one query over an index; ``bare`` says that it has no punctuation.

    More than two phrases are compared by place only if together they stand at no more than ``most``.
    """

    def __init__(self, index: PhraseIndex, bare: bool, columns: ColumnStore, scope: Scope, most: int) -> None:
        self._most = most
        self._index, self._bare, self._columns = index, bare, columns
        self._by_article = scope is Scope.ARTICLE
        self._size = columns.articles if self._by_article else columns.blocks
        self._postings: dict[Node, Postings] = {}

    def match(self, node: Node, filters: tuple[Filter, ...]) -> Matches:
        """Everything that a query matches; LimitError where that would be too much work."""
        self._weigh(list(compared_phrases(node)))
        # Spellings that are searched as the same are one: 國 OR 国 occurs as often as 国.
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

    def _weigh(self, texts: list[str]) -> None:
        """Two phrases are always compared, whatever the size of the library."""
        if len(texts) <= 2:
            return
        positions = sum(self._index.count(index_form(text, self._bare)) for text in texts)
        if positions > self._most:
            places, most = f"{positions:,}", f"{self._most:,}"
            raise LimitError("query-places-too-many", places=places, most=most)

    def _units(self, node: Node) -> _UnitSet:
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
        if self._by_article:
            return _UnitSet(articles)
        chosen = np.zeros(self._columns.articles, bool)
        chosen[articles] = True
        return _UnitSet(np.flatnonzero(chosen[self._columns.article_of]).astype(np.int32))

    def _both(self, one: _UnitSet, other: _UnitSet) -> _UnitSet:
        """What is in both sets."""
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
        if node not in self._postings:
            if isinstance(node, Phrase):
                self._postings[node] = self._index.postings(index_form(node.text, self._bare))
            else:
                positions = find_positions(node, self._leaf, self._index.blocks)
                self._postings[node] = self._index.postings_at(positions.starts)
        return self._postings[node]

    def _searched(self, leaf: Phrase | Near | NotWithin) -> str | Node:
        return index_form(leaf.text, self._bare) if isinstance(leaf, Phrase) else leaf

    def _counted(self, leaves: Sequence[Phrase | Near | NotWithin]) -> list[Postings]:
        """Tallies in which every place counts once: 甲 OR (甲 NEAR/9 乙) finds the first 甲 in both parts.

        Two phrases never share a place; positional parts may, with each other and with a phrase in them.
        """
        placed = [leaf for leaf in leaves if not isinstance(leaf, Phrase)]
        inside = {index_form(text, self._bare) for leaf in placed for text in shown_phrases(leaf)}
        shared = placed + [leaf for leaf in leaves if self._searched(leaf) in inside]
        if len(shared) < 2:
            return [self._postings_of(leaf) for leaf in leaves]
        alone = [leaf for leaf in leaves if leaf not in shared]
        return [self._postings_of(Or(tuple(shared))), *(self._postings_of(leaf) for leaf in alone)]

    def _leaf(self, text: str) -> Positions:
        phrase = index_form(text, self._bare)
        starts = np.sort(self._index.positions(phrase))
        return Positions(starts, starts + np.int32(len(phrase)))

    def _all(self, units: _UnitSet) -> Array:
        if not units.complement:
            return units.ids
        chosen = np.ones(self._size, bool)
        chosen[units.ids] = False
        return np.flatnonzero(chosen).astype(np.int32)

    def _blocks(self, units: _UnitSet, shown: list[Postings]) -> Postings:
        """The blocks to show for matching units, and how often the phrases occur in each."""
        frequencies = np.zeros(self._columns.blocks, np.int32)
        for postings in shown:
            frequencies[postings.blocks] += postings.frequencies
        blocks = self._all(units)
        if self._by_article:
            blocks = self._all_of(blocks, frequencies if shown else None)
        return Postings(blocks, frequencies[blocks])

    def _all_of(self, articles: Array, frequencies: Array | None) -> Array:
        """The blocks of articles: those in which something occurs, or all."""
        chosen = np.zeros(self._columns.articles, bool)
        chosen[articles] = True
        wanted = chosen[self._columns.article_of]
        return np.flatnonzero(wanted if frequencies is None else wanted & (frequencies > 0)).astype(np.int32)

    def _first_blocks(self, units: _UnitSet, node: Node) -> Postings:
        """One block for each article, as units, that fields alone have found: its title, or how it begins."""
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
    """For each article whether the filters let it pass: for each name, one of its values."""
    allowed = np.ones(columns.articles, bool)
    for name in dict.fromkeys(known.name for known in filters):
        chosen = np.zeros(columns.articles, bool)
        for known in filters:
            if known.name == name:
                chosen[columns.articles_with_value(name, known.value)] = True
        allowed &= chosen
    return allowed
