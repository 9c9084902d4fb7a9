"""An article as it is read: text with marks, margins, the hits of the query one came with."""

from functools import cached_property
from urllib.parse import urlencode

from app.article import BlockType, Flag
from app.cite.gbt7714 import gbt7714_online
from app.cite.prose import source_line
from app.library.contents import FullArticle
from app.search.results import Span
from app.store.rows import StoredArticle, StoredBlock
from app.web.article.cite import citable
from app.web.article.hit_bar import hit_bar
from app.web.article.hits import NumberedHits, find_place
from app.web.article.outline import contents, heading_depths, headings_above
from app.web.article.portions import portion_of, portions
from app.web.article.quotation_picture import can_draw
from app.web.article.views import (
    ArticleView,
    BlockTools,
    BlockView,
    ContentsEntry,
    PortionView,
    RunningHead,
    SharingView,
    Turns,
)
from app.web.core.params import ReadParams
from app.web.core.urls import IN_FOLDER
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Notice, Segment
from app.web.layout.facets.filter_links import affiliation_links, filtered
from app.web.layout.highlights import found_part, numbered
from app.web.layout.labels import (
    block_label,
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
from app.web.layout.phrases import phrased

LINK = "{link}"
"""What the script replaces by the link of the paragraph that is quoted."""


class ArticlePresenter:
    """Presents one article; the parts of the view share the marks and where the reader stands."""

    def __init__(
        self,
        viewer: Viewer,
        article: FullArticle,
        params: ReadParams,
        selected: str = "",
        spans: dict[str, tuple[Span, ...]] | None = None,
    ) -> None:
        self.viewer, self.article, self.params, self.selected = viewer, article, params, selected
        self.notice: Notice | None = None
        self.points = [block for block in article.blocks if block.type == BlockType.KEY_POINT]
        self.blocks = [block for block in article.blocks if block.type != BlockType.KEY_POINT]
        title = [(article.title_id, len(article.article.label))] if article.title_id else []
        self.order = [*title, *((block.id, len(block.text)) for block in [*self.points, *self.blocks])]
        self.hits = NumberedHits(self.order, spans)
        self.place = find_place(self.hits, params, selected)
        self.depths = heading_depths(self.blocks)

    def view(
        self, notice: Notice | None, keywords: list[str], similar: list[StoredArticle], citation: str
    ) -> ArticleView:
        """Return the page; a notice about the selected block stands with it, in view."""
        if self.selected in {block.id for block in self.article.blocks}:
            self.notice, notice = notice, None
        stored, words, links = self.article.article, self.viewer.words, self.viewer.links
        title = self.article.title_id or ""
        return ArticleView(
            id=stored.id,
            kicker=stored.kicker or "",
            title=self._title(),
            title_id=title,
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
            # Beside the opening words it is said already that there is no title.
            flags=tuple(flag_label(flag, words) for flag in stored.flags if flag != Flag.TITLE_NOT_IN_SOURCE),
            page=Link(page_label(self.article.page, words), links.page(stored.page)),
            contents=self._contents(),
            figures=self._figures(),
            origins=origin_labels(stored, words),
            links=self._links(),
            keywords=tuple(Link(each, links.search([("q", each)])) for each in keywords),
            hits=hit_bar(self.viewer, stored.id, self.params, self.hits, self.place),
            notice=notice,
            title_tools=self._title_tools(),
            portions=tuple(self._portion(number) for number in self._shown),
            turns=self._turns(),
            previous=self._neighbour(self.article.previous),
            following=self._neighbour(self.article.following),
            similar=tuple(self._named(each) for each in similar),
            citation=citation,
            marking=urlencode([pair for pair in self._marks if pair[1]]),
            address=links.article(stored.id, self._marks),
            sharing=self._sharing(),
            printed=not self.viewer.static and any(block.boxes for block in self.article.blocks),
        )

    def _title_tools(self) -> BlockTools | None:
        """Return the tools of the title, where it is in hand."""
        title = self.article.title_id
        in_hand = title and title == self.place.block
        return self._tools(title, self.viewer.words.gettext("Title")) if title and in_hand else None

    def _sharing(self) -> SharingView:
        stored, links = self.article.article, self.viewer.links
        return SharingView(
            origin=links.origin,
            permalinks=links.paragraph(""),
            permalink_end=IN_FOLDER if links.here else "",
            source=gbt7714_online(citable(self.viewer, stored, permalink=LINK)),
            named=source_line(citable(self.viewer, stored)),
            pictured=self._pictured,
            cite_here=links.article_cite(stored.id) if self.viewer.static else "",
        )

    @property
    def _pictured(self) -> bool:
        """Return whether a paragraph can be had as a picture here."""
        return can_draw() and not self.viewer.static

    def part(self, block: StoredBlock) -> Span | None:
        """Return the selected part of the selected block."""
        if block.id != self.selected:
            return None
        asked = self.params
        return found_part(block.text, asked.part, asked.part_end, asked.before, asked.after)

    @cached_property
    def _cut(self) -> tuple[tuple[StoredBlock, ...], ...]:
        return portions(self.blocks, self.depths)

    @cached_property
    def _shown(self) -> range:
        """Return the numbers of the portions that the page shows: of the place, else as asked for."""
        last = len(self._cut)
        if self.params.whole or self.viewer.static:
            return range(1, last + 1)
        asked = min(self.params.portion, last) or 1
        number = portion_of(self._cut, self.place.block) if self.place.block else asked
        return range(number, number + 1)

    @property
    def _marks(self) -> list[tuple[str, str]]:
        return self.params.search.marking() if self.params.search.q else []

    def _title(self) -> tuple[Segment, ...]:
        return phrased(self._segments(self.article.title_id or "", self.article.article.label))

    def _contents(self) -> tuple[ContentsEntry, ...]:
        here = {block.id for number in self._shown for block in self._cut[number - 1]}
        first = self._cut[self._shown[0] - 1]

        def href(heading: str) -> str:
            if heading in here:
                return f"#{heading}"
            return self.viewer.links.article(
                self.article.article.id, [*self._marks, ("at", heading)], heading
            )

        present = self.place.block or (first[0].id if first else "")
        return contents(self.blocks, self.depths, present, href)

    def _portion(self, number: int) -> PortionView:
        shown, first = self._cut[number - 1], number == 1
        alone = number == self._shown[0]
        above = (
            headings_above(self.blocks, self.blocks.index(shown[0]), self.depths) if shown and alone else ()
        )
        return PortionView(
            number=number,
            before=self.hits.before(shown[0].id) if shown else 0,
            key_points=tuple(map(self._block, self.points)) if first else (),
            above=tuple(RunningHead(1 + self.depths[block.id], block.text) for block in above),
            blocks=tuple(map(self._block, shown)),
            source_note=self.article.article.source_note or "" if number == len(self._cut) else "",
        )

    def _turns(self) -> Turns | None:
        number, last, words = self._shown[0], len(self._cut), self.viewer.words
        if len(self._shown) == last:
            return None
        return Turns(
            words=words.gettext("Part %(n)s of %(all)s", n=number, all=last),
            all=last,
            previous=self._turn(number - 1) if number > 1 else None,
            following=self._turn(number + 1) if number < last else None,
            whole=self.viewer.links.article(self.article.article.id, [*self._marks, ("view", "whole")]),
        )

    def _turn(self, number: int) -> Link:
        block = self._cut[number - 1][0]
        heading = block if block.id in self.depths else None
        above = headings_above(self.blocks, self.blocks.index(block), self.depths)
        named = heading or (above[-1] if above else None)
        text = named.text if named else block_label(block, self.viewer.words)
        pairs = [*self._marks, ("portion", str(number))]
        return Link(text, self.viewer.links.article(self.article.article.id, pairs))

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
            *self._parallels(),
            Link(words.gettext("Cite the article"), links.article_cite(stored.id)),
            Link(words.gettext("Text"), links.article_as(stored.id, "txt")),
            Link("Markdown", links.article_as(stored.id, "md")),
            Link("JSON", links.article_as(stored.id, "json")),
        )

    def _parallels(self) -> tuple[Link, ...]:
        """Return the way to what the article shares with others, which takes a server."""
        if self.viewer.static:
            return ()
        address = self.viewer.links.article_parallels(self.article.article.id)
        return (Link(self.viewer.words.pgettext("desk", "Also in"), address),)

    def _marking(self) -> list[tuple[str, str]]:
        """Return what marks the same hits on the picture of a printed page."""
        return self.params.search.marking() if any(block.boxes for block in self.article.blocks) else []

    def _neighbour(self, article: StoredArticle | None) -> Link | None:
        return self._named(article) if article else None

    def _named(self, article: StoredArticle) -> Link:
        return Link(article.label, self.viewer.links.article(article.id))

    def _segments(self, block: str, text: str, part: Span | None = None) -> tuple[Segment, ...]:
        spans = self.hits.spans.get(block, [])
        first = self.hits.first(block) if spans else 0
        return numbered(text, spans, first, self.place.hit, part)

    def _block(self, block: StoredBlock) -> BlockView:
        in_hand = block.id == self.place.block
        return BlockView(
            id=block.id,
            type=block.type,
            n=block.n,
            href=self.viewer.links.paragraph(block.id),
            segments=self._segments(block.id, block.text, self.part(block)),
            heading=1 + self.depths.get(block.id, 0),
            flags=reading_flags(block.flags, self.viewer.words),
            tools=self._tools(block.id, block_label(block, self.viewer.words), block) if in_hand else None,
            notice=self.notice if block.id == self.selected else None,
        )

    def _tools(self, block: str, name: str, printed: StoredBlock | None = None) -> BlockTools:
        links, page = self.viewer.links, self.article.article.page
        previous, following = self._around(block)
        return BlockTools(
            name=name,
            permalink=links.paragraph(block),
            cite=links.paragraph_cite(block),
            qr=links.paragraph_qr(block),
            raw=links.page(page, [*self._marking(), ("block", block)], f"b-{block}"),
            cutting=links.cutting(block) if printed and printed.boxes else "",
            picture=links.quotation_picture(block) if self._pictured else "",
            previous=links.paragraph(previous, self._marks) if previous else "",
            following=links.paragraph(following, self._marks) if following else "",
            leave=links.article(self.article.article.id, self._marks),
        )

    def _around(self, block: str) -> tuple[str, str]:
        """Return the blocks before and after one; empty at either end."""
        ids = ["", *(name for name, _ in self.order), ""]
        at = ids.index(block)
        return ids[at - 1], ids[at + 1]
