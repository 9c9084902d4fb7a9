"""Handlers of the list of formulations."""

import sys

from starlette.responses import Response

from app.analysis.first_and_last_uses import Uses, first_uses, last_uses
from app.analysis.formulations import Catalogue, Family, FormulationList, catalogue_of, in_order, selected
from app.analysis.keyness import compare
from app.api_formulations import FormulationFamilies, FormulationUses, KeyFormulations
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.feeds import FEED_ENTRIES, formulations_feed
from app.web.formats.json import json_response
from app.web.research.formulations.tables import TablesPresenter
from app.web.research.formulations.views import FormulationsPage
from app.web.research.params import FormulationsParams

STYLESHEET = "formulations.css"


def stylesheet(context: RequestContext) -> str:
    """Return the address of the styles of formulations."""
    return context.viewer.links.static(STYLESHEET, context.state.static_files.get(STYLESHEET).digest)


def formulations_page(context: RequestContext) -> FormulationsPage | Response:
    """``/formulations``: as a page, or in another form."""
    params = FormulationsParams.read(context.pairs, context.state.limits)
    if params.form != Format.HTML:
        return formulations_as(context, params)
    catalogue = catalogue_of(context.snapshot)
    presenter = TablesPresenter(context.names, context.overview, context.snapshot, catalogue, params)
    if params.show is not FormulationList.ALL:
        view = presenter.uses(_uses(context, params))
    elif params.one:
        found = compare(context.snapshot, catalogue.all, params.one, params.other)
        view = presenter.compared(params.one, params.other, found)
    else:
        view = presenter.view(_families(catalogue, params))
    title = context.viewer.words.gettext("Formulations")
    return FormulationsPage(context.layout(here="research"), context.head(title), stylesheet(context), view)


def formulations_as(context: RequestContext, params: FormulationsParams) -> Response:
    """Return a list of formulations as a table, all of it, or as JSON, a slice."""
    snapshot, catalogue, table = context.snapshot, catalogue_of(context.snapshot), params.form == Format.CSV
    name = snapshot.generation.name
    offset, limit = (0, sys.maxsize) if table else (params.offset, params.limit)
    shown = slice(offset, offset + limit)
    answer: FormulationFamilies | KeyFormulations | FormulationUses
    if params.show is not FormulationList.ALL:
        uses = _uses(context, params)
        answer = FormulationUses.of(name, uses, uses.formulations[shown])
    elif params.one:
        parts = tuple(f"{each.name}:{each.value}" if each else "" for each in (params.one, params.other))
        found = compare(snapshot, catalogue.all, params.one, params.other)
        answer = KeyFormulations.of(name, (parts[0], parts[1]), found, found.rows[shown])
    else:
        families = _families(catalogue, params)
        answer = FormulationFamilies.of(name, len(families), families[shown])
    if table:
        return table_response("judou-formulations.csv", answer.rows())
    return json_response(answer)


def formulations_atom(context: RequestContext, show: FormulationList) -> Response:
    """``/formulations/new.atom``, ``/formulations/silent.atom``: the latest of them as a feed."""
    params = FormulationsParams.read([*context.pairs, ("show", show)], context.state.limits)
    found = _uses(context, params).formulations[:FEED_ENTRIES]
    return formulations_feed(context.viewer, context.snapshot.generation, params.pairs(), show, found)


def _uses(context: RequestContext, params: FormulationsParams) -> Uses:
    find = first_uses if params.show is FormulationList.NEW else last_uses
    return find(context.snapshot, params.since)


def _families(catalogue: Catalogue, params: FormulationsParams) -> list[Family]:
    ordered = in_order(catalogue, params.sort)
    return (
        list(selected(ordered, params.least, params.articles)) if params.least or params.articles else ordered
    )
