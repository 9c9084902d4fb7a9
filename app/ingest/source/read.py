"""Read a source file: its bytes, and the text that its kind of file holds."""

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from app.errors import UnreadableError
from app.frozen import dataclass
from app.ingest.documents.document import Document, Extracted
from app.ingest.lines.place import Place
from app.ingest.source.decode import decode
from app.ingest.source.kinds import is_message, kind_of_bytes
from app.ingest.source.names import AREA, RECORDS, index_path
from app.messages import Message
from app.seed_files import read_seed_file

Reader = Callable[[bytes, str], Extracted]
_DOCUMENTS = "app.ingest.documents"
_READERS = {
    ".docx": (f"{_DOCUMENTS}.docx", "read_docx"),
    ".epub": (f"{_DOCUMENTS}.epub", "read_epub"),
    **dict.fromkeys(RECORDS, ("app.ingest.source.records", "read_records")),
}
"""Modules and functions that read files that are no plain text, by ending; imported when there is one."""
_MAIL = ((".eml", ".mht", ".mhtml"), f"{_DOCUMENTS}.mail")
"""Endings of messages and of saved pages, which are also told by their first bytes; what reads them."""
_PDF = "app.ingest.source.pdf.read"
KINDS = {".docx": "file-is-docx", ".epub": "file-is-epub"}
_PDF_HEAD, _PDF_WITHIN = b"%PDF-", 1024
"""Some programs write a few bytes before the head."""


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
    reader = reader_of(path.suffix.lower())
    if reader is not None:
        return _extracted(reader, data, name, path.suffix.lower(), sha)
    if is_message(data) or (path.suffix.lower() in _MAIL[0] and not kind_of_bytes(data)):
        return _message(data, name, sha)
    decoded = decode(data, name)
    return SourceText(decoded.text, decoded.encoding, decoded.notes, sha)


def reader_of(ending: str) -> Reader | None:
    """Return what reads files of an ending that are no text, but PDF; None for others."""
    if ending not in _READERS:
        return None
    module, function = _READERS[ending]
    reader: Reader = getattr(import_module(module), function)
    return reader


def _pdf(data: bytes, name: str, sha: str, index: str) -> SourceText:
    if _PDF_HEAD not in data[:_PDF_WITHIN]:
        raise UnreadableError("file-is-no-pdf" if data.strip() else "file-empty", where=(name,))
    pdf = import_module(_PDF).read_pdf(data, name, index)
    return SourceText(pdf.text, "pdf", pdf.notes, sha, pdf.places)


def _index(path: Path, root: Path, max_bytes: int) -> str:
    """Return the HTML of the index beside a PDF, if it has areas; else nothing."""
    beside = index_path(path)
    try:
        data = read_seed_file(beside, root, max_bytes) if beside else b""
        return decode(data, "index").text if AREA in data.lower() else ""
    except UnreadableError:
        return ""


def _message(data: bytes, name: str, sha: str) -> SourceText:
    """Return the text of a message, or the web page that it holds."""
    found: Extracted = import_module(_MAIL[1]).read_mail(data, name)
    if found.document is None:
        decoded = decode(found.text.encode(), name)
        return SourceText(decoded.text, found.kind, decoded.notes, sha)
    return SourceText(found.text, found.kind, (), sha, document=found.document)


def _extracted(reader: Reader, data: bytes, name: str, ending: str, sha: str) -> SourceText:
    """Return the text that a reader takes out of a file that is none."""
    kind = kind_of_bytes(data)
    if kind != KINDS.get(ending) or not data.strip():
        fault = kind or ("file-is-no-document" if data.strip() else "file-empty")
        values = {"ending": ending} if fault == "file-is-no-document" else {}
        raise UnreadableError(fault, where=(name,), **values)
    found = reader(data, name)
    return SourceText(found.text, found.kind, (), sha, document=found.document)
