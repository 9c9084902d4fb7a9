"""The values that the store keeps: frozen rows, as everything above the store passes them on."""

from dataclasses import field
from typing import NamedTuple

from app.article import Article, ArticleMetadata, BlockType, Box, Flag, Kind, Lines, Part, Print, Unused
from app.frozen import dataclass
from app.messages import Message

TITLE = "title"
"""The block type of a title's row: it can be searched and linked to, and is no block of the body."""

LEAD, LEAD_FROM = 120, 3
"""Characters of the text that a list of articles shows, and the paragraphs that they are taken from: the
first alone may be a date or what is left of a paragraph."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One searchable text; ``type`` is ``title`` or a ``BlockType``, ``n`` numbers paragraphs from 1."""

    id: str
    article: str
    position: int
    type: str
    n: int | None
    text: str


@dataclass(frozen=True, slots=True)
class StoredBlock(TextBlock):
    """A block with all that is known of it: where it stands in its source, and how sure that is."""

    lines: Lines = ()
    flags: tuple[Flag, ...] = ()
    confidence: float = 1.0
    level: int = 0
    """Of a heading, from 1, where the source tells levels apart; else 0."""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle(ArticleMetadata):
    """One article without its blocks; ``position`` counts the articles of its page from 0."""

    id: str
    page: str
    position: int
    kind: Kind
    opening: str
    lead: str
    characters: int
    paragraphs: int
    flags: tuple[Flag, ...] = ()
    parts: tuple[Part, ...] = ()
    updated: str = field(default="", compare=False)
    """When this text was added or last changed, ISO 8601 in UTC; kept over builds that leave it as it was."""

    @property
    def label(self) -> str:
        """Return the name of the article: its title or, untitled, its opening words."""
        return self.title or self.opening


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One source file that was taken; ``file`` is its path below the seeds folder."""

    id: str
    file: str
    position: int
    encoding: str
    characters: int
    articles: int
    notes: tuple[Message, ...] = ()
    folder: str | None = None
    """The title of the nearest folder that has one."""
    folder_titles: tuple[tuple[str, str], ...] = ()
    """The titles that people gave to the folders around it, with the folders' paths, the outermost first."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """The part of a page that only its raw view needs: the decoded source and what of it is in no block."""

    text: str
    unused: tuple[Unused, ...] = ()
    printed: Print | None = None


@dataclass(frozen=True, slots=True)
class PageRows:
    """A whole page, ready to be written; ``blocks`` holds the title rows too, in reading order."""

    page: StoredPage
    source: PageSource
    articles: tuple[StoredArticle, ...]
    blocks: tuple[StoredBlock, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One value by which articles can be listed, with the number of articles that have it."""

    facet: str
    value: str
    parent: str
    """What it is sorted under: the folder around a folder, the year of a month, the letter of a name."""
    key: str
    """Its place among those of one parent."""
    label: str | None
    """The title of a folder, where a person gave one."""
    number: int


class SourceFile(NamedTuple):
    """A file below the seeds folder: the page it became, or why it was skipped.

    A build looks through all of them: a tuple is made in a fifth of a dataclass's time.
    """

    file: str
    stamp: str
    """Size, times and inode from the file system; the same stamp is the same content."""
    digest: str
    """SHA-256 of its bytes and, after ``+``, of its sidecar's."""
    page: str | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """An id that was given out and is no longer current: what took its place, and its last text.

    ``near`` is the block that stood before it, for a reader to be led to when nothing took its place. Of an
    article, ``authors`` (with 、 between them) and ``page`` tell what is lost when it is gone.
    """

    kind: str
    id: str
    successor: str | None
    text: str
    article: str | None = None
    near: str | None = None
    authors: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state of the library, and what it holds."""

    name: str
    built: str
    """The time of publication, ISO 8601 in UTC."""
    engine: str
    """The search engine that built it."""
    proof: str
    """What that engine tells by whether the generation is whole."""
    pages: int
    articles: int
    paragraphs: int
    blocks: int
    characters: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that one build changes, written in one transaction."""

    pages: tuple[PageRows, ...]
    removed: frozenset[str]
    """Ids of the pages whose rows go: pages that are gone and pages that are written anew."""
    files: tuple[SourceFile, ...]
    aliases: tuple[Alias, ...] = ()
    state: dict[str, str] = field(default_factory=dict)


def lead_of(article: Article) -> str:
    """Return the beginning of an article's text, for lists; a caption's where it has no paragraph."""
    paragraphs = [b.text for b in article.blocks if b.type == BlockType.PARAGRAPH][:LEAD_FROM]
    text = " ".join(paragraphs or [b.text for b in article.blocks][:1])
    return text if len(text) <= LEAD else f"{text[: LEAD - 1]}…"
