"""Blocks in source order → articles: the stage that readers of clean sources share."""

from collections.abc import Sequence
from dataclasses import replace

from app.article import PUBLICATION, Article, Block, BlockType, Flag, Kind, Origin, Part, Reason, Unused
from app.article import Role as PartRole
from app.ingest.blocks import Known, Layout, SourceBlock
from app.ingest.flow.body import Body, body, leading_captions
from app.ingest.flow.head import Head, head
from app.ingest.flow.headings import style
from app.ingest.flow.items import Item, items
from app.ingest.flow.notes import unwrap
from app.ingest.flow.outline import has_outline, outlined_head, outlined_items, with_numbered_headings
from app.ingest.flow.roles.read import read_genre
from app.ingest.flow.roles.words import Role, told
from app.ingest.metadata.dates import parse_lone_date
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_CHRONICLE = lazy_pattern(r"大事记|年表|纪事|编年|日志|日记|历程|回眸|时间线|年谱")
_FIRST_ARTICLE = lazy_pattern(r"第(?:一|1)[章条编]\s")
_ORDER = lazy_pattern(r"(.{3,20}?)(?:令|公告)第")
_SEVERAL_DATES = 2
_FEWEST_LINES, _HOLDS_TEXT = 3, frozenset({Role.TEXT, Role.BLOCK, Role.HEADING})
"""Fewer short lines are a title and a name, and no text."""
_NO_TITLE = (Flag.TITLE_NOT_IN_SOURCE,)


def read_articles(
    blocks: Sequence[SourceBlock],
    layout: Layout,
    title: str | None = None,
    wrapped: bool = False,
) -> tuple[list[Article], list[Unused]]:
    """Return the articles of a source and what is in none of them.

    ``title`` is what the source calls itself outside its text, which tells one text from several.
    """
    lines = read_genre(told(blocks))
    if wrapped:
        lines = unwrap(lines)
    outlined = has_outline(lines)
    if len(lines) < _FEWEST_LINES and all(told.role not in _HOLDS_TEXT for told in lines):
        return [], []
    verse = layout is Layout.VERSE
    made: list[Article] = []
    unused: list[Unused] = []
    found = outlined_items(lines, title) if outlined else items(lines, verse)
    for item in found:
        article, left = _article(item, verse)
        unused += left
        if article is not None:
            made.append(article)
    return made, unused


def read_record(blocks: Sequence[SourceBlock], known: Known) -> tuple[list[Article], list[Unused]]:
    """Return the article of blocks that are one text, its title first if it is known; none without text."""
    lines = read_genre(told(blocks))
    title = _text(known.get("title"))
    outlined = has_outline(lines)
    header: Found = {"title": title} if title else {}
    item = Item(lines, header, outlined=outlined, title=0 if title and outlined else None)
    article, unused = _article(item, verse=False)
    return ([article] if article else []), unused


def _article(item: Item, verse: bool) -> tuple[Article | None, list[Unused]]:
    """Return the article that an item makes; None, where it has no text."""
    if item.several and not any(told.role in (Role.TEXT, Role.BLOCK) for told in item.lines):
        return None, [
            Unused(t.text, t.line.block.lines, Reason.ABOUT) for t in (*item.header_lines, *item.lines)
        ]
    dates = sum(1 for told in item.lines if told.role is Role.DATE)
    first = next((told.text for told in item.lines if told.short), "")
    chronicle = dates >= _SEVERAL_DATES or (dates > 0 and bool(_CHRONICLE.search(first)))
    pictures = 0
    if item.outlined:
        item.lines = with_numbered_headings(item.lines, item.title)
        top = outlined_head(item)
    else:
        pictures = leading_captions(item.lines)
        top = head(item.lines[pictures:], _text(item.header.get("title")), chronicle)
    text = [*item.lines[:pictures], *top.kept, *item.lines[pictures + top.size :]]
    made = body(text, verse, chronicle)
    left = [Unused(t.text, t.line.block.lines, Reason.ABOUT) for t in (*item.header_lines, *top.unused)]
    left += made.unused
    if top.title is None and not item.header:
        top = _title_of_law(made, top)
    title = top.title or _text(item.header.get("title")) or _text(top.found.get("title"))
    if not made.blocks and title is None:
        return None, left
    found: Found = {**made.found, **top.found, **item.header}
    return _assembled(item, top, made, title, found), left


def _title_of_law(made: Body, top: Head) -> Head:
    """Return the head with the title of a law below an order: the heading above its first article."""
    for at, (block, below) in enumerate(zip(made.blocks, made.blocks[1:], strict=False)):
        if _FIRST_ARTICLE.match(below.text) and block.type is BlockType.HEADING and not style(block.text):
            del made.blocks[at]
            part = Part(PartRole.TITLE, block.text, block.lines)
            order = _order(made.blocks[:at], _text(top.found.get("document_number")))
            return replace(top, title=block.text, parts=(*top.parts, part), found=order | top.found)
    return top


def _order(above: Sequence[Block], number: str | None) -> Found:
    """Return what an order above a law says: whose it is (…令第45号), and the day below its signature."""
    date = parse_lone_date(simplify(above[-1].text)) if above else None
    body = _ORDER.match(number or "")
    found: Found = {"date": date} if date else {}
    return found | ({"issuing_body": body[1]} if body else {})


def _assembled(item: Item, top: Head, made: Body, title: str | None, found: Found) -> Article:
    values = {key: _text(found.get(key)) for key in PUBLICATION}
    values["column"] = top.column or values["column"]
    header_authors = tuple(item.header.get("authors", ()))
    if item.several:
        header_authors = top.authors or made.authors or header_authors
    authors = tuple(dict.fromkeys(header_authors or top.authors or made.authors))
    source = _text(found.get("source_note")) or (made.credits[0] if made.credits else None)
    parts = list(top.parts)
    if title is not None and not any(part.role is PartRole.TITLE for part in parts) and item.header_lines:
        parts.append(Part(PartRole.TITLE, title, item.header_lines[0].line.block.lines))
    return Article(
        kind=_kind(made),
        blocks=tuple(made.blocks),
        title=title,
        subtitle=top.subtitle,
        kicker=top.kicker,
        authors=authors,
        affiliation=made.affiliation or _text(found.get("affiliation")),
        source_note=source,
        flags=() if title else _NO_TITLE,
        parts=(*parts, *made.parts),
        origins={key: Origin.PRINTED for key, value in values.items() if value},
        **values,
    )


def _kind(made: Body) -> Kind:
    if made.blocks and all(block.type is BlockType.CAPTION for block in made.blocks):
        return Kind.CAPTION
    return Kind.BRIEF if len(made.blocks) == 1 and made.credits else Kind.ARTICLE


def _text(value: str | tuple[str, ...] | None) -> str | None:
    return value if isinstance(value, str) and value else None
