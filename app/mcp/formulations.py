"""Tools of formulations: lists of them, what two parts prefer, what is known of one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from app.analysis.dossier import open_dossier
from app.analysis.formulations.catalogue import FormulationList, FormulationOrder, catalogue_of
from app.analysis.formulations.listing import FormulationListing, part_named
from app.answers.dossier import DossierAnswer
from app.answers.formulations import (
    Formulation,
    FormulationFamilies,
    FormulationFamily,
    FormulationUses,
    KeyFormulations,
    formulations_answer,
)
from app.mcp.desk_answers import (
    FoundDossier,
    FoundFormulations,
    FoundKeyFormulations,
    NamedDefinition,
    NamedFamily,
    NamedFormulation,
    NamedKey,
    NamedUse,
)
from app.mcp.opening import Call, Opened, Opener
from app.mcp.reading import Filters, Limit, Offset
from app.web.research.params import FormulationsParams

Part = Annotated[str, Field(description="A part of the library: a facet and its value, as year:2024.")]
Least = Annotated[int, Field(ge=0, le=1_000_000, description="The least number of them.")]


class FormulationTools:
    """What the pages of formulations say, for assistants."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def formulations(
        self,
        call: Call,
        show: Annotated[
            FormulationList, Field(description="All, those first used lately, or those not used for long.")
        ] = FormulationList.ALL,
        sort: Annotated[
            FormulationOrder, Field(description="The order of families.")
        ] = FormulationOrder.FREQUENCY,
        occurrences: Least = 0,
        articles: Least = 0,
        since: Annotated[str, Field(description="The day that divides first or last uses.")] = "",
        filters: Filters = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> FoundFormulations:
        """List the fixed wordings of the library (提法) in families: short ones, and what contains them."""
        with self._open(call) as opened:
            state = FormulationsParams(
                sort=sort,
                least=occurrences,
                articles=articles,
                show=show,
                since=opened.limits.text("since", since),
                filters=opened.filters(filters),
            )
            found = formulations_answer(opened.snapshot, state.listing(), slice(offset, offset + limit))
            families: Iterable[FormulationFamily] = ()
            if isinstance(found, FormulationFamilies):
                families = found.families
            elif isinstance(found, FormulationUses):
                families = (FormulationFamily(head=each, members=()) for each in found.formulations)
            return FoundFormulations(
                generation=opened.generation,
                total=found.total,
                families=tuple(_family(opened, each) for each in families),
                url=opened.links.absolute(opened.links.desk("formulations", state.pairs())),
                note=_note(opened, state.listing(), found.total),
            )

    def key_formulations(
        self, call: Call, one: Part, other: Part = "", offset: Offset = 0, limit: Limit = 50
    ) -> FoundKeyFormulations:
        """List what a part of the library prefers to another part, or to all the rest: with G², log-ratio and
        shares of articles; what the other part prefers comes last, with a negative G²."""
        with self._open(call) as opened:
            parts = part_named("one", opened.limits.text("one", one)), part_named("other", other)
            state = FormulationsParams(sort=FormulationOrder.KEYNESS, one=parts[0], other=parts[1])
            found = formulations_answer(opened.snapshot, state.listing(), slice(offset, offset + limit))
            assert isinstance(found, KeyFormulations)
            rows = (
                NamedKey.model_construct(**dict(each), url=_dossier(opened, each.text))
                for each in found.formulations
            )
            return FoundKeyFormulations.model_construct(
                **{**dict(found), "formulations": tuple(rows)},
                url=opened.links.absolute(opened.links.desk("formulations", state.pairs())),
            )

    def formulation(
        self,
        call: Call,
        phrase: Annotated[str, Field(min_length=1, description="A wording, a formulation or not.")],
    ) -> FoundDossier:
        """Tell what is known of one wording: the sentence that defines it, longer and near wordings, its
        first use, the articles that use it, what stands beside it."""
        with self._open(call) as opened:
            text = opened.limits.text("phrase", phrase).strip()
            dossier = open_dossier(opened.snapshot, catalogue_of(opened.snapshot), text)
            found = DossierAnswer.of(opened.generation, dossier)
            defined = found.definition
            named = {
                "definition": NamedDefinition.model_construct(
                    **dict(defined), url=opened.paragraph(defined.paragraph)
                )
                if defined
                else None,
                "variants": tuple(_named(opened, each) for each in found.variants),
                "near": tuple(_named(opened, each) for each in found.near),
                "uses": tuple(
                    NamedUse.model_construct(
                        **dict(each), url=opened.links.absolute(opened.links.article(each.article))
                    )
                    for each in found.uses
                ),
            }
            return FoundDossier.model_construct(
                **{**dict(found), **named}, url=_dossier(opened, text), note=opened.note(dossier.query)
            )


def _note(opened: Opened, listing: FormulationListing, total: int | None) -> str:
    """Return of an empty list what was looked through."""
    if total:
        return ""
    if total is None:
        return "No data: there is no dated text on one side of the day."
    every = formulations_answer(opened.snapshot, replace(listing, least=0, articles=0, filters=()), slice(0))
    return f"None of {every.total} is listed so, in {opened.snapshot.generation.articles} articles."


def _family(opened: Opened, family: FormulationFamily) -> NamedFamily:
    members = tuple(_named(opened, each) for each in family.members)
    return NamedFamily.model_construct(head=_named(opened, family.head), members=members)


def _named(opened: Opened, found: Formulation) -> NamedFormulation:
    return NamedFormulation.model_construct(**dict(found), url=_dossier(opened, found.text))


def _dossier(opened: Opened, text: str) -> str:
    return opened.links.absolute(opened.links.formulation(text))
