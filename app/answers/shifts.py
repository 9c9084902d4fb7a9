"""The JSON answers of wordings that take each other's place, and the same as tables."""

from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import Field

from app.analysis.parallels import in_order
from app.answers.articles import Answer, Date, Id
from app.answers.research import NO_DATA, cell
from app.search import parallels


class ShiftWording(Answer):
    """One of two wordings, as a search without punctuation counts it."""

    text: str = Field(description="Without punctuation, in its simplified form.")
    occurrences: int
    articles: int
    first_date: Date | None = Field(description="Of the oldest article with a date; null where none has one.")
    first_article: Id | None
    first_paragraph: Id | None

    @classmethod
    def of(cls, wording: parallels.Wording) -> Self:
        """Return a wording."""
        first = wording.first
        return cls.model_construct(
            text=wording.text,
            occurrences=wording.occurrences,
            articles=wording.articles,
            first_date=wording.date,
            first_article=first.article if first else None,
            first_paragraph=first.block if first else None,
        )


class ShiftPair(Answer):
    """Two wordings that fill the same frames, the one dated earlier first."""

    wordings: tuple[ShiftWording, ShiftWording]
    frames: int = Field(description="What stands around both of them, in different articles.")
    paragraphs: tuple[Id, Id] = Field(description="One frame with either.")

    @classmethod
    def of(cls, shift: parallels.Shift) -> Self:
        """Return a pair of wordings."""
        one, other = in_order(shift)
        places = (shift.here, shift.there) if one is shift.first else (shift.there, shift.here)
        return cls.model_construct(
            wordings=(ShiftWording.of(one), ShiftWording.of(other)),
            frames=shift.frames,
            paragraphs=(places[0].block, places[1].block),
        )


class ShiftList(Answer):
    """A slice of the pairs of wordings of a library, those of the most frames first."""

    generation: str
    total: int
    shifts: tuple[ShiftPair, ...]

    @classmethod
    def of(cls, generation: str, total: int, found: Sequence[parallels.Shift]) -> Self:
        """Return the answer for a slice."""
        return cls.model_construct(generation=generation, total=total, shifts=tuple(map(ShiftPair.of, found)))

    def rows(self) -> Iterator[list[str]]:
        """Yield the pairs as a table."""
        names = ("wording", "occurrences", "articles", "first_date", "first_paragraph")
        yield [f"{name}_{n}" for n in (1, 2) for name in names] + ["frames", "paragraph_1", "paragraph_2"]
        for each in self.shifts:
            cells: list[str] = []
            for wording in each.wordings:
                counts = [wording.text, str(wording.occurrences), str(wording.articles)]
                cells += [*counts, wording.first_date or NO_DATA, cell(wording.first_paragraph)]
            yield [*cells, str(each.frames), *each.paragraphs]
