"""Handlers of the list of formulations."""

import sys
from dataclasses import replace

from starlette.responses import Response

from app.analysis.formulations.catalogue import FormulationList, catalogue_of
from app.analysis.formulations.listing import listed_comparison, listed_families, listed_uses, part_of
from app.answers.formulations import formulations_answer
from app.web.context import RequestContext
from app.web.core.query_models import FacetQuery, Format
from app.web.formats.csv import table_response
from app.web.formats.feeds import FEED_ENTRIES, formulations_feed
from app.web.formats.json import json_response
from app.web.layout.elements import Link
from app.web.layout.facets.facet_page import FacetList, FacetPage
from app.web.layout.facets.filter_links import FacetLinks
from app.web.research.formulations.scope import every_value
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
    snapshot, listing = context.snapshot, params.listing()
    presenter = TablesPresenter(
        context.names, context.overview, snapshot, catalogue_of(snapshot), params, part_of(snapshot, listing)
    )
    if params.show is not FormulationList.ALL:
        view = presenter.uses(listed_uses(snapshot, listing))
    elif params.one:
        found = listed_comparison(snapshot, params.one, params.other)
        view = presenter.compared(params.one, params.other, found)
    else:
        view = presenter.view(listed_families(snapshot, listing))
    title = context.viewer.words.gettext("Formulations")
    return FormulationsPage(context.layout(here="research"), context.head(title), stylesheet(context), view)


def formulations_facet(name: str, context: RequestContext) -> FacetPage:
    """``/formulations/facets/{facet}``: all values that the list of formulations can be filtered by."""
    params = replace(FormulationsParams.read(context.pairs, context.state.limits), form=Format.HTML)
    viewer = context.viewer

    def address(pairs: list[tuple[str, str]]) -> str:
        return viewer.links.desk("formulations", pairs)

    values = FacetList(
        viewer,
        params,
        FacetLinks(context.names, params, address),
        name,
        every_value(context.snapshot, params.filters, name),
        FacetQuery.read(pair for pair in context.pairs if pair[0] == "find").find,
        viewer.links.formulations_facet,
    )
    back = Link(viewer.words.gettext("Formulations"), address(replace(params, offset=0).pairs()))
    view = values.view(back)
    return FacetPage(context.layout(here="research"), context.head(view.name), view)


def formulations_as(context: RequestContext, params: FormulationsParams) -> Response:
    """Return a list of formulations as a table, all of it, or as JSON, a slice."""
    table = params.form == Format.CSV
    offset, limit = (0, sys.maxsize) if table else (params.offset, params.limit)
    answer = formulations_answer(context.snapshot, params.listing(), slice(offset, offset + limit))
    if table:
        return table_response("judou-formulations.csv", answer.rows())
    return json_response(answer)


def formulations_atom(context: RequestContext, show: FormulationList) -> Response:
    """``/formulations/new.atom``, ``/formulations/silent.atom``: the latest of the library as a feed."""
    params = FormulationsParams.read([*context.pairs, ("show", show)], context.state.limits)
    params = replace(params, filters=())
    found = listed_uses(context.snapshot, params.listing()).formulations[:FEED_ENTRIES]
    return formulations_feed(context.viewer, context.snapshot.generation, params.pairs(), show, found)
