"""The phrase index: a suffix array over the text of all blocks, read from disk in parts.

The folded text of all blocks stands in one array, each character as its rank in the alphabet of the
library, each block closed by a 0 that no phrase contains, so that no match crosses a border. Spaces between
Chinese and Latin are left out: what the index has is shorter than what is displayed (``printed``). The suffix
array lists all positions in the order of the text that follows them: the occurrences of a phrase are one
range of it, found by two bisections. The first eight bytes of every 16th suffix are held in memory, so that
a bisection has few steps left to read. A second index without punctuation serves ``ignore_punctuation``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter, DiskArray, run_lengths
from app.search.engines.local.exact.printed import PrintedForms, compare, write_gaps
from app.search.engines.local.exact.suffix_array import PreviousArrays, sort_suffixes, update_suffixes
from app.text import fold, is_punctuation

# The block of a position is found through one entry for every 64 characters and a mask of the borders in it.
_GRAIN = 64
# One suffix in so many has its first eight bytes in memory.
_STEP, _HEAD = 16, 8
# A range of at most so many suffixes is read at once.
_NEAR = 4096
# From so many occurrences, counting over all blocks is faster than sorting the occurrences.
_MANY = 4_000
# Many positions are handled in chunks that stay in the processor's cache.
_CHUNK = 1 << 15

_NO_CHARACTER = 0x110000
_BORDERS_UP_TO = np.array([((2 << place) - 1) & ~1 for place in range(_GRAIN)], np.uint64)


class Postings(NamedTuple):
    """The blocks in which a term occurs, each once, and how often it occurs in each."""

    blocks: Array
    frequencies: Array


@dataclass(frozen=True, slots=True)
class PreviousIndex:
    """The folder of the previous generation, and the number that each block had in it, -1 for none."""

    arrays: ArrayReader
    came_from: Array


def write_phrase_index(
    writer: ArrayWriter, texts: Sequence[str], before: PreviousIndex | None = None
) -> None:
    """Write both indexes, with and without punctuation, of the texts of all blocks; they are folded here."""
    printed = "\0".join([*texts, ""])
    folded = fold(printed)
    forms, spaces = compare(printed, folded), write_gaps(writer, folded)
    del printed
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    closes = np.cumsum(lengths + 1) - 1
    used = np.bincount(points, minlength=_NO_CHARACTER)
    used[0] -= len(texts)
    alphabet = np.flatnonzero(used).astype(np.uint32)
    ranks = np.zeros(_NO_CHARACTER, np.uint32)
    ranks[alphabet] = np.arange(1, len(alphabet) + 1)
    text = ranks[points].astype(">u2" if len(alphabet) < 1 << 16 else ">u4")
    text[closes] = 0
    del folded, points
    writer.put("alphabet", alphabet)
    if len(spaces):
        text, forms = np.delete(text, spaces), forms.without(spaces)
    forms.write(writer, "plain")
    keep = np.array([True] + [not is_punctuation(chr(point)) for point in alphabet.tolist()])
    kept = keep[text]
    forms.without(np.flatnonzero(~kept)).write(writer, "bare")
    # Sorting releases the interpreter lock, so that two cores sort both at once.
    with ThreadPoolExecutor(2) as pool:
        plain = pool.submit(_write_index, writer, "plain", text, ranks, before)
        _write_index(writer, "bare", text[kept], ranks, before)
        plain.result()


def _write_index(
    writer: ArrayWriter, name: str, text: Array, ranks: Array, before: PreviousIndex | None
) -> None:
    """Write one of the two indexes; ``ranks`` gives the rank of each code point."""
    starts = np.concatenate(([0], np.flatnonzero(text == 0) + 1)).astype(np.int64)
    suffixes = None
    if before:
        previous = _read_previous(before.arrays, name, ranks)
        suffixes = update_suffixes(text, starts, previous, before.came_from)
    if suffixes is None:
        suffixes = sort_suffixes(text)
    borders = np.zeros(-(-len(text) // _GRAIN) * _GRAIN, bool)
    borders[starts[:-1]] = True
    writer.put(f"{name}-text", text)
    writer.put(f"{name}-suffixes", suffixes)
    writer.put(f"{name}-heads", _heads(text, suffixes[::_STEP]))
    writer.put(f"{name}-starts", starts)
    writer.put(f"{name}-borders", np.packbits(borders, bitorder="little").view(np.uint64))
    grains = np.searchsorted(starts[:-1], np.arange(0, len(text), _GRAIN), "right") - 1
    writer.put(f"{name}-grains", grains.astype(np.int32))


def _read_previous(arrays: ArrayReader, name: str, ranks: Array) -> PreviousArrays:
    """Return one of the two indexes of the previous generation."""
    text, suffixes, starts = (arrays[f"{name}-{part}"] for part in ("text", "suffixes", "starts"))
    return PreviousArrays(text, suffixes, starts, np.concatenate(([0], ranks[arrays["alphabet"]])))


def _heads(text: Array, positions: Array) -> Array:
    """Return the first eight bytes at each position as one number."""
    padded = np.concatenate((text, np.zeros(_HEAD, text.dtype)))
    windows = padded[positions[:, None] + np.arange(_HEAD // text.itemsize)]
    return windows.astype(text.dtype).view(">u8").ravel().astype(np.uint64)


class PhraseIndex:
    """One of the two indexes, ``plain`` or ``bare`` (without punctuation).

    Phrases are given as they are indexed (``index_form``). Positions count the characters of the whole
    text, offsets those of a block.
    """

    def __init__(self, arrays: ArrayReader, name: str) -> None:
        self.alphabet = "".join(map(chr, arrays["alphabet"].tolist()))
        self._points = np.append(arrays["alphabet"], np.uint32(_NO_CHARACTER))
        self._ranks = {char: rank for rank, char in enumerate(self.alphabet, start=1)}
        self._text = arrays.disk_array(f"{name}-text")
        self._suffixes = arrays.disk_array(f"{name}-suffixes")
        self._heads = arrays[f"{name}-heads"]
        self.forms = PrintedForms.read(arrays, name)
        self._borders, self._grains = arrays[f"{name}-borders"], arrays[f"{name}-grains"]
        self.starts = arrays[f"{name}-starts"]
        self._starts = self.starts.data
        self.size, self.width = len(self.starts) - 1, self._text.dtype.itemsize
        self.length = len(self._text)

    def files_read(self) -> list[Path]:
        """Return the files that are read by pieces."""
        return [self._text.path, self._suffixes.path]

    def count(self, phrase: str) -> int:
        """Return how often a phrase occurs, overlaps included; an empty phrase never does."""
        first, last = self._suffix_range(phrase)
        return last - first

    def counts(self, phrases: Sequence[str]) -> list[int]:
        """Return how often each of many phrases of one length occurs; all are bisected together."""
        if not phrases or not phrases[0]:
            return [0] * len(phrases)
        wanted = self.ranks("".join(phrases)).reshape(len(phrases), -1)
        bounds = self._bounds(wanted)
        counted: list[int] = (self._bisected(wanted, bounds, 0) - self._bisected(wanted, bounds, -1)).tolist()
        return counted

    def _bounds(self, wanted: Array) -> tuple[Array, Array]:
        """Return the range of suffixes that can begin with each phrase (rows of ranks), by the heads."""
        width = _HEAD // self.width
        missing = ((0, 0), (0, max(0, width - wanted.shape[1])))
        least = np.pad(wanted[:, :width], missing).astype(f">u{self.width}")
        most = np.pad(wanted[:, :width], missing, constant_values=-1).astype(f">u{self.width}")
        low, high = (heads.view(">u8").ravel().astype(np.uint64) for heads in (least, most))
        first = np.maximum(np.searchsorted(self._heads, low) - 1, 0) * _STEP
        last = np.searchsorted(self._heads, high, "right") * _STEP
        return first, np.minimum(last, len(self._suffixes))

    def _bisected(self, wanted: Array, bounds: tuple[Array, Array], most: int) -> Array:
        """Return the first suffix whose order relative to the phrase is above ``most`` (-1 less, 0 equal)."""
        start, end = (bound.copy() for bound in bounds)
        while len(going := np.flatnonzero(start < end)):
            middle = (start[going] + end[going]) // 2
            positions = self._suffixes.rows(middle, 1)[:, 0]
            apart = self._text.rows(positions, wanted.shape[1]) - wanted[going]
            first = np.argmax(apart != 0, axis=1)[:, None]
            before = np.sign(np.take_along_axis(apart, first, 1)[:, 0]) <= most
            start[going[before]] = middle[before] + 1
            end[going[~before]] = middle[~before]
        return start

    def positions(self, phrase: str) -> Array:
        """Return the positions of a phrase, in no useful order."""
        first, last = self._suffix_range(phrase)
        return self._suffixes[first:last]

    def blocks(self, positions: Array) -> Array:
        """Return the block of each position."""
        grain = positions >> 6
        borders = self._borders[grain] & _BORDERS_UP_TO[positions & (_GRAIN - 1)]
        blocks: Array = self._grains[grain] + np.bitwise_count(borders)
        return blocks

    def postings(self, phrase: str) -> Postings:
        """Return the postings of a phrase, blocks ascending."""
        return self.postings_at(self.positions(phrase))

    def postings_at(self, positions: Array) -> Postings:
        """Return the postings of a term that occurs at these positions, blocks ascending."""
        if len(positions) < _MANY:
            blocks = np.sort(self.blocks(positions))
            first, sizes = run_lengths(blocks)
            return Postings(blocks[first], sizes)
        blocks = np.empty(len(positions), np.int32)
        for at in range(0, len(positions), _CHUNK):
            blocks[at : at + _CHUNK] = self.blocks(positions[at : at + _CHUNK])
        frequencies = np.bincount(blocks, minlength=self.size).astype(np.int32)
        blocks = np.flatnonzero(frequencies > 0).astype(np.int32)
        return Postings(blocks, frequencies[blocks])

    def stored(self, block: int) -> bytes:
        """Return the text of one block as bytes."""
        start = self._starts[block]
        return self._text.read(start, self._starts[block + 1] - 1 - start)

    def find(self, block: int, phrase: str) -> list[int]:
        """Return the offsets of a phrase in one block."""
        return find_offsets(self.stored(block), self.encode(phrase), self.width)

    def text(self, block: int) -> str:
        """Return the text of one block as it is indexed."""
        return self.decode(np.frombuffer(self.stored(block), self._text.dtype))

    def after(self, place: int, length: int) -> str:
        """Return at most ``length`` characters from a position, not beyond its block."""
        ranks = self._text[place : place + length]
        closes = np.flatnonzero(ranks == 0)
        return self.decode(ranks[: closes[0]] if len(closes) else ranks)

    def windows(self, positions: Array, length: int) -> Array:
        """Return the ranks of ``length`` characters from each position that has as many, a row each."""
        fitting = positions[(positions >= 0) & (positions <= len(self._text) - length)]
        return self._text.rows(fitting, length)

    def ranks_at(self, positions: Array) -> Array:
        """Return the rank of the character at each position, 0 at the end of a block."""
        ranks: Array = self._text.rows(positions, 1)[:, 0]
        return ranks

    def ranks(self, phrase: str) -> Array:
        """Return the rank of each character; one outside the alphabet gets a rank that occurs nowhere."""
        points = np.frombuffer(phrase.encode("utf-32-le", "surrogatepass"), np.uint32)
        ranks = np.searchsorted(self._points, points)
        return np.where(self._points[ranks] == points, ranks, len(self.alphabet)) + 1

    def decode(self, ranks: Array) -> str:
        """Return the characters of ranks, none of which is 0."""
        return "".join(self.alphabet[rank - 1] for rank in ranks.tolist())

    def as_printed(self, phrase: str) -> str:
        """Return a phrase in the form in which it is printed at one of its places, itself if it has none."""
        first, last = self._suffix_range(phrase)
        if first == last:
            return phrase
        return self.forms.restored(int(self._suffixes[first : first + 1][0]), phrase)

    def common_prefix(self, phrase: str) -> int:
        """Return the length of the longest prefix of a phrase that occurs."""
        low, high = 0, len(phrase)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.count(phrase[:middle]) else (low, middle - 1)
        return low

    def encode(self, phrase: str) -> bytes:
        """Return the phrase as it would be stored; empty if one of its characters is not in the alphabet."""
        ranks = [self._ranks.get(char, 0) for char in phrase]
        return b"" if 0 in ranks else np.array(ranks, self._text.dtype).tobytes()

    def _suffix_range(self, phrase: str) -> tuple[int, int]:
        """Return the range of the suffix array in which every suffix begins with the phrase."""
        wanted = self.encode(phrase)
        if not wanted:
            return 0, 0
        head = wanted[:_HEAD]
        low = self._heads.searchsorted(np.uint64(int.from_bytes(head.ljust(_HEAD, b"\0"))))
        high = self._heads.searchsorted(np.uint64(int.from_bytes(head.ljust(_HEAD, b"\xff"))), "right")
        first = max(0, (int(low) - 1) * _STEP)
        last = min(len(self._suffixes), int(high) * _STEP)
        key = self._text.reader(len(phrase))
        # A short range is read at once for both bisections.
        near = last - first <= _NEAR
        order = self._suffixes[first:last].data if near else _SuffixSequence(self._suffixes)
        shift = first if near else 0

        start = bisect_left(order, wanted, first - shift, last - shift, key=key)
        least = max(start, last - shift - 2 * _STEP) if len(wanted) <= _HEAD else start
        return start + shift, bisect_right(order, wanted, least, last - shift, key=key) + shift


class _SuffixSequence(Sequence[int]):
    """A ``DiskArray`` as a sequence, for bisections with few steps."""

    def __init__(self, suffixes: DiskArray) -> None:
        self._suffixes = suffixes

    def __len__(self) -> int:
        return len(self._suffixes)

    def __getitem__(self, n: Any) -> Any:
        return int.from_bytes(self._suffixes.read(n, 1), "little")


def find_offsets(stored: bytes, wanted: bytes, width: int) -> list[int]:
    """Return the offsets, in characters, of an encoded phrase in an encoded text, overlaps included."""
    found: list[int] = []
    at = stored.find(wanted) if wanted else -1
    while at >= 0:
        if at % width == 0:
            found.append(at // width)
        at = stored.find(wanted, at + 1)
    return found
