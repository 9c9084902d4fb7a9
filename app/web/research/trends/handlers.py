"""Handlers of the distribution."""

from starlette.responses import Response

from app.analysis.distribution import distribute
from app.answers.research import Trends
from app.errors import InputError
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.json import json_response
from app.web.research.params import TrendsParams
from app.web.research.trends.presenter import TrendsPresenter
from app.web.research.trends.views import TrendsPage


def trends_page(context: RequestContext) -> TrendsPage | Response:
    """``/trends``: as a page, or in another form."""
    params = TrendsParams.read(context.pairs, context.state.limits)
    if params.form != Format.HTML:
        return trends_as(context, params, params.form)
    presenter = TrendsPresenter(context.names, context.overview, context.snapshot, params)
    title = context.viewer.words.gettext("Distribution")
    if params.q:
        title = f"{'、'.join(params.q)} · {title}"
        queries = params.queries()
        view = presenter.view(queries, distribute(context.snapshot, queries, params.by, params.nested))
    else:
        view = presenter.empty()
    return TrendsPage(
        context.layout(here="research", query=" ".join(params.q[:1])), context.head(title), view
    )


def trends_as(context: RequestContext, params: TrendsParams, form: Format) -> Response:
    """Return the distribution as a table or JSON, all parts of it."""
    if not params.q:
        raise InputError("query-missing")
    found = distribute(context.snapshot, params.queries(), params.by, params.nested)
    answer = Trends.of(context.snapshot.generation.name, params.q, found)
    if form == Format.CSV:
        return table_response("judou-trends.csv", answer.rows())
    return json_response(answer)
