"""The rules of searching: the lanes that a query is sought in, and what is told where little is found.

Pages, API and commands ask here, so that a zero says the same everywhere.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from app.errors import InputError
from app.facets import FACETS, counted_as
from app.frozen import dataclass
from app.library.hits import ExactHits, RelatedHits
from app.library.snapshot import Snapshot
from app.search.language.parser import ParsedQuery, parse_or_literal
from app.search.language.tree import And, Field, Phrase, Wording, has_only_fields, shown_wordings
from app.search.language.unparse import unparse
from app.search.request import Filter, Group, Scope, SearchRequest, Sort
from app.search.results import Counts, Suggestion, WordCount
from app.store.rows import TextBlock
from app.text import compose, fold
from app.variants import TWO_WORDS

THIN = 3
"""The related lane and the bylines are looked into where the exact lane has fewer paragraphs than this."""
RELATED_SHOWN = 10
"""Related paragraphs beside a thin exact lane."""
ALONE = "alone"
"""The kind of a suggestion that is one of the query's own wordings, counted as the query is understood."""
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


class Change(StrEnum):
    """What another reading of a query changes."""

    FORMS = "forms"
    """Characters are compared folded, not as typed."""
    PUNCTUATION = "punctuation"
    """Punctuation does not count."""
    APART = "apart"
    """What is one phrase with spaces in it is several words."""
    TYPED = "typed"
    """Characters are compared as typed, not folded."""


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
        return isinstance(self.parsed.node, Wording)


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a query: what it changes, the query to follow, and what that finds."""

    change: Change
    query: Query
    counts: Counts
    words: tuple[WordCount, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a query, as the search page and ``judou search`` show it."""

    exact: ExactHits
    related: RelatedHits | None
    suggestions: tuple[Suggestion, ...]
    """Bylines that hold the wording, parts that occur, and what sounds or looks alike."""
    zero: Zero | None
    """None where the exact lane has hits."""
    readings: tuple[Reading, ...]
    """Where the exact lane has no hits: other readings that have some, the nearest first. Where it may count
    two words as one: what is printed as typed."""
    seconds: float
    """The time that the exact lane took."""


def parse_query(
    text: str,
    *,
    scope: Scope = Scope.PARAGRAPH,
    ignore_punctuation: bool = False,
    strict: bool = False,
    filters: tuple[Filter, ...] = (),
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    after: str = "",
    limit: int = 20,
    facet_limit: int = 12,
    group: Group = Group.PARAGRAPH,
    whole: frozenset[str] = frozenset(),
) -> Query:
    """Parse a query; one that cannot be read is taken as one literal phrase."""
    parsed = parse_or_literal(text)
    request = SearchRequest(
        query=text,
        node=parsed.node,
        scope=scope,
        ignore_punctuation=ignore_punctuation,
        strict=strict,
        filters=filters,
        sort=sort,
        offset=offset,
        after=after,
        limit=limit,
        facet_limit=facet_limit,
        group=group,
        whole=whole,
    )
    return Query(parsed, request)


def named_filters(pairs: Iterable[tuple[str, str]]) -> tuple[Filter, ...]:
    """Return filters by name and value, each once; InputError for a name that there is not."""
    found: dict[Filter, None] = {}
    for name, value in pairs:
        if name not in FACETS:
            raise InputError("parameter-unknown", name=name, known=", ".join(FACETS))
        if value:
            found |= dict.fromkeys(Filter(name, each) for each in counted_as(name, value))
    return tuple(found)


def answer(snapshot: Snapshot, query: Query, mode: Mode | None) -> SearchAnswer:
    """Answer a query in one lane, or in both where ``mode`` is None.

    Where the related lane is asked for, the exact one is only counted. Unasked it comes where the exact one
    is thin and did not answer a wording that occurs; it never repeats what the exact one finds.
    """
    request = query.request
    started = time.perf_counter()
    exact = snapshot.search(
        replace(request, offset=0, after="", limit=1) if mode == Mode.RELATED else request
    )
    seconds = time.perf_counter() - started
    found = exact.counts.paragraphs
    suggestions = _bylines(snapshot, query) if found < THIN else []
    suggestions += [] if found else _nearest(snapshot, query)
    related = _related(snapshot, query, mode, found)
    zero = None if found else _zero(query)
    readings = other_readings(snapshot, query, exact.counts)
    return SearchAnswer(exact, related, tuple(suggestions), zero, readings, seconds)


def nearest_paragraphs(snapshot: Snapshot, text: str) -> tuple[TextBlock, ...]:
    """Return the paragraphs nearest in wording to one that is gone with everything around it."""
    quoted = text[:QUOTED]
    if not quoted:
        return ()
    request = SearchRequest(query=quoted, node=Phrase(quoted), limit=NEARBY, facet_limit=0)
    return tuple(hit.block for group in snapshot.search_related(request).groups for hit in group.hits)


def _related(snapshot: Snapshot, query: Query, mode: Mode | None, found: int) -> RelatedHits | None:
    """Search the related lane only where it is shown."""
    request = replace(query.request, unmatched=True)
    if mode == Mode.RELATED:
        return snapshot.search_related(request)
    if query.is_phrase and found:
        return None
    if mode is None:
        return snapshot.search_related(request)
    if request.offset == 0 and found < THIN:
        return snapshot.search_related(replace(request, limit=RELATED_SHOWN))
    return None


def other_readings(snapshot: Snapshot, query: Query, counts: Counts) -> tuple[Reading, ...]:
    """Return the readings of a query that tell more than its ``counts``, the nearest first.

    Without hits these are all that have some. With hits it is the query as typed, where that finds less and
    the fold takes two words for one.
    """
    found = []
    for change, other in _as_typed(query) if counts.paragraphs else _possible_readings(query):
        exact = snapshot.search(replace(other.request, offset=0, after="", limit=0, facet_limit=0))
        if exact.counts.paragraphs and exact.counts != counts:
            found.append(Reading(change, other, exact.counts, exact.words))
    return tuple(found)


def _as_typed(query: Query) -> Iterator[tuple[Change, Query]]:
    """Yield a query as typed where it has a character that is folded to what is another word."""
    request = query.request
    if not request.strict and any(TWO_WORDS & set(each.text) for each in shown_wordings(request.node)):
        yield Change.TYPED, Query(query.parsed, replace(request, strict=True))


def _possible_readings(query: Query) -> Iterator[tuple[Change, Query]]:
    """Yield the readings that a query may have besides the one it was given."""
    request = replace(query.request, offset=0, after="")
    if has_only_fields(request.node):
        return
    if request.strict:
        yield Change.FORMS, Query(query.parsed, replace(request, strict=False))
    if not request.ignore_punctuation:
        yield Change.PUNCTUATION, Query(query.parsed, replace(request, ignore_punctuation=True))
    node = request.node
    # What was quoted was meant as one phrase.
    if isinstance(node, Phrase) and " " in node.text and node.text == compose(query.text.strip()):
        apart = And(tuple(Phrase(word) for word in node.text.split()))
        written = unparse(apart)
        yield Change.APART, Query(ParsedQuery(apart), replace(request, query=written, node=apart))


def _bylines(snapshot: Snapshot, query: Query) -> list[Suggestion]:
    """Count the articles that have the wording not in their text but in what stands around it."""
    node = query.parsed.node
    if not isinstance(node, Phrase) or not node.text.strip():
        return []
    fields = [Field(name, node.text) for name in BYLINE_FIELDS]
    counted = snapshot.count_each([SearchRequest(node.text, field) for field in fields])
    return [
        Suggestion(node.text, counts.articles, field.name)
        for field, counts in zip(fields, counted, strict=True)
        if counts.articles
    ]


def _nearest(snapshot: Snapshot, query: Query) -> list[Suggestion]:
    """Return for each wording of a query without hits its own count, or what comes nearest to it."""
    found: list[Suggestion] = []
    phrases = [each.text for each in shown_wordings(query.parsed.node) if isinstance(each, Phrase)]
    # Pinyin is typed syllable by syllable: all of it is one wording.
    if len(phrases) > 1 and all(each.isascii() and each.isalpha() for each in phrases):
        found = snapshot.did_you_mean(" ".join(phrases), NEAREST)
    terms = [] if found else list(dict.fromkeys(phrases))[:TERMS]
    request = query.request
    counted = snapshot.count(terms, ignore_punctuation=request.ignore_punctuation, strict=request.strict)
    for term, counts in zip(terms, counted, strict=True):
        if counts.at_least:
            found.append(Suggestion(term, counts.at_least, ALONE))
        else:
            near = snapshot.did_you_mean(term, NEAREST // len(terms))
            # Where only what is typed counts, the wording itself may stand there in another form.
            found += [each for each in near if fold(each.phrase) != fold(term)]
    return found


def _zero(query: Query) -> Zero:
    if query.request.filters:
        return Zero.FILTERED
    if query.is_phrase:
        return Zero.PHRASE
    return Zero.FIELDS if has_only_fields(query.parsed.node) else Zero.COMBINATION
