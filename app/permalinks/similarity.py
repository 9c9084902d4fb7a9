"""Measure how similar texts are: by their longest common subsequence, and as parts of each other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from app.permalinks.sketch import normalize_all, sketches
from app.store.rows import TITLE, StoredBlock

PART_WEIGHT = 0.9
"""The similarity of a text that stands whole inside another: a split or a merge, less than an edit."""
PART_MIN = 8
"""Shorter texts stand inside others by chance."""
CLEAR = 0.8
"""A text at least this similar to another as a whole is not looked for inside others."""
SHARED = 2
"""Equal characters of two sketches (of ten) that make a comparison across articles worth its time."""
MOST_PAIRS = 200_000_000
"""Sketches compared across articles at most (about 2 s); beyond it only earlier stages speak."""
AT_ONCE = 256
"""Rows of sketches compared at a time, to bound memory."""


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
    olds, news = normalize_all([b.text for b in old]), normalize_all([b.text for b in new])
    wholes = process.cdist(olds, news, scorer=fuzz.ratio, dtype=np.float32) / 100
    pairs = []
    for i, first in enumerate(old):
        clear = wholes[i].max() >= CLEAR
        for j, second in enumerate(new):
            whole = float(wholes[i, j])
            score = whole if clear else max(whole, _as_part(olds[i], news[j], whole))
            if score >= least and (first.type == TITLE) == (second.type == TITLE):
                pairs.append(Pair(first.id, second.id, score, score > whole))
    return pairs


def _as_part(old: str, new: str, whole: float) -> float:
    """Score one text as a part of the other. Of two parts the longer is the better successor."""
    if min(len(old), len(new)) < PART_MIN:
        return 0.0
    inside = fuzz.partial_ratio(old, new, score_cutoff=50) / 100
    return PART_WEIGHT * inside + (1 - PART_WEIGHT) * whole


def similar_pairs_anywhere(
    old: Sequence[StoredBlock], new: Sequence[StoredBlock], least: float
) -> list[Pair]:
    """Return similar pairs across articles; only those whose sketches share something are compared."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    first, second = (sketches(normalize_all([b.text for b in blocks])) for blocks in (old, new))
    pairs: list[Pair] = []
    for start in range(0, len(old), AT_ONCE):
        equal = (first[start : start + AT_ONCE, None, :] == second[None, :, :]).sum(axis=2, dtype=np.uint8)
        for row in np.flatnonzero((equal >= SHARED).any(axis=1)):
            some = [new[int(column)] for column in np.flatnonzero(equal[row] >= SHARED)]
            pairs.extend(similar_pairs([old[start + int(row)]], some, least))
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
