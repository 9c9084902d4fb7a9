"""One raw page → `Page`: the pipeline, which is its own table of contents."""

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

    0. Markdown is clean already: every line of it is kept as one block.
    1. Clean the lines: glyphs, letter-spacing, overprint.
    2. Mark the lines that are not running text: bylines, notes, sources, credits, running heads.
    3. Read the columns between them: paragraphs and headings.
    4. Divide the page into items: titles, bylines and texts that belong together (sheet by sheet, if the
       file is longer than a page).
    5. Stitch each item's paragraphs and put everything in the form of `Article`s.
    6. List what is in no article, and why. A page that gave no article is taken as it stands, so that
       whatever it says can be found.
    """
    # 0. Markdown
    if is_markdown(text):
        return parse_markdown(page_id, text, encoding)
    # 1. to 5.
    made, unused = _read(text)
    # 6. The rest
    unused += find_unplaced(text, made, unused)
    return Page(page_id, text, encoding, tuple(made), tuple(unused))


def _read(text: str) -> tuple[list[Article], list[Unused]]:
    """The articles, and what a stage left out; lines and elements, as large as the text, go with this."""
    # 1. Lines
    lines, doubled = clean_lines(text)
    # 2. Marks
    pieces = classify_lines(lines)
    made: list[Article] = []
    unused = list(doubled)
    # 3. Columns
    columns = (found for some in split_into_sections(pieces) for found in read_elements(some))
    for sheet in (sheet for found in columns for sheet in split_into_sheets(found)):
        # 4. Items
        items, plan = segment_page(sheet)
        # 5. Articles
        made += assemble_articles(items, plan)
        unused += list_unused(items, plan)
    if lines and not made:
        return [brief_of_lines(lines)], list(doubled)
    return made, unused
