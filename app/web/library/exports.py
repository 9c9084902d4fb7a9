"""Lists of articles in other forms than pages."""

from starlette.responses import Response

from app.answers.articles import Articles
from app.store.lists import ListQuery
from app.web.context import RequestContext
from app.web.core.params import BrowseParams
from app.web.core.query_models import Format
from app.web.formats.csv import articles_csv
from app.web.formats.json import json_response
from app.web.library.presenter import filters_of


def articles_as(context: RequestContext, params: BrowseParams) -> Response:
    """Return a list of articles as JSON or CSV."""
    found = context.snapshot.articles(ListQuery(filters_of(params), params.sort, params.offset, params.limit))
    if params.form == Format.CSV:
        return articles_csv(context.viewer, found.articles)
    return json_response(Articles.model_validate(found))
