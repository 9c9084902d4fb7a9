"""The order of hits and of articles, and where a list goes on; ties stay in page order.

Relevance is BM25 over the wordings of a query, of which the cluster tells how often each stands in a block.
The same formula as that of the embedded engine (``local/exact/ranking``).
"""

from collections.abc import Mapping
from itertools import islice
from math import log1p
from typing import NamedTuple

from app.errors import InputError
from app.frozen import dataclass
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
from app.search.engines.opensearch.index.mapping import ARTICLE, MOST_AT_ONCE
from app.search.language.tree import Node
from app.search.request import SearchRequest, Sort

_TYPE_BOOSTS = {"title": 2.0, "heading": 1.4, "key_point": 1.2}
_TITLE_BONUS = 0.5
"""Added to a block, in units of a term's weight, if the title of its article has the term too."""
_TERM = {
    "source": (
        "double f = Math.rint(_score);"
        "double damping = 1.2 * (0.25 + 0.75 * doc['length'].value / params.mean);"
        "return params.weight * 2.2 * f / (f + damping);"
    )
}
_MARK = 1 / 16
"""The unit of what is added to the occurrences of a term: one to three for the type of a block, four for the
bonus. Seven are less than a half, so that occurrences, up to 250,000 in a block, round to what they were."""
_ALONE = {
    # Typed, and without a look at what no mark asks for: this runs for every hit.
    "source": (
        "double f = Math.rint(_score); int marks = (int) Math.rint((_score - f) * 16);"
        "double mean = params.mean; ScriptDocValues.Longs length = doc['length'];"
        "double weight = 2.2 * f / (f + 1.2 * (0.25 + 0.75 * length.value / mean));"
        "if (marks == 0) { return weight; }"
        "double boost = params.boosts[marks % 4], bonus = marks < 4 ? 0.0 : params.bonus;"
        "return (weight + bonus) * boost;"
    )
}
_LONGEST_CURSOR = 100
_BY_DATE = {
    Sort.NEWEST: {"facet_date": {"order": "desc", "missing": "_last"}},
    Sort.OLDEST: {"facet_date": {"order": "asc", "missing": "_last"}},
}


class Ordered(NamedTuple):
    """How documents are sorted, and by the score of what, if by any; ``mode`` makes an article's score of
    those of its blocks, ``counts`` says that the score, rounded, is how often the query occurs."""

    sort: list[Body]
    scored: Body | None = None
    mode: str = "none"
    counts: bool = False

    def score(self, found: Found) -> float:
        """Return by what a document is sorted, where that is a number worked out from the query."""
        return float(str(found.sort[0])) if self.scored is not None else 0.0


class Slice(NamedTuple):
    """Some documents in order, and what names the last one if there are more."""

    found: list[Found]
    last: str


def ordered(reader: GenerationReader, query: Query, sort: Sort) -> Ordered:
    """Return the order of blocks that a request asks for."""
    terms = query.terms()
    if sort is Sort.RELEVANCE and len(terms) == 1:
        return _relevance_of_one(reader, query, terms[0])
    return ordered_articles(reader, query, sort)


def ordered_articles(reader: GenerationReader, query: Query, sort: Sort) -> Ordered:
    """Return the order of articles that a request asks for; that of blocks is the same."""
    match sort:
        case Sort.RELEVANCE:
            return Ordered([{"_score": "desc"}, *IN_PAGE_ORDER], _relevance(reader, query), "max")
        case Sort.OCCURRENCES:
            scored = {"script_score": {"query": query.occurrences(), "script": WHOLE_NUMBERS}}
            return Ordered([{"_score": "desc"}, *IN_PAGE_ORDER], scored, "sum", counts=True)
        case Sort.PAGE:
            return Ordered(IN_PAGE_ORDER)
    return Ordered([_BY_DATE[sort], *IN_PAGE_ORDER])


def _relevance_of_one(reader: GenerationReader, query: Query, term: Node) -> Ordered:
    """Return the order by relevance to one term alone, whose occurrences are counted by the same score."""
    mean, _ = reader.means()
    params = {"mean": mean, "bonus": _TITLE_BONUS, "boosts": [1.0, *_TYPE_BOOSTS.values()]}
    by = {"type": "number", "order": "desc", "script": _ALONE | {"params": params}}
    types = [_marked({"term": {"type": name}}, n * _MARK) for n, name in enumerate(_TYPE_BOOSTS, 1)]
    scored = any_of([query.occurrences_of(term), _titled(query, term, 4 * _MARK), *types])
    # The script sees a score where one sorts by scores too: no two documents come as far as that.
    return Ordered([{"_script": by}, *IN_PAGE_ORDER, {"_score": "desc"}], scored, counts=True)


def _relevance(reader: GenerationReader, query: Query) -> Body:
    """Return what scores blocks by their relevance."""
    terms = query.terms()
    weights = _weights(reader, [query.occurrences_of(term) for term in terms])
    mean, _ = reader.means()
    scored = list[Body]()
    for term, weight in zip(terms, weights, strict=True):
        script = _TERM | {"params": {"weight": weight, "mean": mean}}
        scored += [
            {"script_score": {"query": query.occurrences_of(term), "script": script}},
            _titled(query, term, weight * _TITLE_BONUS),
        ]
    return boosted(any_of(scored), _TYPE_BOOSTS)


def _titled(query: Query, term: Node, bonus: float) -> Body:
    """Return what gives a bonus to the blocks of an article whose title has a term."""
    article = query.in_title(term)
    return _marked({"has_parent": {"parent_type": ARTICLE, "query": article}}, bonus)


def _marked(clause: Body, score: float) -> Body:
    return {"constant_score": {"filter": clause, "boost": score}}


def boosted(scored: Body, boosts: Mapping[str, float]) -> Body:
    """Return what scores blocks of some types higher by a factor."""
    functions = [{"filter": {"term": {"type": name}}, "weight": boost} for name, boost in boosts.items()]
    return {"function_score": {"query": scored, "functions": functions}}


def _weights(reader: GenerationReader, terms: list[Body]) -> list[float]:
    """Return the idf of each term: the rarer, the higher; one alone is weighed against none."""
    if len(terms) < 2:
        return [1.0] * len(terms)
    answers = reader.ask(*(counting(reader.blocks([term])) for term in terms))
    every = reader.place.blocks
    return [_idf(every, total(answer)) for answer in answers]


def _idf(every: int, found: int) -> float:
    return float(log1p(max(0.0, every - found + 0.5) / (found + 0.5)))


@dataclass(frozen=True, slots=True)
class Paging:
    """One slice of what a query finds: from an offset on, or after a document that is named.

    ``wanted`` says what is told of each: ``_source``, ``docvalue_fields``.
    """

    reader: GenerationReader
    query: Body
    order: Ordered
    request: SearchRequest
    wanted: Body

    def body(self) -> Body | None:
        """Return the search whose answer is the slice; None where there is none or it must be walked to."""
        offset, limit = max(0, self.request.offset), self.request.limit
        if limit <= 0 or self.request.after or offset + limit >= MOST_AT_ONCE:
            return None
        asked = self.wanted | {
            "query": self.query,
            "from": offset,
            "size": limit + 1,
            "track_total_hits": False,
        }
        return asked | {"sort": self.order.sort}

    def slice(self, answer: Body | None = None) -> Slice:
        """Return the slice, from the answer to its search where that was asked already."""
        limit = self.request.limit
        if limit <= 0:
            return Slice([], "")
        if answer is None and (body := self.body()):
            (answer,) = self.reader.ask(body)
        found = self._walked() if answer is None else list(map(read_found, answer["hits"]["hits"]))
        return Slice(found[:limit], _cursor(found[limit - 1]) if found[limit:] else "")

    def _walked(self) -> list[Found]:
        """Return documents that are reached by going through all before them, and one more."""
        reader, query, sort = self.reader, self.query, self.order.sort
        after, offset, limit = None, max(0, self.request.offset), self.request.limit + 1
        if self.request.after:
            after = _sort_values(reader, query, self.order, self.request.after)
        elif offset:
            before = next(islice(reader.walk(query, sort), offset - 1, None), None)
            if before is None:
                return []
            after = before.sort
        source, fields = bool(self.wanted["_source"]), self.wanted["docvalue_fields"]
        every = reader.walk(query, sort, source, fields, after, min(MOST_AT_ONCE, limit))
        return list(islice(every, limit))


def _cursor(last: Found) -> str:
    """Return what names a document in any build: its article, and of a block its place there."""
    article, at = last.fields["article"], last.fields.get("at")
    return str(article) if at is None else f"{article}.{at}"


def _sort_values(reader: GenerationReader, query: Body, order: Ordered, cursor: str) -> list[object]:
    """Return the sort values of a document that a query finds; raise InputError where it does not."""
    article, dot, at = cursor.rpartition(".")
    named: list[Body] = [{"term": {"article": article if dot else cursor}}]
    if dot:
        named.append({"term": {"at": int(at) if at.isascii() and at.isdigit() and len(at) < 10 else -1}})
    hits = []
    if len(cursor) <= _LONGEST_CURSOR:
        one = {"bool": {"must": [query], "filter": named}}
        (answer,) = reader.ask({"query": one, "size": 1, "_source": False, "sort": order.sort})
        hits = answer["hits"]["hits"]
    if not hits:
        raise InputError("cursor-unknown", after=cursor[:80])
    return list(hits[0]["sort"])
