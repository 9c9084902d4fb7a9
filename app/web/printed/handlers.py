"""Handlers of printed pages: the picture beside the text, and the pictures themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from app.article import BlockType, Print
from app.errors import NotFoundError
from app.i18n.catalogues import Texts
from app.library.contents import FullPage
from app.library.pictures import Drawing
from app.library.snapshot import Snapshot
from app.search.results import Span
from app.store.rows import StoredArticle
from app.web.context import AppState, RequestContext
from app.web.core.params import ReadParams
from app.web.core.query_models import SourceQuery
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, Head, Link, Pager
from app.web.layout.labels import dateline, origin_labels, page_label
from app.web.layout.layout import choice
from app.web.printed.presenter import PrintedPresenter
from app.web.printed.views import PrintedHits, PrintedPage, PrintedView

YEAR = 31_536_000
Find = Callable[[Snapshot, Mapping[str, str]], Drawing]


def printed_page(
    context: RequestContext,
    page: FullPage,
    printed: Print,
    query: SourceQuery,
    neighbours: tuple[Link | None, Link | None],
) -> PrintedPage:
    """``/pages/{id}`` of a printed source: one sheet, or all of them in a static site."""
    params, count = ReadParams.read(context.pairs, context.state.limits), len(printed.sheets)
    digest, marking = context.snapshot.digest(page.page), params.search.marking()
    presenter = PrintedPresenter(context.viewer, page, printed, digest, marking)
    wanted = query.block or query.article
    sheet = min(query.sheet or presenter.sheet_of(wanted) or 1, count)
    shown = list(range(1, count + 1)) if context.viewer.static else [sheet]
    presenter.take(wanted)
    if params.search.q:
        presenter.mark(_spans(context, page, params), shown, params.hit)
    links, words = context.viewer.links, context.viewer.words
    known = _printed_head(page, words)
    label = " ".join(known) or page_label(page.page, words)
    head = Head(title=f"{label} · 句读", canonical=links.absolute(links.page(page.page.id)))
    view = PrintedView(
        label=label,
        figures=_figures(context, page, printed, known),
        links=_links(context, page),
        notes=tuple(words.message(note) for note in page.page.notes),
        sheets=tuple(presenter.sheet(number) for number in shown),
        outlined=context.viewer.preferences.outlined,
        enlarged=context.viewer.preferences.enlarged,
        switches=_switches(context.viewer),
        hits=_hits(context, page, params, presenter, sheet),
        pager=_pager(context, page, params, sheet, count) if len(shown) < count else None,
        previous=neighbours[0],
        following=neighbours[1],
    )
    return PrintedPage(context.layout("pages", params.search.q, context.crumbs(page.page.id)), head, view)


def answer_picture(state: AppState, request: Request, find: Find) -> Response:
    """Return a picture as PNG; kept for ever where its address names its content."""
    with state.library.snapshot() as snapshot:
        drawing = find(snapshot, request.path_params)
    key = drawing.key
    lasting = request.query_params.get("key") == key
    caching = f"public, max-age={YEAR}, immutable" if lasting else "no-cache"
    headers = {"Cache-Control": caching, "ETag": f'"{key}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(state.pictures.png(drawing), media_type="image/png", headers=headers)


def sheet_drawing(snapshot: Snapshot, parameters: Mapping[str, str]) -> Drawing:
    """``/pages/{id}/picture/{sheet}.png``"""
    found = snapshot.resolve_page(parameters["id"])
    if found.current is None:
        raise NotFoundError("page-removed", id=found.id[:80])
    page = found.current
    printed = snapshot.source(page.id).printed
    if printed is None:
        raise NotFoundError("picture-none", id=page.id[:80])
    number = int(parameters["sheet"])
    if not 1 <= number <= len(printed.sheets):
        raise NotFoundError(
            "picture-sheet-unknown", id=page.id[:80], number=number, sheets=len(printed.sheets)
        )
    return Drawing(page.file, snapshot.digest(page), number)


def dark_sheet_drawing(snapshot: Snapshot, parameters: Mapping[str, str]) -> Drawing:
    """``/pages/{id}/picture/{sheet}-dark.png``"""
    return replace(sheet_drawing(snapshot, parameters), dark=True)


def cutting_drawing(snapshot: Snapshot, parameters: Mapping[str, str]) -> Drawing:
    """``/p/{id}/cutting.png``"""
    found = snapshot.resolve_block(parameters["id"])
    if found.current is None:
        raise NotFoundError("paragraph-gone", id=found.id[:40])
    block = found.current
    if not block.boxes:
        raise NotFoundError("cutting-none", id=block.id)
    page = snapshot.article(block.article).page
    return Drawing(page.file, snapshot.digest(page), boxes=block.boxes)


def _spans(context: RequestContext, page: FullPage, params: ReadParams) -> dict[str, tuple[Span, ...]]:
    request = params.search.query().request
    found: dict[str, tuple[Span, ...]] = {}
    for article in page.articles:
        here = partial(context.snapshot.spans, article.article.id, request)
        nothing: dict[str, tuple[Span, ...]] = {}
        found.update(context.snapshot.if_searchable(here, nothing))
    return found


def _printed_head(page: FullPage, words: Texts) -> tuple[str, ...]:
    """Return newspaper, day and edition, where all articles of a page are of one."""
    known = {dateline(article.article, words) for article in page.articles if article.article.newspaper}
    return known.pop() if len(known) == 1 else ()


def _figures(
    context: RequestContext, page: FullPage, printed: Print, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what is known of a page in one line: counts, where its date was found, its file, its size."""
    words = context.viewer.words
    paragraphs = sum(article.article.paragraphs for article in page.articles)
    captions = sum(block.type == BlockType.CAPTION for article in page.articles for block in article.blocks)
    # Of sheets without text no size is known.
    wide, high = max(printed.sheets)
    told = _of_each(
        page, lambda article: dateline(article, words) if article.newspaper or article.date else ()
    )
    return (
        *(() if known else told),
        words.ngettext("%(n)s article", "%(n)s articles", len(page.articles)),
        words.ngettext("%(n)s paragraph", "%(n)s paragraphs", paragraphs),
        *([words.ngettext("%(n)s picture caption", "%(n)s picture captions", captions)] if captions else []),
        *_of_each(page, lambda article: origin_labels(article, words)),
        page.page.file,
        words.gettext("%(width)s × %(height)s points", width=round(wide), height=round(high)),
    )


def _of_each(page: FullPage, told: Callable[[StoredArticle], tuple[str, ...]]) -> tuple[str, ...]:
    """Return what is told of the articles of a page, each thing once."""
    return tuple(dict.fromkeys(each for article in page.articles for each in told(article.article)))


def _links(context: RequestContext, page: FullPage) -> tuple[Link, ...]:
    words, links, stored = context.viewer.words, context.viewer.links, page.page
    alone = Link(words.gettext("The source alone"), links.source(stored.id))
    if context.viewer.static:
        return (alone,)
    return (Link(words.gettext("Line by line"), links.page(stored.id, [("view", "lines")])), alone)


def _switches(viewer: Viewer) -> tuple[Choice, ...]:
    """Return what can be chosen for the picture: outlines or none, the whole sheet or an enlarged one."""
    if viewer.static:
        return ()
    words, chosen = viewer.words, viewer.preferences
    outlines = {"on": words.gettext("outlined"), "off": words.gettext("bare")}
    sizes = {"whole": words.gettext("whole sheet"), "large": words.gettext("enlarged")}
    return (
        choice(viewer, words.gettext("Blocks"), "outlines", outlines, "on" if chosen.outlined else "off"),
        choice(viewer, words.gettext("Picture"), "picture", sizes, "large" if chosen.enlarged else "whole"),
    )


def _hits(
    context: RequestContext, page: FullPage, params: ReadParams, presenter: PrintedPresenter, sheet: int
) -> PrintedHits | None:
    if not params.search.q:
        return None
    words, links, total = context.viewer.words, context.viewer.links, presenter.total

    def step(number: int) -> str:
        pairs = [*presenter.marking, ("sheet", str(sheet)), ("hit", str(number))]
        return links.page(page.page.id, pairs, f"h{number}") if total > 1 else ""

    return PrintedHits(
        words=words.ngettext("%(n)s hit", "%(n)s hits", total),
        query=Link(params.search.q, links.search(params.search.marking())),
        previous=step((presenter.current - 2) % max(1, total) + 1),
        following=step(presenter.current % max(1, total) + 1),
    )


def _pager(context: RequestContext, page: FullPage, params: ReadParams, sheet: int, count: int) -> Pager:
    words, links, marking = context.viewer.words, context.viewer.links, params.search.marking()

    def to(number: int) -> str:
        return links.page(page.page.id, [*marking, ("sheet", str(number))]) if 1 <= number <= count else ""

    place = words.gettext("sheet %(n)s of %(total)s", n=sheet, total=count)
    return Pager(place, to(sheet - 1), to(sheet + 1))
