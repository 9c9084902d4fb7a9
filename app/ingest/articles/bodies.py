"""Which paragraphs belong to one item of the page: stretches of text, and the stretches that go together.

A stretch ends at a title, a byline, a note about the authors, a source or a caption. Two stretches are
one item if a sentence runs from one into the other, or if one has no beginning of its own and speaks of
what the other does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.ingest.articles.boundaries import (
    AT_CAPTION,
    STARTS_LIKE_NEWS,
    boundary_candidates,
    likeliest_boundary,
    topic_change_odds,
)
from app.ingest.articles.similarity import Affinity, Words
from app.ingest.columns.elements import CAPTION, DISPLAY, PARAGRAPH, Element
from app.ingest.lines.classify import Mark
from app.ingest.lines.wording import starts_like_news

BODY = {PARAGRAPH, DISPLAY, Mark.KEY_POINT}
END_NOTES = {Mark.AFFILIATION, Mark.SOURCE}
# How much alike an item without a beginning and another must be to be one. Halves of one article: mostly
# above 0.03; different articles: mostly below 0.02, unless the whole page has one theme.
ALIKE, CLEARLY = 0.022, 1.6
# What stands right after the end of an item, with no end of its own, is likely its displaced opening.
# The shorter it is, the less it can share.
ALIKE_NEXT, LONG_TEXT = 0.005, 400
# Half of a cut item has at least this many characters.
SHORTEST_HALF = 100
# So many places are tried, and none less likely than this.
MOST_DIVISIONS, LEAST_ODDS = 8, -3.2
# No column of a page has more paragraphs; longer stretches are cut at display lines only.
MOST_PARAGRAPHS = 300


@dataclass(slots=True)
class Stretch:
    """Consecutive body elements of one item, by their index on the page."""

    indices: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    introduced: bool = False
    """Whether a title or a byline stands right before it."""
    soft: bool = False
    """Whether only a caption divides it from the stretch before."""

    ended: bool = False
    """Whether another item was found to begin right after it."""
    source: int = -1
    """The stretch it was cut from: what was cut apart is not joined again."""

    @property
    def closed(self) -> bool:
        """Whether it ends in a note or source, as items do."""
        return bool(self.notes) or self.ended


def stretches(
    found: Sequence[Element], titles: Sequence[tuple[int, int]], headings: set[int]
) -> list[Stretch]:
    """Cut the page's elements into stretches."""
    in_title = {index for start, end in titles for index in range(start, end)} - headings
    result: list[Stretch] = []
    current = Stretch()
    for index, element in enumerate(found):
        if index in in_title or element.kind == Mark.BYLINE:
            current = _next(result, current, introduced=True)
        elif element.kind in END_NOTES:
            current.notes.append(index)
        elif element.kind == Mark.JUMP:
            current.ended = bool(current.indices)
            current = _next(result, current, introduced=True)
        elif element.kind == CAPTION:
            current = _next(result, current, soft=not current.closed)
        elif element.kind in BODY:
            if current.closed:
                current = _next(result, current)
            current.indices.append(index)
    _next(result, current)
    return result


def _next(result: list[Stretch], current: Stretch, introduced: bool = False, soft: bool = False) -> Stretch:
    if current.indices or current.notes:
        result.append(current)
        return Stretch(introduced=introduced, soft=soft and not introduced)
    return Stretch(
        introduced=introduced or current.introduced, soft=(soft or current.soft) and not introduced
    )


def bodies(
    found: Sequence[Element], parts: list[Stretch], words: Words
) -> tuple[list[list[Stretch]], list[int]]:
    """Gather stretches into items, each in reading order; and the display elements that turned out titles."""
    titles: list[int] = []
    groups = [[piece] for part in parts for piece in _by_topic(found, part, words, titles)]
    _drop_empty(groups)
    _join_cut(found, groups)
    _join_soft(found, groups, words)
    _join_alike(found, groups)
    return groups, titles


def _by_topic(found: Sequence[Element], part: Stretch, words: Words, titles: list[int]) -> list[Stretch]:
    """Cut a stretch where other items begin unsaid."""
    waiting, pieces = [part], []
    while waiting:
        part = waiting.pop()
        seam = likeliest_boundary(found, part.indices, words, part.notes)
        if seam is None:
            pieces.append(part)
        else:
            waiting += reversed(_halves(found, part, seam.position, titles))
    return pieces


def _halves(found: Sequence[Element], part: Stretch, position: int, titles: list[int]) -> list[Stretch]:
    rest = part.indices[position:]
    titled = found[rest[0]].kind == DISPLAY
    if titled:
        titles.append(rest.pop(0))
    alone = found[rest[0]].lines[0].lone_space
    source = part.source if part.source >= 0 else part.indices[0]
    first = Stretch(part.indices[:position], [], part.introduced, part.soft, titled or alone, source)
    return [first, Stretch(rest, part.notes, titled or alone, False, part.ended, source)]


def _drop_empty(groups: list[list[Stretch]]) -> None:
    """A note that stands alone belongs to the item before it."""
    for position in range(len(groups) - 1, 0, -1):
        if not groups[position][0].indices:
            groups[position - 1][-1].notes += groups.pop(position)[0].notes


def _tail(found: Sequence[Element], group: list[Stretch]) -> bool:
    last = group[-1]
    return bool(last.indices) and not last.closed and found[last.indices[-1]].tailless


def _head(found: Sequence[Element], group: list[Stretch]) -> bool:
    return bool(group[0].indices) and found[group[0].indices[0]].headless


def _join_cut(found: Sequence[Element], groups: list[list[Stretch]]) -> None:
    """A stretch that breaks off is continued by the one before it, if that begins in mid-sentence and
    nothing before went on into it (columns in the wrong order), or else by the next that does."""
    position = 0
    while position < len(groups):
        follower = next(
            (later for later in range(position + 1, len(groups)) if _head(found, groups[later])),
            None,
        )
        if not _tail(found, groups[position]):
            position += 1
        elif position and _head(found, groups[position - 1]) and not groups[position][0].introduced:
            groups[position - 1][:0] = groups.pop(position)
        elif follower is not None:
            groups[position] += groups.pop(follower)
        else:
            position += 1


def _join_soft(found: Sequence[Element], groups: list[list[Stretch]], words: Words) -> None:
    position = 1
    while position < len(groups):
        first = groups[position][0]
        before = groups[position - 1][-1]
        open_ends = first.soft and not before.closed and not _head(found, groups[position])
        if open_ends and _one_topic(found, groups[position - 1], groups[position], words):
            groups[position - 1] += groups.pop(position)
        else:
            position += 1


def _one_topic(found: Sequence[Element], one: list[Stretch], other: list[Stretch], words: Words) -> bool:
    after = _text(found, other)
    news = STARTS_LIKE_NEWS if starts_like_news(after) else 0.0
    return AT_CAPTION + news + topic_change_odds(_text(found, one), after, words) < 0


def _text(found: Sequence[Element], group: list[Stretch]) -> str:
    return "\n".join(found[index].text for part in group for index in part.indices)


def _join_alike(found: Sequence[Element], groups: list[list[Stretch]]) -> None:
    """An item that nothing introduces goes with the one it is most like, if one of them is unfinished."""
    position, affinity = 1, None
    while position < len(groups):
        affinity = affinity or Affinity([_text(found, group) for group in groups])
        partner = _partner(found, groups, position, affinity)
        if partner is None:
            position += 1
            continue
        group, target, affinity = groups[position], groups[partner], None
        del groups[position]
        if target[-1].closed and not group[-1].closed:
            target[:0] = group
        else:
            target += group


def _partner(
    found: Sequence[Element], groups: list[list[Stretch]], position: int, affinity: Affinity
) -> int | None:
    group = groups[position]
    if group[0].introduced or not group[0].indices:
        return None
    alike = [affinity.alike(position, other) for other in range(len(groups))]
    scores = [
        alike[other] if other != position and _may_join(groups[other], group) else 0.0
        for other in range(len(groups))
    ]
    best = max(range(len(scores)), key=scores.__getitem__)
    rest = sorted((alike[o] for o in range(len(groups)) if o not in (position, best)), reverse=True)
    rival = rest[0] if rest else 0.0
    right_after = best == position - 1 and groups[best][-1].closed
    likeness = max(ALIKE_NEXT, ALIKE * min(1.0, len(_text(found, group)) / LONG_TEXT))
    if right_after and scores[best] > likeness and scores[best] >= rival:
        return best
    if starts_like_news(_text(found, group)):
        return None
    return best if scores[best] > max(ALIKE, CLEARLY * rival) else None


def _may_join(one: list[Stretch], other: list[Stretch]) -> bool:
    cut_apart = {part.source for part in one} & {part.source for part in other} - {-1}
    return not cut_apart and not (one[-1].closed and other[-1].closed)


@dataclass(frozen=True, slots=True)
class Division:
    """An item cut in two: all groups, the display element that became a title, and its log-odds."""

    groups: list[list[Stretch]]
    title: int | None
    odds: float


def divisions(
    found: Sequence[Element], groups: Sequence[list[Stretch]], words: Words, wanting: bool
) -> list[Division]:
    """The likeliest ways to cut one item in two; at any paragraph, if a title is `wanting` a text."""
    result = []
    for index, group in enumerate(groups):
        for number, part in enumerate(group):
            anywhere = wanting and len(part.indices) <= MOST_PARAGRAPHS
            for seam in boundary_candidates(found, part.indices, words, part.notes, anywhere):
                if seam.odds < LEAST_ODDS:
                    continue
                rest = part.indices[seam.position :]
                titled = found[rest[0]].kind == DISPLAY
                before = [*group[:number], replace(part, indices=part.indices[: seam.position], notes=[])]
                after = [replace(part, indices=rest[titled:]), *group[number + 1 :]]
                if min(len(_text(found, before)), len(_text(found, after))) < SHORTEST_HALF:
                    continue
                cut = [*groups[:index], before, after, *groups[index + 1 :]]
                result.append(Division(cut, rest[0] if titled else None, seam.odds))
    return sorted(result, key=lambda division: division.odds, reverse=True)[:MOST_DIVISIONS]
