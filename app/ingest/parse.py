"""Reconstruct a page from its text: the pipeline, and its table of contents."""

from collections.abc import Iterable, Sequence

from app.article import Article, Page, Unused
from app.deferred import deferred
from app.ingest.articles.assemble import assemble_articles, brief_of_lines, list_unused
from app.ingest.articles.page_items import PageItems
from app.ingest.articles.segment import segment_page
from app.ingest.articles.segment_placed import segment_placed_page
from app.ingest.articles.single_column import (
    is_document,
    is_one_column,
    is_outside,
    is_titled_paper,
    names_its_source,
    source_blocks,
    with_boxes,
)
from app.ingest.blocks import Layout
from app.ingest.columns.boxes import printed
from app.ingest.columns.classify_placed import classify_placed_lines
from app.ingest.columns.elements import Element, read_elements
from app.ingest.columns.page_split import SECTION, split_into_sections, split_into_sheets
from app.ingest.columns.side_by_side import separate_columns
from app.ingest.coverage import find_unplaced
from app.ingest.documents.document import Document
from app.ingest.documents.html.signs import is_html
from app.ingest.documents.markdown import is_markdown, read_markdown
from app.ingest.flow.known import with_known
from app.ingest.flow.read import read_articles, read_record
from app.ingest.layout import Kind, detect_layout
from app.ingest.lines.classify import classify_lines
from app.ingest.lines.clean import Line, clean_lines
from app.ingest.lines.place import Place
from app.ingest.lines.plain_blocks import read_plain_blocks

_read_html = deferred("app.ingest.documents.html.page", "read_html")

_Parsed = tuple[list[Article], list[Unused], Layout]
"""Articles, what a stage left out, and the layout."""


def parse_page(
    page_id: str,
    text: str,
    encoding: str = "utf-8",
    places: Sequence[Place | None] = (),
    document: Document | None = None,
) -> Page:
    """Reconstruct a page from its text.

    1. Documents that a reader took apart, web pages and Markdown say by their marks what their parts are.
    2. Put columns that stand side by side one below the other. Tell by evidence whether the text is a page
       of columns or stands in source order.
    3. Text in source order: titles stand before their texts, items before each other.
    4. Clean the lines: glyphs, letter-spacing, overprint.
    5. Classify the lines that are not running text: bylines, notes, sources, credits, running heads.
    6. Read the columns between them: paragraphs and headings.
    7. Segment the page into items: titles, bylines and texts that belong together (sheet by sheet, if the
       file is longer than a page).
    8. Assemble the articles: join each item's paragraphs in reading order.
    9. Take a page that gave no article as it stands, so that whatever it says can be found.
    10. List what is in no article, and why.

    Where the source knows the `places` of its lines on a printed page, the page is one of columns, and its
    places weigh in at each stage.
    """
    # 1. Documents and marked text
    if document is not None:
        return parse_document(page_id, text, document, encoding)
    if not places and is_html(text):
        return parse_document(page_id, text, _read_html(text), encoding)
    if not places and is_markdown(text):
        return parse_document(page_id, text, read_markdown(text), encoding)
    if places:
        articles, unused, layout = _parse_placed(text, places)
    else:
        articles, unused, layout = _parse_text(text)
    # 10. The rest
    unused += find_unplaced(text, articles, unused)
    return Page(
        page_id,
        text,
        encoding,
        tuple(articles),
        tuple(unused),
        printed=printed(places),
        layout=layout.value,
    )


def parse_document(page_id: str, text: str, document: Document, encoding: str) -> Page:
    """Return the page that a document makes; its blocks count the lines of ``text``."""
    layout, known = document.layout, document.known
    if document.records:
        return _parse_records(page_id, text, document, encoding)
    title = known.get("title")
    articles, unused = read_articles(document.blocks, layout, title if isinstance(title, str) else None)
    articles, told = with_known(articles, known, document.origin, document.printed_first)
    everything = tuple(sorted((*document.unused, *unused), key=lambda entry: entry.lines))
    notes = (*document.notes, *told)
    return Page(page_id, text, encoding, tuple(articles), everything, layout=layout.value, notes=notes)


def _parse_records(page_id: str, text: str, document: Document, encoding: str) -> Page:
    """Return the page of an export: an article a record, in the order of the file."""
    articles: list[Article] = []
    unused: list[Unused] = []
    for record in document.records:
        made, left = read_record(record.blocks, record.known)
        articles += with_known(made, record.known, document.origin)[0]
        unused += left
    layout = document.layout.value
    return Page(page_id, text, encoding, tuple(articles), tuple(unused), layout=layout, notes=document.notes)


def _parse_text(text: str) -> _Parsed:
    """Return the articles of plain text."""
    # 2. Layout
    separated = separate_columns(text)
    plain = separated.text if separated else text
    kind = detect_layout(plain)
    # 3. Source order, or 4. to 9. columns
    read = _parse_columns(plain) if kind.layout is Layout.COLUMNS else _parse_in_order(plain, kind)
    articles, unused, layout = read
    if separated:
        articles = [separated.placed(article) for article in articles]
        unused = [separated.unplaced(entry) for entry in unused]
    return articles, unused, layout


def _parse_in_order(text: str, kind: Kind) -> _Parsed:
    """Return the articles of plain text in source order; a text that shows none is tried as a page."""
    articles, unused = read_articles(list(read_plain_blocks(text)), kind.layout, wrapped=kind.wrapped)
    return (articles, unused, kind.layout) if any(a.blocks for a in articles) else _parse_columns(text)


def _parse_placed(text: str, places: Sequence[Place | None]) -> _Parsed:
    """Return the articles of printed pages."""
    # 4. Lines
    lines, _ = clean_lines(text, places)
    # 5. Classes, 6. Columns
    groups = classify_placed_lines(lines)
    columns = [column for sections in split_into_sections(groups) for column in read_elements(sections)]
    found = [element for column in columns for element in column]
    # Laws and official papers in one column stand in source order
    if is_document(places) and (paper := _parse_paper(lines, found)):
        return paper
    # 7. Items
    elements, items = segment_placed_page(found)
    # 8. Articles
    articles = assemble_articles(elements, items)
    # 9. As it stands
    if lines and not articles:
        return [brief_of_lines(lines)], [], Layout.COLUMNS
    return articles, list_unused(elements, items), Layout.COLUMNS


def _parse_paper(lines: Sequence[Line], elements: Sequence[Element]) -> _Parsed | None:
    """Return the articles of a law or an official paper; None for what is neither."""
    blocks = source_blocks(elements)
    layout = detect_layout("\n".join(block.text for block in blocks)).layout
    articles, unused = read_articles(blocks, layout)
    if not articles or not (layout is Layout.LAW or names_its_source(articles)):
        return None
    outside = list_unused([element for element in elements if is_outside(element)], PageItems([], [], []))
    order = layout if layout is Layout.LAW else Layout.ORDER
    return with_boxes(articles, lines), [*unused, *outside], order


def _parse_columns(text: str) -> _Parsed:
    """Return the articles of columns of text.

    The lines and elements, as large as the text, are let go of before the rest is looked for.
    """
    # 4. Lines
    lines, doubled = clean_lines(text)
    # 5. Classes
    groups = classify_lines(lines)
    articles: list[Article] = []
    unused = list(doubled)
    # 6. Columns
    columns: Iterable[list[Element]] = (
        column for sections in split_into_sections(groups) for column in read_elements(sections)
    )
    # Laws and official papers in one column stand in source order
    if len(lines) <= SECTION:
        found = [element for column in columns for element in column]
        if (
            is_one_column(found)
            and (paper := _parse_paper(lines, found))
            and is_titled_paper(paper[0], paper[2])
        ):
            return paper[0], [*doubled, *paper[1]], paper[2]
        columns = [found]
    for sheet in (sheet for column in columns for sheet in split_into_sheets(column)):
        # 7. Items
        elements, items = segment_page(sheet)
        # 8. Articles
        articles += assemble_articles(elements, items)
        unused += list_unused(elements, items)
    # 9. As it stands
    if lines and not articles:
        return [brief_of_lines(lines)], list(doubled), Layout.COLUMNS
    return articles, unused, Layout.COLUMNS
