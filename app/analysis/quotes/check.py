"""Check the quotations of a draft against the library."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.analysis.quotes.clauses import Clause
from app.analysis.quotes.comparison.critical import find_warnings
from app.analysis.quotes.draft import (
    Draft,
    Fragment,
    Quotation,
    bare_length,
    is_balanced,
    read_draft,
    whole_paragraph,
)
from app.analysis.quotes.match import LOOKED_AT, Match, find_in, find_matches, pages_with_all
from app.analysis.quotes.near_formulations import find_near_formulations
from app.analysis.quotes.report import (
    HARMLESS,
    Change,
    ChangeKind,
    Checked,
    Found,
    NearFormulation,
    Report,
    Verdict,
)
from app.analysis.quotes.sources import Named, Sources
from app.article import BlockType
from app.freed_memory import give_back
from app.library.snapshot import Snapshot

_ORDER = list(Verdict)
_TITLE = re.compile("《[^《》]*》")
_MANY = 50
"""Quotations of a draft whose check takes so much memory for a moment that it is worth giving back."""
FEW = 5
"""Articles, at most, in which an article of a law is looked for that is named without the law."""


def check(snapshot: Snapshot, text: str) -> Report:
    """Return the quotations of a draft with their verdicts, and what was passed over."""
    draft = read_draft(text)
    draft = replace(draft, quotations=tuple(_unbroken(snapshot, draft.quotations)))
    whole = _whole(draft)
    asked = [*draft.quotations, *([whole] if whole else ())]
    found = find_matches(snapshot, [part.text for each in asked for part in each.fragments])
    judge = _Judge(snapshot, found)
    if whole:
        answer = judge.checked(whole)
        if answer.verdict in (Verdict.EXACT, Verdict.PUNCTUATION) or (
            answer.verdict is Verdict.ALTERED and not _are_marked(draft, whole, answer)
        ):
            return _report(snapshot, Draft(text, (whole,), ()), [answer])
    checked = [judge.checked(each) for each in draft.quotations]
    report = _report(snapshot, draft, _without_own_words(checked))
    if len(asked) > _MANY:
        del found, judge
        give_back()
    return report


def _unbroken(snapshot: Snapshot, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield quotations, each as one part that stands in the library so: the lines of one paragraph that was
    broken are no paragraphs."""
    texts = [_unbroken_text(each) for each in quotations]
    counts = snapshot.frequencies(texts)
    for each, text, count in zip(quotations, texts, counts, strict=True):
        yield replace(each, fragments=(Fragment(text),)) if count else each


def _unbroken_text(quotation: Quotation) -> str:
    """Return the parts of a quotation as one; empty where it has one, or gaps."""
    parts = quotation.fragments
    if len(parts) < 2 or any(part.after_gap for part in parts):
        return ""
    return "".join(part.text.replace("\n", "") for part in parts)


def _whole(draft: Draft) -> Quotation | None:
    """Return a draft of one paragraph as one quotation: what is quoted may have quotations in it.

    None where its marks, or the lack of them, make it one already.
    """
    whole = whole_paragraph(draft.text)
    if whole is None:
        return None
    longest = max((bare_length(each.text) for each in draft.quotations), default=0)
    return whole if longest < bare_length(whole.text) else None


def _are_marked(draft: Draft, whole: Quotation, answer: Checked) -> bool:
    """Say whether what is quoted is what stands between marks, and the paragraph around it the draft's own:
    where the marks are whole and most stands between them, titles aside, or what does not is mostly no
    wording of the source."""
    marked = sum(bare_length(each.text) for each in draft.quotations)
    around = bare_length(_TITLE.sub("", whole.text)) - marked
    kinds = (ChangeKind.CHANGED, ChangeKind.ADDED)
    written = sum(bare_length(each.quote) for each in answer.changes if each.kind in kinds)
    return is_balanced(draft.text) and marked > 0 and (marked > around or 3 * written > around)


def _without_own_words(checked: Sequence[Checked]) -> list[Checked]:
    """Return what was checked without sentences that follow a quotation without marks and are the draft's."""
    kept: list[Checked] = []
    for each in checked:
        before = kept[-1].quotation if kept else None
        follows = before and before.own and each.quotation.span[0] - before.span[1] <= 1
        if not (each.quotation.own and follows and each.verdict is Verdict.ABSENT):
            kept.append(each)
    return kept


def _report(snapshot: Snapshot, draft: Draft, checked: Sequence[Checked]) -> Report:
    """Return a report, with the places of each wording counted together, and what is near a formulation."""
    wordings = [_wording(each) for each in checked]
    counts = iter(snapshot.frequencies([text for text in wordings if text]))
    told = tuple(
        replace(each, found=replace(each.found, places=next(counts))) if each.found and text else each
        for each, text in zip(checked, wordings, strict=True)
    )
    near = find_near_formulations(snapshot, draft.text)
    return Report(draft.text, told, draft.passed, tuple(_not_as_printed(near, told)))


def _not_as_printed(near: Iterable[NearFormulation], checked: Sequence[Checked]) -> Iterator[NearFormulation]:
    """Yield wordings without their places in quotations that stand in the library as they are."""
    quoted = [each.quotation.span for each in checked if each.verdict in (Verdict.EXACT, Verdict.PUNCTUATION)]
    for each in near:
        own = [span for span in each.spans if not any(a <= span[0] and span[1] <= z for a, z in quoted)]
        if own:
            yield replace(each, spans=tuple(own))


def _wording(checked: Checked) -> str:
    """Return the wording of the source whose places are counted: of several parts that of the first."""
    found = checked.found
    if found is None or checked.verdict is Verdict.ABSENT:
        return ""
    return found.block.text[slice(*found.span)]


class _Judge:
    """Judges quotations by what their parts may have been made of."""

    def __init__(self, snapshot: Snapshot, found: Mapping[str, tuple[Match, ...]]) -> None:
        self._snapshot, self._found, self._sources = snapshot, found, Sources(snapshot)
        articles = {match.block.article for own in found.values() for match in own}
        self._articles = snapshot.articles_by_id(articles)

    def checked(self, quotation: Quotation) -> Checked:
        """Return a quotation with its verdict, changes and warnings."""
        named = self._sources.named(quotation)
        parts = [own for own in self._places(quotation, named) if own]
        articles = list(dict.fromkeys(match.block.article for own in parts for match in own))
        if not named.title and len(articles) > FEW:
            named = replace(named, clause=None)  # Of which of so many laws it is not said.
        found = self._in_one_article(parts, articles, named)
        first = max(found, key=lambda match: match.span[1] - match.span[0], default=None)
        if first is None:
            return Checked(quotation, Verdict.ABSENT)
        verdict = max((match.verdict for match in found), key=_ORDER.index)
        if len(found) < len(quotation.fragments):
            verdict = Verdict.ABSENT
        where = Found(first.block, self._articles[first.block.article], first.span, 0)
        if verdict is Verdict.ABSENT:
            return Checked(quotation, verdict, where)
        changes = tuple(self._together(quotation, found))
        if any(change.kind not in HARMLESS for change in changes):
            verdict = max(verdict, Verdict.ALTERED, key=_ORDER.index)
        warnings = [*find_warnings(changes), *self._sources.warnings(named, where.article, where.block)]
        return Checked(quotation, verdict, where, changes, tuple(warnings))

    def _in_one_article(
        self, parts: Sequence[Sequence[Match]], articles: Sequence[str], named: Named
    ) -> list[Match]:
        """Return a match for each part: in one article and in order where that can be, as named in the draft
        if it stands there too, the nearest first."""
        best: tuple[tuple[float, bool, bool], list[Match]] | None = None
        for article in articles:
            there = named.is_of(self._articles[article])
            clause = named.clause if there or not named.title else None
            chosen = self._in_order(parts, article, clause)
            quality = sum(
                match.similarity + 0.01 * (_ORDER.index(Verdict.ABSENT) - _ORDER.index(match.verdict))
                for match in chosen
                if match.block.article == article
            )
            at = clause is not None and self._sources.is_at(clause, chosen[0].block)
            rank = (round(quality - 0.001 * _disorder(chosen), 6), there, at)
            if best is None or rank > best[0]:
                best = rank, chosen
        return best[1] if best else []

    def _places(self, quotation: Quotation, named: Named) -> list[Sequence[Match]]:
        """Return the matches of each part; of one that stands too often to be looked at everywhere, those
        where it may be meant first: in the source that is named, or where the other parts are."""
        parts: list[Sequence[Match]] = [self._found[part.text] for part in quotation.fragments]
        if all(len(own) < LOOKED_AT for own in parts):
            return parts
        near = {match.block.article for own in parts if len(own) < LOOKED_AT for match in own}
        pages = [*named.pages, *dict.fromkeys(self._articles[each].page for each in near)]
        if not pages and len(parts) > 1:
            pages = pages_with_all(self._snapshot, [part.text for part in quotation.fragments])
        for n, part in enumerate(quotation.fragments):
            if pages and len(parts[n]) >= LOOKED_AT:
                parts[n] = [*find_in(self._snapshot, part.text, pages), *parts[n]]
        more = {match.block.article for own in parts for match in own} - self._articles.keys()
        self._articles |= self._snapshot.articles_by_id(more)
        return parts

    def _in_order(self, parts: Sequence[Sequence[Match]], article: str, clause: Clause | None) -> list[Match]:
        """Return a match for each part, of an article where it has any, each after the one before if
        possible, in the article of a law that is named if it is there."""
        chosen: list[Match] = []
        for found in parts:
            own = [match for match in found if match.block.article == article]
            after = [match for match in own if not chosen or _place(match) >= _place(chosen[-1])]
            good = [match for match in after if match.verdict is own[0].verdict]
            if clause and len(good) > 1:
                good.sort(key=lambda match: not self._sources.is_at(clause, match.block))
            chosen.append((good or own or list(found))[0])
        return chosen

    def _together(self, quotation: Quotation, found: Sequence[Match]) -> list[Change]:
        """Return the changes of all parts, and what is wrong about how they stand together."""
        changes: list[Change] = []
        before: Match | None = None
        for part, match in zip(quotation.fragments, found, strict=True):
            if before is not None:
                kind, between = ChangeKind.OMITTED, ""
                if before.block.article != match.block.article:
                    kind = ChangeKind.JOINED
                elif _place(before) > _place(match):
                    kind = ChangeKind.MOVED_TO
                elif not part.after_gap and (between := self._between(before, match)):
                    kind = ChangeKind.LEFT_OUT
                changes.append(Change(kind, "……" if part.after_gap else "", between))
            changes += match.changes
            before = match
        return changes

    def _between(self, before: Match, match: Match) -> str:
        """Return what stands in an article between two parts of a quotation; empty if it is punctuation or
        headings."""
        if "\n" in before.source + match.source:
            return ""  # Of two paragraphs only one is told.
        one, other = before.block, match.block
        if one.id == other.id:
            text = one.text[before.span[1] : match.span[0]]
        else:
            blocks = self._snapshot.article(one.article).blocks if other.position - one.position > 1 else ()
            whole = [
                each.text
                for each in blocks
                if one.position < each.position < other.position and each.type != BlockType.HEADING
            ]
            text = "\n".join((one.text[before.span[1] :], *whole, other.text[: match.span[0]]))
        return text if bare_length(text) else ""


def _place(match: Match) -> tuple[int, int]:
    return match.block.position, match.span[0]


def _disorder(chosen: Sequence[Match]) -> int:
    return sum(_place(one) > _place(other) for one, other in zip(chosen, chosen[1:], strict=False))
