"""Check the quotations of a draft against the library."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.analysis.quotes.critical import find_warnings
from app.analysis.quotes.draft import Draft, Quotation, bare_length, is_balanced, read_draft, whole_paragraph
from app.analysis.quotes.match import Match, find_matches
from app.analysis.quotes.near_formulations import find_near_formulations
from app.analysis.quotes.report import (
    HARMLESS,
    Change,
    ChangeKind,
    Checked,
    Found,
    NearFormulation,
    QuoteWarning,
    Report,
    Verdict,
)
from app.analysis.quotes.sources import Sources
from app.library.snapshot import Snapshot
from app.store.rows import StoredArticle

_Matches = dict[str, tuple[Match, ...]]
_ORDER = list(Verdict)


def check(snapshot: Snapshot, text: str) -> Report:
    """Return the quotations of a draft with their verdicts, and what was passed over."""
    draft = read_draft(text)
    whole = _whole(draft)
    asked = [*draft.quotations, *([whole] if whole else ())]
    matches = find_matches(snapshot, [part.text for each in asked for part in each.fragments])
    articles = snapshot.articles_by_id({match.block.article for found in matches.values() for match in found})
    sources = Sources(snapshot, articles)
    if whole:
        answer = _checked(whole, matches, articles, sources)
        mostly = 2 * sum(bare_length(each.text) for each in draft.quotations) > bare_length(whole.text)
        if answer.verdict in (Verdict.EXACT, Verdict.PUNCTUATION) or (
            answer.verdict is Verdict.ALTERED and not (mostly and is_balanced(text))
        ):
            return _report(snapshot, Draft(text, (whole,), ()), [answer])
    checked = [_checked(each, matches, articles, sources) for each in draft.quotations]
    return _report(snapshot, draft, _without_own_words(checked))


def _whole(draft: Draft) -> Quotation | None:
    """Return a draft of one paragraph as one quotation: what is quoted may have quotations in it.

    None where its marks, or the lack of them, make it one already.
    """
    whole = whole_paragraph(draft.text)
    if whole is None:
        return None
    longest = max((bare_length(each.text) for each in draft.quotations), default=0)
    return whole if longest < bare_length(whole.text) else None


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
    counts = iter(snapshot.count([text for text in wordings if text], ignore_punctuation=True))
    told = tuple(
        replace(each, found=replace(each.found, places=next(counts).times)) if each.found and text else each
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


def _checked(
    quotation: Quotation, matches: _Matches, articles: dict[str, StoredArticle], sources: Sources
) -> Checked:
    found = _in_one_article(quotation, matches, sources)
    first = max(found, key=lambda match: match.span[1] - match.span[0], default=None) if found else None
    parts = len(quotation.fragments)
    if first is None:
        return Checked(quotation, Verdict.ABSENT)
    verdict = max((match.verdict for match in found), key=_ORDER.index)
    if len(found) < parts:
        verdict = Verdict.ABSENT
    where = Found(first.block, articles[first.block.article], first.span, 0)
    if verdict is Verdict.ABSENT:
        return Checked(quotation, verdict, where)
    changes = tuple(_together(quotation, found))
    if any(change.kind not in HARMLESS for change in changes):
        verdict = max(verdict, Verdict.ALTERED, key=_ORDER.index)
    warnings: list[QuoteWarning] = list(find_warnings(changes))
    warnings += sources.warnings(quotation.lead, where.article)
    return Checked(quotation, verdict, where, changes, tuple(warnings))


def _in_one_article(quotation: Quotation, matches: _Matches, sources: Sources) -> list[Match]:
    """Return a match for each part: in one article and in order where that can be, as named in the draft if
    it stands there too, the nearest first."""
    parts = [matches[part.text] for part in quotation.fragments]
    parts = [found for found in parts if found]
    articles = dict.fromkeys(match.block.article for found in parts for match in found)
    named = sources.named(quotation.lead)
    best: tuple[tuple[float, bool], list[Match]] | None = None
    for article in articles:
        chosen = _in_order(parts, article)
        quality = sum(
            match.similarity + 0.01 * (_ORDER.index(Verdict.ABSENT) - _ORDER.index(match.verdict))
            for match in chosen
            if match.block.article == article
        )
        rank = (round(quality - 0.001 * _disorder(chosen), 6), article in named)
        if best is None or rank > best[0]:
            best = rank, chosen
    return best[1] if best else []


def _in_order(parts: Sequence[Sequence[Match]], article: str) -> list[Match]:
    """Return a match for each part, of an article where it has any, each after the one before if possible."""
    chosen: list[Match] = []
    for found in parts:
        own = [match for match in found if match.block.article == article]
        after = [match for match in own if not chosen or _place(match) >= _place(chosen[-1])] if own else []
        good = [match for match in after if match.verdict is own[0].verdict]
        chosen.append((good or own or list(found))[0])
    return chosen


def _place(match: Match) -> tuple[int, int]:
    return match.block.position, match.span[0]


def _disorder(chosen: Sequence[Match]) -> int:
    return sum(_place(one) > _place(other) for one, other in zip(chosen, chosen[1:], strict=False))


def _together(quotation: Quotation, found: Sequence[Match]) -> list[Change]:
    """Return the changes of all parts, and what is wrong about how they stand together."""
    changes: list[Change] = []
    before: Match | None = None
    for part, match in zip(quotation.fragments, found, strict=True):
        if before is not None:
            kind = ChangeKind.OMITTED
            if before.block.article != match.block.article:
                kind = ChangeKind.JOINED
            elif _place(before) > _place(match):
                kind = ChangeKind.MOVED_TO
            changes.append(Change(kind, "……" if part.after_gap else "", ""))
        changes += match.changes
        before = match
    return changes
