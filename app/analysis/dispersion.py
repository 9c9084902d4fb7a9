"""Measure how evenly a wording is spread over the parts of a library."""

from collections.abc import Sequence
from math import sqrt

from app.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How evenly something is spread; each measure is None where it is not defined.

    ``parts`` have text, in ``range`` of them it occurs. ``dp`` is 0 where every part has the share of
    occurrences that its length makes expect, and nears 1 where all stand in the smallest (Gries 2008);
    ``dp_norm`` divides it by the highest value that these parts allow, so that it can reach 1 (Lijffijt and
    Gries 2012). ``juilland_d`` is 1 where all parts have one rate, 0 where a single one of equal parts has
    all.
    """

    parts: int
    range: int
    dp: float | None
    dp_norm: float | None
    juilland_d: float | None


def dispersion(counts: Sequence[int], sizes: Sequence[int]) -> Dispersion:
    """Return the dispersion of ``counts`` over parts of ``sizes`` characters; empty parts do not count.

    Raises ValueError where something is counted in a part without text.
    """
    # In most of thousands of parts nothing is counted: those add up to what is simply told.
    occupied = [(count, size) for count, size in zip(counts, sizes, strict=True) if count]
    if not all(size for _, size in occupied):
        raise ValueError("counted in a part without text")
    filled = [size for size in sizes if size]
    total, length = sum(counts), sum(filled)
    if not total:
        return Dispersion(len(filled), 0, None, None, None)
    elsewhere = (length - sum([size for _, size in occupied])) / length
    dp = (sum([abs(count / total - size / length) for count, size in occupied]) + elsewhere) / 2
    highest = 1 - min(filled) / length
    return Dispersion(
        len(filled),
        len(occupied),
        dp,
        dp / highest if highest else None,
        _juilland_d([count / size for count, size in occupied], len(filled)),
    )


def _juilland_d(rates: Sequence[float], parts: int) -> float | None:
    """Return 1 - V/√(n-1), V the coefficient of variation of the rates of n parts (Juilland 1964); where no
    rate is given it is 0."""
    if parts < 2:
        return None
    mean = sum(rates) / parts
    squares = sum([(rate - mean) ** 2 for rate in rates]) + (parts - len(rates)) * mean**2
    return 1 - sqrt(squares / parts) / mean / sqrt(parts - 1)
