"""What a search engine is asked: a parsed query, and how its hits are filtered, ordered and cut."""

from enum import StrEnum
from typing import NamedTuple

from app.facets import FACETS
from app.frozen import dataclass
from app.search.language.tree import Node


class Scope(StrEnum):
    """The unit of text that must contain all terms of a query."""

    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class Sort(StrEnum):
    """The order of the hits; equal ones stay in page order.

    By date, articles whose date is unknown come last, whichever way.
    """

    RELEVANCE = "relevance"
    OCCURRENCES = "occurrences"
    PAGE = "page"
    NEWEST = "newest"
    OLDEST = "oldest"


class Group(StrEnum):
    """What a list of results counts and pages through."""

    PARAGRAPH = "paragraph"
    ARTICLE = "article"


BEST = 3
"""Blocks of an article that are shown of it where results are grouped by article, its title not counted."""


class Filter(NamedTuple):
    """Keep the hits whose article has this value of the facet ``name``, one of ``app.facets.FACETS``.

    Filters of one name are alternatives; filters of different names must all hold.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A validated search: the parsed query, and how its hits are filtered, ordered and cut.

    ``query`` is the text as typed, ``node`` its syntax tree. ``strict`` finds wordings only where they are
    printed with the characters that were typed; fields are not compared so. Of the hits, or of the articles
    where they are grouped, ``limit`` are returned from ``offset`` on; of each of the ``facets``, at most
    ``facet_limit`` values (0: no facets; all of ``app.facets.WHOLE``) and those that are chosen. ``best`` and
    ``whole`` count where hits are grouped by article: an article returns its ``best`` blocks and its title;
    all of them, if ``whole`` has its id. ``unmatched`` leaves out of the related lane what the exact one
    finds. ``after`` is what an earlier answer to the same request gave as ``following``: the hits behind its
    own are returned, whatever the ``offset``.
    """

    query: str
    node: Node
    scope: Scope = Scope.PARAGRAPH
    ignore_punctuation: bool = False
    strict: bool = False
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    after: str = ""
    limit: int = 20
    facet_limit: int = 12
    facets: tuple[str, ...] = FACETS
    group: Group = Group.PARAGRAPH
    best: int = BEST
    whole: frozenset[str] = frozenset()
    unmatched: bool = False
