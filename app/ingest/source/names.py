"""Which files are sources, by their names and by what stands beside them; none is read as a page here."""

from collections.abc import Container
from pathlib import Path

RECORDS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""Endings of exports, a text a record; beside a text of the same name they often hold something else."""
ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".epub", ".eml", ".mht", ".mhtml", *RECORDS)
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


def tells_of_pdf(folder: str, name: str, beside: Container[str]) -> bool:
    """Return whether a file is the e-paper index of the PDF ``beside`` it, and so no page of its own."""
    stem, dot, ending = name.rpartition(".")
    if dot + ending not in _HTML:
        return False
    pdfs = [Path(folder, stem + end) for end in (".pdf", ".PDF") if stem + end in beside]
    return any(map(_is_file, pdfs)) and has_areas(Path(folder, name))


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
