"""Plain text → blocks in source order."""

from collections.abc import Iterator

from app.ingest.blocks import SourceBlock, SourceType
from app.ingest.lines.clean import source_lines
from app.ingest.lines.glyphs import normalize_glyphs
from app.lazy_pattern import lazy_pattern

_LEAD = lazy_pattern(r"[\s\u200b\ufeff]*")


def read_plain_blocks(text: str) -> Iterator[SourceBlock]:
    """Return each line of plain text that holds anything, with its indent and the blank line before it."""
    gap = False
    for number, raw in enumerate(source_lines(text), start=1):
        glyphs = normalize_glyphs(raw)
        printed = glyphs.strip()
        if not printed:
            gap = True
            continue
        lead = _LEAD.match(glyphs)
        space = lead[0] if lead else ""
        indent = (
            space.count("\u3000") + (space.count(" ") + 4 * space.count("\t")) // 2 + space.count("\xa0") // 2
        )
        yield SourceBlock(SourceType.LINE, printed, 0, ((number, number),), indent, gap)
        gap = False
