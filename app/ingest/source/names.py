"""Which files are sources, by their names and by what stands beside them; none is read as a page here."""

from pathlib import Path

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".epub")
"""Endings of the files that are sources."""
AREA = b"<area"
"""What the saved index of an e-paper has, in lower case."""
_LOOKED_AT = 1_000_000
"""Bytes of an HTML file that are looked through for areas."""
_HTML = (".html", ".htm", ".HTML", ".HTM")


def index_path(path: Path) -> Path | None:
    """Return the saved e-paper index beside a PDF: an HTML file of the same name that has areas."""
    if path.suffix.lower() != ".pdf":
        return None
    return next((beside for end in _HTML if has_areas(beside := path.with_suffix(end))), None)


def tells_of_pdf(path: Path) -> bool:
    """Return whether a file is the e-paper index of the PDF beside it, and so no page of its own."""
    if path.suffix not in _HTML:
        return False
    return any(_is_file(path.with_suffix(end)) for end in (".pdf", ".PDF")) and has_areas(path)


def _is_file(path: Path) -> bool:
    """Return whether a regular file is there; a name that is too long for one is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def has_areas(path: Path) -> bool:
    """Return whether a regular file has outlines of areas, as saved e-paper indexes do."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return AREA in file.read(_LOOKED_AT).lower()
    except OSError:
        return False
