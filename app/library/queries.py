"""The rules of searching: the lanes that a query is sought in, and what is told where little is found.

Pages, API and commands ask here, so that a zero says the same everywhere.
"""

import time
from dataclasses import dataclass, replace
from enum import StrEnum

from app.library.hits import ExactHits, RelatedHits
from app.library.snapshot import Snapshot
from app.search.contract import Filter, Scope, SearchRequest, Sort, Suggestion
from app.search.language.parser import ParsedQuery, parse_or_literal
from app.search.language.tree import Field, Phrase, has_only_fields, shown_phrases
from app.store.rows import StoredBlock

THIN = 3
"""The related lane and the bylines are looked into where the exact lane has fewer paragraphs than this."""
RELATED_SHOWN = 10
"""Related paragraphs beside a thin exact lane."""
NEAREST, TERMS = 12, 4
"""Suggestions for a query without hits, and its wordings that are looked into one by one."""
BYLINE_FIELDS = ("author", "institution", "source")
"""Fields that are printed with an article and are no part of its text."""
QUOTED, NEARBY = 120, 3
"""Of a paragraph that is gone: the characters whose words are sought, and the paragraphs found."""


class Mode(StrEnum):
    """The lane that is asked for."""

    EXACT = "exact"
    RELATED = "related"


class Zero(StrEnum):
    """The reach of a search without exact hits: of one wording in the whole library it can be cited, of less
    it must not be."""

    FILTERED = "filtered"
    """Only a part of the library was searched."""
    PHRASE = "phrase"
    """One wording, nowhere in the library."""
    FIELDS = "fields"
    """Fields alone, which no article has."""
    COMBINATION = "combination"
    """Several wordings, of which each may occur by itself."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its parse and the request to the engine: made once for each search."""

    parsed: ParsedQuery
    request: SearchRequest

    @property
    def text(self) -> str:
        """The query as typed."""
        return self.request.query

    @property
    def is_phrase(self) -> bool:
        """True where one wording is sought and nothing else."""
        return isinstance(self.parsed.node, Phrase)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a query, as the search page and ``judou search`` show it."""

    exact: ExactHits
    related: RelatedHits | None
    suggestions: tuple[Suggestion, ...]
    """Bylines that hold the wording, parts that occur, and what sounds or looks alike."""
    zero: Zero | None
    """None where the exact lane has hits."""
    seconds: float
    """The time that the exact lane took."""


def parse_query(
    text: str,
    *,
    scope: Scope = Scope.PARAGRAPH,
    ignore_punctuation: bool = False,
    filters: tuple[Filter, ...] = (),
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 20,
    facet_limit: int = 12,
) -> Query:
    """Parse a query; one that cannot be read is taken as one literal phrase."""
    parsed = parse_or_literal(text)
    request = SearchRequest(
        query=text,
        node=parsed.node,
        scope=scope,
        ignore_punctuation=ignore_punctuation,
        filters=filters,
        sort=sort,
        offset=offset,
        limit=limit,
        facet_limit=facet_limit,
    )
    return Query(parsed, request)


def answer(snapshot: Snapshot, query: Query, mode: Mode | None) -> SearchAnswer:
    """Answer a query in one lane, or in both where ``mode`` is None.

    Where the related lane is asked for, the exact one is only counted; a thin exact one brings the
    beginning of the related one with it.
    """
    request = query.request
    started = time.perf_counter()
    exact = snapshot.search(replace(request, offset=0, limit=1) if mode == Mode.RELATED else request)
    seconds = time.perf_counter() - started
    found = exact.counts.paragraphs
    suggestions = _bylines(snapshot, query) if found < THIN else []
    suggestions += [] if found else _nearest(snapshot, query)
    related = _related(snapshot, request, mode, found)
    return SearchAnswer(exact, related, tuple(suggestions), None if found else _zero(query), seconds)


def nearest_paragraphs(snapshot: Snapshot, text: str) -> tuple[StoredBlock, ...]:
    """Return the paragraphs nearest in wording to one that is gone with everything around it."""
    quoted = text[:QUOTED]
    if not quoted:
        return ()
    request = SearchRequest(query=quoted, node=Phrase(quoted), limit=NEARBY, facet_limit=0)
    return tuple(hit.block for group in snapshot.search_related(request).groups for hit in group.hits)


def _related(snapshot: Snapshot, request: SearchRequest, mode: Mode | None, found: int) -> RelatedHits | None:
    """Search the related lane only where it is shown: on request, or beside a thin exact lane."""
    if mode != Mode.EXACT:
        return snapshot.search_related(request)
    if request.offset == 0 and found < THIN:
        return snapshot.search_related(replace(request, limit=RELATED_SHOWN))
    return None


def _bylines(snapshot: Snapshot, query: Query) -> list[Suggestion]:
    """Count the articles that have the wording not in their text but in what stands around it."""
    node = query.parsed.node
    if not isinstance(node, Phrase) or not node.text.strip():
        return []
    found = []
    for name in BYLINE_FIELDS:
        request = SearchRequest(node.text, Field(name, node.text), limit=1, facet_limit=0)
        if articles := snapshot.search(request).counts.articles:
            found.append(Suggestion(node.text, articles, name))
    return found


def _nearest(snapshot: Snapshot, query: Query) -> list[Suggestion]:
    """Return for each wording of a query without hits its own count, or what comes nearest to it."""
    found: list[Suggestion] = []
    terms = list(dict.fromkeys(shown_phrases(query.parsed.node)))[:TERMS]
    for term, counts in zip(terms, snapshot.count(terms), strict=True):
        if counts.occurrences:
            found.append(Suggestion(term, counts.occurrences, "part"))
        else:
            found += snapshot.did_you_mean(term, NEAREST // len(terms))
    return found


def _zero(query: Query) -> Zero:
    if query.request.filters:
        return Zero.FILTERED
    if query.is_phrase:
        return Zero.PHRASE
    return Zero.FIELDS if has_only_fields(query.parsed.node) else Zero.COMBINATION
