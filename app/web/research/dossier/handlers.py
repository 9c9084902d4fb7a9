"""Handlers of the dossier of a formulation."""

from starlette.responses import Response

from app.analysis.dossier import open_dossier
from app.analysis.formulations.catalogue import catalogue_of
from app.answers.dossier import DossierAnswer
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.json import json_response
from app.web.research.dossier.presenter import DossierPresenter
from app.web.research.dossier.views import DossierPage
from app.web.research.formulations.handlers import stylesheet
from app.web.research.query_models import DossierQuery


def dossier_page(context: RequestContext) -> DossierPage | Response:
    """``/formulations/{phrase}``: as a page, or in another form."""
    query = DossierQuery.read(context.pairs)
    text = _phrase(context)
    if query.format != Format.HTML:
        return dossier_as(context, query.format)
    found = open_dossier(context.snapshot, catalogue_of(context.snapshot), text)
    view = DossierPresenter(context.names, context.snapshot, found).view()
    title = f"{text} · {context.viewer.words.gettext('Dossier of a formulation')}"
    return DossierPage(
        context.layout(here="research", query=text), context.head(title), stylesheet(context), view
    )


def dossier_as(context: RequestContext, form: Format) -> Response:
    """Return a dossier as JSON; as a table the articles that use the formulation."""
    found = open_dossier(context.snapshot, catalogue_of(context.snapshot), _phrase(context))
    answer = DossierAnswer.of(context.snapshot.generation.name, found)
    if form == Format.CSV:
        return table_response("judou-formulation.csv", answer.rows())
    return json_response(answer)


def _phrase(context: RequestContext) -> str:
    """Return the wording that the address names; LimitError if it is longer than a query may be."""
    return context.state.limits.text("phrase", str(context.request.path_params["phrase"]).strip())
