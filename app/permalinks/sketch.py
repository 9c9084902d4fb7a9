"""Sketches: ten characters that mostly survive an edit of the text they stand for.

Each character is the 5 lowest bits of one min-hash of the text's bigrams, taken of the folded text
without punctuation. It is folded as texts were folded when the first links were given out, not as they are
searched today. Two texts that share a part *j* of their bigrams (Jaccard) agree in about
*j* + (1 - *j*) / 32 of the ten. The constants below are part of every link ever given out: never change them.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.folding import original_table
from app.text import is_punctuation

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""The characters of an id: no i, l, o, u, which are misread."""
SKETCH_LENGTH, HASH_LENGTH = 10, 6
ID_LENGTH = SKETCH_LENGTH + HASH_LENGTH
SIMILAR = 7
"""Equal characters that make two sketches one text; chance alone gives them to 1 pair in 3 · 10⁸."""

BMP = 0x10000
"""Punctuation is looked for below this code point; what is above are letters and pictures."""
CHUNK = 1 << 16
"""Characters taken at a time: what fits the processor's cache is three times as fast."""

U64 = np.uint64
_SEEDS = np.array(
    [0x9E3779B97F4A7C15 * (k + 1) & 0xFFFFFFFFFFFFFFFF for k in range(SKETCH_LENGTH)], dtype=U64
)
_MIX = U64(0xFF51AFD7ED558CCD)
_LAST = U64(0xFFFFFFFFFFFFFFFF)

Sketches = NDArray[np.uint8]
"""One row of ten numbers below 32 for each text."""


_UNKNOWN = np.uint32(0xFFFFFFFF)


@cache
def _forms() -> NDArray[np.uint32]:
    """Return the table that ``_folded`` fills."""
    return np.full(0x110000, _UNKNOWN, np.uint32)


def _folded(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the folded forms of code points; 0 for what is ignored: punctuation, spaces, controls.

    A page has few of all characters: each is looked into when it first comes.
    """
    forms = _forms()
    found = forms[codes]
    if unknown := set(codes[found == _UNKNOWN].tolist()):
        for code in unknown:
            form = original_table().get(code, code)
            forms[code] = 0 if code < BMP and is_punctuation(chr(form)) else form
        found = forms[codes]
    return found


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def normalize(text: str) -> str:
    """Return the text that an id depends on: folded, without punctuation and spaces."""
    return normalize_all([text])[0]


def normalize_all(texts: Sequence[str]) -> list[str]:
    """Return each text normalized."""
    return [found for some in _slices(texts) for found in _normalize_some(some)]


def _normalize_some(texts: Sequence[str]) -> list[str]:
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    codes = _folded(code_points("".join(texts)))
    kept = codes > 0
    before = np.concatenate(([0], np.cumsum(kept, dtype=np.int64)))
    ends = before[np.cumsum(lengths)]
    joined = codes[kept].tobytes().decode("utf-32-le", "surrogatepass")
    starts = np.concatenate(([0], ends[:-1]))
    return [joined[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def sketches(texts: Sequence[str]) -> Sketches:
    """Return the sketch of each normalized text."""
    found = [np.empty((0, SKETCH_LENGTH), dtype=np.uint8), *map(_sketches, _slices(texts))]
    return np.concatenate(found)


def _slices(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Iterate over slices of together about CHUNK characters."""
    start, size = 0, 0
    for end, text in enumerate(texts):
        if size and size + len(text) >= CHUNK:
            yield texts[start:end]
            start, size = end, 0
        size += len(text) + 1
    if start < len(texts):
        yield texts[start:]


def _sketches(texts: Sequence[str]) -> Sketches:
    """Return min-hashes of each text's bigrams: neighbouring pairs, and the last character with an end."""
    codes = code_points("\0".join(texts) + "\0\0").astype(U64)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    grams = (codes[:-1] << U64(32)) | codes[1:]
    result = np.empty((len(texts), SKETCH_LENGTH), dtype=np.uint8)
    for k, seed in enumerate(_SEEDS):
        hashed = (grams ^ seed) * _MIX
        hashed ^= hashed >> U64(32)
        hashed *= _MIX
        hashed[ends - 1] = _LAST
        least = np.minimum.reduceat(hashed, starts)
        least ^= least >> U64(29)
        result[:, k] = ((least * _MIX) >> U64(59)).astype(np.uint8)
    return result


def encode(sketch_rows: Sketches) -> list[str]:
    """Return each sketch in the id's alphabet."""
    letters = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)[sketch_rows]
    joined = letters.tobytes().decode("ascii")
    return [joined[i : i + SKETCH_LENGTH] for i in range(0, len(joined), SKETCH_LENGTH)]


def sketches_of_ids(ids: Sequence[str]) -> Sketches:
    """Return the sketches that ids begin with, as bytes that can be compared with each other."""
    joined = "".join(known[:SKETCH_LENGTH] for known in ids).encode("ascii")
    return np.frombuffer(joined, dtype=np.uint8).reshape(len(ids), SKETCH_LENGTH)


def is_id(text: str) -> bool:
    """Say whether a text has the form of an id of a paragraph or article."""
    return len(text) == ID_LENGTH and set(text) <= set(ALPHABET)


def most_similar(wanted: str, known: Sketches) -> NDArray[np.int64]:
    """Return the rows of ``known`` most similar to an id's sketch, if they are similar enough."""
    own = np.frombuffer(wanted[:SKETCH_LENGTH].encode("ascii"), dtype=np.uint8)
    equal = (known == own).sum(axis=1)
    best = int(equal.max(initial=0))
    return np.flatnonzero(equal == best) if best >= SIMILAR else np.empty(0, dtype=np.int64)
