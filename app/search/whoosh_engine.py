"""The contract on Whoosh (words, in immutable ``parts``) and our own phrase index (``exact``)."""

import os
import shutil
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh import fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

from app.config import MAX_PLACES
from app.errors import IndexDamagedError
from app.search.arrays import Array, ArrayWriter
from app.search.contract import (
    Change,
    Counts,
    IndexArticle,
    IndexBlock,
    Progress,
    Related,
    Results,
    SearchRequest,
    Span,
    Suggestion,
)
from app.search.exact import ExactLane, write_exact
from app.search.nearest import nearest
from app.search.parts import (
    DICTIONARY,
    WORDS,
    carry,
    new_names,
    read_layout,
    read_tables,
    write_layout,
    write_tables,
)
from app.search.related import Postings, RelatedLane
from app.search.suggest import suggest
from app.text import words

# Postings are read whole, so that large blocks cost nothing and decode faster.
BLOCK_POSTINGS = 4096
# From so many blocks, words are cut in further processes, which take a second to start.
PARALLEL_FROM = 20_000
# Blocks after which a process says how far it is, and seconds after which that is passed on.
COUNTED, TOLD_EVERY = 500, 0.2


class WordsField(fields.FieldType):
    """A field of words without positions; ``write_part`` hands its postings to Whoosh itself."""

    analyzer = None

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.scorable = self.indexed = True
        self.stored = self.queryor = False


class WordsCodec(W3Codec):
    """Whoosh's own files, written a whole list of postings at a time: a third of the time of one by one.

    Lengths are not kept in them: Whoosh rounds them to one byte, ``parts`` keeps them as they are.
    """

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> "PostingLists":
        """What writes the lists of postings."""
        return PostingLists(dbfile, BLOCK_POSTINGS, byteids)

    def field_writer(self, storage: Any, segment: Any) -> "FieldLists":
        """What writes the terms."""
        return FieldLists(self, storage, segment)


class PostingLists(W3PostingsWriter):
    """Writes the postings of one term after another."""

    def add_list(self, documents: "array[int]", weights: "array[float]") -> None:
        """All postings of the term that was started."""
        for at in range(0, len(documents), BLOCK_POSTINGS):
            if at:
                self._write_block()
            self._ids = documents[at : at + BLOCK_POSTINGS]
            self._weights = weights[at : at + BLOCK_POSTINGS]
            self._maxweight = max(self._weights)


class FieldLists(W3FieldWriter):
    """Writes the terms of the one field, each with its list of postings."""

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[Any]) -> None:
        """Write terms, in order, that a ``TermPool`` has collected."""
        self.start_field(WORDS, schema[WORDS])
        lists: Any = self._postwriter
        for term, (documents, weights) in items:
            self.start_term(term)
            lists.add_list(documents, weights)
            self.finish_term()
        self.finish_field()


class TermPool:
    """Collects the postings of one new segment by word, in memory: 80 MB for 10 million.

    Documents come in order, so that each word's list is sorted as it grows.
    """

    def __init__(self) -> None:
        self._lists: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("I"), array("f"))
        )

    def add(self, posting: Any) -> None:
        """Whoosh's own way to add one posting, which documents without fields never take."""
        raise NotImplementedError(posting)

    def take(self, document: int, counts: Mapping[str, int]) -> None:
        """The words of one document and how often they stand there."""
        lists = self._lists
        for word, times in counts.items():
            documents, weights = lists[word]
            documents.append(document)
            weights.append(times)

    def iter_postings(self) -> Iterator[tuple[bytes, tuple["array[int]", "array[float]"]]]:
        """Each word's list, by word."""
        yield from sorted((_term(word), lists) for word, lists in self._lists.items())

    def cleanup(self) -> None:
        """Let go of everything."""
        self._lists.clear()


def _silent(_done: int, _total: int) -> None:
    return None


_counters: list[Any] = []
"""In a process that writes a part: what it shares with the process that waits for it."""


def _count_on(counter: Any) -> None:
    _counters.append(counter)


def _count(blocks: int) -> None:
    for counter in _counters:
        with counter.get_lock():
            counter.value += blocks


def write_part(folder: Path, ids: Sequence[str], texts: Sequence[str], dictionary: Path | None) -> None:
    """Write the words of some blocks as a Whoosh index of one segment, with the blocks' ids and lengths."""
    folder.mkdir(parents=True)
    codec: Any = WordsCodec()
    writer: Any = index.create_in(str(folder), fields.Schema(**{WORDS: WordsField()})).writer(codec=codec)
    writer.pool = pool = TermPool()
    lengths = array("I")
    for document, text in enumerate(texts):
        found = words(text, dictionary)
        pool.take(document, Counter(found))
        lengths.append(len(found))
        writer.add_document()
        if document % COUNTED == COUNTED - 1:
            _count(COUNTED)
    writer.commit(merge=False)
    for lock in folder.glob("*LOCK"):
        lock.unlink()
    columns = ArrayWriter(folder)
    columns.put_strings("ids", ids)
    columns.put("lengths", np.array(lengths, np.uint32))


class Part:
    """One open part: the postings of its words, as blocks of this generation."""

    def __init__(self, folder: Path, table: Array) -> None:
        self._table = table
        # A reader's file has one position, which threads must not move under each other.
        self._lock = Lock()
        try:
            opened: Any = index.open_dir(str(folder), readonly=True)
            self._reader = opened.reader()
        except (index.EmptyIndexError, index.IndexVersionError, OSError) as error:
            raise IndexDamagedError(f"{folder} is damaged; run `judou build`") from error

    def postings(self, word: str) -> Postings:
        """The blocks that a word stands in."""
        lists = [(np.zeros(0, np.int64), np.zeros(0, np.float32))]
        with self._lock:
            if (WORDS, _term(word)) in self._reader:
                matcher = self._reader.postings(WORDS, _term(word))
                while matcher.is_active():
                    lists.append(_whole_block(matcher))
                    matcher._next_block()
        blocks = self._table[np.concatenate([documents for documents, _ in lists])]
        times = np.concatenate([weights for _, weights in lists])
        return Postings(blocks[blocks >= 0], times[blocks >= 0])

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


def _whole_block(matcher: Any) -> tuple[Array, Array]:
    """The documents and weights of a matcher's present block, at once; stepping takes 20 times as long."""
    matcher._read_data()
    deltas, weights, _ = matcher._data
    documents = np.cumsum(np.array(deltas, np.int64))
    weight = 1.0 if weights is None else weights
    return documents, np.broadcast_to(np.array(weight, np.float32), documents.shape)


class WhooshEngine:
    """Builds generations and opens them; ``dictionary`` may name a file of further words.

    One query compares at most ``most_places`` places of its words.
    """

    def __init__(
        self,
        dictionary: Path | None = None,
        processes: int | None = None,
        most_places: int = MAX_PLACES,
    ) -> None:
        self._dictionary, self._most_places = dictionary, most_places
        self._processes = processes or os.cpu_count() or 1

    def build(
        self,
        folder: Path,
        library: Iterable[IndexArticle],
        change: Change | None,
        previous: Path | None,
        progress: Progress | None = None,
    ) -> None:
        """1 take stock · 2 carry parts over · 3 cut new words, meanwhile · 4 the exact lane · 5 tables."""
        articles = list(library)  # 1
        blocks = {block.id: block for article in articles for block in article.blocks}
        dictionary = self._keep_dictionary(folder)
        changed = {b.id for a in articles if change and a.id in change.added for b in a.blocks}
        kept = carry(folder, previous if change else None, blocks.keys() - changed, len(blocks))  # 2
        carried = set().union(*kept.values())
        new = [block for block in blocks.values() if block.id not in carried]
        tell = progress or _silent
        with self._writing(folder, new, kept.keys(), dictionary, tell) as names:  # 3
            write_exact(folder / "exact", articles, previous / "exact" if change and previous else None)  # 4
        live = {**kept, **dict.fromkeys(names, {block.id for block in new})}
        write_tables(folder, live, {id_: place for place, id_ in enumerate(blocks)})  # 5
        write_layout(folder, sorted(live))

    def open(self, folder: Path) -> "WhooshSearcher":
        """Open a generation for reading."""
        return WhooshSearcher(folder, self._most_places)

    def _keep_dictionary(self, folder: Path) -> Path | None:
        """Copy the user dictionary, so that queries are cut as the texts were."""
        if self._dictionary is None or not self._dictionary.is_file():
            return None
        return Path(shutil.copyfile(self._dictionary, folder / DICTIONARY))

    @contextmanager
    def _writing(
        self,
        folder: Path,
        blocks: Sequence[IndexBlock],
        taken: Iterable[str],
        dictionary: Path | None,
        progress: Progress,
    ) -> Iterator[list[str]]:
        """Write new parts while the caller does something else; they are there at the end."""
        many = self._processes if len(blocks) >= PARALLEL_FROM else min(1, len(blocks))
        names = new_names(set(taken), many)
        bounds = [len(blocks) * n // max(many, 1) for n in range(many + 1)]
        tasks = [
            (folder / WORDS / name, [b.id for b in own], [b.text for b in own], dictionary)
            for name, own in zip(
                names, (blocks[a:z] for a, z in zip(bounds, bounds[1:], strict=False)), strict=True
            )
        ]
        if many <= 1:
            for task in tasks:
                write_part(*task)
            progress(len(blocks), len(blocks))
            yield names
            return
        context = get_context("spawn")
        counter = context.Value("Q")
        with ProcessPoolExecutor(many, context, initializer=_count_on, initargs=(counter,)) as pool:
            futures = [pool.submit(write_part, *task) for task in tasks]
            yield names
            while wait(futures, timeout=TOLD_EVERY).not_done:
                progress(counter.value, len(blocks))
            for future in futures:
                future.result()
            progress(len(blocks), len(blocks))


class WhooshSearcher:
    """An open generation; the word index and jieba's dictionary are opened when they are first needed."""

    def __init__(self, folder: Path, most_places: int) -> None:
        self._names = read_layout(folder)
        self._folder = folder
        self._exact = ExactLane(folder / "exact", most_places)
        self._dictionary = folder / DICTIONARY if (folder / DICTIONARY).is_file() else None
        self._opening = Lock()
        self._parts: list[Part] = []
        self._related: RelatedLane | None = None

    def search(self, request: SearchRequest) -> Results:
        """The exact lane."""
        return self._exact.search(request)

    def related(self, request: SearchRequest) -> Related:
        """The related lane: jieba words ranked by BM25F."""
        return self._words().search(request)

    def count(self, phrases: Sequence[str], ignore_punctuation: bool = False) -> list[Counts]:
        """How often each literal phrase occurs."""
        return self._exact.count(phrases, ignore_punctuation)

    def by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """The counts of a search article by article, in page order."""
        return self._exact.by_article(request)

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """All spans of a request in one article."""
        return self._exact.spans(article, request)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Titles, authors and frequent phrases."""
        return suggest(self._exact, typed, limit)

    def nearest(self, phrase: str, limit: int) -> list[Suggestion]:
        """What does occur of a phrase that does not, or sounds or looks like it."""
        return nearest(self._exact.plain, phrase, limit)

    def close(self) -> None:
        """Let go of files and memory."""
        for part in self._parts:
            part.close()

    def _words(self) -> RelatedLane:
        """The related lane, opened when it is first asked for."""
        with self._opening:
            if self._related is None:
                tables, lengths = read_tables(self._folder, self._names)
                self._parts = [
                    Part(self._folder / WORDS / name, table)
                    for name, table in zip(self._names, tables, strict=True)
                ]
                self._related = RelatedLane(self._exact, lengths, self._postings, self._dictionary)
            return self._related

    def _postings(self, word: str) -> Postings:
        found = [part.postings(word) for part in self._parts]
        if not found:
            return Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))
        return Postings(np.concatenate([p.blocks for p in found]), np.concatenate([p.times for p in found]))


def _term(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
