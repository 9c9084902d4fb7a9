"""Find pull quotes: a sentence in large type in the midst of a column, where the text around it goes on."""

from collections.abc import Sequence

from app.ingest.lines.place import FLUSH, INDENT, SHORT
from app.ingest.lines.wording import ends_sentence
from app.ingest.source.pdf.layout.printed_page import PrintedPage, across, is_text
from app.ingest.source.pdf.layout.titles import Title
from app.ingest.source.pdf.printed_line import TextLine

NEAR = 8.0
"""Ems from a quote to the text above and below it."""
FEW_INDENTED = 0.03
"""Share of lines set in from which a page is one that sets in first lines."""


def pull_quotes(page: PrintedPage, titles: Sequence[Title], lines: Sequence[TextLine]) -> list[Title]:
    """Return those of some titles that interrupt a sentence of one column."""
    text = [line for line in lines if is_text(line, page)]
    return [title for title in titles if _interrupts(page, title, text)]


def _interrupts(page: PrintedPage, title: Title, text: Sequence[TextLine]) -> bool:
    if not title.upright or title.byline or title.kicker or not title.lines:
        return False
    under = [line for line in text if across(line.box, title.box) > 0.5]
    reach = NEAR * page.em
    above = [line for line in under if 0 <= title.box[1] - line.box[3] + 1 < reach]
    below = [line for line in under if 0 <= line.box[1] - title.box[3] + 1 < reach]
    if not above or not below:
        return False
    last, first = max(above, key=lambda line: line.box[3]), min(below, key=lambda line: line.box[1])
    column = [line for line in under if abs(line.box[0] - first.box[0]) < INDENT[1] * page.em]
    left, right = min(line.box[0] for line in column), max(line.box[2] for line in column)
    if abs(last.box[2] - right) > SHORT * page.em or ends_sentence(last.text):
        return False
    inside = left - page.em <= title.box[0] and title.box[2] <= right + page.em
    set_in = sum(INDENT[0] * page.em <= line.box[0] - left <= INDENT[1] * page.em for line in column)
    indented = set_in >= max(1.0, FEW_INDENTED * len(column))
    return inside and indented and first.box[0] - left < FLUSH * page.em
