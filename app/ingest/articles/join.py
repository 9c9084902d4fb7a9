"""Put paragraphs in reading order: join those that were cut, move rotated ones back, flag both."""

from collections.abc import Sequence
from dataclasses import replace

from app.article import Flag, Lines
from app.frozen import dataclass
from app.ingest.columns.elements import DISPLAY, PARAGRAPH, Element
from app.ingest.lines.clean import Line
from app.ingest.lines.glyphs import latin_gap
from app.ingest.lines.wording import ending_kind
from app.lazy_pattern import lazy_pattern

_LOOKS_CUT, _SHORTEST_CUT = {"open", "comma", "quote"}, 40
# A paragraph that begins so looks whole, even after one that broke off.
_WHOLE_START = lazy_pattern(r"(?:19|20)\d\d年|[“《]?[一二三四五六七八九十]是|第[一二三四五六七八九十]")
_DANGLING_START = lazy_pattern(
    r"并(?!不|非|且)|[，。、；：）”》]|而(?!且|今)|和(?!谐|平)|与(?!此|会)|及(?!时|至)|[\u4e00-\u9fff]{2}了[\u4e00-\u9fff]{2,12}的"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or heading on its way to become a block."""

    heading: bool
    text: str
    lines: tuple[Line, ...]
    headless: bool
    tailless: bool
    flags: tuple[Flag, ...] = ()
    key: bool = False
    confidence: float = 1.0


def to_passages(elements: Sequence[Element]) -> list[Passage]:
    """Return the passages of an item from its elements; clean lines that end in mid-sentence count as cut."""
    passages = []
    for element in elements:
        heading = element.kind == DISPLAY
        paragraph = element.kind == PARAGRAPH
        clean = paragraph and element.measure is None
        cut = element.tailless or (
            clean and ending_kind(element.text) in _LOOKS_CUT and len(element.text) > _SHORTEST_CUT
        )
        passages.append(
            Passage(
                heading,
                element.text,
                element.lines,
                element.headless or (clean and bool(_DANGLING_START.match(element.text))),
                cut,
                key=element.kind == "key point",
                confidence=element.confidence,
            )
        )
    return passages


def join_passages(passages: list[Passage]) -> list[Passage]:
    """Join what was cut, in reading order; flag what stays without its head or tail."""
    ordered = _rotated(passages)
    result: list[Passage] = []
    for passage in ordered:
        before = result[-1] if result else None
        if before is not None and _goes_on(before, passage):
            result[-1] = _joined(before, passage)
        else:
            result.append(passage)
    return [_flagged(passage) for passage in result]


def _rotated(passages: list[Passage]) -> list[Passage]:
    """Move text back that ends and begins in mid-sentence: it was turned at some inner break."""
    body = [passage for passage in passages if not passage.key]
    if len(body) < 3 or not (body[-1].tailless and body[0].headless):
        return passages
    for index in range(1, len(body)):
        if body[index - 1].tailless and not body[index].headless and _WHOLE_START.match(body[index].text):
            turned = [*body[index:], *body[:index]]
            moved = [
                replace(passage, flags=(*passage.flags, Flag.REORDERED))
                for passage in turned[: len(body) - index]
            ]
            return [passage for passage in passages if passage.key] + moved + turned[len(body) - index :]
    return passages


def _goes_on(before: Passage, passage: Passage) -> bool:
    if before.heading or passage.heading or before.key or passage.key or not before.tailless:
        return False
    return passage.headless or not _WHOLE_START.match(passage.text)


def _joined(before: Passage, passage: Passage) -> Passage:
    text = passage.text
    if _repeats_character(before.text, text):
        text = text[1:]
    return Passage(
        False,
        before.text + latin_gap(before.text, text) + text,
        before.lines + passage.lines,
        before.headless,
        passage.tailless,
        tuple(dict.fromkeys((*before.flags, *passage.flags, Flag.JOINED))),
        confidence=before.confidence,
    )


def _repeats_character(head: str, tail: str) -> bool:
    """Return whether a character was printed on both sides of the break (区位优势 / 势，大力)."""
    return len(tail) > 1 and head[-1:] == tail[0] and tail[1] in "，。、；："


def _flagged(passage: Passage) -> Passage:
    flags = list(passage.flags)
    if passage.headless and not passage.heading:
        flags.append(Flag.HEAD_MISSING)
    if passage.tailless:
        flags.append(Flag.TAIL_MISSING)
    return replace(passage, flags=tuple(dict.fromkeys(flags)))


def line_ranges(lines: Sequence[Line]) -> Lines:
    """Return the ranges of source lines, in reading order; blank lines between two of them are bridged."""
    result: list[tuple[int, int]] = []
    for line in lines:
        if result and result[-1][1] < line.number <= result[-1][1] + 2:
            result[-1] = (result[-1][0], line.number)
        elif not result or result[-1] != (line.number, line.number):
            result.append((line.number, line.number))
    return tuple(result)
