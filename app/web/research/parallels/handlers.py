"""Handlers of what articles share."""

import re
from dataclasses import replace

from starlette.responses import Response

from app.analysis.parallels import ComparedArticles, ParallelOrder, compared, near_passages, parallels, shifts
from app.answers.parallels import ComparisonAnswer, ParallelList
from app.answers.shifts import ShiftList
from app.errors import BusyError, InputError, NotFoundError
from app.store.rows import StoredArticle
from app.web.article.handlers import stored_article
from app.web.context import RequestContext
from app.web.core.query_models import Format
from app.web.formats.csv import table_response
from app.web.formats.json import json_response
from app.web.research.parallels.compare_presenter import ComparePresenter
from app.web.research.parallels.params import CompareParams, ParallelsParams, ShiftsParams
from app.web.research.parallels.passages import Named
from app.web.research.parallels.presenter import ParallelsPresenter
from app.web.research.parallels.query_models import Likeness
from app.web.research.parallels.shifts_presenter import ShiftsPresenter
from app.web.research.parallels.views import ComparePage, ParallelsPage, ShiftsPage

_ID = re.compile(r"(?<![0-9a-z])[0-9a-z]{16}(?![0-9a-z])")

_PATIENCE, _AGAIN = 1.0, 5
"""Seconds that a page waits for what is worked out once a generation, and after which it asks again."""


def parallels_page(context: RequestContext) -> ParallelsPage | Response:
    """``/articles/{id}/parallels``: as a page, or in another form."""
    params, article = ParallelsParams.read(context.pairs), stored_article(context)
    if params.form != Format.HTML:
        return parallels_as(context, article, params.form, params.sort)
    presenter = ParallelsPresenter(context.viewer, context.snapshot, params, article)
    if params.show is Likeness.NEAR:
        view = presenter.near(near_passages(context.snapshot, article.id, params.sort))
    elif params.show is Likeness.FORMULAS:
        view = presenter.formulas(parallels(context.snapshot, article.id, params.sort))
    else:
        view = presenter.verbatim(parallels(context.snapshot, article.id, params.sort))
    title = f"{article.label} · {context.viewer.words.pgettext('desk', 'Also in')}"
    layout = context.layout(here="research", crumbs=context.crumbs(article.page))
    return ParallelsPage(layout, context.head(title), view)


def parallels_as(
    context: RequestContext, article: StoredArticle, form: Format, order: ParallelOrder = ParallelOrder.WEIGHT
) -> Response:
    """Return everything that an article shares with others as a table or JSON."""
    snapshot, id_ = context.snapshot, article.id
    found, near = parallels(snapshot, id_, order), near_passages(snapshot, id_, order)
    blocks = {each.here.block for each in found.shared.passages}
    blocks |= {stretch.block for each in near for stretch in (each.here, each.there)}
    articles = {place.article for each in found.shared.passages for place in each.places}
    named = Named(snapshot, articles | {each.article for each in near}, blocks)
    answer = ParallelList.of(
        snapshot.generation.name, article, found, near, named.blocks, named.articles.values()
    )
    if form == Format.CSV:
        return table_response("judou-parallels.csv", answer.rows())
    return json_response(answer)


def compare_page(context: RequestContext) -> ComparePage | Response:
    """``/compare``: as a page, or in another form."""
    params = CompareParams.read(context.pairs)
    words = context.viewer.words
    if not (params.a and params.b):
        if params.form != Format.HTML:
            raise InputError("articles-missing")
        view = ComparePresenter(context.viewer, context.snapshot, params).empty()
        return ComparePage(context.layout(here="research"), context.head(words.gettext("Compare")), view)
    first, second = (_article(context, each) for each in (params.a, params.b))
    found = compared(context.snapshot, first.id, second.id)
    if params.form != Format.HTML:
        return _comparison_as(context, (first, second), found, params.form)
    # Links and former ids lead to the articles; what the page links to names these.
    params = replace(params, a=first.id, b=second.id)
    presenter = ComparePresenter(context.viewer, context.snapshot, params)
    title = f"{first.label} · {second.label} · {words.gettext('Compare')}"
    return ComparePage(
        context.layout(here="research"), context.head(title), presenter.view(first, second, found)
    )


def shifts_page(context: RequestContext) -> ShiftsPage | Response:
    """``/shifts``: as a page, or in another form."""
    params = ShiftsParams.read(context.pairs, context.state.limits)
    if params.form != Format.HTML:
        return shifts_as(context, params)
    presenter = ShiftsPresenter(context.viewer, context.snapshot, params)
    title = context.viewer.words.pgettext("desk", "Rewordings")
    layout, head = context.layout(here="research"), context.head(title)
    try:
        found = shifts(context.snapshot, params.q, _PATIENCE)
    except BusyError:
        response = context.state.html(ShiftsPage(layout, head, presenter.pending()), 202)
        response.headers["Refresh"] = str(_AGAIN)
        return response
    return ShiftsPage(layout, head, presenter.view(found))


def shifts_as(context: RequestContext, params: ShiftsParams) -> Response:
    """Return pairs of wordings as a table, all of them, or as JSON, a slice of them."""
    name, found = context.snapshot.generation.name, shifts(context.snapshot, params.q)
    if params.form == Format.CSV:
        return table_response("judou-shifts.csv", ShiftList.of(name, len(found), found).rows())
    shown = found[params.offset : params.offset + params.limit]
    return json_response(ShiftList.of(name, len(found), shown))


def _comparison_as(
    context: RequestContext,
    articles: tuple[StoredArticle, StoredArticle],
    found: ComparedArticles,
    form: Format,
) -> Response:
    passages = [each.passage for each in (*found.passages, *found.formulas)]
    blocks = {stretch.block for each in passages for stretch in (each.here, each.there)}
    answer = ComparisonAnswer.of(
        context.snapshot.generation.name, articles, found, context.snapshot.blocks(blocks)
    )
    if form == Format.CSV:
        return table_response("judou-compare.csv", answer.rows())
    return json_response(answer)


def _article(context: RequestContext, asked: str) -> StoredArticle:
    """Return the article that an id, or a link that holds one, leads to."""
    found = _ID.search(asked.lower())
    resolved = context.snapshot.resolve_article(found[0] if found else asked)
    if resolved.current is None:
        raise NotFoundError("article-unknown", id=asked[:40])
    return resolved.current
