"""The JSON answers of formulations, and the same as tables: families, two parts, first and last uses."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from pydantic import Field

from app.analysis.formulations import keyness
from app.analysis.formulations.catalogue import FormulationList
from app.analysis.formulations.families import Family
from app.analysis.formulations.first_and_last_uses import Uses
from app.analysis.formulations.listing import (
    FormulationListing,
    listed_comparison,
    listed_families,
    listed_uses,
)
from app.answers.articles import Answer
from app.answers.research import cell
from app.library.snapshot import Snapshot
from app.search import formulations as mined


class Formulation(Answer):
    """A wording that recurs as a unit; its counts are those of a search."""

    text: str
    title: bool = Field(description="True for what stands in 《》.")
    occurrences: int
    paragraphs: int | None = Field(description="Null where filters are asked for.")
    articles: int
    first: str | None = Field(description="The date of the first article of the library that has one.")
    last: str | None
    undated: int = Field(description="Articles of the library without a date.")

    @classmethod
    def of(cls, found: mined.Formulation, *, in_part: bool = False) -> Self:
        """Return one formulation, of the library or with its counts in a part of it."""
        return cls.model_construct(
            text=found.text,
            title=found.title,
            occurrences=found.occurrences,
            paragraphs=None if in_part else found.paragraphs,
            articles=found.articles,
            first=found.first,
            last=found.last,
            undated=found.undated,
        )

    def row(self) -> list[str]:
        """Return the cells of a table."""
        counts = (self.occurrences, self.paragraphs, self.articles, self.first, self.last, self.undated)
        return [self.text, "1" if self.title else "0", *map(cell, counts)]


_HEADS = ["text", "title", "occurrences", "paragraphs", "articles", "first", "last", "undated"]


class FormulationFamily(Answer):
    """A formulation that contains no other, and those that contain it."""

    head: Formulation
    members: tuple[Formulation, ...]


class FormulationFamilies(Answer):
    """A slice of the families of formulations."""

    generation: str
    total: int = Field(description="Families in all slices.")
    families: tuple[FormulationFamily, ...]

    @classmethod
    def of(cls, generation: str, total: int, families: Iterable[Family], *, in_part: bool = False) -> Self:
        """Return the answer for some families, of the library or of a part of it."""
        found = (
            FormulationFamily(
                head=Formulation.of(each.head, in_part=in_part),
                members=tuple(Formulation.of(one, in_part=in_part) for one in each.members),
            )
            for each in families
        )
        return cls(generation=generation, total=total, families=tuple(found))

    def rows(self) -> Iterator[list[str]]:
        """Yield the table: a row for each formulation, with the head of its family."""
        yield ["family", *_HEADS]
        for family in self.families:
            yield from ([family.head.text, *each.row()] for each in (family.head, *family.members))


class KeyFormulation(Answer):
    """A formulation in two parts of the library."""

    text: str
    occurrences: tuple[int, int]
    articles: tuple[int, int]
    share_of_articles: tuple[float, float]
    log_likelihood: float = Field(description="G², negative where the other part prefers it (Dunning 1993).")
    log_ratio: float = Field(description="log₂ of the relative frequencies (Hardie 2014).")


class KeyFormulations(Answer):
    """What two parts of the library prefer."""

    generation: str
    one: str
    other: str = Field(description="Empty for all the rest.")
    articles: tuple[int, int]
    characters: tuple[int, int]
    total: int
    formulations: tuple[KeyFormulation, ...]

    @classmethod
    def of(
        cls,
        generation: str,
        parts: tuple[str, str],
        found: keyness.Comparison,
        shown: Sequence[keyness.Keyness],
    ) -> Self:
        """Return the answer for some rows of a comparison."""
        sizes = found.one.articles, found.other.articles
        rows = (
            KeyFormulation(
                text=each.formulation.text,
                occurrences=each.occurrences,
                articles=each.articles,
                share_of_articles=(each.articles[0] / (sizes[0] or 1), each.articles[1] / (sizes[1] or 1)),
                log_likelihood=each.log_likelihood,
                log_ratio=each.log_ratio,
            )
            for each in shown
        )
        return cls(
            generation=generation,
            one=parts[0],
            other=parts[1],
            articles=sizes,
            characters=(found.one.characters, found.other.characters),
            total=len(found.rows),
            formulations=tuple(rows),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the table."""
        yield [
            "text", "occurrences_one", "occurrences_other", "articles_one", "articles_other",
            "share_one", "share_other", "log_likelihood", "log_ratio",
        ]  # fmt: skip
        for each in self.formulations:
            numbers = (*each.occurrences, *each.articles, *each.share_of_articles)
            yield [each.text, *map(cell, (*numbers, each.log_likelihood, each.log_ratio))]


class FormulationUses(Answer):
    """Formulations first used since a day, or not used since it; null where there is no text to tell."""

    generation: str
    since: str
    articles_before: int
    articles_since: int
    articles_undated: int
    unknown: int = Field(description="Formulations that stand in undated articles: nothing is said of them.")
    total: int | None
    formulations: tuple[Formulation, ...]

    @classmethod
    def of(
        cls, generation: str, found: Uses, shown: Sequence[mined.Formulation], *, in_part: bool = False
    ) -> Self:
        """Return the answer for some of the uses found, in the library or in a part of it."""
        return cls(
            generation=generation,
            since=found.since,
            articles_before=found.before,
            articles_since=found.after,
            articles_undated=found.undated,
            unknown=found.unknown,
            total=len(found.formulations) if found.has_data else None,
            formulations=tuple(Formulation.of(each, in_part=in_part) for each in shown),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the table."""
        yield _HEADS
        yield from (each.row() for each in self.formulations)


FormulationsAnswer = FormulationFamilies | KeyFormulations | FormulationUses


def formulations_answer(snapshot: Snapshot, listing: FormulationListing, shown: slice) -> FormulationsAnswer:
    """Return a slice of what is listed."""
    name, in_part = snapshot.generation.name, bool(listing.filters)
    if listing.show is not FormulationList.ALL:
        uses = listed_uses(snapshot, listing)
        return FormulationUses.of(name, uses, uses.formulations[shown], in_part=in_part)
    if listing.one:
        parts = tuple(f"{each.name}:{each.value}" if each else "" for each in (listing.one, listing.other))
        found = listed_comparison(snapshot, listing.one, listing.other)
        return KeyFormulations.of(name, (parts[0], parts[1]), found, found.rows[shown])
    families = listed_families(snapshot, listing)
    return FormulationFamilies.of(name, len(families), families[shown], in_part=in_part)
