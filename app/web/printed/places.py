"""Where the characters of a text are printed: in its source lines, spread between their edges."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from app.article import Box, Lines, Print
from app.ingest.lines.width import width
from app.search.results import Span
from app.text import fold

Place = tuple[int, int]
"""A source line, from 1, and a character in it."""
_TALL = 1.5
"""A line so much higher than wide, of more than one character, is set from top to bottom."""


class LinePlaces:
    """The lines of a source with their boxes."""

    def __init__(self, text: str, printed: Print) -> None:
        self._lines, self._boxes = text.split("\n"), printed.lines

    def boxes(self, lines: Lines) -> tuple[Box, ...]:
        """Return one rectangle for each sheet, around all of these lines."""
        known = sorted((box for _, box in self._printed(lines)), key=lambda box: box.page)
        return tuple(_around(list(some)) for _, some in groupby(known, key=lambda box: box.page))

    def text(self, text: str, lines: Lines) -> "PrintedText":
        """Return a text that was made of these lines, to find its parts."""
        return PrintedText(
            text, {number: (self._lines[number - 1], box) for number, box in self._printed(lines)}
        )

    def _printed(self, lines: Lines) -> Iterator[tuple[int, Box]]:
        for first, last in lines:
            for number in range(max(1, first), min(last, len(self._lines), len(self._boxes)) + 1):
                if box := self._boxes[number - 1]:
                    yield number, box


class PrintedText:
    """A text and the lines that it was made of, in reading order."""

    def __init__(self, text: str, lines: dict[int, tuple[str, Box]]) -> None:
        self._text, self._lines = text, lines

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Return where a part of the text is printed: a rectangle for each line that it stands in."""
        places = [place for place in self._places[span[0] : span[1]] if place]
        return tuple(
            self._part(number, [character for _, character in some])
            for number, some in groupby(places, key=lambda place: place[0])
        )

    @cached_property
    def _places(self) -> list[Place | None]:
        """Return of each character of the text where it stands; ``None`` for what no line has, as joins.

        Lines are not their text letter for letter: spaces went, radicals became characters, and what was
        printed twice is read once. So both are aligned.
        """
        printed = [
            (char, (number, at)) for number, (line, _) in self._lines.items() for at, char in _solid(line)
        ]
        wanted = list(_solid(self._text))
        places: list[Place | None] = [None] * len(self._text)
        for start, other, length in _matches([char for _, char in wanted], [char for char, _ in printed]):
            for step in range(length):
                places[wanted[start + step][0]] = printed[other + step][1]
        return places

    def _part(self, number: int, characters: list[int]) -> Box:
        line, box = self._lines[number]
        begin, whole = len(line) - len(line.lstrip()), width(line.strip()) or 1.0
        start = width(line[begin : min(characters)]) / whole
        end = min(1.0, width(line[begin : max(characters) + 1]) / whole)
        wide, high = box.right - box.left, box.bottom - box.top
        if high > _TALL * wide and len(line.strip()) > 1:
            return Box(box.page, box.left, box.top + start * high, box.right, box.top + end * high)
        return Box(box.page, box.left + start * wide, box.top, box.left + end * wide, box.bottom)


def _solid(text: str) -> Iterator[tuple[int, str]]:
    return ((at, char) for at, char in enumerate(fold(text)) if not char.isspace())


def _matches(wanted: Sequence[str], printed: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    if wanted == printed:
        return [(0, 0, len(wanted))]
    return SequenceMatcher(None, wanted, printed, autojunk=False).get_matching_blocks()


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
