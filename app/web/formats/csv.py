"""Lists as CSV that a spreadsheet can open without running anything."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from starlette.responses import Response

from app.library.hits import ArticleHits
from app.store.rows import StoredArticle
from app.web.core.viewer import Viewer

# A spreadsheet takes a cell that begins so for a formula; some pass over blanks before it, and some take the
# forms of other widths and sizes for the same.
_FORMULA = tuple("=+-−@\t\r\n")
_BLANK = re.compile(r"[\s\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f]*")


def articles_csv(viewer: Viewer, articles: Iterable[StoredArticle]) -> Response:
    """Write a list of articles."""
    links = viewer.links
    columns: dict[str, Callable[[StoredArticle], str | None]] = {
        "article": lambda each: each.id,
        "page": lambda each: each.page,
        "kind": lambda each: each.kind,
        "title": lambda each: each.title,
        "opening": lambda each: each.opening,
        "authors": lambda each: "、".join(each.authors),
        "affiliation": lambda each: each.affiliation,
        "newspaper": lambda each: each.newspaper,
        "date": lambda each: each.date,
        "edition": lambda each: each.edition,
        "column": lambda each: each.column,
        "issuing_body": lambda each: each.issuing_body,
        "document_number": lambda each: each.document_number,
        "original": lambda each: each.url,
        "url": lambda each: links.absolute(links.article(each.id)),
    }
    rows = ([value(each) or "" for value in columns.values()] for each in articles)
    return table_response("judou-articles.csv", [list(columns), *rows])


def hits_csv(viewer: Viewer, groups: Iterable[ArticleHits]) -> Response:
    """Write the hits of a search, a paragraph a row."""
    links = viewer.links
    header = ["paragraph", "article", "title", "page", "type", "n", "occurrences", "text", "url"]
    rows = (
        [
            hit.block.id,
            group.article.id,
            group.article.title or "",
            group.article.page,
            hit.block.type,
            "" if hit.block.n is None else str(hit.block.n),
            str(len(hit.places)),
            hit.block.text,
            links.absolute(links.paragraph(hit.block.id)),
        ]
        for group in groups
        for hit in group.hits
    )
    return table_response("judou-search.csv", [header, *rows])


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe goes before what looks like a formula."""
    beginning = unicodedata.normalize("NFKC", _BLANK.sub("", cell, count=1)[:1])
    return f"'{cell}" if cell.startswith(_FORMULA) or beginning.startswith(_FORMULA) else cell


def table_response(name: str, rows: Iterable[Sequence[str]]) -> Response:
    """Return rows of cells as a file to download."""
    text = io.StringIO()
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    # The byte order mark tells spreadsheets that it is UTF-8.
    body = ("\ufeff" + text.getvalue()).encode("utf-8", "replace")
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=disposition)
