"""The answer to a search in other forms: hits as tables, JSON and a feed, articles as references.

A file to take along holds everything from its offset on. Where the address names a limit, the answer names
the address of what follows.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from starlette.responses import Response

from app.answers.hits import Occurrence, Occurrences, SearchByArticle
from app.answers.search import Search
from app.cite.formats import FORMATS
from app.cite.references import csl_json_pieces
from app.library.hits import BlockHit, ExactHits
from app.library.queries import Mode, other_readings
from app.search.request import Group
from app.store.rows import StoredArticle
from app.web.article.cite import citable
from app.web.context import RequestContext
from app.web.core.params import SearchParams
from app.web.core.query_models import Rows, SearchFormat
from app.web.core.viewer import Viewer
from app.web.formats.csv import hits_csv, table_response
from app.web.formats.download import download
from app.web.formats.feeds import FEED_ENTRIES, search_feed
from app.web.formats.json import json_response

SLICE = 5_000
"""Paragraphs, or articles, that are read at a time: so many of any number are in memory."""


def search_as(context: RequestContext, params: SearchParams) -> Response:
    """Return the answer in the form that is asked for."""
    if params.form in (SearchFormat.RIS, SearchFormat.CSL_JSON):
        return _references(context, replace(params, group=Group.ARTICLE))
    if params.rows == Rows.OCCURRENCES:
        return _occurrences(context, replace(params, group=Group.PARAGRAPH))
    if params.form == SearchFormat.CSV:
        return _passages(context, replace(params, group=Group.PARAGRAPH))
    return _json(context, params)


def _json(context: RequestContext, params: SearchParams) -> Response:
    """Answer as ``judou search --json`` prints it, or by article."""
    query = params.query()
    request = query.request
    exact = context.snapshot.search(replace(request, facet_limit=0))
    wanted = params.mode == Mode.RELATED and params.q
    related = context.snapshot.search_related(replace(request, unmatched=True)) if wanted else None
    readings = other_readings(context.snapshot, query, exact.counts)
    answer = SearchByArticle if params.group is Group.ARTICLE else Search
    return json_response(answer.of(params.q, exact, related, readings))


def _passages(context: RequestContext, params: SearchParams) -> Response:
    """Answer with the hits of the exact lane as a table, a paragraph a row."""
    found = _Slices(context, params)
    return found.continued(hits_csv(context.viewer, (each for exact in found for each in _in_order(exact))))


def _occurrences(context: RequestContext, params: SearchParams) -> Response:
    """Answer with the hits of the exact lane, an occurrence a row."""
    found = _Slices(context, params)
    rows = (row for exact in found for row in _occurrence_rows(context.viewer, exact, params.width))
    if params.form == SearchFormat.CSV:
        columns = list(Occurrence.model_fields)
        cells = ([_cell(getattr(row, name)) for name in columns] for row in rows)
        return found.continued(table_response("judou-occurrences.csv", chain([columns], cells)))
    answer = Occurrences.of(params.q, found.first, found.following)
    pieces = answer.json_pieces(rows)
    return found.continued(download("judou-occurrences.json", "application/json", pieces))


def _occurrence_rows(viewer: Viewer, exact: ExactHits, width: int) -> Iterator[Occurrence]:
    """Yield each occurrence, in the order of the hits."""
    for article, hit in _in_order(exact):
        url = viewer.links.absolute(viewer.links.paragraph(hit.block.id))
        for span in hit.places:
            yield Occurrence.of(article, hit.block, span, width, url)


def _in_order(exact: ExactHits) -> list[tuple[StoredArticle, BlockHit]]:
    """Return hits in the engine's order, whatever article they stand in."""
    found = ((group.article, hit) for group in exact.groups for hit in group.hits)
    return sorted(found, key=lambda each: each[1].place)


def _references(context: RequestContext, params: SearchParams) -> Response:
    """Answer with references to the articles that the exact lane finds."""
    found = _Slices(context, params)
    items = (citable(context.viewer, group.article) for exact in found for group in exact.groups)
    form = FORMATS[params.form]
    pieces = csl_json_pieces(items) if params.form == SearchFormat.CSL_JSON else map(form.write, items)
    return found.continued(download(f"judou-search.{form.ending}", form.media_type, pieces))


class _Slices:
    """What the exact lane finds, slice by slice: all from the offset on, or as much as is asked for."""

    def __init__(self, context: RequestContext, params: SearchParams) -> None:
        self.context, self.params = context, params
        self.request = replace(replace(params, open=()).query().request, facet_limit=0, best=0)
        self.stop = sys.maxsize if params.most is None else params.offset + params.most
        self.first = self._slice(params.offset, params.cursor)
        counts = self.first.counts
        self.total = counts.articles if params.group is Group.ARTICLE else counts.paragraphs
        self.following = self.stop if self.stop < self.total else None
        """The offset of what follows; None where nothing does."""

    def __iter__(self) -> Iterator[ExactHits]:
        found, offset = self.first, self.params.offset
        yield found
        while found.following and (offset := offset + SLICE) < self.stop:
            found = self._slice(offset, found.following)
            yield found

    def continued(self, response: Response) -> Response:
        """Name the address of what follows, where an answer does not hold everything (RFC 8288)."""
        if self.following is not None:
            links = self.context.viewer.links
            pairs = replace(self.params, offset=self.following).pairs()
            response.headers["Link"] = f'<{links.absolute(links.search(pairs))}>; rel="next"'
        return response

    def _slice(self, offset: int, after: str = "") -> ExactHits:
        limit = min(SLICE, self.stop - offset)
        return self.context.snapshot.search(replace(self.request, offset=offset, after=after, limit=limit))


def _cell(value: object) -> str:
    """Return a value as the text of a cell: several names in one, nothing for what is not known."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def search_atom(context: RequestContext) -> Response:
    """``/search.atom``: the hits of a search as a feed."""
    params = SearchParams.read(context.pairs, context.state.limits)
    params = replace(params, form=SearchFormat.HTML, group=Group.ARTICLE, cursor="")
    request = replace(params, limit=FEED_ENTRIES, group=Group.PARAGRAPH).query().request
    exact = context.snapshot.search(replace(request, facet_limit=0))
    return search_feed(context.viewer, context.snapshot.generation, params, exact.groups)
