"""Formulations as a page: families under their letters, with what they are spread over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt
from string import ascii_uppercase

from app.analysis.formulations.catalogue import Catalogue, FormulationList, FormulationOrder
from app.analysis.formulations.families import Families
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation, PartOfLibrary
from app.search.language.unparse import quote_phrase
from app.search.request import Filter
from app.sort_keys import OTHER, initial, title_key
from app.web.core.overview import LibraryOverview
from app.web.layout.elements import Choice, Link
from app.web.layout.facets.filter_links import FacetLinks
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import facet_label
from app.web.layout.pagination import pager
from app.web.research.desk import DeskView, desk_nav
from app.web.research.formulations.scope import scope_facets
from app.web.research.formulations.views import (
    CompareForm,
    FamilyRow,
    FormulationsView,
    Option,
    OptionGroup,
)
from app.web.research.params import FormulationsParams

PARTS = 60
"""Parts of the library that a row draws; of fewer articles each is one."""
WIDTH, HEIGHT = 1000, 100
COMPARED = ("institution", "issuing_body", "folder", "newspaper", "year", "month", "author", "page")
"""What the parts of the library that are compared are values of."""
LEASTS, ARTICLES = (0, 5, 10, 50), (0, 2, 5)


class FormulationsPresenter:
    """Presents the formulations of one generation in one state."""

    def __init__(
        self,
        names: ValueNames,
        overview: LibraryOverview,
        snapshot: Snapshot,
        catalogue: Catalogue,
        params: FormulationsParams,
        part: PartOfLibrary | None = None,
    ) -> None:
        self.names, self.overview, self.snapshot, self.params = names, overview, snapshot, params
        self.catalogue, self.part = catalogue, part
        self.viewer = names.viewer
        self.words, self.links = self.viewer.words, self.viewer.links

    def view(self, families: Families) -> FormulationsView:
        """Return the page that lists families."""
        params, words = self.params, self.words
        wordings = len(families) + len(families.members)
        view = self.frame(
            (
                Link(
                    words.number(len(families)),
                    rest=words.ngettext("family of formulations", "families of formulations", len(families)),
                ),
                Link(
                    words.number(wordings),
                    rest=words.ngettext("wording", "wordings", wordings),
                ),
            ),
            [
                words.gettext("maximal repeats"),
                words.gettext("entropy left and right, each mark and end of a block a neighbour of its own"),
                words.gettext("both edges on edges of words in half of the occurrences or more"),
                words.gettext("least mutual information of two parts"),
                words.gettext("《…》 is one unit"),
                self._least(),
                self._order_name(),
                words.gettext("families by containment, with the most frequent head"),
                words.gettext("height of bars: square root of occurrences"),
            ],
        )
        return replace(
            view,
            span="" if self.part else self._span(),
            letters=self._letters(families) if params.sort is FormulationOrder.PINYIN else (),
            families=tuple(self._rows(families, slice(params.offset, params.offset + params.limit))),
            pager=pager(self.viewer, params, len(families), self.address_of),
        )

    def frame(self, counts: tuple[Link, ...], recipe: Sequence[str]) -> FormulationsView:
        """Return the page without any of its lists."""
        words = self.words
        held = self.part or self.snapshot.generation
        whole = (
            words.ngettext(
                "%(n)s article, %(characters)s characters, titles and captions included",
                "%(n)s articles, %(characters)s characters, titles and captions included",
                held.articles,
                characters=words.number(held.characters),
            )
            if self.part
            else words.library_size(held.articles, held.characters)
        )
        links = FacetLinks(self.names, replace(self.params, offset=0), self.address_of)
        facets = scope_facets(self.names, self.snapshot, self.overview, links, self.params, held.articles)
        named = words.gettext("data %(name)s", name=self.snapshot.generation.name)
        here = replace(self.params, offset=0).pairs()
        forms = tuple(
            Link(name, self.address_of([*here, ("format", form)]))
            for name, form in (("CSV", "csv"), ("JSON", "json"))
        )
        desk = DeskView(desk_nav(self.viewer, "formulations", ""), " · ".join([*recipe, whole, named]), forms)
        return FormulationsView(
            desk,
            counts,
            self._choices(),
            self._compare(),
            self._lists(),
            self._lists_note(),
            links.active(),
            () if self.params.one else tuple(facets),
        )

    def address_of(self, pairs: list[tuple[str, str]]) -> str:
        """Return the address of the list in a state."""
        return self.links.desk("formulations", pairs)

    def dossier(self, found: Formulation, count: str = "") -> Link:
        """Return the way to the dossier of a formulation."""
        text = f"《{found.text}》" if found.title else found.text
        return Link(text, self.links.formulation(found.text), count=count)

    def search(self, found: Formulation, number: int, *filters: Filter) -> Link:
        """Return a number that leads to the search that counts it."""
        chosen = filters or self.params.filters
        pairs = [("q", quote_phrase(found.text)), *((each.name, each.value) for each in chosen)]
        return Link(self.words.number(number), self.links.search(pairs) if number else "")

    def _rows(self, families: Families, shown: slice) -> Iterator[FamilyRow]:
        parts = min(PARTS, self.snapshot.generation.articles) or 1
        heads = families.heads[shown].tolist()
        profiles = [self.snapshot.formulation_profile(head, parts) for head in heads]
        most = max((max(profile) for profile in profiles), default=0) or 1
        before = ""
        for family, profile in zip(families[shown], profiles, strict=True):
            letter = initial(title_key(family.head.text))
            new = letter if letter != before and self.params.sort is FormulationOrder.PINYIN else ""
            before = letter
            number = self.words.number
            yield FamilyRow(
                head=self.dossier(family.head),
                occurrences=self.search(family.head, family.head.occurrences),
                articles=self.search(family.head, family.head.articles),
                members=tuple(self.dossier(each, number(each.occurrences)) for each in family.members),
                bars="" if self.part else _bars(profile, most),
                letter=new,
                anchor=f"letter-{new}" if new else "",
            )

    def _least(self) -> str:
        """Return how often the rarest formulation that is listed occurs at least."""
        words, mined = self.words, min(self.catalogue.all.occurrences.tolist(), default=0)
        if self.part is None:
            return words.gettext("%(n)s times and more", n=words.number(max(self.params.least, mined)))
        return words.gettext("%(n)s times and more in the whole library", n=words.number(mined))

    def _span(self) -> str:
        """Return what the bars stand for."""
        articles = self.snapshot.generation.articles
        if articles <= PARTS:
            return self.words.gettext("articles 1 to %(n)s", n=self.words.number(articles))
        return self.words.gettext(
            "articles 1 to %(n)s in %(parts)s parts", n=self.words.number(articles), parts=PARTS
        )

    def _letters(self, families: Families) -> tuple[Link, ...]:
        """Return the letters, each leading to the page on which its families begin."""
        letters = self.catalogue.by_pinyin.letters[families.heads].astype(str).tolist()
        first = {letter: place for place, letter in reversed(list(enumerate(letters)))}
        limit = self.params.limit

        def link(letter: str) -> Link:
            if letter not in first:
                return Link(letter)
            state = replace(self.params, offset=first[letter] // limit * limit)
            return Link(letter, f"{self.address_of(state.pairs())}#letter-{letter}")

        return tuple(map(link, [*ascii_uppercase, *([OTHER] if OTHER in first else [])]))

    def _order_name(self) -> str:
        words = self.words
        return {
            FormulationOrder.PINYIN: words.gettext("by pinyin"),
            FormulationOrder.FREQUENCY: words.gettext("by occurrences"),
            FormulationOrder.ARTICLES: words.gettext("by articles"),
            FormulationOrder.KEYNESS: words.gettext("by keyness"),
        }[self.params.sort]

    def _choices(self) -> tuple[Choice, ...]:
        words = self.words
        params = replace(self.params, offset=0, show=FormulationList.ALL, since="", one=None, other=None)
        if params.sort is FormulationOrder.KEYNESS:
            params = replace(params, sort=FormulationOrder.PINYIN)
        plain = self.params.one is None and self.params.show is FormulationList.ALL

        def choice(name: str, states: dict[str, FormulationsParams]) -> Choice:
            links = (
                Link(text, self.address_of(state.pairs()), current=plain and state == params)
                for text, state in states.items()
            )
            return Choice(name, tuple(links))

        orders = {
            words.pgettext("order", "pinyin"): FormulationOrder.PINYIN,
            words.pgettext("order", "occurrences"): FormulationOrder.FREQUENCY,
            words.pgettext("order", "articles"): FormulationOrder.ARTICLES,
        }
        number = words.number
        return (
            choice(
                words.gettext("Order"), {text: replace(params, sort=order) for text, order in orders.items()}
            ),
            choice(
                words.gettext("At least so many times"),
                {
                    number(least) if least else words.pgettext("least", "all"): replace(params, least=least)
                    for least in LEASTS
                },
            ),
            choice(
                words.gettext("At least in so many articles"),
                {
                    number(least) if least else words.pgettext("least", "all"): replace(
                        params, articles=least
                    )
                    for least in ARTICLES
                },
            ),
        )

    def _compare(self) -> CompareForm | None:
        """Return the form that compares two parts, if the library has any."""
        groups = {
            name: [value for value, _ in self.overview.values.get(name, ())]
            for name in COMPARED
            if len(self.overview.values.get(name, ())) > 1
        }
        if not groups:
            return None
        kept = (("sort", str(FormulationOrder.KEYNESS)),)
        return CompareForm(
            self.address_of([]),
            tuple(self._options(groups, self.params.one)),
            tuple(self._options(groups, self.params.other)),
            kept,
        )

    def _options(self, groups: dict[str, list[str]], chosen: Filter | None) -> Iterator[OptionGroup]:
        """Yield the parts that can be compared; one that was chosen is among them whatever it is."""
        if chosen and chosen.value not in groups.get(chosen.name, ()):
            groups = groups | {chosen.name: [chosen.value, *groups.get(chosen.name, ())]}
        for name, values in groups.items():
            named = self.names.apart(name, values)
            options = (
                Option(f"{name}:{value}", named[value], chosen == Filter(name, value)) for value in values
            )
            yield OptionGroup(facet_label(name, self.words), tuple(options))

    def _lists(self) -> tuple[Link, ...]:
        words = self.words
        texts = {
            FormulationList.NEW: words.pgettext("formulations", "New"),
            FormulationList.SILENT: words.pgettext("formulations", "Not seen for long"),
        }
        return tuple(
            Link(
                text,
                self.address_of(FormulationsParams(show=show, filters=self.params.filters).pairs()),
                current=self.params.show is show,
            )
            for show, text in texts.items()
        )

    def _lists_note(self) -> str:
        if not self.overview.dated:
            return self.words.gettext("No article has a date: no data, and no silence.")
        return self.words.gettext("By the dates of articles; what stands in one without a date is left out.")


def _bars(profile: Sequence[int], most: int) -> str:
    """Return bars, one for each part in which a formulation occurs, as one path."""
    step = WIDTH / len(profile)
    return "".join(
        f"M{(n + 0.5) * step:.0f} {HEIGHT}v-{max(15, HEIGHT * sqrt(times / most)):.0f}"
        for n, times in enumerate(profile)
        if times
    )
