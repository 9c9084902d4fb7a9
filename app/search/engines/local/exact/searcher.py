"""Exact search: write its index, and answer from an open generation."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.search.contract import (
    Counts,
    ExactResults,
    Hit,
    IndexArticle,
    IndexBlock,
    Scope,
    SearchRequest,
    Span,
)
from app.search.engines.local.exact.arrays import ArrayReader, ArrayWriter
from app.search.engines.local.exact.doc_values import ColumnStore, write_columns
from app.search.engines.local.exact.evaluate import Evaluator, Matches
from app.search.engines.local.exact.facets import count_all, count_by_article, count_facets
from app.search.engines.local.exact.phrase_index import PhraseIndex, PreviousIndex, write_phrase_index
from app.search.engines.local.exact.ranking import Ranker
from app.search.engines.local.exact.spans import SpanFinder
from app.search.language.tree import Phrase, has_only_fields


def write_exact_index(folder: Path, articles: Sequence[IndexArticle], previous: Path | None) -> None:
    """Write the index of the exact lane into a new folder, updated from ``previous`` if that is given."""
    folder.mkdir()
    writer = ArrayWriter(folder)
    write_columns(writer, articles)
    blocks = [block for article in articles for block in article.blocks]
    known = _previous_index(ArrayReader(previous), blocks) if previous else None
    write_phrase_index(writer, [block.text for block in blocks], known)


def _previous_index(arrays: ArrayReader, blocks: Sequence[IndexBlock]) -> PreviousIndex:
    """Return the number of each block in the previous generation; equal ids may have other texts now."""
    numbers = {id_: number for number, id_ in enumerate(arrays.strings("block-id"))}
    return PreviousIndex(arrays, np.array([numbers.get(block.id, -1) for block in blocks], np.int64))


class ExactSearcher:
    """Exact search in an open generation, from several threads.

    One query compares at most ``most_places`` positions of its terms.
    """

    def __init__(self, folder: Path, most_places: int) -> None:
        self._most_positions = most_places
        arrays = ArrayReader(folder)
        self.columns = ColumnStore(arrays)
        self.plain, self.bare = PhraseIndex(arrays, "plain"), PhraseIndex(arrays, "bare")
        self._article_of = self.columns.article_of.data
        self._ranker = Ranker(self.columns, self.plain.starts)

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the counts, facets and one slice of hits."""
        matched = self._matches(request)
        finder = self._finder(request)
        blocks, scores = self._ranker.page(matched, request.sort, request.offset, request.limit)
        return ExactResults(
            counts=count_all(matched, self.columns),
            hits=tuple(
                self.hit(block, finder.spans(block), score)
                for block, score in zip(blocks.tolist(), scores.tolist(), strict=True)
            ),
            facets=count_facets(matched, self.columns, request.facet_limit) if request.facet_limit else {},
        )

    def count(self, phrases: Sequence[str], ignore_punctuation: bool) -> list[Counts]:
        """Return the counts of each literal phrase."""
        index = self.bare if ignore_punctuation else self.plain
        evaluator = Evaluator(index, ignore_punctuation, self.columns, Scope.PARAGRAPH, self._most_positions)
        return [count_all(evaluator.evaluate(Phrase(text), ()), self.columns) for text in phrases]

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article, in page order."""
        found = count_by_article(self._matches(request), self.columns)
        rows = zip(*(column.tolist() for column in found), strict=True)
        return {self.columns.article_ids[n]: Counts(times, blocks, 1) for n, times, blocks in rows}

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans of a request in one article by block id, in reading order."""
        number = self.columns.find_article.get(article)
        if number is None:
            return {}
        finder = self._finder(request)
        blocks = range(*self.columns.first_block[number : number + 2].tolist())
        found = {self.columns.block_ids[block]: finder.spans(block) for block in blocks}
        return {block: spans for block, spans in found.items() if spans}

    def hit(self, block: int, spans: tuple[Span, ...], score: float) -> Hit:
        """Return one block as a hit."""
        article = self.columns.article_ids[self._article_of[block]]
        return Hit(self.columns.block_ids[block], article, spans, score)

    def _matches(self, request: SearchRequest) -> Matches:
        bare = request.ignore_punctuation
        index = self.bare if bare else self.plain
        # Fields belong to articles, of which there are far fewer than blocks.
        scope = Scope.ARTICLE if has_only_fields(request.node) else request.scope
        evaluator = Evaluator(index, bare, self.columns, scope, self._most_positions)
        return evaluator.evaluate(request.node, request.filters)

    def _finder(self, request: SearchRequest) -> SpanFinder:
        bare = self.bare if request.ignore_punctuation else None
        return SpanFinder(self.plain, bare, self.columns, request.node)
