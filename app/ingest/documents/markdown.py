"""Markdown → blocks in source order, by a CommonMark parser.

Most of a long file is paragraphs of one line without marks. What such a line is does not depend on the
parser, so it is taken at once and the parser sees an empty line in its place: four times as fast.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.article import Lines, Reason, Unused
from app.frozen import dataclass
from app.ingest.blocks import Layout, SourceBlock, SourceType
from app.ingest.documents.document import Document
from app.ingest.documents.front_matter import read_front_matter
from app.ingest.documents.inline import FOOTNOTE, InlineLine, clean, resolve, shared_parser
from app.ingest.documents.soft_breaks import STOPPED, group_lines, is_line_by_line, join_lines
from app.ingest.lines.clean import source_lines
from app.ingest.lines.glyphs import collapse_spaces, normalize_glyphs
from app.ingest.metadata import bylines, labels
from app.ingest.metadata.dates import parse_lone_date
from app.lazy_pattern import lazy_pattern
from app.text import simplify

PLAIN = lazy_pattern(r"(?:(?P<heading>#{1,6}) )?[^\x00-\x7f\s\u200b-\u200f\ufeff][^\\`*_\[\]<&~|#]*")
"""A line of text without marks, also as a heading."""
HEADING = lazy_pattern(r"^ {0,3}#{1,6} \S", re.MULTILINE)
UNDERLINED = lazy_pattern(r"(?:\A|\n\n)[^\n=:：。！？；，]{2,40}\n={4,}[ \t]*\n(?=\s*\S)")
# Rows parted by | stand in plain text too.
OTHER_MARKS = lazy_pattern(
    r"^(?:```|~~~)"  # code
    r"|\[[^\[\]\n]+\]\((?:https?:)?[^()\s]+\)"  # a link
    r"|\*\*[^*\s][^*\n]*\*\*"  # bold
    r"|^> \S.*\n>"  # a quotation
    r"|^\[\^\w+\]:",  # a footnote
    re.MULTILINE,
)
LOOKED_AT = 20_000
COMMENT = lazy_pattern(r"\s*<!--.*?-->\s*", re.DOTALL)
TAG = lazy_pattern(r"<[^<>]*>")
_BAR = lazy_pattern(r"(?<!\\)\|")
LONGEST_BOLD, LONGEST_UNDERLINED, LONGEST_LABEL = 60, 60, 120


def is_markdown(text: str) -> bool:
    """Return whether a text has front matter, headings or other marks of Markdown near its beginning."""
    start = text[:LOOKED_AT]
    if start.startswith(("---", "+++")) and read_front_matter(start.split("\n")) is not None:
        return True
    return bool(HEADING.search(start) or UNDERLINED.search(start) or OTHER_MARKS.search(start))


@dataclass(slots=True)
class _Reading:
    """A file on its way: what was found so far, and what the containers around the next text are."""

    parser: MarkdownIt
    lines: list[str]
    env: dict[str, object] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    blocks: list[SourceBlock] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    one_a_line: bool = False
    quotes: int = 0
    depth: int = 0
    number: str | None = None
    """Of a list item that has no text yet; empty for a bullet."""
    level: int = 0
    underlined: bool = False
    cells: list[str] | None = None
    row: Lines = ()


def read_markdown(text: str) -> Document:
    """Return the blocks of a Markdown file, what its front matter says, and what is no text."""
    lines = list(source_lines(normalize_glyphs(text)))
    front = read_front_matter(lines)
    start = front.size if front else 0
    reading = _Reading(shared_parser(), lines)
    if front:
        reading.unused.append(Unused("\n".join(lines[:start]), ((1, start),), Reason.ABOUT))
    plain = _plain_lines(lines, start)
    hidden = [""] * start + [("" if at in plain else lines[at]) for at in range(start, len(lines))]
    reading.notes = {note[1] for line in hidden if (note := FOOTNOTE.match(line.strip()))}
    tokens = reading.parser.parse("\n".join(hidden), reading.env) if any(hidden) else []
    last = max((at for at, line in enumerate(hidden) if line.strip()), default=0)
    open_to_end = [token for token in tokens if not COMMENT.fullmatch(token.content)]
    if plain and max(_inside(open_to_end), default=-1) >= last:
        # Code or HTML that is never closed takes in all that follows, also what was kept from the parser.
        plain, hidden = {}, [""] * start + lines[start:]
        tokens = reading.parser.parse("\n".join(hidden), reading.env)
    contents = [
        token.content.split("\n") for token in tokens if token.type == "inline" and "\n" in token.content
    ]
    reading.one_a_line = is_line_by_line(contents)
    inside = _inside(tokens)
    for token in tokens:
        _read(reading, token)
    for at, found in plain.items():
        if at not in inside:
            _take_plain(reading, at + 1, found)
    reading.blocks += _dropped(reading, hidden)
    reading.blocks.sort(key=lambda block: block.lines)
    kept = tuple(block for block in reading.blocks if block.text)
    known = front.known if front else {}
    return Document(kept, Layout.MARKDOWN, known, unused=tuple(reading.unused))


def _plain_lines(lines: Sequence[str], start: int) -> dict[int, re.Match[str]]:
    """Return the lines that are blocks of their own whatever stands elsewhere, unless inside code."""
    blank = [not line or line.isspace() for line in lines] + [True]
    return {
        at: found
        for at in range(start, len(lines))
        if not blank[at]
        and blank[at - 1 if at > start else -1]
        and blank[at + 1]
        and (found := PLAIN.fullmatch(lines[at]))
    }


def _take_plain(reading: _Reading, number: int, found: re.Match[str]) -> None:
    """Take a line that is a block of its own."""
    text, marks, span = found[0].strip(), found["heading"], ((number, number),)
    if marks:
        heading = text[len(marks) :].strip()
        reading.blocks.append(SourceBlock(SourceType.HEADING, heading, len(marks), span))
    else:
        reading.blocks.append(SourceBlock(SourceType.PARAGRAPH, text, lines=span))


def _inside(tokens: Sequence[Token]) -> set[int]:
    """Return the lines that are code or HTML."""
    ranges = (token.map for token in tokens if token.map and token.type in ("fence", "html_block"))
    return {at for first, end in ranges for at in range(first, end)}


def _dropped(reading: _Reading, hidden: Sequence[str]) -> Iterator[SourceBlock]:
    """Yield the lines that the parser left out: what is nested deeper than it goes, definitions of links."""
    covered = bytearray(len(hidden) + 1)
    spans = [block.lines for block in reading.blocks] + [entry.lines for entry in reading.unused]
    for lines in spans:
        for first, last in lines:
            covered[first : last + 1] = b"\1" * (last + 1 - first)
    for number, line in enumerate(hidden, 1):
        if not covered[number] and (text := line.strip()):
            if re.match(r"\[[^\]]+\]:\s*\S", text):
                reading.unused.append(Unused(text, ((number, number),), Reason.MARKUP))
            else:
                yield SourceBlock(SourceType.PARAGRAPH, text.lstrip("> "), lines=((number, number),))


def _read(reading: _Reading, token: Token) -> None:
    """Take one token."""
    span = ((token.map[0] + 1, token.map[1]),) if token.map else ()
    take = _TAKES.get(token.type)
    if take is not None:
        take(reading, token, span)


def _take_quote(reading: _Reading, token: Token, _span: Lines) -> None:
    reading.quotes += token.nesting


def _take_list(reading: _Reading, token: Token, _span: Lines) -> None:
    reading.depth += token.nesting


def _take_item(reading: _Reading, token: Token, _span: Lines) -> None:
    opens = token.nesting > 0
    reading.number = (token.info + token.markup if token.info else "") if opens else None


def _take_heading(reading: _Reading, token: Token, _span: Lines) -> None:
    reading.level = int(token.tag[1]) if token.nesting > 0 else 0
    reading.underlined = token.markup in ("=", "-")


def _take_frame(reading: _Reading, _token: Token, span: Lines) -> None:
    """List the row of dashes below the head of a table."""
    number = span[0][1] + 1
    reading.unused.append(Unused(reading.lines[number - 1].strip(), ((number, number),), Reason.FRAME))


def _take_row(reading: _Reading, token: Token, span: Lines) -> None:
    if token.nesting > 0:
        reading.cells, reading.row = [], span
        return
    cells = [*(reading.cells or ()), *_cells_beyond(reading)]
    text = " ".join(cell for cell in cells if cell)
    reading.blocks.append(SourceBlock(SourceType.TABLE_ROW, text, lines=reading.row))
    reading.cells = None


def _cells_beyond(reading: _Reading) -> list[str]:
    """Return the cells of a row that the table's head has no place for, which the parser leaves out."""
    line = reading.lines[reading.row[0][0] - 1].strip().removeprefix("|").removesuffix("|")
    return [clean(cell) for cell in _BAR.split(line)[len(reading.cells or ()) :]]


def _take_rule(reading: _Reading, _token: Token, span: Lines) -> None:
    reading.unused.append(Unused(reading.lines[span[0][0] - 1].strip(), span, Reason.RULE))


def _take_text(reading: _Reading, token: Token, span: Lines) -> None:
    """Take the text of a heading, a cell or a paragraph."""
    lines, left_out = resolve(reading.parser, token.content, reading.env, reading.notes)
    reading.unused += (Unused(text, span, Reason.MARKUP) for text in left_out if text)
    if reading.cells is not None:
        reading.cells.append(clean(join_lines(line.text for line in lines)))
    elif reading.level and not _is_rule_below(reading, token):
        text = clean(join_lines(line.text for line in lines))
        if text and text.strip("# "):
            reading.blocks.append(SourceBlock(SourceType.HEADING, text, reading.level, span))
        else:
            reading.unused.append(Unused(clean(reading.lines[span[0][0] - 1]), span, Reason.EMPTY_HEADING))
    else:
        _take_paragraph(reading, lines, token.content.split("\n"), span[0][0])


def _is_rule_below(reading: _Reading, token: Token) -> bool:
    """Say whether dashes below a text are a rule: no heading has several lines or ends with a stop."""
    if not reading.underlined:
        return False
    lines = token.content.split("\n")
    return len(lines) > 1 or len(lines[0]) > LONGEST_UNDERLINED or bool(STOPPED.search(lines[0]))


def _take_paragraph(reading: _Reading, lines: Sequence[InlineLine], raw: Sequence[str], first: int) -> None:
    """Take the lines of a paragraph: joined, unless they were ended on purpose."""
    pieces = [_lead(raw, line) + line.text for line in lines]
    hard = [at for at, line in enumerate(lines) if line.hard]
    for start, end in zip([0, *hard], [*hard, len(lines)], strict=True):
        groups = group_lines(pieces[start:end], reading.one_a_line, _is_about)
        for from_, to in groups:
            some = lines[start + from_ : start + to]
            text = clean(join_lines(line.text for line in some))
            span = ((first + some[0].offset, first + some[-1].offset),)
            alone = len(groups) > 1 and not text.startswith("[")
            bold = all(line.bold for line in some if line.text.strip()) and len(text) <= LONGEST_BOLD
            _add_paragraph(reading, text, span, alone or bold, reading.number)
            reading.number = None


def _lead(raw: Sequence[str], line: InlineLine) -> str:
    """Return the white space before a line, which the parser takes away."""
    printed = raw[line.offset] if line.offset < len(raw) and not line.hard else ""
    return printed[: len(printed) - len(printed.lstrip(" \t"))]


def _add_paragraph(reading: _Reading, text: str, span: Lines, by_words: bool, number: str | None) -> None:
    """Add a paragraph as what stands around it; ``by_words``: it may be a heading or a byline."""
    if number is not None:
        text = f"{number} {text}" if number else text
        reading.blocks.append(SourceBlock(SourceType.LIST_ITEM, text, max(reading.depth, 1), span))
    elif reading.quotes:
        reading.blocks.append(SourceBlock(SourceType.QUOTE, text, lines=span))
    else:
        kind = SourceType.LINE if by_words else SourceType.PARAGRAPH
        reading.blocks.append(SourceBlock(kind, text, lines=span))


def _is_about(line: str) -> bool:
    """Say whether a line says something about the text by itself: a date, labels, a byline."""
    if not line or len(line) > LONGEST_LABEL:
        return False
    text = collapse_spaces(line)
    folded = simplify(text)
    asked = (labels.parse_edition, parse_lone_date)
    said = (labels.parse_labels, labels.parse_imprint, labels.parse_stamp)
    return (
        any(ask(folded) is not None for ask in asked)
        or any(ask(text, folded) is not None for ask in said)
        or bool(bylines.parse_byline(text))
    )


def _take_code(reading: _Reading, _token: Token, span: Lines) -> None:
    """Take each line of a code block as it stands."""
    first, end = span[0][0] + 1, span[0][1]
    fences = (
        [first - 1]
        if reading.lines[end - 1].strip()[:3] not in ("```", "~~~") or end < first
        else [first - 1, end]
    )
    for number in range(first, end + 1 if len(fences) == 1 else end):
        text = reading.lines[number - 1].strip()
        reading.blocks.append(SourceBlock(SourceType.PARAGRAPH, text, lines=((number, number),)))
    reading.unused += (
        Unused(reading.lines[number - 1].strip(), ((number, number),), Reason.MARKUP) for number in fences
    )


def _take_html(reading: _Reading, token: Token, span: Lines) -> None:
    """Take the text between tags; a comment is none, but one that never ends would hide the whole text."""
    if COMMENT.fullmatch(token.content):
        hidden = "\n".join(reading.lines[span[0][0] - 1 : span[0][1]])
        reading.unused.append(Unused(clean(hidden), span, Reason.COMMENT))
        return
    for number in range(span[0][0], span[0][1] + 1):
        text = clean(TAG.sub(" ", reading.lines[number - 1]))
        if text and text != "<!--":
            reading.blocks.append(SourceBlock(SourceType.LINE, text, lines=((number, number),)))
        else:
            reading.unused.append(
                Unused(reading.lines[number - 1].strip(), ((number, number),), Reason.MARKUP)
            )


_TAKES: Mapping[str, Callable[[_Reading, Token, Lines], None]] = {
    "inline": _take_text,
    "fence": _take_code,
    "html_block": _take_html,
    "hr": _take_rule,
    "thead_open": _take_frame,
    **dict.fromkeys(("blockquote_open", "blockquote_close"), _take_quote),
    **dict.fromkeys(("heading_open", "heading_close"), _take_heading),
    **dict.fromkeys(("list_item_open", "list_item_close"), _take_item),
    **dict.fromkeys(
        ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"), _take_list
    ),
    **dict.fromkeys(("tr_open", "tr_close"), _take_row),
}
