"""Passages between what stands around them, and where two wordings differ."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from app.i18n.catalogues import Texts
from app.library.snapshot import Snapshot
from app.search.language.unparse import quote_phrase
from app.search.parallels import AGREEMENT, LEAST_MATCHED, LEAST_SELDOM, SEED, SELDOM, SELDOM_AGREEMENT
from app.search.results import Span
from app.store.rows import StoredArticle, StoredBlock
from app.text import fold
from app.web.core.params import SearchParams
from app.web.core.urls import Links
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Segment
from app.web.layout.labels import block_mark

AROUND = 24
"""Characters of a paragraph that are shown on either side of a passage."""
SAME, LEFT_OUT, ADDED = "same", "same del", "same ins"
"""The marks of what both have, of what only the first has, of what only the second has."""


def in_context(text: str, span: Span, inside: tuple[Segment, ...] = ()) -> tuple[Segment, ...]:
    """Return a passage of a text with what stands around it; ``inside`` are its segments if several."""
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"……{before}"
    if end + AROUND < len(text):
        after = f"{after}……"
    found = (Segment(before), *(inside or (Segment(text[start:end], SAME),)), Segment(after))
    return tuple(each for each in found if each.text)


def differences(first: str, second: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return two wordings in segments: what both have, and what only one has."""
    changes = SequenceMatcher(None, fold(first), fold(second), autojunk=False).get_opcodes()
    here = ((change[0], change[1:3]) for change in changes)
    there = ((change[0], change[3:5]) for change in changes)
    return tuple(_segments(first, here, LEFT_OUT)), tuple(_segments(second, there, ADDED))


def _segments(text: str, changes: Iterable[tuple[str, Span]], own: str) -> Iterator[Segment]:
    for kind, (start, end) in changes:
        if start < end:
            yield Segment(text[start:end], SAME if kind == "equal" else own)


def likeness(first: str, second: str) -> str:
    """Return how wordings that are the same without punctuation differ: ``same``, ``forms``, ``marks``."""
    if first == second:
        return "same"
    return "forms" if fold(first) == fold(second) else "marks"


def number_link(block: StoredBlock, viewer: Viewer) -> Link:
    """Return the number of a paragraph, with its permanent link."""
    return Link(block_mark(block, viewer.words), viewer.links.paragraph(block.id))


def search_address(links: Links, text: str) -> str:
    """Return the address of the search that counts a passage."""
    return links.search(SearchParams(q=quote_phrase(text), ignore_punctuation=True).pairs())


def near_rule(words: Texts) -> str:
    """Say what makes two passages nearly the same."""
    return words.gettext(
        "near: from %(seed)s characters in a row, %(least)s in all, %(few)s and %(most)s if these are in at"
        " most %(places)s places, %(share)s of the longer one",
        seed=SEED,
        least=LEAST_MATCHED,
        few=LEAST_SELDOM,
        most=f"{SELDOM_AGREEMENT:.0%}",
        places=SELDOM,
        share=f"{AGREEMENT:.0%}",
    )


def percent(part: int, whole: int) -> str:
    """Return a share in percent; of nothing it is 0."""
    return f"{part / whole:.1%}" if whole else "0%"


class Named:
    """The articles and blocks that a page names, each read once."""

    def __init__(self, snapshot: Snapshot, articles: set[str], blocks: set[str]) -> None:
        self.articles: dict[str, StoredArticle] = snapshot.articles_by_id(articles)
        self.blocks: dict[str, StoredBlock] = snapshot.blocks(blocks)
