"""DOCX → blocks: paragraphs in order with the levels of their headings, rows of tables, footnotes at the end.

Headers and footers are no text: what they say of the document is taken, and they are listed. What the
author's account and the file's own dates say (its properties) is not taken: they tell who saved the file, not
who wrote the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from app.article import PUBLICATION, Origin, Reason, Unused
from app.errors import UnreadableError
from app.frozen import dataclass
from app.ingest.blocks import Known, Layout, SourceBlock, SourceType
from app.ingest.documents.archive import FAULTS, check_elements, open_archive
from app.ingest.documents.document import Document, Extracted, number_lines
from app.ingest.documents.docx_numbers import Numbering, is_level, read_numbering
from app.ingest.documents.xml_tree import Node, attribute, local_name, parse_xml
from app.ingest.lines.glyphs import normalize_glyphs
from app.ingest.metadata import labels
from app.lazy_pattern import lazy_pattern
from app.text import simplify

HEADING = lazy_pattern(r"^(?:heading|标题)\s?([1-9])", re.IGNORECASE)
TITLE = lazy_pattern(r"^(?:title|标题|文章标题|公文标题|大标题)$", re.IGNORECASE)
CAPTION = lazy_pattern(r"^(?:caption|题注)$", re.IGNORECASE)
CONTENTS = lazy_pattern(r"^(?:toc|目录)\s?\d?", re.IGNORECASE)
LEFT_OUT = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "txbxContent", "pPr", "rPr", "drawing", "pict", "object"}
)
BREAKS = frozenset({"br", "cr"})
RUNNING_HEADS = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})
PAGE_NUMBER = lazy_pattern(r"[\s\d\W]*(?:第?\s?\d*\s?页)?[\s\d\W]*(?:共?\s?\d*\s?页)?[\s\d\W]*")
LONGEST_CELL, DEEPEST = 60, 60


@dataclass(slots=True)
class _Reading:
    """A document on its way: its styles, lists and footnotes."""

    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By the style's id, its name and its outline level (0: none)."""
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By the style's id, the list it belongs to, and the level there."""
    numbering: Numbering = field(default_factory=Numbering)
    notes: list[str] = field(default_factory=list)
    """Ids of footnotes and endnotes in the order of their references."""


def read_docx(data: bytes, name: str) -> Extracted:
    """Return the text of a Word document; raise UnreadableError that says why it cannot be read."""
    with open_archive(data, name) as archive:
        check_elements(archive, name)
    try:
        word = docx.Document(BytesIO(data))
        body = word.element.body
        reading = _Reading(*_styles(word), numbering=read_numbering(_part(word, RELATIONSHIP_TYPE.NUMBERING)))
        heads = list(dict.fromkeys(_running_heads(word)))
    except (OpcError, LxmlError, AttributeError, RecursionError, KeyError, *FAULTS) as error:
        raise UnreadableError("docx-damaged", where=(name,)) from error
    blocks = [*_read(reading, body, 0), *_footnotes(word, reading)]
    text, numbered = number_lines(block for block in blocks if block.text)
    if not numbered:
        raise UnreadableError("document-without-text", where=(name,))
    unused = (
        Unused(head, ((number, number),), Reason.RUNNING_HEAD)
        for number, head in enumerate(heads, len(numbered) + 1)
    )
    document = Document(
        numbered, Layout.DOCX, _said(heads), Origin.PRINTED, printed_first=True, unused=tuple(unused)
    )
    return Extracted(text + "".join(f"{head}\n" for head in heads), document, "docx")


def _running_heads(word: WordDocument) -> Iterator[str]:
    """Yield the lines of headers and footers that hold more than a page number."""
    for related in word.part.rels.values():
        if related.reltype not in RUNNING_HEADS or related.is_external:
            continue
        root = parse_xml(related.target_part.blob)
        for each in root.iter("{*}p") if root is not None else ():
            for line in _text(_Reading(), each).split("\n"):
                printed = " ".join(normalize_glyphs(line).split())
                if not PAGE_NUMBER.fullmatch(printed):
                    yield printed


def _said(heads: Sequence[str]) -> Known:
    """Return what headers and footers say of the document; of what they say in two ways, nothing."""
    said: dict[str, set[str]] = {}
    for head in heads:
        folded = simplify(head)
        found = (
            labels.parse_imprint(head, folded)
            or labels.parse_edition(folded)
            or labels.parse_document_number(head, folded)
            or {}
        )
        for name, value in found.items():
            said.setdefault(name, set()).add(str(value))
    return {name: values.pop() for name, values in said.items() if len(values) == 1 and name in PUBLICATION}


def _part(word: WordDocument, kind: str) -> Node | None:
    """Return the root of a part of the document, if it has it."""
    related = next(
        (each for each in word.part.rels.values() if each.reltype == kind and not each.is_external), None
    )
    return None if related is None else parse_xml(related.target_part.blob)


def _styles(word: WordDocument) -> tuple[dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
    """Return the styles of paragraphs by their ids: name and outline level, list and level."""
    styles: dict[str, tuple[str, int]] = {}
    numbers: dict[str, tuple[str, int]] = {}
    for style in word.styles.element:
        own = attribute(style, "styleId")
        if local_name(style) != "style" or own is None:
            continue
        label = next((attribute(each, "val") or "" for each in style if local_name(each) == "name"), "")
        properties = next((each for each in style if local_name(each) == "pPr"), None)
        styles[own] = (label, _outline(properties))
        if found := _list(properties):
            numbers[own] = found
    return styles, numbers


def _child(node: Node | None, *names: str) -> Node | None:
    for name in names:
        node = next((each for each in node if local_name(each) == name), None) if node is not None else None
    return node


def _outline(properties: Node | None) -> int:
    """Return the outline level from 1; 0 for body text."""
    found = _child(properties, "outlineLvl")
    level = attribute(found, "val") if found is not None else None
    return int(level) + 1 if level and is_level(level) else 0


def _list(properties: Node | None) -> tuple[str, int] | None:
    """Return the list and the level in it that properties of a paragraph name."""
    number, level = _child(properties, "numPr", "numId"), _child(properties, "numPr", "ilvl")
    own = attribute(number, "val") if number is not None else None
    depth = attribute(level, "val") if level is not None else "0"
    return (own, int(depth)) if own and depth and is_level(depth) else None


def _read(reading: _Reading, node: Node, depth: int) -> Iterator[SourceBlock]:
    """Yield the blocks of a part of the body; containers (fields, controls, text boxes) are looked into."""
    for child in node:
        kind = local_name(child)
        if kind == "p":
            yield from _paragraph(reading, child)
            for box in _text_boxes(child) if depth < DEEPEST else ():
                yield from _read(reading, box, depth + 1)
        elif kind == "tbl":
            yield from _table(reading, child, depth)
        elif kind not in LEFT_OUT and depth < DEEPEST:
            yield from _read(reading, child, depth + 1)


def _text_boxes(paragraph: Node) -> Iterator[Node]:
    """Yield the text boxes of a paragraph; not those within them, which are their own paragraphs'."""
    stack = list(reversed(paragraph))
    while stack:
        each = stack.pop()
        kind = local_name(each)
        if kind == "txbxContent":
            yield each
        elif kind != "Fallback":
            stack += reversed(each)


def _paragraph(reading: _Reading, node: Node) -> Iterator[SourceBlock]:
    """Yield a paragraph; line breaks that the author typed begin a new one."""
    properties = _child(node, "pPr")
    style = _child(properties, "pStyle")
    own = (attribute(style, "val") if style is not None else None) or ""
    label, level = reading.styles.get(own, ("", 0))
    number = _list(properties) or reading.numbers.get(own)
    text = _text(reading, node)
    shown = reading.numbering.next(*number) if number and text.strip() else ""
    set_in = _child(properties, "ind")
    indent = (
        2
        if set_in is not None and (attribute(set_in, "firstLineChars") or attribute(set_in, "firstLine"))
        else 0
    )
    kind, level = _kind(label, _outline(properties) or level)
    for at, line in enumerate(text.split("\n")):
        printed = normalize_glyphs(line)
        bare = " ".join(printed.split())
        lead = len(printed) - len(printed.lstrip("\u3000"))
        if bare:
            yield SourceBlock(kind, f"{shown if not at else ''}{bare}", level, indent=lead or indent)


def _kind(label: str, outline: int) -> tuple[SourceType, int]:
    """Return what a style says of a paragraph, and the level of a heading; a title is above all headings.

    Entries of a table of contents are no text.
    """
    found = HEADING.match(label)
    if CONTENTS.match(label):
        return SourceType.RULE, 0
    if TITLE.match(label):
        return SourceType.HEADING, 1
    if found or outline:
        return SourceType.HEADING, min(9, 1 + (int(found[1]) if found else outline))
    return (SourceType.CAPTION if CAPTION.match(label) else SourceType.LINE), 0


def _text(reading: _Reading, node: Node) -> str:
    """Return the text of a paragraph as it is shown: insertions in, deletions out."""
    pieces: list[str] = []
    stack = list(reversed(node))
    while stack:
        each = stack.pop()
        kind = local_name(each)
        if kind == "t":
            pieces.append(each.text or "")
        elif kind in BREAKS:
            pieces.append("\n" if attribute(each, "type") in (None, "textWrapping") else "")
        elif kind == "tab":
            pieces.append("\t")
        elif kind == "noBreakHyphen":
            pieces.append("-")
        elif kind in ("footnoteReference", "endnoteReference"):
            reading.notes.append(f"{kind[:3]} {attribute(each, 'id')}")
        elif kind not in LEFT_OUT:
            stack += reversed(each)
    return "".join(pieces)


def _table(reading: _Reading, table: Node, depth: int) -> Iterator[SourceBlock]:
    """Yield the rows of a table; where cells hold whole paragraphs the table lays out a page."""
    for row in table.iterfind("{*}tr"):
        cells = [list(_read(reading, cell, depth + 1)) for cell in row.iter("{*}tc") if _owner(cell) is row]
        if all(len(cell) <= 1 and all(len(block.text) <= LONGEST_CELL for block in cell) for cell in cells):
            text = " ".join(block.text for cell in cells for block in cell)
            yield SourceBlock(SourceType.TABLE_ROW if len(cells) > 1 else SourceType.LINE, text)
        else:
            yield from (block for cell in cells for block in cell)


def _owner(cell: Node) -> Node | None:
    """Return the row that a cell stands in, past containers of content."""
    return next((each for each in cell.iterancestors() if local_name(each) == "tr"), None)


def _footnotes(word: WordDocument, reading: _Reading) -> Iterator[SourceBlock]:
    """Yield the footnotes and endnotes in the order of their references, each with its number."""
    texts: dict[str, str] = {}
    for kind, prefix in ((RELATIONSHIP_TYPE.FOOTNOTES, "foo"), (RELATIONSHIP_TYPE.ENDNOTES, "end")):
        root = _part(word, kind)
        for note in root if root is not None else ():
            lines = (" ".join(_text(_Reading(), each).split()) for each in note.iter("{*}p"))
            texts[f"{prefix} {attribute(note, 'id')}"] = " ".join(line for line in lines if line)
    for number, own in enumerate(dict.fromkeys(reading.notes), 1):
        if text := texts.get(own):
            yield SourceBlock(SourceType.PARAGRAPH, f"[{number}] {normalize_glyphs(text)}")
