"""Exact search: write its index, and answer from an open generation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from app.errors import InputError
from app.search.contract import IndexArticle
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.exact.doc_values import ColumnStore
from app.search.engines.local.exact.evaluate import Evaluator, Matches, Places, filter_mask, filtered
from app.search.engines.local.exact.facets import (
    ArticleCounts,
    as_counts,
    count_all,
    count_by_article,
    count_facets,
    count_in_each,
    count_words,
    distribute,
)
from app.search.engines.local.exact.index_form import Matching, index_form
from app.search.engines.local.exact.numbering import Numbering
from app.search.engines.local.exact.phrase_index import PhraseIndex, RecentPostings
from app.search.engines.local.exact.ranking import RankedArticles, Ranker
from app.search.engines.local.exact.segment.columns import write_columns
from app.search.engines.local.exact.segment.phrase_segment import write_phrases
from app.search.engines.local.exact.spans import DisplayedOffsets, Shown, SpanFinder
from app.search.language.tree import Phrase, has_only_fields
from app.search.request import Group, Scope, SearchRequest
from app.search.results import ArticleMatch, Counts, ExactResults, FacetCounts, Hit, Parts, Span

_LONGEST_CURSOR = 16
"""Digits of a place in a list of hits."""


def write_segment(path: Path, articles: Iterable[IndexArticle], dictionary: Path | None = None) -> None:
    """Write a new segment of articles, which come in page order, each page's one after another.

    ``dictionary`` has further words for the tokenizer.
    """
    own = list(articles)
    with ArrayWriter(path) as writer:
        write_columns(writer, own)
        sizes = [len(article.blocks) for article in own]
        write_phrases(writer, _taken_texts(own), dictionary, sizes)


def _taken_texts(articles: list[IndexArticle]) -> list[str]:
    """Return the texts of articles, of which nothing else is held while these are sorted."""
    texts = [block.text for article in articles for block in article.blocks]
    articles.clear()
    return texts


class ExactSearcher:
    """Exact search in an open generation, from several threads.

    ``segments`` are its files, ``removed`` the numbers of the pages of each that do not count. One query
    compares at most ``most_places`` positions of its terms.
    """

    def __init__(
        self, segments: Sequence[Path], most_places: int, removed: Sequence[Sequence[int]] | None = None
    ) -> None:
        self._most_positions, self._files = most_places, list(segments)
        self.segments = arrays = [ArrayReader(path) for path in segments]
        self.numbering = Numbering(arrays, removed or [()] * len(arrays))
        self.columns = ColumnStore(arrays, self.numbering)
        self.plain = PhraseIndex(arrays, "plain", self.numbering)
        self._recent = RecentPostings()

    @cached_property
    def bare(self) -> PhraseIndex:
        """The index without punctuation."""
        return PhraseIndex(self.segments, "bare", self.numbering)

    @cached_property
    def offsets(self) -> dict[bool, DisplayedOffsets]:
        """What turns positions of the plain index, or of the bare one, into offsets of displayed texts."""
        gaps = self.plain.gaps(self.segments)
        return {bare: DisplayedOffsets(self.plain, gaps, bare) for bare in (False, True)}

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self.columns, self.plain.lengths)

    def files_read(self) -> list[Path]:
        """Return the files that are still read after opening."""
        return self._files

    def search(self, request: SearchRequest) -> ExactResults:
        """Return the counts, facets and one slice of hits, or of articles with their best hits."""
        request = _from_cursor(request)
        every = self.matches(replace(request, filters=()) if request.filters else request)
        matched = filtered(every, self.columns, request.filters)
        counts = count_all(matched, self.columns)
        words = count_words(matched, self.columns)
        following = _following(request, counts)
        if request.group is Group.PARAGRAPH:
            facets = self._facets(every, matched, None, request)
            ranked = self._ranker.page(matched, request.sort, request.offset, request.limit)
            hits = self._hits(request, matched, *ranked)
            return ExactResults(counts, hits, words, facets, following=following)
        by_article = count_by_article(matched, self.columns)
        facets = self._facets(every, matched, by_article, request)
        whole = {number for each in request.whole if (number := self.columns.find_article(each)) is not None}
        best = self._ranker.articles(matched, by_article.paragraphs, request, whole)
        hits = self._hits(request, matched, best.shown, best.scores)
        found = tuple(self._article_matches(matched, best))
        return ExactResults(counts, hits, words, facets, found, following)

    def _facets(
        self, every: Matches, matched: Matches, by_article: ArticleCounts | None, request: SearchRequest
    ) -> dict[str, FacetCounts]:
        """Return the facets of a request; what its filters have kept may have been counted by article."""
        if not request.facet_limit:
            return {}
        known = by_article if every is matched else None
        found = known or count_by_article(every, self.columns)
        return count_facets(every, found, self.columns, request)

    def _hits(
        self, request: SearchRequest, matched: Matches, blocks: Array, scores: Array
    ) -> tuple[Hit, ...]:
        """Return blocks with their scores as hits."""
        finder = self._finder(request, matched)
        return self.hits(blocks, finder.all_shown(blocks), scores)

    def hits(self, blocks: Array, shown: Iterable[Shown], scores: Array) -> tuple[Hit, ...]:
        """Return blocks as hits, with what each shows and its score."""
        ids = self.columns.block_ids.of(blocks)
        articles = self.columns.article_ids.of(self.columns.article_of[blocks])
        spans, places = zip(*shown, strict=True) if ids else ((), ())
        return tuple(map(Hit, ids, articles, spans, places, scores.tolist()))

    def _article_matches(self, matched: Matches, ranked: RankedArticles) -> Iterator[ArticleMatch]:
        """Yield articles with their counts and which of their blocks match."""
        if not len(ranked.sizes):
            return
        blocks, ends = matched.blocks[ranked.matches], np.cumsum(ranked.sizes)
        begins = ends - ranked.sizes
        articles = self.columns.article_of[blocks[begins]]
        first = self.columns.first_block[articles]
        times = np.add.reduceat(matched.frequencies[ranked.matches], begins, dtype=np.int64)
        lengths = self.columns.first_block[articles + 1] - first
        places = (blocks - np.repeat(first, ranked.sizes)).tolist()
        ids = self.columns.article_ids.of(articles)
        numbers = (each.tolist() for each in (times, lengths, begins, ends))
        for id_, often, length, begin, end in zip(ids, *numbers, strict=True):
            counts = as_counts(matched, often, end - begin, 1)
            yield ArticleMatch(id_, counts, length, tuple(places[begin:end]))

    def count(
        self, phrases: Sequence[str], ignore_punctuation: bool = False, strict: bool = False
    ) -> list[Counts]:
        """Return the counts of each literal phrase."""
        matching = Matching(ignore_punctuation, strict)
        index = self.bare if matching.bare else self.plain
        most, recent = self._most_positions, self._recent
        evaluator = Evaluator(index, matching, self.columns, Scope.PARAGRAPH, most, recent)
        return [count_all(evaluator.evaluate(Phrase(text), ()), self.columns) for text in phrases]

    def count_each(self, requests: Sequence[SearchRequest]) -> list[Counts]:
        """Return the counts of each of several searches; those that differ by their filters are made once."""
        alike = defaultdict[SearchRequest, list[int]](list)
        for number, request in enumerate(requests):
            alike[replace(request, filters=())].append(number)
        found: dict[int, Counts] = {}
        for request, numbers in alike.items():
            every = self.matches(request)
            for number in numbers:
                matched = filtered(every, self.columns, requests[number].filters)
                found[number] = count_all(matched, self.columns)
        return [found[number] for number in range(len(requests))]

    def count_by_article(self, request: SearchRequest) -> dict[str, Counts]:
        """Return the counts of a search by article, in page order."""
        matched = self.matches(request)
        found = count_by_article(matched, self.columns)
        rows = zip(*(column.tolist() for column in found), strict=True)
        return {
            self.columns.article_ids[n]: as_counts(matched, times, blocks, 1) for n, times, blocks in rows
        }

    def distribute(self, requests: Sequence[SearchRequest], divisions: Sequence[str]) -> tuple[Parts, ...]:
        """Return the parts of each division of the library with the counts of searches in each."""
        allowed = filter_mask(self.columns, requests[0].filters)
        counted = [count_in_each(self.matches(request), self.columns) for request in requests]
        return tuple(distribute(counted, self.columns, self._characters, allowed, by) for by in divisions)

    @cached_property
    def _characters(self) -> Array:
        """The characters of each article."""
        return np.diff(self.plain.characters_before[self.columns.first_block]).astype(np.int64)

    def spans(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the spans of a request in one article by block id, in reading order."""
        return {block: shown.spans for block, shown in self._shown(article, request).items()}

    def places(self, article: str, request: SearchRequest) -> dict[str, tuple[Span, ...]]:
        """Return the occurrences of a request in one article by block id, in reading order."""
        return {block: shown.places for block, shown in self._shown(article, request).items()}

    def _shown(self, article: str, request: SearchRequest) -> dict[str, Shown]:
        number = self.columns.find_article(article)
        if number is None:
            return {}
        finder = self._finder(request)
        blocks = range(*self.columns.first_block[number : number + 2].tolist())
        found = {self.columns.block_ids[block]: finder.shown(block) for block in blocks}
        return {block: shown for block, shown in found.items() if shown.places}

    def all_places(self, request: SearchRequest) -> tuple[PhraseIndex, Places]:
        """Return all occurrences of a request in page order, and the index in which they stand."""
        index, _ = self._compared(request)
        return index, self._evaluator(request).places(request.node, request.filters)

    def indexed_phrase(self, request: SearchRequest) -> tuple[PhraseIndex, str] | None:
        """Return the index and the text, as it is indexed, of a request for all places of one phrase; None
        where a request asks for more."""
        index, matching = self._compared(request)
        if request.filters or not isinstance(request.node, Phrase):
            return None
        form = index_form(request.node, matching)
        return (index, form.text) if form.typed is None and len(form.pieces) == 1 else None

    def matches(self, request: SearchRequest) -> Matches:
        """Return everything that a request matches."""
        return self._evaluator(request).evaluate(request.node, request.filters)

    def _evaluator(self, request: SearchRequest) -> Evaluator:
        # Fields belong to articles, of which there are far fewer than blocks.
        scope = Scope.ARTICLE if has_only_fields(request.node) else request.scope
        index, matching = self._compared(request)
        return Evaluator(index, matching, self.columns, scope, self._most_positions, self._recent)

    def _finder(self, request: SearchRequest, matched: Matches | None = None) -> SpanFinder:
        index, matching = self._compared(request)
        found = matched.words[0][1] if matched and isinstance(request.node, Phrase) else None
        return SpanFinder(index, matching, self.offsets[matching.bare], self.columns, request.node, found)

    def _compared(self, request: SearchRequest) -> tuple[PhraseIndex, Matching]:
        """Return the index that a request reads, and how it compares wordings with it."""
        matching = Matching(request.ignore_punctuation, request.strict)
        return self.bare if matching.bare else self.plain, matching


def _from_cursor(request: SearchRequest) -> SearchRequest:
    """Return a request with the offset that its cursor stands for: here any place is as near as the first."""
    if not request.after:
        return request
    if not (request.after.isascii() and request.after.isdigit() and len(request.after) < _LONGEST_CURSOR):
        raise InputError("cursor-unknown", after=request.after[:80])
    return replace(request, offset=int(request.after), after="")


def _following(request: SearchRequest, counts: Counts) -> str:
    """Return the cursor of what is behind a slice; empty where nothing is."""
    total = counts.articles if request.group is Group.ARTICLE else counts.paragraphs
    end = max(0, request.offset) + max(0, request.limit)
    return str(end) if request.limit > 0 and end < total else ""
