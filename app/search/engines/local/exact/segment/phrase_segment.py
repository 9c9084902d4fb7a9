"""The phrases of one segment: its texts, and suffix arrays over them that are read from disk in parts.

The folded text of all blocks stands in one array, each character as its rank in the segment's alphabet, each
block closed by a 0 that no phrase contains, so that no match crosses a border. Spaces between Chinese and
Latin are left out: what the index has is shorter than what is displayed (``printed``). The suffix array lists
all positions in the order of the text that follows them: the occurrences of a phrase are one range of it,
found by two bisections. The first eight bytes of every 32nd suffix are held in memory, so that a bisection
has few steps left to read. A second index without punctuation serves ``ignore_punctuation``.

Characters are ranked in one order in all segments (``readings.sort_key``): what two suffix arrays list can be
merged, and stands in the order of pinyin.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import numpy as np

from app.code_points import points_of, text_of
from app.collation import SortKey, sort_key
from app.ranges import in_ranges
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter, DiskSequence
from app.search.engines.local.exact.segment.lookup import HEAD, STEP, Lookup
from app.search.engines.local.exact.segment.printed import compare, write_gaps
from app.search.engines.local.exact.segment.seeds import write_seeds
from app.search.engines.local.exact.segment.suffix_array import sort_suffixes
from app.search.engines.local.exact.segment.title_spans import write_title_spans
from app.search.engines.local.exact.segment.word_places import GRAIN, locate_words, write_word_places
from app.search.results import Span
from app.text import fold, is_punctuation

# A range of at most so many suffixes is read at once.
_NEAR = 16384
# In a range of at most so many suffixes, what follows a text is read for each.
_FEW = 64
# At most so many phrases are looked up one by one, which takes less than to take each step for all at once.
_ALONE = 100
_NONE = np.zeros(0, np.int32)
_CODE_POINTS = 0x110000
_SMALL = 400_000
"""Characters up to which a segment's text and suffix array are held in memory."""


def write_phrases(
    writer: ArrayWriter,
    texts: Sequence[str],
    dictionary: Path | None = None,
    article_blocks: Sequence[int] = (),
) -> None:
    """Write both indexes, with and without punctuation, of the texts of all blocks; they are folded here.

    ``dictionary`` has further words for the tokenizer. ``article_blocks`` are the numbers of blocks of the
    articles one after another; where they are not told, each block is an article.
    """
    printed = "\0".join([*texts, ""])
    folded = fold(printed)
    forms, spaces = compare(printed, folded), write_gaps(writer, folded)
    del printed
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    closes = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
    sizes = [size for size in article_blocks if size] or [1] * len(texts)
    used = np.bincount(points, minlength=_CODE_POINTS)
    used[0] -= len(texts)
    alphabet = sorted(map(chr, np.flatnonzero(used).tolist()), key=sort_key)
    ranks = np.zeros(_CODE_POINTS, np.uint32)
    ranks[[ord(char) for char in alphabet]] = np.arange(1, len(alphabet) + 1)
    text = ranks[points].astype(">u2" if len(alphabet) < 1 << 16 else ">u4")
    text[closes] = 0
    indexed = np.delete(points, spaces) if len(spaces) else points
    write_title_spans(writer, indexed)
    spelt = indexed.tobytes().decode("utf-32-le", "surrogatepass")
    del texts, folded, points, indexed, used, ranks  # Each a tenth of what the process holds.
    writer.put("alphabet", np.array([ord(char) for char in alphabet], np.uint32))
    if len(spaces):
        text, forms = np.delete(text, spaces), forms.without(spaces)
    forms.write(writer, "plain")
    kept = np.array([True] + [not is_punctuation(char) for char in alphabet])[text]
    located = locate_words(spelt, dictionary)
    del spelt
    write_word_places(writer, located, kept)
    forms.without(np.flatnonzero(~kept)).write(writer, "bare")
    _write_index(writer, "plain", text)
    text = text[kept]
    points = np.array([0, *map(ord, alphabet)], np.uint32)
    ends = np.flatnonzero(text == 0)[np.cumsum(sizes, dtype=np.int64) - 1]
    write_seeds(writer, text, points, _write_index(writer, "bare", text), ends)


def _write_index(writer: ArrayWriter, name: str, text: Array) -> Array:
    """Write one of the two indexes; return its suffix array."""
    starts = np.concatenate(([0], np.flatnonzero(text == 0) + 1)).astype(np.int32)
    suffixes = sort_suffixes(text)
    borders = np.zeros(-(-len(text) // GRAIN) * GRAIN, bool)
    borders[starts[:-1]] = True
    writer.put(f"{name}-text", text)
    writer.put_small(f"{name}-suffixes", suffixes)
    writer.put(f"{name}-heads", _heads(text, suffixes[::STEP]))
    writer.put_small(f"{name}-starts", starts)
    writer.put(f"{name}-borders", np.packbits(borders, bitorder="little").view(np.uint64))
    return suffixes


def _heads(text: Array, positions: Array) -> Array:
    """Return the first eight bytes at each position as one number."""
    padded = np.concatenate((text, np.zeros(HEAD, text.dtype)))
    windows = padded[positions[:, None] + np.arange(HEAD // text.itemsize)]
    return windows.astype(text.dtype).view(">u8").ravel().astype(np.uint64)


class PhraseSegment:
    """One of the two indexes of a segment, ``plain`` or ``bare`` (without punctuation).

    Phrases are given as they are indexed (``index_form``); positions count the characters of the text.
    """

    def __init__(self, arrays: ArrayReader, name: str) -> None:
        self._points = np.concatenate(([0], arrays["alphabet"])).astype(np.uint32)
        self._text, self._suffixes = arrays.disk_array(f"{name}-text"), arrays.disk_array(f"{name}-suffixes")
        self._heads = arrays[f"{name}-heads"]
        self._heads_view = self._heads.data
        self.length, self.suffix_count = len(self._text), len(self._suffixes)
        self.width = self._text.dtype.itemsize
        # The rank of each code point as it is stored; the last one, 0, is that of all further ones.
        self._ranks: Array = np.zeros(int(self._points.max()) + 2, self._text.dtype)
        self._ranks[self._points] = np.arange(len(self._points))
        # There are several small segments: to look up a phrase in one takes a third of the time.
        self._held = self._text.read(0, self.length) if self.length <= _SMALL else None
        self._order = None if self._held is None else self._suffixes[0 : self.suffix_count]

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """The characters of the text."""
        return frozenset(text_of(self._points[1:]))

    def suffixes(self, first: int, last: int) -> Array:
        """Return the positions that a range of the suffix array lists."""
        return self._suffixes[first:last] if self._order is None else self._order[first:last]

    def suffixes_of(self, first: Array, last: Array) -> Array:
        """Return the positions that some ranges of the suffix array list, one range after another."""
        if self._order is None:
            return self._suffixes.stretches(first, last)
        return self.suffixes_at(in_ranges(first, last - first))

    def suffixes_at(self, ranks: Array) -> Array:
        """Return the positions that stand at some places of the suffix array."""
        return self._suffixes.rows(ranks, 1)[:, 0] if self._order is None else self._order[ranks]

    def whole(self) -> tuple[Array, Array, Array]:
        """Return all of the text as ranks, the suffix array, and the code point of each rank."""
        return self._text[0 : self.length], self._suffixes[0 : self.suffix_count], self._points

    def text(self, start: int, length: int) -> str:
        """Return the text from a position; ``\\0`` closes a block."""
        ranks = np.frombuffer(self._text.read(start, length), self._text.dtype)
        data: bytes = self._points[ranks].tobytes()
        return data.decode("utf-32-le", "surrogatepass")

    def find(self, start: int, length: int, phrase: str) -> list[int]:
        """Return the offsets of a phrase in a stretch of the text, overlaps included, as it is stored."""
        return [at for at, _ in self.spans(start, length, [(self.encoded(phrase), len(phrase))])]

    def spans(self, start: int, length: int, wanted: Iterable[tuple[bytes, int]]) -> list[Span]:
        """Return the spans of phrases, each as it is stored and with its length, in a stretch of the text;
        none of what is in no text."""
        data, width, found = self._text.read(start, length), self.width, []
        for stored, size in wanted:
            at = data.find(stored) if stored else -1
            while at >= 0:
                if at % width == 0:  # What begins within a character is none.
                    found.append((at // width, at // width + size))
                at = data.find(stored, at + 1)
        return found

    def encoded(self, phrase: str) -> bytes:
        """Return a phrase as it is stored; empty if one of its characters is not in the alphabet."""
        return self._stored(points_of(phrase))

    def encoded_each(self, phrases: Sequence[str]) -> list[bytes]:
        """Return several phrases as they are stored, looked up together."""
        ranks = self._ranks.take(points_of("".join(phrases)), mode="clip")
        bounds = pairwise(accumulate(map(len, phrases), initial=0))
        known, data, width = ranks.tolist(), ranks.tobytes(), self.width
        return [b"" if 0 in known[first:end] else data[first * width : end * width] for first, end in bounds]

    def _stored(self, points: Array) -> bytes:
        """Return the same of a phrase in code points."""
        ranks = self._ranks.take(points, mode="clip")
        return b"" if 0 in ranks.tolist() else ranks.tobytes()

    def ranks_of(self, points: Array) -> Array:
        """Return the rank of each of some code points, 0 for what is in no text of the segment."""
        return self._ranks.take(points, mode="clip").astype(np.int64)

    def _read(self, position: int, size: int) -> bytes:
        """Return so many bytes of the text from a position."""
        if self._held is None:
            return self._text.read(position, size // self.width).ljust(size, b"\0")
        return self._held[position * self.width : position * self.width + size].ljust(size, b"\0")

    def points(self, positions: Array, length: int) -> Array:
        """Return the code points of ``length`` characters from each position in rows; 0 closes a block."""
        found: Array = self._points[self._text.rows(positions, length)]
        return found

    def points_of(self, first: Array, last: Array) -> Array:
        """Return the code points of some ranges of the text, one range after another; 0 closes a block."""
        found: Array = self._points[self._text.stretches(first, last)]
        return found

    def suffix_range(self, phrase: str) -> tuple[int, int]:
        """Return the range of the suffix array in which every suffix begins with the phrase."""
        wanted = self.encoded(phrase)
        return self._found(wanted)[:2] if wanted else (0, 0)

    def positions(self, phrase: Array) -> Array:
        """Return the positions of a phrase in code points, ordered by what follows them; what the bisections
        have read is not read again."""
        if not (wanted := self._stored(phrase)):
            return _NONE
        first, last, order, shift = self._found(wanted)
        return self.suffixes(first, last) if order is None else order[first - shift : last - shift]

    def _found(self, wanted: bytes) -> tuple[int, int, Array | None, int]:
        """Return the range of the suffixes that begin with a phrase as stored; those that were read for it,
        if they were read together, and what their numbers are less than those of the range."""
        first, last = self._near(wanted)
        key = self._reader(len(wanted) // self.width)
        if last - first > _NEAR:
            return *_bisected(DiskSequence(self._suffixes), wanted, first, last, key), None, 0
        # A short range is read at once for all bisections.
        order, shift = self.suffixes(first, last), first
        first, last = _bisected(order.data, wanted, 0, last - first, key)
        return first + shift, last + shift, order, shift

    def continuations(
        self, text: str, first: int, last: int, chars: Collection[str]
    ) -> Iterator[tuple[str, int, int]]:
        """Yield those of some characters that follow a text, given the range of the suffixes that begin with
        it; and the range of those that begin with both."""
        wanted = sorted(rank for rank in self.ranks("".join(chars)).tolist() if rank)
        if last - first <= _FEW:
            read, offset, at = self._reader(1), len(text), first
            for found, own in groupby(read(at + offset) for at in self.suffixes(first, last).tolist()):
                end, rank = at + sum(1 for _ in own), int.from_bytes(found)
                if rank in wanted:
                    yield chr(self._points[rank]), at, end
                at = end
            return
        begun, at, n = self.encoded(text), first, 0
        while n < len(wanted) and (at := self._sorted_in(begun, wanted[n], at, last)) < last:
            # Most do not follow: the next one that may is what is there, or comes after it.
            rank = int.from_bytes(self._read(int(self.suffixes(at, at + 1)[0]) + len(text), self.width))
            n = bisect_left(wanted, rank, n)
            if n < len(wanted) and wanted[n] == rank:
                end = self._sorted_in(begun, rank + 1, at, last)
                yield chr(self._points[rank]), at, end
                at, n = end, n + 1

    def _sorted_in(self, begun: bytes, rank: int, first: int, last: int) -> int:
        """Return the first of a range of suffixes, all of which begin with a text as stored, on which a
        character of this rank or a higher one follows."""
        if rank == len(self._points):
            return last
        wanted = begun + rank.to_bytes(self.width)
        if len(wanted) <= HEAD:
            low = bisect_left(self._heads_view, int.from_bytes(wanted.ljust(HEAD, b"\0")))
            first = min(max(first, (low - 1) * STEP), last)
            last = max(min(last, low * STEP), first)
        read, offset, char = self._reader(1), len(begun) // self.width, wanted[-self.width :]
        near = last - first <= _NEAR
        order = self.suffixes(first, last).data if near else DiskSequence(self._suffixes)
        bounds = (0, last - first) if near else (first, last)
        return bisect_left(order, char, *bounds, key=lambda at: read(at + offset)) + (first if near else 0)

    def _near(self, wanted: bytes) -> tuple[int, int]:
        """Return the range of suffixes among which a phrase is sorted in, by the heads."""
        head = wanted[:HEAD]
        least, most = int.from_bytes(head.ljust(HEAD, b"\0")), int.from_bytes(head.ljust(HEAD, b"\xff"))
        low = bisect_left(self._heads_view, least)
        # Most ranges are short: their end is not sought far away.
        far = min(low + _NEAR // STEP, len(self._heads_view))
        high = bisect_right(self._heads_view, most, low, far)
        if high == far:
            high = bisect_right(self._heads_view, most, far)
        return max(0, (low - 1) * STEP), min(self.suffix_count, high * STEP)

    def _reader(self, length: int) -> Callable[[int], bytes]:
        """Return a function that reads so many characters, as stored, from a position."""
        if self._held is None:
            return self._text.reader(length)
        text, width, size = self._held, self.width, length * self.width
        return lambda start: text[start * width : start * width + size]

    def suffix_ranges(self, phrases: Sequence[str]) -> tuple[Array, Array]:
        """Return where the ranges of some phrases begin and end; many are bisected together."""
        if len(phrases) <= _ALONE:
            first, last = np.array(list(map(self.suffix_range, phrases)), np.int64).reshape(-1, 2).T
            return first, last
        found = np.zeros((2, len(phrases)), np.int64)
        ranks = {n: own for n, phrase in enumerate(phrases) if len(own := self.ranks(phrase)) and own.all()}
        if known := list(ranks):
            lengths = np.array(list(map(len, ranks.values())))
            wanted = np.zeros((len(known), lengths.max()), np.int64)
            for row, own in zip(wanted, ranks.values(), strict=True):
                row[: len(own)] = own
            found[0, known], found[1, known] = self.ranges_of(wanted, lengths)
        return found[0], found[1]

    def ranges_of(self, wanted: Array, lengths: Array | None = None) -> tuple[Array, Array]:
        """Return where the ranges of many texts, rows of ranks, begin and end; all are bisected together.
        They may be of several ``lengths``, with 0 behind them."""
        with self.lookup(len(wanted)) as many:
            return many.ranges(wanted, lengths)

    def lookup(self, texts: int) -> AbstractContextManager[Lookup]:
        """Return what looks so many texts up together, to be opened."""
        return Lookup.of(self._text, self._suffixes, self._heads, texts)

    def ranks(self, text: str) -> Array:
        """Return the rank of each character of a text, 0 for what is in no text of the segment."""
        return self.ranks_of(points_of(text))

    def insertion_points(self, wanted: Array) -> Array:
        """Return how many suffixes sort before each text, rows of ranks; all are bisected together."""
        with self.lookup(len(wanted)) as many:
            return many.insertion_points(wanted)

    def beginning(self, rank: int, length: int) -> str:
        """Return at most so many characters with which a suffix begins, not beyond its block."""
        return self.text(int(self.suffixes(rank, rank + 1)[0]), length).partition("\0")[0]

    def sorted_before(self, text: str) -> int:
        """Return how many suffixes sort before a text, whose characters need not occur here."""

        def key(rank: int) -> list[SortKey]:
            return list(map(sort_key, self.beginning(rank, len(text))))

        return bisect_left(range(self.suffix_count), list(map(sort_key, text)), key=key)

    def common_lengths(self, wanted: Array, positions: Array) -> Array:
        """Return how many characters each text, rows of ranks, has in common with that at a position."""
        apart = (self._text.rows(positions, wanted.shape[1]) != wanted) | (wanted == 0)
        found: Array = np.where(apart.any(axis=1), np.argmax(apart, axis=1), wanted.shape[1])
        return found


def _bisected(
    order: Sequence[int] | memoryview, wanted: bytes, first: int, last: int, key: Callable[[int], bytes]
) -> tuple[int, int]:
    """Return the range of the suffixes that begin with a phrase as stored, in the range of its head."""
    if len(wanted) <= HEAD and last - first > STEP:
        # The heads tell the range of a short one up to one step at either end.
        start = bisect_left(order, wanted, first, first + STEP, key=key)
        return start, bisect_right(order, wanted, max(start, last - STEP), last, key=key)
    # Halved until one is met, so that both ends are sought between suffixes that have been read already.
    while first < last:
        middle = (first + last) // 2
        read = key(order[middle])
        if read == wanted:
            start = bisect_left(order, wanted, first, middle, key=key)
            return start, bisect_right(order, wanted, middle + 1, last, key=key)
        first, last = (middle + 1, last) if read < wanted else (first, middle)
    return first, first
