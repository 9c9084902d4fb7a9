"""Tables as CSV that a spreadsheet can open without running anything."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from app.lazy_pattern import lazy_pattern

# A spreadsheet takes a cell that begins so for a formula; some pass over blanks before it, and some take the
# forms of other widths and sizes for the same.
_FORMULA = tuple("=+-−@\t\r\n")
_BLANK = lazy_pattern(r"[\s\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f]*")
BYTE_ORDER_MARK = "\ufeff"
"""What tells spreadsheets that a file is UTF-8."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe goes before what looks like a formula."""
    beginning = unicodedata.normalize("NFKC", _BLANK.sub("", cell, count=1)[:1])
    return f"'{cell}" if cell.startswith(_FORMULA) or beginning.startswith(_FORMULA) else cell


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows of cells, which are read one by one, as lines that end with CR LF (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
