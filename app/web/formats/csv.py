"""Lists as CSV, to download."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from starlette.responses import Response

from app.csv_lines import BYTE_ORDER_MARK, csv_lines
from app.library.hits import BlockHit
from app.search.highlight import printed_wordings
from app.store.rows import StoredArticle
from app.web.core.viewer import Viewer
from app.web.formats.download import download


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
    return table_response("judou-articles.csv", chain([list(columns)], rows))


def hits_csv(viewer: Viewer, hits: Iterable[tuple[StoredArticle, BlockHit]]) -> Response:
    """Write the hits of a search, a paragraph a row."""
    links = viewer.links
    header = ["paragraph", "article", "title", "page", "type", "n", "occurrences", "printed", "text", "url"]
    rows = (
        [
            hit.block.id,
            article.id,
            article.title or "",
            article.page,
            hit.block.type,
            "" if hit.block.n is None else str(hit.block.n),
            str(len(hit.places)),
            "、".join(printed_wordings(hit.block.text, hit.spans)),
            hit.block.text,
            links.absolute(links.paragraph(hit.block.id)),
        ]
        for article, hit in hits
    )
    return table_response("judou-search.csv", chain([header], rows))


def table_response(name: str, rows: Iterable[Sequence[str]]) -> Response:
    """Return rows of cells, which are read one by one, as a file to download."""
    return download(name, "text/csv", chain([BYTE_ORDER_MARK], csv_lines(rows)))
