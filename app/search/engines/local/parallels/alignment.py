"""Two articles passage by passage: what both have, verbatim or nearly, in the same order or moved."""

from collections import defaultdict
from functools import cache, partial

import numpy as np

from app.code_points import text_of
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.near import Pairs, extended, parts_of, without_overlaps
from app.search.engines.local.parallels.order import in_order
from app.search.engines.local.parallels.places import FirstPlaces, places_by_article
from app.search.engines.local.parallels.rare_seeds import RareSeeds
from app.search.engines.local.parallels.seed_pairs import seed_pairs, shared_stretches
from app.search.parallels import ComparedPassage, Comparison

_Row = tuple[int, int, int, int, int]
"""The ranges of a pair among the points of two articles, and the characters that agree."""


def compare(exact: ExactSearcher, rare: RareSeeds, first: ArticleText, second: ArticleText) -> Comparison:
    """Return what two articles have in common, each passage of the first once."""
    near = _near(rare, first, second)
    shared = _rows(shared_stretches(first, second))
    rows = [*near, *_outside(_longest(shared), near)]
    ordered = in_order([(start, other, matched) for start, _, other, _, matched in rows])
    chosen: dict[tuple[int, int], int] = {}
    for n, (start, end, *_) in enumerate(rows):
        if n in ordered or (start, end) not in chosen:
            chosen[start, end] = n
    kept = sorted(chosen.values(), key=rows.__getitem__)
    here = first.stretches(exact, [rows[n][:2] for n in kept])
    there = second.stretches(exact, [rows[n][2:4] for n in kept])
    article = exact.columns.article_ids[second.number]
    wordings = _wordings(exact, rare, first, [rows[n][:2] for n in kept])
    changed = [n for n in kept if not _is_same(rows[n])]
    others = _wordings(exact, rare, second, [rows[n][2:4] for n in changed])
    counts = dict(zip(changed, map(len, others), strict=True))
    passages = []
    for n, one, other, having in zip(kept, here, there, wordings, strict=True):
        articles = len(having), counts.get(n, len(having))
        elsewhere = having.without(first.number, second.number)
        passages.append(
            ComparedPassage(one, other, article, rows[n][4], n not in ordered, articles, elsewhere)
        )
    return Comparison(
        first.extent([row[:2] for row in rows]),
        second.extent([*(row[2:4] for row in shared), *(row[2:4] for row in near)]),
        tuple(passages),
    )


def _wordings(
    exact: ExactSearcher, rare: RareSeeds, text: ArticleText, ranges: list[tuple[int, int]]
) -> list[FirstPlaces]:
    """Return where each of some ranges of an article stands first in every article that has it."""
    # Formulas stand in an article many times.
    find = cache(partial(places_by_article, exact))
    segments = rare.segments(text, ranges)
    return [
        find(text_of(text.points[start:end]), among)
        for (start, end), among in zip(ranges, segments, strict=True)
    ]


def _near(rare: RareSeeds, first: ArticleText, second: ArticleText) -> list[_Row]:
    """Return what is nearly the same in both, as places among the points."""
    seeds = seed_pairs(first, second)
    found, grown_from = extended(first, second, seeds)
    found = found.take(np.flatnonzero(rare.are_worth(first, found, seeds.take(grown_from))))
    return _rows(without_overlaps(found, np.zeros(len(found.first), np.int64)))


def _rows(pairs: Pairs) -> list[_Row]:
    return list(zip(*(column.tolist() for column in pairs), strict=True))


def _longest(rows: list[_Row]) -> list[_Row]:
    """Return the stretches of the first text that are in no longer one, with every place in the second."""
    places: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        places[row[0], row[1]].append(row)
    found, reached = [], -1
    for start, end in sorted(places, key=lambda each: (each[0], -each[1])):
        if end > reached:
            found += places[start, end]
            reached = end
    return found


def _outside(rows: list[_Row], others: list[_Row]) -> list[_Row]:
    """Return the pairs that lie in none of some others."""
    near: defaultdict[int, list[_Row]] = defaultdict(list)
    for other in others:
        for part in parts_of(other[0], other[1]):
            near[part].append(other)
    return [
        row for row in rows if not any(_inside(row, other) for other in near[parts_of(row[0], row[1])[0]])
    ]


def _is_same(row: _Row) -> bool:
    """Say whether a pair is the same in both texts."""
    start, end, place, place_end, matched = row
    return matched == end - start == place_end - place


def _inside(row: _Row, other: _Row) -> bool:
    """Say whether a pair lies in another in both texts."""
    return other[0] <= row[0] and row[1] <= other[1] and other[2] <= row[2] and row[3] <= other[3]
