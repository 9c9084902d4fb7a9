"""A text in Chinese quotation marks: GB/T 15834—2011, 4.8.3: “ ” outside, ‘ ’ inside, and so on in turn."""

import re

from app.lazy_pattern import lazy_pattern

_MARKS = lazy_pattern(r"[“‘]|”|(?<![A-Za-z])’|’(?![A-Za-z])")
_OPENING, _CLOSING = "‘“", "’”"


def nested(text: str) -> str:
    """Return a text as it stands inside “ ”: its own “ ” become ‘ ’, and ‘ ’ inside those “ ”.

    An apostrophe within a word stays, and so does a closing mark that nothing opens, but for its form.
    """
    depth = 0

    def turned(mark: re.Match[str]) -> str:
        nonlocal depth
        if mark[0] in _OPENING:
            depth += 1
            return _OPENING[(depth - 1) % 2]
        depth = max(0, depth - 1)
        return _CLOSING[depth % 2]

    return _MARKS.sub(turned, text)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f"“{nested(text)}”"
