"""Which blocks a query matches, and how often: the tree evaluated over sets of blocks or articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.errors import LimitError
from app.search.contract import Filter, Scope
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.columns import TITLE, Catalogue
from app.search.engines.local.exact.phrase_index import PhraseIndex, Tally
from app.search.engines.local.exact.positions import Places, find_places
from app.search.engines.local.exact.spans import indexed
from app.search.language.query import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Outside,
    Phrase,
    compared,
    fields,
    has_only_fields,
    phrases,
    positive,
)
from app.text import fold


class Units(NamedTuple):
    """A set of blocks or articles, ascending; of all but these if ``complement``."""

    ids: Array
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """All matching blocks in page order, how often each counts, and the tallies of the query's phrases."""

    blocks: Array
    times: Array
    tallies: tuple[Tally, ...]


class Matcher:
    """Evaluates one query over an index; ``bare`` says that it has no punctuation.

    More than two phrases are compared by place only if together they stand at no more than ``most``.
    """

    def __init__(self, index: PhraseIndex, bare: bool, catalogue: Catalogue, scope: Scope, most: int) -> None:
        self._most = most
        self._index, self._bare, self._catalogue = index, bare, catalogue
        self._by_article = scope is Scope.ARTICLE
        self._size = catalogue.articles if self._by_article else catalogue.blocks
        self._tallies: dict[Node, Tally] = {}

    def match(self, node: Node, filters: tuple[Filter, ...]) -> Matched:
        """Everything that a query matches; LimitError where that would be too much work."""
        self._weigh(list(compared(node)))
        # Spellings that are searched as the same are one: 國 OR 国 occurs as often as 国.
        leaves = list({self._searched(leaf): leaf for leaf in positive(node)}.values())
        shown = [self._tally(leaf) for leaf in leaves]
        if isinstance(node, Phrase | Near | Outside) and not self._by_article:
            blocks, times = shown[0]
        elif not shown and has_only_fields(node):
            blocks, times = self._first_blocks(self._units(node), node)
        else:
            blocks, times = self._blocks(self._units(node), self._counted(leaves))
        if filters:
            kept = allowed_articles(self._catalogue, filters)[self._catalogue.article_of[blocks]]
            blocks, times = blocks[kept], times[kept]
        return Matched(blocks, times, tuple(shown))

    def _weigh(self, texts: list[str]) -> None:
        """Two phrases are always compared, whatever the size of the library."""
        if len(texts) <= 2:
            return
        places = sum(self._index.count(indexed(text, self._bare)) for text in texts)
        if places > self._most:
            raise LimitError(
                f"the words of this query stand at {places:,} places and at most {self._most:,} are "
                "compared; use fewer of them or longer ones"
            )

    def _units(self, node: Node) -> Units:
        match node:
            case Not(part):
                units = self._units(part)
                return Units(units.ids, not units.complement)
            case And(parts):
                units = Units(np.zeros(0, np.int32), complement=True)
                for part in parts:
                    units = self._both(units, self._units(part))
                return units
            case Or(parts):
                units = Units(np.zeros(0, np.int32), complement=True)
                for part in parts:
                    other = self._units(part)
                    units = self._both(units, Units(other.ids, not other.complement))
                return Units(units.ids, not units.complement)
            case Field(name, value):
                return self._of_articles(self._catalogue.with_field(name, fold(value)))
            case _:
                blocks = self._tally(node).blocks
                return Units(np.unique(self._catalogue.article_of[blocks]) if self._by_article else blocks)

    def _of_articles(self, articles: Array) -> Units:
        if self._by_article:
            return Units(articles)
        chosen = np.zeros(self._catalogue.articles, bool)
        chosen[articles] = True
        return Units(np.flatnonzero(chosen[self._catalogue.article_of]).astype(np.int32))

    def _both(self, one: Units, other: Units) -> Units:
        """What is in both sets."""
        if one.complement and other.complement:
            either = np.zeros(self._size, bool)
            either[one.ids] = either[other.ids] = True
            return Units(np.flatnonzero(either).astype(np.int32), complement=True)
        if one.complement:
            one, other = other, one
        if not len(other.ids):
            return one if other.complement else other
        inside = np.zeros(self._size, bool)
        inside[other.ids] = True
        return Units(one.ids[inside[one.ids] != other.complement])

    def _tally(self, node: Node) -> Tally:
        if node not in self._tallies:
            if isinstance(node, Phrase):
                self._tallies[node] = self._index.tally(indexed(node.text, self._bare))
            else:
                places = find_places(node, self._leaf, self._index.blocks)
                self._tallies[node] = self._index.tally_places(places.starts)
        return self._tallies[node]

    def _searched(self, leaf: Phrase | Near | Outside) -> str | Node:
        return indexed(leaf.text, self._bare) if isinstance(leaf, Phrase) else leaf

    def _counted(self, leaves: Sequence[Phrase | Near | Outside]) -> list[Tally]:
        """Tallies in which every place counts once: 甲 OR (甲 NEAR/9 乙) finds the first 甲 in both parts.

        Two phrases never share a place; positional parts may, with each other and with a phrase in them.
        """
        placed = [leaf for leaf in leaves if not isinstance(leaf, Phrase)]
        inside = {indexed(text, self._bare) for leaf in placed for text in phrases(leaf)}
        shared = placed + [leaf for leaf in leaves if self._searched(leaf) in inside]
        if len(shared) < 2:
            return [self._tally(leaf) for leaf in leaves]
        alone = [leaf for leaf in leaves if leaf not in shared]
        return [self._tally(Or(tuple(shared))), *(self._tally(leaf) for leaf in alone)]

    def _leaf(self, text: str) -> Places:
        phrase = indexed(text, self._bare)
        starts = np.sort(self._index.places(phrase))
        return Places(starts, starts + np.int32(len(phrase)))

    def _all(self, units: Units) -> Array:
        if not units.complement:
            return units.ids
        chosen = np.ones(self._size, bool)
        chosen[units.ids] = False
        return np.flatnonzero(chosen).astype(np.int32)

    def _blocks(self, units: Units, shown: list[Tally]) -> Tally:
        """The blocks to show for matching units, and how often the phrases occur in each."""
        times = np.zeros(self._catalogue.blocks, np.int32)
        for tally in shown:
            times[tally.blocks] += tally.times
        blocks = self._all(units)
        if self._by_article:
            blocks = self._all_of(blocks, times if shown else None)
        return Tally(blocks, times[blocks])

    def _all_of(self, articles: Array, times: Array | None) -> Array:
        """The blocks of articles: those in which something occurs, or all."""
        chosen = np.zeros(self._catalogue.articles, bool)
        chosen[articles] = True
        wanted = chosen[self._catalogue.article_of]
        return np.flatnonzero(wanted if times is None else wanted & (times > 0)).astype(np.int32)

    def _first_blocks(self, units: Units, node: Node) -> Tally:
        """One block for each article, as units, that fields alone have found: its title, or how it begins."""
        articles = self._all(units)
        blocks = self._catalogue.first_block[articles]
        blocks = blocks[blocks < self._catalogue.first_block[articles + 1]]
        times = np.zeros(self._catalogue.blocks, np.int32)
        for value in {indexed(field.value, self._bare) for field in fields(node) if field.name == "title"}:
            tally = self._index.tally(value)
            times[tally.blocks] += tally.times
        return Tally(blocks, np.where(self._catalogue.types[blocks] == TITLE, times[blocks], 0))


def allowed_articles(catalogue: Catalogue, filters: tuple[Filter, ...]) -> Array:
    """For each article whether the filters let it pass: for each name, one of its values."""
    allowed = np.ones(catalogue.articles, bool)
    for name in dict.fromkeys(known.name for known in filters):
        chosen = np.zeros(catalogue.articles, bool)
        for known in filters:
            if known.name == name:
                chosen[catalogue.with_value(name, known.value)] = True
        allowed &= chosen
    return allowed
