"""The exact lane: complete by construction, counted honestly, the same every time."""

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
from app.search.engines.local.exact.columns import ColumnStore, write_columns
from app.search.engines.local.exact.evaluate import Evaluator, Matches
from app.search.engines.local.exact.facets import count_all, count_by_article, count_facets
from app.search.engines.local.exact.phrase_index import PhraseIndex, PreviousIndex, write_phrase_index
from app.search.engines.local.exact.ranking import Ranker
from app.search.engines.local.exact.spans import SpanFinder
from app.search.language.tree import Phrase, has_only_fields


def write_exact_index(folder: Path, articles: Sequence[IndexArticle], previous: Path | None) -> None:
    """Write everything that exact search needs into a folder; ``previous`` has sorted much of it already."""
    folder.mkdir()
    writer = ArrayWriter(folder)
    write_columns(writer, articles)
    blocks = [block for article in articles for block in article.blocks]
    before = _before(ArrayReader(previous), blocks) if previous else None
    write_phrase_index(writer, [block.text for block in blocks], before)


def _before(arrays: ArrayReader, blocks: Sequence[IndexBlock]) -> PreviousIndex:
    """Where each block stood in the previous generation; equal ids may have other marks in their text."""
    numbers = {id_: number for number, id_ in enumerate(arrays.strings("block-id"))}
    return PreviousIndex(arrays, np.array([numbers.get(block.id, -1) for block in blocks], np.int64))


class ExactSearcher:
    """Exact search in an open generation; safe to use from several threads."""

    def __init__(self, folder: Path, most_places: int) -> None:
        self._most = most_places
        arrays = ArrayReader(folder)
        self.columns = ColumnStore(arrays)
        self.plain, self.bare = PhraseIndex(arrays, "plain"), PhraseIndex(arrays, "bare")
        self._article_of = self.columns.article_of.data
        self._ranking = Ranker(self.columns, self.plain.starts)

    def search(self, request: SearchRequest) -> ExactResults:
        """Counts, facets and one slice of hits."""
        matched = self._match(request)
        marker = self._marker(request)
        blocks, scores = self._ranking.page(matched, request.sort, request.offset, request.limit)
        return ExactResults(
            counts=count_all(matched, self.columns),
            hits=tuple(
                self.hit(block, marker.spans(block), score)
                for block, score in zip(blocks.tolist(), scores.tolist(), strict=True)
            ),
            facets=count_facets(matched, self.columns, request.facet_limit) if request.facet_limit else {},
        )

    def count(self, phrases: Sequence[str], ignore_punctuation: bool) -> list[Counts]:
        """How often each literal phrase occurs."""
        index = self.bare if ignore_punctuation else self.plain
        matcher = Evaluator(index, ignore_punctuation, self.columns, Scope.PARAGRAPH, self._most)
        return [count_all(matcher.match(Phrase(text), ()), self.columns) for text in phrases]

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """The counts of a search article by article, in page order."""
        found = count_by_article(self._match(request), self.columns)
        rows = zip(*(column.tolist() for column in found), strict=True)
        return {self.columns.article_ids[n]: Counts(times, blocks, 1) for n, times, blocks in rows}

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """All spans of a request in one article, by block id in reading order."""
        number = self.columns.find_article.get(article)
        if number is None:
            return {}
        marker = self._marker(request)
        blocks = range(*self.columns.first_block[number : number + 2].tolist())
        found = {self.columns.block_ids[block]: marker.spans(block) for block in blocks}
        return {block: spans for block, spans in found.items() if spans}

    def hit(self, block: int, spans: tuple[Span, ...], score: float) -> Hit:
        """One block as a hit."""
        article = self.columns.article_ids[self._article_of[block]]
        return Hit(self.columns.block_ids[block], article, spans, score)

    def _match(self, request: SearchRequest) -> Matches:
        bare = request.ignore_punctuation
        index = self.bare if bare else self.plain
        # Fields are of whole articles, and far fewer to compare than paragraphs.
        scope = Scope.ARTICLE if has_only_fields(request.node) else request.scope
        matcher = Evaluator(index, bare, self.columns, scope, self._most)
        return matcher.match(request.node, request.filters)

    def _marker(self, request: SearchRequest) -> SpanFinder:
        bare = self.bare if request.ignore_punctuation else None
        return SpanFinder(self.plain, bare, self.columns, request.node)
