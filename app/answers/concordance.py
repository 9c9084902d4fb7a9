"""The JSON answers of a concordance, and the same as tables: lines, strings beside them, words near them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Self

from pydantic import Field, SkipValidation

from app.analysis import concordance
from app.answers.articles import Answer, Date, Id
from app.answers.research import cell
from app.library.hits import ExactHits
from app.library.queries import Query
from app.library.snapshot import Snapshot
from app.search.concordance import Neighbours


class ConcordanceLine(Answer):
    """One occurrence between what stands left and right of it."""

    left: str
    key: str
    right: str
    paragraph: Id
    n: int | None
    type: str
    article: Id
    title: str | None
    authors: tuple[str, ...]
    newspaper: str | None
    date: Date | None
    page: str
    url: str = Field(description="The permalink of the paragraph.")

    @classmethod
    def of(cls, line: concordance.Line, url: str) -> Self:
        """Return one line."""
        block, article = line.block, line.article
        return cls.model_construct(
            left=line.left,
            key=line.key,
            right=line.right,
            paragraph=block.id,
            n=block.n,
            type=block.type,
            article=article.id,
            title=article.title,
            authors=article.authors,
            newspaper=article.newspaper,
            date=article.date,
            page=article.page,
            url=url,
        )


class ConcordanceLines(Answer):
    """A slice of the lines of a concordance, and how many there are in all."""

    generation: str
    query: SkipValidation[str]
    occurrences: int | None = Field(
        description="Of several words the occurrences of each, added up; null where they are not counted."
    )
    paragraphs: int
    articles: int
    lines: tuple[ConcordanceLine, ...]

    @classmethod
    def of(
        cls,
        generation: str,
        query: str,
        exact: ExactHits,
        lines: Iterable[concordance.Line],
        url: Callable[[str], str],
    ) -> Self:
        """Return the answer of lines; ``url`` makes permalinks of ids."""
        counts = exact.counts
        return cls.model_construct(
            generation=generation,
            query=query,
            occurrences=exact.occurrences,
            paragraphs=counts.paragraphs,
            articles=counts.articles,
            lines=tuple(ConcordanceLine.of(line, url(line.block.id)) for line in lines),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the lines as a table."""
        yield list(ConcordanceLine.model_fields)
        for line in self.lines:
            yield [cell(getattr(line, name)) for name in ConcordanceLine.model_fields]


class NeighbourCounts(Answer):
    """A string directly beside occurrences."""

    side: str = Field(description="left or right")
    text: str
    occurrences: int
    articles: int


class NeighbourList(Answer):
    """A slice of what recurs directly beside the occurrences of a query, the most frequent first."""

    generation: str
    query: SkipValidation[str]
    first_in_block: int = Field(description="Occurrences with nothing to their left.")
    last_in_block: int
    total: int = Field(description="All that recur, on both sides.")
    neighbours: tuple[NeighbourCounts, ...]

    @classmethod
    def of(cls, generation: str, query: str, found: Neighbours, wanted: slice) -> Self:
        """Return the answer of a slice of neighbours."""
        return cls.model_construct(
            generation=generation,
            query=query,
            first_in_block=found.left.nothing,
            last_in_block=found.right.nothing,
            total=found.left.total + found.right.total,
            neighbours=tuple(
                NeighbourCounts.model_construct(
                    side=side, text=each.text, occurrences=each.occurrences, articles=each.articles
                )
                for side, each in concordance.merge_sides(found)[wanted]
            ),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the neighbours as a table."""
        yield list(NeighbourCounts.model_fields)
        for each in self.neighbours:
            yield [cell(value) for value in each.model_dump().values()]


class CollocateCounts(Answer):
    """A word near occurrences, with the measures of how strongly it goes with them."""

    word: str
    together: int = Field(description="Places of the word near occurrences.")
    articles: int
    occurrences: int = Field(description="Places of the word in all, as the tokenizer cuts texts.")
    log_likelihood: float = Field(description="G², negative where they avoid each other (Dunning 1993).")
    log_ratio: float = Field(description="Hardie; half an occurrence for none.")
    log_dice: float = Field(description="Rychlý 2008; f₁ are the places near the query.")
    mutual_information: float


class CollocateList(Answer):
    """A slice of the words near the occurrences of a query, by G²."""

    generation: str
    query: SkipValidation[str]
    window: int = Field(description="Words on either side.")
    least: int = Field(description="Places that a word must have near the query.")
    places_near: int
    places: int
    total: int = Field(description="All words that have so many places.")
    collocates: tuple[CollocateCounts, ...]

    @classmethod
    def of(cls, generation: str, query: str, found: concordance.Associations, wanted: slice) -> Self:
        """Return the answer of collocates."""
        return cls(
            generation=generation,
            query=query,
            window=concordance.WINDOW,
            least=concordance.LEAST,
            places_near=found.places_near,
            places=found.places,
            total=len(found.words),
            collocates=tuple(
                CollocateCounts(
                    word=each.collocate.word,
                    together=each.collocate.together,
                    articles=each.collocate.articles,
                    occurrences=each.collocate.occurrences,
                    log_likelihood=each.log_likelihood,
                    log_ratio=each.log_ratio,
                    log_dice=each.log_dice,
                    mutual_information=each.mutual_information,
                )
                for each in found.words[wanted]
            ),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the collocates as a table."""
        yield list(CollocateCounts.model_fields)
        for each in self.collocates:
            yield [cell(value) for value in each.model_dump().values()]


def concordance_answer(
    snapshot: Snapshot,
    text: str,
    query: Query,
    listing: concordance.Listing,
    url: Callable[[str], str],
) -> ConcordanceLines | NeighbourList | CollocateList:
    """Return what is listed of the concordance of a query that was typed as ``text``; ``url`` makes
    permalinks of the ids of paragraphs."""
    name = snapshot.generation.name
    wanted = slice(listing.offset, listing.end)
    if listing.show is concordance.Listed.NEIGHBOURS:
        return NeighbourList.of(name, text, snapshot.neighbours(query.request, listing.end), wanted)
    if listing.show is concordance.Listed.COLLOCATES:
        return CollocateList.of(name, text, concordance.associations(snapshot, query), wanted)
    exact = snapshot.search(replace(query.request, limit=0, facet_limit=0))
    return ConcordanceLines.of(name, text, exact, concordance.lines(snapshot, query, listing), url)
