"""Counts by the values of facets, and beside the text of each part of a library.

All values of a facet are listed before the first ones are taken: the largest ones of several shards are not
the largest of all. Where there are too many, the facet is not counted.
"""

from collections.abc import Sequence

from app.facets import WHOLE
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import of_filters
from app.search.engines.opensearch.exact.counting import Counting, composite
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.index.generation_reader import (
    IN_PAGE_ORDER,
    GenerationReader,
)
from app.search.request import SearchRequest
from app.search.results import BY_ARTICLE, Counts, FacetCounts, Part, ValueCounts


class FacetCounting:
    """Counts the facets of a request, each under the filters of all others.

    ``together`` are those that have no filter of their own: what counts all hits counts them too.
    """

    def __init__(self, reader: GenerationReader, query: Query, request: SearchRequest) -> None:
        self._request = request
        chosen = {each.name for each in request.filters}
        names = request.facets if request.facet_limit else ()
        self.together = tuple(name for name in names if name not in chosen)
        self._apart = [
            (name, Counting(reader, query, of_filters(each for each in request.filters if each.name != name)))
            for name in names
            if name in chosen
        ]

    def bodies(self) -> list[Body]:
        """Return the searches for the facets apart, whose answers `facets` takes."""
        return [counted.body((name,)) for name, counted in self._apart]

    def facets(self, counted: Counting, answer: Body, apart: Sequence[Body]) -> dict[str, FacetCounts | None]:
        """Return the counts of each facet, from the answer that counts all hits, and those to `bodies`; None
        where there are too many values."""
        found = {name: self._facet(name, counted, *counted.facet(name, answer)) for name in self.together}
        for (name, own), answer in zip(self._apart, apart, strict=True):
            found[name] = self._facet(name, own, *own.facet(name, answer))
        return {name: found[name] for name in self._request.facets if name in found}

    def _facet(self, name: str, counted: Counting, blocks: Body, articles: Body) -> FacetCounts | None:
        """Return the counts of one facet from those of its blocks and of its articles."""
        if blocks["sum_other_doc_count"] or articles["sum_other_doc_count"]:
            return None
        of_articles = {bucket["key"]: bucket["doc_count"] for bucket in articles["buckets"]}
        values = [
            ValueCounts(
                bucket["key"], Counts(counted.times(bucket), bucket["doc_count"], of_articles[bucket["key"]])
            )
            for bucket in blocks["buckets"]
        ]
        limit = len(values) if name in WHOLE else self._request.facet_limit
        wanted = {each.value for each in self._request.filters if each.name == name}
        listed = [value for n, value in enumerate(values) if n < limit or value.value in wanted]
        rest = [value.counts for n, value in enumerate(values) if n >= limit and value.value not in wanted]
        return FacetCounts(tuple(listed), _added(rest, counted.several), len(values))


def _added(parts: Sequence[Counts], several: bool) -> Counts:
    return Counts(
        None
        if several or any(part.occurrences is None for part in parts)
        else sum(part.at_least for part in parts),
        sum(part.paragraphs for part in parts),
        sum(part.articles for part in parts),
    )


def distribute(
    reader: GenerationReader, counted: Sequence[Counting], by: str, filters: Sequence[Body]
) -> tuple[Part, ...]:
    """Return the counts of searches in each part of what passes filters, in the order in which they stand."""
    sources: list[Body]
    if by == BY_ARTICLE:
        sources = [{name: {"terms": {"field": name}}} for name in ("page_order", "seq", "article")]
        key = "article"
        of_searches = [dict(each.by_article()) for each in counted]
    else:
        sources = [{"value": {"terms": {"field": f"facet_{by}", "missing_bucket": True}}}]
        key = "value"
        of_searches = [_by_value(each, sources) for each in counted]
    first = {"first": {"top_hits": {"size": 1, "sort": IN_PAGE_ORDER, "_source": False}}}
    inner = {"aggs": {"characters": {"sum": {"field": "characters"}}} | (first if by != BY_ARTICLE else {})}
    buckets = list(composite(reader, reader.articles(filters), sources, inner))
    if by != BY_ARTICLE:
        buckets.sort(key=lambda bucket: tuple(bucket["first"]["hits"]["hits"][0]["sort"]))
    return tuple(
        Part(
            value := bucket["key"][key] or "",
            bucket["doc_count"],
            int(bucket["characters"]["value"]),
            tuple(
                found.get(value) or Counts(None if each.several else 0, 0, 0)
                for each, found in zip(counted, of_searches, strict=True)
            ),
        )
        for bucket in buckets
    )


def _by_value(counted: Counting, sources: list[Body]) -> dict[str, Counts]:
    """Return the counts of a search by the values of a facet, empty where it has none."""
    reader = counted.reader
    matching = reader.articles([reader.with_block(counted.matching)])
    articles = {
        bucket["key"]["value"]: bucket["doc_count"] for bucket in composite(reader, matching, sources, {})
    }
    return {
        bucket["key"]["value"] or "": Counts(
            counted.times(bucket), bucket["doc_count"], articles[bucket["key"]["value"]]
        )
        for bucket in counted.composite(sources)
    }
