"""The JSON answers of the API and of ``--json``, declared once: made of what was read, shown in OpenAPI."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, SkipValidation, create_model

from app.article import ArticleMetadata, BlockType, Flag, Kind, Lines
from app.institutions import parse_institutions
from app.library import queries
from app.library.contents import FullArticle, FullPage
from app.library.hits import ArticleHits, ExactHits, RelatedHits
from app.library.queries import Change
from app.messages import Message
from app.permalinks.resolve import Resolved, Status
from app.search import results
from app.search.highlight import printed_wordings
from app.store.rows import TITLE, StoredBlock

Id = Annotated[
    str, Field(description="Permanent: 16 characters of 0-9 and a-z.", examples=["0h5k2m9p7q3r8s4t"])
]
Told = Annotated[str, BeforeValidator(str)]
"""Messages in English."""
Date = Annotated[str, Field(description="ISO 8601.", examples=["2024-03-12"])]


class Answer(BaseModel):
    """An answer with exactly these fields, in this order; read from the attributes of what is stored."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, json_schema_serialization_defaults_required=True
    )


class Block(Answer):
    """A heading, paragraph, key point or caption."""

    id: Id
    type: BlockType
    n: int | None = Field(
        default=None,
        exclude_if=lambda number: number is None,
        description="Number of a paragraph in its article, from 1; only paragraphs have one.",
    )
    text: str
    lines: Lines = Field(description="Ranges of lines of the source, in reading order.")
    flags: tuple[Flag, ...]


class Item(Answer):
    """An article in a list: what is known of it, without its text."""

    id: Id
    page: str
    kind: Kind
    title: str | None = Field(description="Null where the source has none.")
    opening: str = Field(description="The opening words, by which an untitled article is known.")
    authors: tuple[str, ...]
    affiliation: str | None
    newspaper: str | None
    date: Date | None
    edition: str | None
    paragraphs: int
    characters: int


class Articles(Answer):
    """A slice of a list of articles."""

    total: int
    articles: tuple[Item, ...]


class Institution(Answer):
    """A body that an author belongs to, as printed."""

    body: str
    part_of: tuple[str, ...] = Field(description="The bodies that it is part of, the largest first.")
    posts: tuple[str, ...] = Field(description="The author's posts in it.")


class _Identified(Answer):
    id: Id
    page: str
    kind: Kind


_METADATA: dict[str, Any] = {each.name: (each.type, ...) for each in fields(ArticleMetadata)}
_Described: Any = create_model("_Described", __base__=_Identified, **_METADATA)


class Article(_Described):  # type: ignore[misc]
    """An article with its text: the keys of a parse, and ids."""

    institutions: tuple[Institution, ...] = Field(description="What the affiliation names, if it is clear.")
    flags: tuple[Flag, ...]
    key_points: tuple[str, ...]
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, view: FullArticle) -> Self:
        """Return the answer for an article and its blocks."""
        article, blocks = view.article, view.blocks
        return cls(
            id=article.id,
            page=article.page,
            kind=article.kind,
            **article.metadata(),
            institutions=tuple(
                map(Institution.model_validate, parse_institutions(article.affiliation or ""))
            ),
            flags=article.flags,
            key_points=_texts(blocks, BlockType.KEY_POINT),
            headings=_texts(blocks, BlockType.HEADING),
            paragraphs=_texts(blocks, BlockType.PARAGRAPH),
            captions=_texts(blocks, BlockType.CAPTION),
            blocks=tuple(Block.model_validate(block) for block in blocks),
        )


class _File(Answer):
    id: str
    file: str
    folder: str | None = Field(description="The title of its folder, where a person gave one.")
    encoding: str
    characters: int


class Page(_File):
    """A source page in a list."""

    articles: int
    notes: tuple[Told, ...]


class Skipped(Answer):
    """A source file that could not be taken, and why."""

    file: str
    why: str


class Pages(Answer):
    """All source pages, and the files that could not be taken."""

    pages: tuple[Page, ...]
    skipped: tuple[Skipped, ...]


class Unused(Answer):
    """Source text that is in no article, and why."""

    text: str
    lines: Lines
    reason: str


class WholePage(_File):
    """A source page with its articles and what of it is in none of them."""

    articles: tuple[Article, ...]
    notes: tuple[Told, ...]
    unused: tuple[Unused, ...]

    @classmethod
    def of(cls, view: FullPage) -> Self:
        """Return the answer for a page and its articles."""
        page = view.page
        return cls(
            id=page.id,
            file=page.file,
            folder=page.folder,
            encoding=page.encoding,
            characters=page.characters,
            articles=tuple(Article.of(article) for article in view.articles),
            notes=tuple(str(note) for note in page.notes),
            unused=tuple(
                Unused(text=each.text, lines=each.lines, reason=str(Message(each.reason)))
                for each in view.source.unused
            ),
        )


class Current(Answer):
    """The paragraph that an id leads to today."""

    id: Id
    article: Id
    n: int | None
    text: str


class Paragraph(Answer):
    """What became of a paragraph's id."""

    id: Id
    status: Status
    current: Current | None
    was: str = Field(description="The text as last known under this id.")

    @classmethod
    def of(cls, resolved: Resolved[StoredBlock]) -> Self:
        """Return the answer for an id that was given out."""
        return cls.model_validate(resolved)


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
    occurrences: int
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
                    occurrences=each.times,
                    paragraphs=each.paragraphs,
                    articles=each.articles,
                )
                for phrase, each in zip(phrases, counts, strict=True)
            )
        )


class ProblemDetails(BaseModel):
    """A problem, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def _texts(blocks: tuple[StoredBlock, ...], kind: BlockType) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if block.type == kind)


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
