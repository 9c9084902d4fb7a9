"""The exact lane: every hit and every count of a query in one generation."""

from collections.abc import Iterable, Sequence
from itertools import islice

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import any_of, of_filters, only_page
from app.search.engines.opensearch.exact.counting import Counting
from app.search.engines.opensearch.exact.facets import FacetCounting, distribute
from app.search.engines.opensearch.exact.grouping import articles_of
from app.search.engines.opensearch.exact.ordering import Ordered, Paging, ordered
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.exact.shown import FIELDS, WANTED, Shown, as_hits, shown
from app.search.engines.opensearch.exact.verify import verify
from app.search.engines.opensearch.index.documents import id_of
from app.search.engines.opensearch.index.generation_reader import IN_PAGE_ORDER, GenerationReader
from app.search.language.tree import Node, Phrase
from app.search.request import Group, Scope, SearchRequest
from app.search.results import Counts, ExactResults, Parts, Span

_COUNTED_AT_ONCE = 50


class OpenSearchExactReader:
    """Exact search in one generation, from several threads."""

    def __init__(self, reader: GenerationReader) -> None:
        self.reader = reader

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the counts, facets and one slice of the hits."""
        query = self.query(request)
        counted = Counting(self.reader, query, of_filters(request.filters))
        facets = FacetCounting(self.reader, query, request)
        paging = None if request.group is Group.ARTICLE else self.paging(query, counted.matching, request)
        bodies, own, apart = counted.bodies(facets.together), paging and paging.body(), facets.bodies()
        together = _together(bodies[0], own, paging.order, counted.several) if own and paging else None
        alone = [own] if own and not together else []
        answers = self.reader.ask(together or bodies[0], *bodies[1:], *apart, *alone)
        counts, words = counted.counts(answers[0]), counted.words(answers[: len(bodies)])
        found = facets.facets(counted, answers[0], answers[len(bodies) :][: len(apart)])
        if not counts.paragraphs:
            return ExactResults(counts, (), words, found)
        if paging is None:
            articles, hits, following = articles_of(self.reader, query, counted, request)
            return ExactResults(counts, hits, words, found, articles, following)
        blocks = paging.slice(answers[0] if together else answers[-1] if own else None)
        hits = as_hits(query, blocks.found, map(paging.order.score, blocks.found))
        return ExactResults(counts, hits, words, found, following=blocks.last)

    def count(
        self, phrases: Sequence[str], ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Return the counts of each literal phrase."""
        matching = Matching(ignore_punctuation, strict)
        verified = (self._verified(Phrase(text), matching, Scope.PARAGRAPH, ()) for text in phrases)
        return self._counts((Counting(self.reader, query, ()), "") for query in verified)

    def count_each(self, requests: Sequence[SearchRequest]) -> list[Counts]:
        """Return the counts of each of several searches."""
        return self._counts(
            (
                Counting(self.reader, self.query(request), of_filters(request.filters)),
                only_page(request.filters),
            )
            for request in requests
        )

    def _counts(self, every: Iterable[tuple[Counting, str]]) -> list[Counts]:
        """Return what each counts, perhaps in one page alone; many are asked at once."""
        left, found = iter(every), list[Counts]()
        while asked := list(islice(left, _COUNTED_AT_ONCE)):
            pages = [page for _, page in asked]
            answers = self.reader.ask(*(each.body() for each, _ in asked), pages=pages)
            found += [each.counts(answer) for (each, _), answer in zip(asked, answers, strict=True)]
        return found

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article id, in page order."""
        counted = Counting(self.reader, self.query(request), of_filters(request.filters))
        return dict(counted.by_article())

    def distribute(self, requests: Sequence[SearchRequest], divisions: Sequence[str]) -> tuple[Parts, ...]:
        """Return the parts of each division of the library with the counts of searches in each."""
        filters = of_filters(requests[0].filters)
        counted = [Counting(self.reader, self.query(request), filters) for request in requests]
        return tuple(
            Parts.of(distribute(self.reader, counted, by, filters), len(counted)) for by in divisions
        )

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans to mark in one article by block id, in reading order."""
        return {block: each.spans for block, each in self._shown(article, request).items()}

    def places(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the occurrences in one article by block id, in reading order."""
        return {block: each.places for block, each in self._shown(article, request).items()}

    def query(self, request: SearchRequest) -> Query:
        """Return the query of a request, made exact by a look at texts where that is needed."""
        matching = Matching(request.ignore_punctuation, request.strict)
        # Facets are counted without their own filters.
        filters = () if request.facet_limit else of_filters(request.filters)
        return self._verified(request.node, matching, request.scope, filters)

    def _verified(self, node: Node, matching: Matching, scope: Scope, filters: Sequence[Body]) -> Query:
        query = Query(node, matching, scope)
        found = verify(self.reader, query, filters)
        return Query(node, matching, scope, found) if found else query

    def paging(self, query: Query, matching: list[Body], request: SearchRequest) -> Paging:
        """Return what gives the blocks of one slice of all matches."""
        order = ordered(self.reader, query, request.sort)
        return Paging(self.reader, self.reader.blocks(matching, order.scored), order, request, WANTED)

    def _shown(self, article: str, request: SearchRequest) -> dict[str, Shown]:
        """Return what the blocks of an article show, whether or not they match."""
        query = Query(request.node, Matching(request.ignore_punctuation, request.strict), request.scope)
        somewhere = [any_of(map(query.clauses.leaf, query.words))]
        if query.of_fields:
            somewhere = [{"term": {"first": True}}]
        blocks = self.reader.blocks([{"term": {"article": article}}, *somewhere])
        found = list(self.reader.walk(blocks, IN_PAGE_ORDER, source=True, fields=FIELDS))
        rows = zip(found, shown(query, found), strict=True)
        return {id_of(block.document): own for block, own in rows if own.places}


def _together(counts: Body, slice_: Body, order: Ordered, several: bool) -> Body | None:
    """Return one search for counts and a slice; None where each needs a score of its own."""
    if order.scored is None:
        return slice_ | counts | {"size": slice_["size"]}
    return counts | slice_ | {"track_total_hits": True} if several or order.counts else None
