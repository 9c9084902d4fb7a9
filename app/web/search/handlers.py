"""Handlers of searching: the page, its other forms, suggestions while typing."""

import time
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from app.api_models import search_shape
from app.library.snapshot import ExactHits, RelatedHits
from app.search.contract import SearchRequest, Suggestion
from app.search.language.parser import ParsedQuery, parse_or_literal
from app.search.language.tree import Field, Phrase, has_only_fields, shown_phrases
from app.web.context import RequestContext
from app.web.core.params import Format, Mode, SearchParams
from app.web.formats.csv import CSV_ROWS, hits_csv
from app.web.formats.feeds import search_feed
from app.web.layout.contexts import SearchPage
from app.web.layout.elements import Alternate, Head
from app.web.layout.views import SearchView
from app.web.search.presenter import SearchPresenter

# The related lane shows itself where the exact one has fewer paragraphs than this.
THIN = 3
RELATED_SHOWN = 10
NEAREST, SUGGESTED = 12, 10
AROUND = ("author", "institution", "source")
"""Fields that are printed with an article and are no part of its text."""
TERMS = 4
"""Wordings of a query without hits that are looked into one by one."""
FEED_ENTRIES = 50


def search(context: RequestContext) -> SearchPage | Response:
    """``/search``: as a page, JSON or CSV."""
    params = SearchParams.read(context.pairs, context.state.limits)
    if params.form == Format.JSON:
        return search_json(context, params)
    if params.form == Format.CSV:
        return search_csv(context, params)
    words = context.viewer.words
    title = f"{params.q} · {words.gettext('Search')}" if params.q else words.gettext("Search")
    feed = context.viewer.links.search_feed(params.marking())
    alternates = (Alternate(feed, "application/atom+xml", title=title),) if params.q else ()
    head = Head(title=f"{title} · 句读", indexed=False, alternates=alternates)
    view = _view(context, params)
    return SearchPage(context.layout(query=params.q), head, view)


def search_json(context: RequestContext, params: SearchParams) -> Response:
    """The answer as ``judou search --json`` prints it."""
    request = params.request(parse_or_literal(params.q).node)
    exact = context.snapshot.search(request)
    related = context.snapshot.related(request) if params.mode == Mode.RELATED and params.q else None
    return JSONResponse(search_shape(params.q, exact, related))


def search_csv(context: RequestContext, params: SearchParams) -> Response:
    """The hits of the exact lane as a table."""
    wide = replace(params, limit=CSV_ROWS)
    exact = context.snapshot.search(wide.request(parse_or_literal(params.q).node))
    return hits_csv(context.viewer, exact.groups)


def search_atom(context: RequestContext) -> Response:
    """``/search.atom``: the hits of a search as a feed."""
    params = replace(
        SearchParams.read(context.pairs, context.state.limits), limit=FEED_ENTRIES, form=Format.HTML
    )
    exact = context.snapshot.search(params.request(parse_or_literal(params.q).node))
    return search_feed(context.viewer, context.snapshot.generation, params, exact.groups)


def suggest(context: RequestContext) -> Response:
    """``/suggest``: what may be meant, in the form of OpenSearch suggestions."""
    params = SearchParams.read([pair for pair in context.pairs if pair[0] == "q"], context.state.limits)
    found = context.snapshot.suggest(params.q, SUGGESTED) if params.q else []
    words, links = context.viewer.words, context.viewer.links
    counts = [words.ngettext("%(n)s time", "%(n)s times", each.occurrences) for each in found]
    urls = [links.absolute(links.search([("q", each.phrase)])) for each in found]
    body = [params.q, [each.phrase for each in found], counts, urls]
    return JSONResponse(body, media_type="application/x-suggestions+json")


def _view(context: RequestContext, params: SearchParams) -> SearchView:
    presenter = SearchPresenter(context.viewer, context.overview, params)
    if not params.q:
        return presenter.view(None, None, (), [], 0)
    parsed = parse_or_literal(params.q)
    started = time.perf_counter()
    exact = context.snapshot.search(_exact_request(params, parsed))
    milliseconds = (time.perf_counter() - started) * 1000
    related = _related(context, params, params.request(parsed.node), exact)
    hints = _bylines(context, parsed) if exact.counts.paragraphs < THIN else []
    hints += [] if exact.counts.paragraphs else _nearest(context, parsed)
    return presenter.view(exact, related, _notices(context, params, parsed, exact), hints, milliseconds)


def _exact_request(params: SearchParams, parsed: ParsedQuery) -> SearchRequest:
    """The exact lane's request; in the related lane only its counts and facets are shown."""
    request = params.request(parsed.node)
    return request if params.mode == Mode.EXACT else replace(request, offset=0, limit=1)


def _related(
    context: RequestContext, params: SearchParams, request: SearchRequest, exact: ExactHits
) -> RelatedHits | None:
    """The related lane, worked out only where it is shown: on request, or beside a thin exact lane."""
    if params.mode == Mode.RELATED:
        return context.snapshot.related(request)
    if params.offset == 0 and exact.counts.paragraphs < THIN:
        return context.snapshot.related(replace(request, limit=RELATED_SHOWN))
    return None


def _bylines(context: RequestContext, parsed: ParsedQuery) -> list[Suggestion]:
    """Articles that have the wording not in their text but in what stands around it."""
    if not isinstance(parsed.node, Phrase):
        return []
    text = parsed.node.text
    asked = {
        name: SearchRequest(text, Field(name, text), limit=1, facet_limit=0)
        for name in AROUND
        if text.strip()
    }
    counted = {name: context.snapshot.search(request).counts.articles for name, request in asked.items()}
    return [Suggestion(text, number, name) for name, number in counted.items() if number]


def _nearest(context: RequestContext, parsed: ParsedQuery) -> list[Suggestion]:
    """For each wording of a query without hits: its own count, or what comes nearest to it."""
    found: list[Suggestion] = []
    terms = list(dict.fromkeys(shown_phrases(parsed.node)))[:TERMS]
    for term, counts in zip(terms, context.snapshot.count(terms), strict=True):
        if counts.occurrences:
            found.append(Suggestion(term, counts.occurrences, "part"))
        else:
            found += context.snapshot.searcher.did_you_mean(term, NEAREST // len(terms))
    return found


def _notices(
    context: RequestContext, params: SearchParams, parsed: ParsedQuery, exact: ExactHits
) -> list[str]:
    words = context.viewer.words
    notices = []
    if parsed.why:
        notices.append(
            words.gettext(
                "The query could not be read (%(why)s), so it was searched literally.",
                why=words.message(parsed.why),
            )
        )
    if not exact.counts.paragraphs:
        notices.append(_zero(context, params, parsed))
    return notices


def _zero(context: RequestContext, params: SearchParams, parsed: ParsedQuery) -> str:
    """What a zero says: of one wording in the whole library it can be cited, of less it must not be."""
    words = context.viewer.words
    if params.filters:
        return words.gettext("Only what is chosen was searched, not the whole library.")
    if isinstance(parsed.node, Phrase):
        return words.gettext(
            "Searched as typed, with simplified and traditional characters, full and half width and upper"
            " and lower case counted as the same. The wording does not occur in any of %(n)s passages,"
            " titles and captions included, bylines not.",
            n=words.number(context.snapshot.generation.blocks),
        )
    if has_only_fields(parsed.node):
        return words.gettext("No article has what the fields ask for.")
    return words.gettext("No passage fits the whole query. What each wording finds alone stands below.")
