"""Extract keywords: the phrases that an article repeats, found without a dictionary.

A phrase counts when it recurs, does not always stand inside one longer phrase, and neither begins nor ends
with a character that belongs to grammar rather than to a term.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from app.library.contents import FullArticle

KEYWORDS = 8
"""Keywords of one article."""

SHORTEST, LONGEST = 3, 10
"""Characters of a phrase: shorter ones are single words, longer ones are sentences."""
RECURS = 3
# An article's wording shows in its beginning; a whole code of law need not be read to the end.
READ = 24_000
_STRETCH = re.compile(r"[\u3400-\u9fff]{3,}")
# Characters that a term does not begin with, does not end with, does not hold.
_NOT_FIRST = frozenset(
    "的了着过得和与及或而但并在是为以于从向由把被将使让给到等之其这那此该各每某些们也都就又还更最很要应须所者次个部二三四五六七八九十两性化"
)
_NOT_LAST = frozenset(
    "的了着过得和与及或而但并在是为以于从由把被将使让给到等之其这那此该各每某些也都就又还更最很要应须所不没无有上下中内外前后里间一二三四五六七八九十两来去步对我你他她它大新高"
)
_Place = tuple[int, int]
"""The number of a stretch, and where in it a phrase begins."""
_FLANK = frozenset("的了着和与及或而但在是为以于从由把被将使让给之其这那此该也都就又还")


def article_keywords(article: FullArticle) -> list[str]:
    """Return the phrases that recur most in an article."""
    text = "\n".join(block.text for block in article.blocks if block.type != "heading")
    return list(_keywords(text[:READ]))


@lru_cache(maxsize=256)
def _keywords(text: str) -> tuple[str, ...]:
    return tuple(recurring([text], KEYWORDS))


def recurring(texts: Iterable[str], limit: int) -> list[str]:
    """Return the phrases that recur most in ``texts``, longest and most frequent first."""
    stretches = _STRETCH.findall("\n".join(texts)[:READ])
    found = {gram: places for gram, places in _recurring_grams(stretches) if gram[-1] not in _NOT_LAST}
    rank = {gram: (-len(places) * (len(gram) - 1.5), gram) for gram, places in found.items()}
    chosen: list[str] = []
    for gram in sorted(found, key=rank.__getitem__):
        if len(chosen) == limit:
            break
        # Looked at in this order, few are looked at.
        if not any(_repeats(gram, other) for other in chosen) and _stands_free(gram, found[gram], stretches):
            chosen.append(gram)
    return chosen


def _repeats(gram: str, other: str) -> bool:
    """Say whether one holds the other, or most of ``gram`` is an end of the other (造内陆 and 内陆地区)."""
    most = range(len(gram) // 2 + 1, len(gram))
    return (
        gram in other
        or other in gram
        or any(other.startswith(gram[-size:]) or other.endswith(gram[:size]) for size in most)
    )


def _recurring_grams(stretches: list[str]) -> Iterator[tuple[str, list[_Place]]]:
    """Yield the n-grams that recur and may begin a term, each with its places, the shorter ones first."""
    begins = [
        [stretch[at : at + SHORTEST] for at in range(len(stretch) - SHORTEST + 1)] for stretch in stretches
    ]
    often = Counter(chain.from_iterable(begins))
    # Hardly any recurs: the others are given no place.
    recur = {gram for gram, times in often.items() if times >= RECURS and _may_begin(gram)}
    places = [(n, at) for n, own in enumerate(begins) for at, gram in enumerate(own) if gram in recur]
    for size in range(SHORTEST, LONGEST + 1):
        grams: defaultdict[str, list[_Place]] = defaultdict(list)
        for n, at in places:
            if at + size <= len(stretches[n]):
                grams[stretches[n][at : at + size]].append((n, at))
        found = [(gram, own) for gram, own in grams.items() if len(own) >= RECURS and gram[-1] not in _FLANK]
        yield from found
        # A phrase cannot recur more often than its beginning does: most places end here.
        places = [place for _, own in found for place in own]


def _stands_free(gram: str, places: list[_Place], stretches: list[str]) -> bool:
    """Say whether other characters stand on the left of a phrase from place to place, and on its right.

    The edge of a stretch is punctuation: a boundary that differs from every character.
    """
    left = {stretches[n][at - 1] if at else n for n, at in places}
    right = {stretches[n][at + len(gram) : at + len(gram) + 1] or n for n, at in places}
    return len(left) > 1 and len(right) > 1


def _may_begin(gram: str) -> bool:
    """Say whether a term may begin with these characters."""
    return gram[0] not in _NOT_FIRST and not _FLANK.intersection(gram)
