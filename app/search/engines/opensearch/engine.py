"""The contract on a cluster of OpenSearch nodes."""

from collections.abc import Iterator, Sequence, Set
from itertools import chain
from pathlib import Path

from app.code_fingerprint import ARTICLES, WORDS_AND_TEXT, code_fingerprint
from app.errors import IndexDamagedError
from app.search.contract import IndexProgress, ReadArticles, ReadTexts
from app.search.engines.opensearch.cluster import NAME, Address, Body, Cluster
from app.search.engines.opensearch.exact.counting import composite
from app.search.engines.opensearch.exact.reader import OpenSearchExactReader
from app.search.engines.opensearch.index.catalogue import Catalogue, Entry, in_parts
from app.search.engines.opensearch.index.documents import documents
from app.search.engines.opensearch.index.generation_reader import GenerationReader, Place, counting, total
from app.search.engines.opensearch.index.mapping import ARTICLE, MOST_VALUES, index_body
from app.search.engines.opensearch.related import OpenSearchRelatedReader
from app.search.generation import Check, Handle, Previous
from app.search.request import SearchRequest
from app.search.results import Counts
from app.words.user_dictionary import dictionary_of

_MOST_REMOVED = MOST_VALUES // 2
"""Versions of pages that a generation may leave out; with more, everything is written into a new index."""
_PAGES_AT_ONCE = 1_000


class OpenSearchEngine:
    """Builds generations on a cluster and opens them.

    ``prefix`` begins the names of its indexes, ``dictionary`` may name a file of further words for jieba.
    """

    name = NAME
    is_shared = True

    def __init__(
        self, address: Address, prefix: str, shards: int, replicas: int, dictionary: Path | None = None
    ) -> None:
        self._cluster = Cluster(address)
        self._catalogue = Catalogue(self._cluster, prefix)
        self._shards, self._replicas, self._path = shards, replicas, dictionary

    def fingerprint(self) -> str:
        """Return the fingerprint of everything that decides how texts are indexed."""
        parts = ("search/engines/opensearch/index/mapping.py", "search/engines/opensearch/index/documents.py")
        chosen = (NAME, str(self._shards), dictionary_of(self._path).hex())
        return code_fingerprint((*parts, *WORDS_AND_TEXT, *ARTICLES), (), chosen)

    def build(
        self,
        name: str,
        read: ReadArticles,
        previous: Previous | None = None,
        progress: IndexProgress | None = None,
    ) -> Handle:
        """Write a generation: 1 write down that it is begun · 2 write its documents · 3 make them visible."""
        entry = self._followed(name, previous) or Entry(name, self._catalogue.index_of(name), 1)
        alone = entry.number == 1
        self._catalogue.add(entry)  # 1
        if alone:
            self._cluster.create(entry.index, index_body(self._shards))
        articles = read(None if alone or previous is None else previous.changed)
        every = documents(articles, entry.index, entry.number, self._dictionary)
        self._cluster.write(_told(every, progress) if progress else every)  # 2
        if alone:
            self._cluster.flush(entry.index)
            self._cluster.merge(entry.index)  # Before there are copies, which then have the same files.
            self._cluster.settle(entry.index, {"index": {"number_of_replicas": self._replicas}})  # 3
        self._cluster.refresh(entry.index)
        self._cluster.flush(entry.index)
        removed = (self._catalogue.index, name) if entry.removed else None
        place = Place(entry.index, entry.number, 0, 0, removed)
        return Handle(name, NAME, Place(entry.index, entry.number, *self._counted(place), removed).proof())

    def outgrown(self, handle: Handle) -> None:
        """Return None: the cluster merges by itself."""

    def verify(self, handle: Handle, check: Check = Check.QUICK) -> None:
        """Raise IndexDamagedError unless the generation has as many blocks and articles as were written."""
        if check is not Check.NONE:
            place = _place(handle)
            if self._counted(place) != (place.blocks, place.articles):
                raise IndexDamagedError("index-not-on-cluster", reason=handle.name)

    def open(self, handle: Handle, texts: ReadTexts, check: Check = Check.QUICK) -> "OpenedGeneration":
        """Open a generation for reading; nothing is asked of the cluster before the first search."""
        return OpenedGeneration(GenerationReader(self._cluster, _place(handle)), self._dictionary)

    def count_within(
        self, handle: Handle, texts: ReadTexts, pages: Set[str], requests: Sequence[SearchRequest]
    ) -> list[Counts]:
        """Return the counts of each request, asked together."""
        return self.open(handle, texts).exact.count_each(requests)

    def generations(self) -> frozenset[str]:
        """Return the names of all generations of which the cluster holds anything."""
        return frozenset(entry.name for entry in self._catalogue.entries())

    def remove(self, name: str) -> None:
        """Remove all that there is of a generation."""
        self._catalogue.remove(name)

    def remove_all(self) -> None:
        """Remove everything of this library from the cluster."""
        self._catalogue.remove_all()

    @property
    def _dictionary(self) -> Path | None:
        return self._path if self._path and self._path.is_file() else None

    def _followed(self, name: str, previous: Previous | None) -> Entry | None:
        """Return the entry of a generation that follows another in its index; None where it needs its own."""
        if previous is None:
            return None
        place = _place(previous.handle)
        every = [entry for entry in self._catalogue.entries() if entry.index == place.index]
        before = next((entry for entry in every if entry.name == previous.handle.name), None)
        if before is None:
            return None
        reader = GenerationReader(self._cluster, place)
        left = before.removed & self._still_there(reader, before.removed)
        left |= set(
            _versions(
                reader, [{"terms": {"facet_page": part}} for part in _parts(previous.changed)], live=True
            )
        )
        if len(left) > _MOST_REMOVED:
            return None
        return Entry(name, place.index, max(entry.number for entry in every) + 1, frozenset(left))

    def _still_there(self, reader: GenerationReader, versions: frozenset[int]) -> frozenset[int]:
        """Return the versions of pages of which the index still has documents."""
        clauses: list[Body] = [{"terms": {"version": part}} for part in in_parts(sorted(versions))]
        return frozenset(_versions(reader, clauses, live=False))

    def _counted(self, place: Place) -> tuple[int, int]:
        """Return the numbers of blocks and articles that can be found."""
        reader = GenerationReader(self._cluster, place)
        blocks, articles = reader.ask(counting(reader.blocks([])), counting(reader.articles([])))
        return total(blocks), total(articles)


class OpenedGeneration:
    """An open generation."""

    suggestions = None
    desk = None

    def __init__(self, reader: GenerationReader, dictionary: Path | None) -> None:
        self.exact = OpenSearchExactReader(reader)
        self.related = OpenSearchRelatedReader(reader, self.exact, dictionary)

    def has_changed(self) -> bool:
        """Say that nothing has: a generation on the cluster does not."""
        return False

    def close(self) -> None:
        """Release nothing: the connections are those of the engine."""


def _told(every: Iterator[Body], progress: IndexProgress) -> Iterator[Body]:
    """Yield documents, and tell how many blocks there were."""
    done = 0
    for document in every:
        yield document
        if document["_source"]["kind"] != ARTICLE:
            done += 1
            progress(done)


def _place(handle: Handle) -> Place:
    """Return where a generation is; raise IndexDamagedError where the handle does not say."""
    try:
        return Place.read(handle.proof)
    except (ValueError, TypeError) as error:
        raise IndexDamagedError("index-not-on-cluster", reason=handle.name) from error


def _parts(pages: frozenset[str]) -> list[list[str]]:
    every = sorted(pages)
    return [every[at : at + _PAGES_AT_ONCE] for at in range(0, len(every), _PAGES_AT_ONCE)]


def _versions(reader: GenerationReader, clauses: list[Body], live: bool) -> Iterator[int]:
    """Return the versions of pages of which documents match any clause; ``live``: those of the generation."""
    sources: list[Body] = [{"version": {"terms": {"field": "version"}}}]
    queries = (reader.articles([clause]) if live else {"bool": {"filter": [clause]}} for clause in clauses)
    buckets = chain.from_iterable(composite(reader, query, sources, {}) for query in queries)
    return (int(bucket["key"]["version"]) for bucket in buckets)
