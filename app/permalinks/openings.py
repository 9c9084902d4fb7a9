"""The opening words by which an article without a title is known, the same wherever it is named.

They end where a clause ends, never inside a pair of marks such as 《》 or “”, and are long enough to differ
from the beginnings of all other articles of their page.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from os.path import commonprefix

from app.article import Article, BlockType
from app.lazy_pattern import lazy_pattern

SHORTEST, USUAL, LONGEST = 12, 24, 96
"""Characters of opening words: below the first they tell nothing, above the second they are read no more at a
glance. They are longer where the first clause is, or where another article begins alike."""
_CLAUSE_END = "，。；：！？、,;:!?"
_SENTENCE_END = "。！？!?"
_PAIRS = dict(zip("》”’）〉」』】)", "《“‘（〈「『【(", strict=True))
_MARKS = lazy_pattern("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")


def opening_words(articles: Sequence[Article]) -> list[str]:
    """Return the opening words of each article of a page."""
    texts = [_beginning(article) for article in articles]
    names = [article.title or text for article, text in zip(articles, texts, strict=True)]
    ordered = sorted(names)
    return [_opening(text, _shared(text, name, ordered)) for text, name in zip(texts, names, strict=True)]


def _shared(text: str, name: str, ordered: Sequence[str]) -> int:
    """Return how many characters of a text another name than its own begins with; -1 if there is no other.

    In their order those that begin alike stand side by side: beside the text or beyond its own name.
    """
    at = bisect_left(ordered, text)
    beside = list(ordered[max(0, at - 2) : at + 2])
    if name in beside:
        beside.remove(name)
    return max((len(commonprefix((text, other))) for other in beside), default=-1)


def _beginning(article: Article) -> str:
    """Return the first paragraph of an article, or what it has instead."""
    paragraph = next((block.text for block in article.blocks if block.type == BlockType.PARAGRAPH), "")
    return paragraph or next((block.text for block in article.blocks), "")


def _opening(text: str, shared: int) -> str:
    """Return the beginning of ``text`` that is easiest to read and longer than what others share of it."""
    cuts = _cuts(text)
    apart = [at for at in cuts if at > shared]
    fitting = [at for at in apart if SHORTEST <= at <= USUAL]
    longer = [at for at in apart if at > USUAL]
    # The whole of a short text is its opening; what cannot be told apart is shown as far as is usual.
    at = fitting[-1] if fitting else longer[0] if longer else (apart or cuts)[-1] if cuts else len(text)
    return text[:at].rstrip("，；：、,;:")


def _cuts(text: str) -> list[int]:
    """Return where the beginning of a text can end, ascending: at clauses, or where it has none, anywhere
    outside pairs of marks."""
    inside = _inside(text)
    outside = [at for at in range(1, min(len(text), LONGEST) + 1) if at == len(text) or at not in inside]
    clauses = [at for at in outside if at == len(text) or _ends_clause(text, at)]
    return clauses or [at for at in outside if at <= USUAL] or outside[:1] or [len(text)]


def _ends_clause(text: str, at: int) -> bool:
    """Say whether a clause ends before ``at``: the next character ends it, or a quoted sentence has ended."""
    return text[at] in _CLAUSE_END or (at > 1 and text[at - 1] in _PAIRS and text[at - 2] in _SENTENCE_END)


def _inside(text: str) -> set[int]:
    """Return the places that stand between an opening mark and the one that closes it."""
    return {place for first, last in _pairs(text) for place in range(first + 1, last + 1)}


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each pair of marks begins and ends; a mark without its other half is passed over."""
    open_marks: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark not in _PAIRS:
            open_marks.append((match.start(), mark))
        elif any(known == _PAIRS[mark] for _, known in open_marks):
            while open_marks:
                first, known = open_marks.pop()
                if known == _PAIRS[mark]:
                    yield first, match.start()
                    break
