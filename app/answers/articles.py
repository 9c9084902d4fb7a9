"""The JSON answers that give articles, pages and paragraphs, for the API and for ``--json`` alike.

Each form is declared once, made of what was read, and shown in OpenAPI.
"""

from dataclasses import fields
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from app.article import ArticleMetadata, BlockType, Flag, Kind, Lines
from app.institutions import parse_institutions
from app.library.contents import FullArticle, FullPage
from app.messages import Message
from app.permalinks.resolve import Resolved, Status
from app.store.rows import StoredBlock

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


class ProblemDetails(BaseModel):
    """A problem, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def _texts(blocks: tuple[StoredBlock, ...], kind: BlockType) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if block.type == kind)
