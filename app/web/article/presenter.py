"""An article as it is read: text with marks, margins, the hits of the query one came with."""

from app.article import Flag
from app.cite.gbt7714 import gbt7714_online
from app.cite.prose import source_line
from app.library.contents import FullArticle
from app.search.contract import Span
from app.search.highlight import merge_spans
from app.store.rows import StoredArticle, StoredBlock
from app.web.article.cite import citable
from app.web.article.views import ArticleView, BlockTools, BlockView, HitBar
from app.web.core.params import ReadParams
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Notice, Rail, Segment
from app.web.layout.filter_links import affiliation_links, filtered
from app.web.layout.highlights import RAIL_WIDTH, found_part, numbered, rail_path
from app.web.layout.labels import (
    block_label,
    continuation,
    dateline,
    flag_label,
    named_fields,
    origin_labels,
    page_label,
    pinyin_line,
    reading_flags,
    reading_time,
    unusual_kind,
)

LINK = "{link}"
"""What the script replaces by the link of the paragraph that is quoted."""
MAX_TICKS = 120
"""Ticks of the rail that can be followed; beyond it they lie closer than a finger or a pointer can tell."""
TICK_WIDTH = 14

Spans = dict[str, list[Span]]


class ArticlePresenter:
    """Presents one article; the parts of the view share the marks and where the reader stands."""

    def __init__(self, viewer: Viewer, article: FullArticle, params: ReadParams, selected: str = "") -> None:
        self.viewer, self.article, self.params, self.selected = viewer, article, params, selected
        self.notice: Notice | None = None
        self.spans: Spans = {}
        self.first: dict[str, int] = {}
        self.total = self.current = 0

    def mark(self, spans: dict[str, tuple[Span, ...]]) -> None:
        """Take the hits of a query, number them in reading order, find the current one."""
        title = [self.article.title_id] if self.article.title_id else []
        order = [*title, *(b.id for b in _reading_order(self.article.blocks))]
        self.spans = {block: merge_spans(spans[block]) for block in order if spans.get(block)}
        number = 1
        for block, found in self.spans.items():
            self.first[block] = number
            number += len(found)
        self.total = number - 1
        self.current = min(self.params.hit or self.first.get(self.params.at or self.selected, 1), self.total)

    def view(
        self, notice: Notice | None, keywords: list[str], similar: list[StoredArticle], citation: str
    ) -> ArticleView:
        """Return the page; a notice about the selected block stands with it, in view."""
        if self.selected in {block.id for block in self.article.blocks}:
            self.notice, notice = notice, None
        stored, words, links = self.article.article, self.viewer.words, self.viewer.links
        return ArticleView(
            id=stored.id,
            kicker=stored.kicker or "",
            title=self._title(),
            title_id=self.article.title_id or "",
            untitled=stored.title is None,
            subtitle=stored.subtitle or "",
            pinyin=pinyin_line(stored, words),
            kind=unusual_kind(stored, words),
            authors=tuple(Link(name, filtered(self.viewer, "author", name)) for name in stored.authors),
            affiliation=affiliation_links(self.viewer, stored.affiliation),
            dateline=(
                *(dateline(stored, words) if stored.newspaper or stored.date else ()),
                *named_fields(stored, words),
            ),
            source_note=stored.source_note or "",
            # Beside the opening words it is said already that there is no title.
            flags=tuple(flag_label(flag, words) for flag in stored.flags if flag != Flag.TITLE_NOT_IN_SOURCE),
            page=Link(page_label(self.article.page, words), links.page(stored.page)),
            contents=self._contents(),
            figures=self._figures(),
            origins=origin_labels(stored, words),
            links=self._links(),
            keywords=tuple(Link(each, links.search([("q", each)])) for each in keywords),
            hits=self._hits(),
            notice=notice,
            key_points=tuple(self._block(b) for b in self.article.blocks if b.type == "key_point"),
            blocks=tuple(self._block(b) for b in self.article.blocks if b.type != "key_point"),
            previous=self._neighbour(self.article.previous),
            following=self._neighbour(self.article.following),
            similar=tuple(self._named(each) for each in similar),
            citation=citation,
            origin=links.origin,
            source=gbt7714_online(citable(self.viewer, stored, permalink=LINK)),
            named=source_line(citable(self.viewer, stored)),
            cite_here=links.article_cite(stored.id) if self.viewer.static else "",
            permalinks=links.paragraph(""),
            printed=not self.viewer.static and any(block.boxes for block in self.article.blocks),
        )

    def part(self, block: StoredBlock) -> Span | None:
        """Return the selected part of the selected block."""
        if block.id != self.selected:
            return None
        asked = self.params
        return found_part(block.text, asked.part, asked.part_end, asked.before, asked.after)

    def _title(self) -> tuple[Segment, ...]:
        stored, title = self.article.article, self.article.title_id
        spans = self.spans.get(title, []) if title else []
        return numbered(stored.label, spans, self.first.get(title or "", 1), self.current)

    def _contents(self) -> tuple[Link, ...]:
        headings = [block for block in self.article.blocks if block.type == "heading"]
        return tuple(Link(block.text, f"#{block.id}") for block in headings)

    def _figures(self) -> tuple[str, ...]:
        stored, words = self.article.article, self.viewer.words
        counted = [words.characters(stored.characters)]
        if stored.paragraphs:
            counted.insert(0, words.ngettext("%(n)s paragraph", "%(n)s paragraphs", stored.paragraphs))
        figures = (" · ".join(counted), reading_time(stored.characters, words))
        known = stored.newspaper or stored.date
        return figures if known else (*figures, *dateline(stored, words))

    def _links(self) -> tuple[Link, ...]:
        stored, words, links = self.article.article, self.viewer.words, self.viewer.links
        url = stored.url or ""
        # Only a web address becomes a link, whatever the sidecar says.
        original = (Link(words.gettext("Original"), url),) if url.startswith(("https://", "http://")) else ()
        return (
            *original,
            Link(
                words.gettext("Beside the source"),
                links.page(stored.page, [*self._marking(), ("article", stored.id)], f"a-{stored.id}"),
            ),
            Link(words.gettext("Cite the article"), links.article_cite(stored.id)),
            Link(words.gettext("Text"), links.article_as(stored.id, "txt")),
            Link("Markdown", links.article_as(stored.id, "md")),
            Link("JSON", links.article_as(stored.id, "json")),
        )

    def _marking(self) -> list[tuple[str, str]]:
        """Return what marks the same hits on the picture of a printed page."""
        return self.params.search.marking() if any(block.boxes for block in self.article.blocks) else []

    def _neighbour(self, article: StoredArticle | None) -> Link | None:
        return self._named(article) if article else None

    def _named(self, article: StoredArticle) -> Link:
        return Link(article.label, self.viewer.links.article(article.id), rest=continuation(article))

    def _block(self, block: StoredBlock) -> BlockView:
        return BlockView(
            id=block.id,
            type=block.type,
            n=block.n,
            href=self.viewer.links.paragraph(block.id),
            segments=numbered(
                block.text,
                self.spans.get(block.id, []),
                self.first.get(block.id, 1),
                self.current,
                self.part(block),
            ),
            flags=reading_flags(block.flags, self.viewer.words),
            tools=self._tools(block) if block.id == self.selected else None,
            notice=self.notice if block.id == self.selected else None,
        )

    def _tools(self, block: StoredBlock) -> BlockTools:
        links = self.viewer.links
        page = self.article.article.page
        return BlockTools(
            name=block_label(block, self.viewer.words),
            permalink=links.paragraph(block.id),
            cite=links.paragraph_cite(block.id),
            qr=links.paragraph_qr(block.id),
            raw=links.page(page, [*self._marking(), ("block", block.id)], f"b-{block.id}"),
            cutting=links.cutting(block.id) if block.boxes else "",
        )

    def _hits(self) -> HitBar | None:
        search, links = self.params.search, self.viewer.links
        if not search.q or not self.total:
            return None
        return HitBar(
            query=search.q,
            query_href=links.search(search.marking()),
            current=self.current,
            total=self.total,
            rail=self._rail(),
            ticks=self._ticks(),
            previous=self._step((self.current - 2) % self.total + 1),
            following=self._step(self.current % self.total + 1),
            clear=links.article(self.article.article.id),
        )

    def _step(self, number: int) -> str:
        pairs = [*self.params.search.marking(), ("hit", str(number))]
        return self.viewer.links.article(self.article.article.id, pairs, f"h{number}")

    def _rail(self) -> Rail:
        label = self.viewer.words.ngettext(
            "%(n)s hit in the article", "%(n)s hits in the article", self.total
        )
        return Rail(rail_path(self._places()), label)

    def _ticks(self) -> tuple[Link, ...]:
        if self.total > MAX_TICKS:
            return ()
        places = enumerate(self._places(), 1)
        return tuple(
            Link(str(max(0, place - TICK_WIDTH // 2)), self._step(number)) for number, place in places
        )

    def _places(self) -> list[int]:
        """Return the place of each hit on the rail, by the characters before it."""
        whole = max(1, sum(len(block.text) for block in self.article.blocks))
        before = 0
        places = [0 for _ in self.spans.get(self.article.title_id or "", [])]
        for block in _reading_order(self.article.blocks):
            places += [(before + start) * RAIL_WIDTH // whole for start, _ in self.spans.get(block.id, [])]
            before += len(block.text)
        return places


def _reading_order(blocks: tuple[StoredBlock, ...]) -> list[StoredBlock]:
    """Return the blocks in the order of the page: key points stand before the body."""
    return sorted(blocks, key=lambda block: block.type != "key_point")
