"""Handlers of the quotation check, the one page that reads what is posted."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.analysis.quotes.check import check
from app.answers.quotes import QuoteCheck
from app.csv_lines import BYTE_ORDER_MARK, csv_lines
from app.web.context import AppState, RequestContext
from app.web.core.query_models import Format
from app.web.formats.json import json_response
from app.web.research.quote.body import read_form, read_json
from app.web.research.quote.presenter import QuotePresenter
from app.web.research.quote.views import QuotePage, QuoteView


def quote_page(context: RequestContext) -> QuotePage:
    """``/quote`` before anything is posted; where it is not offered this is told before a draft is pasted."""
    context.snapshot.require_desk()
    return _page(context, _presenter(context).empty())


async def post_page(state: AppState, request: Request) -> Response:
    """``POST /quote``: the same page with what was checked, or its table."""
    fields = await read_form(request)
    text, form = fields["text"], fields.get("format", "")

    def handler(context: RequestContext) -> QuotePage | Response:
        if form in ("csv", "json"):
            answer = answered(context, text)
            return _table(answer) if form == "csv" else json_response(answer)
        presenter = _presenter(context)
        view = presenter.view(check(context.snapshot, text)) if text.strip() else presenter.empty()
        return _page(context, view)

    return await run_in_threadpool(state.answer_once, request, handler)


async def post_answer(state: AppState, request: Request, form: Format) -> Response:
    """``POST /api/quote``, as JSON or a table."""
    text = await read_json(request)

    def handler(context: RequestContext) -> Response:
        answer = answered(context, text)
        return _table(answer) if form == Format.CSV else json_response(answer)

    return await run_in_threadpool(state.answer_once, request, handler)


def answered(context: RequestContext, text: str) -> QuoteCheck:
    """Return the answer for programs."""
    return QuoteCheck.of(context.snapshot.generation.name, check(context.snapshot, text))


def _table(answer: QuoteCheck) -> Response:
    """Return an answer as CSV, by no file on the disk: what was posted is in it."""
    body = BYTE_ORDER_MARK + "".join(csv_lines(answer.rows()))
    disposition = {"Content-Disposition": 'attachment; filename="judou-quotes.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=disposition)


def _presenter(context: RequestContext) -> QuotePresenter:
    language = context.request.query_params.get("lang")
    return QuotePresenter(context.names, context.snapshot.generation, context.state.limits.query, language)


def _page(context: RequestContext, view: QuoteView) -> QuotePage:
    title = context.viewer.words.gettext("Check quotations")
    return QuotePage(context.layout(here="quote"), context.head(title), view)
