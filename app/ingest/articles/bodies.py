"""Group the paragraphs of a page into items: runs of text, and the runs that belong together.

A run of text ends at a title, a byline, a note about the authors, a source or a caption. Two runs are
one item if a sentence runs from one into the other, or if one has no beginning of its own and speaks of
what the other does.
"""

from collections.abc import Sequence
from dataclasses import field, replace

from app.frozen import dataclass
from app.ingest.articles.boundaries import (
    AT_CAPTION,
    STARTS_LIKE_NEWS,
    boundary_candidates,
    likeliest_boundary,
    running_text,
    topic_change_odds,
)
from app.ingest.articles.text_similarity import BigramModel, TextSimilarity
from app.ingest.columns.elements import CAPTION, DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.wording import starts_like_news

_BODY = {PARAGRAPH, DISPLAY, LineClass.KEY_POINT}
_END_NOTES = {LineClass.AFFILIATION, LineClass.SOURCE}
# How much alike an item without a beginning and another must be to be one. Halves of one article: mostly
# above 0.03; different articles: mostly below 0.02, unless the whole page has one theme.
_ALIKE, _CLEARLY = 0.022, 1.6
# What stands right after the end of an item, with no end of its own, is likely its displaced opening.
# The shorter it is, the less it can share.
_ALIKE_NEXT, _LONG_TEXT = 0.005, 400
# Half of a cut item has at least this many characters.
_SHORTEST_HALF = 100
# So many places are tried, and none less likely than this.
_MOST_DIVISIONS, _LEAST_ODDS = 8, -3.2
# No column of a page has more paragraphs; longer runs are cut at display lines only.
_MOST_PARAGRAPHS = 300


@dataclass(slots=True)
class TextRun:
    """Consecutive body elements of one item, by their index on the page."""

    indices: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    introduced: bool = False
    """True if a title or a byline stands right before it."""
    after_caption: bool = False
    """True if only a caption divides it from the run before."""

    ended: bool = False
    """True if another item was found to begin right after it."""
    split_from: int = -1
    """The first element of the run it was cut from: what was cut apart is not joined again."""

    @property
    def closed(self) -> bool:
        """Return whether it ends in a note or source, as items do."""
        return bool(self.notes) or self.ended


def find_text_runs(
    elements: Sequence[Element], titles: Sequence[tuple[int, int]], headings: set[int]
) -> list[TextRun]:
    """Cut the page's elements into runs of text."""
    in_title = {index for start, end in titles for index in range(start, end)} - headings
    result: list[TextRun] = []
    current = TextRun()
    for index, element in enumerate(elements):
        if index in in_title or element.kind == LineClass.BYLINE:
            current = _next(result, current, introduced=True)
        elif element.kind in _END_NOTES:
            current.notes.append(index)
        elif element.kind == LineClass.JUMP:
            current.ended = bool(current.indices)
            current = _next(result, current, introduced=True)
        elif element.kind == CAPTION:
            current = _next(result, current, soft=not current.closed)
        elif element.kind in _BODY:
            if current.closed:
                current = _next(result, current)
            current.indices.append(index)
    _next(result, current)
    return result


def _next(result: list[TextRun], current: TextRun, introduced: bool = False, soft: bool = False) -> TextRun:
    if current.indices or current.notes:
        result.append(current)
        return TextRun(introduced=introduced, after_caption=soft and not introduced)
    return TextRun(
        introduced=introduced or current.introduced,
        after_caption=(soft or current.after_caption) and not introduced,
    )


def group_text_runs(
    elements: Sequence[Element], parts: list[TextRun], bigrams: BigramModel
) -> tuple[list[list[TextRun]], list[int]]:
    """Group runs of text into items, in reading order; return also the elements found to be titles."""
    titles: list[int] = []
    groups = [[piece] for part in parts for piece in _by_topic(elements, part, bigrams, titles)]
    _drop_empty(groups)
    _join_cut(elements, groups)
    _join_soft(elements, groups, bigrams)
    _join_alike(elements, groups)
    return groups, titles


def _by_topic(
    elements: Sequence[Element], part: TextRun, bigrams: BigramModel, titles: list[int]
) -> list[TextRun]:
    """Cut a run of text where its words say that another item begins."""
    waiting, pieces = [part], []
    while waiting:
        part = waiting.pop()
        boundary = likeliest_boundary(elements, part.indices, bigrams, part.notes)
        if boundary is None:
            pieces.append(part)
        else:
            waiting += reversed(_halves(elements, part, boundary.position, titles))
    return pieces


def _halves(elements: Sequence[Element], part: TextRun, position: int, titles: list[int]) -> list[TextRun]:
    rest = part.indices[position:]
    titled = elements[rest[0]].kind == DISPLAY
    if titled:
        titles.append(rest.pop(0))
    alone = elements[rest[0]].lines[0].lone_space
    source = part.split_from if part.split_from >= 0 else part.indices[0]
    first = TextRun(part.indices[:position], [], part.introduced, part.after_caption, titled or alone, source)
    return [first, TextRun(rest, part.notes, titled or alone, False, part.ended, source)]


def _drop_empty(groups: list[list[TextRun]]) -> None:
    """Give a note that stands alone to the item before it."""
    for position in range(len(groups) - 1, 0, -1):
        if not groups[position][0].indices:
            groups[position - 1][-1].notes += groups.pop(position)[0].notes


def _tail(elements: Sequence[Element], group: list[TextRun]) -> bool:
    last = group[-1]
    return bool(last.indices) and not last.closed and elements[last.indices[-1]].tailless


def _head(elements: Sequence[Element], group: list[TextRun]) -> bool:
    return bool(group[0].indices) and elements[group[0].indices[0]].headless


def _join_cut(elements: Sequence[Element], groups: list[list[TextRun]]) -> None:
    """Join what was cut in mid-sentence.

    A run that breaks off is continued by the one before it, if that begins in mid-sentence and nothing
    before went on into it (columns in the wrong order), or else by the next that does.
    """
    position = 0
    while position < len(groups):
        follower = next(
            (later for later in range(position + 1, len(groups)) if _head(elements, groups[later])),
            None,
        )
        if not _tail(elements, groups[position]):
            position += 1
        elif position and _head(elements, groups[position - 1]) and not groups[position][0].introduced:
            groups[position - 1][:0] = groups.pop(position)
        elif follower is not None:
            groups[position] += groups.pop(follower)
        else:
            position += 1


def _join_soft(elements: Sequence[Element], groups: list[list[TextRun]], bigrams: BigramModel) -> None:
    position = 1
    while position < len(groups):
        first = groups[position][0]
        before = groups[position - 1][-1]
        open_ends = first.after_caption and not before.closed and not _head(elements, groups[position])
        if open_ends and _one_topic(elements, groups[position - 1], groups[position], bigrams):
            groups[position - 1] += groups.pop(position)
        else:
            position += 1


def _one_topic(
    elements: Sequence[Element], one: list[TextRun], other: list[TextRun], bigrams: BigramModel
) -> bool:
    after = runs_text(elements, other)
    news = STARTS_LIKE_NEWS if starts_like_news(after) else 0.0
    return AT_CAPTION + news + topic_change_odds(runs_text(elements, one), after, bigrams) < 0


def runs_text(elements: Sequence[Element], runs: Sequence[TextRun]) -> str:
    """Return the text of some runs, one element a line."""
    return running_text(elements, [index for run in runs for index in run.indices])


def _join_alike(elements: Sequence[Element], groups: list[list[TextRun]]) -> None:
    """Join an item that nothing introduces to the one it is most like, if one of them is unfinished."""
    position, similarity = 1, None
    while position < len(groups):
        similarity = similarity or TextSimilarity([runs_text(elements, group) for group in groups])
        partner = _partner(elements, groups, position, similarity)
        if partner is None:
            position += 1
            continue
        group, target, similarity = groups[position], groups[partner], None
        del groups[position]
        if target[-1].closed and not group[-1].closed:
            target[:0] = group
        else:
            target += group


def _partner(
    elements: Sequence[Element], groups: list[list[TextRun]], position: int, similarity: TextSimilarity
) -> int | None:
    group = groups[position]
    if group[0].introduced or not group[0].indices:
        return None
    alike = [similarity.cosine(position, other) for other in range(len(groups))]
    scores = [
        alike[other] if other != position and _may_join(groups[other], group) else 0.0
        for other in range(len(groups))
    ]
    best = max(range(len(scores)), key=scores.__getitem__)
    rest = sorted((alike[o] for o in range(len(groups)) if o not in (position, best)), reverse=True)
    rival = rest[0] if rest else 0.0
    right_after = best == position - 1 and groups[best][-1].closed
    likeness = max(_ALIKE_NEXT, _ALIKE * min(1.0, len(runs_text(elements, group)) / _LONG_TEXT))
    if right_after and scores[best] > likeness and scores[best] >= rival:
        return best
    if starts_like_news(runs_text(elements, group)):
        return None
    return best if scores[best] > max(_ALIKE, _CLEARLY * rival) else None


def _may_join(one: list[TextRun], other: list[TextRun]) -> bool:
    cut_apart = {part.split_from for part in one} & {part.split_from for part in other} - {-1}
    return not cut_apart and not (one[-1].closed and other[-1].closed)


@dataclass(frozen=True, slots=True)
class BodySplit:
    """An item cut in two: all groups, the display element that became a title, and its log-odds."""

    groups: list[list[TextRun]]
    title: int | None
    odds: float


def likeliest_splits(
    elements: Sequence[Element], groups: Sequence[list[TextRun]], bigrams: BigramModel, incomplete: bool
) -> list[BodySplit]:
    """Return the likeliest ways to cut one item in two; at any paragraph, if the titles are `incomplete`."""
    result = []
    for index, group in enumerate(groups):
        for number, part in enumerate(group):
            anywhere = incomplete and len(part.indices) <= _MOST_PARAGRAPHS
            for boundary in boundary_candidates(elements, part.indices, bigrams, part.notes, anywhere):
                if boundary.odds < _LEAST_ODDS:
                    continue
                rest = part.indices[boundary.position :]
                titled = elements[rest[0]].kind == DISPLAY
                before = [*group[:number], replace(part, indices=part.indices[: boundary.position], notes=[])]
                after = [replace(part, indices=rest[titled:]), *group[number + 1 :]]
                if min(len(runs_text(elements, before)), len(runs_text(elements, after))) < _SHORTEST_HALF:
                    continue
                cut = [*groups[:index], before, after, *groups[index + 1 :]]
                result.append(BodySplit(cut, rest[0] if titled else None, boundary.odds))
    return sorted(result, key=lambda division: division.odds, reverse=True)[:_MOST_DIVISIONS]
