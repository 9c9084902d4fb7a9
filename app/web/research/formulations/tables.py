"""Formulations as tables: what two parts of the library prefer, what is new, what is not seen for long."""

from dataclasses import replace

from app.analysis.formulations.catalogue import FormulationList
from app.analysis.formulations.first_and_last_uses import Uses
from app.analysis.formulations.keyness import LEAST, NOTABLE, Comparison, Keyness
from app.search.formulations import Formulation
from app.search.language.unparse import quote_phrase
from app.search.request import Filter
from app.web.layout.elements import Link
from app.web.layout.pagination import pager
from app.web.research.formulations.presenter import FormulationsPresenter
from app.web.research.formulations.views import FormulationsView, PlainTable


class TablesPresenter(FormulationsPresenter):
    """Presents lists of formulations that are no families."""

    def compared(self, one: Filter, other: Filter | None, found: Comparison) -> FormulationsView:
        """Return the page that compares two parts."""
        words, params = self.words, self.params
        names = self.names.of(one), self.names.of(other) if other else words.gettext("all the rest")
        shown = found.rows[params.offset : params.offset + params.limit]
        number = len(found.rows)
        parts = [
            words.ngettext(
                "%(name)s: %(n)s article, %(characters)s characters",
                "%(name)s: %(n)s articles, %(characters)s characters",
                part.articles,
                name=name,
                characters=words.number(part.characters),
            )
            for name, part in zip(names, (found.one, found.other), strict=True)
        ]
        view = self.frame(
            (
                Link(
                    words.number(number),
                    rest=words.ngettext("formulation differs", "formulations differ", number),
                ),
            ),
            [
                *parts,
                words.gettext("titles and captions included"),
                "G² (Dunning 1993)",
                words.gettext("log-ratio (Hardie 2014)"),
            ],
        )
        rows = tuple(self._key_row(each, one, other, found) for each in shown)
        return replace(
            view,
            table=self._key_table(names, rows),
            pager=pager(self.viewer, params, number, self.address_of),
        )

    def _key_table(self, names: tuple[str, str], rows: tuple[tuple[Link, ...], ...]) -> PlainTable:
        words, params = self.words, self.params
        heads = (
            *(head for name in names for head in (name, words.gettext("of its articles"))),
            "G²",
            words.gettext("log-ratio"),
        )
        swapped = (
            (
                Link(
                    words.gettext("the other way round"),
                    self.address_of(replace(params, one=params.other, other=params.one, offset=0).pairs()),
                ),
            )
            if params.other
            else ()
        )
        note = words.gettext(
            "What %(one)s prefers stands first, what %(other)s prefers last. G² from %(g2)s on: by chance"
            " alone less than once in a hundred; %(least)s occurrences together and more. A log-ratio of"
            " 1 is twice as frequent.",
            one=names[0],
            other=names[1],
            g2=NOTABLE,
            least=LEAST,
        )
        return PlainTable(heads, rows, note, swapped)

    def _key_row(
        self, each: Keyness, one: Filter, other: Filter | None, found: Comparison
    ) -> tuple[Link, ...]:
        cells = [self.dossier(each.formulation)]
        for n, (part, sizes) in enumerate(((one, found.one), (other, found.other))):
            linked = self.search(each.formulation, each.occurrences[n], *([part] if part else []))
            # What the rest of the library has is in no list of its own.
            cells.append(linked if part else Link(linked.text))
            cells.append(Link(f"{each.articles[n] / (sizes.articles or 1):.0%}"))
        return (*cells, Link(f"{each.log_likelihood:,.1f}"), Link(f"{each.log_ratio:+.2f}"))

    def uses(self, found: Uses) -> FormulationsView:
        """Return the page of new formulations, or of those not seen for long."""
        words, params = self.words, self.params
        number = len(found.formulations)
        shown = found.formulations[params.offset : params.offset + params.limit]
        new = params.show is FormulationList.NEW
        name = (
            words.ngettext("new formulation", "new formulations", number)
            if new
            else words.ngettext("formulation not seen for long", "formulations not seen for long", number)
        )
        counts = (Link(words.number(number), rest=name),)
        if not found.has_data:
            unknown = words.gettext("on new formulations") if new else words.gettext("on their silence")
            counts = (Link(words.gettext("no data"), rest=unknown),)
        heads = (
            words.pgettext("column", "times"),
            words.pgettext("column", "articles"),
            words.pgettext("moment", "First"),
            words.pgettext("moment", "Last"),
        )
        feed = Link("Atom", self.links.desk(f"formulations/{params.show}.atom", self._since()))
        view = self.frame(
            counts,
            [
                *([words.gettext("since %(day)s", day=found.since)] if found.since else []),
                words.gettext("by the dates of articles"),
            ],
        )
        return replace(
            view,
            table=PlainTable(heads, tuple(map(self._use_row, shown)), self._uses_note(found), (feed,)),
            pager=pager(self.viewer, params, number, self.address_of),
        )

    def _since(self) -> list[tuple[str, str]]:
        return [("since", self.params.since)]

    def _use_row(self, found: Formulation) -> tuple[Link, ...]:
        query = quote_phrase(found.text)
        first = self.links.search([("q", query), ("sort", "oldest")])
        last = self.links.search([("q", query), ("sort", "newest")])
        return (
            self.dossier(found),
            self.search(found, found.occurrences),
            self.search(found, found.articles),
            Link(found.first or "", first),
            Link(found.last or "", last),
        )

    def _uses_note(self, found: Uses) -> str:
        words = self.words
        if not found.has_data:
            return words.gettext(
                "There is no answer. Articles dated before: %(before)s; since: %(after)s; without a date:"
                " %(undated)s. Where there is no text, nothing is silent.",
                before=words.number(found.before),
                after=words.number(found.after),
                undated=words.number(found.undated),
            )
        return words.gettext(
            "Articles dated before %(since)s: %(before)s; since: %(after)s. Formulations in articles without"
            " a date, of which nothing is said: %(unknown)s.",
            before=words.number(found.before),
            since=found.since,
            after=words.number(found.after),
            unknown=words.number(found.unknown),
        )
