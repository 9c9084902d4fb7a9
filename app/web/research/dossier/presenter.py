"""The dossier of a formulation as a page."""

from collections.abc import Iterator, Sequence

from app.analysis.distribution import rate
from app.analysis.dossier import DEFINING, Definition, Dossier
from app.library.snapshot import Snapshot
from app.search.concordance import Neighbour
from app.search.formulations import Formulation
from app.search.highlight import split_at_spans
from app.search.language.unparse import quote_phrase
from app.search.results import Part
from app.store.rows import StoredArticle, TextBlock
from app.text import is_punctuation
from app.web.layout.elements import Link, Segment
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.highlights import shown
from app.web.layout.labels import block_label, block_mark
from app.web.research.desk import DeskView, desk_nav, times_link, times_text
from app.web.research.dossier.views import DefinitionView, DossierView, PassageView, UseView, VariantView
from app.web.research.trends.rails import draw_rails

VARIANTS, USES, BESIDE = 14, 12, 4
"""Variants, articles and neighbours that are shown; the rest is a link away."""


class DossierPresenter:
    """Presents one dossier."""

    def __init__(self, names: ValueNames, snapshot: Snapshot, dossier: Dossier) -> None:
        self.names, self.snapshot, self.dossier = names, snapshot, dossier
        self.viewer = names.viewer
        self.words, self.links = self.viewer.words, self.viewer.links
        self._asked = [("q", quote_phrase(dossier.text))]

    def view(self) -> DossierView:
        """Return the page."""
        dossier, words, counts = self.dossier, self.words, self.dossier.found.counts
        back = Link(words.gettext("Formulations"), self.links.desk("formulations"))
        if not counts.paragraphs:
            return DossierView(
                self._desk(), back, dossier.text, (Link(words.gettext("does not occur")),), near=self._near()
            )
        parts = self._parts()
        left = counts.paragraphs - sum(len(group.hits) for group in dossier.passages)
        return DossierView(
            desk=self._desk(),
            back=back,
            text=dossier.text,
            counts=tuple(self._counts()),
            definition=self._definition(dossier.definition) if dossier.definition else None,
            variants=tuple(self._variants(dossier.variants[:VARIANTS])),
            more_variants=self._more_variants(),
            near=self._near(),
            first=self._first(),
            first_note=words.gettext("by the dates of articles")
            if dossier.uses and dossier.uses.dated
            else words.gettext("in page order; no article has a date"),
            rate=self._rate(dossier.uses.whole) if dossier.uses else "",
            highest=self._highest(parts),
            left=self._beside(dossier.neighbours.left.named if dossier.neighbours else (), left=True),
            right=self._beside(dossier.neighbours.right.named if dossier.neighbours else (), left=False),
            ways=self._ways(),
            uses=tuple(self._uses(parts[:USES])),
            more_uses=self._rest(len(parts) - USES, self.links.desk("trends", self._asked)),
            passages=tuple(self._passages()),
            more_passages=self._rest(left, self.links.search([*self._asked, ("sort", "page")])),
        )

    def _counts(self) -> Iterator[Link]:
        """Yield the counts, each leading to the list that it counts."""
        counts, words = self.dossier.found.counts, self.words
        address = self.links.search(self._asked)
        yield times_link(counts, address, words)
        for number, name in (
            (counts.paragraphs, words.ngettext("passage", "passages", counts.paragraphs)),
            (counts.articles, words.ngettext("article", "articles", counts.articles)),
        ):
            yield Link(words.number(number), address, rest=name)
        authors = self.dossier.found.facets.get("author")
        if authors and authors.distinct:
            named = words.ngettext("author", "authors", authors.distinct)
            yield Link(
                words.number(authors.distinct), self.links.search_facet("author", self._asked), rest=named
            )

    def _definition(self, found: Definition) -> DefinitionView:
        # Of the words that define, the last says so: 是.
        mark = (found.span[1] - 1, found.span[1])
        pieces = (
            Segment(piece.text, "hit" if piece.marked else "")
            for piece in split_at_spans(found.sentence, [mark])
        )
        return DefinitionView(
            tuple(pieces),
            Link(self._source(found.article, found.block), self.links.paragraph(found.block.id)),
        )

    def _source(self, article: StoredArticle, block: TextBlock) -> str:
        """Return who wrote a passage, in what, where."""
        place = self.names.place(article.page)
        by = "、".join(article.authors)
        parts = [f"{by}《{article.title}》" if article.title else by or article.label, article.date or ""]
        return "，".join(filter(None, (*parts, place.text if place else "", block_label(block, self.words))))

    def _variants(self, found: Sequence[Formulation]) -> Iterator[VariantView]:
        """Yield longer wordings; one that contains one before it stands beneath that."""
        placed: list[tuple[Formulation, list[Formulation]]] = []
        for each in found:
            around = next((inner for outer, inner in placed if outer.text in each.text), None)
            if around is None:
                placed.append((each, []))
            else:
                around.append(each)
        for outer, inner in placed:
            yield self._variant(outer, self.dossier.text, inner=False)
            yield from (self._variant(each, outer.text, inner=True) for each in inner)

    def _variant(self, found: Formulation, core: str, *, inner: bool) -> VariantView:
        before, there, after = found.text.partition(core)
        pieces = (
            (Segment(before), Segment(there, "core"), Segment(after)) if there else (Segment(found.text),)
        )
        if inner and there:
            pieces = (Segment(before), Segment("～"), Segment(after))
        query = [("q", quote_phrase(found.text))]
        number = self.words.number
        return VariantView(
            tuple(piece for piece in pieces if piece.text),
            self.links.formulation(found.text),
            Link(number(found.occurrences), self.links.search(query)),
            number(found.articles),
            inner,
        )

    def _more_variants(self) -> Link | None:
        more = len(self.dossier.variants) - VARIANTS
        return self._rest(more, self.links.formulation(self.dossier.text, [("format", "json")]))

    def _rest(self, number: int, address: str) -> Link | None:
        """Return the way to what is not shown."""
        if number <= 0:
            return None
        return Link(self.words.ngettext("%(n)s more", "%(n)s more", number), address)

    def _near(self) -> tuple[Link, ...]:
        return tuple(
            Link(each.text, self.links.formulation(each.text), count=self.words.number(each.occurrences))
            for each in self.dossier.near
        )

    def _first(self) -> Link | None:
        place = self.dossier.uses.spreads[0].first if self.dossier.uses else None
        if place is None:
            return None
        name = "，".join(
            filter(None, (place.article.date, place.article.label, block_label(place.hit.block, self.words)))
        )
        return Link(name, self.links.paragraph(place.hit.block.id))

    def _rate(self, part: Part) -> str:
        found = rate(part.counts[0], part.characters)
        return f"{found:.1f}" if found is not None else ""

    def _parts(self) -> list[Part]:
        """Return the articles that use it, those that use it most first."""
        uses = self.dossier.uses
        found = [part for part in uses.parts if part.counts[0].paragraphs] if uses else []
        return sorted(found, key=lambda part: -part.counts[0].at_least)

    def _highest(self, parts: Sequence[Part]) -> Link | None:
        """Return the article in which it is most frequent for its length."""
        if not parts:
            return None
        part = max(parts, key=lambda each: rate(each.counts[0], each.characters) or 0.0)
        article = self.snapshot.articles_by_id([part.value])[part.value]
        return Link(article.label, self.links.article(article.id, self._asked), count=self._rate(part))

    def _beside(self, found: Sequence[Neighbour], *, left: bool) -> tuple[Link, ...]:
        """Return what stands most often on one side, each leading to the lines in which it does."""

        def link(each: Neighbour) -> Link:
            text = self.dossier.text
            longer = each.text + text if left else text + each.text
            name = f"“{each.text}”" if any(map(is_punctuation, each.text)) else each.text
            address = self.links.desk("concordance", [("q", quote_phrase(longer))])
            return Link(name, address, count=self.words.number(each.occurrences))

        return tuple(map(link, found[:BESIDE]))

    def _ways(self) -> tuple[Link, ...]:
        words, links = self.words, self.links
        return (
            Link(words.pgettext("desk", "Line by line"), links.desk("concordance", self._asked)),
            Link(words.gettext("Distribution"), links.desk("trends", self._asked)),
            Link(words.gettext("Search"), links.search(self._asked)),
            Link("Atom", links.search_feed(self._asked)),
        )

    def _uses(self, parts: Sequence[Part]) -> Iterator[UseView]:
        articles = self.snapshot.articles_by_id(part.value for part in parts)
        label = self.words.gettext("where in the article they stand")
        rails = draw_rails(self.snapshot, parts, [self.dossier.query], label)
        self.names.prepare("page", (article.page for article in articles.values()))
        for part in parts:
            article = articles[part.value]
            place = self.names.place(article.page)
            by = "、".join(article.authors) or (place.text if place else "")
            address = self.links.article(article.id, self._asked)
            count = Link(times_text(part.counts[0], self.words), address)
            yield UseView(Link(article.label, address), by, rails.get(part.value), count)

    def _passages(self) -> Iterator[PassageView]:
        self.names.prepare("page", (group.article.page for group in self.dossier.passages))
        for group in self.dossier.passages:
            for hit in group.hits:
                block = hit.block
                yield PassageView(
                    Link(block_mark(block, self.words), self.links.paragraph(block.id)),
                    shown(block.text, hit.spans),
                    self._source(group.article, block),
                    (
                        Link(self.words.gettext("Cite"), self.links.paragraph_cite(block.id)),
                        Link(self.words.gettext("Link"), self.links.paragraph(block.id)),
                    ),
                )

    def _desk(self) -> DeskView:
        words, generation = self.words, self.snapshot.generation
        recipe = [
            self.dossier.text,
            words.library_size(generation.articles, generation.characters),
            words.gettext("character by character, punctuation counts"),
            words.gettext(
                "a definition begins a sentence: %(patterns)s",
                patterns="、".join(pattern.replace("%s", "X") for pattern in DEFINING),
            ),
            words.gettext("near: most characters in common, neither inside the other"),
            words.gettext("data %(name)s", name=generation.name),
        ]
        forms = tuple(
            Link(name, self.links.formulation(self.dossier.text, [("format", form)]))
            for name, form in (("CSV", "csv"), ("JSON", "json"))
        )
        return DeskView(desk_nav(self.viewer, "formulations", self.dossier.text), " · ".join(recipe), forms)
