"""One raw page → `Page`: the pipeline, which is its own table of contents."""

from app.article import Article, Page, Unused
from app.ingest.articles.assemble import articles, leftovers
from app.ingest.articles.segment import layout
from app.ingest.columns.elements import elements
from app.ingest.columns.page_split import sections, sheets
from app.ingest.coverage import unplaced
from app.ingest.lines.classify import marked_pieces
from app.ingest.lines.clean import clean_lines
from app.ingest.markdown import is_markdown, lines_as_they_stand, markdown_page


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
        return markdown_page(page_id, text, encoding)
    # 1. to 5.
    made, unused = _read(text)
    # 6. The rest
    unused += unplaced(text, made, unused)
    return Page(page_id, text, encoding, tuple(made), tuple(unused))


def _read(text: str) -> tuple[list[Article], list[Unused]]:
    """The articles, and what a stage left out; lines and elements, as large as the text, go with this."""
    # 1. Lines
    lines, doubled = clean_lines(text)
    # 2. Marks
    pieces = marked_pieces(lines)
    made: list[Article] = []
    unused = list(doubled)
    # 3. Columns
    columns = (found for some in sections(pieces) for found in elements(some))
    for sheet in (sheet for found in columns for sheet in sheets(found)):
        # 4. Items
        items, plan = layout(sheet)
        # 5. Articles
        made += articles(items, plan)
        unused += leftovers(items, plan)
    if lines and not made:
        return [lines_as_they_stand(lines)], list(doubled)
    return made, unused
