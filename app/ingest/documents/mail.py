"""A message as mail programs keep it, and a web page as browsers save it whole: MIME → text or blocks.

What a message says is its header's lines and the part of it that is read: plain text, or a web page where it
has no other. Pictures and other files that are attached are named, and no text.
"""

import codecs
import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from app.article import Origin
from app.errors import UnreadableError
from app.ingest.documents.document import Extracted
from app.ingest.documents.html.page import read_html
from app.ingest.lines.glyphs import collapse_spaces
from app.ingest.metadata.dates import find_date
from app.ingest.metadata.labels import ADDRESS
from app.lazy_pattern import lazy_pattern
from app.text import simplify

NAMES = ("From", "Date", "To", "Cc", "Subject")
"""What is kept of a header; the rest is of machines."""
SAVED_AS = "Snapshot-Content-Location"
"""Where a browser says which page it has saved; its date and subject are those of the saving."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
"""Mail programs name a smaller set of characters than they write."""
_PAGES = ("text/html", "application/xhtml+xml")
_SOFT_BREAK = lazy_pattern(r"(?<!^--) \n(?!>)", re.MULTILINE)
_MOST_OF_HTML = 0.5
"""A plain part with a smaller share of the characters of the web page beside it is a summary of that."""


def read_mail(data: bytes, name: str) -> Extracted:
    """Return the text of a message; raise UnreadableError where it has none."""
    try:
        message = email.message_from_bytes(data.removeprefix(codecs.BOM_UTF8).lstrip())
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        # Parts in parts in parts, a thousand deep.
        raise UnreadableError("file-not-text", where=(name,)) from error
    texts = [
        part for part in parts if not part.get_filename() and part.get_content_disposition() != "attachment"
    ]
    plain = "\n".join(_text(p) for p in texts if p.get_content_type() == "text/plain")
    page = next((_text(p) for p in texts if p.get_content_type() in _PAGES), "")
    saved = bool(message[SAVED_AS])
    header = [] if saved else list(_header(message, parts))
    if plain.strip() and not (page and len(plain.strip()) < _MOST_OF_HTML * len(_without_tags(page))):
        return Extracted("\n".join([*header, "", plain.strip("\n")]) + "\n", None, "eml")
    if not page.strip():
        raise UnreadableError("document-without-text", where=(name,))
    return _page(message, header, page, saved)


def _page(message: Message, header: list[str], page: str, saved: bool) -> Extracted:
    """Return the web page of a message; its header stands above it, as a comment."""
    above = "".join(f"<!-- {line.replace('--', '- -')} -->\n" for line in header)
    document = read_html(above + page)
    if saved:
        # A page that was opened from a disk has an address of that machine alone.
        address = ADDRESS.fullmatch(_decoded(message, SAVED_AS))
        said = {"url": address[0] if address else ""}
    else:
        date = find_date(simplify(_decoded(message, "Date")))
        said = {"title": _decoded(message, "Subject")} | ({"date": date} if date else {})
    known = {**{key: value for key, value in said.items() if value}, **document.known}
    return Extracted(
        above + page, replace(document, known=known, origin=Origin.MARKUP, printed_first=True), "eml"
    )


def _header(message: Message, parts: list[Message]) -> Iterator[str]:
    """Yield the lines of a header that people read, and the names of what is attached."""
    yield from (f"{name}: {value}" for name in NAMES if (value := _decoded(message, name)))
    for part in parts:
        if attached := part.get_filename():
            yield f"附件：{_words(attached)}"


def _decoded(message: Message, name: str) -> str:
    value = message[name]
    return _words(value) if value is not None else ""


def _words(value: object) -> str:
    """Return a value of a header with its encoded words as text, on one line."""
    try:
        pieces = decode_header(value)  # type: ignore[arg-type]
    except HeaderParseError:
        pieces = [(str(value), None)]
    text = "".join(
        piece if isinstance(piece, str) else _characters(piece, charset or "") for piece, charset in pieces
    )
    return collapse_spaces(re.sub(r"\s+", " ", text))


def _characters(data: bytes, charset: str) -> str:
    """Return bytes as text: in the charset named, in UTF-8, or in that of Chinese systems."""
    for encoding in (_WIDER.get(charset.lower(), charset.lower()), "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _text(part: Message) -> str:
    """Return the text of a part, without the breaks that only keep its lines short (RFC 3676)."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    text = _characters(data, str(part.get_content_charset() or ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format")).lower() == "flowed":
        return _SOFT_BREAK.sub("" if part.get_param("delsp") == "yes" else " ", text)
    return text


def _without_tags(page: str) -> str:
    return re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>|\s+", "", page, flags=re.S | re.I)
