"""Hits with their texts, grouped by article."""

from collections.abc import Mapping
from typing import NamedTuple

from app.frozen import dataclass
from app.search.results import ArticleMatch, Counts, FacetCounts, Span, WordCount
from app.store.rows import StoredArticle, TextBlock


class BlockHit(NamedTuple):
    """A block that matches (``type`` may be ``title``), the spans to mark and the occurrences in its text,
    its score."""

    block: TextBlock
    spans: tuple[Span, ...]
    places: tuple[Span, ...]
    score: float
    place: int
    """Its place in the slice, whose order the groups break up."""


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """The hits of one slice that stand in one article, in the order of the slice."""

    article: StoredArticle
    hits: tuple[BlockHit, ...]
    match: ArticleMatch | None = None
    """All of the article that matches, where the search was grouped by article."""


@dataclass(frozen=True, slots=True)
class ExactHits:
    """The answer of the exact lane: counts of all matches, one slice of them, facets.

    ``words`` are the words of a query that has several; its counts have no occurrences.
    """

    counts: Counts
    groups: tuple[ArticleHits, ...]
    facets: Mapping[str, FacetCounts | None]
    """None for one that takes the engine longer than it may."""
    words: tuple[WordCount, ...] = ()
    following: str = ""
    """Leads to the slice behind this one; empty where nothing is."""

    @property
    def occurrences(self) -> int | None:
        """Return all occurrences, of several words those of each; None where they are not counted."""
        each = [word.occurrences for word in self.words] or [self.counts.occurrences]
        known = [times for times in each if times is not None]
        return sum(known) if len(known) == len(each) else None


@dataclass(frozen=True, slots=True)
class RelatedHits:
    """The answer of the related lane: the words that were searched, matching blocks in all, one slice."""

    words: tuple[str, ...]
    total: int
    groups: tuple[ArticleHits, ...]
