"""EPUB → blocks: the documents of the book in reading order, each read as a web page is."""

import codecs
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from app.article import Origin
from app.errors import UnreadableError
from app.ingest.blocks import Known, Layout, SourceBlock
from app.ingest.documents.archive import open_archive, read_entry
from app.ingest.documents.document import Document, Extracted, number_lines
from app.ingest.documents.html.blocks import join_rows, read_runs
from app.ingest.documents.html.tree import parse_html
from app.ingest.documents.xml_tree import Node, attribute, local_name, parse_xml
from app.ingest.metadata.keys import read_values

CONTAINER, RIGHTS = "META-INF/container.xml", "META-INF/encryption.xml"
MOST_DOCUMENTS = 10_000
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to disguise fonts; every other encryption locks the text."""


def read_epub(data: bytes, name: str) -> Extracted:
    """Return the text of a book; raise UnreadableError that says why it cannot be read."""
    with open_archive(data, name) as archive:
        if _is_locked(archive, name):
            raise UnreadableError("archive-locked", where=(name,))
        package, folder = _package(archive, name)
        blocks = [
            block for page in _pages(archive, package, folder) for block in _blocks(archive, page, name)
        ]
    text, numbered = number_lines(blocks)
    if not numbered:
        raise UnreadableError("document-without-text", where=(name,))
    known = _known(package)
    return Extracted(text, Document(numbered, Layout.EPUB, known, Origin.MARKUP), "epub")


def _is_locked(archive: ZipFile, name: str) -> bool:
    """Say whether the texts of a book are encrypted; fonts often are."""
    if RIGHTS not in archive.namelist():
        return False
    root = parse_xml(read_entry(archive, RIGHTS, name))
    nodes = root.iter() if root is not None else iter(())
    ways = [attribute(node, "Algorithm") for node in nodes if local_name(node) == "EncryptionMethod"]
    return any(way not in FONTS for way in ways)


def _package(archive: ZipFile, name: str) -> tuple[Node, str]:
    """Return the package document of a book, and the folder that its addresses start from."""
    root = parse_xml(read_entry(archive, CONTAINER, name))
    nodes = root.iter() if root is not None else iter(())
    path = next((attribute(node, "full-path") for node in nodes if local_name(node) == "rootfile"), None)
    package = parse_xml(read_entry(archive, path or "", name))
    if path is None or package is None:
        raise UnreadableError("archive-damaged", where=(name,))
    return package, posixpath.dirname(path)


def _pages(archive: ZipFile, package: Node, folder: str) -> Iterator[str]:
    """Yield the names of the documents of the book in reading order, without its table of contents."""
    items: dict[str, str] = {}
    spine: list[str] = []
    for node in package.iter():
        kind = local_name(node)
        contents = "nav" in (attribute(node, "properties") or "").split()
        if kind == "item" and (attribute(node, "media-type") or "") in PAGES and not contents:
            items[attribute(node, "id") or ""] = attribute(node, "href") or ""
        elif kind == "itemref":
            spine.append(attribute(node, "idref") or "")
    # Each document is read once, however often and by however many names it is called.
    paths = dict.fromkeys(
        posixpath.normpath(posixpath.join(folder, unquote(items[own].partition("#")[0])))
        for own in spine or items
        if own in items
    )
    there = set(archive.namelist())
    yield from [path for path in paths if path in there][:MOST_DOCUMENTS]


def _blocks(archive: ZipFile, page: str, name: str) -> Iterator[SourceBlock]:
    """Yield the blocks of one document of the book."""
    data = read_entry(archive, page, name)
    if not data.strip():
        return
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    root = parse_html(data.decode("utf-16" if wide else "utf-8-sig", "replace"))
    for run in join_rows(read_runs(root)) if root is not None else ():
        yield run.block


def _known(package: Node) -> Known:
    """Return title and authors of the book."""
    pairs: list[tuple[str, object]] = []
    creators: list[object] = []
    for node in package.iter():
        if local_name(node) == "title":
            pairs.append(("title", node.text or ""))
        elif local_name(node) == "creator" and attribute(node, "role") in (None, "aut"):
            creators.append(node.text or "")
    return read_values([*pairs[:1], ("authors", creators)])
