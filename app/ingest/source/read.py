"""Read a source file: its bytes, and the text that its kind of file holds."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import UnreadableError
from app.ingest.documents.document import Document, Extracted
from app.ingest.documents.docx import read_docx
from app.ingest.documents.epub import read_epub
from app.ingest.lines.place import Place
from app.ingest.source.decode import decode
from app.ingest.source.kinds import kind_of_bytes
from app.ingest.source.pdf.read import read_pdf
from app.messages import Message
from app.seed_files import read_seed_file

Reader = Callable[[bytes, str], Extracted]
READERS: Mapping[str, Reader] = {".docx": read_docx, ".epub": read_epub}
"""Readers of files that are no text, by ending."""
KINDS = {".docx": "file-is-docx", ".epub": "file-is-epub"}
ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", *READERS)
"""Endings of the files that are sources."""
_PDF_HEAD, _PDF_WITHIN = b"%PDF-", 1024
"""Some programs write a few bytes before the head."""
_LOOKED_AT = 1_000_000
"""Bytes of an HTML file that are looked through for areas."""
_HTML, _AREA = (".html", ".htm", ".HTML", ".HTM"), b"<area"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file as read: its text and the SHA-256 of its bytes."""

    text: str
    encoding: str
    notes: tuple[Message, ...]
    sha: str
    places: tuple[Place | None, ...] = ()
    """For each line of the text where it is printed; empty for files that are no printed pages."""
    document: Document | None = None
    """What a reader made of a source that is no text file."""


def read_source(path: Path, root: Path, max_bytes: int) -> SourceText:
    """Read one file below ``root``; raise UnreadableError that says why it cannot be taken."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    data = read_seed_file(path, root, max_bytes)
    sha = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".pdf":
        return _pdf(data, name, sha, _index(path, root, max_bytes))
    reader = READERS.get(path.suffix.lower())
    if reader is not None:
        return _extracted(reader, data, name, path.suffix.lower(), sha)
    decoded = decode(data, name)
    return SourceText(decoded.text, decoded.encoding, decoded.notes, sha)


def _pdf(data: bytes, name: str, sha: str, index: str) -> SourceText:
    if _PDF_HEAD not in data[:_PDF_WITHIN]:
        raise UnreadableError("file-is-no-pdf" if data.strip() else "file-empty", where=(name,))
    pdf = read_pdf(data, name, index)
    return SourceText(pdf.text, "pdf", pdf.notes, sha, pdf.places)


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
            return _AREA in file.read(_LOOKED_AT).lower()
    except OSError:
        return False


def _index(path: Path, root: Path, max_bytes: int) -> str:
    """Return the HTML of the index beside a PDF, if it has areas; else nothing."""
    beside = index_path(path)
    try:
        data = read_seed_file(beside, root, max_bytes) if beside else b""
        return decode(data, "index").text if _AREA in data.lower() else ""
    except UnreadableError:
        return ""


def _extracted(reader: Reader, data: bytes, name: str, ending: str, sha: str) -> SourceText:
    """Return the text that a reader takes out of a file that is none."""
    kind = kind_of_bytes(data)
    if kind != KINDS[ending]:
        fault = kind or ("file-is-no-document" if data.strip() else "file-empty")
        values = {"ending": ending} if fault == "file-is-no-document" else {}
        raise UnreadableError(fault, where=(name,), **values)
    found = reader(data, name)
    return SourceText(found.text, found.kind, (), sha, document=found.document)
