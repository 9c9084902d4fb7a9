"""Kinds of file that are no text, told by their first bytes or by their ending, so that a refusal names them.

Each is a code of ``app.messages.TEMPLATES``; a message says what to do with a file of its kind.
"""

import codecs
import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
OTHER_KINDS = (
    (b"%PDF-", "file-is-pdf"),
    (b"{\\rtf", "file-is-rtf"),
    (OLD_OFFICE, "file-is-old-office"),
    (b"\x89PNG", "file-is-image"),
    (b"\xff\xd8\xff", "file-is-image"),
    (b"GIF8", "file-is-image"),
    (b"II*\0", "file-is-image"),
    (b"MM\0*", "file-is-image"),
    (b"\x00\x00\x00\x0cjP  ", "file-is-image"),
    (b"RIFF", "file-is-recording"),
    (b"ID3", "file-is-recording"),
    (b"OggS", "file-is-recording"),
    (b"fLaC", "file-is-recording"),
    (b"AT&TFORM", "file-is-djvu"),
    (b"CAJ\0", "file-is-caj"),
    (b"HN\0\0", "file-is-caj"),
    (b"KDH \0", "file-is-caj"),
    (b"\x1f\x8b", "file-is-compressed"),
    (b"BZh9", "file-is-compressed"),
    (b"\xfd7zXZ", "file-is-compressed"),
    (b"(\xb5/\xfd", "file-is-compressed"),
    (b"7z\xbc\xaf", "file-is-archive"),
    (b"Rar!", "file-is-archive"),
    (b"SQLite format 3\0", "file-is-database"),
    (b"\x7fELF", "file-is-program"),
)
"""First bytes, and what they say."""
STREAMS = (
    ("WordDocument", "file-is-doc"),
    ("Workbook", "file-is-xls"),
    ("Book", "file-is-xls"),
    ("PowerPoint Document", "file-is-ppt"),
)
"""Names inside an old Office document."""
ENTRIES = (
    ("word/document.xml", "file-is-docx"),
    ("xl/workbook.xml", "file-is-xlsx"),
    ("ppt/presentation.xml", "file-is-pptx"),
    ("META-INF/container.xml", "file-is-epub"),
    ("OFD.xml", "file-is-ofd"),
    ("[Content_Types].xml", "file-is-office"),
)
"""Names inside a zip archive."""
MIMETYPES: Mapping[bytes, str] = {
    b"application/epub+zip": "file-is-epub",
    b"application/vnd.oasis.opendocument.text": "file-is-odt",
}
ENDINGS: Mapping[str, str] = {
    ".pdf": "file-is-pdf",
    ".rtf": "file-is-rtf",
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), "file-is-doc"),
    **dict.fromkeys((".xls", ".et"), "file-is-xls"),
    ".xlsx": "file-is-xlsx",
    **dict.fromkeys((".ppt", ".dps"), "file-is-ppt"),
    ".pptx": "file-is-pptx",
    **dict.fromkeys((".odt", ".fodt"), "file-is-odt"),
    ".ofd": "file-is-ofd",
    **dict.fromkeys((".caj", ".kdh", ".nh"), "file-is-caj"),
    **dict.fromkeys((".mobi", ".azw", ".azw3"), "file-is-mobi"),
    ".djvu": "file-is-djvu",
    ".zip": "file-is-zip",
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz"), "file-is-archive"),
    **dict.fromkeys((".gz", ".bz2", ".xz", ".zst"), "file-is-compressed"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), "file-is-image"
    ),
    **dict.fromkeys((".mp3", ".m4a", ".wav", ".mp4", ".avi", ".mov", ".mkv"), "file-is-recording"),
}
"""Endings of files that are not taken, and what they say."""
_FIELD = re.compile(rb"[A-Za-z][A-Za-z-]*:")
_HEAD, _MESSAGE_HEAD, _MOBI = 1024, 65_536, (60, b"BOOKMOBI")


def kind_of_bytes(data: bytes) -> str | None:
    """Return the code of what the bytes are instead of text."""
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if head.startswith(OLD_OFFICE):
        names = (kind for name, kind in STREAMS if name.encode("utf-16-le") in data)
        return next(names, "file-is-old-office")
    if data[_MOBI[0] : _MOBI[0] + len(_MOBI[1])] == _MOBI[1]:
        return "file-is-mobi"
    if is_message(data):
        return "file-is-mail"
    if data[4:8] == b"ftyp":
        return "file-is-recording"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "file-is-image"
    return next((kind for mark, kind in OTHER_KINDS if head.startswith(mark)), None)


def is_message(data: bytes) -> bool:
    """Return whether a file begins as messages do, and web pages that browsers save whole (MIME)."""
    head = data[:_MESSAGE_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    if not _FIELD.match(head):
        return False
    fields = b"\n" + head.lower().split(b"\n\n")[0].split(b"\r\n\r\n")[0]
    return b"\nmime-version:" in fields and b"\ncontent-type:" in fields


def _kind_of_zip(data: bytes) -> str:
    """Return what a zip archive holds, by the names in it; a damaged one by its beginning."""
    for mimetype, kind in MIMETYPES.items():
        if b"mimetype" + mimetype in data[:200]:
            return kind
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        names = {entry for entry, _ in ENTRIES if entry.encode() in data[:4096]}
    return next((kind for entry, kind in ENTRIES if entry in names), "file-is-zip")
