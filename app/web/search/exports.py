"""The answer to a search in other forms: hits as tables and JSON, articles as references.

A form that cannot hold everything says so: the page states its limit, and the answer names the address of
what follows.
"""

from collections.abc import Iterator
from dataclasses import replace

from starlette.responses import Response

from app.api_hits import Occurrence, Occurrences, SearchByArticle
from app.api_models import Search
from app.cite.formats import FORMATS
from app.cite.references import csl_json_list
from app.library.hits import ExactHits
from app.library.queries import Mode, other_readings
from app.search.contract import Counts, Group
from app.web.article.cite import citable
from app.web.context import RequestContext
from app.web.core.params import SearchParams
from app.web.core.query_models import Rows, SearchFormat
from app.web.core.viewer import Viewer
from app.web.formats.csv import hits_csv, table_response
from app.web.formats.json import json_response
from app.web.layout.elements import Link
from app.web.search.views import Export

ROWS = 5_000
"""Paragraphs whose hits one table holds, and one list of occurrences."""
REFERENCES = 5_000
"""Articles that one file of references holds."""

_NAMES = {
    SearchFormat.JSON: "JSON",
    SearchFormat.CSV: "CSV",
    SearchFormat.RIS: "RIS",
    SearchFormat.CSL_JSON: "CSL-JSON",
}


def export_links(viewer: Viewer, params: SearchParams, counts: Counts) -> tuple[Export, ...]:
    """Return the forms of an answer by what a row of each is, with the limit where there is more."""
    words = viewer.words
    rows = replace(params, offset=0, open=(), group=Group.PARAGRAPH)

    def link(form: SearchFormat, params: SearchParams) -> Link:
        return Link(_NAMES[form], viewer.links.search(replace(params, form=form).pairs()))

    json = link(SearchFormat.JSON, params)
    if params.mode == Mode.RELATED:
        return (Export("", (json,)),)
    places = replace(rows, rows=Rows.OCCURRENCES)
    atom = Link("Atom", viewer.links.search_feed(replace(rows, group=Group.ARTICLE).pairs()))
    passages = words.gettext("first %(n)s passages", n=words.number(ROWS)) if counts.paragraphs > ROWS else ""
    articles = (
        words.gettext("first %(n)s articles", n=words.number(REFERENCES))
        if counts.articles > REFERENCES
        else ""
    )
    return (
        Export(
            words.pgettext("export", "By occurrence"),
            (link(SearchFormat.CSV, places), link(SearchFormat.JSON, places)),
            passages,
        ),
        Export(words.pgettext("export", "By passage"), (link(SearchFormat.CSV, rows), json, atom), passages),
        Export(
            words.pgettext("export", "By article"),
            (link(SearchFormat.RIS, rows), link(SearchFormat.CSL_JSON, rows)),
            articles,
        ),
    )


def search_as(context: RequestContext, params: SearchParams) -> Response:
    """Return the answer in the form that is asked for."""
    if params.form in (SearchFormat.RIS, SearchFormat.CSL_JSON):
        return _references(context, params)
    if params.rows == Rows.OCCURRENCES:
        return _occurrences(context, params)
    return _csv(context, params) if params.form == SearchFormat.CSV else _json(context, params)


def _json(context: RequestContext, params: SearchParams) -> Response:
    """Answer as ``judou search --json`` prints it, or by article."""
    query = params.query()
    request = query.request
    exact = context.snapshot.search(replace(request, facet_limit=0))
    wanted = params.mode == Mode.RELATED and params.q
    related = context.snapshot.search_related(replace(request, unmatched=True)) if wanted else None
    readings = () if exact.counts.paragraphs else other_readings(context.snapshot, query)
    answer = SearchByArticle if params.group is Group.ARTICLE else Search
    return json_response(answer.of(params.q, exact, related, readings))


def _csv(context: RequestContext, params: SearchParams) -> Response:
    """Answer with the hits of the exact lane as a table, a paragraph a row."""
    exact = _rows(context, params)
    return _continued(context, params, hits_csv(context.viewer, exact.groups), ROWS, exact.counts.paragraphs)


def _occurrences(context: RequestContext, params: SearchParams) -> Response:
    """Answer with the hits of the exact lane, an occurrence a row."""
    exact = _rows(context, params)
    rows = tuple(_occurrence_rows(context.viewer, exact, params.width))
    if params.form == SearchFormat.CSV:
        columns = list(Occurrence.model_fields)
        cells = ([_cell(getattr(row, name)) for name in columns] for row in rows)
        response = table_response("judou-occurrences.csv", [columns, *cells])
    else:
        following = params.offset + ROWS
        more = following if following < exact.counts.paragraphs else None
        response = json_response(Occurrences.of(params.q, exact, more, rows))
    return _continued(context, params, response, ROWS, exact.counts.paragraphs)


def _rows(context: RequestContext, params: SearchParams) -> ExactHits:
    request = replace(params, group=Group.PARAGRAPH, limit=ROWS).query().request
    return context.snapshot.search(replace(request, facet_limit=0))


def _occurrence_rows(viewer: Viewer, exact: ExactHits, width: int) -> Iterator[Occurrence]:
    """Yield each occurrence, in the order of the hits."""
    ranked = sorted(
        ((hit, group.article) for group in exact.groups for hit in group.hits), key=lambda each: each[0].place
    )
    for hit, article in ranked:
        url = viewer.links.absolute(viewer.links.paragraph(hit.block.id))
        for span in hit.places:
            yield Occurrence.of(article, hit.block, span, width, url)


def _references(context: RequestContext, params: SearchParams) -> Response:
    """Answer with references to the articles that the exact lane finds."""
    request = replace(params, group=Group.ARTICLE, limit=REFERENCES, open=()).query().request
    exact = context.snapshot.search(replace(request, facet_limit=0, best=0))
    items = [citable(context.viewer, group.article) for group in exact.groups]
    form = FORMATS[params.form]
    text = csl_json_list(items) if params.form == SearchFormat.CSL_JSON else "".join(map(form.write, items))
    disposition = {"Content-Disposition": f'attachment; filename="judou-search.{form.ending}"'}
    response = Response(
        text.encode("utf-8", "replace"), media_type=f"{form.media_type}; charset=utf-8", headers=disposition
    )
    return _continued(context, params, response, REFERENCES, exact.counts.articles)


def _continued(
    context: RequestContext, params: SearchParams, response: Response, limit: int, total: int
) -> Response:
    """Name the address of what follows, where an answer does not hold everything (RFC 8288)."""
    if params.offset + limit < total:
        following = replace(params, offset=params.offset + limit).pairs()
        address = context.viewer.links.absolute(context.viewer.links.search(following))
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def _cell(value: object) -> str:
    """Return a value as the text of a cell: several names in one, nothing for what is not known."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
