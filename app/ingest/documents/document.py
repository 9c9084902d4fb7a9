"""What readers hand on of sources whose marks say what their parts are, and of those that are no text."""

from collections.abc import Iterable
from dataclasses import field, replace

from app.article import Origin, Unused
from app.frozen import dataclass
from app.ingest.blocks import Known, Layout, SourceBlock
from app.messages import Message


@dataclass(frozen=True, slots=True)
class Document:
    """A source whose marks say what its parts are: blocks, what it says of itself, and what is no text."""

    blocks: tuple[SourceBlock, ...]
    layout: Layout
    known: Known = field(default_factory=dict)
    origin: Origin = Origin.FRONT_MATTER
    """Where the known values stand: front matter, the markup of a page, the properties of a document."""
    printed_first: bool = False
    """Whether what the text prints goes before the known values."""
    unused: tuple[Unused, ...] = ()
    notes: tuple[Message, ...] = ()
    records: tuple["Document", ...] = ()
    """The texts of an export; each is one article, and there are no other blocks."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document whose blocks count the lines of ``text``, and the kind of file it is.

    Without a document the text is all there is, and read as that of a text file.
    """

    text: str
    document: Document | None
    kind: str


def number_lines(blocks: Iterable[SourceBlock]) -> tuple[str, tuple[SourceBlock, ...]]:
    """Return blocks as lines of a text, and the blocks with the numbers of their lines."""
    numbered = tuple(replace(block, lines=((at, at),)) for at, block in enumerate(blocks, 1))
    return "\n".join(block.text for block in numbered) + "\n", numbered
