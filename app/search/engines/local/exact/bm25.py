"""BM25, the parts that both lanes share; a whole array of blocks at a time."""

from collections.abc import Mapping

import numpy as np

from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.segment.columns import BLOCK_TYPES

_K1, _B = 1.2, 0.75
"""The usual constants: how fast repetition saturates, and how much length counts against a block."""


def length_damping(lengths: Array) -> Array:
    """Return ``k1 * (1 - b + b * length / mean length)`` of each block, as float32."""
    mean = float(lengths.mean()) if len(lengths) else 1.0
    return (_K1 * (1 - _B + _B * lengths / max(mean, 1.0))).astype(np.float32)


def term_scores(weight: float, frequencies: Array, damping: Array) -> Array:
    """Return what a term of some weight (its idf) adds to the score of each block."""
    scores: Array = weight * (_K1 + 1) * frequencies / (frequencies + damping)
    return scores


def type_boosts(boosts: Mapping[str, float]) -> Array:
    """Return the factor of each type of block, given by the names of types; those without one have 1."""
    return np.array([boosts.get(name, 1.0) for name in BLOCK_TYPES], np.float32)
