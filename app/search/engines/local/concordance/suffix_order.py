"""One slice of the occurrences of a phrase in the order of what stands right of them, from suffix arrays.

Each segment lists the occurrences in this order already, since its characters are ranked by
``app.collation``. A sample of each list tells between which two samples a slice lies; only what stands there
is read and merged.
"""

from math import isqrt

import numpy as np

from app.search.engines.local.concordance.context import points_after
from app.search.engines.local.concordance.order import COMPARED, Collation
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.evaluate import Places
from app.search.engines.local.exact.phrase_index import PhraseIndex

_LEAST_STEP = 64
"""The occurrences from one sample to the next at least."""


def slice_of_phrase(index: PhraseIndex, collation: Collation, phrase: str, first: int, end: int) -> Places:
    """Return the occurrences of a phrase from one to another place of the right order; those that are alike
    stand in page order."""
    runs = index.runs(phrase)
    total = sum(map(len, runs))
    end = min(end, total)
    if first >= end:
        none = np.zeros(0, np.int64)
        return Places(none, none, none)
    # As many are sampled as stand between two samples of each list.
    step = max(_LEAST_STEP, isqrt(total // len(runs)))
    samples = [_keys(index, collation, run[::step], phrase) for run in runs]
    bounds = _bounds(samples, step, runs, first, end)
    chosen = np.concatenate([run[low:high] for run, (low, high) in zip(runs, bounds, strict=True)])
    blocks = index.blocks(chosen)
    order = np.lexsort((chosen, blocks, _keys(index, collation, chosen, phrase)))
    before = sum(low for low, _ in bounds)
    order = order[first - before : end - before]
    starts = chosen[order].astype(np.int64)
    return Places(starts, starts + len(phrase), blocks[order])


def _keys(index: PhraseIndex, collation: Collation, starts: Array, phrase: str) -> Array:
    """Return what stands right of occurrences as texts that sort as they do."""
    return collation.texts(points_after(index, starts.astype(np.int64) + len(phrase), COMPARED))


def _bounds(
    samples: list[Array], step: int, runs: list[Array], first: int, end: int
) -> list[tuple[int, int]]:
    """Return from where to where each run is to be read, of which one in ``step`` is sampled.

    Where so many samples of a run are less than a key, at most so many steps of it are; where so many are not
    greater, at least those between them are not.
    """
    keys = np.unique(np.concatenate(samples))
    less = np.array([np.searchsorted(own, keys, "left") for own in samples])
    upto = np.array([np.searchsorted(own, keys, "right") for own in samples])
    sizes = np.array([len(run) for run in runs])[:, None]
    most_before = np.minimum(less * step, sizes).sum(axis=0)
    least_upto = np.where(upto > 0, (upto - 1) * step + 1, 0).sum(axis=0)
    low = int(np.searchsorted(most_before, first, "right")) - 1
    high = int(np.searchsorted(least_upto, end, "left"))
    lows = np.maximum(0, (less[:, low] - 1) * step) if low >= 0 else np.zeros(len(runs), np.int64)
    highs = upto[:, high] * step if high < len(keys) else sizes[:, 0]
    return list(zip(lows.tolist(), np.minimum(highs, sizes[:, 0]).tolist(), strict=True))
