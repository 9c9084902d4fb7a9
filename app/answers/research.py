"""The JSON answers of the research desk, and the same as tables."""

from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import Field, SkipValidation

from app.analysis.distribution import PER, Distribution, Division, Place, Spread, rate
from app.answers.articles import Answer, Date, Id
from app.search import results

NO_DATA = "no data"
"""What a table says of a part without text: it is no zero."""


class TrendCounts(Answer):
    """The counts of one wording in one part; null where the part has no text, so that nothing is known."""

    occurrences: int | None = Field(description="Null too where a query has several words.")
    paragraphs: int | None
    articles: int | None
    per_10000: float | None = Field(description=f"Occurrences in {PER} characters.")
    share_of_articles: float | None = Field(description="Of the articles of the part, from 0 to 1.")

    @classmethod
    def of(cls, counts: results.Counts, part: results.Part) -> Self:
        """Return the counts of one wording in a part."""
        if not part.characters:
            return cls.model_construct(
                occurrences=None, paragraphs=None, articles=None, per_10000=None, share_of_articles=None
            )
        return cls.model_construct(
            occurrences=counts.occurrences,
            paragraphs=counts.paragraphs,
            articles=counts.articles,
            per_10000=rate(counts, part.characters),
            share_of_articles=counts.articles / part.articles,
        )


class TrendPart(Answer):
    """A part of the library with the text that it has, and the counts of each wording in it."""

    value: SkipValidation[str] = Field(description="Empty for what has no value, and for the whole.")
    articles: int
    characters: int = Field(description="All that can be searched, without typographic spaces.")
    counts: tuple[TrendCounts, ...]

    @classmethod
    def of(cls, part: results.Part) -> Self:
        """Return a part of a distribution."""
        return cls.model_construct(
            value=part.value,
            articles=part.articles,
            characters=part.characters,
            counts=tuple(TrendCounts.of(each, part) for each in part.counts),
        )


class TrendPlace(Answer):
    """A paragraph in which a wording stands."""

    paragraph: Id
    article: Id
    title: str | None
    date: Date | None

    @classmethod
    def of(cls, place: Place | None) -> Self | None:
        """Return a place, if there is one."""
        if place is None:
            return None
        article = place.article
        return cls(paragraph=place.hit.block.id, article=article.id, title=article.title, date=article.date)


class TrendSilence(Answer):
    """The longest time without a wording between two days with it, while there was dated text."""

    first: Date
    last: Date
    days: int
    articles: int


class TrendSpread(Answer):
    """How one wording is spread: measures of dispersion, its first and last places."""

    range: int
    parts: int
    dp: float | None = Field(description="Gries 2008.")
    dp_norm: float | None = Field(description="Lijffijt and Gries 2012.")
    juilland_d: float | None
    first: TrendPlace | None
    last: TrendPlace | None
    first_in_title: TrendPlace | None
    silence: TrendSilence | None

    @classmethod
    def of(cls, spread: Spread) -> Self:
        """Return how one wording is spread."""
        measured = spread.dispersion
        return cls(
            range=measured.range,
            parts=measured.parts,
            dp=measured.dp,
            dp_norm=measured.dp_norm,
            juilland_d=measured.juilland_d,
            first=TrendPlace.of(spread.first),
            last=TrendPlace.of(spread.last),
            first_in_title=TrendPlace.of(spread.in_title),
            silence=TrendSilence.model_validate(spread.silence) if spread.silence else None,
        )


class Trends(Answer):
    """How wordings are spread over the parts of the library."""

    generation: str
    queries: SkipValidation[tuple[str, ...]]
    by: Division
    whole: TrendPart
    parts: tuple[TrendPart, ...]
    together: int | None = Field(description="Articles in which all of several wordings stand.")
    overlap: bool = Field(description="True where articles belong to several parts, which add up to more.")
    dated: bool = Field(description="True where firsts and lasts are by date, else by place.")
    spread: tuple[TrendSpread, ...]

    @classmethod
    def of(cls, generation: str, queries: Sequence[str], found: Distribution) -> Self:
        """Return the answer for a distribution of queries."""
        return cls.model_construct(
            generation=generation,
            queries=tuple(queries),
            by=found.by,
            whole=TrendPart.of(found.whole),
            parts=tuple(map(TrendPart.of, found.parts)),
            together=found.together,
            overlap=found.overlap,
            dated=found.dated,
            spread=tuple(map(TrendSpread.of, found.spreads)),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the table: a row for each wording and part, the whole last."""
        yield [
            "query", self.by, "articles", "characters", "occurrences", "paragraphs", "articles_with",
            "per_10000", "share_of_articles",
        ]  # fmt: skip
        for part in (*self.parts, self.whole):
            name = "*" if part is self.whole else part.value
            for query, counts in zip(self.queries, part.counts, strict=True):
                numbers = counts.model_dump().values()
                cells = [NO_DATA if not part.characters else cell(number) for number in numbers]
                yield [query, name, str(part.articles), str(part.characters), *cells]


def cell(value: object) -> str:
    """Return a value as a table has it; what is not counted is empty."""
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
