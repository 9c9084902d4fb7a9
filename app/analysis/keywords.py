"""Extract keywords: the phrases that an article repeats, found without a dictionary.

A phrase counts when it recurs, does not always stand inside one longer phrase, and neither begins nor ends
with a character that belongs to grammar rather than to a term.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

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
    counts, left, right = _grams(texts)
    scores: dict[str, float] = {}
    for gram, count in counts.items():
        if count >= RECURS and len(left[gram]) > 1 and len(right[gram]) > 1 and _is_term(gram):
            scores[gram] = count * (len(gram) - 1.5)
    chosen: list[str] = []
    for gram in sorted(scores, key=lambda each: (-scores[each], each)):
        if len(chosen) == limit:
            break
        if not any(_repeats(gram, other) for other in chosen):
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


def _grams(texts: Iterable[str]) -> tuple[Counter[str], dict[str, set[str]], dict[str, set[str]]]:
    """Count all short n-grams, and collect the characters that stand on their left and right."""
    stretches = _STRETCH.findall("\n".join(texts)[:READ])
    counts: Counter[str] = Counter()
    left: defaultdict[str, set[str]] = defaultdict(set)
    right: defaultdict[str, set[str]] = defaultdict(set)
    frequent = {gram for gram, n in Counter(_cut(stretches, SHORTEST)).items() if n >= RECURS}
    for number, stretch in enumerate(stretches):
        for start in range(len(stretch) - SHORTEST + 1):
            # A phrase cannot recur more often than its beginning does: most positions end here.
            if stretch[start : start + SHORTEST] not in frequent:
                continue
            for end in range(start + SHORTEST, min(start + LONGEST, len(stretch)) + 1):
                gram = stretch[start:end]
                counts[gram] += 1
                # The edge of a stretch is punctuation: a boundary that differs from every character.
                left[gram].add(stretch[start - 1] if start else f"<{number}")
                right[gram].add(stretch[end] if end < len(stretch) else f">{number}")
    return counts, left, right


def _cut(stretches: list[str], size: int) -> Iterable[str]:
    return (s[i : i + size] for s in stretches for i in range(len(s) - size + 1))


def _is_term(gram: str) -> bool:
    return gram[0] not in _NOT_FIRST and gram[-1] not in _NOT_LAST and not _FLANK.intersection(gram)
