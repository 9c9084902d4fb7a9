"""The signs by which a web page is told from other text."""

import re

from app.lazy_pattern import lazy_pattern

_START = lazy_pattern(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = lazy_pattern(
    r"</?(?:p|div|br|td|tr|h[1-6]|span|font|strong|center|li|a|img)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_CLOSED = lazy_pattern(r"</(?:p|div|td|h[1-6]|center|li)>|<br\s?/?>", re.IGNORECASE)
_MARKDOWN_HEADING = lazy_pattern(r"^#{1,6} \S", re.MULTILINE)
_LOOKED_AT, _FEWEST_TAGS, _TAGGED = 20_000, 4, 0.3


def is_html(text: str) -> bool:
    """Return whether a text is a web page or a part of one: it begins so, or many of its lines have tags."""
    start = text[:_LOOKED_AT]
    if _START.match(start):
        return True
    if (
        len(_TAGS.findall(start)) < _FEWEST_TAGS
        or not _CLOSED.search(start)
        or _MARKDOWN_HEADING.search(start)
    ):
        return False
    lines = [line for line in start.split("\n") if line.strip()]
    return sum(1 for line in lines if _TAGS.search(line)) >= _TAGGED * len(lines)
