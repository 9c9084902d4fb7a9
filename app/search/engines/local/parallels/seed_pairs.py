"""Where two articles have the same characters: every stretch of a length or more that both have."""

import numpy as np

from app.search.engines.local.exact.arrays import Array, run_lengths
from app.search.engines.local.exact.segment.seeds import SEED, seed_hashes, seeds_within
from app.search.engines.local.parallels.article_text import ArticleText
from app.search.engines.local.parallels.near import Pairs

_OFTEN = 4096
"""From so many pairs of places on, those of one seed are paired in their order only."""


def seed_pairs(first: ArticleText, second: ArticleText) -> Pairs:
    """Return the stretches of ``SEED`` characters or more that two articles share, places among their points.

    None goes on in both texts. A seed that stands in each text dozens of times (``_OFTEN`` pairs) is paired
    with that of the same number in the other: what is repeated so often says nothing.
    """
    return joined_seeds(*_paired(first, second))


def joined_seeds(here: Array, there: Array) -> Pairs:
    """Return pairs of seeds, a place in either text, as pairs of stretches: those that follow are one."""
    order = np.lexsort((here, here - there))
    here, there = here[order], there[order]
    new = np.ones(len(here), bool)
    new[1:] = (np.diff(here) != 1) | (np.diff(there) != 1)
    starts, sizes = run_lengths(np.cumsum(new))
    begins, others, lengths = here[starts], there[starts], sizes.astype(np.int64) + SEED - 1
    return Pairs(begins, begins + lengths, others, others + lengths, lengths)


def _paired(first: ArticleText, second: ArticleText) -> tuple[Array, Array]:
    """Return the places of the same seeds in two articles."""
    at, hashes = _seeds(first)
    others, known = _seeds(second)
    low, high = np.searchsorted(known, hashes, "left"), np.searchsorted(known, hashes, "right")
    counts = high - low
    at, low, counts, hashes = (column[counts > 0] for column in (at, low, counts, hashes))
    begins, sizes = run_lengths(hashes)
    repeated = np.repeat(sizes, sizes)
    number = np.arange(len(at)) - np.repeat(begins, sizes)
    often = repeated * counts > _OFTEN
    low = np.where(often, low + np.minimum(number, counts - 1), low)
    counts = np.where(often, 1, counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(at, counts), others[np.repeat(low, counts) + within]


def _seeds(text: ArticleText) -> tuple[Array, Array]:
    """Return the places of the seeds of an article and their hashes, ascending by these."""
    at = np.flatnonzero(seeds_within(text.points))
    hashes = seed_hashes(text.points)[at]
    order = np.argsort(hashes, kind="stable")
    return at[order], hashes[order]
