"""The answer to a search as a page: counts, hits under their articles, links to other states."""

from dataclasses import replace

from app.facets import FACETS
from app.library.hits import ArticleHits, BlockHit, RelatedHits
from app.library.queries import Mode, Query, SearchAnswer
from app.search.contract import Counts, FacetCounts, Filter, Scope, Sort, Suggestion
from app.search.highlight import merge_spans
from app.search.language.tokens import FIELDS
from app.search.language.tree import Field
from app.search.language.unparse import quote_phrase, unparse
from app.store.rows import Generation
from app.web.core.overview import LibraryOverview
from app.web.core.params import SearchParams, toggled
from app.web.core.query_models import Format
from app.web.core.viewer import Viewer
from app.web.formats.csv import CSV_ROWS
from app.web.layout.elements import Choice, FacetView, Link, Rail
from app.web.layout.filter_links import value_label
from app.web.layout.highlights import RAIL_WIDTH, rail_path, shown
from app.web.layout.hit_views import GroupView, HitView
from app.web.layout.labels import block_mark, facet_label, page_label, suggestion_label, zero_label
from app.web.layout.pagination import pager
from app.web.search.views import Count, Hint, RelatedView, SearchView


class SearchPresenter:
    """Presents the answer to one request."""

    def __init__(
        self, viewer: Viewer, overview: LibraryOverview, generation: Generation, params: SearchParams
    ) -> None:
        self.viewer, self.overview, self.generation, self.params = viewer, overview, generation, params

    def empty(self) -> SearchView:
        """Return the page before anything was asked."""
        links, params = self.viewer.links, self.params
        return SearchView(
            query="",
            help=links.plain("help"),
            examples=tuple(Link(each, links.search([("q", each)])) for each in self.overview.examples),
            active=self._active(),
            pager=pager(self.viewer, params, 0, links.search) if params.mode == Mode.EXACT else None,
        )

    def view(self, query: Query, answer: SearchAnswer) -> SearchView:
        """Return the page that shows an answer."""
        exact, related, params = answer.exact, answer.related, self.params
        total = exact.counts.paragraphs
        in_exact = params.mode == Mode.EXACT
        return SearchView(
            query=params.q,
            help=self.viewer.links.plain("help"),
            verb=self._verb(query, exact.counts),
            counts=self._counts(exact.counts) if total else (),
            took=self.viewer.words.gettext("in %(n)s ms", n=f"{answer.seconds * 1000:.1f}"),
            notices=self._notices(query, answer),
            active=self._active(),
            # Facets count exact hits, and order, scope and tables are of them too.
            facets=self._facets(exact.facets) if in_exact else (),
            choices=self._choices(),
            exports=self._exports(total) if total else (),
            groups=self._groups(exact.groups) if in_exact else (),
            pager=pager(self.viewer, params, total, self.viewer.links.search) if in_exact else None,
            hints=self._hints(answer.suggestions),
            related=self._related(related) if related and (related.total or not in_exact) else None,
            related_link=self._address(replace(params, mode=Mode.RELATED, offset=0)) if total else "",
        )

    def _notices(self, query: Query, answer: SearchAnswer) -> tuple[str, ...]:
        words, notices = self.viewer.words, []
        if query.parsed.why:
            notices.append(
                words.gettext(
                    "The query could not be read (%(why)s), so it was searched literally.",
                    why=words.message(query.parsed.why),
                )
            )
        if answer.zero:
            notices.append(zero_label(answer.zero, self.generation.blocks, words))
        return tuple(notices)

    def _address(self, params: SearchParams) -> str:
        return self.viewer.links.search(params.pairs())

    def _verb(self, query: Query, counts: Counts) -> str:
        words = self.viewer.words
        if counts.occurrences:
            return words.gettext("occurs")
        if counts.paragraphs:
            # A query of fields alone has passages and no occurrences.
            return words.gettext("fits")
        if not query.is_phrase:
            return words.gettext("fits nothing")
        return (
            words.gettext("does not occur here") if self.params.filters else words.gettext("does not occur")
        )

    def _counts(self, counts: Counts) -> tuple[Count, ...]:
        words = self.viewer.words
        times = Count(words.number(counts.times), words.ngettext("time", "times", counts.times))
        return (
            *((times,) if counts.occurrences else ()),
            Count(words.number(counts.paragraphs), words.ngettext("passage", "passages", counts.paragraphs)),
            Count(words.number(counts.articles), words.ngettext("article", "articles", counts.articles)),
        )

    def _active(self) -> tuple[Link, ...]:
        return tuple(
            Link(value_label(self.viewer, self.overview, each), self._address(toggled(self.params, each)))
            for each in self.params.filters
        )

    def _facets(self, facets: dict[str, FacetCounts]) -> tuple[FacetView, ...]:
        chosen = {each.name for each in self.params.filters}
        # A facet with one value narrows nothing down, one that was chosen can be left again.
        useful = (name for name in FACETS if name in facets and facets[name].distinct > (name not in chosen))
        return tuple(self._facet(name, facets[name]) for name in useful)

    def _facet(self, name: str, found: FacetCounts) -> FacetView:
        words, links = self.viewer.words, []
        for value in found.values:
            each = Filter(name, value.value)
            links.append(
                Link(
                    value_label(self.viewer, self.overview, each),
                    self._address(toggled(self.params, each)),
                    each in self.params.filters,
                    words.number(value.counts.paragraphs),
                )
            )
        rest = found.others.paragraphs
        more = words.gettext("others %(n)s", n=words.number(rest)) if rest else ""
        return FacetView(facet_label(name, words), tuple(links), more)

    def _choices(self) -> tuple[Choice, ...]:
        words, params = self.viewer.words, replace(self.params, offset=0)
        sorts = {
            words.pgettext("order", "relevance"): replace(params, sort=Sort.RELEVANCE),
            words.pgettext("order", "occurrences"): replace(params, sort=Sort.OCCURRENCES),
            words.pgettext("order", "page"): replace(params, sort=Sort.PAGE),
        }
        scopes = {
            words.pgettext("scope", "one paragraph"): replace(params, scope=Scope.PARAGRAPH),
            words.pgettext("scope", "one article"): replace(params, scope=Scope.ARTICLE),
        }
        punctuation = {
            words.pgettext("punctuation", "counts"): replace(params, ignore_punctuation=False),
            words.pgettext("punctuation", "is ignored"): replace(params, ignore_punctuation=True),
        }
        lanes = {
            words.pgettext("lane", "exact"): replace(params, mode=Mode.EXACT),
            words.pgettext("lane", "related"): replace(params, mode=Mode.RELATED),
        }
        if params.mode == Mode.RELATED:
            return (self._choice(words.gettext("Hits"), lanes),)
        return (
            self._choice(words.gettext("Hits"), lanes),
            self._choice(words.gettext("Order"), sorts),
            self._choice(words.gettext("All words in"), scopes),
            self._choice(words.gettext("Punctuation"), punctuation),
        )

    def _choice(self, name: str, states: dict[str, SearchParams]) -> Choice:
        here = replace(self.params, offset=0)
        links = (Link(text, self._address(state), state == here) for text, state in states.items())
        return Choice(name, tuple(links))

    def _exports(self, total: int) -> tuple[Link, ...]:
        words, links, params = self.viewer.words, self.viewer.links, self.params
        rows = words.gettext("CSV (first %(n)s)", n=words.number(CSV_ROWS)) if total > CSV_ROWS else "CSV"
        json = Link("JSON", self._address(replace(params, form=Format.JSON)))
        if params.mode == Mode.RELATED:
            return (json,)
        return (
            json,
            Link(rows, self._address(replace(params, form=Format.CSV, offset=0))),
            Link("Atom", links.search_feed(replace(params, offset=0).pairs())),
        )

    def _groups(self, groups: tuple[ArticleHits, ...], counted: bool = True) -> tuple[GroupView, ...]:
        # The related lane marks words; they are not counted, so that no one takes them for hits.
        marking = self.params.marking() if counted else []
        return tuple(self._group(group, marking, counted) for group in groups)

    def _group(self, group: ArticleHits, marking: list[tuple[str, str]], counted: bool) -> GroupView:
        article, words, links = group.article, self.viewer.words, self.viewer.links
        # Which article comes first is a matter of rank; inside it, one reads downwards.
        reading_order = sorted(group.hits, key=lambda hit: hit.block.position)
        spans = [(hit, merge_spans(hit.spans)) for hit in reading_order]
        count = sum(len(found) for _, found in spans)
        # The address of the article with its marks is the same for all hits but for the block.
        address = links.article(article.id, marking)
        return GroupView(
            title=article.label,
            untitled=article.title is None,
            href=address,
            authors="、".join(article.authors),
            page=Link(page_label(self.overview.pages[article.page], words), links.page(article.page)),
            count=words.ngettext("%(n)s hit here", "%(n)s hits here", count) if counted and count else "",
            rail=self._rail(article.paragraphs, spans) if counted else None,
            hits=tuple(self._hit(hit, found, address, counted) for hit, found in spans),
        )

    def _hit(self, hit: BlockHit, spans: list[tuple[int, int]], address: str, counted: bool) -> HitView:
        block, words = hit.block, self.viewer.words
        segments = shown(block.text, spans)
        left = len(spans) - sum(bool(segment.css) for segment in segments)
        joint = "&" if "?" in address else "?"
        return HitView(
            name=block_mark(block, words),
            type=block.type,
            href=f"{address}{joint}at={block.id}#{block.id}",
            permalink=self.viewer.links.paragraph(block.id),
            segments=segments,
            more=words.ngettext("%(n)s more hit", "%(n)s more hits", left) if counted and left else "",
        )

    def _rail(self, paragraphs: int, spans: list[tuple[BlockHit, list[tuple[int, int]]]]) -> Rail | None:
        """Return the places of the hits shown here in their article, paragraph by paragraph."""
        places = [
            int((hit.block.n - 1 + start / len(hit.block.text)) * RAIL_WIDTH / paragraphs)
            for hit, found in spans
            if hit.block.n is not None
            for start, _ in found
        ]
        if not places:
            return None
        return Rail(rail_path(places), self.viewer.words.gettext("where in the article they stand"))

    def _hints(self, suggestions: tuple[Suggestion, ...]) -> tuple[Hint, ...]:
        words, links = self.viewer.words, self.viewer.links
        grouped: dict[str, list[Link]] = {}
        for each in suggestions:
            in_field = each.kind in FIELDS.values()
            query = unparse(Field(each.kind, each.phrase)) if in_field else quote_phrase(each.phrase)
            link = Link(each.phrase, links.search([("q", query)]), count=words.number(each.occurrences))
            grouped.setdefault(suggestion_label(each.kind, words), []).append(link)
        return tuple(Hint(name, tuple(found)) for name, found in grouped.items())

    def _related(self, related: RelatedHits) -> RelatedView:
        words = self.viewer.words
        # Beside a thin exact lane only the best are shown; the whole lane has its own address.
        params, asked = self.params, self.params.mode == Mode.RELATED
        return RelatedView(
            words=" ".join(related.words),
            figures=(
                words.ngettext("%(n)s passage with", "%(n)s passages with", related.total)
                if related.words
                else words.gettext("The query has no words that could be looked for.")
            ),
            groups=self._groups(related.groups, counted=False),
            pager=pager(self.viewer, params, related.total, self.viewer.links.search) if asked else None,
        )
