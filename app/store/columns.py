"""What tables keep as one column each: texts, flags, lines, boxes, messages; written, and read back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from zlib import compress, decompress

from app.article import BlockType, Box, Flag, Lines, Print
from app.messages import Message, Value
from app.store.rows import TITLE

_BLOCK_TYPES = (TITLE, *map(str, BlockType))

# A source is kept without what stands in its blocks as well: a mark takes the place of a block's text, with
# the number of blocks passed over since the one before.
_MARK = "\0"
"""Precedes a number, as a character; twice it is itself."""
_FAR = 1_000
"""Characters behind a block within which the next is looked for: others stand in another order."""
_SHORTEST = 4
_MOST_PASSED = 0xD7FF
"""The highest number that is a character by itself in any encoding."""


def short_text(text: str) -> bytes:
    """Write a text that is read often as one column: UTF-16, two bytes a Chinese character, not three."""
    return text.encode("utf-16-le", "surrogatepass")


def short_value(column: bytes) -> str:
    """Read a text from its column."""
    return column.decode("utf-16-le", "surrogatepass")


def long_text(text: str) -> bytes:
    """Write a text that is read seldom as one column, compressed: a source takes a third."""
    return compress(short_text(text))


def long_value(column: bytes) -> str:
    """Read a text from its compressed column."""
    return short_value(decompress(column))


def type_number(name: str) -> int:
    """Write the type of a block as one column, in which each of these stands for each block."""
    return _BLOCK_TYPES.index(name)


def type_value(number: int) -> str:
    """Read the type of a block from its column."""
    return _BLOCK_TYPES[number]


def flags_text(flags: tuple[Flag, ...]) -> str:
    """Write flags as one column."""
    return " ".join(flags)


def flags_value(text: str) -> tuple[Flag, ...]:
    """Read flags from their column."""
    return tuple(map(Flag, text.split()))


def lines_text(lines: Lines) -> str:
    """Write line ranges as one column: ``12-30 4-9``."""
    return " ".join(f"{first}-{last}" for first, last in lines)


def lines_value(text: str) -> Lines:
    """Read line ranges from their column."""
    ranges = [part.partition("-") for part in text.split()]
    return tuple([(int(first), int(last)) for first, _, last in ranges])


def boxes_text(boxes: tuple[Box, ...]) -> str:
    """Write boxes as one column: ``1,36,119.4,169,146.4 …``."""
    return " ".join(_box_text(box) for box in boxes)


def boxes_value(text: str) -> tuple[Box, ...]:
    """Read boxes from their column."""
    return tuple(map(_box_value, text.split()))


def _box_text(box: Box) -> str:
    return ",".join(f"{value:g}" for value in (box.page, box.left, box.top, box.right, box.bottom))


def _box_value(text: str) -> Box:
    page, *edges = text.split(",")
    return Box(int(page), *map(float, edges))


def print_text(printed: Print) -> str:
    """Write where a source is printed as one column: page sizes, then a line for each of its lines."""
    sheets = " ".join(f"{wide:g},{high:g}" for wide, high in printed.sheets)
    return "\n".join([sheets, *(_box_text(box) if box else "" for box in printed.lines)])


def print_value(text: str) -> Print:
    """Read where a source is printed from its column."""
    sheets, *lines = text.split("\n")
    sizes = (size.split(",") for size in sheets.split())
    return Print(
        tuple((float(wide), float(high)) for wide, high in sizes),
        tuple(_box_value(line) if line else None for line in lines),
    )


def message_text(message: Message) -> str:
    """Return a message as one column: its code and values, whatever language they will be read in."""
    return json.dumps(asdict(message), ensure_ascii=False)


def message_value(column: str | Mapping[str, Any]) -> Message:
    """Return a message from its column."""
    known = json.loads(column) if isinstance(column, str) else column
    values = {name: _value(value) for name, value in known["values"].items()}
    return Message(known["code"], values, tuple(known["where"]))


def _value(known: Any) -> Value:
    """Return a message's value: itself a message, or several, or plain."""
    if isinstance(known, dict):
        return message_value(known)
    return tuple(map(message_value, known)) if isinstance(known, list) else known


def without_blocks(source: str, texts: Sequence[str]) -> str:
    """Return a source without the texts of its blocks, which stand in order."""
    return "".join(_parted(source, texts))


def with_blocks(kept: str, texts: Sequence[str]) -> str:
    """Return the source of which ``without_blocks`` has kept this, with the same texts."""
    first, *rest = kept.split(_MARK)
    pieces, block, literal = [first], -1, False
    for piece in rest:
        if literal:
            pieces.append(piece)
            literal = False
        elif piece:
            block += ord(piece[0])
            pieces += (texts[block], piece[1:])
        else:
            pieces.append(_MARK)
            literal = True
    return "".join(pieces)


def needs_blocks(kept: str) -> bool:
    """Say whether what was kept of a source has marks."""
    return _MARK in kept


def _parted(source: str, texts: Sequence[str]) -> Iterator[str]:
    here = passed = 0
    for text in texts:
        passed += 1
        fits = len(text) >= _SHORTEST and passed <= _MOST_PASSED
        at = source.find(text, here, here + _FAR + len(text)) if fits else -1
        if at >= 0:
            yield source[here:at].replace(_MARK, 2 * _MARK)
            yield _MARK + chr(passed)
            here, passed = at + len(text), 0
    yield source[here:].replace(_MARK, 2 * _MARK)
