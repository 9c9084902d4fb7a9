"""Read a PDF as a source like any other: its text in reading order, and the places of its lines."""

from collections.abc import Sequence

from app.errors import UnreadableError
from app.frozen import dataclass
from app.ingest.lines.place import Place
from app.ingest.source.decode import readability
from app.ingest.source.pdf.layout.arrange import Placed
from app.ingest.source.pdf.layout.drop_caps import without_drop_caps
from app.ingest.source.pdf.layout.issue import arranged_issue
from app.ingest.source.pdf.layout.printed_page import outlined, printed_page
from app.ingest.source.pdf.outlines import read_outlines
from app.ingest.source.pdf.worker_client import read_pages
from app.messages import Message

_READABLE, _ENOUGH = 0.2, 200
"""Text that reads less like Chinese (or Latin) than this is none; of fewer characters nothing is said."""
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF, and where each of its lines is printed (``None`` for blank ones)."""

    text: str
    places: tuple[Place | None, ...]
    notes: tuple[Message, ...] = ()


def read_pdf(data: bytes, name: str, index: str = "") -> PdfText:
    """Return the text of a PDF in reading order; raise UnreadableError, beginning with ``name``.

    ``index`` is the HTML of the e-paper's page about it, which may outline its articles.
    """
    answers = read_pages(data, name)
    pages = [
        without_drop_caps(printed_page(number, page))
        for number, page in enumerate(answers, 1)
        if "broken" not in page
    ]
    read = {page.number for page in pages if page.lines}
    if not read:
        raise UnreadableError("pdf-scan" if pages else "pdf-damaged", where=(name,))
    if len(pages) == 1 and (outlines := read_outlines(index)):
        pages = [outlined(pages[0], outlines)]
    text, places = _joined(arranged_issue([page for page in pages if page.number in read]))
    if len(text) >= _ENOUGH and readability(text) < _READABLE:
        raise UnreadableError("pdf-unmapped", where=(name,))
    unread = [number for number in range(1, len(answers) + 1) if number not in read]
    return PdfText(text, places, _notes(unread))


def _notes(unread: Sequence[int]) -> tuple[Message, ...]:
    if not unread:
        return ()
    named = ", ".join(map(str, unread[:_MOST_NAMED])) + (" …" if len(unread) > _MOST_NAMED else "")
    return (Message("pdf-pages-unread", {"pages": named}),)


def _joined(placed: Sequence[Placed]) -> tuple[str, tuple[Place | None, ...]]:
    """Return the lines, with a blank line where another item begins."""
    lines: list[str] = []
    places: list[Place | None] = []
    for line in placed:
        if places and places[-1] is not None and places[-1].item != line.place.item:
            lines.append("")
            places.append(None)
        lines.append(line.text)
        places.append(line.place)
    return "\n".join(lines), tuple(places)
