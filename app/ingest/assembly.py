"""Items → `Article`s: blocks, parts, notes in the form the rest of the program reads."""

import re
from collections.abc import Sequence

from app.article import Article, Block, BlockType, Flag, Kind, Part, Role, Unused
from app.ingest.articles import Item, Layout, captions, printed_date
from app.ingest.elements import DISPLAY, Element
from app.ingest.glyphs import unspaced
from app.ingest.headlines import display_text
from app.ingest.lines import Line
from app.ingest.marks import CREDIT, Mark
from app.ingest.stitch import Piece, pieces_of, ranges, stitched

BRACKETS = "（()）【】[]〔〕［］ "
REPRINT = re.compile(r"[，,；;。]\s*(?:本文)?((?:原载|转自|摘自|来源)[^，。]*)$")


def articles(found: Sequence[Element], plan: Layout) -> list[Article]:
    """The articles of a page, in the order of the source."""
    date = printed_date(found)
    made: list[tuple[int, Article]] = []
    used: set[int] = set()
    for item in plan.items:
        article = _article(found, plan, item, date)
        made.append((_first(item, found), article))
    for caption, credit in captions(found):
        made.append(_caption(caption, credit, date))
    del used
    return [article for _, article in sorted(made, key=lambda pair: pair[0])]


def _first(item: Item, found: Sequence[Element]) -> int:
    return min(found[index].first for part in item.parts for index in part.indices + part.notes)


def _article(found: Sequence[Element], plan: Layout, item: Item, date: str | None) -> Article:
    pieces: list[Piece] = []
    for part in item.parts:
        pieces += pieces_of(_with_units(found, plan, part.indices))
    blocks = tuple(_block(piece) for piece in stitched(pieces))
    title, kicker, subtitle, parts = _head(item)
    affiliation, source, notes = _notes(item)
    authors = tuple(dict.fromkeys(name for byline in item.bylines for name in byline.names))
    parts += [Part(Role.BYLINE, byline.text, ranges(byline.lines)) for byline in item.bylines]
    return Article(
        kind=Kind.ARTICLE,
        blocks=blocks,
        title=title,
        subtitle=subtitle,
        kicker=kicker,
        authors=authors,
        affiliation=affiliation,
        source_note=source,
        flags=() if title else (Flag.TITLE_NOT_IN_SOURCE,),
        parts=tuple(parts + notes),
        date=date,
    )


def _with_units(found: Sequence[Element], plan: Layout, indices: Sequence[int]) -> list[Element]:
    """The body elements of a stretch; a heading at the end of a title run keeps only its own lines."""
    own = {unit[0].number: unit for units in plan.headings.values() for unit in units}
    result = []
    for index in indices:
        element = found[index]
        unit = next((own[line.number] for line in element.lines if line.number in own), None)
        if element.kind == DISPLAY and unit:
            element = Element(DISPLAY, display_text(unit), unit)
        result.append(element)
    return result


def _block(piece: Piece) -> Block:
    kind = BlockType.HEADING if piece.heading else BlockType.KEY_POINT if piece.key else BlockType.PARAGRAPH
    text = unspaced(piece.text)
    return Block(kind, text, ranges(piece.lines), piece.flags)


def _head(item: Item) -> tuple[str | None, str | None, str | None, list[Part]]:
    headline = item.headline
    if headline is None:
        return None, None, None, []
    title = headline.title
    parts = []
    lines = headline.lines
    for extra in sorted(item.extra, key=lambda h: h.lines[0].number, reverse=True):
        before = extra.lines[0].number < lines[0].number
        title = f"{extra.title} {title}" if before else f"{title} {extra.title}"
        lines = (*extra.lines, *lines) if before else (*lines, *extra.lines)
    if headline.kicker:
        parts.append(Part(Role.KICKER, headline.kicker, ranges(headline.kicker_lines)))
    parts.append(Part(Role.TITLE, title, ranges(lines)))
    if headline.subtitle:
        parts.append(Part(Role.SUBTITLE, headline.subtitle, ranges(headline.subtitle_lines)))
    return title, headline.kicker, headline.subtitle, parts


def _notes(item: Item) -> tuple[str | None, str | None, list[Part]]:
    affiliation: str | None = None
    source: str | None = None
    parts = []
    for note in item.notes:
        if note.kind == Mark.AFFILIATION:
            affiliation = unspaced(_bare(note.text))
            reprint = REPRINT.search(affiliation)
            if reprint:
                source = reprint[1]
                affiliation = affiliation[: reprint.start()]
            parts.append(Part(Role.AFFILIATION, unspaced(note.text), ranges(note.lines)))
        else:
            source = unspaced(note.text.strip(BRACKETS))
            parts.append(Part(Role.SOURCE_NOTE, unspaced(note.text), ranges(note.lines)))
    return affiliation, source, parts


def _bare(note: str) -> str:
    """A note without the brackets around the whole of it."""
    text = note.strip()
    return text[1:-1] if text[:1] in BRACKETS and text[-1:] in BRACKETS else text


def _caption(caption: Element, credit: Element | None, date: str | None) -> tuple[int, Article]:
    note = credit.text if credit else None
    if note is None:
        glued = CREDIT.search(caption.text)
        note = glued[0] if glued else None
    block = Block(BlockType.CAPTION, unspaced(caption.text), ranges(caption.lines))
    parts = (Part(Role.SOURCE_NOTE, credit.text, ranges(credit.lines)),) if credit else ()
    return caption.first, Article(Kind.CAPTION, (block,), source_note=note, parts=parts, date=date)


def leftovers(found: Sequence[Element], plan: Layout) -> list[Unused]:
    """What is in no article, and why."""
    unused = [
        Unused(
            element.text, ranges(element.lines), "running head" if element.kind == Mark.FURNITURE else "label"
        )
        for element in found
        if element.kind in (Mark.FURNITURE, Mark.KEY_HEAD)
    ]
    unused += [Unused(e.text, ranges(e.lines), "byline of no item") for e in plan.orphans]
    return unused


def as_lines(text: str, number: int) -> Line:
    """A line made by hand, for callers that have no source."""
    return Line(number, text)
