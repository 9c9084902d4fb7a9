"""Spread wordings over the parts of a library: by article, page, author, year and so on.

A part has text or it has none. Where it has, nothing found is a zero; where it has none, nothing is known.
Nothing is smoothed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from app.analysis.dispersion import Dispersion, dispersion
from app.facets import UNKNOWN
from app.frozen import dataclass
from app.library.hits import BlockHit, ExactHits
from app.library.queries import Query
from app.library.snapshot import Snapshot
from app.search.language.tree import And, Field, Node, Not, NotWithin, Or, Phrase
from app.search.language.unparse import unparse
from app.search.request import Scope, SearchRequest, Sort
from app.search.results import BY_ARTICLE, Counts, Part, PartCounts, Parts
from app.store.rows import StoredArticle

PER = 10_000
"""Rates are occurrences in so many characters."""
MOST_PHRASES = 6
"""Wordings that are compared at once."""


class Division(StrEnum):
    """What the library is divided by: articles, or the values of a facet."""

    ARTICLE = BY_ARTICLE
    PAGE = "page"
    FOLDER = "folder"
    AUTHOR = "author"
    INSTITUTION = "institution"
    ISSUING_BODY = "issuing_body"
    NEWSPAPER = "newspaper"
    KIND = "kind"
    YEAR = "year"
    MONTH = "month"


_TIME = {Division.YEAR: 4, Division.MONTH: 7}
"""Divisions of time, and the length of a date that tells the part."""


class Nested(StrEnum):
    """What counts where one wording asked for stands inside another."""

    ALL = "all"
    """Both."""
    LONGEST = "longest"
    """The longer one alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence: its block, the first in it, and its article."""

    hit: BlockHit
    article: StoredArticle


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest time without a wording in which there is dated text: ``articles`` lie within.

    ``first`` and ``last`` are the days with the wording around it.
    """

    first: str
    last: str
    days: int
    articles: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How one wording is spread over the parts; places are in the order of dates where any is known."""

    dispersion: Dispersion
    first: Place | None
    last: Place | None
    in_title: Place | None
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The parts in their order, what has no value last, with the counts of each wording, and the whole.

    ``together`` counts the articles that have all of several wordings. Parts that ``overlap`` share
    articles, so that their counts add up to more than the whole. A part of time may have no text at all.
    """

    by: Division
    parts: Parts
    whole: Part
    together: int | None
    dated: bool
    """True where any article that is counted has a date: firsts and lasts are by date then, else by place."""
    spreads: tuple[Spread, ...]

    @property
    def overlap(self) -> bool:
        """True where an article belongs to several parts."""
        return sum(self.parts.articles) > self.whole.articles


def rate(counts: Counts, characters: int) -> float | None:
    """Return the occurrences in ten thousand characters; None where there is no text, or no occurrences can
    be counted (several words)."""
    return None if counts.occurrences is None or not characters else counts.occurrences * PER / characters


def distribute(snapshot: Snapshot, queries: Sequence[Query], by: Division, nested: Nested) -> Distribution:
    """Return how queries, which have the same filters, are spread over the parts that ``by`` makes."""
    queries = counted_queries(queries, nested)
    # An article has one date or none, so that each is counted once.
    parts, by_date = snapshot.distribute([query.request for query in queries], (by, "date"))
    whole, days = _sum(by_date), _days(by_date)
    parts = _in_order(parts, by)
    ends = _ends(snapshot, queries, whole.counts, dated=bool(days))
    whole_days = [n for n in days if len(by_date.values[n]) == len("2024-01-01")]
    return Distribution(
        by,
        parts,
        whole,
        _together(snapshot, queries, parts, by),
        bool(days),
        tuple(
            Spread(_evenness(parts.counts[n], parts.characters), *ends[n], _silence(by_date, whole_days, n))
            for n in range(len(queries))
        ),
    )


def _days(by_date: Parts) -> list[int]:
    """Return the numbers of the parts that have a date, the oldest first."""
    return sorted((n for n, day in enumerate(by_date.values) if day), key=by_date.values.__getitem__)


def _in_order(parts: Parts, by: Division) -> Parts:
    """Return parts in the order in which they are told: by time without gaps, or as they stand; what has no
    value is last."""
    unknown = UNKNOWN.get(by, "")
    values = [value if value != unknown else "" for value in parts.values]
    named = Parts(values, parts.articles, parts.characters, parts.counts)
    if by in _TIME:
        return Parts.of(_without_gaps(list(named), by), len(parts.counts))
    if "" in values[:-1]:
        return Parts.of(sorted(named, key=lambda part: not part.value), len(parts.counts))
    return named


def _evenness(counts: PartCounts, sizes: Sequence[int]) -> Dispersion:
    """Return the dispersion over parts; of several words, which have no occurrences together, the range."""
    times = [each for each in counts.occurrences if each is not None]
    if len(times) == len(counts.occurrences):
        return dispersion(times, sizes)
    found = dispersion([0 for _ in sizes], sizes)
    return replace(found, range=sum(each > 0 for each in counts.paragraphs))


def counted_queries(queries: Sequence[Query], nested: Nested) -> list[Query]:
    """Return queries as they are counted beside each other."""
    return [_outermost(query, queries) if nested is Nested.LONGEST else query for query in queries]


def _outermost(query: Query, queries: Sequence[Query]) -> Query:
    """Return a query without the occurrences that stand inside those of a longer one."""
    node = query.request.node
    if not isinstance(node, Phrase):
        return query
    longer = [
        other.request.node
        for other in queries
        if isinstance(other.request.node, Phrase)
        and node.text in other.request.node.text
        and node != other.request.node
    ]
    if not longer:
        return query
    outer: Node = longer[0] if len(longer) == 1 else Or(tuple(longer))
    alone = NotWithin(node, outer)
    return replace(query, request=replace(query.request, node=alone, query=unparse(alone)))


def _sum(parts: Parts) -> Part:
    """Return the sum of parts that have no article in common; several words have no occurrences together."""
    counts = (
        Counts(
            None if None in each.occurrences else sum(times or 0 for times in each.occurrences),
            sum(each.paragraphs),
            sum(each.articles),
        )
        for each in parts.counts
    )
    return Part("", sum(parts.articles), sum(parts.characters), tuple(counts))


def _together(snapshot: Snapshot, queries: Sequence[Query], parts: Parts, by: Division) -> int | None:
    """Return the number of articles in which all of several queries have a match, each as it is searched."""
    if len(queries) < 2:
        return None
    requests = [query.request for query in queries]
    if all(each.scope is Scope.ARTICLE or _has_one_place(each.node) for each in requests):
        every = replace(requests[0], node=And(tuple(each.node for each in requests)), scope=Scope.ARTICLE)
        return snapshot.count_each([replace(every, limit=0, facet_limit=0)])[0].articles
    # Words that must share a paragraph, or must not, are none that an article has.
    articles = parts if by is Division.ARTICLE else snapshot.distribute(requests, (Division.ARTICLE,))[0]
    return sum(map(all, zip(*(counts.articles for counts in articles.counts), strict=True)))


def _has_one_place(node: Node) -> bool:
    """Return whether what matches stands in one place: an article has it where one of its paragraphs has."""
    return all(map(_has_one_place, node.parts)) if isinstance(node, Or) else not isinstance(node, And | Not)


def _without_gaps(parts: Sequence[Part], by: Division) -> Iterator[Part]:
    """Yield all years or months from the first to the last, also those without text, then the undated."""
    known = {part.value: part for part in parts}
    times = sorted(value for value in known if value)
    none = tuple(Counts(0, 0, 0) for _ in (parts[0].counts if parts else ()))
    for value in _times(times[0], times[-1], by) if times else ():
        yield known.get(value) or Part(value, 0, 0, none)
    if "" in known:
        yield known[""]


def _times(first: str, last: str, by: Division) -> Iterator[str]:
    """Yield the years or months from one to another, as ISO 8601 writes them."""
    length = _TIME[by]
    months = range(int(first[:4]) * 12 + int(first[5:7] or 1) - 1, int(last[:4]) * 12 + int(last[5:7] or 12))
    yield from dict.fromkeys(f"{month // 12:04}-{month % 12 + 1:02}"[:length] for month in months)


_Ends = tuple[Place | None, Place | None, Place | None]
"""The first match, the last one, and the first title that has a wording."""


def _ends(
    snapshot: Snapshot, queries: Sequence[Query], counts: Sequence[Counts], *, dated: bool
) -> list[_Ends]:
    """Return the ends of each query, by date or by place; all are read together."""
    first, last = (Sort.OLDEST, Sort.NEWEST) if dated else (Sort.PAGE, Sort.PAGE)
    asked = []
    for query, count in zip(queries, counts, strict=True):
        request = replace(query.request, sort=first, limit=1, facet_limit=0)
        behind = 0 if dated else max(0, count.paragraphs - 1)
        asked += [request, replace(request, sort=last, offset=behind), _in_titles(request)]
    found = [_place(each) for each in snapshot.search_each(asked)]
    return [(found[n], found[n + 1], found[n + 2]) for n in range(0, len(found), 3)]


def _in_titles(request: SearchRequest) -> SearchRequest:
    """Return a search for the titles that have a wording; for nothing where it is no wording."""
    if not isinstance(request.node, Phrase):
        return replace(request, limit=0)
    return replace(request, node=And((request.node, Field("title", request.node.text))))


def _place(found: ExactHits) -> Place | None:
    groups = found.groups
    return Place(groups[0].hits[0], groups[0].article) if groups else None


def _silence(by_date: Parts, days: Sequence[int], number: int) -> Silence | None:
    """Return the longest time between two days with the wording in which other days have text; ``days`` are
    the parts that are days, in order."""
    found: Silence | None = None
    before, articles = "", 0
    having = by_date.counts[number].paragraphs
    for day in days:
        if not having[day]:
            articles += by_date.articles[day]
            continue
        value = by_date.values[day]
        if before and articles:
            length = (date.fromisoformat(value) - date.fromisoformat(before)).days
            if found is None or length > found.days:
                found = Silence(before, value, length, articles)
        before, articles = value, 0
    return found
