"""The answer to a search as a page: counts, hits under their articles, links to other states."""

from dataclasses import replace
from functools import cache

from app.library.hits import ExactHits, RelatedHits
from app.library.queries import ALONE, Mode, Query, Reading, SearchAnswer
from app.search.language.tokens import FIELDS
from app.search.language.tree import Field
from app.search.language.unparse import quote_phrase, unparse
from app.search.request import Group, Scope, Sort
from app.search.results import FacetCounts, Suggestion, WordCount
from app.store.rows import Generation
from app.web.core.clock import today
from app.web.core.overview import LibraryOverview
from app.web.core.params import SearchParams
from app.web.layout.elements import Choice, FacetView, Link, Pager, StripView
from app.web.layout.facets.filter_links import FacetLinks, useful_facets
from app.web.layout.facets.time_strip import month_strip, period_filters, year_strip
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import facet_label, reading_label, suggestion_label, zero_label
from app.web.layout.pagination import pager
from app.web.search.export_links import export_links
from app.web.search.groups import GroupPresenter
from app.web.search.views import Count, Hint, RelatedView, SearchView

FAR = 10_000
"""Hits or articles from which on the next slice is found by a cursor."""
LONG = 4
"""Years or months from which on they are drawn as a strip."""
_DATED = (Sort.NEWEST, Sort.OLDEST)


class SearchPresenter:
    """Presents the answer to one request."""

    def __init__(
        self, names: ValueNames, overview: LibraryOverview, generation: Generation, params: SearchParams
    ) -> None:
        self.viewer, self.overview, self.generation, self.params = names.viewer, overview, generation, params
        self.groups = GroupPresenter(self.viewer, names, params)
        self.start = replace(params, offset=0, open=())
        """The same list from its beginning, with no article opened."""
        self.facet_links = FacetLinks(names, self.start, self.viewer.links.search)

    def empty(self) -> SearchView:
        """Return the page before anything was asked."""
        links, params = self.viewer.links, self.params
        return SearchView(
            query="",
            help=links.plain("help"),
            examples=tuple(Link(each, links.search([("q", each)])) for each in self.overview.examples),
            active=self.facet_links.active(),
            pager=pager(self.viewer, params, 0, links.search) if params.mode == Mode.EXACT else None,
        )

    def view(self, query: Query, answer: SearchAnswer) -> SearchView:
        """Return the page that shows an answer."""
        exact, related, params = answer.exact, answer.related, self.params
        counts, in_exact = exact.counts, params.mode == Mode.EXACT
        total = counts.articles if params.group is Group.ARTICLE else counts.paragraphs
        paged = replace(params, open=())
        return SearchView(
            query=params.q,
            help=self.viewer.links.plain("help"),
            verb=self._verb(query, answer.exact),
            counts=self._counts(exact) if total else (),
            took=self.viewer.words.gettext("in %(n)s ms", n=f"{answer.seconds * 1000:.1f}"),
            switches=self._switches(),
            readings=self._readings(answer.readings),
            # Where nothing matches, what each finds by itself stands among the hints.
            words=self._words(exact.words) if total else (),
            notices=self._notices(query, answer),
            active=self.facet_links.active(),
            # Facets count exact hits, and order, scope and tables are of them too.
            facets=self._facets(exact) if in_exact else (),
            choices=self._choices(_dated(exact)),
            remark=self._undated(exact) if in_exact else "",
            exports=export_links(self.viewer, params, counts) if total else (),
            groups=self.groups.exact(exact.groups) if in_exact else (),
            pager=self._pager(paged, total, exact) if in_exact else None,
            hints=self._hints(answer.suggestions),
            related=self._related(related) if related and (related.total or not in_exact) else None,
            related_link=self._address(replace(self.start, mode=Mode.RELATED)) if total else "",
            address=self.viewer.links.absolute(self._address(params)),
            day=self.viewer.words.day(today()),
        )

    def _pager(self, params: SearchParams, total: int, exact: ExactHits) -> Pager | None:
        """Return the place of the slice; far behind, the next one is found by a cursor, not by counting."""
        found = pager(self.viewer, params, total, self.viewer.links.search)
        if not found or not found.following or params.offset + params.limit < FAR:
            return found
        following = replace(params, offset=params.offset + params.limit).pairs()
        return replace(found, following=self.viewer.links.search([*following, ("cursor", exact.following)]))

    def _notices(self, query: Query, answer: SearchAnswer) -> tuple[str, ...]:
        words, notices = self.viewer.words, []
        if query.parsed.why:
            notices.append(
                words.gettext(
                    "The query could not be read (%(why)s), so it was searched literally.",
                    why=words.message(query.parsed.why),
                )
            )
        if uncounted := [facet_label(name, words) for name, each in answer.exact.facets.items() if not each]:
            notices.append(
                words.gettext(
                    "Not counted, as it would take too long: %(facets)s. A narrower search counts them.",
                    facets=words.listed(uncounted),
                )
            )
        if answer.zero:
            notices.append(zero_label(answer.zero, query.request, self.generation.blocks, words))
        return tuple(notices)

    def _readings(self, readings: tuple[Reading, ...]) -> tuple[Link, ...]:
        """Return the ways to other readings of a query that finds nothing, each with what it finds."""
        words, found = self.viewer.words, []
        for reading in readings:
            request, counts = reading.query.request, reading.counts
            other = replace(
                self.start,
                q=request.query,
                ignore_punctuation=request.ignore_punctuation,
                strict=request.strict,
            )
            count = (
                words.ngettext("%(n)s time", "%(n)s times", counts.occurrences)
                if counts.occurrences
                else words.ngettext("%(n)s passage", "%(n)s passages", counts.paragraphs)
            )
            label = reading_label(reading.change, words)
            text = words.gettext("%(reading)s %(count)s", reading=label, count=count)
            found.append(Link(text, self._address(other)))
        return tuple(found)

    def _words(self, counted: tuple[WordCount, ...]) -> tuple[Link, ...]:
        """Return the words of a query that has several, each with its own count."""
        words, found = self.viewer.words, []
        for each in counted:
            address = self._address(replace(self.start, q=each.phrase))
            times = each.occurrences
            count = self._uncounted if times is None else words.ngettext("%(n)s time", "%(n)s times", times)
            found.append(Link(each.phrase, address, count=count))
        return tuple(found)

    def _address(self, params: SearchParams) -> str:
        return self.viewer.links.search(params.pairs())

    def _verb(self, query: Query, exact: ExactHits) -> str:
        words, times = self.viewer.words, exact.counts.occurrences
        if times or (times is None and not exact.words):
            return words.gettext("occurs")
        if exact.words and exact.counts.paragraphs and self.params.scope is Scope.PARAGRAPH:
            return words.gettext("stands together in")
        if exact.counts.paragraphs:
            # A query of fields alone has passages and no occurrences.
            return words.gettext("fits")
        if not query.is_phrase:
            return words.gettext("fits nothing")
        return (
            words.gettext("does not occur here") if self.params.filters else words.gettext("does not occur")
        )

    @property
    def _uncounted(self) -> str:
        """What stands in place of occurrences that the engine cannot count exactly."""
        return self.viewer.words.pgettext("occurrences", "not counted")

    def _counts(self, exact: ExactHits) -> tuple[Count, ...]:
        words, counts, times = self.viewer.words, exact.counts, exact.counts.occurrences
        unknown = times is None and not exact.words
        return (
            *((Count(self._uncounted, ""),) if unknown else ()),
            *((Count(words.number(times), words.ngettext("time", "times", times)),) if times else ()),
            Count(words.number(counts.paragraphs), words.ngettext("passage", "passages", counts.paragraphs)),
            Count(words.number(counts.articles), words.ngettext("article", "articles", counts.articles)),
        )

    def _facets(self, exact: ExactHits) -> tuple[FacetView, ...]:
        counted = {name: found for name, found in exact.facets.items() if found}
        articles = {name: [each.counts.articles for each in found.values] for name, found in counted.items()}
        useful = useful_facets(articles, exact.counts.articles, self.params.filters)
        return tuple(self._facet(name, counted[name]) for name in useful)

    def _facet(self, name: str, found: FacetCounts) -> FacetView:
        counted = [(value.value, value.counts.paragraphs) for value in found.values]
        text = self.viewer.words.gettext("all %(n)s", n=self.viewer.words.number(found.distinct))
        address = self.viewer.links.search_facet(name, self.start.pairs())
        more = Link(text, address) if found.distinct > len(counted) else None
        facet = self.facet_links.facet(name, counted, more)
        return replace(facet, strip=self._strip(name, dict(counted)))

    def _strip(self, name: str, counted: dict[str, int]) -> StripView | None:
        """Return many years, or the months of the one year that is chosen, as a strip."""
        if name not in ("year", "month") or len(counted) < LONG:
            return None
        chosen = [each.value for each in self.params.filters if each.name == name]
        here = chosen[0] if len(chosen) == 1 else ""

        @cache
        def address(values: tuple[str, ...]) -> str:
            return self.facet_links.address(period_filters(self.params.filters, name, values))

        if name == "year":
            return year_strip(self.viewer.words, counted, address, here)
        years = {value[:4] for value in counted}
        return month_strip(self.viewer.words, min(years), counted, address, here) if len(years) == 1 else None

    def _undated(self, exact: ExactHits) -> str:
        """Say how many articles come last because their date is not known."""
        if self.params.sort not in _DATED or any(each.name in _DATE_FACETS for each in self.params.filters):
            return ""
        missing = exact.counts.articles - _dated(exact)
        return (
            self.viewer.words.ngettext(
                "%(n)s article without a known date comes last.",
                "%(n)s articles without a known date come last.",
                missing,
            )
            if missing
            else ""
        )

    def _choices(self, dated: int) -> tuple[Choice, ...]:
        words, params = self.viewer.words, self.start
        lanes = {
            words.pgettext("lane", "exact"): replace(params, mode=Mode.EXACT),
            words.pgettext("lane", "related"): replace(params, mode=Mode.RELATED),
        }
        if params.mode == Mode.RELATED:
            return (self._choice(words.gettext("Hits"), lanes),)
        sorts = {
            words.pgettext("order", "relevance"): Sort.RELEVANCE,
            words.pgettext("order", "occurrences"): Sort.OCCURRENCES,
            words.pgettext("order", "page"): Sort.PAGE,
        }
        if dated or params.sort in _DATED:
            sorts[words.pgettext("order", "newest")] = Sort.NEWEST
            sorts[words.pgettext("order", "oldest")] = Sort.OLDEST
        groups = {
            words.pgettext("group", "by article"): replace(params, group=Group.ARTICLE),
            words.pgettext("group", "by passage"): replace(params, group=Group.PARAGRAPH),
        }
        scopes = {
            words.pgettext("scope", "one paragraph"): replace(params, scope=Scope.PARAGRAPH),
            words.pgettext("scope", "one article"): replace(params, scope=Scope.ARTICLE),
        }
        return (
            self._choice(words.gettext("Hits"), lanes),
            self._choice(
                words.gettext("Order"), {text: replace(params, sort=sort) for text, sort in sorts.items()}
            ),
            self._choice(words.gettext("List"), groups),
            self._choice(words.gettext("All words in"), scopes),
        )

    def _switches(self) -> tuple[Choice, ...]:
        """Return what counts as the same wording: it stands beside the counts that depend on it."""
        words, params = self.viewer.words, self.start
        if params.mode == Mode.RELATED:
            return ()
        punctuation = {
            words.pgettext("punctuation", "counts"): replace(params, ignore_punctuation=False),
            words.pgettext("punctuation", "is ignored"): replace(params, ignore_punctuation=True),
        }
        forms = {
            words.pgettext("form", "any"): replace(params, strict=False),
            words.pgettext("form", "as typed"): replace(params, strict=True),
        }
        return (
            self._choice(words.gettext("Punctuation"), punctuation),
            self._choice(words.gettext("Forms of characters"), forms),
        )

    def _choice(self, name: str, states: dict[str, SearchParams]) -> Choice:
        links = (Link(text, self._address(state), state == self.start) for text, state in states.items())
        return Choice(name, tuple(links))

    def _hints(self, suggestions: tuple[Suggestion, ...]) -> tuple[Hint, ...]:
        words, links = self.viewer.words, self.viewer.links
        grouped: dict[str, list[Link]] = {}
        for each in suggestions:
            in_field = each.kind in FIELDS.values()
            query = unparse(Field(each.kind, each.phrase)) if in_field else quote_phrase(each.phrase)
            understood = self.params.marking()[1:] if each.kind == ALONE else []
            address = links.search([("q", query), *understood])
            link = Link(each.phrase, address, count=words.number(each.occurrences))
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
            groups=self.groups.related(related.groups),
            pager=pager(self.viewer, params, related.total, self.viewer.links.search) if asked else None,
        )


_DATE_FACETS = ("year", "month", "date")


def _dated(exact: ExactHits) -> int:
    """Return the number of articles that have a date: all of them, where that was not counted."""
    if "date" not in exact.facets:
        return 0
    dates = exact.facets["date"]
    if dates is None:
        return exact.counts.articles
    return sum(each.counts.articles for each in dates.values) + dates.others.articles
