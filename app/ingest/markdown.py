"""Read text that is clean already: Markdown, one paragraph a line."""

import re
from collections.abc import Sequence

from app.article import Article, Block, BlockType, Flag, Kind, Page, Part, Reason, Role, Unused
from app.ingest.lines.clean import Line
from app.ingest.lines.glyphs import normalize_glyphs

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NO_WORDS = re.compile(r"#{1,6}(?:\s+#+)?")
_IS_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LOOKED_AT = 20_000
_COMMENT = re.compile(r"<!--.*?-->")
_FRONT_MATTER = "---\n"
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}")


def is_markdown(text: str) -> bool:
    """Return whether a text has front matter, or Markdown headings near its beginning."""
    return text.startswith(_FRONT_MATTER) or bool(_IS_MARKDOWN.search(text[:_LOOKED_AT]))


def parse_markdown(page_id: str, text: str, encoding: str = "utf-8") -> Page:
    """Make one article of Markdown: every line with text is one block, marks and comments aside.

    Spaces stay: in clean text they were typed on purpose (5.1.1 重伤一级), not left behind by an extractor.
    """
    blocks: list[Block] = []
    parts: list[Part] = []
    unused: list[Unused] = []
    title: str | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        line = normalize_glyphs(raw).strip()
        if not line:
            continue
        span = ((number, number),)
        if line.startswith("<!--") and line.endswith("-->") and _COMMENT.fullmatch(line):
            unused.append(Unused(line, span, Reason.COMMENT))
            continue
        if _RULE.fullmatch(line):
            unused.append(Unused(line, span, Reason.RULE))
            continue
        if _NO_WORDS.fullmatch(line):
            unused.append(Unused(line, span, Reason.EMPTY_HEADING))
            continue
        heading = _HEADING.match(line) if line[0] == "#" else None
        if heading is None:
            blocks.append(Block(BlockType.PARAGRAPH, line, span))
        elif title is None and heading[1] == "#":
            title = heading[2]
            parts.append(Part(Role.TITLE, title, span))
        else:
            blocks.append(Block(BlockType.HEADING, heading[2], span))
    flags = () if title else (Flag.TITLE_NOT_IN_SOURCE,)
    article = Article(Kind.ARTICLE, tuple(blocks), title=title, parts=tuple(parts), flags=flags)
    return Page(page_id, text, encoding, (article,) if blocks or title else (), tuple(unused))


def brief_of_lines(lines: Sequence[Line]) -> Article:
    """Make a brief of lines that show no article (a lone title, a note): each is a paragraph."""
    blocks = (Block(BlockType.PARAGRAPH, line.body, ((line.number, line.number),)) for line in lines)
    return Article(Kind.BRIEF, tuple(blocks), flags=(Flag.TITLE_NOT_IN_SOURCE,))
