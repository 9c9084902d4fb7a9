"""What is told of very many wordings: how often they occur, and where first by date."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.lookup import HeldSegment, Wanted, positions_of

_NO_DATE = np.iinfo(np.int32).max


class Told(NamedTuple):
    """Of each wording its occurrences, the articles that have it, and the first place in the oldest article
    with a date: the rank of the date, the block and the place in it; -1 where there is none."""

    occurrences: Array
    articles: Array
    date: Array
    block: Array
    start: Array


def told(exact: ExactSearcher, texts: Sequence[str]) -> Told:
    """Look wordings without punctuation up, all together, in one segment after another."""
    index, columns, wanted = exact.bare, exact.columns, Wanted(texts)
    found = Told(*np.zeros((2, len(texts)), np.int64), *np.full((3, len(texts)), _NO_DATE, np.int64))
    for number, segment in enumerate(index.segments):
        held = HeldSegment(segment)
        for owners, positions in positions_of(held, *held.ranges(wanted)):
            places = positions + np.int64(index.bases[number])
            blocks = index.blocks(places).astype(np.int64)
            owners, places, blocks = (each[blocks >= 0] for each in (owners, places, blocks))
            articles = columns.article_of[blocks].astype(np.int64)
            found.occurrences[:] += np.bincount(owners, minlength=len(texts))
            # An article is in one segment, and all places of a text in a segment come together.
            having = np.unique(owners << 32 | articles) >> 32
            found.articles[:] += np.bincount(having, minlength=len(texts))
            dates = columns.date_ranks[articles].astype(np.int64)
            _keep_first(
                found, owners, np.where(dates < 0, _NO_DATE, dates), blocks, places - index.starts[blocks]
            )
    for column in (found.date, found.block, found.start):
        column[found.date == _NO_DATE] = -1
    return found


def _keep_first(found: Told, owners: Array, dates: Array, blocks: Array, starts: Array) -> None:
    """Keep the first of some places of each wording, or what is known already, if that is earlier."""
    first, sizes = run_lengths(owners)
    if not len(first):
        return
    oldest = np.flatnonzero(dates == np.repeat(np.minimum.reduceat(dates, first), sizes))
    order = oldest[np.lexsort((starts[oldest], blocks[oldest], owners[oldest]))]
    leading, _ = run_lengths(owners[order])
    for n in order[leading].tolist():
        own = owners[n]
        place = dates[n], blocks[n], starts[n]
        if place < (found.date[own], found.block[own], found.start[own]):
            found.date[own], found.block[own], found.start[own] = place
