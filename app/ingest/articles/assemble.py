"""Make `Article`s of the items of a page: blocks, parts and notes as the rest of the program reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.article import Article, Block, BlockType, Flag, Kind, Origin, Part, Reason, Role, Unused
from app.ingest.articles.join import Passage, join_passages, line_ranges, to_passages
from app.ingest.articles.page_items import Item, PageItems
from app.ingest.articles.title_candidates import TitleCandidate
from app.ingest.columns.boxes import boxes_of
from app.ingest.columns.elements import CAPTION, Element, join_lines
from app.ingest.columns.running_heads import page_of, read_running_heads
from app.ingest.lines.classify import PHOTO_CREDIT, LineClass
from app.ingest.lines.clean import Line
from app.ingest.lines.glyphs import remove_spaces
from app.ingest.metadata.reporters import with_reporters
from app.lazy_pattern import lazy_pattern

_BRACKETS = "（()）【】[]〔〕［］ "
_REPRINT = lazy_pattern(r"[，,；;。]\s*(?:本文)?((?:原载|转自|摘自|来源)[^，。]*)$")


def assemble_articles(elements: Sequence[Element], page: PageItems) -> list[Article]:
    """Return the articles of a page, in the order of the source."""
    heads = read_running_heads(elements)
    made = []
    for item in page.items:
        first = _first(item, elements)
        article = _article(elements, item, heads.get(page_of(first), {}))
        made.append((first.first, article))
    for index, element in enumerate(elements):
        if element.kind == CAPTION:
            after = elements[index + 1] if index + 1 < len(elements) else None
            credit = after if after and after.kind == LineClass.CREDIT else None
            said = heads.get(page_of(element), {})
            made.append((element.first, _caption(element, credit, said)))
    return [article for _, article in sorted(made, key=lambda pair: pair[0])]


def _first(item: Item, elements: Sequence[Element]) -> Element:
    held = (elements[index] for part in item.parts for index in part.indices + part.notes)
    return min(held, key=lambda element: element.first)


def _article(elements: Sequence[Element], item: Item, said: Mapping[str, str]) -> Article:
    passages: list[Passage] = []
    for part in item.parts:
        passages += to_passages([elements[index] for index in part.indices])
    joined = join_passages(passages)
    blocks = tuple(map(_block, joined))
    title = item.title
    affiliation, source, notes = _notes(item)
    bylines = [Part(Role.BYLINE, byline.text, line_ranges(byline.lines)) for byline in item.bylines]
    article = Article(
        kind=Kind.BRIEF
        if len(blocks) == 1 and any(PHOTO_CREDIT.search(n.text) for n in item.notes)
        else Kind.ARTICLE,
        blocks=blocks,
        title=title.text if title else None,
        subtitle=title.subtitle if title else None,
        kicker=title.kicker if title else None,
        authors=tuple(dict.fromkeys(name for byline in item.bylines for name in byline.names)),
        affiliation=affiliation,
        source_note=source,
        flags=() if title else (Flag.TITLE_NOT_IN_SOURCE,),
        parts=(*_title_parts(title), *bylines, *notes),
        **_published(said),
    )
    return with_reporters(article, [_printed(p) for p in joined if not p.heading and not p.key])


def _printed(passage: Passage) -> str:
    """Return the text of a passage with the spaces that its lines have, which may part names."""
    text = join_lines(passage.lines, display=True)
    return text if remove_spaces(text) == remove_spaces(passage.text) else passage.text


def _published(said: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of an article on a page whose running heads say this."""
    return {**said, "origins": dict.fromkeys(said, Origin.PRINTED)} if said else {}


def _block(passage: Passage) -> Block:
    kind = (
        BlockType.HEADING if passage.heading else BlockType.KEY_POINT if passage.key else BlockType.PARAGRAPH
    )
    text = remove_spaces(passage.text)
    return Block(
        kind,
        text,
        line_ranges(passage.lines),
        passage.flags,
        passage.confidence,
        boxes=boxes_of(passage.lines),
    )


def _title_parts(title: TitleCandidate | None) -> list[Part]:
    if title is None:
        return []
    parts = [Part(Role.TITLE, title.text, line_ranges(title.lines))]
    if title.kicker:
        parts.insert(0, Part(Role.KICKER, title.kicker, line_ranges(title.kicker_lines)))
    if title.subtitle:
        parts.append(Part(Role.SUBTITLE, title.subtitle, line_ranges(title.subtitle_lines)))
    return parts


def _notes(item: Item) -> tuple[str | None, str | None, list[Part]]:
    affiliation: str | None = None
    source: str | None = None
    parts = []
    for note in item.notes:
        if note.kind == LineClass.AFFILIATION:
            affiliation = remove_spaces(_bare(note.text))
            reprint = _REPRINT.search(affiliation)
            if reprint:
                source = reprint[1]
                affiliation = affiliation[: reprint.start()]
            parts.append(Part(Role.AFFILIATION, remove_spaces(note.text), line_ranges(note.lines)))
        else:
            source = remove_spaces(note.text.strip(_BRACKETS))
            parts.append(Part(Role.SOURCE_NOTE, remove_spaces(note.text), line_ranges(note.lines)))
    return affiliation, source, parts


def _bare(note: str) -> str:
    """Return a note without the brackets around the whole of it."""
    text = note.strip()
    return text[1:-1] if text[:1] in _BRACKETS and text[-1:] in _BRACKETS else text


def _caption(caption: Element, credit: Element | None, said: Mapping[str, str]) -> Article:
    block = Block(
        BlockType.CAPTION,
        remove_spaces(caption.text),
        line_ranges(caption.lines),
        boxes=boxes_of(caption.lines),
    )
    parts = (Part(Role.SOURCE_NOTE, credit.text, line_ranges(credit.lines)),) if credit else ()
    return Article(
        Kind.CAPTION, (block,), source_note=credit.text if credit else None, parts=parts, **_published(said)
    )


def list_unused(elements: Sequence[Element], page: PageItems) -> list[Unused]:
    """List what is in no article, each with its reason."""
    reasons = {
        LineClass.KEY_HEAD.value: Reason.LABEL,
        LineClass.FURNITURE.value: Reason.RUNNING_HEAD,
        LineClass.JUMP.value: Reason.JUMP,
        LineClass.ADVERTISEMENT.value: Reason.ADVERTISEMENT,
    }
    return [
        *(_unused(found, reasons[found.kind]) for found in elements if found.kind in reasons),
        *(_unused(title, Reason.TITLE_OF_NO_ITEM) for title in page.unassigned_titles),
        *(_unused(byline, Reason.BYLINE_OF_NO_ITEM) for byline in page.unassigned_bylines),
    ]


def _unused(found: Element | TitleCandidate, reason: Reason) -> Unused:
    return Unused(found.text, line_ranges(found.lines), reason)


def brief_of_lines(lines: Sequence[Line]) -> Article:
    """Make a brief of lines that show no article (a lone title, a note): each is a paragraph."""
    blocks = (Block(BlockType.PARAGRAPH, line.body, ((line.number, line.number),)) for line in lines)
    return Article(kind=Kind.BRIEF, blocks=tuple(blocks), flags=(Flag.TITLE_NOT_IN_SOURCE,))
