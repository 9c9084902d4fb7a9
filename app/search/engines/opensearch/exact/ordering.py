"""The order of hits and of articles, and where a list goes on; ties stay in page order.

Relevance is BM25 over the wordings of a query, of which the cluster tells how often each stands in a block.
"""

from itertools import islice
from math import log1p
from typing import NamedTuple

from app.errors import InputError
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import any_of
from app.search.engines.opensearch.exact.query import WHOLE_NUMBERS, Query
from app.search.engines.opensearch.index.generation_reader import (
    IN_PAGE_ORDER,
    Found,
    GenerationReader,
    counting,
    read_found,
    total,
)
from app.search.engines.opensearch.index.mapping import MOST_AT_ONCE
from app.search.request import Sort

_TYPE_BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
_TERM = {
    "source": (
        "double f = Math.rint(_score);"
        "double damping = 1.2 * (0.25 + 0.75 * doc['length'].value / params.mean);"
        "return params.weight * 2.2 * f / (f + damping);"
    )
}
_BOOSTED = {"source": "return _score * params.boosts.getOrDefault(doc['type'].value, 1.0);"}
_LONGEST_NUMBER = 18
_BY_DATE = {
    Sort.NEWEST: {"facet_date": {"order": "desc", "missing": "_last"}},
    Sort.OLDEST: {"facet_date": {"order": "asc", "missing": "_last"}},
}


class Ordered(NamedTuple):
    """How documents are sorted, and by the score of what, if by any; ``mode`` makes an article's score of
    those of its blocks."""

    sort: list[Body]
    scored: Body | None = None
    mode: str = "none"


class Slice(NamedTuple):
    """Some documents in order, and the number of the last one if there are more."""

    found: list[Found]
    last: str


def ordered(reader: GenerationReader, query: Query, sort: Sort) -> Ordered:
    """Return the order that a request asks for."""
    match sort:
        case Sort.RELEVANCE:
            return Ordered([{"_score": "desc"}, *IN_PAGE_ORDER], relevance(reader, query), "max")
        case Sort.OCCURRENCES:
            scored = {"script_score": {"query": query.occurrences(), "script": WHOLE_NUMBERS}}
            return Ordered([{"_score": "desc"}, *IN_PAGE_ORDER], scored, "sum")
        case Sort.PAGE:
            return Ordered(IN_PAGE_ORDER)
    return Ordered([_BY_DATE[sort], *IN_PAGE_ORDER])


def relevance(reader: GenerationReader, query: Query) -> Body:
    """Return what scores blocks by their relevance."""
    terms = [query.occurrences_of(term) for term in query.terms()]
    weights = _weights(reader, terms)
    mean, _ = reader.means()
    scored = [
        {"script_score": {"query": term, "script": _TERM | {"params": {"weight": weight, "mean": mean}}}}
        for term, weight in zip(terms, weights, strict=True)
    ]
    script = _BOOSTED | {"params": {"boosts": _TYPE_BOOSTS}}
    return {"script_score": {"query": any_of(scored), "script": script}}


def _weights(reader: GenerationReader, terms: list[Body]) -> list[float]:
    """Return the idf of each term: the rarer, the higher; one alone is weighed against none."""
    if len(terms) < 2:
        return [1.0] * len(terms)
    answers = reader.ask(*(counting(reader.blocks([term])) for term in terms))
    every = reader.place.blocks
    return [_idf(every, total(answer)) for answer in answers]


def _idf(every: int, found: int) -> float:
    return float(log1p(max(0.0, every - found + 0.5) / (found + 0.5)))


def slice_of(
    reader: GenerationReader, query: Body, order: Ordered, offset: int, limit: int, after: str, body: Body
) -> Slice:
    """Return documents from an offset on, or after one of which the number is told.

    ``body`` says what of them is wanted: ``_source``, ``docvalue_fields``.
    """
    if limit <= 0:
        return Slice([], "")
    begun = _sort_values(reader, query, order, after) if after else None
    if begun is None and offset + limit < MOST_AT_ONCE:
        asked = body | {"query": query, "sort": order.sort, "from": max(0, offset), "size": limit + 1}
        asked |= {"track_scores": order.scored is not None, "track_total_hits": False}
        (answer,) = reader.ask(asked)
        found = [read_found(hit) for hit in answer["hits"]["hits"]]
    else:
        found = _walked(reader, query, order, 0 if begun else max(0, offset), limit + 1, begun, body)
    more = found[limit:]
    return Slice(found[:limit], str(found[limit - 1].sort[-1]) if more else "")


def _walked(
    reader: GenerationReader,
    query: Body,
    order: Ordered,
    offset: int,
    limit: int,
    after: list[object] | None,
    body: Body,
) -> list[Found]:
    """Return documents that are reached by going through all before them."""
    if offset:
        before = next(islice(reader.walk(query, order.sort, after=after), offset - 1, None), None)
        if before is None:
            return []
        after = before.sort
    every = reader.walk(
        query,
        order.sort,
        source=bool(body.get("_source")),
        fields=body.get("docvalue_fields", ()),
        after=after,
        at_once=min(MOST_AT_ONCE, limit),
    )
    return list(islice(every, limit))


def _sort_values(reader: GenerationReader, query: Body, order: Ordered, number: str) -> list[object]:
    """Return the sort values of a document that a query finds; raise InputError where it does not."""
    hits = []
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        one = {"bool": {"must": [query], "filter": [{"term": {"seq": int(number)}}]}}
        (answer,) = reader.ask({"query": one, "sort": order.sort, "size": 1, "_source": False})
        hits = answer["hits"]["hits"]
    if not hits:
        raise InputError("cursor-unknown", after=number[:80])
    return list(hits[0]["sort"])
