"""Handlers of reading, sharing and citing: articles and paragraphs, today's and yesterday's ids."""

from dataclasses import replace
from functools import partial

from starlette.responses import PlainTextResponse, Response

from app.analysis.keywords import article_keywords
from app.analysis.similar_articles import similar_articles
from app.answers.articles import Article
from app.cite.citable import one_line
from app.cite.formats import FORMATS
from app.cite.gbt7714 import gbt7714_online
from app.cite.prose import source_line
from app.errors import NotFoundError
from app.library.contents import FullArticle
from app.library.queries import nearest_paragraphs
from app.permalinks.resolve import Lost
from app.search.request import SearchRequest
from app.search.results import Span
from app.store.rows import StoredArticle, StoredBlock, TextBlock
from app.web.article.cite import citable, citations, qr_svg
from app.web.article.permalink import (
    NearbyBlock,
    StandingPlace,
    article_notice,
    block_notice,
    gone_article,
    gone_paragraph,
)
from app.web.article.presenter import ArticlePresenter
from app.web.article.quotation_picture import can_draw, quotation_png
from app.web.article.views import ArticlePage, CitePage, GonePage
from app.web.context import RequestContext
from app.web.core.params import ReadParams
from app.web.formats.json import json_response
from app.web.formats.text import article_markdown, article_text
from app.web.layout.elements import Notice
from app.web.layout.meta_tags import article_head
from app.web.layout.versions import other_texts


def article_page(context: RequestContext) -> ArticlePage | Response:
    """``/articles/{id}``"""
    resolved = context.snapshot.resolve_article(context.request.path_params["id"])
    if resolved.current is None:
        ways = context.fallback_links(search=resolved.was)
        view = gone_article(context.viewer, resolved, _where(context, resolved.lost), ways)
        return context.state.html(GonePage(context.layout(), context.head(view.title), view), 410)
    notice = article_notice(context.viewer, resolved.status, resolved.was)
    return _shown(context, context.snapshot.article(resolved.current.id), notice)


def paragraph_page(context: RequestContext) -> ArticlePage | Response:
    """``/p/{id}``: a paragraph in its article, marked and in view; 410 where it is gone."""
    resolved = context.snapshot.resolve_block(context.request.path_params["id"])
    if resolved.current is None:
        near = _placed(context, resolved.near or _nearest(context, resolved.was))
        view = gone_paragraph(context.viewer, resolved, _where(context, resolved.lost), near)
        return context.state.html(GonePage(context.layout(), context.head(view.title), view), 410)
    notice = block_notice(context.viewer, resolved)
    return _shown(context, context.snapshot.article(resolved.current.article), notice, resolved.current)


def article_as(context: RequestContext) -> Response:
    """``/articles/{id}.json``, ``.txt``, ``.md``"""
    view = current_article(context)
    url = context.viewer.links.absolute(context.viewer.links.article(view.article.id))
    ending = context.request.path_params["ending"]
    if ending == "json":
        return json_response(Article.of(view))
    if ending == "txt":
        return _text(article_text(view, url), "text/plain")
    if ending == "md":
        return _text(article_markdown(view, url), "text/markdown")
    raise NotFoundError("article-form-unknown", name=ending[:20])


def article_cite(context: RequestContext) -> CitePage:
    """``/articles/{id}/cite``"""
    return _cite_page(context, stored_article(context))


def paragraph_cite(context: RequestContext) -> CitePage:
    """``/p/{id}/cite``"""
    block = _current_block(context)
    return _cite_page(context, context.snapshot.article(block.article).article, block)


def article_cite_as(context: RequestContext) -> Response:
    """``/articles/{id}/cite/{format}``"""
    return _cited(context, stored_article(context))


def paragraph_cite_as(context: RequestContext) -> Response:
    """``/p/{id}/cite/{format}``"""
    block = _current_block(context)
    return _cited(context, context.snapshot.article(block.article).article, block)


def article_qr(context: RequestContext) -> Response:
    """``/articles/{id}/qr.svg``"""
    links = context.viewer.links
    return _svg(links.absolute(links.article(stored_article(context).id)))


def paragraph_qr(context: RequestContext) -> Response:
    """``/p/{id}/qr.svg``"""
    links = context.viewer.links
    return _svg(links.absolute(links.paragraph(_current_block(context).id)))


def paragraph_picture(context: RequestContext) -> Response:
    """``/p/{id}/quotation.png``: a paragraph as a picture, with its source."""
    block = _current_block(context)
    if not can_draw():
        raise NotFoundError("quotation-pictures-none")
    item = citable(context.viewer, context.snapshot.article(block.article).article, block)
    picture = quotation_png(one_line(item.quotation), source_line(item))
    return Response(picture, media_type="image/png")


def _shown(
    context: RequestContext, view: FullArticle, notice: Notice | None, block: StoredBlock | None = None
) -> ArticlePage:
    params = ReadParams.read(context.pairs, context.state.limits)
    query = params.search.query().request if params.search.q else None
    spans = _spans(context, view, query) if query else {}
    presenter = ArticlePresenter(context.viewer, view, params, block.id if block else "", spans)
    if params.part and block and presenter.part(block) is None and notice is None:
        notice = Notice(
            context.viewer.words.gettext("The words that were selected are no longer in this passage.")
        )
    keywords = [] if context.viewer.static else article_keywords(view)
    similar = _similar(context, view, keywords)
    if context.snapshot.lacks_search and query and notice is None:
        notice = Notice(
            context.viewer.words.gettext(
                "The search engine does not answer now, so nothing that was searched for is marked."
            )
        )
    cited = gbt7714_online(citable(context.viewer, view.article, block))
    shown = presenter.view(notice, keywords, similar, cited)
    others = context.snapshot.namesakes([view.article])[view.article.id]
    crumbs = context.crumbs(view.article.page)
    alone = bool(crumbs) and view.page.articles == 1
    shown = replace(shown, others=other_texts(context.viewer, others), is_alone=alone)
    layout = context.layout(query=params.search.q, crumbs=crumbs)
    drawn = block is not None and can_draw() and not context.viewer.static
    image = context.viewer.links.quotation_picture(block.id) if block and drawn else context.card()
    return ArticlePage(layout, article_head(context.viewer, view.article, image, block), shown)


def _spans(context: RequestContext, view: FullArticle, query: SearchRequest) -> dict[str, tuple[Span, ...]]:
    """Return what is marked in an article; nothing while the search engine does not answer."""
    return context.snapshot.if_searchable(lambda: context.snapshot.spans(view.article.id, query), {})


def _similar(context: RequestContext, view: FullArticle, keywords: list[str]) -> list[StoredArticle]:
    none: list[StoredArticle] = []
    read = partial(similar_articles, context.snapshot, view.article.id, keywords)
    return context.snapshot.if_searchable(read, none)


def _nearest(context: RequestContext, text: str) -> tuple[TextBlock, ...]:
    return context.snapshot.if_searchable(lambda: nearest_paragraphs(context.snapshot, text), ())


def _where(context: RequestContext, lost: Lost | None) -> StandingPlace:
    """Return the article and the page that something gone stood in, as far as they still stand."""
    if lost is None:
        return None, None
    article = context.snapshot.articles_by_id([lost.id]).get(lost.id)
    return article, context.names.page(lost.page)


def stored_article(context: RequestContext) -> StoredArticle:
    """Return the article that the id in the address leads to, without its text; NotFoundError where it leads
    nowhere."""
    resolved = context.snapshot.resolve_article(context.request.path_params["id"])
    if resolved.current is None:
        raise NotFoundError("article-removed", id=resolved.id[:40])
    return resolved.current


def current_article(context: RequestContext) -> FullArticle:
    """Return the article that the id in the address leads to; NotFoundError where it leads nowhere."""
    return context.snapshot.article(stored_article(context).id)


def _current_block(context: RequestContext) -> StoredBlock:
    resolved = context.snapshot.resolve_block(context.request.path_params["id"])
    if resolved.current is None:
        raise NotFoundError("paragraph-gone", id=resolved.id[:40])
    return resolved.current


def _cite_page(context: RequestContext, stored: StoredArticle, block: StoredBlock | None = None) -> CitePage:
    title = context.viewer.words.gettext("Cite: %(title)s", title=stored.label)
    layout = context.layout(crumbs=context.crumbs(stored.page))
    return CitePage(layout, context.head(title), citations(context.viewer, stored, block))


def _cited(context: RequestContext, stored: StoredArticle, block: StoredBlock | None = None) -> Response:
    name = context.request.path_params["format"]
    if name not in FORMATS:
        raise NotFoundError("citation-format-unknown", name=name[:20], known=", ".join(FORMATS))
    chosen = FORMATS[name]
    key = block.id if block else stored.id
    disposition = f'attachment; filename="judou-{key}.{chosen.ending}"'
    response = _text(chosen.write(citable(context.viewer, stored, block)), chosen.media_type)
    response.headers["Content-Disposition"] = disposition
    return response


def _placed(context: RequestContext, blocks: tuple[TextBlock, ...]) -> list[NearbyBlock]:
    """Return paragraphs with their articles and pages."""
    articles = context.snapshot.articles_by_id(block.article for block in blocks)
    found = [(articles[block.article], block) for block in blocks]
    pages = context.snapshot.pages_by_id(article.page for article, _ in found)
    return [(article, pages[article.page], block) for article, block in found]


def _text(text: str, media_type: str) -> Response:
    return PlainTextResponse(text.encode("utf-8", "replace"), media_type=f"{media_type}; charset=utf-8")


def _svg(url: str) -> Response:
    return Response(qr_svg(url), media_type="image/svg+xml")
