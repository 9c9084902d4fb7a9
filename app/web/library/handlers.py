"""Handlers of the library: home, the list of pages, a raw page, a page's source."""

from dataclasses import replace

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from app.api_models import item_shape
from app.errors import NotFoundError
from app.permalinks.resolve import Resolved, Status
from app.store.reader import ListQuery
from app.store.rows import StoredPage
from app.web.context import Case
from app.web.core.params import MAX_VALUE, BrowseParams, Form, Given
from app.web.formats.csv import articles_csv
from app.web.i18n.labels import goes_on, page_label
from app.web.i18n.messages import said
from app.web.layout.contexts import HomePage, MessagePage, PagesPage, RawPage
from app.web.layout.elements import Head, Link, Pager
from app.web.layout.views import MessageView, RawView
from app.web.library.presenter import home_view, pages_view
from app.web.library.source_view import LINES_SHOWN, Proof

MAX_LINE = 100_000_000


def home(case: Case) -> HomePage | Response:
    """``/``: all articles, as a page, JSON or CSV."""
    params = BrowseParams.read(case.pairs, case.desk.limits)
    if params.form != Form.HTML:
        return articles_as(case, params)
    words, links = case.visit.words, case.visit.links
    head = Head(
        title=words.gettext("Judou 句读: newspaper articles to read, search and cite"),
        description=words.gettext("A searchable library of Chinese newspaper and policy articles."),
        canonical=links.absolute(links.home()),
        indexed=not case.pairs,
    )
    return HomePage(case.site("home"), head, home_view(case.visit, case.reading, case.shelf, params))


def articles_as(case: Case, params: BrowseParams) -> Response:
    """A list of articles as JSON or CSV."""
    filters = tuple((each.name, each.value) for each in params.filters)
    found = case.reading.articles(ListQuery(filters, params.sort, params.offset, params.limit))
    if params.form == Form.CSV:
        return articles_csv(case.visit, found.articles)
    return JSONResponse({"total": found.total, "articles": [item_shape(each) for each in found.articles]})


def pages(case: Case) -> PagesPage:
    """``/pages``: the source pages and what could not be taken."""
    params = BrowseParams.read(case.pairs, case.desk.limits)
    view = pages_view(case.visit, case.reading, case.shelf, params.offset, params.limit)
    links = case.visit.links
    head = Head(title=f"{case.visit.words.gettext('Pages')} · 句读", canonical=links.absolute(links.pages()))
    return PagesPage(case.site("pages"), head, view)


def all_pages(case: Case) -> PagesPage:
    """The same for a site of files: all of them on one page."""
    shelf = case.shelf
    view = replace(pages_view(case.visit, case.reading, shelf, 0, len(shelf.pages) or 1), pager=None)
    return PagesPage(case.site("pages"), case.head(case.visit.words.gettext("Pages")), view)


def page(case: Case) -> RawPage | Response:
    """``/pages/{id}``: the source beside its reconstruction."""
    resolved = case.reading.resolve_page(case.request.path_params["id"])
    if resolved.current is None:
        return _gone(case, resolved.was)
    stored = resolved.current
    if resolved.status != Status.CURRENT:
        return RedirectResponse(case.visit.links.page(stored.id), status_code=301)
    given = Given(case.pairs)
    proof = Proof(case.visit, case.reading.page(stored.id))
    block, article = given.query("block", MAX_VALUE), given.query("article", MAX_VALUE)
    begins = proof.line_of_block(block) if block else proof.line_of_article(article)
    line = given.number("line", 0, MAX_LINE) or begins
    links = case.visit.links
    head = Head(
        title=f"{page_label(stored, case.visit.words)} · 句读",
        canonical=links.absolute(links.page(stored.id)),
    )
    return RawPage(case.site("pages"), head, _raw_view(case, proof, stored, line, block or article))


def _gone(case: Case, was: str) -> Response:
    words = case.visit.words
    title = words.gettext("This page is gone")
    text = words.gettext("“%(was)s” was taken out of the library.", was=was)
    ways = (Link(words.gettext("All pages"), case.visit.links.pages()), *case.ways_on())
    return case.desk.html(MessagePage(case.site(), case.head(title), MessageView(title, text, ways)), 410)


def source(case: Case) -> Response:
    """``/source/{id}.txt``: the decoded source and nothing else."""
    found = case.reading.reader.source(case.request.path_params["id"])
    if found is None:
        raise NotFoundError(f"no page {case.request.path_params['id'][:80]!r} is known")
    return PlainTextResponse(found.text.encode("utf-8", "replace"))


def current_page(resolved: Resolved[StoredPage]) -> StoredPage:
    """The page that an id leads to; NotFoundError where it leads nowhere any more."""
    if resolved.current is None:
        raise NotFoundError(f"page {resolved.id[:80]!r} was taken out of the library")
    return resolved.current


def _raw_view(case: Case, proof: Proof, stored: StoredPage, line: int, marked: str) -> RawView:
    words, links = case.visit.words, case.visit.links
    # A window begins at a multiple of its length, so that every line has one address.
    first = (min(line, len(proof.lines)) - 1) // LINES_SHOWN * LINES_SHOWN + 1
    ordered = list(case.shelf.pages.values())
    place = next((i for i, each in enumerate(ordered) if each.id == stored.id), 0)
    around = [None, *ordered, None]
    return RawView(
        label=page_label(stored, words),
        id=stored.file,
        figures=(
            words.ngettext("%(n)s line", "%(n)s lines", len(proof.lines)),
            words.characters(stored.characters),
            stored.encoding,
        ),
        articles=_articles(case, proof, first),
        doors=(Link(words.gettext("The source alone"), links.source(stored.id)),),
        notes=tuple(said(note, words) for note in stored.notes),
        rows=proof.rows(first, marked),
        previous=_neighbour(case, around[place]),
        following=_neighbour(case, around[place + 2]),
        pager=_pager(case, stored, first, len(proof.lines)),
    )


def _articles(case: Case, proof: Proof, first: int) -> tuple[Link, ...]:
    """The articles of the page; ``title`` is where each begins in the source."""
    links, found = case.visit.links, []
    for view in proof.page.articles:
        article = view.article
        line = proof.line_of_article(article.id)
        here = first <= line < first + LINES_SHOWN
        pairs = [] if here else [("line", str(line))]
        where = links.page(article.page, pairs, f"a-{article.id}")
        found.append(Link(article.label, links.article(article.id), title=where, rest=goes_on(article)))
    return tuple(found)


def _neighbour(case: Case, other: StoredPage | None) -> Link | None:
    return Link(page_label(other, case.visit.words), case.visit.links.page(other.id)) if other else None


def _pager(case: Case, stored: StoredPage, first: int, total: int) -> Pager | None:
    if total <= LINES_SHOWN:
        return None
    words, links = case.visit.words, case.visit.links
    last = min(first + LINES_SHOWN - 1, total)
    before = links.page(stored.id, [("line", str(first - LINES_SHOWN))]) if first > 1 else ""
    after = links.page(stored.id, [("line", str(last + 1))]) if last < total else ""
    place = words.gettext(
        "lines %(first)s–%(last)s of %(total)s", first=first, last=last, total=words.number(total)
    )
    return Pager(place, before, after)
