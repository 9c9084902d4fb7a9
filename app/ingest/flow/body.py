"""The lines below a title block → blocks, and what they say of the article."""

import re
from collections.abc import Sequence
from dataclasses import field, replace

from app.article import Block, BlockType, Lines, Part, Reason, Unused
from app.article import Role as PartRole
from app.frozen import dataclass
from app.ingest.blocks import SourceType
from app.ingest.flow import closing
from app.ingest.flow.headings import contents, headings
from app.ingest.flow.lines import TextLine, normalize_spaces
from app.ingest.flow.notes import AFTER_REFERENCES, is_references, join_references
from app.ingest.flow.roles.words import Role, Told
from app.ingest.flow.tables import find_table_rows
from app.ingest.lines.classify import PHOTO_CREDIT
from app.ingest.lines.glyphs import remove_spaces
from app.ingest.lines.width import width
from app.ingest.lines.wording import PICTURE_CAPTION
from app.ingest.metadata import bylines
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_OPENING = 3
"""A dateline stands in one of so many first paragraphs."""
_PICTURED, _CREDIT_END = lazy_pattern("[摄攝图圖画畫作照]"), 24
"""Words that a credit holds near its end; few texts do, and only these are looked at closely."""
_CAPTION_WIDTH, _CREDIT_TAIL = 90.0, 48
_LABELLED = lazy_pattern(r"^(?:正文|内容)\s?[:：]\s?")
"""What collectors set before the text itself."""
_TAGS = lazy_pattern(r"(?:关键词|关键字|标签|tags?)\s?[:]")
_CAPTIONED = "（(图上下左右题"
"""How captions begin that say what they are (`PICTURE_CAPTION`)."""
_POINTERS = "▲▼◀▶↑↓←→"
"""One points at a picture; several begin the items of a list."""
_EDITOR = lazy_pattern(r"[(\[【](?:责任|值班)?(?:编辑|责编|校对)\s?[:/].{1,20}[)\]】]\s?\d{0,8}$")


@dataclass(slots=True)
class Body:
    """What the lines of an item became."""

    blocks: list[Block] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    """The first paragraphs with the spaces between names: （记者 林舟 何静）."""
    found: Found = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    affiliation: str | None = None
    credits: list[str] = field(default_factory=list)


def body(lines: Sequence[Told], verse: bool, chronicle: bool) -> Body:
    """Return the blocks of a text and what its lines say of it.

    1. What is about the text and not of it goes: labels, buttons, links below it, its byline, notes.
    2. References are joined, tables, contents and the signature told.
    3. What is left is paragraphs, headings, captions.
    """
    made = Body()
    kept = _references(_without_metadata(lines, made))
    rows = {} if verse else find_table_rows(kept)
    listed = contents(kept)
    signed = closing.signature(kept, chronicle)
    made.found = {**signed.found, **made.found}
    taken = listed | set(rows) | set(signed.lines)
    levels = {} if verse else headings(kept, taken)
    for at, told in enumerate(kept):
        if is_references(told.line.folded):
            levels.setdefault(at, 1)
    for at, told in enumerate(kept):
        _add(made, kept, at, told, rows.get(at), levels.get(at), verse)
    _editor_at_end(made)
    _authors(made)
    _credit_at_end(made)
    return made


def _without_metadata(lines: Sequence[Told], made: Body) -> list[Told]:
    """Return the lines that are of the text; what the others say is kept."""
    last_text = max((at for at, told in enumerate(lines) if told.role in (Role.TEXT, Role.BLOCK)), default=-1)
    kept: list[Told] = []
    linked = False
    for at, told in enumerate(lines):
        if told.role is Role.RELATED and all(t.role is not Role.TEXT for t in lines[at + 1 :]):
            linked = True
        if linked or (told.role is Role.RELATED and ":" in told.line.folded.rstrip(":")):
            _leave(made, told, Reason.LINK)
        elif told.role in (Role.FURNITURE, Role.RULE) or (at > last_text and _TAGS.match(told.line.folded)):
            _leave(made, told, Reason.FURNITURE)
        elif told.role in (Role.LABELS, Role.IMPRINT, Role.EDITION) and (at > last_text or not told.found):
            made.found |= {key: value for key, value in told.found.items() if key not in made.found}
            made.authors += tuple(told.found.get("authors", ()))
            _leave(made, told, Reason.ABOUT)
        elif told.role is Role.BYLINE:
            made.authors += tuple(told.found["authors"])
            made.parts.append(Part(PartRole.BYLINE, told.text, told.line.block.lines))
        elif told.role is Role.NOTE:
            bare = told.text[1:-1].strip()
            made.affiliation = made.affiliation or remove_spaces(bare)
            made.authors += tuple(told.found.get("authors", ()))
            made.parts.append(Part(PartRole.AFFILIATION, remove_spaces(told.text), told.line.block.lines))
        else:
            if told.role is Role.NUMBER:
                made.found.setdefault("document_number", told.found["document_number"])
            elif told.role is Role.ENACTED:
                _enacted(made, told)
            kept.append(told)
    return kept


def _enacted(made: Body, told: Told) -> None:
    """Keep what the latest of several such lines says: 通过, then 修正, then 批准."""
    later = str(told.found.get("date", "")) >= str(made.found.get("date", ""))
    made.found = {**made.found, **told.found} if later else {**told.found, **made.found}


def _leave(made: Body, told: Told, reason: Reason) -> None:
    made.unused.append(Unused(told.text, told.line.block.lines, reason))


def _references(lines: list[Told]) -> list[Told]:
    """Return the lines with the references below their heading joined."""
    start = next((at for at, told in enumerate(lines) if is_references(told.line.folded)), None)
    if start is None:
        return lines
    end = start + 1
    while end < len(lines) and not AFTER_REFERENCES.match(lines[end].line.folded):
        end += 1
    grouped = [replace(told, role=Role.BLOCK) for told in join_references(lines[start + 1 : end])]
    return [*lines[: start + 1], *grouped, *lines[end:]]


def _add(
    made: Body, lines: Sequence[Told], at: int, told: Told, row: str | None, level: int | None, verse: bool
) -> None:
    """Add the block that a line becomes."""
    spans = told.line.block.lines
    if row is not None:
        if row:
            made.blocks.append(Block(BlockType.PARAGRAPH, row, spans))
        else:
            made.unused.append(Unused(told.text, spans, Reason.FRAME))
        return
    if told.role is Role.CREDIT:
        _credit(made, told.line)
        return
    kind = BlockType.HEADING if level is not None else BlockType.PARAGRAPH
    if _is_caption(lines, at):
        kind = BlockType.CAPTION
    plain = told.line.block.type is SourceType.LINE
    text = told.text if plain else told.line.block.text
    if plain and not made.blocks and told.role is Role.TEXT:
        text = _LABELLED.sub("", text)
    if plain and told.role is not Role.BLOCK and not verse:
        text = normalize_spaces(told.line.block.text if text is told.text else text)
    if kind is BlockType.PARAGRAPH and len(made.opening) < _OPENING:
        made.opening.append(told.text)
    made.blocks.append(Block(kind, text, spans, level=level or 0))


def leading_captions(lines: Sequence[Told]) -> int:
    """Return how many lines above a title describe a picture: they say so, or end with its credit."""
    size = 0
    while size < len(lines) and (
        _says_picture(lines[size].line.text) or (size and lines[size].role is Role.CREDIT)
    ):
        size += 1
    return size if size < len(lines) and lines[size].short else 0


def _says_picture(text: str) -> bool:
    pointed = text[:1] in _POINTERS or PICTURE_CAPTION.match(text)
    return bool(text and pointed) or (len(text) <= _CAPTION_WIDTH and split_credit(text) is not None)


def _is_caption(lines: Sequence[Told], at: int) -> bool:
    """Return whether a line describes a picture: it says so, or a credit stands below a short text."""
    told = lines[at]
    first = told.line.text[:1]
    if told.line.block.type is SourceType.CAPTION:
        return True
    if first in _CAPTIONED and PICTURE_CAPTION.match(told.text):
        return True
    if first and first in _POINTERS and _alone(lines, told):
        return True
    below = at + 1 < len(lines) and lines[at + 1].role is Role.CREDIT
    text = told.line.text
    short = len(text) <= _CAPTION_WIDTH and text[-1:] not in "。；："
    credited = below or (short and split_credit(text) is not None)
    if not credited or width(told.text) > _CAPTION_WIDTH:
        return False
    if at and all(other.role is not Role.TEXT for other in lines[at + 1 :]) and "，" in told.text:
        # The credit of a picture that stands elsewhere ends a text: its last sentence is no caption.
        return False
    return any(other.role is Role.TEXT for other in lines if other is not told)


def _alone(lines: Sequence[Told], told: Told) -> bool:
    """Return whether no other line begins with the same mark."""
    return not any(other.line.text[:1] == told.line.text[:1] for other in lines if other is not told)


def _credit(made: Body, line: TextLine) -> None:
    text = unwrap_credit(line.text)
    made.credits.append(text)
    made.parts.append(Part(PartRole.SOURCE_NOTE, remove_spaces(line.text), line.block.lines))


def unwrap_credit(text: str) -> str:
    """Return a credit without the brackets around the whole of it; those around its end belong to it."""
    text = text.strip()
    wrapped = text[:1] in "（([【" and text[-1:] in "）)]】" and not re.search(r"[）)].*[（(]", text[1:-1])
    return remove_spaces(text[1:-1] if wrapped and text.count("（") + text.count("(") <= 1 else text)


def _authors(made: Body) -> None:
    """Add the reporters whom the opening names, else those in the bracket at the end."""
    paragraphs = [b.text for b in made.blocks if b.type is BlockType.PARAGRAPH]
    for text in made.opening:
        if who := bylines.parse_dateline_names(text):
            made.authors += who
            return
    if paragraphs and not made.authors and paragraphs[-1][-1:] in "）)】":
        made.authors += closing.authors_at_end(paragraphs[-1])


def _editor_at_end(made: Body) -> None:
    """Take the editor off the end of the last paragraph: …（编辑：何静）1130603."""
    last = made.blocks[-1] if made.blocks else None
    found = _EDITOR.search(simplify(last.text[-_CREDIT_TAIL:])) if last else None
    if last is None or not found:
        return
    text = last.text[: max(0, len(last.text) - _CREDIT_TAIL) + found.start()].rstrip()
    if text:
        made.unused.append(Unused(last.text[len(text) :].strip(), _last(last.lines), Reason.ABOUT))
        made.blocks[-1] = replace(last, text=text)


def _credit_at_end(made: Body) -> None:
    """Take the photographer's credit off the end of captions and of a single picture's text."""
    paragraphs = [b for b in made.blocks if b.type is BlockType.PARAGRAPH]
    for at, block in enumerate(made.blocks):
        single = len(paragraphs) == 1 and block in paragraphs
        if block.type is not BlockType.CAPTION and not single:
            continue
        cut = split_credit(block.text)
        if cut is None:
            continue
        text, credit = cut
        made.blocks[at] = replace(block, text=text)
        made.credits.append(unwrap_credit(credit))
        made.parts.append(Part(PartRole.SOURCE_NOTE, credit, _last(block.lines)))


def split_credit(text: str) -> tuple[str, str] | None:
    """Return a text and the photographer's credit that stands glued to its end."""
    if not _PICTURED.search(text[-_CREDIT_END:]):
        return None
    found = PHOTO_CREDIT.search(simplify(text[-_CREDIT_TAIL:]))
    start = len(text[:-_CREDIT_TAIL]) + found.start() if found else 0
    if not found or not text[:start].rstrip() or text[:start].rstrip()[-1] not in "。！？”…）":
        return None
    return text[:start].rstrip(), text[start:].strip()


def _last(lines: Lines) -> Lines:
    return ((lines[-1][1], lines[-1][1]),) if lines else ()
