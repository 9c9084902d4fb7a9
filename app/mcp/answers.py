"""What tools answer: with permalinks and the generation, and of a zero what was searched."""

from pydantic import Field

from app.answers.articles import Answer, Date, Id
from app.answers.concordance import CollocateList, ConcordanceLines, NeighbourList
from app.answers.quotes import CheckedQuote, NearWording, QuoteCheck
from app.answers.research import TrendPart, Trends
from app.permalinks.resolve import Status

URL = "The same in the reader, for people to see."
NOTE = "Of a zero: what was searched, and how; a zero means that the wording does not occur there."


class _Found(Answer):
    generation: str = Field(description="The state of the library that this was read from.")
    url: str = Field(description=URL)


class ArticleName(Answer):
    """An article, as it is cited."""

    url: str = Field(description="Its permalink.")
    id: Id
    title: str = Field(description="Its title, or the opening words of an untitled one.")
    authors: tuple[str, ...]
    newspaper: str | None
    date: Date | None
    page: str


class Passage(Answer):
    """A title, heading, paragraph, key point or caption."""

    url: str = Field(description="Its permalink.")
    id: Id
    n: int | None = Field(description="The number of a paragraph in its article.")
    type: str
    text: str
    article: ArticleName


class FoundPassage(Passage):
    """A passage that a query finds."""

    found: tuple[str, ...] = Field(description="What is found in it, as it is printed.")


class FoundPassages(_Found):
    """A slice of the passages that a query finds, the best first; counts are of all of them."""

    query: str
    occurrences: int | None = Field(description="Null for several words.")
    paragraphs: int
    articles: int
    passages: tuple[FoundPassage, ...]
    note: str = Field(description=NOTE)


class CountedPhrase(Answer):
    """How often a literal phrase occurs."""

    url: str = Field(description=URL)
    phrase: str
    occurrences: int | None = Field(description="Null where they are not counted.")
    paragraphs: int
    articles: int
    note: str = Field(description=NOTE)


class CountedPhrases(Answer):
    """The counts of literal phrases."""

    generation: str
    counts: tuple[CountedPhrase, ...]


class ReadParagraph(_Found):
    """What became of a paragraph's id, old or new."""

    id: Id
    status: Status
    current: Passage | None = Field(description="Null where it is gone.")
    was: str = Field(description="The text as last known under this id.")


class ArticleBlock(Answer):
    """A part of an article."""

    url: str = Field(description="Its permalink.")
    id: Id
    n: int | None
    type: str
    text: str


class ReadArticle(_Found):
    """A slice of an article in reading order."""

    status: Status
    article: ArticleName | None = Field(description="Null where it is gone.")
    kind: str | None
    affiliation: str | None
    source_note: str | None
    blocks: tuple[ArticleBlock, ...]
    offset: int
    total: int = Field(description="All blocks of the article.")


class FoundLines(ConcordanceLines):
    """Occurrences in lines."""

    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class FoundNeighbours(NeighbourList):
    """What stands directly beside a query."""

    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class FoundCollocates(CollocateList):
    """The words near a query."""

    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class NamedPart(TrendPart):
    """A part of the library with its name."""

    name: str
    url: str = Field(description="Its articles; empty for what has no value.")


class FoundTrends(Trends):
    """A slice of the parts that a library is divided into, and the whole."""

    parts: tuple[NamedPart, ...]
    parts_total: int
    url: str = Field(description=URL)
    note: str = Field(description=NOTE)


class CheckedSource(CheckedQuote):
    """A quotation with its verdict, and the permalink of where it stands."""

    url: str = Field(description="Of where it stands or what comes nearest; empty where there is neither.")


class NearFormulation(NearWording):
    """A wording that is nearly a formulation, and where people see the formulation."""

    url: str = Field(description="The dossier of the formulation.")


class CheckedText(QuoteCheck):
    """The quotations of a text, compared with the library."""

    checked: tuple[CheckedSource, ...]
    near_formulations: tuple[NearFormulation, ...]
    url: str = Field(description="Where people check a text in the reader.")
    searched: int = Field(description="Passages of the library that were searched.")
