"""The inline marks of Markdown resolved: what is left of a paragraph is its text, line by line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.token import Token

from app.frozen import dataclass
from app.ingest.lines.glyphs import normalize_glyphs
from app.lazy_pattern import lazy_pattern

MARKS = lazy_pattern(r"[\\`*_\[\]<&~]|  $", re.MULTILINE)
"""Without these a text has no inline marks."""
LEFT_OPEN = "**"
FOOTNOTE = lazy_pattern(r"\[\^([^\]\s]{1,20})\]")
LINE_BREAK = lazy_pattern(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class InlineLine:
    """One line of a paragraph without its marks."""

    offset: int
    """How many source lines it stands below the first."""
    text: str = ""
    hard: bool = False
    """Whether the line before it was ended on purpose."""
    bold: bool = False
    """Whether all of its text is bold."""


@dataclass(slots=True)
class _Writer:
    lines: list[InlineLine] = field(default_factory=lambda: [InlineLine(0)])
    left_out: list[str] = field(default_factory=list)
    strong: int = 0
    light: bool = False

    def write(self, text: str) -> None:
        line = self.lines[-1]
        line.text += text
        if text.strip():
            self.light = self.light or not self.strong
            line.bold = not self.light

    def end(self, hard: bool, lines: int) -> None:
        self.lines.append(InlineLine(self.lines[-1].offset + lines, hard=hard))
        self.light = False


@cache
def shared_parser() -> MarkdownIt:
    """Return a parser of CommonMark with tables, strikethrough and footnotes, and without indented code.

    Four spaces begin a paragraph in Chinese text. The definition of a footnote would be one of a link.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    parser.core.ruler.disable(["inline", "text_join"])
    parser.block.ruler.at("reference", _reference)
    return parser


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    at = state.bMarks[start_line] + state.tShift[start_line]
    return not state.src.startswith("[^", at) and reference(state, start_line, end_line, silent)


def resolve(
    parser: MarkdownIt, content: str, env: dict[str, object], notes: set[str]
) -> tuple[list[InlineLine], list[str]]:
    """Return the lines of a paragraph without marks, and what was left out: addresses and pictures.

    ``env`` holds the link definitions of the file, ``notes`` the labels of its footnotes.
    """
    if not MARKS.search(content):
        return [InlineLine(at, line) for at, line in enumerate(content.split("\n"))], []
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    _drop_open_marks(tokens)
    writer = _Writer()
    for token in tokens:
        _write(writer, token)
    for line in writer.lines:
        line.text = "".join(_without_references(line.text, notes))
    return writer.lines, writer.left_out


def _write(writer: _Writer, token: Token) -> None:
    kind = token.type
    if kind in ("text", "text_special", "code_inline"):
        writer.write(token.content)
    elif kind in ("softbreak", "hardbreak"):
        writer.end(kind == "hardbreak", 1)
    elif kind == "html_inline" and LINE_BREAK.fullmatch(token.content):
        writer.end(True, 0)
    elif kind == "html_inline":
        writer.left_out.append(token.content)
    elif kind in ("strong_open", "strong_close"):
        writer.strong += token.nesting
    elif kind == "image":
        writer.left_out.append(" ".join(filter(None, (token.content, str(token.attrGet("src") or "")))))
    elif kind == "link_open" and token.info != "auto":
        writer.left_out.append(
            " ".join(str(token.attrGet(name)) for name in ("href", "title") if token.attrGet(name))
        )


def _drop_open_marks(tokens: Sequence[Token]) -> None:
    """Drop pairs of ** that CommonMark leaves as text because Han stands right after the stop before them."""
    texts = [token for token in tokens if token.type == "text"]
    marks = sum(token.content.count(LEFT_OPEN) for token in texts) // 2 * 2
    for token in texts:
        count = min(marks, token.content.count(LEFT_OPEN))
        token.content = token.content.replace(LEFT_OPEN, "", count)
        marks -= count


def _without_references(text: str, notes: set[str]) -> Iterator[str]:
    """Yield the pieces of a text between references to footnotes; a note's own label stays, as [1]."""
    at = 0
    for found in FOOTNOTE.finditer(text):
        if found[1] not in notes:
            continue
        yield text[at : found.start()]
        at = found.end()
        if found.start() == 0 and text[at : at + 1] in (":", "："):
            yield f"[{found[1]}] "
            at += 1 + (text[at + 1 : at + 2] == " ")
    yield text[at:]


def clean(text: str) -> str:
    """Return a text as it is kept: characters as a reader means them, spaces at the ends aside."""
    return normalize_glyphs(text).strip()
