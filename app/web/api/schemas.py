"""The API's answers as OpenAPI shows them. Tests hold them to ``app/api_models.py``."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ID = Field(description="Permanent: 16 characters of 0-9 and a-z.", examples=["0h5k2m9p7q3r8s4t"])


class Described(BaseModel):
    """A shape with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class Block(Described):
    """A heading, paragraph, key point or caption."""

    id: str = ID
    type: Literal["heading", "paragraph", "key_point", "caption"]
    n: int = Field(
        default=0, description="Number of a paragraph in its article, from 1; only paragraphs have one."
    )
    text: str
    lines: list[list[int]] = Field(description="Ranges of lines of the source, in reading order.")
    flags: list[str]


class Item(Described):
    """An article in a list."""

    id: str = ID
    page: str
    kind: Literal["article", "brief", "caption"]
    title: str | None = Field(description="Null where the source has none.")
    opening: str = Field(description="The opening words, by which an untitled article is known.")
    authors: list[str]
    affiliation: str | None
    newspaper: str | None
    date: str | None = Field(description="ISO 8601.", examples=["2024-03-12"])
    edition: str | None
    paragraphs: int
    characters: int


class Articles(Described):
    """A slice of a list of articles."""

    total: int
    articles: list[Item]


class Article(Described):
    """An article with its text."""

    id: str = ID
    page: str
    kind: Literal["article", "brief", "caption"]
    title: str | None
    subtitle: str | None
    kicker: str | None
    authors: list[str]
    affiliation: str | None
    source_note: str | None
    newspaper: str | None
    date: str | None
    edition: str | None
    url: str | None
    flags: list[str]
    key_points: list[str]
    headings: list[str]
    paragraphs: list[str]
    captions: list[str]
    blocks: list[Block]


class Page(Described):
    """A source page in a list."""

    id: str
    file: str
    encoding: str
    characters: int
    articles: int
    notes: list[str]


class Skipped(Described):
    """A source file that could not be taken, and why."""

    file: str
    why: str


class Pages(Described):
    """All source pages."""

    pages: list[Page]
    skipped: list[Skipped]


class Unused(Described):
    """Source text that is in no article, and why."""

    text: str
    lines: list[list[int]]
    reason: str


class WholePage(Described):
    """A source page with its articles."""

    id: str
    file: str
    encoding: str
    characters: int
    articles: list[Article]
    notes: list[str]
    unused: list[Unused]


class Current(Described):
    """Where an id leads today."""

    id: str = ID
    article: str = ID
    n: int | None
    text: str


class Paragraph(Described):
    """What became of a paragraph's id."""

    id: str = ID
    status: Literal["current", "moved", "changed", "gone"]
    current: Current | None
    was: str = Field(description="The text as last known under this id.")


class Hit(Described):
    """A block that matches."""

    paragraph: str = ID
    article: str = ID
    n: int | None
    type: str
    text: str
    spans: list[list[int]] = Field(description="[from, to) in code points of text.")


class Exact(Described):
    """The exact lane: complete by construction."""

    occurrences: int
    paragraphs: int
    articles: int
    hits: list[Hit]


class Related(Described):
    """The related lane: by words, ranked."""

    words: list[str]
    paragraphs: int
    hits: list[Hit]


class Search(Described):
    """The answer to a search; the lanes are never counted together."""

    query: str
    exact: Exact
    related: Related | None


class Counted(Described):
    """How often a literal phrase occurs."""

    phrase: str
    occurrences: int
    paragraphs: int
    articles: int


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


def parameter(name: str, description: str, schema: dict[str, Any], example: Any = None) -> dict[str, Any]:
    """A query parameter as OpenAPI writes it."""
    shown = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "description": description, "schema": schema, **shown}


def words(*values: str) -> dict[str, Any]:
    """The schema of a parameter that is one of a few words."""
    return {"type": "string", "enum": list(values), "default": values[0]}


def in_path(name: str, description: str, example: str) -> dict[str, Any]:
    """A path parameter as OpenAPI writes it."""
    text = {"type": "string", "minLength": 1}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": text,
        "example": example,
    }
