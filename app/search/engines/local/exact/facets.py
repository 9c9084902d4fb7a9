"""Count matches: all of them, by article, and by the values of each facet."""

from typing import NamedTuple

import numpy as np

from app.facets import FACETS
from app.search.contract import Counts, FacetCounts, ValueCounts, WordCount
from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Matches
from app.search.language.tree import Phrase
from app.search.language.unparse import unparse


class ArticleCounts(NamedTuple):
    """The articles that match, ascending, with their occurrences and blocks."""

    articles: Array
    occurrences: Array
    paragraphs: Array


def count_by_article(matched: Matches, columns: ColumnStore) -> ArticleCounts:
    """Return the counts of all matches by article."""
    articles = columns.article_of[matched.blocks]
    if len(articles) == 0:
        return ArticleCounts(articles, articles, articles)
    first, paragraphs = run_lengths(articles)
    return ArticleCounts(
        articles[first], np.add.reduceat(matched.frequencies, first, dtype=np.int64), paragraphs
    )


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


def count_facets(matched: Matches, columns: ColumnStore, limit: int) -> dict[str, FacetCounts]:
    """Return the values of each facet with the most matching blocks, at most ``limit``."""
    found = count_by_article(matched, columns)
    occurrences = np.zeros(columns.articles, np.int64)
    paragraphs = np.zeros(columns.articles, np.int64)
    occurrences[found.articles], paragraphs[found.articles] = found.occurrences, found.paragraphs
    spread = ArticleCounts(np.arange(columns.articles), occurrences, paragraphs)
    return {name: _facet(name, matched, spread, columns, limit) for name in FACETS}


def _facet(
    name: str, matched: Matches, counted: ArticleCounts, columns: ColumnStore, limit: int
) -> FacetCounts:
    """Return the counts of one facet from the counts of every article."""
    _, occurrences, paragraphs = counted
    strings, articles, values = columns.facets[name]
    matching = paragraphs[articles] > 0
    articles, values = articles[matching], values[matching]
    size = len(strings)
    sums = np.column_stack([
        np.bincount(values, occurrences[articles], size),
        np.bincount(values, paragraphs[articles], size),
        np.bincount(values, minlength=size),
    ]).astype(np.int64)  # fmt: skip
    present = np.flatnonzero(sums[:, 1])
    order = present[np.argsort(-sums[present, 1], kind="stable")]
    rows = [*sums[order[:limit]].tolist(), sums[order[limit:]].sum(axis=0).tolist()]
    if len(matched.words) > 1:
        rows = [[None, *row[1:]] for row in rows]
    *listed, others = (Counts(*row) for row in rows)
    names = [strings[n] for n in order[:limit].tolist()]
    return FacetCounts(tuple(map(ValueCounts, names, listed)), others, len(order))
