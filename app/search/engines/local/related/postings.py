"""Write and read one segment of the word index: a Whoosh index of one segment, without positions.

Both ways use private members of Whoosh where its interface takes postings one at a time
(docs/dependencies.md).
"""

import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh import fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.filedb.filestore import FileStorage

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter, run_lengths
from app.search.engines.local.exact.phrase_index import Postings
from app.words.words import words_inside

WORDS, LENGTHS = "words", "lengths"
_BLOCK_POSTINGS = 4096
"""Postings in a block of Whoosh's file: lists are read whole, and large blocks decode faster."""


class _WordsField(fields.FieldType):
    """A field of words without positions; ``write_words`` hands its postings to Whoosh."""

    analyzer = None

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.scorable = self.indexed = True
        self.stored = self.queryor = False


class _WordsCodec(W3Codec):
    """Whoosh's file format, written a whole list of postings at a time, in a third of the time.

    Lengths are kept in our own arrays: Whoosh rounds them to one byte.
    """

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> "_PostingsWriter":
        """Return the writer of posting lists."""
        return _PostingsWriter(dbfile, _BLOCK_POSTINGS, byteids)

    def field_writer(self, storage: Any, segment: Any) -> "_FieldWriter":
        """Return the writer of terms."""
        return _FieldWriter(self, storage, segment)


class _PostingsWriter(W3PostingsWriter):
    """Writes the posting list of one term after another."""

    def add_list(self, documents: Array, weights: Array) -> None:
        """Write all postings of the current term."""
        for at in range(0, len(documents), _BLOCK_POSTINGS):
            if at:
                self._write_block()
            # Whoosh asks for the truth of both.
            self._ids = array("I", documents[at : at + _BLOCK_POSTINGS].tobytes())
            self._weights = array("f", weights[at : at + _BLOCK_POSTINGS].tobytes())
            self._maxweight = max(self._weights)

    def _mini_ids(self) -> str:
        """Return the steps from each document to the next; as numbers of Python they take eight times as long
        to read."""
        documents: Any = self._ids
        steps = np.array(documents, np.uint32)
        steps[1:] -= steps[:-1].copy()
        return _packed(steps)

    def _mini_weights(self) -> str:
        return _packed(np.frombuffer(self._weights, np.float32))


class _FieldWriter(W3FieldWriter):
    """Writes the terms of the one field, each with its posting list."""

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[Any]) -> None:
        """Write the terms that a ``_PostingsPool`` has collected, in order."""
        self.start_field(WORDS, schema[WORDS])
        lists: Any = self._postwriter
        for term, (documents, weights) in items:
            self.start_term(term)
            lists.add_list(documents, weights)
            self.finish_term()
        self.finish_field()


class _PostingsPool:
    """Hands the postings of a new segment to Whoosh, word by word."""

    def __init__(self, lists: Iterator[tuple[bytes, tuple[Array, Array]]]) -> None:
        self._lists = lists

    def add(self, posting: Any) -> None:
        """Refuse single postings, which Whoosh adds only for documents with fields."""
        raise NotImplementedError(posting)

    def iter_postings(self) -> Iterator[tuple[bytes, tuple[Array, Array]]]:
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
    for _ in range(size):
        writer.add_document()
    writer.commit(merge=False)
    for lock in folder.glob("*LOCK"):
        lock.unlink()
    with ArrayWriter(folder / LENGTHS) as columns:
        columns.put("lengths", lengths)


def _expanded(arrays: ArrayReader, size: int, dictionary: Path | None) -> tuple[list[str], Array, Array]:
    """Return all words, where they occur, and the number of words in each of so many blocks.

    An occurrence is the number of the word times the number of blocks, and its block.
    """
    whole = list(arrays.strings("word"))
    numbers = {word: number for number, word in enumerate(whole)}
    parts = [
        [number, *(numbers.setdefault(part, len(numbers)) for part in words_inside(word, dictionary))]
        for number, word in enumerate(whole)
    ]
    sizes = np.array([len(own) for own in parts], np.int64)
    flat, first = np.array(list(chain.from_iterable(parts)), np.int64), np.cumsum(sizes) - sizes
    begins = np.unpackbits(arrays["plain-word-begins"].view(np.uint8), bitorder="little")
    blocks = np.searchsorted(arrays["plain-starts"], np.flatnonzero(begins), "right") - 1
    found = arrays["word-numbers"]
    times = sizes[found]
    blocks, ends = np.repeat(blocks, times), np.cumsum(times)
    places = np.arange(len(blocks)) + np.repeat(first[found] - (ends - times), times)
    return list(numbers), flat[places] * size + blocks, np.bincount(blocks, minlength=size).astype(np.uint32)


def _lists(
    terms: Sequence[str], occurrences: Array, size: int
) -> Iterator[tuple[bytes, tuple[Array, Array]]]:
    """Yield the blocks of each word with its frequencies, in the order of the words."""
    occurrences.sort()
    first, frequencies = run_lengths(occurrences)
    numbers, blocks = np.divmod(occurrences[first], size)
    bounds = np.searchsorted(numbers, np.arange(len(terms) + 1)).tolist()
    documents, weights = blocks.astype(np.uint32), frequencies.astype(np.float32)
    for term, number in sorted((_term(word), number) for number, word in enumerate(terms)):
        own = slice(bounds[number], bounds[number + 1])
        yield term, (documents[own], weights[own])


def read_lengths(folder: Path) -> Array:
    """Return the length in words of each block of a segment."""
    return ArrayReader(folder / LENGTHS)["lengths"]


class WordsReader:
    """The words of one segment; ``table`` gives the block of each document, -1 for none."""

    def __init__(self, folder: Path, table: Array) -> None:
        self._table = table
        # A reader's file has one position, which threads must not share.
        self._lock = Lock()
        try:
            # Not mapped: whoever cuts off a mapped file kills the process.
            storage: Any = FileStorage(str(folder), supports_mmap=False, readonly=True)
            self._reader = storage.open_index().reader()
            self.close = weakref.finalize(self, self._reader.close)
            """Close the files."""
        except (index.EmptyIndexError, index.IndexVersionError, OSError) as error:
            raise IndexDamagedError("index-part-damaged", folder=str(folder)) from error

    def postings(self, word: str) -> Postings:
        """Return the postings of a word."""
        lists = [(np.zeros(0, np.int64), np.zeros(0, np.float32))]
        with self._lock:
            if (WORDS, _term(word)) in self._reader:
                matcher = self._reader.postings(WORDS, _term(word))
                while matcher.is_active():
                    lists.append(_whole_block(matcher))
                    matcher._next_block()
        blocks = self._table[np.concatenate([documents for documents, _ in lists])]
        frequencies = np.concatenate([weights for _, weights in lists])
        return Postings(blocks[blocks >= 0], frequencies[blocks >= 0])


def _whole_block(matcher: Any) -> tuple[Array, Array]:
    """Return the documents and weights of the matcher's current block; one by one takes 20 times as long."""
    matcher._read_data()
    steps, weights, _ = matcher._data
    return np.cumsum(_unpacked(steps), dtype=np.int64), _unpacked(weights).astype(np.float32)


def _packed(numbers: Array) -> str:
    """Return whole numbers in as few bytes each as the largest needs, as a text, which Whoosh's pickles take
    as it is; it begins with the number of bytes."""
    width = next(width for width in (1, 2, 4) if int(numbers.max()) < 1 << 8 * width)
    return f"{width}{numbers.astype(f'<u{width}').tobytes().decode('latin-1')}"


def _unpacked(text: str) -> Array:
    """Return the numbers of a text that ``_packed`` wrote."""
    return np.frombuffer(text[1:].encode("latin-1"), f"<u{text[0]}")


def _term(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
