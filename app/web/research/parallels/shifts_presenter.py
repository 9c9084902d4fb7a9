"""Wordings that take each other's place as a page: both counts, and which came first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.analysis.parallels import in_order
from app.library.snapshot import Snapshot
from app.search.parallels import BLANK, FRAME, FRAME_FOOT, Shift, Wording
from app.search.pieces import Place
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.pagination import pager
from app.web.research.desk import DeskView, desk_nav
from app.web.research.parallels.params import ShiftsParams
from app.web.research.parallels.passages import Named, search_address
from app.web.research.parallels.views import ShiftRow, ShiftsView, WordingView


class ShiftsPresenter:
    """Presents pairs of wordings of a library."""

    def __init__(self, viewer: Viewer, snapshot: Snapshot, params: ShiftsParams) -> None:
        self.viewer, self.snapshot, self.params = viewer, snapshot, params
        self.words, self.links = viewer.words, viewer.links

    def pending(self) -> ShiftsView:
        """Return the page as long as pairs are worked out."""
        finding = self.words.gettext("All texts are being compared")
        return ShiftsView(self._desk(), self._address([]), self.params.q, finding, (), None, pending=True)

    def view(self, found: Sequence[Shift]) -> ShiftsView:
        """Return the page."""
        shown = found[self.params.offset : self.params.offset + self.params.limit]
        articles = {place.article for each in shown for place in _places(each)}
        named = Named(self.snapshot, articles, set())
        total = self.words.ngettext("%(n)s pair of wordings", "%(n)s pairs of wordings", len(found))
        return ShiftsView(
            desk=self._desk(),
            action=self._address([]),
            query=self.params.q,
            finding=total,
            rows=tuple(self._rows(shown, named)),
            pager=pager(self.viewer, self.params, len(found), self._address),
        )

    def _rows(self, shown: Sequence[Shift], named: Named) -> Iterator[ShiftRow]:
        for number, shift in enumerate(shown, start=self.params.offset + 1):
            one, other = in_order(shift)
            compare = [("a", shift.here.article), ("b", shift.there.article)]
            if one is not shift.first:
                compare = [("a", shift.there.article), ("b", shift.here.article)]
            yield ShiftRow(
                number=str(number),
                wordings=(self._wording(one, named), self._wording(other, named)),
                frames=Link(self.words.number(shift.frames), self.links.desk("compare", compare)),
            )

    def _wording(self, wording: Wording, named: Named) -> WordingView:
        words, first = self.words, wording.first
        place = Link(words.gettext("no data"))
        if first and wording.date:
            name = named.articles[first.article].label
            place = Link(words.day(wording.date), self.links.paragraph(first.block), title=name)
        address = search_address(self.links, wording.text)
        return WordingView(
            text=wording.text,
            occurrences=Link(words.number(wording.occurrences), address),
            articles=Link(words.number(wording.articles), address),
            first=place,
        )

    def _address(self, pairs: list[tuple[str, str]]) -> str:
        return self.links.desk("shifts", pairs)

    def _desk(self) -> DeskView:
        words = self.words
        recipe = [
            words.gettext("the whole library"),
            words.gettext("without punctuation"),
            words.gettext(
                "the same %(n)s characters around both, %(foot)s or more on either side",
                n=FRAME,
                foot=FRAME_FOOT,
            ),
            words.gettext("frames that more than %(n)s wordings fill, and numbers, left out", n=BLANK),
            words.gettext("as whole words"),
            words.gettext("order: frames"),
            words.gettext("data %(name)s", name=self.snapshot.generation.name),
        ]
        pairs = replace(self.params, offset=0).pairs()
        forms = (Link(name.upper(), self._address([*pairs, ("format", name)])) for name in ("csv", "json"))
        return DeskView(desk_nav(self.viewer, "shifts", ""), " · ".join(recipe), tuple(forms))


def _places(shift: Shift) -> list[Place]:
    firsts = [wording.first for wording in (shift.first, shift.second) if wording.first]
    return [*firsts, shift.here, shift.there]
