"""The exact lane: complete by construction, counted honestly, the same every time."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.search.contract import Counts, Hit, IndexArticle, IndexBlock, Results, Scope, SearchRequest, Span
from app.search.engines.local.exact.arrays import Arrays, ArrayWriter
from app.search.engines.local.exact.columns import Catalogue, write_catalogue
from app.search.engines.local.exact.evaluate import Matched, Matcher
from app.search.engines.local.exact.facets import by_article, facets, total
from app.search.engines.local.exact.phrase_index import Before, PhraseIndex, write_phrases
from app.search.engines.local.exact.ranking import Ranking
from app.search.engines.local.exact.spans import Marker
from app.search.language.query import Phrase, has_only_fields


def write_exact(folder: Path, articles: Sequence[IndexArticle], previous: Path | None) -> None:
    """Write everything that exact search needs into a folder; ``previous`` has sorted much of it already."""
    folder.mkdir()
    writer = ArrayWriter(folder)
    write_catalogue(writer, articles)
    blocks = [block for article in articles for block in article.blocks]
    before = _before(Arrays(previous), blocks) if previous else None
    write_phrases(writer, [block.text for block in blocks], before)


def _before(arrays: Arrays, blocks: Sequence[IndexBlock]) -> Before:
    """Where each block stood in the previous generation; equal ids may have other marks in their text."""
    numbers = {id_: number for number, id_ in enumerate(arrays.strings("block-id"))}
    return Before(arrays, np.array([numbers.get(block.id, -1) for block in blocks], np.int64))


class ExactLane:
    """Exact search in an open generation; safe to use from several threads."""

    def __init__(self, folder: Path, most_places: int) -> None:
        self._most = most_places
        arrays = Arrays(folder)
        self.catalogue = Catalogue(arrays)
        self.plain, self.bare = PhraseIndex(arrays, "plain"), PhraseIndex(arrays, "bare")
        self._article_of = self.catalogue.article_of.data
        self._ranking = Ranking(self.catalogue, self.plain.starts)

    def search(self, request: SearchRequest) -> Results:
        """Counts, facets and one slice of hits."""
        matched = self._match(request)
        marker = self._marker(request)
        blocks, scores = self._ranking.page(matched, request.sort, request.offset, request.limit)
        return Results(
            counts=total(matched, self.catalogue),
            hits=tuple(
                self.hit(block, marker.spans(block), score)
                for block, score in zip(blocks.tolist(), scores.tolist(), strict=True)
            ),
            facets=facets(matched, self.catalogue, request.facet_limit) if request.facet_limit else {},
        )

    def count(self, phrases: Sequence[str], ignore_punctuation: bool) -> list[Counts]:
        """How often each literal phrase occurs."""
        index = self.bare if ignore_punctuation else self.plain
        matcher = Matcher(index, ignore_punctuation, self.catalogue, Scope.PARAGRAPH, self._most)
        return [total(matcher.match(Phrase(text), ()), self.catalogue) for text in phrases]

    def by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """The counts of a search article by article, in page order."""
        found = by_article(self._match(request), self.catalogue)
        rows = zip(*(column.tolist() for column in found), strict=True)
        return {self.catalogue.article_ids[n]: Counts(times, blocks, 1) for n, times, blocks in rows}

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """All spans of a request in one article, by block id in reading order."""
        number = self.catalogue.find_article.get(article)
        if number is None:
            return {}
        marker = self._marker(request)
        blocks = range(*self.catalogue.first_block[number : number + 2].tolist())
        found = {self.catalogue.block_ids[block]: marker.spans(block) for block in blocks}
        return {block: spans for block, spans in found.items() if spans}

    def hit(self, block: int, spans: tuple[Span, ...], score: float) -> Hit:
        """One block as a hit."""
        article = self.catalogue.article_ids[self._article_of[block]]
        return Hit(self.catalogue.block_ids[block], article, spans, score)

    def _match(self, request: SearchRequest) -> Matched:
        bare = request.ignore_punctuation
        index = self.bare if bare else self.plain
        # Fields are of whole articles, and far fewer to compare than paragraphs.
        scope = Scope.ARTICLE if has_only_fields(request.node) else request.scope
        matcher = Matcher(index, bare, self.catalogue, scope, self._most)
        return matcher.match(request.node, request.filters)

    def _marker(self, request: SearchRequest) -> Marker:
        bare = self.bare if request.ignore_punctuation else None
        return Marker(self.plain, bare, self.catalogue, request.node)
