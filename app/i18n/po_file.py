"""Read a .po file; compiled in memory, so that no compiled file is kept or can be stale."""

import gettext
import io
import re
import struct
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

_TEXT = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
"""Quoted, perhaps in several lines."""
_FORM = re.compile(rf"msgstr(?:\[\d+\])?\s+{_TEXT}")
_ENTRY = re.compile(
    rf"^((?:#.*\n)*)(?:msgctxt\s+{_TEXT})?msgid\s+{_TEXT}(?:msgid_plural\s+{_TEXT})?((?:{_FORM.pattern})+)",
    re.MULTILINE,
)
"""Comments, context, message, its plural, and all forms of the translation."""
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_LINE = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_MAGIC, _HEADER = 0x950412DE, 28
"""Of a .mo file, which gettext's manual describes."""


def read_po(path: Path) -> gettext.NullTranslations:
    """Return the translations of a .po file; what is not translated, or in doubt, stays in English."""
    return gettext.GNUTranslations(io.BytesIO(_mo_file(dict(_messages(path.read_text(encoding="utf-8"))))))


def _messages(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name that a .mo file has for each message, and its translation."""
    for comments, context, message, plural, forms, _ in _ENTRY.findall(source):
        translated = [_unquoted(form) for form in _FORM.findall(forms)]
        doubted = comments and _FUZZY.search(comments) and message.strip() != '""'
        if all(translated) and not doubted:
            name = f"{_unquoted(context)}\x04{_unquoted(message)}" if context else _unquoted(message)
            yield f"{name}\0{_unquoted(plural)}" if plural else name, "\0".join(translated)


def _unquoted(quoted: str) -> str:
    """Return a text without its quotation marks, line ends and escapes."""
    text = "".join(_LINE.findall(quoted))
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), text) if "\\" in text else text


def _mo_file(messages: Mapping[str, str]) -> bytes:
    """Return messages as a .mo file: where each name and each translation stands, then all of them."""
    texts = [text.encode("utf-8") + b"\0" for text in (*messages, *messages.values())]
    begins = accumulate(map(len, texts), initial=_HEADER + 8 * len(texts))
    places = [number for text, begin in zip(texts, begins, strict=False) for number in (len(text) - 1, begin)]
    translations = _HEADER + 4 * len(texts)
    header = (_MAGIC, 0, len(messages), _HEADER, translations, 0, 0)
    return b"".join((struct.pack(f"<{len(header) + len(places)}I", *header, *places), *texts))
