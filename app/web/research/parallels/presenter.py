"""The passages of one article as a page: what stands elsewhere too, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from app.analysis.parallels import ParallelOrder, Parallels, Weighed
from app.library.snapshot import Snapshot
from app.search.parallels import RARE, SHORTEST, NearPassage, SharedPassage
from app.search.pieces import Place
from app.store.rows import StoredArticle
from app.web.core.viewer import Viewer
from app.web.layout.elements import Choice, Link
from app.web.layout.pagination import pager
from app.web.research.desk import DeskView, desk_nav
from app.web.research.parallels.params import CompareParams, ParallelsParams
from app.web.research.parallels.passages import (
    Named,
    differences,
    in_context,
    near_rule,
    number_link,
    percent,
    search_address,
)
from app.web.research.parallels.query_models import Likeness
from app.web.research.parallels.views import FormulaView, ParallelRow, ParallelsView, PassageView

Shown = TypeVar("Shown")

NAMED = 3
"""Other articles that are named beside a passage; all of them are in the search for it."""


class ParallelsPresenter:
    """Presents what one article shares with others."""

    def __init__(
        self, viewer: Viewer, snapshot: Snapshot, params: ParallelsParams, article: StoredArticle
    ) -> None:
        self.viewer, self.snapshot, self.params, self.article = viewer, snapshot, params, article
        self.words, self.links = viewer.words, viewer.links

    def verbatim(self, found: Parallels) -> ParallelsView:
        """Return the page of passages that stand in others as they are."""
        shown = self._shown(found.passages)
        passages = [each.passage for each in shown]
        firsts = [list(each.places[:NAMED]) for each in passages]
        own = {each.here.block for each in passages}
        named = Named(self.snapshot, {place.article for places in firsts for place in places}, own)
        rows = [self._row(each, places, named) for each, places in zip(shown, firsts, strict=True)]
        return self._view(self._finding(found), rows, len(found.passages))

    def formulas(self, found: Parallels) -> ParallelsView:
        """Return the page of passages that stand in others and say little."""
        shown = self._shown(found.formulas)
        named = Named(self.snapshot, set(), {each.passage.here.block for each in shown})
        formulas = tuple(self._formula(each, named) for each in shown)
        return self._view(self._finding(found), (), len(found.formulas), formulas)

    def near(self, found: Sequence[NearPassage]) -> ParallelsView:
        """Return the page of passages that are nearly the same in others."""
        shown = self._shown(found)
        blocks = {stretch.block for each in shown for stretch in (each.here, each.there)}
        named = Named(self.snapshot, {each.article for each in shown}, blocks)
        finding = (
            self.words.ngettext("%(n)s near passage", "%(n)s near passages", len(found)),
            self.words.ngettext(
                "in %(n)s other article", "in %(n)s other articles", len({each.article for each in found})
            ),
        )
        return self._view(finding, [self._near_row(each, named) for each in shown], len(found))

    def _shown(self, found: Sequence[Shown]) -> Sequence[Shown]:
        """Return the slice that is asked for."""
        return found[self.params.offset : self.params.offset + self.params.limit]

    def _finding(self, found: Parallels) -> tuple[str, ...]:
        words, shared = self.words, found.shared
        return (
            words.ngettext("%(n)s shared passage", "%(n)s shared passages", len(found.passages)),
            words.ngettext("%(n)s formula", "%(n)s formulas", len(found.formulas)),
            words.gettext("%(share)s of this article", share=percent(shared.covered, shared.characters)),
        )

    def _view(
        self,
        finding: tuple[str, ...],
        rows: Sequence[ParallelRow],
        total: int,
        formulas: tuple[FormulaView, ...] = (),
    ) -> ParallelsView:
        stored, words = self.article, self.words
        about = [words.ngettext("%(n)s paragraph", "%(n)s paragraphs", stored.paragraphs)]
        about.append(words.characters(stored.characters))
        return ParallelsView(
            desk=self._desk(),
            article=Link(stored.label, self.links.article(stored.id)),
            about=" · ".join(about),
            finding=finding,
            choices=tuple(self._choices()),
            show=self.params.show.value,
            rows=tuple(rows),
            pager=pager(self.viewer, self.params, total, self._address),
            formulas=formulas,
        )

    def _row(self, weighed: Weighed[SharedPassage], places: list[Place], named: Named) -> ParallelRow:
        passage = weighed.passage
        block, span = named.blocks[passage.here.block], passage.here.span
        rest = passage.articles - 1 - len(places)
        address = search_address(self.links, block.text[slice(*span)])
        return ParallelRow(
            here=PassageView(number_link(block, self.viewer), in_context(block.text, span)),
            notes=self._notes(weighed),
            count=Link(self.words.ngettext("%(n)s article", "%(n)s articles", passage.articles), address),
            others=tuple(self._compared(place.article, named) for place in places),
            more=Link(self.words.ngettext("%(n)s more", "%(n)s more", rest), address) if rest else None,
        )

    def _notes(self, weighed: Weighed[SharedPassage]) -> tuple[str, ...]:
        words = self.words
        length = words.ngettext("%(n)s character", "%(n)s characters", weighed.passage.here.length)
        if not weighed.in_formulations:
            return (length,)
        return (length, words.gettext("%(n)s in formulations", n=words.number(weighed.in_formulations)))

    def _near_row(self, near: NearPassage, named: Named) -> ParallelRow:
        here, there = named.blocks[near.here.block], named.blocks[near.there.block]
        first, second = differences(here.text[slice(*near.here.span)], there.text[slice(*near.there.span)])
        return ParallelRow(
            here=PassageView(number_link(here, self.viewer), in_context(here.text, near.here.span, first)),
            notes=(
                self.words.gettext("%(n)s characters agree", n=self.words.number(near.matched)),
                f"{near.agreement:.2f}",
            ),
            count=Link(""),
            others=(self._compared(near.article, named),),
            there=PassageView(
                number_link(there, self.viewer), in_context(there.text, near.there.span, second)
            ),
        )

    def _compared(self, other: str, named: Named) -> Link:
        params = CompareParams(a=self.article.id, b=other)
        return Link(named.articles[other].label, self.links.desk("compare", params.pairs()))

    def _formula(self, each: Weighed[SharedPassage], named: Named) -> FormulaView:
        here = each.passage.here
        text = named.blocks[here.block].text[slice(*here.span)]
        count = self.words.ngettext("%(n)s article", "%(n)s articles", each.passage.articles)
        return FormulaView(Link(text, search_address(self.links, text)), count)

    def _address(self, pairs: list[tuple[str, str]]) -> str:
        return self.links.article_parallels(self.article.id, pairs)

    def _choices(self) -> Iterator[Choice]:
        words, params = self.words, replace(self.params, offset=0)

        def choice(name: str, states: dict[str, ParallelsParams]) -> Choice:
            links = (Link(text, self._address(each.pairs()), each == params) for text, each in states.items())
            return Choice(name, tuple(links))

        yield choice(
            words.gettext("Passages"),
            {
                words.pgettext("passages", "verbatim"): replace(params, show=Likeness.VERBATIM),
                words.pgettext("passages", "nearly the same"): replace(params, show=Likeness.NEAR),
                words.pgettext("passages", "formulas"): replace(params, show=Likeness.FORMULAS),
            },
        )
        yield choice(
            words.gettext("Order"),
            {
                words.pgettext("order", "weight"): replace(params, sort=ParallelOrder.WEIGHT),
                words.pgettext("order", "place"): replace(params, sort=ParallelOrder.PLACE),
            },
        )

    def _desk(self) -> DeskView:
        words, near = self.words, self.params.show is Likeness.NEAR
        measure = (
            words.gettext("order: characters that agree")
            if near
            else words.gettext(
                "weight: length beyond %(n)s, without formulations of twice as many articles, over log₂"
                " (1 + articles)",
                n=SHORTEST - 1,
            )
        )
        recipe = [
            words.gettext("the whole library"),
            words.gettext("without punctuation"),
            near_rule(words) if near else words.gettext("%(n)s characters and more", n=SHORTEST),
            *([words.gettext("in at most %(n)s places", n=RARE)] if near else []),
            measure,
            words.gettext("data %(name)s", name=self.snapshot.generation.name),
        ]
        pairs = replace(self.params, offset=0).pairs()
        forms = (Link(name.upper(), self._address([*pairs, ("format", name)])) for name in ("csv", "json"))
        return DeskView(desk_nav(self.viewer, "parallels", ""), " · ".join(recipe), tuple(forms))
