"""Complete what is being typed: titles and authors that contain it, and phrases that begin with it."""

from collections import Counter

import numpy as np

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.exact.segment.columns import TITLE_TYPE
from app.search.engines.local.suggestions.pinyin import sounding_like
from app.search.results import Suggestion
from app.text import close_up, fold, is_punctuation

# Positions that are sampled for continuations, and characters that are read at each.
_SAMPLE, _AHEAD = 512, 12
# A continuation is suggested if it follows at least this share of the samples ...
_FREQUENT = 0.02
# ... and if no single character follows it nearly always: 新质生产 goes on to 新质生产力.
_BRANCHES = 0.8
_MAX_TYPED = 40


def suggest(exact: ExactSearcher, typed: str, limit: int) -> list[Suggestion]:
    """Return at most ``limit`` phrases, titles and authors, in turns; each occurs as displayed or folded."""
    phrase = close_up(fold(typed.strip()))
    if not phrase or len(phrase) > _MAX_TYPED:
        return []
    kinds = (_phrases(exact, phrase, limit), _titles(exact, phrase, limit), _authors(exact, phrase, limit))
    if not any(kinds):
        kinds = (_sounding(exact, phrase, limit), [], [])
    turns = [found[n] for n in range(limit) for found in kinds if n < len(found)]
    return list({suggestion.phrase: suggestion for suggestion in turns}.values())[:limit]


def _sounding(exact: ExactSearcher, phrase: str, limit: int) -> list[Suggestion]:
    """Return what is read as typed, where that is pinyin."""
    found = sounding_like(exact.plain, phrase)[:limit]
    return [Suggestion(exact.plain.as_printed(each.text), each.times, "homophone") for each in found]


def _titles(exact: ExactSearcher, phrase: str, limit: int) -> list[Suggestion]:
    """Return titles that contain the phrase, first those that begin with it."""
    blocks = exact.plain.postings(phrase).blocks
    articles = exact.columns.article_of[blocks[exact.columns.types[blocks] == TITLE_TYPE]]
    titles = [exact.columns.titles[article] for article in articles.tolist()]
    titles.sort(key=lambda title: not fold(title).startswith(phrase))
    return [
        Suggestion(title, exact.plain.count(close_up(fold(title))), "title")
        for title in dict.fromkeys(titles[:limit])
    ]


def _authors(exact: ExactSearcher, phrase: str, limit: int) -> list[Suggestion]:
    """Return authors whose name contains the phrase."""
    names, _, values = exact.columns.facets["author"]
    found = [
        (name, int(np.count_nonzero(values == n))) for n, name in enumerate(names) if phrase in fold(name)
    ]
    return [Suggestion(name, articles, "author") for name, articles in found[:limit]]


def _phrases(exact: ExactSearcher, phrase: str, limit: int) -> list[Suggestion]:
    """Return whole phrases of the library that begin with the phrase, the most frequent first."""
    sample = exact.plain.sample(phrase, _SAMPLE).tolist()
    follows = Counter(
        following[:length]
        for following in (_until_mark(exact.plain.after(place + len(phrase), _AHEAD)) for place in sample)
        for length in range(len(following) + 1)
    )
    best_child: Counter[str] = Counter()
    for following, times in follows.items():
        if following:
            best_child[following[:-1]] = max(best_child[following[:-1]], times)
    whole = [
        (times * len(phrase + following), following)
        for following, times in follows.items()
        if times >= max(2, _FREQUENT * len(sample)) and best_child[following] < _BRANCHES * times
    ]
    best = [
        phrase + following for _, following in sorted(whole, key=lambda pair: (-pair[0], pair[1]))[:limit]
    ]
    return [
        Suggestion(exact.plain.as_printed(found), exact.plain.count(found))
        for found in best
        if len(found) > 1
    ]


def _until_mark(text: str) -> str:
    """Return the text up to its first punctuation mark."""
    return text[: next((n for n, char in enumerate(text) if is_punctuation(char)), len(text))]
