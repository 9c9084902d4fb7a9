"""Find overprinted text: titles and names which a page prints twice, one on the other.

A shadow comes out of extraction as the whole line doubled (罗雨泽罗雨泽), as chunks doubled one by one
(科技促进科技促进农业农业), or as the same lines a second time. Real repeats (浩浩荡荡, 十五五) must survive:
only a line that is doubled from end to end counts.
"""

from functools import lru_cache

from app.ingest.lines.glyphs import is_han, remove_whitespace
from app.lazy_pattern import lazy_pattern

# A line in doubled chunks is at least this long and has one chunk of at least this many characters;
# shorter ones (浩浩荡荡) are words.
_CHUNKED_LENGTH, _CHUNK = 8, 3
_LONGEST_TITLE = 160
_SEALS = lazy_pattern(r"(?:[（(][^（）()]{1,4}[）)])+")
"""Two who sign beside each other do so in the same way: （签字）　　（签字）."""
_MOST_COPIES = 4
_BLOCK_LINES = 4


def remove_overprint(text: str, after_overprint: bool = False) -> str | None:
    """Return the text as it was meant, or ``None`` if it is not doubled."""
    dense = remove_whitespace(text)
    if not 2 <= len(dense) <= _LONGEST_TITLE or not any(map(is_han, dense)):
        return None
    if _SEALS.fullmatch(dense):
        return None
    if after_overprint and len(dense) == 2 and dense[0] == dense[1]:
        return dense[0]
    return _whole(text, dense) or _in_chunks(dense)


def _whole(text: str, dense: str) -> str | None:
    for copies in range(_MOST_COPIES, 1, -1):
        size, rest = divmod(len(dense), copies)
        if not rest and size >= 2 and dense == dense[:size] * copies:
            return _printed_prefix(text, size)
    return None


def _printed_prefix(text: str, size: int) -> str:
    """Return the start of the text that holds `size` characters, with its own spaces."""
    seen = 0
    for position, char in enumerate(text):
        seen += not char.isspace()
        if seen == size:
            return text[: position + 1].strip()
    return text


@lru_cache(maxsize=4096)
def _in_chunks(dense: str) -> str | None:
    """Return the text of doubled chunks, as few as possible; ``None`` if some stretch is not doubled."""
    length = len(dense)
    if length < _CHUNKED_LENGTH or length % 2:
        return None
    fewest: list[tuple[int, int] | None] = [None] * length + [(0, 0)]
    for start in range(length - 2, -1, -2):
        for size in range((length - start) // 2, 0, -1):
            tail = fewest[start + 2 * size]
            if tail is None or dense[start : start + size] != dense[start + size : start + 2 * size]:
                continue
            best = fewest[start]
            if best is None or tail[0] + 1 < best[0]:
                fewest[start] = (tail[0] + 1, size)
    chunks = []
    position = 0
    while position < length:
        found = fewest[position]
        if found is None:
            return None
        chunks.append(dense[position : position + found[1]])
        position += 2 * found[1]
    return "".join(chunks) if max(map(len, chunks)) >= _CHUNK else None


def count_repeated_lines(texts: list[str], start: int) -> int:
    """Count the lines from `start` on that repeat the lines just before them (0: none)."""
    for size in range(1, _BLOCK_LINES + 1):
        before, here = texts[start - size : start], texts[start : start + size]
        if start >= size and before == here and _is_display(here):
            return size
    return 0


def _is_display(texts: list[str]) -> bool:
    whole = "".join(texts)
    return (
        2 <= len(whole) <= _LONGEST_TITLE
        and all(t and t[-1] not in "。，、；" for t in texts)
        and (any(map(is_han, whole)) and not whole.isnumeric())
    )
