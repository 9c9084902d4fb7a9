"""Handlers of the concordance."""

import sys
from dataclasses import replace

from starlette.responses import Response

from app.analysis.concordance import associations, lines
from app.api_concordance import CollocateList, ConcordanceLines, NeighbourList
from app.errors import InputError
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.json import json_response
from app.web.research.concordance.presenter import ConcordancePresenter
from app.web.research.concordance.views import ConcordancePage
from app.web.research.params import ConcordanceParams
from app.web.research.query_models import Listed


def concordance_page(context: RequestContext) -> ConcordancePage | Response:
    """``/concordance``: as a page, or in another form."""
    params, snapshot = ConcordanceParams.read(context.pairs, context.state.limits), context.snapshot
    if params.form != Format.HTML:
        return concordance_as(context, params)
    presenter = ConcordancePresenter(context.names, snapshot.generation, params)
    title = context.viewer.words.pgettext("desk", "Line by line")
    if params.q:
        title, query = f"{params.q} · {title}", params.query()
        exact = snapshot.search(replace(query.request, limit=0, facet_limit=0))
        listed = params.show is Listed.LINES
        shown = lines(snapshot, query, params.sort, params.width, params.offset, params.limit * listed)
        near, beside = associations(snapshot, query), snapshot.neighbours(query.request)
        view = presenter.view(query, exact, list(shown), beside, near)
    else:
        view = presenter.empty()
    return ConcordancePage(context.layout(here="research", query=params.q), context.head(title), view)


def concordance_as(context: RequestContext, params: ConcordanceParams) -> Response:
    """Return one list of a concordance as a table, all of it, or as JSON, a slice of the lines."""
    if not params.q:
        raise InputError("query-missing")
    snapshot, query, name = context.snapshot, params.query(), context.snapshot.generation.name
    table = params.form == Format.CSV
    answer: ConcordanceLines | NeighbourList | CollocateList
    if params.show is Listed.NEIGHBOURS:
        answer = NeighbourList.of(name, params.q, snapshot.neighbours(query.request))
    elif params.show is Listed.COLLOCATES:
        answer = CollocateList.of(name, params.q, associations(snapshot, query))
    else:
        exact = snapshot.search(replace(query.request, limit=0, facet_limit=0))
        offset, limit = (0, sys.maxsize) if table else (params.offset, params.limit)
        found = lines(snapshot, query, params.sort, params.width, offset, limit)
        links = context.viewer.links
        answer = ConcordanceLines.of(
            name, params.q, exact, found, lambda block: links.absolute(links.paragraph(block))
        )
    if table:
        return table_response(f"judou-{params.show}.csv", answer.rows())
    return json_response(answer)
