"""Measure how similar texts are: by their longest common subsequence, and as parts of each other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.deferred import deferred
from app.permalinks.sketch import normalize_all, sketches
from app.store.rows import TITLE, StoredBlock

PART_WEIGHT = 0.9
"""The similarity of a text that stands whole inside another: a split or a merge, less than an edit."""
PART_MIN = 8
"""Shorter texts stand inside others by chance."""
PART_LEAST = 0.5
"""A text that has less in common with a stretch of another is no part of it."""
_ROUNDING = 0.001
CLEAR = 0.8
"""A text at least this similar to another as a whole is not looked for inside others."""
SHARED = 2
"""Equal characters of two sketches (of ten) that make a comparison across articles worth its time."""
MOST_PAIRS = 200_000_000
"""Sketches compared across articles at most (about 2 s); beyond it only earlier stages speak."""
AT_ONCE = 256
"""Rows of sketches compared at a time, to bound memory."""

_ratios = deferred("rapidfuzz.process", "cdist")
_partial_ratio = deferred("rapidfuzz.fuzz", "partial_ratio")
"""A page more is compared with no other."""


class Pair(NamedTuple):
    """An old and a new block, their similarity (0 to 1), and whether one is a part of the other."""

    old: str
    new: str
    score: float
    part: bool


def similar_pairs(old: Sequence[StoredBlock], new: Sequence[StoredBlock], least: float) -> list[Pair]:
    """Return all pairs of at least this similarity; meant for the blocks of one article."""
    if not old or not new:
        return []
    return _similar(_normalized(old), _normalized(new), least)


def _normalized(blocks: Sequence[StoredBlock]) -> list[tuple[StoredBlock, str]]:
    return list(zip(blocks, normalize_all([block.text for block in blocks]), strict=True))


def _similar(
    old: Sequence[tuple[StoredBlock, str]], new: Sequence[tuple[StoredBlock, str]], least: float
) -> list[Pair]:
    """Return all pairs of at least this similarity of blocks that come with their normalized texts."""
    olds, news = [text for _, text in old], [text for _, text in new]
    wholes = _ratios(olds, news, dtype=np.float32) / 100
    inside = (wholes.max(axis=1) < CLEAR)[:, None] & _may_be_parts(olds, news, wholes, least)
    pairs = []
    for i, j in np.argwhere(inside | (wholes >= least)).tolist():
        (first, text), (second, other) = old[i], new[j]
        whole = float(wholes[i, j])
        score = max(whole, _as_part(text, other, whole)) if inside[i, j] else whole
        if score >= least and (first.type == TITLE) == (second.type == TITLE):
            pairs.append(Pair(first.id, second.id, score, score > whole))
    return pairs


def _may_be_parts(
    olds: Sequence[str], news: Sequence[str], wholes: NDArray[np.float64], least: float
) -> NDArray[np.bool_]:
    """Return which pairs may be at least this similar as parts.

    Texts of m and n characters that are similar by ``whole`` have a common subsequence of whole (m + n) / 2
    characters, and no stretch of the longer one has more in common with the shorter one.
    """
    m, n = (np.fromiter(map(len, texts), np.float32, len(texts)) for texts in (olds, news))
    shorter = np.minimum(m[:, None], n[None, :])
    common = np.minimum(wholes * (m[:, None] + n[None, :]) / 2, shorter)
    most = 2 * common / np.maximum(shorter + common, 1) + _ROUNDING
    needed = np.maximum((least - (1 - PART_WEIGHT) * wholes) / PART_WEIGHT, PART_LEAST)
    found: NDArray[np.bool_] = (shorter >= PART_MIN) & (most >= needed)
    return found


def _as_part(old: str, new: str, whole: float) -> float:
    """Score one text as a part of the other. Of two parts the longer is the better successor."""
    inside = float(_partial_ratio(old, new, score_cutoff=100 * PART_LEAST)) / 100
    return PART_WEIGHT * inside + (1 - PART_WEIGHT) * whole


def similar_pairs_anywhere(
    old: Sequence[StoredBlock], new: Sequence[StoredBlock], least: float
) -> list[Pair]:
    """Return similar pairs across articles; only those whose sketches share something are compared."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    olds, news = _normalized(old), _normalized(new)
    first, second = (sketches([text for _, text in blocks]) for blocks in (olds, news))
    pairs: list[Pair] = []
    for start in range(0, len(old), AT_ONCE):
        equal = (first[start : start + AT_ONCE, None, :] == second[None, :, :]).sum(axis=2, dtype=np.uint8)
        for row in np.flatnonzero((equal >= SHARED).any(axis=1)).tolist():
            some = [news[column] for column in np.flatnonzero(equal[row] >= SHARED).tolist()]
            pairs.extend(_similar(olds[start + row : start + row + 1], some, least))
    return pairs


def best_pairs(pairs: Iterable[Pair]) -> dict[str, str]:
    """Choose old → new, the most similar first: a new block takes one old one, and all parts of it."""
    leads: dict[str, str] = {}
    taken: set[str] = set()
    for pair in sorted(pairs, key=lambda p: -p.score):
        if pair.old not in leads and (pair.part or pair.new not in taken):
            leads[pair.old] = pair.new
            if not pair.part:
                taken.add(pair.new)
    return leads
