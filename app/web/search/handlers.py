"""Handlers of searching: the page, its other forms, suggestions while typing."""

import time
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from app.api_models import search_shape
from app.library.snapshot import ExactLane, RelatedLane
from app.search.contract import SearchRequest, Suggestion
from app.search.language.parser import ParsedQuery, parse_or_literal
from app.search.language.tree import Field, Phrase, has_only_fields, shown_phrases
from app.web.context import Case
from app.web.core.params import Form, Mode, SearchParams
from app.web.formats.csv import CSV_ROWS, hits_csv
from app.web.formats.feeds import search_feed
from app.web.i18n.messages import said
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


def search(case: Case) -> SearchPage | Response:
    """``/search``: as a page, JSON or CSV."""
    params = SearchParams.read(case.pairs, case.desk.limits)
    if params.form == Form.JSON:
        return search_json(case, params)
    if params.form == Form.CSV:
        return search_csv(case, params)
    words = case.visit.words
    title = f"{params.q} · {words.gettext('Search')}" if params.q else words.gettext("Search")
    feed = case.visit.links.search_feed(params.marking())
    alternates = (Alternate(feed, "application/atom+xml", title=title),) if params.q else ()
    head = Head(title=f"{title} · 句读", indexed=False, alternates=alternates)
    view = _view(case, params)
    return SearchPage(case.site(query=params.q), head, view)


def search_json(case: Case, params: SearchParams) -> Response:
    """The answer as ``judou search --json`` prints it."""
    request = params.request(parse_or_literal(params.q).node)
    exact = case.reading.search(request)
    related = case.reading.related(request) if params.mode == Mode.RELATED and params.q else None
    return JSONResponse(search_shape(params.q, exact, related))


def search_csv(case: Case, params: SearchParams) -> Response:
    """The hits of the exact lane as a table."""
    wide = replace(params, limit=CSV_ROWS)
    exact = case.reading.search(wide.request(parse_or_literal(params.q).node))
    return hits_csv(case.visit, exact.groups)


def search_atom(case: Case) -> Response:
    """``/search.atom``: the hits of a search as a feed."""
    params = replace(SearchParams.read(case.pairs, case.desk.limits), limit=FEED_ENTRIES, form=Form.HTML)
    exact = case.reading.search(params.request(parse_or_literal(params.q).node))
    return search_feed(case.visit, case.reading.generation, params, exact.groups)


def suggest(case: Case) -> Response:
    """``/suggest``: what may be meant, in the form of OpenSearch suggestions."""
    params = SearchParams.read([pair for pair in case.pairs if pair[0] == "q"], case.desk.limits)
    found = case.reading.suggest(params.q, SUGGESTED) if params.q else []
    words, links = case.visit.words, case.visit.links
    counts = [words.ngettext("%(n)s time", "%(n)s times", each.occurrences) for each in found]
    urls = [links.absolute(links.search([("q", each.phrase)])) for each in found]
    body = [params.q, [each.phrase for each in found], counts, urls]
    return JSONResponse(body, media_type="application/x-suggestions+json")


def _view(case: Case, params: SearchParams) -> SearchView:
    presenter = SearchPresenter(case.visit, case.shelf, params)
    if not params.q:
        return presenter.view(None, None, (), [], 0)
    parsed = parse_or_literal(params.q)
    started = time.perf_counter()
    exact = case.reading.search(_exact_request(params, parsed))
    milliseconds = (time.perf_counter() - started) * 1000
    related = _related(case, params, params.request(parsed.node), exact)
    hints = _bylines(case, parsed) if exact.counts.paragraphs < THIN else []
    hints += [] if exact.counts.paragraphs else _nearest(case, parsed)
    return presenter.view(exact, related, _notices(case, params, parsed, exact), hints, milliseconds)


def _exact_request(params: SearchParams, parsed: ParsedQuery) -> SearchRequest:
    """The exact lane's request; in the related lane only its counts and facets are shown."""
    request = params.request(parsed.node)
    return request if params.mode == Mode.EXACT else replace(request, offset=0, limit=1)


def _related(
    case: Case, params: SearchParams, request: SearchRequest, exact: ExactLane
) -> RelatedLane | None:
    """The related lane, worked out only where it is shown: on request, or beside a thin exact lane."""
    if params.mode == Mode.RELATED:
        return case.reading.related(request)
    if params.offset == 0 and exact.counts.paragraphs < THIN:
        return case.reading.related(replace(request, limit=RELATED_SHOWN))
    return None


def _bylines(case: Case, parsed: ParsedQuery) -> list[Suggestion]:
    """Articles that have the wording not in their text but in what stands around it."""
    if not isinstance(parsed.node, Phrase):
        return []
    text = parsed.node.text
    asked = {
        name: SearchRequest(text, Field(name, text), limit=1, facet_limit=0)
        for name in AROUND
        if text.strip()
    }
    counted = {name: case.reading.search(request).counts.articles for name, request in asked.items()}
    return [Suggestion(text, number, name) for name, number in counted.items() if number]


def _nearest(case: Case, parsed: ParsedQuery) -> list[Suggestion]:
    """For each wording of a query without hits: its own count, or what comes nearest to it."""
    found: list[Suggestion] = []
    terms = list(dict.fromkeys(shown_phrases(parsed.node)))[:TERMS]
    for term, counts in zip(terms, case.reading.count(terms), strict=True):
        if counts.occurrences:
            found.append(Suggestion(term, counts.occurrences, "part"))
        else:
            found += case.reading.searcher.did_you_mean(term, NEAREST // len(terms))
    return found


def _notices(case: Case, params: SearchParams, parsed: ParsedQuery, exact: ExactLane) -> list[str]:
    words = case.visit.words
    notices = []
    if parsed.literal:
        notices.append(
            words.gettext(
                "The query could not be read (%(why)s), so it was searched literally.",
                why=said(parsed.why, words),
            )
        )
    if not exact.counts.paragraphs:
        notices.append(_zero(case, params, parsed))
    return notices


def _zero(case: Case, params: SearchParams, parsed: ParsedQuery) -> str:
    """What a zero says: of one wording in the whole library it can be cited, of less it must not be."""
    words = case.visit.words
    if params.filters:
        return words.gettext("Only what is chosen was searched, not the whole library.")
    if isinstance(parsed.node, Phrase):
        return words.gettext(
            "Searched as typed, with simplified and traditional characters, full and half width and upper"
            " and lower case counted as the same. The wording does not occur in any of %(n)s passages,"
            " titles and captions included, bylines not.",
            n=words.number(case.reading.generation.blocks),
        )
    if has_only_fields(parsed.node):
        return words.gettext("No article has what the fields ask for.")
    return words.gettext("No passage fits the whole query. What each wording finds alone stands below.")
