"""Handlers of reading, sharing and citing: articles and paragraphs, today's and yesterday's ids."""

from functools import lru_cache

from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.analysis.keywords import READ, recurring
from app.api_models import article_shape
from app.cite import FORMATS, gbt7714_online
from app.errors import NotFoundError
from app.library.snapshot import ArticleView as Article
from app.search.contract import Scope, SearchRequest
from app.search.language.parser import parse_or_literal
from app.search.language.tree import Or, Phrase
from app.store.rows import StoredArticle, StoredBlock
from app.web.article.cite import citable, cite_view, qr_svg
from app.web.article.permalink import Near, block_notice, gone_view, label_notice
from app.web.article.presenter import ArticlePresenter
from app.web.context import Case
from app.web.core.params import ReadParams
from app.web.formats.text import markdown, plain_text
from app.web.layout.contexts import ArticlePage, CitePage, GonePage, MessagePage
from app.web.layout.elements import Notice
from app.web.layout.meta_tags import article_head
from app.web.layout.views import MessageView

KEYWORDS, ALIKE = 8, 4
# Neighbours in wording are sought with the strongest phrases only; more find everything.
SOUGHT, CANDIDATES = 4, 40
# Of a paragraph that is gone: the characters whose words are sought, and the paragraphs shown.
QUOTED, NEAREST = 120, 3


def article(case: Case) -> ArticlePage | Response:
    """``/articles/{id}``"""
    resolved = case.reading.resolve_article(case.request.path_params["id"])
    if resolved.current is None:
        return _gone_article(case, resolved.was)
    notice = label_notice(case.visit, resolved.status, resolved.was)
    return _article_page(case, case.reading.article(resolved.current.id), notice)


def paragraph(case: Case) -> ArticlePage | Response:
    """``/p/{id}``: a paragraph in its article, marked and in view; 410 where it is gone."""
    resolved = case.reading.resolve_block(case.request.path_params["id"])
    if resolved.current is None:
        head = case.head(case.visit.words.gettext("This paragraph is gone"))
        near = _placed(case, resolved.near or _related(case, resolved.was))
        return case.desk.html(GonePage(case.site(), head, gone_view(case.visit, resolved.was, near)), 410)
    notice = block_notice(case.visit, resolved)
    return _article_page(case, case.reading.article(resolved.current.article), notice, resolved.current)


def article_as(case: Case) -> Response:
    """``/articles/{id}.json``, ``.txt``, ``.md``"""
    view = current_article(case)
    url = case.visit.links.absolute(case.visit.links.article(view.article.id))
    ending = case.request.path_params["ending"]
    if ending == "json":
        return JSONResponse(article_shape(view))
    if ending == "txt":
        return _text(plain_text(view, url), "text/plain")
    if ending == "md":
        return _text(markdown(view, url), "text/markdown")
    raise NotFoundError(f"an article has no form {ending[:20]!r}; it has json, txt and md")


def article_cite(case: Case) -> CitePage:
    """``/articles/{id}/cite``"""
    return _cite_page(case, current_article(case).article)


def paragraph_cite(case: Case) -> CitePage:
    """``/p/{id}/cite``"""
    block = _current_block(case)
    return _cite_page(case, case.reading.article(block.article).article, block)


def article_cite_as(case: Case) -> Response:
    """``/articles/{id}/cite/{format}``"""
    return _cited(case, current_article(case).article)


def paragraph_cite_as(case: Case) -> Response:
    """``/p/{id}/cite/{format}``"""
    block = _current_block(case)
    return _cited(case, case.reading.article(block.article).article, block)


def article_qr(case: Case) -> Response:
    """``/articles/{id}/qr.svg``"""
    links = case.visit.links
    return _svg(links.absolute(links.article(current_article(case).article.id)))


def paragraph_qr(case: Case) -> Response:
    """``/p/{id}/qr.svg``"""
    links = case.visit.links
    return _svg(links.absolute(links.paragraph(_current_block(case).id)))


def _article_page(
    case: Case, view: Article, notice: Notice | None, block: StoredBlock | None = None
) -> ArticlePage:
    params = ReadParams.read(case.pairs, case.desk.limits)
    presenter = ArticlePresenter(case.visit, view, params, block.id if block else "")
    if params.search.q:
        node = parse_or_literal(params.search.q).node
        presenter.mark(case.reading.searcher.spans(view.article.id, params.search.request(node)))
    if params.part and block and presenter.part(block) is None and notice is None:
        notice = Notice(
            case.visit.words.gettext("The words that were selected are no longer in this passage.")
        )
    keywords = [] if case.visit.static else _keywords(view)
    cited = gbt7714_online(citable(case.visit, view.article, block))
    shown = presenter.view(notice, keywords, _alike(case, view.article, keywords), cited)
    site = case.site(query=params.search.q)
    return ArticlePage(site, article_head(case.visit, view.article, case.card(), block), shown)


def _gone_article(case: Case, was: str) -> Response:
    words = case.visit.words
    title = words.gettext("This article is gone")
    text = words.gettext("“%(was)s” was taken out of the library.", was=was)
    page = MessagePage(case.site(), case.head(title), MessageView(title, text, case.ways_on(search=was)))
    return case.desk.html(page, 410)


def current_article(case: Case) -> Article:
    """The article that the id in the address leads to; NotFoundError where it leads nowhere any more."""
    resolved = case.reading.resolve_article(case.request.path_params["id"])
    if resolved.current is None:
        raise NotFoundError(f"the article {resolved.id[:40]!r} was taken out of the library")
    return case.reading.article(resolved.current.id)


def _current_block(case: Case) -> StoredBlock:
    resolved = case.reading.resolve_block(case.request.path_params["id"])
    if resolved.current is None:
        raise NotFoundError(f"the paragraph {resolved.id[:40]!r} is gone; its link tells what it was")
    return resolved.current


def _cite_page(case: Case, stored: StoredArticle, block: StoredBlock | None = None) -> CitePage:
    title = case.visit.words.gettext("Cite: %(title)s", title=stored.label)
    return CitePage(case.site(), case.head(title), cite_view(case.visit, stored, block))


def _cited(case: Case, stored: StoredArticle, block: StoredBlock | None = None) -> Response:
    name = case.request.path_params["format"]
    if name not in FORMATS:
        raise NotFoundError(f"there is no citation format {name[:20]!r}; there are {', '.join(FORMATS)}")
    chosen = FORMATS[name]
    key = block.id if block else stored.id
    disposition = f'attachment; filename="judou-{key}.{chosen.ending}"'
    response = _text(chosen.write(citable(case.visit, stored, block)), chosen.media_type)
    response.headers["Content-Disposition"] = disposition
    return response


@lru_cache(maxsize=256)
def _recurring(text: str) -> list[str]:
    return recurring([text], KEYWORDS)


def _keywords(view: Article) -> list[str]:
    texts = "\n".join(block.text for block in view.blocks if block.type != "heading")
    return _recurring(texts[:READ])


def _alike(case: Case, stored: StoredArticle, keywords: list[str]) -> list[StoredArticle]:
    """Other articles that share the wording this one keeps coming back to."""
    if len(keywords) < 2:
        return []
    node = Or(tuple(Phrase(each) for each in keywords[:SOUGHT]))
    request = SearchRequest(
        query=" ".join(keywords[:SOUGHT]), node=node, scope=Scope.PARAGRAPH, limit=CANDIDATES, facet_limit=0
    )
    groups = case.reading.search(request).groups
    others = sorted(
        (group for group in groups if group.article.id != stored.id), key=lambda group: -len(group.hits)
    )
    return [group.article for group in others[:ALIKE]]


def _related(case: Case, text: str) -> tuple[StoredBlock, ...]:
    """The paragraphs nearest in wording to one that is gone with everything around it."""
    query = text[:QUOTED]
    if not query:
        return ()
    request = SearchRequest(query=query, node=Phrase(query), limit=NEAREST, facet_limit=0)
    return tuple(hit.block for group in case.reading.related(request).groups for hit in group.hits)


def _placed(case: Case, blocks: tuple[StoredBlock, ...]) -> list[Near]:
    """Paragraphs with their articles and pages."""
    articles = case.reading.reader.articles(block.article for block in blocks)
    found = [(articles[block.article], block) for block in blocks]
    return [(article, case.shelf.pages[article.page], block) for article, block in found]


def _text(text: str, media_type: str) -> Response:
    return PlainTextResponse(text.encode("utf-8", "replace"), media_type=f"{media_type}; charset=utf-8")


def _svg(url: str) -> Response:
    return Response(qr_svg(url), media_type="image/svg+xml")
