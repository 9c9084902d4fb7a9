"""Counts: of all that matches, of each word, and by article."""

from collections.abc import Iterator, Sequence

from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.query import Query
from app.search.engines.opensearch.index.generation_reader import (
    SUM_OF_SCORES,
    GenerationReader,
    counting,
    times,
    total,
)
from app.search.engines.opensearch.index.mapping import BLOCK
from app.search.language.tree import Node, Phrase
from app.search.language.unparse import unparse
from app.search.results import Counts, WordCount

AT_ONCE = 2_000
"""Articles that are counted in one answer."""
MOST_LISTED = 5_000
"""Values of one facet that are listed; a node gives 65,000 for all of one answer."""
_ARTICLES = "in_articles"


class Counting:
    """Counts what a query matches under filters."""

    def __init__(self, reader: GenerationReader, query: Query, filters: Sequence[Body]) -> None:
        self.reader, self.query = reader, query
        self.matching = [query.matching_blocks(), *filters]
        self.several = len(query.words) > 1

    def bodies(self, facets: Sequence[str] = ()) -> list[Body]:
        """Return the searches whose answers `counts` and `words` take; the first one counts facets too."""
        return [self.body(facets), *map(self._of_word, self.query.words if self.several else ())]

    def body(self, facets: Sequence[str] = ()) -> Body:
        """Return a search that counts blocks, articles, and occurrences where they count together, also by
        the values of facets."""
        values = {name: {"terms": {"field": f"facet_{name}", "size": MOST_LISTED}} for name in facets}
        times = self._times()
        inner = {"aggs": times} if times else {}
        articles: Body = {"parent": {"type": BLOCK}} | ({"aggs": values} if values else {})
        found = {name: each | inner for name, each in values.items()}
        return counting(self._scored(), {**times, **found, _ARTICLES: articles})

    def counts(self, answer: Body) -> Counts:
        """Return the counts that the answer to the first search tells."""
        found = answer["aggregations"]
        return Counts(self.times(found), total(answer), int(found[_ARTICLES]["doc_count"]))

    @staticmethod
    def facet(name: str, answer: Body) -> tuple[Body, Body]:
        """Return the values of a facet that the answer to `body` tells, of blocks and of articles."""
        found = answer["aggregations"]
        return found[name], found[_ARTICLES][name]

    def times(self, part: Body) -> int | None:
        """Return the occurrences in a part; None where several words have none together."""
        return None if self.several else times(part)

    def words(self, answers: Sequence[Body]) -> tuple[WordCount, ...]:
        """Return the occurrences of each of several words."""
        if not self.several:
            return ()
        return tuple(
            WordCount(word.text if isinstance(word, Phrase) else unparse(word), times(answer["aggregations"]))
            for word, answer in zip(self.query.words, answers[1:], strict=True)
        )

    def by_article(self) -> Iterator[tuple[str, Counts]]:
        """Yield the counts of each article that matches, in page order."""
        sources = [{name: {"terms": {"field": name}}} for name in ("page_order", "article_seq", "article")]
        for bucket in self.composite(sources):
            counts = Counts(self.times(bucket), bucket["doc_count"], 1)
            yield bucket["key"]["article"], counts

    def composite(self, sources: list[Body]) -> Iterator[Body]:
        """Yield every combination of values with what matches there, in their order."""
        times = self._times()
        yield from composite(self.reader, self._scored(), sources, {"aggs": times} if times else {})

    def _scored(self) -> Body:
        """Return a query of what matches, whose score is its occurrences where they count together."""
        return self.reader.blocks(self.matching, None if self.several else self.query.occurrences())

    def _times(self) -> Body:
        return {} if self.several else SUM_OF_SCORES

    def _of_word(self, word: Node) -> Body:
        """Return a search that counts how often one of several words occurs in what matches."""
        occurrences = self.query.occurrences_of(word)
        return counting(self.reader.blocks([*self.matching, occurrences], occurrences), SUM_OF_SCORES)


def composite(reader: GenerationReader, query: Body, sources: list[Body], inner: Body) -> Iterator[Body]:
    """Yield every combination of values of what a query finds, with aggregations of each, in their order."""
    asked: Body = {"size": AT_ONCE, "sources": sources}
    while True:
        body = {
            "size": 0,
            "query": query,
            "track_total_hits": False,
            "aggs": {"of": {"composite": asked} | inner},
        }
        (answer,) = reader.ask(body)
        found = answer["aggregations"]["of"]
        yield from found["buckets"]
        if "after_key" not in found:
            return
        asked = asked | {"after": found["after_key"]}
