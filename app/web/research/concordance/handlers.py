"""Handlers of the concordance."""

import sys
from dataclasses import replace

from starlette.responses import Response

from app.analysis.concordance import Listed, associations, lines
from app.answers.concordance import concordance_answer
from app.errors import InputError
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.json import json_response
from app.web.research.concordance.presenter import BESIDE, ConcordancePresenter
from app.web.research.concordance.views import ConcordancePage
from app.web.research.params import ConcordanceParams


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
        shown = lines(snapshot, query, params.listing()) if listed else ()
        most = BESIDE if params.show is not Listed.NEIGHBOURS else params.listing().end
        near, beside = associations(snapshot, query), snapshot.neighbours(query.request, max(most, BESIDE))
        view = presenter.view(query, exact, list(shown), beside, near)
    else:
        view = presenter.empty()
    return ConcordancePage(context.layout(here="research", query=params.q), context.head(title), view)


def concordance_as(context: RequestContext, params: ConcordanceParams) -> Response:
    """Return one list of a concordance as a table, all of it, or as JSON, a slice of it."""
    if not params.q:
        raise InputError("query-missing")
    listing = params.listing()
    if table := params.form == Format.CSV:
        listing = replace(listing, offset=0, limit=sys.maxsize)
    links = context.viewer.links
    answer = concordance_answer(
        context.snapshot,
        params.q,
        params.query(),
        listing,
        lambda block: links.absolute(links.paragraph(block)),
    )
    if table:
        return table_response(f"judou-{params.show}.csv", answer.rows())
    return json_response(answer)
