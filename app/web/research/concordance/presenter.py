"""A concordance as a page: the key in one column, what stands beside and near it in the margins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.analysis.association import SIGNIFICANT
from app.analysis.concordance import (
    LEAST,
    WINDOW,
    Association,
    Associations,
    Line,
    Listed,
    is_placed,
    merge_sides,
)
from app.library.hits import ExactHits
from app.library.queries import Query
from app.search.concordance import Neighbour, Neighbours, Order, Side
from app.search.language.tree import Phrase
from app.search.language.unparse import quote_phrase
from app.store.rows import Generation
from app.text import is_punctuation
from app.web.layout.elements import Choice, Link
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import block_mark
from app.web.layout.pagination import pager
from app.web.research.concordance.views import ConcordanceView, Figures, LineView, NeighbourView, SideView
from app.web.research.desk import DeskView, desk_nav, times_link
from app.web.research.params import ConcordanceParams

BESIDE = 12
"""Neighbours and collocates in a margin."""
WIDTHS = (12, 20, 40)


class ConcordancePresenter:
    """Presents the concordance of one query."""

    def __init__(self, names: ValueNames, generation: Generation, params: ConcordanceParams) -> None:
        self.names, self.generation, self.params = names, generation, params
        self.viewer = viewer = names.viewer
        self.words, self.links = viewer.words, viewer.links

    def empty(self) -> ConcordanceView:
        """Return the page before anything was asked."""
        desk = DeskView(desk_nav(self.viewer, "concordance", ""))
        return ConcordanceView(desk, "", self._address(ConcordanceParams()))

    def view(
        self,
        query: Query,
        exact: ExactHits,
        lines: Sequence[Line],
        neighbours: Neighbours,
        associations: Associations,
    ) -> ConcordanceView:
        """Return the page that shows a concordance."""
        params, total = self.params, exact.occurrences or 0
        whole = params.show is not Listed.LINES
        strong = [each for each in associations.words if each.log_likelihood >= SIGNIFICANT]
        kept = replace(params, q="", offset=0, without=()).pairs()
        return ConcordanceView(
            desk=self._desk(query),
            query=params.q,
            action=self._address(ConcordanceParams()),
            kept=tuple(pair for pair in kept if pair[1] and pair[0] != "q"),
            verb=self.words.gettext("occurs") if total else self.words.gettext("does not occur"),
            counts=self._counts(query, exact) if total else (),
            range=self._range(total, len(lines)) if lines else "",
            notices=self._notices(exact),
            active=self._active(),
            choices=self._choices(),
            sorted=params.sort if params.sort in (Order.LEFT, Order.RIGHT) else "",
            lines=tuple(self._lines(lines)),
            pager=pager(self.viewer, params, self._listed(total, neighbours, strong), self._concordance),
            left=self._side(query, neighbours.left, left=True),
            right=self._side(query, neighbours.right, left=False),
            collocates=self._collocates(query, strong[:BESIDE], short=True),
            full=self._full(query, neighbours, strong) if whole else None,
        )

    def _listed(self, total: int, neighbours: Neighbours, strong: Sequence[Association]) -> int:
        """Return how many items the list has whose slice is shown."""
        return {
            Listed.LINES: total,
            Listed.NEIGHBOURS: neighbours.left.total + neighbours.right.total,
            Listed.COLLOCATES: len(strong),
        }[self.params.show]

    def _concordance(self, pairs: list[tuple[str, str]]) -> str:
        return self.links.desk("concordance", pairs)

    def _address(self, params: ConcordanceParams) -> str:
        return self._concordance(params.pairs())

    def _counts(self, query: Query, exact: ExactHits) -> tuple[Link, ...]:
        # Of several words there is a line for each occurrence of each.
        counts, words = exact.counts._replace(occurrences=exact.occurrences), self.words
        address = self.links.search(self.params.search(query.request.query).pairs())
        named = [
            (counts.paragraphs, words.ngettext("passage", "passages", counts.paragraphs)),
            (counts.articles, words.ngettext("article", "articles", counts.articles)),
        ]
        others = [Link(words.number(count), address, rest=name) for count, name in named if count]
        return tuple(others) if counts.occurrences == 0 else (times_link(counts, address, words), *others)

    def _range(self, total: int, shown: int) -> str:
        first = self.params.offset + 1
        return self.words.gettext(
            "lines %(first)s–%(last)s of %(total)s",
            first=self.words.number(first),
            last=self.words.number(first + shown - 1),
            total=self.words.number(total),
        )

    def _notices(self, exact: ExactHits) -> tuple[str, ...]:
        if not exact.words:
            return ()
        return (self.words.gettext("Several words stand apart: each occurrence of each of them is a line."),)

    def _active(self) -> tuple[Link, ...]:
        """Return what narrows the concordance, each with the way to leave it."""
        params = replace(self.params, offset=0)
        chosen = FacetLinks(self.names, params, self._concordance).active()
        excluded = []
        for each in params.without:
            others = tuple(other for other in params.without if other != each)
            text = self.words.gettext("without %(text)s", text=each)
            excluded.append(Link(text, self._address(replace(params, without=others))))
        return (*chosen, *excluded)

    def _lines(self, lines: Sequence[Line]) -> Iterator[LineView]:
        self.names.prepare("page", (line.article.page for line in lines))
        before = None
        for line in lines:
            lead = {Order.RIGHT: line.right[:1], Order.LEFT: line.left[-1:]}.get(self.params.sort, "")
            yield self._line(line, new=before is not None and lead != before)
            before = lead

    def _line(self, line: Line, *, new: bool) -> LineView:
        article, block, order = line.article, line.block, self.params.sort
        left, right = line.left, line.right
        cut_left, cut_right = (1 if left and order is Order.LEFT else 0), (1 if order is Order.RIGHT else 0)
        marks = self.params.search().marking()
        place = self.names.place(article.page)
        source = "、".join(article.authors) or (place.text if place else "")
        return LineView(
            left=left[: len(left) - cut_left],
            left_lead=left[len(left) - cut_left :],
            key=line.key,
            right_lead=right[:cut_right],
            right=right[cut_right:],
            href=f"{self.links.article(article.id, [*marks, ('at', block.id)])}#{block.id}",
            source=source,
            title=" · ".join(filter(None, (article.label, article.date))),
            number=Link(block_mark(block, self.words), self.links.paragraph(block.id)),
            new=new,
        )

    def _side(self, query: Query, side: Side, *, left: bool) -> SideView:
        words, edge = self.words, side.nothing
        name = words.gettext("Left of it") if left else words.gettext("Right of it")
        shown = tuple(self._neighbour(each, query, left=left) for each in side.named[:BESIDE])
        text = ""
        if edge:
            text = (
                words.gettext("begins a paragraph: %(n)s", n=words.number(edge))
                if left
                else words.gettext("ends a paragraph: %(n)s", n=words.number(edge))
            )
        address = self._address(replace(self.params, show=Listed.NEIGHBOURS, offset=0))
        more = Link(words.gettext("all %(n)s", n=words.number(side.total)), address)
        return SideView(name, shown, text, more if side.total > BESIDE else None)

    def _neighbour(self, each: Neighbour, query: Query, *, left: bool) -> NeighbourView:
        """Return a neighbour: together with the query it is a longer one, where that is one phrase."""
        node, params = query.request.node, replace(self.params, offset=0, show=Listed.LINES)
        asked = self.params.q if isinstance(node, Phrase) else ""
        inner = node.text if isinstance(node, Phrase) else ""
        longer = (each.text + inner if left else inner + each.text) if inner else ""
        narrowed = self._address(replace(params, q=quote_phrase(longer))) if asked else ""
        exclude = (
            self._address(replace(params, without=(*params.without, longer)))
            if longer and is_placed(node)
            else ""
        )
        # Marks would be lost among the figures of a table.
        text = f"“{each.text}”" if any(map(is_punctuation, each.text)) else each.text
        return NeighbourView(
            Link(text, narrowed),
            self.words.number(each.occurrences),
            self.words.number(each.articles),
            exclude,
        )

    def _collocates(self, query: Query, strong: Sequence[Association], *, short: bool) -> Figures:
        words = self.words
        heads = [words.gettext("together"), words.gettext("in all"), "G²", "logDice"]
        if not short:
            heads = [
                words.gettext("together"),
                words.gettext("articles"),
                words.gettext("in all"),
                "G²",
                words.gettext("log-ratio"),
                "logDice",
                "MI",
            ]
        note = words.gettext(
            "Words within %(window)s words on either side, in the same paragraph, %(least)s places and more;"
            " G² from %(g2)s on: by chance alone less than once in ten thousand.",
            window=WINDOW,
            least=LEAST,
            g2=SIGNIFICANT,
        )
        address = self._address(replace(self.params, show=Listed.COLLOCATES, offset=0))
        rows = tuple(self._collocate(each, query, short=short) for each in strong)
        return Figures(tuple(heads), rows, note, Link(words.gettext("all seven measures"), address))

    def _collocate(self, each: Association, query: Query, *, short: bool) -> tuple[Link, ...]:
        found, number = each.collocate, self.words.number
        node = query.request.node
        narrowed = ""
        if isinstance(node, Phrase):
            both = f"{quote_phrase(node.text)} {quote_phrase(found.word)}"
            narrowed = self.links.search(self.params.search(both).pairs())
        g2, dice = each.log_likelihood, f"{each.log_dice:.1f}"
        if short:
            cells = [number(found.together), number(found.occurrences), f"{g2:,.0f}", dice]
        else:
            cells = [
                number(found.together),
                number(found.articles),
                number(found.occurrences),
                f"{g2:,.1f}",
                f"{each.log_ratio:.2f}",
                dice,
                f"{each.mutual_information:.2f}",
            ]
        return (Link(found.word, narrowed), *map(Link, cells))

    def _full(self, query: Query, neighbours: Neighbours, strong: Sequence[Association]) -> Figures:
        wanted = slice(self.params.offset, self.params.listing().end)
        if self.params.show is Listed.COLLOCATES:
            return self._collocates(query, strong[wanted], short=False)
        words = self.words
        heads = (words.pgettext("column", "times"), words.pgettext("column", "articles"), "")
        rows = []
        for side, each in merge_sides(neighbours)[wanted]:
            left = side == "left"
            view = self._neighbour(each, query, left=left)
            name = f"{view.text.text} ◦" if left else f"◦ {view.text.text}"
            exclude = Link(words.gettext("exclude"), view.exclude) if view.exclude else Link("")
            rows.append((Link(name, view.text.href), Link(view.occurrences), Link(view.articles), exclude))
        return Figures(heads, tuple(rows))

    def _choices(self) -> tuple[Choice, ...]:
        words, params = self.words, replace(self.params, offset=0)

        def choice(name: str, states: dict[str, ConcordanceParams]) -> Choice:
            links = (
                Link(text, self._address(state), current=state == params) for text, state in states.items()
            )
            return Choice(name, tuple(links))

        orders = {
            words.pgettext("order", "text to the right"): Order.RIGHT,
            words.pgettext("order", "text to the left"): Order.LEFT,
            words.pgettext("order", "page"): Order.PLACE,
            words.pgettext("order", "date"): Order.DATE,
        }
        lists = {
            words.pgettext("list", "lines"): Listed.LINES,
            words.pgettext("list", "beside"): Listed.NEIGHBOURS,
            words.pgettext("list", "near"): Listed.COLLOCATES,
        }
        return (
            choice(
                words.gettext("Order"), {text: replace(params, sort=order) for text, order in orders.items()}
            ),
            choice(
                words.gettext("Characters on either side"),
                {str(width): replace(params, width=width) for width in WIDTHS},
            ),
            choice(words.gettext("List"), {text: replace(params, show=show) for text, show in lists.items()}),
        )

    def _desk(self, query: Query) -> DeskView:
        words, params = self.words, self.params
        side = {
            Order.RIGHT: words.gettext("by pinyin of what is right of it, punctuation first"),
            Order.LEFT: words.gettext("by pinyin of what is left of it, read outward, punctuation first"),
            Order.PLACE: words.gettext("in the order of pages"),
            Order.DATE: words.gettext("by date"),
        }
        recipe = [
            query.request.query,
            words.library_size(self.generation.articles, self.generation.characters),
            words.gettext("%(n)s characters on either side", n=params.width),
            side[params.sort],
            words.gettext(
                "near: %(n)s words on either side in the paragraph, what overlaps it not", n=WINDOW
            ),
            words.gettext("data %(name)s", name=self.generation.name),
        ]
        here = replace(params, offset=0)
        forms = (
            Link("CSV", self._concordance([*here.pairs(), ("format", "csv")])),
            Link("JSON", self._concordance([*here.pairs(), ("format", "json")])),
        )
        return DeskView(desk_nav(self.viewer, "concordance", params.q), " · ".join(recipe), forms)
