"""Where each character of a source went."""

import unicodedata
from collections import Counter

from app.article import Lines, Page
from app.ingest.lines.glyphs import normalize_glyphs


def unaccounted(page: Page) -> Counter[str]:
    """The source's characters that are in no block, no part and no unused entry."""
    texts = [block.text for article in page.articles for block in article.blocks]
    texts += [part.text for article in page.articles for part in article.parts]
    texts += [entry.text for entry in page.unused]
    return _characters(page.source) - _characters("\n".join(texts))


def uncovered(page: Page) -> list[int]:
    """The source lines with text that nothing came from."""
    spans = [block.lines for article in page.articles for block in article.blocks]
    spans += [part.lines for article in page.articles for part in article.parts]
    spans += [entry.lines for entry in page.unused]
    covered = {number for lines in spans for number in _numbers(lines)}
    source = page.source.split("\n")
    return [n for n, line in enumerate(source, 1) if normalize_glyphs(line).strip() and n not in covered]


def _numbers(lines: Lines) -> list[int]:
    return [number for first, last in lines for number in range(first, last + 1)]


def _characters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", normalize_glyphs(text)).split()))
