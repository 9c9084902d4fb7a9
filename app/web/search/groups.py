"""Hits under their articles: each article once with its best passages, or a slice of a flat list."""

from dataclasses import replace

from app.library.hits import ArticleHits, BlockHit
from app.search.highlight import merge_spans, printed_wordings, snippet_span, split_at_spans
from app.search.results import ArticleMatch, Span
from app.store.rows import TITLE
from app.web.core.params import SearchParams
from app.web.core.urls import query_string
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Rail, Segment
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.highlights import shown
from app.web.layout.hit_views import GroupView, HitView
from app.web.layout.labels import block_mark, pinyin_line
from app.web.layout.phrases import phrased
from app.web.layout.rails import RAIL_WIDTH, rail

_ANY = "\0"
"""Stands for the id of an article."""


class GroupPresenter:
    """Presents the hits of one request."""

    def __init__(self, viewer: Viewer, names: ValueNames, params: SearchParams) -> None:
        self.viewer, self.names, self.params = viewer, names, params
        # The addresses that open one article of the list differ in its id alone.
        pattern = viewer.links.search(replace(params, open=(*params.open, _ANY)).pairs())
        self._before, _, self._after = pattern.partition(query_string([("", _ANY)]).removeprefix("="))

    def exact(self, groups: tuple[ArticleHits, ...]) -> tuple[GroupView, ...]:
        """Return the hits of the exact lane, which lead to the article with its marks."""
        self.names.prepare("page", (group.article.page for group in groups))
        return tuple(self._group(group, self.params.marking(), counted=True) for group in groups)

    def related(self, groups: tuple[ArticleHits, ...]) -> tuple[GroupView, ...]:
        """Return the hits of the related lane; their words are not counted, so that no one takes them for
        hits."""
        self.names.prepare("page", (group.article.page for group in groups))
        return tuple(self._group(group, [], counted=False) for group in groups)

    def _group(self, group: ArticleHits, marking: list[tuple[str, str]], *, counted: bool) -> GroupView:
        article, links, match = group.article, self.viewer.links, group.match
        # Which article comes first is a matter of rank; inside it, one reads downwards.
        hits = [
            (hit, merge_spans(hit.spans)) for hit in sorted(group.hits, key=lambda hit: hit.block.position)
        ]
        title: tuple[Segment, ...] = (Segment(article.label),)
        printed = ""
        if match and hits and hits[0][0].block.type == TITLE:
            title, printed, hits = _marked(*hits[0]), self._printed(hits[0][0]), hits[1:]
        # The address of the article with its marks is the same for all hits but for the block.
        address = links.article(article.id, marking)
        return GroupView(
            title=phrased(title),
            untitled=article.title is None,
            href=address,
            authors="、".join(article.authors),
            pinyin=pinyin_line(article, self.viewer.words),
            page=self.names.place(article.page),
            date=self.viewer.words.day(article.date) if article.date else "",
            hits=tuple(self._hit(hit, spans, address, counted) for hit, spans in hits),
            anchor=_anchor(match) if match else "",
            count=self._count(match) if match else "",
            printed=printed,
            rail=self._rail(match, group.hits) if match else None,
            every=self._every(match, len(group.hits)) if match else None,
        )

    def _count(self, match: ArticleMatch) -> str:
        times = match.counts.occurrences
        return self.viewer.words.ngettext("%(n)s time", "%(n)s times", times) if times else ""

    def _every(self, match: ArticleMatch, number: int) -> Link | None:
        """Return the way to every passage of an article, or back from there."""
        words, params = self.viewer.words, self.params
        if match.article in params.open:
            rest = tuple(each for each in params.open if each != match.article)
            text = words.gettext("The best passages only")
            return Link(text, self._address(replace(params, open=rest), match), current=True)
        if len(match.matching) <= number:
            return None
        text = words.ngettext(
            "%(n)s passage in this article", "%(n)s passages in this article", len(match.matching)
        )
        return Link(text, f"{self._before}{match.article}{self._after}#{_anchor(match)}")

    def _address(self, params: SearchParams, match: ArticleMatch) -> str:
        return self.viewer.links.search(params.pairs(), _anchor(match))

    def _hit(self, hit: BlockHit, spans: list[Span], address: str, counted: bool) -> HitView:
        block, words = hit.block, self.viewer.words
        start, end = snippet_span(block.text, spans)
        left = sum(place[0] < start or place[1] > end for place in hit.places)
        joint = "&" if "?" in address else "?"
        return HitView(
            id=block.id,
            name=block_mark(block, words),
            type=block.type,
            href=f"{address}{joint}at={block.id}#{block.id}",
            permalink=self.viewer.links.paragraph(block.id),
            segments=shown(block.text, spans, (start, end)),
            more=words.ngettext("%(n)s more in this passage", "%(n)s more in this passage", left)
            if counted and left
            else "",
            printed=self._printed(hit) if counted else "",
        )

    def _printed(self, hit: BlockHit) -> str:
        """Say in which form wordings are printed: always where it counts, else where it is another one."""
        typed = "" if self.params.strict else self.params.q
        if "?" in typed:  # Stands for a character that nobody typed.
            return ""
        found = printed_wordings(hit.block.text, hit.spans, typed)
        words = self.viewer.words
        return words.gettext("printed: %(wordings)s", wordings=words.listed(found)) if found else ""

    def _rail(self, match: ArticleMatch, hits: tuple[BlockHit, ...]) -> Rail:
        """Return the places in an article of all that matches: of the hits where they stand, of blocks that
        are not shown the middle."""
        shares = {
            hit.block.position: [start / len(hit.block.text) for start, _ in hit.places] for hit in hits
        }
        places = [
            int((n + share) * RAIL_WIDTH / match.blocks)
            for n in match.matching
            for share in shares.get(n) or [0.5]
        ]
        return rail(places, self.viewer.words.gettext("where in the article they stand"))


def _anchor(match: ArticleMatch) -> str:
    """Return where an article stands in a list of hits."""
    return f"a-{match.article}"


def _marked(hit: BlockHit, spans: list[Span]) -> tuple[Segment, ...]:
    """Return a whole title with its marks."""
    return tuple(
        Segment(piece.text, "hit" if piece.marked else "") for piece in split_at_spans(hit.block.text, spans)
    )
