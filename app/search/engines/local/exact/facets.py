"""Count matches: all of them, by article, by the values of each facet, and beside the text of each part."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.facets import FACETS, WHOLE
from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Matches, filter_mask
from app.search.engines.local.exact.ranking import top_scores
from app.search.language.tree import Phrase
from app.search.language.unparse import unparse
from app.search.request import SearchRequest
from app.search.results import BY_ARTICLE, Counts, FacetCounts, PartCounts, Parts, ValueCounts, WordCount

_SPARSE = 16
"""How many times more values than those of the matches a library has, from which on these are sorted."""


class ArticleCounts(NamedTuple):
    """The articles that match, ascending, with their occurrences and blocks."""

    articles: Array
    occurrences: Array
    paragraphs: Array


class _ValueSums(NamedTuple):
    """Values that matching articles have, by their numbers among those of all facets, ascending; of the
    occurrences, blocks and articles that they have together a row each."""

    numbers: Array
    rows: Array

    def by_facet(self, borders: Array) -> "dict[str, _ValueSums]":
        """Return those of each facet, counted from its first one."""
        places = self.numbers.searchsorted(borders).tolist()
        parts = zip(FACETS, borders.tolist(), pairwise(places), strict=False)
        return {
            name: _ValueSums(self.numbers[begin:end] - border, self.rows[:, begin:end])
            for name, border, (begin, end) in parts
        }


class EachArticle(NamedTuple):
    """The occurrences and blocks of each article of the library, 0 where nothing matches; of several words
    the occurrences are not told."""

    occurrences: Array
    paragraphs: Array
    several: bool


def count_by_article(matched: Matches, columns: ColumnStore) -> ArticleCounts:
    """Return the counts of all matches by article."""
    articles = columns.article_of[matched.blocks]
    if len(articles) == 0:
        return ArticleCounts(articles, articles, articles)
    first, paragraphs = run_lengths(articles)
    occurrences = np.add.reduceat(matched.frequencies, first, dtype=np.int64)
    return ArticleCounts(articles[first], occurrences, paragraphs)


def count_in_each(matched: Matches, columns: ColumnStore) -> EachArticle:
    """Return the counts of all matches in each article of the library."""
    found = count_by_article(matched, columns)
    occurrences, paragraphs = np.zeros((2, columns.articles), np.int64)
    occurrences[found.articles], paragraphs[found.articles] = found.occurrences, found.paragraphs
    return EachArticle(occurrences, paragraphs, len(matched.words) > 1)


def as_counts(matched: Matches, occurrences: int, paragraphs: int, articles: int) -> Counts:
    """Return some of the counts of a search; several words have no occurrences together."""
    return Counts(None if len(matched.words) > 1 else occurrences, paragraphs, articles)


def count_words(matched: Matches, columns: ColumnStore) -> tuple[WordCount, ...]:
    """Return the occurrences of each word in all matching blocks, where there are several words."""
    if len(matched.words) < 2:
        return ()
    matching = np.zeros(columns.blocks, bool)
    matching[matched.blocks] = True
    return tuple(
        WordCount(
            word.text if isinstance(word, Phrase) else unparse(word),
            int(postings.frequencies[matching[postings.blocks]].sum(dtype=np.int64)),
        )
        for word, postings in matched.words
    )


def count_all(matched: Matches, columns: ColumnStore) -> Counts:
    """Return the counts of all matches."""
    articles = columns.article_of[matched.blocks]
    first = int(len(articles) > 0)
    return as_counts(
        matched,
        int(matched.frequencies.sum(dtype=np.int64)),
        len(matched.blocks),
        first + int(np.count_nonzero(articles[1:] != articles[:-1])),
    )


def count_facets(
    matched: Matches, found: ArticleCounts, columns: ColumnStore, request: SearchRequest
) -> dict[str, FacetCounts]:
    """Return the values of each facet asked for with the most matching blocks, and the chosen ones.

    ``matched`` is what the query matches without any filters, and ``found`` its counts by article: each facet
    is counted under those of the other facets.
    """
    masks = {
        name: filter_mask(columns, tuple(each for each in request.filters if each.name == name))
        for name in dict.fromkeys(each.name for each in request.filters)
    }
    summed: dict[tuple[str, ...], dict[str, _ValueSums]] = {}
    found_facets = {}
    for name in request.facets:
        others = tuple(other for other in masks if other != name)
        if others not in summed:
            sums = _add_up(_only(found, [masks[other] for other in others]), columns)
            summed[others] = sums.by_facet(columns.article_values.borders)
        found_facets[name] = _facet(name, matched, summed[others][name], columns, request)
    return found_facets


def _only(found: ArticleCounts, allowed: Sequence[Array]) -> ArticleCounts:
    """Return the counts of the articles that all of some masks allow."""
    if not allowed:
        return found
    kept = np.logical_and.reduce([mask[found.articles] for mask in allowed])
    return ArticleCounts(*(column[kept] for column in found))


def _add_up(found: ArticleCounts, columns: ColumnStore) -> _ValueSums:
    """Return what articles add to the counts of the values that they have."""
    values, sizes = columns.article_values.of(found.articles)
    numbers, total = np.arange(columns.article_values.size), columns.article_values.size
    if len(values) * _SPARSE < total:  # Else as many counts would be made as the library has values.
        numbers, values = np.unique(values, return_inverse=True)
        total = len(numbers)
    weights = (np.repeat(each, sizes) for each in (found.occurrences, found.paragraphs))
    rows = [*(np.bincount(values, each, total) for each in weights), np.bincount(values, minlength=total)]
    present = np.flatnonzero(rows[2])
    return _ValueSums(numbers[present], np.array([row[present] for row in rows]).astype(np.int64))


def _facet(
    name: str, matched: Matches, sums: _ValueSums, columns: ColumnStore, request: SearchRequest
) -> FacetCounts:
    """Return the counts of one facet from those of all values that occur."""
    present, rows = sums
    if not len(present):  # Most libraries know nothing of most facets.
        return FacetCounts((), as_counts(matched, 0, 0, 0), 0)
    limit = len(present) if name in WHOLE else request.facet_limit
    shown = top_scores(rows[1], limit)
    wanted = [each.value for each in request.filters if each.name == name]
    if wanted and len(shown) < len(present):
        chosen = np.flatnonzero(np.isin(present, columns.facet_numbers(name, wanted)))
        chosen = np.setdiff1d(chosen, shown)
        shown = np.concatenate((shown, chosen[top_scores(rows[1, chosen], len(chosen))]))
    best = rows[:, shown]
    counts = (as_counts(matched, *row) for row in best.T.tolist())
    names = map(columns.facets[name][0].__getitem__, present[shown].tolist())
    rest = (rows.sum(axis=1) - best.sum(axis=1)).tolist() if len(shown) < len(present) else (0, 0, 0)
    return FacetCounts(tuple(map(ValueCounts, names, counts)), as_counts(matched, *rest), len(present))


def distribute(
    counted: Sequence[EachArticle], columns: ColumnStore, characters: Array, allowed: Array, by: str
) -> Parts:
    """Return the parts that ``by`` makes of the articles that are allowed, with the counts of each search.

    ``characters`` has the length of each article; the first article of a part decides its place.
    """
    values, articles, parts = _parts(columns, by)
    kept = allowed[articles]
    articles, parts = articles[kept], parts[kept]
    first = np.full(len(values), columns.articles)
    np.minimum.at(first, parts, articles)
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < columns.articles)]

    def add_up(weights: Array | None = None) -> list[int]:
        sums = np.bincount(parts, None if weights is None else weights[articles], len(values))
        found: list[int] = sums[order].astype(np.int64).tolist()
        return found

    return Parts(
        [values[part] for part in order.tolist()],
        add_up(),
        add_up(characters),
        (
            PartCounts(
                [None] * len(order) if each.several else add_up(each.occurrences),
                add_up(each.paragraphs),
                add_up(each.paragraphs > 0),
            )
            for each in counted
        ),
    )


def _parts(columns: ColumnStore, by: str) -> tuple[Sequence[str], Array, Array]:
    """Return the names of the parts, and the pairs of article and part; the last part has no name."""
    every = np.arange(columns.articles)
    if by == BY_ARTICLE:
        return list(columns.article_ids), every, every
    strings, articles, values = columns.facets[by]
    without = np.setdiff1d(every, articles)
    names = [*strings, ""]
    return (
        names,
        np.concatenate((articles, without)),
        np.concatenate((values, np.full(len(without), len(names) - 1))),
    )
