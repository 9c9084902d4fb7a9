"""Two articles beside each other: what both have, drawn and in lines."""

from collections.abc import Sequence
from dataclasses import replace

from app.analysis.parallels import ComparedArticles, Weighed
from app.library.snapshot import Snapshot
from app.search.parallels import SHORTEST, ComparedPassage, Stretch
from app.store.rows import StoredArticle
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Segment
from app.web.layout.labels import page_label
from app.web.layout.pagination import pager
from app.web.research.desk import DeskView, desk_nav
from app.web.research.parallels.arcs import draw_arcs
from app.web.research.parallels.params import CompareParams
from app.web.research.parallels.passages import (
    Named,
    differences,
    in_context,
    likeness,
    near_rule,
    number_link,
    percent,
    search_address,
)
from app.web.research.parallels.views import (
    ArcsView,
    ComparedHead,
    ComparedRow,
    CompareView,
    FormulaView,
    PassageView,
)

NAMED = 3
"""Further articles that are named beside a passage."""


class ComparePresenter:
    """Presents two articles compared."""

    def __init__(self, viewer: Viewer, snapshot: Snapshot, params: CompareParams) -> None:
        self.viewer, self.snapshot, self.params = viewer, snapshot, params
        self.words, self.links = viewer.words, viewer.links

    def empty(self) -> CompareView:
        """Return the page that asks for two articles."""
        desk = DeskView(desk_nav(self.viewer, "parallels", ""))
        return CompareView(desk, self._address([]), (self.params.a, self.params.b))

    def view(self, first: StoredArticle, second: StoredArticle, found: ComparedArticles) -> CompareView:
        """Return the page that compares two articles."""
        shown = found.passages[self.params.offset : self.params.offset + self.params.limit]
        firsts = [list(each.passage.places[:NAMED]) for each in shown]
        wanted = {each.block for one in (*found.passages, *found.formulas) for each in _stretches(one)}
        named = Named(self.snapshot, {place.article for places in firsts for place in places}, wanted)
        rows = [
            self._row(n, each.passage, [place.article for place in places], named)
            for n, (each, places) in enumerate(zip(shown, firsts, strict=True), self.params.offset + 1)
        ]
        exchanged = CompareParams(a=self.params.b, b=self.params.a)
        formulas = tuple(self._formula(each, named) for each in found.formulas)
        return CompareView(
            desk=self._desk(),
            action=self._address([]),
            asked=(self.params.a, self.params.b),
            first=self._head(first),
            second=self._head(second),
            finding=self._finding(found),
            exchange=self._address(exchanged.pairs()),
            arcs=self._arcs(found, named),
            rows=tuple(rows),
            pager=pager(self.viewer, self.params, len(found.passages), self._address),
            formulas=formulas,
            formulas_name=self.words.ngettext("%(n)s formula", "%(n)s formulas", len(formulas)),
        )

    def _head(self, stored: StoredArticle) -> ComparedHead:
        page, words = self.snapshot.pages_by_id([stored.page])[stored.page], self.words
        about = [
            page_label(page, words),
            words.ngettext("%(n)s paragraph", "%(n)s paragraphs", stored.paragraphs),
            words.characters(stored.characters),
        ]
        by = "、".join(stored.authors) or stored.affiliation or words.gettext("no author named")
        return ComparedHead(Link(stored.label, self.links.article(stored.id)), " · ".join(about), by)

    def _finding(self, found: ComparedArticles) -> tuple[str, ...]:
        words, passages = self.words, [each.passage for each in found.passages]
        parts = [words.ngettext("%(n)s passage shared", "%(n)s passages shared", len(passages))]
        moved = sum(each.moved for each in passages)
        near = sum(not each.verbatim for each in passages)
        if moved:
            parts.append(words.gettext("%(n)s of them moved", n=words.number(moved)))
        if near:
            parts.append(words.gettext("%(n)s of them nearly the same", n=words.number(near)))
        one, other = found.comparison.first, found.comparison.second
        shares = words.gettext(
            "%(first)s of the first, %(second)s of the second",
            first=percent(one.shared, one.characters),
            second=percent(other.shared, other.characters),
        )
        return (*parts, shares)

    def _row(self, n: int, passage: ComparedPassage, others: Sequence[str], named: Named) -> ComparedRow:
        first, second = (named.blocks[each.block] for each in (passage.here, passage.there))
        here, there = first.text[slice(*passage.here.span)], second.text[slice(*passage.there.span)]
        inside: tuple[tuple[Segment, ...], tuple[Segment, ...]] = ((), ())
        if here != there:
            inside = differences(here, there)
        return ComparedRow(
            number=n,
            first=PassageView(
                number_link(first, self.viewer), in_context(first.text, passage.here.span, inside[0])
            ),
            second=PassageView(
                number_link(second, self.viewer), in_context(second.text, passage.there.span, inside[1])
            ),
            notes=self._notes(passage, here, there),
            also=self._also(passage, here, there, [named.articles[each].label for each in others], others),
        )

    def _notes(self, passage: ComparedPassage, here: str, there: str) -> tuple[str, ...]:
        words = self.words
        length = max(passage.here.length, passage.there.length)
        if passage.verbatim:
            kind = {
                "same": words.gettext("verbatim"),
                "forms": words.gettext("but for forms of characters"),
                "marks": words.gettext("but for punctuation"),
            }[likeness(here, there)]
        else:
            kind = words.gettext("near %(share)s", share=f"{passage.agreement:.2f}")
        notes = (words.ngettext("%(n)s character", "%(n)s characters", length), kind)
        return (*notes, words.gettext("moved")) if passage.moved else notes

    def _also(
        self, passage: ComparedPassage, here: str, there: str, names: Sequence[str], others: Sequence[str]
    ) -> tuple[Link, ...]:
        """Return who else has a passage; of two wordings how many have each."""
        words = self.words
        one, other = passage.articles
        if not passage.verbatim:
            counted = ((here, one), (there, other))
            texts = (words.gettext("the first wording"), words.gettext("the second wording"))
            return tuple(
                Link(
                    words.ngettext("%(n)s article", "%(n)s articles", count),
                    search_address(self.links, text),
                    rest=name,
                )
                for (text, count), name in zip(counted, texts, strict=True)
            )
        if not others:
            return (Link(words.gettext("only these two")),)
        links = [
            Link(name, self._address(CompareParams(a=self.params.a, b=id_).pairs()))
            for name, id_ in zip(names, others, strict=True)
        ]
        counted_all = words.ngettext("%(n)s article", "%(n)s articles", one)
        return (*links, Link(counted_all, search_address(self.links, here), rest=words.gettext("in all")))

    def _arcs(self, found: ComparedArticles, named: Named) -> ArcsView:
        words, passages = self.words, [each.passage for each in found.passages]
        title = words.gettext("What both articles have")
        text = words.gettext(
            "The first above, the second below, both drawn to one scale; a tick where a paragraph ends."
            " Whole lines: the same, punctuation aside; broken lines: nearly the same."
        )

        def address(number: int) -> str:
            offset = (number - 1) // self.params.limit * self.params.limit
            here = (
                ""
                if offset == self.params.offset
                else self._address(replace(self.params, offset=offset).pairs())
            )
            return f"{here}#s{number}"

        def name(passage: ComparedPassage) -> str:
            return named.blocks[passage.here.block].text[slice(*passage.here.span)]

        one, other = found.comparison.first, found.comparison.second
        finding = (
            "；".join(self._finding(found))
            if words.language.startswith("zh")
            else "; ".join(self._finding(found))
        )
        return draw_arcs(one, other, passages, address, name, (title, f"{finding}. {text}"))

    def _formula(self, each: Weighed[ComparedPassage], named: Named) -> FormulaView:
        here = each.passage.here
        text = named.blocks[here.block].text[slice(*here.span)]
        count = self.words.ngettext("%(n)s article", "%(n)s articles", each.passage.articles[0])
        return FormulaView(Link(text, search_address(self.links, text)), count)

    def _address(self, pairs: list[tuple[str, str]]) -> str:
        return self.links.desk("compare", pairs)

    def _desk(self) -> DeskView:
        words = self.words
        recipe = [
            words.gettext("between two articles"),
            words.gettext("without punctuation"),
            words.gettext("%(n)s characters and more", n=SHORTEST),
            near_rule(words),
            words.gettext("in the order of the first"),
            words.gettext("data %(name)s", name=self.snapshot.generation.name),
        ]
        pairs = replace(self.params, offset=0).pairs()
        forms = (Link(name.upper(), self._address([*pairs, ("format", name)])) for name in ("csv", "json"))
        return DeskView(desk_nav(self.viewer, "parallels", ""), " · ".join(recipe), tuple(forms))


def _stretches(each: Weighed[ComparedPassage]) -> tuple[Stretch, Stretch]:
    return each.passage.here, each.passage.there
