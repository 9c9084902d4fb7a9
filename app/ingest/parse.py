"""Reconstruct a page from its text: the pipeline, and its table of contents."""

from app.article import Article, Page, Unused
from app.ingest.articles.assemble import assemble_articles, list_unused
from app.ingest.articles.segment import segment_page
from app.ingest.columns.elements import read_elements
from app.ingest.columns.page_split import split_into_sections, split_into_sheets
from app.ingest.coverage import find_unplaced
from app.ingest.lines.classify import classify_lines
from app.ingest.lines.clean import clean_lines
from app.ingest.markdown import brief_of_lines, is_markdown, parse_markdown


def parse_page(page_id: str, text: str, encoding: str = "utf-8") -> Page:
    """Reconstruct a page from its text.

    1. Markdown is clean already: keep every line of it as one block.
    2. Clean the lines: glyphs, letter-spacing, overprint.
    3. Classify the lines that are not running text: bylines, notes, sources, credits, running heads.
    4. Read the columns between them: paragraphs and headings.
    5. Segment the page into items: titles, bylines and texts that belong together (sheet by sheet, if the
       file is longer than a page).
    6. Assemble the articles: join each item's paragraphs in reading order.
    7. Take a page that gave no article as it stands, so that whatever it says can be found.
    8. List what is in no article, and why.
    """
    # 1. Markdown
    if is_markdown(text):
        return parse_markdown(page_id, text, encoding)
    # 2. to 7. Columns
    articles, unused = _parse_columns(text)
    # 8. The rest
    unused += find_unplaced(text, articles, unused)
    return Page(page_id, text, encoding, tuple(articles), tuple(unused))


def _parse_columns(text: str) -> tuple[list[Article], list[Unused]]:
    """Return the articles, and what a stage left out.

    The lines and elements, as large as the text, are let go of before the rest is looked for.
    """
    # 2. Lines
    lines, doubled = clean_lines(text)
    # 3. Classes
    groups = classify_lines(lines)
    articles: list[Article] = []
    unused = list(doubled)
    # 4. Columns
    columns = (column for sections in split_into_sections(groups) for column in read_elements(sections))
    for sheet in (sheet for column in columns for sheet in split_into_sheets(column)):
        # 5. Items
        elements, items = segment_page(sheet)
        # 6. Articles
        articles += assemble_articles(elements, items)
        unused += list_unused(elements, items)
    # 7. As it stands
    if lines and not articles:
        return [brief_of_lines(lines)], list(doubled)
    return articles, unused
