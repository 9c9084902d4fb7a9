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
from app.search.language.tree import Phrase
from app.search.language.unparse import unparse
from app.search.results import Counts, WordCount

AT_ONCE = 2_000
"""Articles that are counted in one answer."""


class Counting:
    """Counts what a query matches under filters."""

    def __init__(self, reader: GenerationReader, query: Query, filters: Sequence[Body]) -> None:
        self.reader, self.query = reader, query
        self.matching = [query.matching_blocks(), *filters]
        self.several = len(query.words) > 1

    def bodies(self) -> list[Body]:
        """Return the searches whose answers `counts` and `words` take."""
        reader, matching = self.reader, self.matching
        found = [self.body(), reader.count_articles(matching)]
        if self.several:
            found += [
                counting(
                    reader.blocks([*matching, occurrences], occurrences),
                    SUM_OF_SCORES,
                )
                for occurrences in map(self.query.occurrences_of, self.query.words)
            ]
        return found

    def body(self, aggregations: Body | None = None) -> Body:
        """Return a search that counts blocks, and occurrences where they count together."""
        if self.several:
            return counting(self.reader.blocks(self.matching), aggregations)
        query = self.reader.blocks(self.matching, self.query.occurrences())
        return counting(query, SUM_OF_SCORES | (aggregations or {}))

    def counts(self, answers: Sequence[Body]) -> Counts:
        """Return the counts that answers tell."""
        blocks, articles, *_ = answers
        return Counts(
            self.times(blocks["aggregations"] if not self.several else {}), total(blocks), total(articles)
        )

    def times(self, part: Body) -> int | None:
        """Return the occurrences in a part; None where several words have none together."""
        return None if self.several else times(part)

    def words(self, answers: Sequence[Body]) -> tuple[WordCount, ...]:
        """Return the occurrences of each of several words."""
        if not self.several:
            return ()
        return tuple(
            WordCount(word.text if isinstance(word, Phrase) else unparse(word), times(answer["aggregations"]))
            for word, answer in zip(self.query.words, answers[2:], strict=True)
        )

    def by_article(self) -> Iterator[tuple[str, Counts]]:
        """Yield the counts of each article that matches, in page order."""
        sources = [{name: {"terms": {"field": name}}} for name in ("page_order", "article_seq", "article")]
        for bucket in self.composite(sources):
            counts = Counts(self.times(bucket), bucket["doc_count"], 1)
            yield bucket["key"]["article"], counts

    def composite(self, sources: list[Body]) -> Iterator[Body]:
        """Yield every combination of values with what matches there, in their order."""
        body = self.body()
        inner = {"aggs": body["aggs"]} if "aggs" in body else {}
        yield from composite(self.reader, body["query"], sources, inner)


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
