"""The JSON answers to a search and to a count of phrases."""

from collections.abc import Iterable
from typing import Any, Self

from pydantic import Field, RootModel, SkipValidation

from app.answers.articles import Answer, Id
from app.article import BlockType
from app.library import queries
from app.library.hits import ArticleHits, ExactHits, RelatedHits
from app.library.queries import Change
from app.search import results
from app.search.highlight import printed_wordings
from app.store.rows import TITLE


class Hit(Answer):
    """A block that matches."""

    paragraph: Id
    article: Id
    n: int | None
    type: str = Field(json_schema_extra={"enum": [TITLE, *(each.value for each in BlockType)]})
    text: str
    spans: tuple[results.Span, ...] = Field(description="What is marked: [from, to) in code points of text.")
    places: tuple[results.Span, ...] = Field(
        description="What is counted: a phrase's marks, or a stretch from one mark of NEAR to the other."
    )
    printed: tuple[str, ...] = Field(description="What is marked, as it is printed, each wording once.")


class Word(Answer):
    """One of several words of a query, in all passages that have them all."""

    phrase: SkipValidation[str]
    occurrences: int


NEXT = "The cursor= of what follows; empty where nothing does."


class Exact(Answer):
    """The exact lane: complete by construction."""

    occurrences: int | None = Field(description="Null for several words, which are counted one by one.")
    paragraphs: int
    articles: int
    words: tuple[Word, ...] = Field(description="The words of a query that has several.")
    next: str = Field("", description=NEXT)
    hits: tuple[Hit, ...]


class Related(Answer):
    """The related lane: by words, ranked."""

    words: tuple[str, ...]
    paragraphs: int
    hits: tuple[Hit, ...]


class Reading(Answer):
    """Another way to ask, with what it finds."""

    change: str = Field(json_schema_extra={"enum": [each.value for each in Change]})
    q: SkipValidation[str] = Field(description="The parameters that ask for it.")
    punctuation: str
    form: str
    occurrences: int | None
    paragraphs: int
    articles: int
    words: tuple[Word, ...]


class Search(Answer):
    """The answer to a search; the lanes are never counted together, one that was not asked for is null."""

    # A shell may hand over bytes that are no text; they are given back as they came.
    query: SkipValidation[str]
    exact: Exact | None
    related: Related | None
    readings: tuple[Reading, ...] = Field(
        description="Where the exact lane finds nothing, or may count two words as one."
    )

    @classmethod
    def of(
        cls,
        query: str,
        exact: ExactHits | None,
        related: RelatedHits | None,
        readings: Iterable[queries.Reading] = (),
    ) -> Self:
        """Return the answer of the lanes that were searched; it is validated in one pass, which is faster."""
        return cls.model_validate(
            {
                "query": query,
                "exact": exact and _exact(exact),
                "related": related and related_form(related),
                "readings": readings_form(readings),
            }
        )


class Counted(Answer):
    """The counts of a literal phrase."""

    phrase: SkipValidation[str]
    occurrences: int | None = Field(description="Null where they are not counted.")
    paragraphs: int
    articles: int


class Counts(RootModel[tuple[Counted, ...]]):
    """The counts of several literal phrases."""

    @classmethod
    def of(cls, phrases: Iterable[str], counts: Iterable[results.Counts]) -> Self:
        """Return the answer for phrases and their counts."""
        return cls(
            tuple(
                Counted(
                    phrase=phrase,
                    occurrences=each.occurrences,
                    paragraphs=each.paragraphs,
                    articles=each.articles,
                )
                for phrase, each in zip(phrases, counts, strict=True)
            )
        )


def _exact(lane: ExactHits) -> dict[str, Any]:
    return {**counts_form(lane), "next": lane.following, "hits": hits_form(lane.groups)}


def readings_form(readings: Iterable[queries.Reading]) -> tuple[dict[str, Any], ...]:
    """Return other readings of a query as an answer has them."""
    return tuple(
        {
            "change": reading.change,
            "q": reading.query.text,
            "punctuation": "ignore" if reading.query.request.ignore_punctuation else "",
            "form": "strict" if reading.query.request.strict else "",
            **reading.counts._asdict(),
            "words": reading.words,
        }
        for reading in readings
    )


def counts_form(lane: ExactHits) -> dict[str, Any]:
    """Return the counts of the exact lane as an answer has them."""
    counts = lane.counts
    return {
        "occurrences": counts.occurrences,
        "paragraphs": counts.paragraphs,
        "articles": counts.articles,
        "words": lane.words,
    }


def related_form(lane: RelatedHits) -> dict[str, Any]:
    """Return the related lane as an answer has it."""
    return {"words": lane.words, "paragraphs": lane.total, "hits": hits_form(lane.groups)}


def hits_form(groups: tuple[ArticleHits, ...]) -> tuple[dict[str, Any], ...]:
    """Return the hits in the engine's order, whatever article they stand in."""
    ranked = sorted((hit.place, group.article.id, hit) for group in groups for hit in group.hits)
    return tuple(
        {
            "paragraph": hit.block.id,
            "article": article,
            "n": hit.block.n,
            "type": hit.block.type,
            "text": hit.block.text,
            "spans": hit.spans,
            "places": hit.places,
            "printed": printed_wordings(hit.block.text, hit.spans),
        }
        for _, article, hit in ranked
    )
