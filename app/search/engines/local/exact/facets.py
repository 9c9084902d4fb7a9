"""Counts of what matched: all of it, article by article, and by the values of a facet."""

from typing import NamedTuple

import numpy as np

from app.facets import FACETS
from app.search.contract import Counts, Facet, FacetValue
from app.search.engines.local.exact.arrays import Array, runs
from app.search.engines.local.exact.columns import Catalogue
from app.search.engines.local.exact.evaluate import Matched


class ByArticle(NamedTuple):
    """The articles that match, ascending, with their occurrences and paragraphs."""

    articles: Array
    occurrences: Array
    paragraphs: Array


def by_article(matched: Matched, catalogue: Catalogue) -> ByArticle:
    """The counts of everything that matched, article by article."""
    articles = catalogue.article_of[matched.blocks]
    if len(articles) == 0:
        return ByArticle(articles, articles, articles)
    first, paragraphs = runs(articles)
    return ByArticle(articles[first], np.add.reduceat(matched.times, first, dtype=np.int64), paragraphs)


def total(matched: Matched, catalogue: Catalogue) -> Counts:
    """The counts of everything that matched."""
    articles = catalogue.article_of[matched.blocks]
    first = int(len(articles) > 0)
    return Counts(
        int(matched.times.sum(dtype=np.int64)),
        len(matched.blocks),
        first + int(np.count_nonzero(articles[1:] != articles[:-1])),
    )


def facets(matched: Matched, catalogue: Catalogue, limit: int) -> dict[str, Facet]:
    """Each facet's values with the most paragraphs, at most ``limit``."""
    found = by_article(matched, catalogue)
    occurrences = np.zeros(catalogue.articles, np.int64)
    paragraphs = np.zeros(catalogue.articles, np.int64)
    occurrences[found.articles], paragraphs[found.articles] = found.occurrences, found.paragraphs
    return {name: _facet(name, occurrences, paragraphs, catalogue, limit) for name in FACETS}


def _facet(name: str, occurrences: Array, paragraphs: Array, catalogue: Catalogue, limit: int) -> Facet:
    strings, articles, values = catalogue.facets[name]
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
    listed = tuple(FacetValue(strings[n], Counts(*sums[n].tolist())) for n in order[:limit].tolist())
    return Facet(listed, Counts(*sums[order[limit:]].sum(axis=0).tolist()), len(order))
