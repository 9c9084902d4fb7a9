"""What is given for one article of a page, and which article that is: named by its title or opening words."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from app.article import Article, BlockType
from app.errors import SidecarError
from app.frozen import dataclass
from app.ingest.catalogue.values import Keys, check_values

LEAST_OPENING = 4
"""Fewer opening characters name too much."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The values given for one article, and the title or opening words that name it."""

    place: tuple[str, ...]
    title: str | None
    opening: str | None
    values: Mapping[str, Any] = field(default_factory=dict)

    def names(self, article: Article) -> bool:
        """Say whether this entry is about the article."""
        if self.opening is not None:
            return any(bare(text).startswith(bare(self.opening)) for text in _openings(article))
        titles = {article.title, (article.kicker or "") + (article.title or "")}
        return bare(self.title or "") in {bare(title) for title in titles if title}

    def find(self, articles: Sequence[Article]) -> int:
        """Return the number of the article that this entry names; raise SidecarError if it is not one."""
        found = [number for number, article in enumerate(articles) if self.names(article)]
        if len(found) == 1:
            return found[0]
        key, words = ("title", self.title or "") if self.opening is None else ("opening", self.opening)
        if not found:
            raise SidecarError("sidecar-names-none", where=self.place, key=key, words=words)
        number = len(found)
        raise SidecarError("sidecar-names-several", where=self.place, key=key, words=words, number=number)

    def given(self) -> dict[str, Any]:
        """Return the values, with the title where it is given and does not only name the article."""
        supplied = {} if self.opening is None or self.title is None else {"title": self.title}
        return {**self.values, **supplied}


def read_entry(table: Mapping[str, Any], keys: Keys, place: tuple[str, ...]) -> Entry:
    """Return an entry as checked; raise SidecarError if something in it is wrong."""
    values = check_values(table, keys, place)
    title, opening = values.pop("title", None), values.pop("opening", None)
    if opening is not None and len(bare(opening)) < LEAST_OPENING:
        raise SidecarError("sidecar-opening-short", where=(*place, "opening"), least=LEAST_OPENING)
    return Entry(place, title, opening, values)


def bare(text: str) -> str:
    """Return a text without white space, whatever the width of its characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _openings(article: Article) -> list[str]:
    """Return the first block's text, and the first paragraph's."""
    return [*(block.text for block in article.blocks[:1]), *article.texts(BlockType.PARAGRAPH)[:1]]
