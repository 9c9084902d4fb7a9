"""A printed page beside its text: the same blocks outlined on the picture and read beside it.

1 each block is read under the sheet that it begins on, and outlined wherever it stands
2 what is in hand is in hand on both sides; an outline leads to its text, and the text to its outline
3 hits are marked on both sides
"""

from collections.abc import Iterable

from app.article import Box, Print, Role
from app.frozen import dataclass
from app.library.contents import FullArticle, FullPage
from app.library.pictures import PAGE_DPI, Drawing
from app.search.highlight import merge_spans
from app.search.results import Span
from app.store.rows import StoredBlock
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.facets.filter_links import affiliation_links
from app.web.layout.highlights import numbered
from app.web.layout.labels import block_label, block_mark, reading_flags
from app.web.printed.overlay import margin_number, number_size, rectangle, rectangles
from app.web.printed.places import LinePlaces
from app.web.printed.views import (
    MarginNumber,
    OutlineView,
    PrintedArticle,
    PrintedBlock,
    PrintedTools,
    Rectangle,
    SheetView,
)

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class InHand:
    """What the reader has in hand: an article, and a block of it; or neither."""

    article: str = ""
    block: str = ""


class PrintedPresenter:
    """One printed page; ``sheet`` gives a view of one of its sheets."""

    def __init__(self, viewer: Viewer, page: FullPage, printed: Print, digest: str, marking: Pairs) -> None:
        self.viewer, self.page, self.printed, self.digest = viewer, page, printed, digest
        self.marking = [pair for pair in marking if pair[1]]
        self.places = LinePlaces(page.source.text, printed)
        self.hand = InHand()
        self.spans: dict[str, list[Span]] = {}
        self.first: dict[str, int] = {}
        self.total = self.current = 0
        self.sheets = {article.article.id: self._sheets_of(article) for article in page.articles}

    def sheet_of(self, some_id: str) -> int:
        """Return the sheet that an article or block begins on; 0 for what is not on the page."""
        for article in self.page.articles:
            sheets = self.sheets[article.article.id]
            if some_id == article.article.id:
                return min(sheets.values(), default=1)
            if some_id in sheets:
                return sheets[some_id]
        return 0

    def take(self, some_id: str) -> None:
        """Take an article or a block in hand."""
        for article in self.page.articles:
            if some_id == article.article.id:
                self.hand = InHand(some_id)
            elif some_id and some_id in self.sheets[article.article.id]:
                self.hand = InHand(article.article.id, some_id)

    def mark(self, spans: dict[str, tuple[Span, ...]], sheets: Iterable[int], current: int) -> None:
        """Take the hits of a query, and number those on some sheets in reading order."""
        shown, number = set(sheets), 1
        for article in self.page.articles:
            for block, sheet in self.sheets[article.article.id].items():
                if sheet in shown and spans.get(block):
                    self.spans[block] = merge_spans(spans[block])
                    self.first[block] = number
                    number += len(self.spans[block])
        self.total = number - 1
        self.current = min(max(1, current), self.total)

    def sheet(self, number: int) -> SheetView:
        """Return one sheet with its articles."""
        stored, words = self.page.page, self.viewer.words
        wide, high = self.printed.sheets[number - 1]
        here = [article for article in self.page.articles if self._stands_on(article, number)]
        theme = self.viewer.preferences.theme
        return SheetView(
            name=words.gettext("Sheet %(n)s of %(label)s", n=number, label=stored.file),
            picture=self._picture(number, dark=theme == "dark"),
            dark_picture="" if theme else self._picture(number, dark=True),
            pixels=(round(wide * PAGE_DPI / 72), round(high * PAGE_DPI / 72)),
            view_box=f"0 0 {wide:g} {high:g}",
            number_size=f"{number_size(high):g}",
            outlines=tuple(outline for article in here for outline in self._outlines(article, number)),
            numbers=tuple(each for article in here for each in self._numbers(article, number, high)),
            hits=tuple(hit for article in here for hit in self._hits(article, number)),
            articles=tuple(
                self._article(article, number)
                for article in here
                if number in self.sheets[article.article.id].values()
            ),
        )

    def _picture(self, number: int, *, dark: bool) -> str:
        """Return the address of the picture of a sheet."""
        stored = self.page.page
        key = "" if self.viewer.static else Drawing(stored.file, self.digest, number, dark=dark).key
        return self.viewer.links.picture(stored.id, number, key, dark=dark)

    def _sheets_of(self, article: FullArticle) -> dict[str, int]:
        """Return the sheet that each block begins on, the title first."""
        found: dict[str, int] = {}
        title = self._title_boxes(article)
        first = next((block.boxes[0].page for block in article.blocks if block.boxes), 1)
        sheet = title[0].page if title else first
        if article.title_id:
            found[article.title_id] = sheet
        for block in _reading_order(article.blocks):
            sheet = block.boxes[0].page if block.boxes else sheet
            found[block.id] = sheet
        return found

    def _title_boxes(self, article: FullArticle) -> tuple[Box, ...]:
        titles = (part.lines for part in article.article.parts if part.role == Role.TITLE)
        return self.places.boxes(tuple(each for lines in titles for each in lines))

    def _stands_on(self, article: FullArticle, sheet: int) -> bool:
        boxes = (box for block in article.blocks for box in block.boxes)
        sheets = self.sheets[article.article.id].values()
        return sheet in sheets or any(box.page == sheet for box in boxes)

    def _outlines(self, article: FullArticle, sheet: int) -> Iterable[OutlineView]:
        own, words = article.article.id, self.viewer.words
        css = "chosen" if own == self.hand.article else ""
        title = rectangles(self._title_boxes(article), sheet)
        if title:
            href = self._here([("article", own)], f"a-{own}")
            yield OutlineView(f"o-{article.title_id or own}", href, article.article.label, title, css)
        for block in article.blocks:
            if found := rectangles(block.boxes, sheet):
                name = " ".join(part for part in (css, "hand" if block.id == self.hand.block else "") if part)
                href = self._here([("block", block.id)], f"b-{block.id}")
                yield OutlineView(f"o-{block.id}", href, block_label(block, words), found, name)

    def _numbers(self, article: FullArticle, sheet: int, height: float) -> Iterable[MarginNumber]:
        """Yield the numbers of the paragraphs of the article in hand."""
        if article.article.id != self.hand.article:
            return
        for block in article.blocks:
            if block.n is not None and block.boxes and block.boxes[0].page == sheet:
                css = "hand" if block.id == self.hand.block else ""
                yield margin_number(block.boxes[0], block.n, number_size(height), css)

    def _hits(self, article: FullArticle, sheet: int) -> Iterable[Rectangle]:
        lines = {block.id: (block.text, block.lines) for block in article.blocks}
        title = [part for part in article.article.parts if part.role == Role.TITLE]
        if article.title_id and title:
            text = article.article.title or ""
            lines[article.title_id] = (text, tuple(each for part in title for each in part.lines))
        for block, (text, where) in lines.items():
            if not self.spans.get(block):
                continue
            printed = self.places.text(text, where)
            for number, span in enumerate(self.spans[block], self.first[block]):
                css = "now" if number == self.current else ""
                yield from (rectangle(box, css) for box in printed.boxes(span) if box.page == sheet)

    def _article(self, article: FullArticle, sheet: int) -> PrintedArticle:
        stored, sheets = article.article, self.sheets[article.article.id]
        goes_on = next(iter(sheets.values()), sheet) != sheet
        title = article.title_id or ""
        return PrintedArticle(
            anchor="" if goes_on else f"a-{stored.id}",
            title=numbered(stored.label, self.spans.get(title, []), self.first.get(title, 1), self.current),
            href=self.viewer.links.article(stored.id, self.marking),
            untitled=stored.title is None,
            authors=" ".join(stored.authors),
            affiliation=affiliation_links(self.viewer, stored.affiliation),
            goes_on=goes_on,
            in_hand=stored.id == self.hand.article,
            blocks=tuple(
                self._block(block) for block in _reading_order(article.blocks) if sheets[block.id] == sheet
            ),
        )

    def _block(self, block: StoredBlock) -> PrintedBlock:
        words = self.viewer.words
        return PrintedBlock(
            anchor=f"b-{block.id}",
            type=block.type,
            mark=block_mark(block, words),
            href=self._here([("block", block.id)], f"b-{block.id}"),
            label=block_label(block, words),
            segments=numbered(
                block.text, self.spans.get(block.id, []), self.first.get(block.id, 1), self.current
            ),
            flags=reading_flags(block.flags, words),
            tools=self._tools(block) if block.id == self.hand.block else None,
        )

    def _tools(self, block: StoredBlock) -> PrintedTools:
        words, links = self.viewer.words, self.viewer.links
        found = [
            Link(words.gettext("Permanent link"), links.paragraph(block.id)),
            Link(words.gettext("Cite"), links.paragraph_cite(block.id)),
        ]
        if block.boxes:
            key = Drawing(self.page.page.file, self.digest, boxes=block.boxes).key
            found += [
                Link(words.gettext("Cutting"), links.cutting(block.id, key)),
                Link(words.gettext("On the picture"), f"#o-{block.id}"),
            ]
        return PrintedTools(block_label(block, words), tuple(found))

    def _here(self, pairs: Pairs, fragment: str) -> str:
        """Return this page with something in hand; as a file it knows no more than where to jump."""
        if self.viewer.static:
            return f"#{fragment}"
        return self.viewer.links.page(self.page.page.id, [*self.marking, *pairs], fragment)


def _reading_order(blocks: tuple[StoredBlock, ...]) -> list[StoredBlock]:
    """Return the blocks in the order of the page: key points stand before the body."""
    return sorted(blocks, key=lambda block: block.type != "key_point")
