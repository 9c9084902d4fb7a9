"""A distribution as a page: the finding as a sentence, charts, the table that adds up, what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.analysis.distribution import MOST_PHRASES, Distribution, Division, Nested, Place, Spread, rate
from app.facets import UNKNOWN
from app.library.queries import Query
from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.search.results import Counts, Part
from app.store.rows import StoredArticle
from app.web.core.overview import LibraryOverview
from app.web.core.params import SearchParams
from app.web.layout.elements import Choice, Link
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import facet_label
from app.web.layout.pagination import pager
from app.web.research.desk import DeskView, WordingForm, desk_nav
from app.web.research.params import TrendsParams
from app.web.research.trends.chart import draw_bars
from app.web.research.trends.rails import draw_rails
from app.web.research.trends.views import Chart, Evenness, Key, Moments, PartRail, Row, TrendsView

UNCOUNTED = "–"
"""What stands where occurrences are not counted, or nothing can be said."""


class TrendsPresenter:
    """Presents one distribution."""

    def __init__(
        self, names: ValueNames, overview: LibraryOverview, snapshot: Snapshot, params: TrendsParams
    ) -> None:
        self.names, self.overview, self.snapshot, self.params = names, overview, snapshot, params
        self.viewer = names.viewer
        self.words, self.links = self.viewer.words, self.viewer.links

    def empty(self) -> TrendsView:
        """Return the page before anything was asked."""
        return TrendsView(DeskView(desk_nav(self.viewer, "trends", "")), self._form())

    def view(self, queries: Sequence[Query], found: Distribution) -> TrendsView:
        """Return the page that shows a distribution."""
        keys = tuple(self._key(n, query, found) for n, query in enumerate(queries))
        parts = found.parts[self.params.offset : self.params.offset + self.params.limit]
        articles = self._articles(parts)
        rails = self._rails(parts, queries) if found.by is Division.ARTICLE else {}
        names = [self._name(part.value, articles) for part in parts]
        numbered = enumerate(zip(parts, names, strict=True), self.params.offset + 1)
        return TrendsView(
            desk=self._desk(found),
            form=self._form(),
            active=FacetLinks(self.names, self.params, self._trends).active(),
            keys=keys,
            together=self._together(found),
            choices=self._choices(),
            chart=self._chart(found.by, parts, names, keys),
            part_name=self._division(found.by),
            heads=tuple(self._heads(found)),
            rows=tuple(
                self._row(str(n), name, part, queries, found, rails.get(part.value))
                for n, (part, name) in numbered
            ),
            rails=bool(rails),
            total=self._row("", Link(self._total_name(found)), found.whole, queries, found, None),
            remark=self.words.gettext("An article that belongs to several of these is counted in each.")
            if found.overlap
            else "",
            pager=pager(self.viewer, self.params, len(found.parts), self._trends),
            moments=tuple(
                Moments(key, tuple(self._moments(spread, found)))
                for key, spread in zip(keys, found.spreads, strict=True)
            ),
            evenness=tuple(self._evenness(found)),
        )

    def _form(self) -> WordingForm:
        """Return the fields of the form: each wording asked for, and room for one more."""
        kept = replace(self.params, q=(), offset=0).pairs()
        more = max(2 - len(self.params.q), int(len(self.params.q) < MOST_PHRASES))
        return WordingForm(
            self._trends([]), (*self.params.q, *[""] * more), tuple(pair for pair in kept if pair[1])
        )

    def _trends(self, pairs: list[tuple[str, str]]) -> str:
        return self.links.desk("trends", pairs)

    def _search(self, query: Query, *more: Filter) -> str:
        request = query.request
        return self.links.search(
            SearchParams(
                q=request.query,
                ignore_punctuation=request.ignore_punctuation,
                strict=request.strict,
                filters=tuple(dict.fromkeys((*request.filters, *more))),
            ).pairs()
        )

    def _key(self, number: int, query: Query, found: Distribution) -> Key:
        counts, address = found.whole.counts[number], self._search(query)
        times, words = counts.occurrences, self.words
        shown = (
            []
            if times is None
            else [Link(words.number(times), address, rest=words.ngettext("time", "times", times))]
        )
        articles = counts.articles
        shown.append(
            Link(words.number(articles), address, rest=words.ngettext("article", "articles", articles))
        )
        return Key(number + 1, Link(self.params.q[number], address), tuple(shown))

    def _together(self, found: Distribution) -> str:
        if found.together is None:
            return ""
        return self.words.ngettext("together in %(n)s article", "together in %(n)s articles", found.together)

    def _articles(self, parts: Sequence[Part]) -> dict[str, StoredArticle]:
        if self.params.by is not Division.ARTICLE:
            return {}
        return self.snapshot.articles_by_id(part.value for part in parts)

    def _name(self, value: str, articles: dict[str, StoredArticle]) -> Link:
        """Return the name of a part, which leads to its articles."""
        if value in articles:
            return Link(articles[value].label, self.links.article(value))
        if not value:
            return Link(self.words.gettext("not known"))
        each = Filter(self.params.by, value)
        return Link(self.names.of(each), self.links.home([(each.name, value)]))

    def _chart(
        self, by: Division, parts: Sequence[Part], names: Sequence[Link], keys: Sequence[Key]
    ) -> Chart | None:
        """Return the chart of the bars; below them stand dates, or else the numbers of the table's rows."""
        words = self.words
        dated = by in (Division.YEAR, Division.MONTH)
        found = [
            f"{key.text.text} {' '.join(f'{each.text} {each.rest}' for each in key.counts)}" for key in keys
        ]
        return draw_bars(
            parts,
            [name.text for name in names],
            [part.value if dated else str(n) for n, part in enumerate(parts, self.params.offset + 1)],
            words.gettext("no data"),
            words.gettext("Occurrences in 10,000 characters"),
            words.listed(found),
        )

    def _rails(self, parts: Sequence[Part], queries: Sequence[Query]) -> dict[str, PartRail]:
        return draw_rails(
            self.snapshot, parts, queries, self.words.gettext("where in the article they stand")
        )

    def _heads(self, found: Distribution) -> Iterator[str]:
        """Yield the heads of the columns that each wording has."""
        words = self.words
        yield words.pgettext("column", "times")
        yield words.pgettext("column", "passages")
        if found.by is not Division.ARTICLE:
            yield words.pgettext("column", "articles")
            yield words.pgettext("column", "of its articles")
        yield words.pgettext("column", "per 10,000")

    def _row(
        self,
        number: str,
        name: Link,
        part: Part,
        queries: Sequence[Query],
        found: Distribution,
        rail: PartRail | None,
    ) -> Row:
        cells = (
            tuple(self._cells(part, counts, query, found, whole=not number))
            for counts, query in zip(part.counts, queries, strict=True)
        )
        characters = self.words.number(part.characters) if part.characters else self.words.gettext("no data")
        return Row(number, name, characters, tuple(cells), rail, not part.characters)

    def _cells(
        self, part: Part, counts: Counts, query: Query, found: Distribution, *, whole: bool
    ) -> Iterator[Link]:
        """Yield the cells of one wording in one part; a number leads to the list that it counts."""
        words = self.words
        if not part.characters:
            yield from [Link(words.gettext("no data"))] * len(tuple(self._heads(found)))
            return
        address = self._list(part, counts, query, whole=whole)
        times = UNCOUNTED if counts.occurrences is None else words.number(counts.occurrences)
        yield Link(times, address)
        yield Link(words.number(counts.paragraphs), address)
        if found.by is not Division.ARTICLE:
            yield Link(words.number(counts.articles), address)
            yield Link(f"{counts.articles / part.articles:.0%}")
        per = rate(counts, part.characters)
        yield Link(UNCOUNTED if per is None else f"{per:.1f}" if per else "0")

    def _list(self, part: Part, counts: Counts, query: Query, *, whole: bool) -> str:
        """Return the address of what is counted; none where nothing is, or no filter names the part."""
        if not counts.paragraphs:
            return ""
        if whole:
            return self._search(query)
        if self.params.by is Division.ARTICLE:
            marks = SearchParams(
                q=query.request.query,
                ignore_punctuation=query.request.ignore_punctuation,
                strict=query.request.strict,
            )
            return self.links.article(part.value, marks.marking())
        return self._search(query, Filter(self.params.by, part.value)) if part.value else ""

    def _total_name(self, found: Distribution) -> str:
        return self.words.ngettext("All %(n)s article", "All %(n)s articles", found.whole.articles)

    def _moments(self, spread: Spread, found: Distribution) -> Iterator[tuple[str, tuple[Link, ...]]]:
        words = self.words
        if spread.first is None or spread.last is None:
            yield words.gettext("does not occur"), ()
            return
        yield words.pgettext("moment", "First"), (self._place(spread.first),)
        yield words.pgettext("moment", "Last"), (self._place(spread.last),)
        yield (
            words.pgettext("moment", "First in a title"),
            (self._place(spread.in_title) if spread.in_title else Link(words.gettext("in no title")),),
        )
        if found.dated:
            silence = spread.silence
            text = (
                words.ngettext(
                    "%(days)s days, %(first)s to %(last)s, with %(n)s article between",
                    "%(days)s days, %(first)s to %(last)s, with %(n)s articles between",
                    silence.articles,
                    days=words.number(silence.days),
                    first=words.day(silence.first),
                    last=words.day(silence.last),
                )
                if silence
                else words.gettext("none")
            )
            yield words.pgettext("moment", "Longest silence"), (Link(text),)

    def _place(self, place: Place) -> Link:
        article = place.article
        when = self.words.day(article.date) if article.date else ""
        return Link(f"{when} {article.label}".strip(), self.links.paragraph(place.hit.block.id))

    def _evenness(self, found: Distribution) -> Iterator[Evenness]:
        words, spread = self.words, [each.dispersion for each in found.spreads]

        def values(numbers: Sequence[float | None]) -> tuple[str, ...]:
            return tuple(UNCOUNTED if number is None else f"{number:.2f}" for number in numbers)

        yield Evenness(
            words.gettext("Range"),
            tuple(f"{each.range} / {each.parts}" for each in spread),
            words.gettext("Range: in how many of the parts that have text it occurs."),
        )
        yield Evenness(
            "DP",
            values([each.dp for each in spread]),
            words.gettext(
                "DP: half the sum of the differences between each part's share of the occurrences and of the"
                " text; 0 is even, near 1 all in one small part (Gries 2008)."
            ),
        )
        yield Evenness(
            "DPnorm",
            values([each.dp_norm for each in spread]),
            words.gettext("DPnorm: DP over the highest value that these parts allow (Lijffijt, Gries 2012)."),
        )
        yield Evenness(
            "Juilland D",
            values([each.juilland_d for each in spread]),
            words.gettext(
                "D: the other way round, 1 is even; from the variation of the rates (Juilland 1964)."
            ),
        )

    def _divides(self, by: Division) -> bool:
        """Say whether anything is known of what a library would be divided by."""
        return any(value != UNKNOWN.get(by) for value, _ in self.overview.values.get(by, ()))

    def _division(self, by: Division) -> str:
        return self.words.gettext("Article") if by is Division.ARTICLE else facet_label(by, self.words)

    def _choices(self) -> tuple[Choice, ...]:
        words, params = self.words, replace(self.params, offset=0)

        def choice(name: str, states: dict[str, TrendsParams]) -> Choice:
            links = (
                Link(text, self._trends(state.pairs()), current=state == params)
                for text, state in states.items()
            )
            return Choice(name, tuple(links))

        known = [by for by in Division if by in (Division.ARTICLE, params.by) or self._divides(by)]
        divided = choice(words.gettext("By"), {self._division(by): replace(params, by=by) for by in known})
        if len(params.q) < 2:
            return (divided,)
        nested = choice(
            words.gettext("One inside another"),
            {
                words.pgettext("nested", "count both"): replace(params, nested=Nested.ALL),
                words.pgettext("nested", "only the longest"): replace(params, nested=Nested.LONGEST),
            },
        )
        return divided, nested

    def _desk(self, found: Distribution) -> DeskView:
        words, params = self.words, self.params
        recipe = [
            *params.q,
            words.ngettext(
                "%(n)s article, %(characters)s characters, titles and captions included",
                "%(n)s articles, %(characters)s characters, titles and captions included",
                found.whole.articles,
                characters=words.number(found.whole.characters),
            ),
            words.gettext("by %(division)s", division=self._division(params.by)),
            words.gettext("one inside another counts for both")
            if params.nested is Nested.ALL
            else words.gettext("one inside another counts for the longest"),
            words.gettext("nothing smoothed"),
            *([words.gettext("punctuation ignored")] if params.ignore_punctuation else []),
            *([words.gettext("forms as typed")] if params.strict else []),
            words.gettext("data %(name)s", name=self.snapshot.generation.name),
        ]
        forms = (
            Link("CSV", self._trends([*replace(params, offset=0).pairs(), ("format", "csv")])),
            Link("JSON", self._trends([*replace(params, offset=0).pairs(), ("format", "json")])),
        )
        return DeskView(desk_nav(self.viewer, "trends", params.q[0]), " · ".join(recipe), forms)
