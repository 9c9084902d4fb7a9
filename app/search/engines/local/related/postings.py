"""Write and read one segment of the word index: a Whoosh index of one segment, without positions.

Both ways use private members of Whoosh where its interface takes postings one at a time
(docs/dependencies.md).
"""

import os
import weakref
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from whoosh import fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import md5_hash
from whoosh.filedb.structfile import StructFile
from whoosh.system import pack_ushort

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter, run_lengths
from app.search.engines.local.related.packed_lists import pack_postings, packed
from app.words.words import words_inside

WORDS, LENGTHS = "words", "lengths"
_FIELD = 0
"""The number of the one field, with which Whoosh begins the key of a word."""
_SLOT, _LENGTHS, _EXTENT, _VALUE = Struct("!Iq"), Struct("!ii"), Struct("!qi"), 64
"""A slot of Whoosh's hash tables, with a hash and the place of its entry; the lengths of key and value, with
which an entry begins; where the postings stand, with which a value ends; and bytes that no value exceeds."""


class _WordsField(fields.FieldType):
    """A field of words without positions; ``write_words`` hands its postings to Whoosh."""

    analyzer = None

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.scorable = self.indexed = True
        self.stored = self.queryor = False


class _List(NamedTuple):
    """The postings of a word in a segment: how many, the sum of their frequencies, and all of them packed."""

    size: int
    weight: int
    packed: bytes


class _WordsCodec(W3Codec):
    """Whoosh's files with our lists of postings: what is not compressed is read in a third of the time.

    Lengths are kept in our own arrays: Whoosh rounds them to one byte.
    """

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> "_FieldWriter":
        """Return the writer of terms."""
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):
    """Writes the terms of the one field, each with its posting list."""

    def _create_file(self, ext: str) -> Any:
        """Return a file in memory until it is closed: at each term Whoosh asks where it is, which takes the
        system longer than to write the term."""
        create: Any = super()._create_file

        def write(made: Any) -> None:
            with create(ext) as file:
                file.write(made.file.getbuffer())

        return StructFile(BytesIO(), onclose=write)

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[Any]) -> None:
        """Write the terms that a ``_PostingsPool`` has collected, in order."""
        self.start_field(WORDS, schema[WORDS])
        file: Any = self._postfile
        for term, own in items:
            info = W3TermInfo(weight=own.weight, df=own.size)
            info.set_extent(file.tell(), len(own.packed))
            self._tindex.add(pack_ushort(_FIELD) + term, info.to_bytes())
            file.write(own.packed)
        self.finish_field()


class _PostingsPool:
    """Hands the postings of a new segment to Whoosh, word by word."""

    def __init__(self, lists: Iterator[tuple[bytes, _List]]) -> None:
        self._lists = lists

    def add(self, posting: Any) -> None:
        """Refuse single postings, which Whoosh adds only for documents with fields."""
        raise NotImplementedError(posting)

    def iter_postings(self) -> Iterator[tuple[bytes, _List]]:
        """Return the list of each word, in order."""
        return self._lists

    def cleanup(self) -> None:
        """Release nothing: the lists are views."""


def write_words(folder: Path, phrases: Path, dictionary: Path | None) -> None:
    """Write the words of a segment's blocks, and the length of each block in words.

    They are the words that its file of phrases has, and those inside them.
    """
    folder.mkdir(parents=True)
    arrays = ArrayReader(phrases)
    codec: Any = _WordsCodec()
    writer: Any = index.create_in(str(folder), fields.Schema(**{WORDS: _WordsField()})).writer(codec=codec)
    size = len(arrays["plain-starts"]) - 1
    terms, places, lengths = _expanded(arrays, size, dictionary)
    writer.pool = _PostingsPool(_lists(terms, places, size))
    del places
    # As often as there are blocks ``add_document`` without fields, which counts and does nothing else.
    writer.docnum = writer.perdocwriter._doccount = size
    writer._added = True
    writer.commit(merge=False)
    for lock in folder.glob("*LOCK"):
        lock.unlink()
    with ArrayWriter(folder / LENGTHS) as columns:
        columns.put("lengths", lengths.astype(np.uint16 if lengths.max(initial=0) < 1 << 16 else np.uint32))


def _expanded(arrays: ArrayReader, size: int, dictionary: Path | None) -> tuple[list[bytes], Array, Array]:
    """Return all words in the order of their bytes, where they occur, and the number of words in each of so
    many blocks.

    An occurrence is the number of the word times the number of blocks, and its block. Arrays as long as the
    text has words are a tenth of what the process holds: each goes as soon as it can.
    """
    words, flat, sizes = _with_inner(list(arrays.strings("word")), dictionary)
    begins = np.unpackbits(arrays["plain-word-begins"].view(np.uint8), bitorder="little")
    before = np.searchsorted(np.flatnonzero(begins), arrays["plain-starts"])
    del begins
    found = arrays["word-numbers"]
    times = sizes[found]
    blocks = np.repeat(np.repeat(np.arange(size, dtype=np.int32), np.diff(before)), times)
    # The first of each in ``flat``, less its place in what follows.
    first = (np.cumsum(sizes, dtype=np.int32) - sizes)[found]
    del found
    first -= np.cumsum(times, dtype=np.int32)
    first += times
    places = np.repeat(first, times)
    del first, times
    places += np.arange(len(places), dtype=np.int32)
    occurrences = flat[places]
    del places
    occurrences *= size
    occurrences += blocks
    return words, occurrences, np.bincount(blocks, minlength=size).astype(np.uint32)


def _with_inner(whole: list[str], dictionary: Path | None) -> tuple[list[bytes], Array, Array]:
    """Return words and those inside them, in the order of their bytes; the numbers, in this order, of each of
    the words and of those inside it, one after another; and how many these are for each."""
    numbers = {word: number for number, word in enumerate(whole)}
    parts = [
        [number, *(numbers.setdefault(part, len(numbers)) for part in words_inside(word, dictionary))]
        for number, word in enumerate(whole)
    ]
    terms = list(map(_term, numbers))
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.int64)
    ranks[order] = np.arange(len(terms))
    flat = np.fromiter(chain.from_iterable(parts), np.int64)
    return [terms[n] for n in order], ranks[flat], np.fromiter(map(len, parts), np.int32, len(parts))


def _lists(terms: Sequence[bytes], occurrences: Array, size: int) -> Iterator[tuple[bytes, _List]]:
    """Yield the blocks of each word with its frequencies, in the order of the words."""
    occurrences.sort()
    first, frequencies = run_lengths(occurrences)
    documents = occurrences[first]
    del occurrences, first
    bounds = np.searchsorted(documents, np.arange(len(terms) + 1) * size)
    documents = (documents % size).astype(np.uint32)
    starts = bounds[:-1]
    steps = documents.copy()
    steps[1:] -= documents[:-1]
    steps[starts] = documents[starts]
    sizes = np.diff(bounds).tolist()
    weights = np.add.reduceat(frequencies, starts).tolist()
    data = map(pack_postings, sizes, packed(steps, bounds), packed(frequencies, bounds))
    yield from zip(terms, map(_List, sizes, weights, data), strict=True)


def read_lengths(folder: Path) -> Array:
    """Return the length in words of each block of a segment."""
    return ArrayReader(folder / LENGTHS)["lengths"]


class WordsReader:
    """The words of several segments."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._segments = [_SegmentReader(folder) for folder in folders]

    def close(self) -> None:
        """Close the files."""
        for segment in self._segments:
            segment.close()

    def read(self, word: str) -> list[bytes]:
        """Return the postings of a word in each segment, packed; nothing where it does not occur."""
        key = pack_ushort(_FIELD) + _term(word)
        hashed = md5_hash(key)
        return [segment.read(key, hashed) for segment in self._segments]


class _SegmentReader:
    """The words of one segment."""

    def __init__(self, folder: Path) -> None:
        try:
            # Not mapped: whoever cuts off a mapped file kills the process.
            storage: Any = FileStorage(str(folder), supports_mmap=False, readonly=True)
            self._reader = storage.open_index().reader()
            self.close = weakref.finalize(self, self._reader.close)
            """Close the files."""
            # A segment without words has no terms.
            if terms := getattr(self._reader, "_terms", None):
                terms._tindex.dbfile, self._lists = _Part(terms._tindex.dbfile), _Part(terms._postfile)
            self._terms: Any = terms
        except (index.EmptyIndexError, index.IndexVersionError, OSError) as error:
            raise IndexDamagedError("index-part-damaged", folder=str(folder)) from error

    def read(self, key: bytes, hashed: int) -> bytes:
        """Return all that the file has of a word, read at once; nothing where it does not occur.

        The words stand in hash tables, of which each is a ring of slots, read at once; Whoosh reads a slot
        and a number at a time.
        """
        if self._terms is None:
            return b""
        terms = self._terms._tindex
        table, slots = terms.tables[hashed & 0xFF]
        begin = (hashed >> 8) % max(1, slots)
        for first, count in ((begin, slots - begin), (0, begin)):
            ring = terms.dbfile.get(table + first * _SLOT.size, count * _SLOT.size)
            for known, place in _SLOT.iter_unpack(ring):
                if not place:
                    return b""
                if known == hashed and (extent := self._extent_at(place, key)):
                    return self._lists.get(*extent)
        return b""

    def _extent_at(self, place: int, key: bytes) -> tuple[int, int] | None:
        """Return the same of the word at a place; None if it is another one."""
        entry = self._terms._tindex.dbfile.get(place, _LENGTHS.size + len(key) + _VALUE)
        begin = _LENGTHS.size + len(key)
        length, size = _LENGTHS.unpack_from(entry)
        if length != len(key) or entry[_LENGTHS.size : begin] != key:
            return None
        return _EXTENT.unpack_from(entry, begin + size - _EXTENT.size)


class _Part:
    """Reads a part of Whoosh's file from any place: its own reader seeks first, so that threads cannot share
    it."""

    def __init__(self, part: Any) -> None:
        self._file, self._start, self.close = part.file._file, part.file._offset, part.close

    def get(self, place: int, length: int) -> bytes:
        """Return so many bytes from a place."""
        return os.pread(self._file.fileno(), length, self._start + place)


def _term(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
