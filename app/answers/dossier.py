"""The JSON answer of the dossier of a formulation; as a table the articles that use it."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, SkipValidation

from app.analysis import dossier
from app.analysis.distribution import rate
from app.analysis.dossier import BESIDE
from app.answers.articles import Answer, Id
from app.answers.formulations import Formulation
from app.answers.research import TrendPlace, cell
from app.search.concordance import Neighbour


class DefiningSentence(Answer):
    """The first sentence that begins as definitions do."""

    sentence: str
    paragraph: Id
    article: Id
    title: str | None


class Use(Answer):
    """An article that uses a formulation."""

    article: Id
    occurrences: int | None = Field(description="Null where they are not counted.")
    characters: int
    per_10000: float | None


class Beside(Answer):
    """A string directly beside a formulation."""

    text: str
    occurrences: int
    articles: int

    @classmethod
    def of(cls, found: Neighbour) -> Self:
        """Return one neighbour."""
        return cls(text=found.text, occurrences=found.occurrences, articles=found.articles)


class DossierAnswer(Answer):
    """What is known of one wording, whether it is a formulation or not."""

    generation: str
    text: SkipValidation[str]
    occurrences: int | None = Field(description="Null where they are not counted.")
    paragraphs: int
    articles: int
    definition: DefiningSentence | None
    variants: tuple[Formulation, ...] = Field(description="Formulations that contain it.")
    near: tuple[Formulation, ...] = Field(description="Those that share most of its characters.")
    dated: bool = Field(description="True where the first use is by date, else it is by place.")
    first: TrendPlace | None
    per_10000: float | None
    uses: tuple[Use, ...]
    left: tuple[Beside, ...] = Field(description=f"The {BESIDE} most frequent; all are in the concordance.")
    right: tuple[Beside, ...]

    @classmethod
    def of(cls, generation: str, found: dossier.Dossier) -> Self:
        """Return the answer for a dossier."""
        counts, uses, beside = found.found.counts, found.uses, found.neighbours
        return cls.model_construct(
            generation=generation,
            text=found.text,
            occurrences=counts.occurrences,
            paragraphs=counts.paragraphs,
            articles=counts.articles,
            definition=_definition(found.definition),
            variants=tuple(map(Formulation.of, found.variants)),
            near=tuple(map(Formulation.of, found.near)),
            dated=bool(uses and uses.dated),
            first=TrendPlace.of(uses.spreads[0].first) if uses else None,
            per_10000=rate(uses.whole.counts[0], uses.whole.characters) if uses else None,
            uses=tuple(_uses(found)),
            left=tuple(map(Beside.of, beside.left.named if beside else ())),
            right=tuple(map(Beside.of, beside.right.named if beside else ())),
        )

    def rows(self) -> Iterator[list[str]]:
        """Yield the table of the articles that use it."""
        yield ["article", "occurrences", "characters", "per_10000"]
        for each in self.uses:
            yield [each.article, *map(cell, (each.occurrences, each.characters, each.per_10000))]


def _definition(found: dossier.Definition | None) -> DefiningSentence | None:
    if found is None:
        return None
    return DefiningSentence(
        sentence=found.sentence,
        paragraph=found.block.id,
        article=found.article.id,
        title=found.article.title,
    )


def _uses(found: dossier.Dossier) -> Iterator[Use]:
    for part in found.uses.parts if found.uses else ():
        counts = part.counts[0]
        if counts.paragraphs:
            yield Use(
                article=part.value,
                occurrences=counts.occurrences,
                characters=part.characters,
                per_10000=rate(counts, part.characters),
            )
