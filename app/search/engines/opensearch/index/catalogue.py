"""The generations that a cluster holds: a document each, in an index of their own.

A generation stands in an index that it may share with those that it follows. It is a number there: documents
count since the generation that wrote them. What left the library later is told by the versions of pages that
a generation no longer counts; nothing that another one still reads is changed. What no generation counts any
more is deleted.
"""

from collections.abc import Iterable

from app.frozen import dataclass
from app.search.engines.opensearch.cluster import Body, Cluster

_BODY: Body = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-all"}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "index": {"type": "keyword"},
            "number": {"type": "integer"},
            "removed": {"type": "long", "index": False, "doc_values": False},
        },
    },
}
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A generation: its name, its index, its number there, the versions of pages that it does not count."""

    name: str
    index: str
    number: int
    removed: frozenset[int] = frozenset()


class Catalogue:
    """The generations of one library on a cluster; ``prefix`` begins the names of all its indexes."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self._cluster, self._prefix = cluster, prefix
        self.index = f"{prefix}-generations"

    def index_of(self, name: str) -> str:
        """Return the name of the index that a generation begins."""
        return f"{self._prefix}-texts-{name}"

    def entries(self) -> list[Entry]:
        """Return all generations, whole or not."""
        self._cluster.create(self.index, _BODY)
        body: Body = {"size": _MOST, "query": {"match_all": {}}}
        hits = self._cluster.search(self.index, body)["hits"]["hits"]
        return [
            Entry(
                hit["_id"],
                hit["_source"]["index"],
                hit["_source"]["number"],
                frozenset(hit["_source"]["removed"]),
            )
            for hit in hits
        ]

    def add(self, entry: Entry) -> None:
        """Write down a generation, before anything of it is written."""
        self._cluster.create(self.index, _BODY)
        document = {"index": entry.index, "number": entry.number, "removed": sorted(entry.removed)}
        self._cluster.put(self.index, entry.name, document)

    def remove(self, name: str) -> None:
        """Delete what no other generation counts, and then the entry."""
        every = self.entries()
        own = next((each for each in every if each.name == name), None)
        if own is None:
            self._cluster.remove(self.index_of(name))
            return
        others = [each for each in every if each.index == own.index and each.name != name]
        if not others:
            self._cluster.remove(own.index)
        else:
            self._sweep(own, others)
        self._cluster.delete(self.index, name)

    def remove_all(self) -> None:
        """Delete all indexes whose names begin with the prefix."""
        for index in self._cluster.names(f"{self._prefix}-*"):
            self._cluster.remove(index)

    def _sweep(self, own: Entry, others: list[Entry]) -> None:
        """Delete the documents of an index that only one generation counts."""
        self._cluster.refresh(own.index)
        unused = frozenset[int].intersection(*(each.removed for each in others))
        clauses: list[Body] = [{"terms": {"version": part}} for part in in_parts(sorted(unused))]
        if all(each.number < own.number for each in others):
            # Nothing has followed it.
            clauses.append({"range": {"since": {"gte": own.number}}})
        for clause in clauses:
            self._cluster.delete_where(own.index, clause)


def in_parts(values: Iterable[int], size: int = 10_000) -> list[list[int]]:
    """Return values in lists that one clause takes."""
    every = list(values)
    return [every[at : at + size] for at in range(0, len(every), size)]
