"""Evaluate a query: the blocks that match and the frequencies in each, over sets of blocks or articles."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.errors import LimitError
from app.frozen import dataclass
from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.index_form import IndexForm, Matching, Occurrences, index_form
from app.search.engines.local.exact.phrase_index import PhraseIndex, Postings, RecentPostings
from app.search.engines.local.exact.proximity import Positions, find_occurrences
from app.search.engines.local.exact.segment.columns import TITLE_TYPE
from app.search.language.tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    NotWithin,
    Or,
    Pattern,
    Phrase,
    Wording,
    alternatives,
    compared_wordings,
    has_only_fields,
    required_fields,
    with_wordings,
    wordings,
    words,
)
from app.search.request import Filter, Scope

_FEW = 50
"""Articles whose matches are sought one article after another."""


class _UnitSet(NamedTuple):
    """A set of blocks or articles: the ascending ``ids``, or all others if ``complement``."""

    ids: Array
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """All matching blocks in page order, the occurrences in each, and the postings of each term.

    ``words`` are what occurs (``tree.words``), each with its postings in the whole library. Several are
    counted each by itself, and ``frequencies`` adds them up for the order of hits alone.
    """

    blocks: Array
    frequencies: Array
    term_postings: tuple[Postings, ...]
    words: tuple[tuple[Node, Postings], ...] = ()


class Places(NamedTuple):
    """Occurrences of a query: stretches ``[start, end)`` of the index, and the block of each."""

    starts: Array
    ends: Array
    blocks: Array

    def take(self, chosen: Array | slice) -> "Places":
        """Return some of the occurrences, in the order in which they are chosen."""
        return Places(self.starts[chosen], self.ends[chosen], self.blocks[chosen])


class Evaluator:
    """Evaluates queries over one index, compared with its texts as ``matching`` says.

    More than two phrases are compared by position only if together they have at most ``most`` positions.
    """

    def __init__(
        self,
        index: PhraseIndex,
        matching: Matching,
        columns: ColumnStore,
        scope: Scope,
        most: int,
        recent: RecentPostings | None = None,
    ) -> None:
        self._most = most
        self._index, self._matching, self._columns = index, matching, columns
        self._occurrences = Occurrences(index, matching)
        self._by_article = scope is Scope.ARTICLE
        self._size = columns.articles if self._by_article else columns.blocks
        self._recent = recent or RecentPostings()

    def evaluate(self, node: Node, filters: tuple[Filter, ...]) -> Matches:
        """Return all matches of a query; raises LimitError where it would compare too many positions."""
        matched = self._phrase(node) if isinstance(node, Phrase) and not self._by_article else self._all(node)
        return filtered(matched, self._columns, filters)

    def places(self, node: Node, filters: tuple[Filter, ...]) -> Places:
        """Return the occurrences that ``evaluate`` counts; of several words those of each, a place once."""
        if isinstance(node, Phrase) and not filters:
            return self._places_of(node)
        matching = np.zeros(self._columns.blocks + 1, bool)
        matching[self.evaluate(node, filters).blocks] = True
        every = words(self._unified(node))
        found = [find_occurrences(word, self._leaf, self._index.blocks) for word in every]
        if has_only_fields(node):
            found = [self._titled(text) for text in self._titles(node)]
            matching[:-1] &= self._columns.types == TITLE_TYPE
        starts = np.concatenate([np.zeros(0, np.int32), *(each.starts for each in found)])
        ends = np.concatenate([np.zeros(0, np.int32), *(each.ends for each in found)])
        blocks = self._index.blocks(starts)
        kept = np.flatnonzero(matching[blocks])
        order = kept[np.lexsort((ends[kept], starts[kept], blocks[kept]))]
        places = Places(starts, ends, blocks).take(order)
        if len(found) < 2:
            return places
        again = (np.diff(places.starts) == 0) & (np.diff(places.ends) == 0)
        return places.take(np.append(True, ~again)[: len(order)])

    def _places_of(self, phrase: Phrase) -> Places:
        """Return the occurrences of one phrase, which most queries are."""
        starts, ends = self._leaf(phrase)
        blocks = self._index.blocks(starts)
        places = Places(starts, ends, blocks)
        if (blocks[1:] >= blocks[:-1]).all():
            return places
        return places.take(np.argsort(blocks, kind="stable"))

    def _phrase(self, node: Phrase) -> Matches:
        """Return the matches of one phrase, which most queries are."""
        postings = self._postings_of(node)
        return Matches(postings.blocks, postings.frequencies, (postings,), ((node, postings),))

    def _all(self, node: Node) -> Matches:
        """Return the matches of a query, before filters."""
        node = self._unified(node)
        found = words(node)
        self._check_cost([*compared_wordings(node), *(each for word in found for each in _mixed(word))])
        postings = [self._postings_of(word) for word in found]
        if isinstance(node, Pattern | Near | NotWithin) and not self._by_article:
            matching = postings[0]
        elif not found and has_only_fields(node):
            matching = self._first_blocks(self._units(node), node)
        else:
            matching = self._blocks(self._units(node), postings)
        terms = dict.fromkeys(term for word in found for term in alternatives(word))
        ranked = tuple(self._postings_of(term) for term in terms)
        counted = tuple(zip(found, postings, strict=True))
        return Matches(matching.blocks, matching.frequencies, ranked, counted)

    def _unified(self, node: Node) -> Node:
        """Return a query in which wordings that are one to this search are one: 國 OR 国 is 國."""
        first: dict[IndexForm, Wording] = {}
        return with_wordings(node, lambda wording: first.setdefault(self._occurrences.form(wording), wording))

    def _check_cost(self, compared: list[Wording]) -> None:
        """Raise LimitError for too many positions; two phrases are always compared, in any library."""
        if len(compared) <= 2:
            return
        positions = sum(map(self._occurrences.most, compared))
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
                return self._of_articles(
                    self._columns.articles_with_field(name, index_form(Phrase(value)).text)
                )
            case _:
                blocks = self._postings_of(node).blocks
                if not self._by_article:
                    return _UnitSet(blocks)
                articles = self._columns.article_of[blocks]
                return _UnitSet(articles[run_lengths(articles)[0]])

    def _of_articles(self, articles: Array) -> _UnitSet:
        """Return articles as units: themselves, or their blocks."""
        if self._by_article:
            return _UnitSet(articles)
        first = self._columns.first_block[articles].astype(np.int64)
        sizes = self._columns.first_block[articles + 1] - first
        return _UnitSet(in_ranges(first, sizes).astype(np.int32))

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
        """Return the postings of a positional node."""
        return self._recent.get((node, self._matching), lambda: self._find(node))

    def _find(self, node: Node) -> Postings:
        if isinstance(node, Phrase | Pattern):
            return self._occurrences.postings(node)
        if isinstance(node, Or) and not any(_mixed(node)):
            return self._either(node)
        return self._index.postings_at(find_occurrences(node, self._leaf, self._index.blocks).starts)

    def _either(self, node: Or) -> Postings:
        """Return the postings of phrases that are alternatives, without comparing their positions.

        A phrase that contains another adds nothing: wherever it stands, the shorter one is the occurrence.
        """
        forms = {part: self._occurrences.form(part) for part in node.parts if isinstance(part, Phrase)}
        shortest = [
            part
            for part, form in forms.items()
            if not any(other is not form and _contains(form, other) for other in forms.values())
        ]
        frequencies = np.zeros(self._columns.blocks, np.int32)
        for part in shortest:
            postings = self._postings_of(part)
            frequencies[postings.blocks] += postings.frequencies
        blocks = np.flatnonzero(frequencies).astype(np.int32)
        return Postings(blocks, frequencies[blocks])

    def _leaf(self, wording: Wording) -> Positions:
        """Return the occurrences of a wording, in order."""
        starts = np.sort(self._occurrences.positions(wording))
        return Positions(starts, starts + np.int32(len(self._occurrences.form(wording).text)))

    def _members(self, units: _UnitSet) -> Array:
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
        blocks = self._members(units)
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
        articles = self._members(units)
        blocks = self._columns.first_block[articles]
        blocks = blocks[blocks < self._columns.first_block[articles + 1]]
        frequencies = np.zeros(len(blocks), np.int32)
        for text in self._titles(node):
            frequencies += self._index.postings(text).frequencies_in(blocks, self._columns.blocks)
        return Postings(blocks, np.where(self._columns.types[blocks] == TITLE_TYPE, frequencies, 0))

    def _titles(self, node: Node) -> set[str]:
        """Return what a query of fields asks titles for, as indexed; forms never count there."""
        asked = (field for field in required_fields(node) if field.name == "title")
        return {index_form(Phrase(field.value), Matching(self._matching.bare)).text for field in asked}

    def _titled(self, text: str) -> Positions:
        """Return the positions of an indexed text, in order."""
        starts = np.sort(self._index.positions(text))
        return Positions(starts, starts + np.int32(len(text)))


def filtered(matched: Matches, columns: ColumnStore, filters: tuple[Filter, ...]) -> Matches:
    """Return the matches whose articles pass the filters."""
    if not filters:
        return matched
    allowed = filter_mask(columns, filters)
    articles = np.flatnonzero(allowed)
    if len(articles) > _FEW:
        kept = allowed[columns.article_of[matched.blocks]]
    else:  # Their matches stand together: no others are looked at.
        begins, ends = (np.searchsorted(matched.blocks, columns.first_block[articles + n]) for n in (0, 1))
        kept = np.concatenate([np.zeros(0, np.int64), *map(np.arange, begins, ends)])
    return replace(matched, blocks=matched.blocks[kept], frequencies=matched.frequencies[kept])


def _mixed(word: Node) -> Iterator[Wording]:
    """Yield the wordings of alternatives of which not all are phrases: their positions are compared."""
    parts = alternatives(word)
    if len(parts) > 1 and not all(isinstance(part, Phrase) for part in parts):
        yield from wordings(word)


def _contains(longer: IndexForm, shorter: IndexForm) -> bool:
    """Return whether every occurrence of one form contains one of the other."""
    if longer.typed is None or shorter.typed is None:
        return bool(shorter.text) and shorter.text in longer.text
    return bool(shorter.typed) and shorter.typed in longer.typed


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
