"""What one generation has: searches over its blocks and articles alone, and walks along all they find."""

import json
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from app.frozen import dataclass
from app.search.engines.opensearch.cluster import Body, Cluster
from app.search.engines.opensearch.index.mapping import ARTICLE, BLOCK, MOST_AT_ONCE

IN_PAGE_ORDER: list[Body] = [{"page_order": "asc"}, {"seq": "asc"}]
"""The order in which pages stand, and what they have; no two documents are equal in it."""
SUM_OF_SCORES = {"times": {"sum": {"script": {"source": "return Math.rint(_score.doubleValue());"}}}}
"""An aggregation that adds up occurrences, given a query whose score they are."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a generation is: an index, its number there, and where the versions of pages stand that no longer
    count, if there are any; with the numbers of its blocks and articles."""

    index: str
    number: int
    blocks: int
    articles: int
    removed: tuple[str, str] | None = None

    def proof(self) -> str:
        """Return the place as a text that `read` takes."""
        return json.dumps([self.index, self.number, self.blocks, self.articles, self.removed])

    @classmethod
    def read(cls, proof: str) -> "Place":
        """Return the place of a proof; raises ValueError for what is none."""
        index, number, blocks, articles, removed = json.loads(proof)
        return cls(str(index), int(number), int(blocks), int(articles), tuple(removed) if removed else None)

    def live(self) -> Body:
        """Return what matches the documents of the generation."""
        clause: Body = {"filter": [{"range": {"since": {"lte": self.number}}}]}
        if self.removed:
            index, id_ = self.removed
            clause["must_not"] = [{"terms": {"version": {"index": index, "id": id_, "path": "removed"}}}]
        return {"bool": clause}


class Found(NamedTuple):
    """One document that was found: its name, sort values, source and fields."""

    document: str
    sort: list[object]
    source: Body
    fields: Body


class GenerationReader:
    """Searches one generation, from several threads."""

    def __init__(self, cluster: Cluster, place: Place) -> None:
        self.cluster, self.place = cluster, place
        self._measuring = Lock()
        self._means: tuple[float, float] | None = None

    def blocks(self, matching: Sequence[Body], scored: Body | None = None) -> Body:
        """Return a query of the blocks that match every clause, with the score of another."""
        return self._of_kind(BLOCK, matching, scored)

    def articles(self, matching: Sequence[Body], scored: Body | None = None) -> Body:
        """Return a query of the articles that match every clause, with the score of another."""
        return self._of_kind(ARTICLE, matching, scored)

    def with_block(self, matching: Sequence[Body], scored: Body | None = None, mode: str = "none") -> Body:
        """Return what matches articles with a block that matches; ``mode`` says what their score is."""
        every: Body = {"bool": {"filter": list(matching)} | ({"should": [scored]} if scored else {})}
        return {"has_child": {"type": BLOCK, "query": every, "score_mode": mode}}

    def ask(self, *bodies: Body, pages: Sequence[str] = ()) -> list[Body]:
        """Return the answers to searches; ``pages`` names for each the only page that it is about, if any:
        then one shard alone is asked."""
        # A comma would name several.
        routes = ["" if "," in page else page for page in pages]
        return self.cluster.searches(self.place.index, bodies, routes)

    def walk(
        self,
        query: Body,
        sort: list[Body],
        source: bool = False,
        fields: Sequence[str] = (),
        after: list[object] | None = None,
        at_once: int = MOST_AT_ONCE,
    ) -> Iterator[Found]:
        """Yield everything that a query finds, in order, from after some sort values on."""
        body: Body = {
            "size": at_once,
            "query": query,
            "_source": source,
            "track_total_hits": False,
            "sort": sort,
        }
        body["docvalue_fields"] = list(fields)
        while True:
            if after:
                body["search_after"] = after
            (answer,) = self.ask(body)
            found = [read_found(hit) for hit in answer["hits"]["hits"]]
            yield from found
            if len(found) < at_once:
                return
            after = found[-1].sort

    def means(self) -> tuple[float, float]:
        """Return how many characters and words a block has on average."""
        with self._measuring:
            if self._means is None:
                wanted = {name: {"avg": {"field": name}} for name in ("length", "cut")}
                body = {"size": 0, "query": self.blocks([]), "aggs": wanted}
                (answer,) = self.ask(body)
                values = [answer["aggregations"][name]["value"] or 1.0 for name in ("length", "cut")]
                self._means = (max(values[0], 1.0), max(values[1], 1.0))
            return self._means

    def _of_kind(self, kind: str, matching: Sequence[Body], scored: Body | None) -> Body:
        clauses = [{"term": {"kind": kind}}, self.place.live(), *matching]
        return {"bool": {"filter": clauses} | ({"should": [scored]} if scored else {})}


def counting(query: Body, aggregations: Body | None = None) -> Body:
    """Return a search that counts all that a query finds, and aggregates it."""
    body: Body = {"size": 0, "query": query, "track_total_hits": True}
    return body | ({"aggs": aggregations} if aggregations else {})


def total(answer: Body) -> int:
    """Return the number of all that was found."""
    return int(answer["hits"]["total"]["value"])


def times(part: Body) -> int:
    """Return the occurrences that an aggregation has added up."""
    return int(part["times"]["value"])


def read_found(hit: Body) -> Found:
    """Return a hit as it is told."""
    fields = {name: values[0] for name, values in hit.get("fields", {}).items()}
    return Found(hit["_id"], hit.get("sort", []), hit.get("_source", {}), fields)
