"""Word documents and books made for tests."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<metadata><dc:title>云溪集</dc:title><dc:creator>林舟</dc:creator></metadata><manifest>"
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)


def page(body: str) -> str:
    """A page of a book."""
    head = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
    return f"{head}</head><body>{body}</body></html>"


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of entries; the first is stored, as an EPUB wants its mimetype."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return stream.getvalue()


def book(pages: Mapping[str, str], **others: str) -> bytes:
    """An EPUB of two pages."""
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
    }
    entries |= {f"OEBPS/{name}.xhtml": page(body) for name, body in pages.items()}
    return archive(entries | {name.replace("__", "/"): text for name, text in others.items()})
