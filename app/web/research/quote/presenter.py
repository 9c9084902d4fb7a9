"""A quotation check as a page: the draft stays in view, the verdicts stand beside it, the worst first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.analysis.quotes.draft import SHORTEST
from app.analysis.quotes.report import (
    HARMLESS,
    ChangeKind,
    Checked,
    Found,
    NearFormulation,
    Report,
    Verdict,
)
from app.analysis.quotes.restore import restored
from app.analysis.quotes.wording import verdict_name, warning_sentence
from app.search.language.unparse import quote_phrase
from app.store.rows import Generation
from app.text import fold, strip_punctuation
from app.web.layout.elements import Link
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import block_mark
from app.web.research.quote.body import MOST_CHARACTERS
from app.web.research.quote.draft_pieces import draft_paragraphs
from app.web.research.quote.views import DiffPiece, NearRow, QuoteRow, QuoteView

WORST_FIRST = (Verdict.ALTERED, Verdict.ABSENT, Verdict.PUNCTUATION, Verdict.EXACT)
AROUND = 14
"""Characters on either side of the nearest passage."""


class QuotePresenter:
    """Presents one check; no search is offered for what is longer than ``longest``, that of a query.

    ``language`` is what the address says of it, and goes on saying.
    """

    def __init__(
        self, names: ValueNames, generation: Generation, longest: int, language: str | None = None
    ) -> None:
        self._names, self._generation, self._longest = names, generation, longest
        pairs = [("lang", language)] if language else []
        self._action = names.viewer.links.desk("quote", pairs)
        self._words, self._links = names.viewer.words, names.viewer.links

    def empty(self) -> QuoteView:
        """Return the page with an empty form."""
        return QuoteView(self._action, longest=self._words.number(MOST_CHARACTERS))

    def view(self, report: Report) -> QuoteView:
        """Return the page of a report."""
        worst = sorted(report.checked, key=lambda each: WORST_FIRST.index(each.verdict))
        numbers = {each.quotation.span: number for number, each in enumerate(worst, start=1)}
        return QuoteView(
            action=self._action,
            text=report.text,
            shape=self._shape(report),
            total=self._words.ngettext("%(n)s quotation:", "%(n)s quotations:", len(report.checked)),
            finding=tuple(self._finding(report.checked)),
            draft=tuple(draft_paragraphs(report, numbers)),
            rows=tuple(self._row(number, each) for number, each in enumerate(worst, start=1)),
            near=tuple(
                self._near(number, each, report.text) for number, each in enumerate(report.near, start=1)
            ),
            passed=tuple(each.text for each in report.passed),
            restored=restored(report) if _are_altered(report) else "",
            recipe=self._recipe(),
            longest=self._words.number(MOST_CHARACTERS),
        )

    def _shape(self, report: Report) -> str:
        words = self._words
        paragraphs = sum(bool(line.strip()) for line in report.text.splitlines())
        characters, quotations = len("".join(report.text.split())), len(report.checked)
        return " · ".join(
            (
                words.ngettext("%(n)s paragraph", "%(n)s paragraphs", paragraphs),
                words.ngettext("%(n)s character", "%(n)s characters", characters),
                words.ngettext("%(n)s quotation", "%(n)s quotations", quotations),
            )
        )

    def _finding(self, checked: Sequence[Checked]) -> Iterator[tuple[str, str]]:
        counts, words = Counter(each.verdict for each in checked), self._words
        names = {
            Verdict.EXACT: words.pgettext("how many", "as printed"),
            Verdict.PUNCTUATION: words.pgettext("how many", "with other punctuation or forms"),
            Verdict.ALTERED: words.pgettext("how many", "altered"),
            Verdict.ABSENT: words.pgettext("how many", "not in this library"),
        }
        for verdict in WORST_FIRST:
            if counts[verdict]:
                yield self._words.number(counts[verdict]), names[verdict]

    def _row(self, number: int, checked: Checked) -> QuoteRow:
        quotation, found, absent = checked.quotation, checked.found, checked.verdict is Verdict.ABSENT
        pieces = tuple(DiffPiece(each.kind, each.quote, each.source) for each in checked.changes)
        return QuoteRow(
            number=number,
            verdict=checked.verdict,
            name=verdict_name(self._words, checked.verdict),
            paragraph=self._words.gettext("paragraph %(n)s", n=quotation.paragraph),
            pieces=pieces or (DiffPiece(ChangeKind.SAME, quotation.text, ""),),
            warnings=tuple(warning_sentence(self._words, each) for each in checked.warnings),
            summary=self._absence() if absent else self._summary(checked),
            nearest=_around(found) if absent and found else None,
            place=self._place(found) if found else None,
            source=self._source(found) if found else "",
            places=self._places(found) if found and not absent else None,
        )

    def _summary(self, checked: Checked) -> str:
        """Return how many places are changed, and how many characters are left out or added."""
        words = self._words
        kinds = Counter(each.kind for each in checked.changes if each.kind not in HARMLESS)
        left = sum(_length(each.source) for each in checked.changes if each.kind is ChangeKind.LEFT_OUT)
        added = sum(_length(each.quote) for each in checked.changes if each.kind is ChangeKind.ADDED)
        told = []
        if count := kinds[ChangeKind.CHANGED]:
            told.append(words.ngettext("%(n)s place changed", "%(n)s places changed", count))
        if left:
            told.append(words.ngettext("%(n)s character left out", "%(n)s characters left out", left))
        if added:
            told.append(words.ngettext("%(n)s character added", "%(n)s characters added", added))
        if kinds[ChangeKind.MOVED_TO]:
            told.append(words.gettext("order changed"))
        if kinds[ChangeKind.JOINED]:
            told.append(words.gettext("two passages joined"))
        return words.listed(told) if told else ""

    def _near(self, number: int, found: NearFormulation, draft: str) -> NearRow:
        """Return a wording of the draft beside the formulation that it is near, both with their counts."""
        words, links, formulation = self._words, self._links, found.formulation
        asked = [("q", quote_phrase(formulation.text))]
        paragraphs = dict.fromkeys(_paragraph_number(draft, start) for start, _ in found.spans)
        own = [("q", quote_phrase(found.text)), ("punctuation", "ignore")]
        times = words.ngettext("%(n)s time as in the draft", "%(n)s times as in the draft", found.occurrences)
        often = words.ngettext(
            "%(n)s time as the formulation", "%(n)s times as the formulation", formulation.occurrences
        )
        return NearRow(
            number=number,
            paragraphs=words.gettext("paragraph %(n)s", n="、".join(map(str, paragraphs))),
            pieces=tuple(DiffPiece(each.kind, each.quote, each.source) for each in found.changes),
            formulation=Link(formulation.text, links.formulation(formulation.text)),
            count=Link(often, links.search(asked)),
            own=Link(times, links.search(own) if found.occurrences else ""),
            lines=Link(words.pgettext("desk", "Line by line"), links.desk("concordance", asked)),
        )

    def _absence(self) -> str:
        return self._words.ngettext(
            "Not in this library, which does not make it wrong. Searched: %(n)s article, %(characters)s"
            " characters.",
            "Not in this library, which does not make it wrong. Searched: %(n)s articles, %(characters)s"
            " characters.",
            self._generation.articles,
            characters=self._words.number(self._generation.characters),
        )

    def _place(self, found: Found) -> Link:
        n, words = found.block.n, self._words
        mark = words.gettext("paragraph %(n)s", n=n) if n else block_mark(found.block, words)
        return Link(found.article.label, self._links.paragraph(found.block.id), rest=mark)

    def _source(self, found: Found) -> str:
        place = self._names.place(found.article.page)
        told = ("、".join(found.article.authors), found.article.date or "", place.text if place else "")
        return " · ".join(filter(None, told))

    def _places(self, found: Found) -> Link:
        wording = found.block.text[slice(*found.span)]
        text = self._words.ngettext("%(n)s place", "%(n)s places", found.places)
        if len(wording) + 2 > self._longest:
            return Link(text)
        pairs = [("q", quote_phrase(wording)), ("punctuation", "ignore")]
        return Link(text, self._links.search(pairs))

    def _recipe(self) -> str:
        words, held = self._words, self._generation
        return " · ".join(
            (
                words.gettext("quotations: “ ”「 」『 』 and after 指出： and the like"),
                words.gettext("from %(n)s characters on", n=SHORTEST),
                words.gettext(
                    "compared character by character; punctuation, forms, additions and order besides"
                ),
                words.library_size(held.articles, held.characters),
                words.gettext("data %(name)s", name=held.name),
            )
        )


def _paragraph_number(draft: str, at: int) -> int:
    """Return the number of the paragraph in which a place stands, from 1."""
    return sum(bool(line.strip()) for line in draft[: at + 1].splitlines())


def _are_altered(report: Report) -> bool:
    return any(each.verdict is Verdict.ALTERED for each in report.checked)


def _length(text: str) -> int:
    return len(strip_punctuation(fold(text))[0])


def _around(found: Found) -> tuple[str, str, str]:
    """Return what stands before, in and after the nearest stretch of an absent quotation."""
    text, (start, end) = found.block.text, found.span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return (
        ("…" if start > AROUND else "") + before,
        text[start:end],
        after + ("…" if end + AROUND < len(text) else ""),
    )
