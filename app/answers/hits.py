"""The JSON answers to a search that list its articles or its occurrences: made of what was read."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from pydantic import Field, SkipValidation

from app.answers.articles import Answer, Date, Id
from app.answers.search import (
    NEXT,
    Hit,
    Reading,
    Related,
    Word,
    counts_form,
    hits_form,
    readings_form,
    related_form,
)
from app.library import queries
from app.library.hits import ArticleHits, ExactHits, RelatedHits
from app.search import results
from app.store.rows import StoredArticle, TextBlock


class FoundArticle(Answer):
    """An article that matches: its counts, and its best passages, the most relevant first."""

    article: Id
    title: str | None
    opening: str
    authors: tuple[str, ...]
    newspaper: str | None
    date: Date | None
    page: str
    occurrences: int | None
    paragraphs: int
    hits: tuple[Hit, ...]


class ExactByArticle(Answer):
    """The exact lane, each article once."""

    occurrences: int | None
    paragraphs: int
    articles: int
    words: tuple[Word, ...]
    next: str = Field("", description=NEXT)
    groups: tuple[FoundArticle, ...]


class SearchByArticle(Answer):
    """The answer to a search that lists articles."""

    query: SkipValidation[str]
    exact: ExactByArticle | None
    related: Related | None
    readings: tuple[Reading, ...]

    @classmethod
    def of(
        cls,
        query: str,
        exact: ExactHits | None,
        related: RelatedHits | None,
        readings: Iterable[queries.Reading] = (),
    ) -> Self:
        """Return the answer of the lanes that were searched."""
        return cls.model_validate(
            {
                "query": query,
                "exact": exact and _exact_by_article(exact),
                "related": related and related_form(related),
                "readings": readings_form(readings),
            }
        )


class Occurrence(Answer):
    """One occurrence, with what stands around it."""

    left: str
    hit: str
    right: str
    start: int = Field(description="[start, end) in code points of the paragraph's text.")
    end: int
    paragraph: Id
    n: int | None
    type: str
    article: Id
    title: str | None
    authors: tuple[str, ...]
    newspaper: str | None
    date: Date | None
    edition: str | None
    page: str
    url: str = Field(description="The permalink of the paragraph.")

    @classmethod
    def of(cls, article: StoredArticle, block: TextBlock, span: results.Span, width: int, url: str) -> Self:
        """Return one place with ``width`` characters on either side, all of it as printed."""
        start, end = span
        known = {
            name: getattr(article, name) for name in ("title", "authors", "newspaper", "date", "edition")
        }
        return cls.model_construct(
            left=block.text[max(0, start - width) : start],
            hit=block.text[start:end],
            right=block.text[end : end + width],
            start=start,
            end=end,
            paragraph=block.id,
            n=block.n,
            type=block.type,
            article=article.id,
            page=article.page,
            url=url,
            **known,
        )


class Occurrences(Answer):
    """The hits of a search, a row an occurrence; ``next`` is the offset of the paragraphs that follow."""

    query: SkipValidation[str]
    occurrences: int | None
    paragraphs: int
    articles: int
    words: tuple[Word, ...]
    next: int | None
    rows: tuple[Occurrence, ...]

    @classmethod
    def of(cls, query: str, exact: ExactHits, following: int | None) -> Self:
        """Return the answer without its rows."""
        counted = {**counts_form(exact), "words": tuple(map(Word.model_validate, exact.words))}
        return cls.model_construct(query=query, **counted, next=following, rows=())

    def json_pieces(self, rows: Iterable[Occurrence]) -> Iterator[str]:
        """Yield the answer as JSON with rows that are made one by one."""
        yield self.model_dump_json().removesuffix("]}")
        for n, row in enumerate(rows):
            yield "," * bool(n) + row.model_dump_json()
        yield "]}"


def _exact_by_article(lane: ExactHits) -> dict[str, Any]:
    return {**counts_form(lane), "next": lane.following, "groups": tuple(map(_found_article, lane.groups))}


def _found_article(group: ArticleHits) -> dict[str, Any]:
    article, match = group.article, group.match
    names = ("title", "opening", "authors", "newspaper", "date", "page")
    return {
        "article": article.id,
        **{name: getattr(article, name) for name in names},
        "occurrences": match.counts.occurrences if match else None,
        "paragraphs": match.counts.paragraphs if match else 0,
        "hits": hits_form((group,)),
    }
